"""Parts and the wholes made of them, with the arithmetic written out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from metrics.definitions import Indicator, Measure
from metrics.dimensions import Disaggregation
from metrics.languages import Text
from metrics.observations import HeldObservation, Observation, ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.reasoning import Reasoning, Slot, Step
from metrics.release_notes import is_rounded
from metrics.roll_up.arithmetic import (
    HIGHEST,
    NEWEST,
    TWICE_BY_PARTNERS,
    caveats,
    part_step,
    ratio_part_step,
    ratio_step,
    result_step,
    sum_steps,
)
from metrics.roll_up.quantities import (
    UNKNOWN,
    ZERO,
    Quantity,
    Ratio,
    added,
    agrees,
    all_of,
    as_finely,
    greatest,
    said,
    stated,
)

Status = ObservationStatus
VERSION = 1
SUM, RATIO, LAST, MAX = "roll-up/sum", "roll-up/ratio", "roll-up/last", "roll-up/max"

# From the firmest to the least firm; with any other status no number is known.
FIRMNESS = (
    Status.NORMAL,
    Status.DEFINITION_DIFFERS,
    Status.BREAK,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.LOW_RELIABILITY,
)
# On which scales a share or rate may be published: the first with which most parts agree is it.
SCALES = {
    Measure.RATIO: (100, 1),
    Measure.RATE: (100_000, 1_000_000, 1_000, 10_000, 100, 1),
}

Given = Observation | HeldObservation
Name = Callable[["Part"], Slot]  # what sets the parts of a whole apart: their periods or places


class Line(NamedTuple):
    """What all parts of one whole have in common, wherever and whenever they are."""

    indicator: str
    series: str
    organization: str
    disaggregation: Disaggregation


@dataclass(frozen=True)
class Part:
    """What a value, or a whole rolled up before, says of one place and period.

    `parts` are the observations that it rests on, oldest first.
    """

    line: Line
    place: str
    period: Period
    quantity: Quantity
    statuses: frozenset[ObservationStatus]
    ratio: Ratio | None
    parts: tuple[Given, ...]


@dataclass(frozen=True)
class RolledUp(Part):
    """A whole. It is exact when `low` is `high` and it is not `approximate`."""

    reasoning: Reasoning

    @property
    def low(self) -> Decimal | None:
        return self.quantity.low

    @property
    def high(self) -> Decimal | None:
        return self.quantity.high

    @property
    def approximate(self) -> bool:
        return self.quantity.approximate

    @property
    def value(self) -> Decimal | None:
        """The one number to print, None for a range; a share as finely as its parts' values."""
        if self.low is None or not self.quantity.single:
            return None
        if self.ratio is None:
            return self.low
        return as_finely(self.low, values_of([self]))

    @property
    def sentence(self) -> Step:
        """What it comes to: "16", "about 450", "12 to 16"."""
        value = self.value
        one = Quantity(value, value, approximate=self.approximate)
        return Step(*said(self.quantity if value is None else one))

    @property
    def status(self) -> ObservationStatus:
        """The least firm of the statuses of its parts, which `statuses` holds all."""
        return max(self.statuses, key=FIRMNESS.index)

    @property
    def numerator(self) -> int | None:
        return self.ratio and self.ratio.numerator

    @property
    def denominator(self) -> int | None:
        return self.ratio and self.ratio.denominator


def as_part(indicator: Indicator, given: Given | RolledUp) -> Part:
    """One value as a part; a whole rolled up before is one as it is."""
    if isinstance(given, RolledUp):
        return given
    one = observation_of(given)
    counted = indicator.measure is Measure.COUNT
    return Part(
        Line(one.indicator, one.series, one.organization, one.disaggregation),
        one.place,
        one.period,
        stated(one.value, _qualifier(one), whole=counted) if known(one) else UNKNOWN,
        frozenset({one.status}),
        _ratio(one) if known(one) else None,
        (given,),
    )


def _qualifier(one: Observation) -> Qualifier:
    """What was rounded to protect people is not exact, though it is printed as it is."""
    exact = one.qualifier is Qualifier.EXACT
    return Qualifier.APPROXIMATE if exact and is_rounded(one.note) else one.qualifier


def observation_of(given: Given) -> Observation:
    return given.observation if isinstance(given, HeldObservation) else given


def known(one: Observation) -> bool:
    """True when a number is stated, or what a share is made of."""
    quantity = stated(one.value, one.qualifier, whole=False)
    return one.status in FIRMNESS and (quantity.known or _ratio(one) is not None)


