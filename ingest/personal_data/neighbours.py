"""What is split over cells of a row beside each other: 416 | 967-2368, jane@ | example.org.

Only what is told by its form alone is put together, and figures are left alone: three numbers in a
row are a telephone number only where no heading of their own stands over each of them.
"""

import re
from collections.abc import Collection, Container, Iterator, Sequence

from ingest.book import BookSheet, Value
from ingest.cells import plain
from ingest.personal_data.digits import AREAS, is_health_number, is_social_insurance, is_telephone
from ingest.personal_data.hot import is_allowed, may_head, strong_kinds
from ingest.personal_data.kinds import Kind
from ingest.personal_data.labels import LABELS
from ingest.personal_data.normal import folded, normal

Found = tuple[Kind, int, int]
_LONGEST = 64  # letters of a piece
_LONGEST_PIECE = 14  # of a number
_MOST = 5  # pieces
_AREA_NUMBERS = frozenset(map(int, AREAS))
_HALF_CODE = re.compile(r"[A-Za-z]\d[A-Za-z]")
_OTHER_HALF = re.compile(r"\d[A-Za-z]\d")
_PIECE_OF_CALL = re.compile(r"(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?(?:[2-9]\d\d[ .-]?)?")
_SIGNED = re.compile(r"[()-]")
_DIGITS = re.compile(r"\d{1,10}")
_SHAPES = {
    (3, 3, 4): Kind.TELEPHONE, (1, 3, 3, 4): Kind.TELEPHONE, (3, 7): Kind.TELEPHONE,
    (6, 4): Kind.TELEPHONE, (3, 3, 3): Kind.SOCIAL_INSURANCE, (4, 3, 3): Kind.HEALTH_NUMBER,
}  # fmt: skip
_LABELLED = (Kind.SOCIAL_INSURANCE, Kind.HEALTH_NUMBER, Kind.TELEPHONE)


def split_over_cells(
    sheet: BookSheet, values: Collection[Value], allowed: frozenset[str], declared: Container[int]
) -> Iterator[Found]:
    """The first cell of each number or address that stands in pieces; `declared` are figures."""
    begins = frozenset(one for one in values if _may_begin(one))
    labels = frozenset(
        one for one in values if isinstance(one, str) and may_head(one) and _label(one)
    )
    if not begins and not labels:
        return
    absent = (begins | labels).isdisjoint
    reading = _Reading(sheet, allowed, declared)
    for row, cells in sheet.iter_rows():
        if absent(cells):
            continue
        for at, value in enumerate(cells):
            if value in begins and (kind := reading.joined(row, cells, at)):
                yield kind, row, at + 1
            elif value in labels and isinstance(value, str):
                yield from reading.labelled(row, cells, at, value)


def _label(words: str) -> Kind | None:
    label = LABELS.get(folded(words)) if len(words) <= _LONGEST else None
    return label.kind if label and label.kind in _LABELLED else None


def _may_begin(value: Value) -> bool:
    """An area code, signs of a telephone number, half a postal code, half an address."""
    if not isinstance(value, str):
        return value in _AREA_NUMBERS
    if "@" in value:
        return len(value) <= _LONGEST
    if len(value) > _LONGEST_PIECE:
        return False
    words = value.strip()
    return bool(_HALF_CODE.fullmatch(words) or _PIECE_OF_CALL.fullmatch(normal(words)))


