"""An observation as a row of the store, and back.

A value is exact: its published digits as a whole number, and where its decimal point stands.
`1.50` is (150, 2) and comes back as `1.50`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from metrics.dimensions import Disaggregation
from metrics.errors import MetricsError
from metrics.languages import Text
from metrics.observations import (
    Confidentiality,
    HeldObservation,
    Known,
    Location,
    Observation,
    ObservationStatus,
    Qualifier,
)
from metrics.periods import Period
from metrics.store.names import ReaderNames, SheetRead, WriterNames, day_instant, iso
from metrics.store.tables import (
    COLUMNS,
    CONFIDENTIALITIES,
    FREQUENCIES,
    KEY,
    QUALIFIERS,
    STATUSES,
    WITHDRAWN,
)

Made = TypeVar("Made")
Row: TypeAlias = tuple[Any, ...]  # the columns of `observation` in order: ints, some of them None

KEY_LENGTH = len(KEY)
REVISION = COLUMNS.index("revision")
DOCUMENT = COLUMNS.index("document_id")
ORGANIZATION = COLUMNS.index("organization_id")
SHEET = COLUMNS.index("sheet_id")
CELL_END = COLUMNS.index("in_document_id")
SUBMISSION = COLUMNS.index("submission_id")
RECORDED_AT = COLUMNS.index("recorded_at")
PUBLISHED_AT = COLUMNS.index("published_at")
VALUE = COLUMNS.index("value")
QUALIFIER = COLUMNS.index("qualifier")
STATUS = COLUMNS.index("status")
CONFIDENTIALITY = COLUMNS.index("confidentiality")
CONTENT = PUBLISHED_AT  # from here on: what the publisher said; before it: where and when read
SEQUENCE = 1000  # revisions that one day has room for
DAY = 86_400_000_000  # its microseconds
FIRST_DAY = date(1970, 1, 1).toordinal()

LARGEST = 2**63 - 1
LARGEST_SCALE = 18
ONE = Decimal(1)
EXACT, NORMAL, FREE = Qualifier.EXACT, ObservationStatus.NORMAL, Confidentiality.FREE


# One loop with hardly a call, because a million rows pass through it; an enumeration's own hash is
# slow, and nearly every qualifier, status and confidentiality is the first of its kind.
def encode(
    observations: Iterable[Observation], names: WriterNames, submission: int, recorded_at: int
) -> list[Row]:
    """Rows in the order given; `revision` holds the first of its day until a sequence is found."""
    # fmt: off
    rows, texts, periods, knowns = list[Row](), names.texts, _Periods(), _Knowns()
    for one in observations:
        (indicator, series, place, period, value, known, document, location, breakdown,
         organization, qualifier, status, confidentiality, numerator, denominator, note,
         words) = one
        file, sheet, row, column, printed = location
        digits, scale = (None, 0) if value is None else _digits(one, value)
        if numerator is not None or denominator is not None:
            _check_ratio(one)
        frequency, start, length = periods[period]
        day, published_at, assumed = knowns[known]
        rows.append((
            names.indicators[indicator], names.series[series], names.organizations[organization],
            names.places[place], names.disaggregations[breakdown], frequency, start,
            length, day, names.documents[document], names.sheets[file, sheet], row, column,
            texts[Text(printed, printed)] if printed else None, submission, recorded_at,
            published_at, assumed, digits, scale, numerator, denominator,
            0 if qualifier is EXACT else QUALIFIERS[qualifier],
            0 if status is NORMAL else STATUSES[status],
            0 if confidentiality is FREE else CONFIDENTIALITIES[confidentiality],
            None if note is None else texts[note], None if words is None else texts[words],
        ))
    # fmt: on
    return rows


def withdrawn(row: Row, submission: int, recorded_at: int) -> Row:
    """The row that says: from this submission on, this document no longer holds this value."""
    before, content = row[:SUBMISSION], row[CONTENT:VALUE]
    after = row[STATUS + 1 :]
    nothing = (None, 0, None, None, QUALIFIERS[EXACT])
    return (*before, submission, recorded_at, *content, *nothing, WITHDRAWN, *after)


def hidden(row: Row, submission: int, recorded_at: int) -> Row:
    """The row that says: from this submission on, the public is not told what was public here."""
    before, content = row[:SUBMISSION], row[CONTENT:VALUE]
    nothing = (None, 0, None, None, QUALIFIERS[EXACT])
    end = (STATUSES[ObservationStatus.SUPPRESSED], CONFIDENTIALITIES[FREE], None, None)
    return (*before, submission, recorded_at, *content, *nothing, *end)


class Decoder:
    """Makes held observations of rows; shares the values that repeat."""

    def __init__(self, names: ReaderNames) -> None:
        self.names = names
        self.breakdowns = _Memo(lambda number: Disaggregation.parse(names.disaggregations[number]))
        self.documents = _Memo(lambda number: names.documents[number].partition("/")[2])
        self.instants = _Memo(iso)
        self.printed = _Memo(lambda number: names.texts[number].en)

    def forget(self) -> None:
        """Words that were read may have been erased since."""
        self.printed.clear()

    def held(self, row: Row, rank: int) -> HeldObservation:
        """The held observation of a row that is the `rank`-th revision of its key."""
        sheet = self.names.sheets[row[SHEET]]
        observation = self._observation(row, sheet)
        recorded_at = self.instants[row[RECORDED_AT]]
        released = self.instants[row[PUBLISHED_AT]] if _has_a_minute(row) else ""
        return HeldObservation(
            observation, rank, recorded_at, row[SUBMISSION], sheet.sha256, None, released
        )

    def _observation(self, row: Row, sheet: SheetRead) -> Observation:
        # fmt: off
        (indicator, series, organization, place, breakdown, _, start, length, revision, document, _,
         cell_row, cell_column, printed, _, _, published, assumed, digits, scale, numerator,
         denominator, qualifier, status, confidentiality, note, words) = row
        names, texts = self.names, self.names.texts
        in_document = "" if printed is None else self.printed[printed]
        return Observation(
            names.indicators[indicator], names.series[series], names.places[place],
            PERIODS[start, length], None if digits is None else _decimal(digits, scale),
            KNOWNS[_known_on(organization, revision, published), assumed], self.documents[document],
            Location(sheet.file, sheet.sheet, cell_row, cell_column, in_document),
            self.breakdowns[breakdown], names.organizations[organization],
            QUALIFIER_OF[qualifier], STATUS_OF[status], CONFIDENTIALITY_OF[confidentiality],
            numerator, denominator, None if note is None else texts[note],
            None if words is None else texts[words],
        )
        # fmt: on


class _Memo(dict[int, Made]):
    """What was made of a number once is kept."""

    def __init__(self, make: Callable[[int], Made]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, number: int) -> Made:
        self[number] = made = self.make(number)
        return made


class _Periods(dict[Period, tuple[int, int, int]]):
    """Frequency, first day and length of each period."""

    def __missing__(self, period: Period) -> tuple[int, int, int]:
        start = period.start.toordinal()
        self[period] = made = (FREQUENCIES[period.frequency], start, period.days)
        return made


class _Knowns(dict[Known, tuple[int, int, int]]):
    """First revision of the day, instant and assumed mark of each date of publication."""

    def __missing__(self, known: Known) -> tuple[int, int, int]:
        first = known.on.toordinal() * SEQUENCE
        self[known] = made = (first, day_instant(known.on), int(known.assumed))
        return made


class _HeldPeriods(dict[tuple[int, int], Period]):
    def __missing__(self, span: tuple[int, int]) -> Period:
        start, length = span
        self[span] = made = Period(date.fromordinal(start), date.fromordinal(start + length - 1))
        return made


class _HeldKnowns(dict[tuple[int, int], Known]):
    def __missing__(self, published: tuple[int, int]) -> Known:
        day, assumed = published
        self[published] = made = Known(date.fromordinal(day), bool(assumed))
        return made


def _known_on(organization: int, revision: int, published: int) -> int:
    """The day on which a value was made known; a partner's is given back by a reversing entry.

    Such an entry comes last of its key, and says what was said on an earlier day.
    """
    return published // DAY + FIRST_DAY if organization else revision // SEQUENCE


def _has_a_minute(row: Row) -> bool:
    """Whether a value was let out at a minute; what was published has a day alone."""
    return bool(row[PUBLISHED_AT] % DAY) or (
        row[ORGANIZATION] == 0 and row[PUBLISHED_AT] // DAY + FIRST_DAY != row[REVISION] // SEQUENCE
    )


def _decimal(digits: int, scale: int) -> Decimal:
    return Decimal(digits).scaleb(-scale) if scale else Decimal(digits)


def _digits(one: Observation, value: Decimal) -> tuple[int, int]:
    """The published digits and where the point stands; MetricsError when they do not fit."""
    if value.same_quantum(ONE) and -LARGEST <= (whole := int(value)) <= LARGEST:
        return whole, 0
    sign, figures, exponent = value.as_tuple()
    digits = int("".join(map(str, figures)) or "0")
    if not isinstance(exponent, int) or digits > LARGEST or abs(exponent) > LARGEST_SCALE:
        raise _does_not_fit(one, str(value))
    return (-digits if sign else digits), -exponent


def _check_ratio(one: Observation) -> None:
    for part in (one.numerator, one.denominator):
        if part is not None and abs(part) > LARGEST:
            raise _does_not_fit(one, str(part))


def _does_not_fit(one: Observation, value: str) -> MetricsError:
    at = one.location.place
    return MetricsError(
        f"{at}: '{value}' is not a number that the store can keep exactly: write a whole number or "
        "a decimal of at most 18 digits.",
        f"{at} : « {value} » n'est pas un nombre que l'entrepôt peut garder exactement : écrivez "
        "un entier ou un décimal d'au plus 18 chiffres.",
    )


# Every period and date of publication is a small value that repeats: made once in a process.
PERIODS = _HeldPeriods()
KNOWNS = _HeldKnowns()
QUALIFIER_OF = {number: one for one, number in QUALIFIERS.items()}
STATUS_OF = {number: one for one, number in STATUSES.items()}
CONFIDENTIALITY_OF = {number: one for one, number in CONFIDENTIALITIES.items()}
