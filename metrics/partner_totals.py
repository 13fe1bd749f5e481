"""The line of an indicator over all partners, period by period, with who has reported of how many.

It is made where the line of record lies in the source of a return form, for readers who see every
organization, by the rule that the indicator declares. A partner that answers "not applicable"
has answered; one that answers "not available", "not yet" or nothing is missing, and then a sum is
stated as what it proves: at least so much. A share of some partners proves nothing of all.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from metrics import comparability
from metrics.catalogue import Catalogue
from metrics.definitions import Indicator, Series, Unit
from metrics.dimensions import Disaggregation
from metrics.explanation_words import step_words
from metrics.form_cells import FormCell, by_table
from metrics.languages import Language, Text
from metrics.obligations import Decisions, asked_in
from metrics.observations import (
    Confidentiality,
    HeldObservation,
    Known,
    Location,
    Observation,
    ObservationStatus,
    PartnerTotal,
    Qualifier,
)
from metrics.periods import Period
from metrics.results import SeriesLine
from metrics.return_faults import DOCUMENT
from metrics.return_forms import ReturnForm
from metrics.roll_up import Refusal, Refused, RolledUp, roll_up_partners
from metrics.roll_up.wholes import known

NOWHERE = Location("", "", 0, 0)  # a total stands in no file: its parts do
Said = dict[str, list[HeldObservation]]  # by partner


class Whole(NamedTuple):
    """What of a form makes an indicator's figure: the cells of each table that has its series."""

    indicator: Indicator
    form: ReturnForm
    series: str
    place: str
    breakdown: str
    cells: Mapping[str, frozenset[FormCell]]  # by table


def whole_of(indicator: Indicator, catalogue: Catalogue) -> Whole | None:
    """None where the line of record is a publisher's, as nearly everywhere."""
    record = indicator.record
    source = catalogue.sources.get(record.series.partition("/")[0]) if record else None
    form = catalogue.returns.get(source.returns or "") if source else None
    if record is None or form is None:
        return None
    series, breakdown = record.series.partition("/")[2], record.disaggregation
    code = Disaggregation.parse(breakdown).code
    cells = by_table(form, series, (record.place, code), catalogue)
    return Whole(indicator, form, record.series, record.place, code, cells)


def total_line(
    whole: Whole, catalogue: Catalogue, lines: Iterable[SeriesLine], asked: "Asked"
) -> SeriesLine | None:
    """The line over all partners; None while none of them has said anything."""
    wanted = frozenset[FormCell]().union(*whole.cells.values())
    own = [one for one in lines if one.organization and (one.place, one.disaggregation) in wanted]
    if not own:
        return None
    totals = Totals(whole, catalogue, asked)
    versions = [found for said in _by_period(own).values() if (found := totals.versions(said))]
    values = tuple(sorted((one[-1] for one in versions), key=_period))
    if not values:
        return None
    series = _as_added_up(catalogue.series_of(whole.series).at(whole.place))
    return SeriesLine(
        series=series,
        source=own[0].source,
        unit=totals.unit,
        place=whole.place,
        disaggregation=whole.breakdown,
        frequency=values[-1].observation.period.frequency.value,
        values=values,
        segments=comparability.segments(values, series.breaks),
        earlier={_period(one[-1]).code: tuple(one[:-1]) for one in versions if one[1:]},
    )


def _as_added_up(series: Series) -> Series:
    """A series of totals: nobody has published it, and the public does not see it."""
    title = Text(
        f"{series.title.en} (total of partners, not released)",
        f"{series.title.fr} (total des partenaires, non diffusé)",
    )
    return series.model_copy(update={"title": title, "publisher": ADDED_UP})


class Asked(NamedTuple):
    """Who was asked for what: by period and table, as the form and the office's decisions say."""

    by_period: Mapping[Period, Mapping[str, frozenset[str]]]  # partner -> tables

    @classmethod
    def of(cls, form: ReturnForm, catalogue: Catalogue, decisions: Decisions, on: date) -> "Asked":
        """Of the periods that have begun by a day."""
        return cls(asked_in(form, catalogue.partners, decisions, on))


class Revisions(NamedTuple):
    """What a partner says of a cell, and said of it before where that was another number."""

    now: HeldObservation
    before: tuple[HeldObservation, ...]