def _ratio(one: Observation) -> Ratio | None:
    """What a share is made of, where both are stated exactly; 0 of 0 is a share of nothing."""
    if one.numerator is None or one.denominator is None or one.denominator < 0:
        return None
    if one.qualifier not in (Qualifier.EXACT, Qualifier.APPROXIMATE):
        return None
    return Ratio(one.numerator, one.denominator) if one.denominator or not one.numerator else None


def scale_of(measure: Measure, parts: Iterable[Part]) -> int:
    """The scale on which most observations are numerator by denominator: 100 for a percentage."""
    ones = [observation_of(leaf) for part in parts for leaf in part.parts]
    return max(SCALES[measure], key=lambda scale: sum(agrees(one, scale) for one in ones))


def make_whole(
    indicator: Indicator, rule: str, parts: Sequence[Part], place: str, period: Period, name: Name
) -> RolledUp:
    """The whole of parts that have passed every check, in their order."""
    quantity, ratio = _combined(indicator, rule, parts)
    leaves = tuple(sorted((leaf for part in parts for leaf in part.parts), key=_when_and_where))
    statuses: frozenset[ObservationStatus] = frozenset().union(*(one.statuses for one in parts))
    reasoning = Reasoning(
        rule,
        VERSION,
        tuple(leaf for leaf in leaves if isinstance(leaf, HeldObservation)),
        _steps(indicator, rule, parts, quantity, name),
        (*caveats(quantity, statuses, twice=_twice(indicator, parts)), *_by_two(indicator, parts)),
    )
    return RolledUp(parts[0].line, place, period, quantity, statuses, ratio, leaves, reasoning)


def _combined(
    indicator: Indicator, rule: str, parts: Sequence[Part]
) -> tuple[Quantity, Ratio | None]:
    if rule == LAST:
        (newest,) = parts
        return newest.quantity, newest.ratio
    if rule == RATIO:
        ratio = all_of(part.ratio for part in parts if part.ratio)
        share = ratio.times(scale_of(indicator.measure, parts))
        return Quantity(share, share, approximate=_approximate(parts)), ratio
    combine = added if rule == SUM else greatest
    return combine([part.quantity for part in parts]), None


def _twice(indicator: Indicator, parts: Sequence[Part]) -> bool:
    """True for people of several places: nobody says that they are different people."""
    places = {observation_of(leaf).place for part in parts for leaf in part.parts}
    return len(places) > 1 and indicator.count_basis in ("people_in_period", "people_ever")


def _by_two(indicator: Indicator, parts: Sequence[Part]) -> tuple[Text, ...]:
    """The same of people of several organizations."""
    whose = {observation_of(leaf).organization for part in parts for leaf in part.parts}
    people = indicator.count_basis in ("people_in_period", "people_ever")
    return (TWICE_BY_PARTNERS,) if len(whose) > 1 and people else ()


def _approximate(parts: Iterable[Part]) -> bool:
    return any(part.quantity.approximate for part in parts)


def _when_and_where(leaf: Given) -> tuple[Period, str]:
    one = observation_of(leaf)
    return one.period, one.place


def _steps(
    indicator: Indicator, rule: str, parts: Sequence[Part], quantity: Quantity, name: Name
) -> tuple[Step, ...]:
    if rule == RATIO:
        return _ratio_steps(indicator, parts, quantity, name)
    told = tuple(_part_step(part, name(part)) for part in parts)
    if rule == SUM:
        return told + sum_steps([part.quantity for part in parts])
    return (*told, result_step(NEWEST if rule == LAST else HIGHEST, quantity))


def _part_step(part: Part, name: Slot) -> Step:
    if isinstance(part, RolledUp):
        return part_step(name, part.quantity, Qualifier.EXACT, None)
    one = observation_of(part.parts[0])
    return part_step(name, part.quantity, one.qualifier, one.value)


def _ratio_steps(
    indicator: Indicator, parts: Sequence[Part], share: Quantity, name: Name
) -> tuple[Step, ...]:
    named = [(name(part), part.ratio) for part in parts if part.ratio]
    ratios = [ratio for _, ratio in named]
    scale = scale_of(indicator.measure, parts)
    shown = as_finely(share.low or ZERO, values_of(parts))
    told = (ratio_part_step(slot, ratio) for slot, ratio in named)
    return (*told, ratio_step(ratios, all_of(ratios), scale, share, shown))


def values_of(parts: Iterable[Part]) -> list[Decimal | None]:
    return [observation_of(leaf).value for part in parts for leaf in part.parts]
