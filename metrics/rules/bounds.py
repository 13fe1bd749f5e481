"""What a published value proves: the smallest and the largest number that it allows."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from metrics.definitions import Measure
from metrics.observations import Observation, ObservationStatus, Qualifier
from metrics.verdicts import Progress, Reason, Verdict

INFINITE = Decimal("Infinity")
UNPROVEN = Verdict(Progress.NOT_ASSESSED, Reason.UNPROVEN)
# A count is whole: under 5 is at most 4.
NEXT = {Qualifier.LESS_THAN: Decimal(-1), Qualifier.MORE_THAN: Decimal(1)}


class Bounds(NamedTuple):
    """All that a value may be, both ends included; the same end twice for an exact value."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        return self.low == self.high


def bounds_of(one: Observation, measure: Measure) -> Bounds | None:
    """The bounds of a value; None for an approximate one, which says nothing of its error.

    A count is never below zero. Of other measures a value "up to" may lie anywhere below.
    """
    if one.value is None or one.qualifier in (Qualifier.APPROXIMATE, Qualifier.IN_WORDS):
        return None
    count = measure is Measure.COUNT
    least = Decimal(0) if count else -INFINITE
    whole = count and one.value == one.value.to_integral_value()
    end = one.value + (NEXT.get(one.qualifier, Decimal(0)) if whole else 0)
    if one.qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN):
        return Bounds(min(least, end), end)
    if one.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return Bounds(end, INFINITE)
    return Bounds(one.value, one.value)


def absence(one: Observation) -> Reason | None:
    """Why there is no number to judge, if there is none."""
    if one.status is ObservationStatus.SUPPRESSED:
        return Reason.HIDDEN
    if one.status is ObservationStatus.ERASED:
        return Reason.WITHDRAWN
    if one.qualifier is Qualifier.IN_WORDS:
        return Reason.IN_WORDS
    return Reason.NOTHING_PUBLISHED if one.value is None else None


def proven(
    bounds: Bounds | None, judge: Callable[[Decimal], Verdict], side: Callable[[Decimal], int]
) -> Verdict:
    """The verdict that both ends of the bounds lead to, and so all between; else unproven.

    `side` says where a number lies of the target: ends on both sides of it prove nothing.
    """
    if bounds is None or side(bounds.low) * side(bounds.high) < 0:
        return UNPROVEN
    low, high = judge(bounds.low), judge(bounds.high)
    return low if low == high else UNPROVEN
