"""Which value is the highest or the lowest, told only where every possible number agrees.

The rule is that of the judgements (metrics.rules.bounds): a value such as "under 5", "more than
196" or one that is hidden stands for many numbers, and a claim holds only if it holds for each.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from metrics import (
    HeldObservation,
    Measure,
    ObservationStatus,
    Qualifier,
    Unit,
    bounds_of,
    extent_of,
)

Values = Sequence[HeldObservation]
Range = tuple[Decimal, Decimal]
ANY = Decimal("Infinity")


class Extreme(NamedTuple):
    """The values that share it; `of_all` where no other number that is possible lies beyond."""

    values: Values
    of_all: bool


def highest_of(values: Values, unit: Unit) -> Extreme | None:
    """None where fewer than two values are given exactly and none is surely the highest."""
    return _extreme(values, unit, max, lambda one, other: one[0] > other[1])


def lowest_of(values: Values, unit: Unit) -> Extreme | None:
    return _extreme(values, unit, min, lambda one, other: one[1] < other[0])


def given_exactly(values: Values) -> Values:
    return [one for one in values if _is_number(one) and _qualifier(one) is Qualifier.EXACT]


def counts_something(held: HeldObservation) -> bool:
    """Whether there is a number behind it, told or not: not where none was published."""
    hidden = held.observation.status is ObservationStatus.SUPPRESSED
    return hidden or _is_number(held) or held.observation.words is not None


def possible(held: HeldObservation, unit: Unit) -> Range:
    """The least and the greatest number that a value allows."""
    measure = Measure.COUNT if unit.kind == "count" else Measure.RATE
    bounds = bounds_of(held.observation, measure)
    return extent_of(unit).within(*(bounds or (-ANY, ANY)))


def _extreme(
    values: Values,
    unit: Unit,
    edge: Callable[..., Decimal],
    beyond: Callable[[Range, Range], bool],
) -> Extreme | None:
    """First one that no other can reach, then the exact ones, then the exact among themselves."""
    known = [(one, possible(one, unit)) for one in values if counts_something(one)]
    for one, own in known:
        if all(other is one or beyond(own, its) for other, its in known):
            return Extreme([one], of_all=True)
    exact = given_exactly(values)
    if len(exact) < 2:
        return None
    end = edge(one.observation.value for one in exact)
    same = [one for one in exact if one.observation.value == end]
    others = [its for one, its in known if one not in exact]
    return Extreme(same, of_all=all(beyond((end, end), its) for its in others))


def _is_number(held: HeldObservation) -> bool:
    return held.observation.value is not None


def _qualifier(held: HeldObservation) -> Qualifier:
    return held.observation.qualifier