class _Reading:
    def __init__(self, sheet: BookSheet, allowed: frozenset[str], declared: Container[int]) -> None:
        self._sheet, self._allowed, self._declared = sheet, allowed, declared

    def joined(self, row: int, cells: Sequence[Value], at: int) -> Kind | None:
        """The kind that begins in this cell and goes on in the next ones."""
        words = plain(cells[at])
        after = [plain(one) for one in cells[at + 1 : at + _MOST] if not isinstance(one, bool)]
        if not after and "@" not in words:
            return None
        if "@" in words:
            return self._address([*map(plain, cells[max(0, at - 1) : at])], words, after)
        if _HALF_CODE.fullmatch(words) and _OTHER_HALF.fullmatch(after[0]):
            return Kind.POSTAL_CODE
        if _SIGNED.search(words) or (_DIGITS.fullmatch(words) and _SIGNED.search(after[0])):
            return self._signed(words, after)
        return self._of_digits(row, cells, at)

    def _address(self, before: list[str], words: str, after: list[str]) -> Kind | None:
        around = [*before, words, *after[:1]]
        if any(len(one) > _LONGEST for one in around):
            return None
        alone = {kind for one in around for kind in strong_kinds(one, self._allowed)}
        for start, end in ((0, len(around)), (len(before), len(around)), (0, len(before) + 1)):
            whole = "".join(around[start:end]).replace(" ", "")
            if Kind.EMAIL in strong_kinds(whole, self._allowed) - alone:
                return Kind.EMAIL
        return None

    def _signed(self, words: str, after: list[str]) -> Kind | None:
        """(416) | 967-2368: its signs tell it from a figure."""
        for count in (1, 2):
            pieces = [words, *after[:count]]
            if all(one and len(one) <= 12 and one[-1] not in "%$" for one in pieces):
                digits = "".join(one for one in "".join(pieces) if one.isdigit())
                whole = " ".join(pieces)
                if is_telephone(digits, written_as_one=True) and not re.search(
                    r"[^\d() .+-]", whole
                ):
                    return None if is_allowed(digits, self._allowed) else Kind.TELEPHONE
        return None

    def _of_digits(self, row: int, cells: Sequence[Value], at: int) -> Kind | None:
        """Digits alone: only where they are all the numbers of their row, and no figures."""
        run = _run_from(cells, at)
        kind = _SHAPES.get(tuple(map(len, run)))
        if kind is not Kind.TELEPHONE or not _are(kind, run):
            return None
        if at and _is_number(cells[at - 1]):
            return None  # a row of figures goes on to both sides
        if self._are_figures(row, cells, at, len(run)) or is_allowed("".join(run), self._allowed):
            return None
        return kind

    def _are_figures(self, row: int, cells: Sequence[Value], at: int, count: int) -> bool:
        """Declared columns, a heading over each, or numbers beside a label of what is counted."""
        columns = range(at + 1, at + count + 1)
        if all(one in self._declared for one in columns):
            return True
        heads = [self._heading(row, column) for column in columns]
        if all(heads):
            return True
        texts = [one for one in cells[:at] if isinstance(one, str) and one.strip()]
        as_text = all(isinstance(one, str) for one in cells[at : at + count])
        is_called = any(_CALLED.search(one) for one in (*texts, *filter(None, heads)))
        return bool(texts) and not is_called and not as_text

    def _heading(self, row: int, column: int) -> str:
        """The nearest words over a cell in the same table: no empty row lies between."""
        for above in range(row - 1, max(0, row - _FAR), -1):
            value = self._sheet.cell(above, column)
            if not self._sheet.holds(above):
                return ""
            if isinstance(value, str) and any(one.isalpha() for one in value):
                return value
        return ""

    def labelled(self, row: int, cells: Sequence[Value], at: int, label: str) -> Iterator[Found]:
        """What a label says the cells behind it are: SIN | 046 | 454 | 286; also under it."""
        wanted = _label(label)
        for here in (row, row + 1, row + 2):
            of_row = cells if here == row else [
                self._sheet.cell(here, column) for column in range(1, at + 1 + _MOST)
            ]  # fmt: skip
            first = at + 1 if here == row else at
            run = _run_from(of_row, first)
            kind = _SHAPES.get(tuple(map(len, run)))
            is_it = kind is wanted and (here == row or not self._heading(here, at + 2))
            if kind and is_it and _are(kind, run) and not is_allowed("".join(run), self._allowed):
                yield kind, here, first + 1


_FAR = 200  # rows
_CALLED = re.compile(
    r"\b(?:call(?:ed|back)?|phone|tel|t[ée]l[ée]phone|t[ée]l|cell|mobile|contact|appel(?:ez|er)|"
    r"joindre|fax|reach)\b",
    re.IGNORECASE,
)


def _run_from(cells: Sequence[Value], at: int) -> list[str]:
    """The digits in this cell and in those that follow, until one that is no whole number."""
    run: list[str] = []
    for value in cells[at : at + _MOST]:
        words = plain(value).strip() if not isinstance(value, bool) else ""
        if not _DIGITS.fullmatch(words):
            break
        run.append(words)
    return _padded(run)


def _padded(run: list[str]) -> list[str]:
    """A number that lost the nought it began with: 046 is kept as 46."""
    if [len(one) for one in run] == [2, 3, 3]:
        return [f"0{run[0]}", *run[1:]]
    return run


def _are(kind: Kind, run: list[str]) -> bool:
    digits = "".join(run)
    if kind is Kind.TELEPHONE:
        exchange = digits[-7:]
        return is_telephone(digits, written_as_one=True) and exchange[0] not in "01"
    return (
        is_social_insurance(digits) if kind is Kind.SOCIAL_INSURANCE else is_health_number(digits)
    )


def _is_number(value: Value) -> bool:
    return bool(_DIGITS.fullmatch(plain(value).strip())) if value is not None else False