class Totals:
    """Makes the totals of one indicator."""

    def __init__(self, whole: Whole, catalogue: Catalogue, asked: Asked) -> None:
        self.whole, self.asked = whole, asked
        self.unit = catalogue.unit_of(whole.series)
        self.titles = {name: one.title for name, one in catalogue.partners.items()}

    def versions(self, said: list[Revisions]) -> list[HeldObservation]:
        """The total of a period, last; before it what it was before a part was restated."""
        states = [_state(said, at) for at in [*_restated(said), None]]
        made = [self.total(one, revision) for revision, one in enumerate(states, 1)]
        return [one for one in made if one is not None]

    def total(self, said: list[HeldObservation], revision: int) -> HeldObservation | None:
        """What these figures of one period come to; None where none of them is a number."""
        period = _period(said[0])
        by_partner: Said = {}
        for one in said:
            by_partner.setdefault(one.observation.organization, []).append(one)
        numbers = [one for one in said if known(one.observation)]
        if not numbers:
            return None
        missing = tuple(self._missing(period, by_partner))
        asked = self._asked(period).keys() | by_partner.keys()
        rolled = roll_up_partners(
            self.whole.indicator, numbers, self.whole.place, period, self.titles
        )
        why = _why(rolled, self.unit) or _share_of_some(rolled, missing)
        total = PartnerTotal(len(asked) - len(missing), len(asked), missing, tuple(said), why)
        return self._held(total, rolled, revision)

    def _asked(self, period: Period) -> Mapping[str, frozenset[str]]:
        """The partners that are asked for this figure, and by which tables."""
        asked = self.asked.by_period.get(period, {})
        found = {one: tables & self.whole.cells.keys() for one, tables in asked.items()}
        return {one: tables for one, tables in found.items() if tables}

    def _missing(self, period: Period, said: Said) -> Iterator[str]:
        """Who has not answered for every cell; who was not asked and has, is not missing."""
        asked = self._asked(period)
        for partner in sorted(asked.keys() | said.keys()):
            answered = {_cell(one) for one in said.get(partner, ()) if _answers(one.observation)}
            tables = asked.get(partner, frozenset())
            wanted = frozenset[FormCell]().union(*(self.whole.cells[one] for one in tables))
            if wanted - answered or not answered:
                yield partner

    def _held(
        self, total: PartnerTotal, rolled: RolledUp | Refused, revision: int
    ) -> HeldObservation:
        newest = max(total.parts, key=lambda one: (one.recorded_at, one.submission))
        made = rolled if isinstance(rolled, RolledUp) and total.why is None else None
        value, qualifier = _stated(made, self.unit, whole=total.is_whole)
        one = Observation(
            indicator=self.whole.indicator.id,
            series=self.whole.series,
            place=self.whole.place,
            period=_period(newest),
            value=value,
            known=Known(max(one.observation.known.on for one in total.parts)),
            document=DOCUMENT,
            location=NOWHERE,
            disaggregation=Disaggregation.parse(self.whole.breakdown),
            qualifier=qualifier,
            status=made.status if made else ObservationStatus.MISSING,
            confidentiality=Confidentiality.NOT_FOR_PUBLICATION,
            numerator=made.numerator if made else None,
            denominator=made.denominator if made else None,
            words=NO_TOTAL if total.why else None,
        )
        return HeldObservation(one, revision, newest.recorded_at, newest.submission, "", total)


def _by_period(lines: Iterable[SeriesLine]) -> dict[Period, list[Revisions]]:
    found: dict[Period, list[Revisions]] = {}
    for line in lines:
        for one in line.values:
            earlier = line.earlier.get(_period(one).code, ())
            found.setdefault(_period(one), []).append(Revisions(one, _others(earlier, one)))
    return found


def _others(
    earlier: Iterable[HeldObservation], now: HeldObservation
) -> tuple[HeldObservation, ...]:
    """The earlier statements that said something else than the one after them."""
    every = [*earlier, now]
    return tuple(one for one, later in pairwise(every) if _says(one) != _says(later))


def _says(held: HeldObservation) -> tuple[object, ...]:
    one = held.observation
    return one.value, one.qualifier, one.status, one.numerator, one.denominator


def _restated(said: Iterable[Revisions]) -> list[tuple[str, int]]:
    """The instants up to which a part said something else, oldest first."""
    return sorted({_when(before) for one in said for before in one.before})


def _state(said: Iterable[Revisions], at: tuple[str, int] | None) -> list[HeldObservation]:
    """What each part said up to an instant; a part that came later says what it says now."""
    return [
        next((before for before in one.before if at is not None and _when(before) >= at), one.now)
        for one in said
    ]


def _when(held: HeldObservation) -> tuple[str, int]:
    return held.recorded_at, held.submission


def _period(held: HeldObservation) -> Period:
    return held.observation.period


def _cell(held: HeldObservation) -> FormCell:
    return held.observation.place, held.observation.disaggregation.code


def _answers(one: Observation) -> bool:
    """A number, or that there can be none."""
    return known(one) or one.status is ObservationStatus.MISSING


def _why(rolled: RolledUp | Refused, unit: Unit) -> Text | None:
    """Why there is no total, in words."""
    if isinstance(rolled, RolledUp):
        return None
    if rolled.reason is Refusal.AVERAGE:
        return NO_MEAN  # in the place of the names of all partners
    return Text(*(step_words(rolled.why, unit, one) for one in (Language.EN, Language.FR)))


ADDED_UP = Text(
    "Partners' returns, added up here; not released",
    "Déclarations des partenaires, additionnées ici; non diffusé",
)
NO_TOTAL = Text("no total of partners", "aucun total des partenaires")
NO_MEAN = Text(
    "The shares of partners have no mean: of how many each is a share is not reported.",
    "Les parts des partenaires n'ont pas de moyenne : on ne déclare pas sur combien elles portent.",
)
SHARE_OF_SOME = Text(
    "A share of some partners is not that of all.",
    "La part de certains partenaires n'est pas celle de tous.",
)
BELOW_ZERO = "below_zero"


def _share_of_some(rolled: RolledUp | Refused, missing: tuple[str, ...]) -> Text | None:
    shared = isinstance(rolled, RolledUp) and rolled.ratio is not None
    return SHARE_OF_SOME if shared and missing else None


def _stated(made: RolledUp | None, unit: Unit, *, whole: bool) -> tuple[Decimal | None, Qualifier]:
    """The total as far as it is proven: of some partners a sum is at least so much."""
    if made is None:
        return None, Qualifier.EXACT
    if made.approximate or (not whole and BELOW_ZERO in unit.reaches):
        return made.low, Qualifier.APPROXIMATE
    if whole and made.value is not None:
        return made.value, Qualifier.EXACT
    if whole and not made.low:
        return made.high, Qualifier.UP_TO
    return made.low, Qualifier.AT_LEAST
