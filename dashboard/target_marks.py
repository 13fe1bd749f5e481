"""What a chart shows of a target: where it was measured from, what is due when, and the target.

A target for a sum is no height among the values of single periods: nothing is drawn of it.
"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from metrics import (
    Frequency,
    HeldObservation,
    Period,
    Qualifier,
    SeriesLine,
    Target,
    Way,
    due_in,
    due_on,
    months,
    way_from,
)

MONTHS = {
    Frequency.ANNUAL: 12,
    Frequency.HALF_YEARLY: 6,
    Frequency.QUARTERLY: 3,
    Frequency.MONTHLY: 1,
}
DAY = timedelta(days=1)


class Due(NamedTuple):
    """What is due at the end of a period: one value, or from `low` to `high`."""

    period: Period
    low: Decimal
    high: Decimal


class TargetMarks(NamedTuple):
    """`way` leads from the baseline, which it does not hold, to the target, which it does."""

    target: Target
    baseline: HeldObservation | None
    way: tuple[Due, ...]
    goal: Due

    @property
    def highest(self) -> float:
        return float(max(one.high for one in (*self.way, self.goal)))

    @property
    def periods(self) -> list[Period]:
        base = [self.baseline.observation.period] if self.baseline else []
        return [*base, *(one.period for one in self.way), self.goal.period]


def target_marks(line: SeriesLine, target: Target | None) -> TargetMarks | None:
    """The marks of a target on the line that it is judged by; None where it cannot be drawn."""
    newest = line.values[-1].observation.period if line.values else None
    if target is None or newest is None or newest.frequency not in MONTHS:
        return None
    if target.due == "cumulative" or line.unit.kind == "level":
        return None
    base = _baseline(line, target)
    way = _way(target, base) if base else None
    goal = _goal(target, list(_until(target, newest))[-1])
    return TargetMarks(target, base, tuple(_dues(line, target, base, way)), goal)


def _baseline(line: SeriesLine, target: Target) -> HeldObservation | None:
    """The value that it is measured from: exact, of this line, of a period as long as the rest."""
    base, own = target.baseline, f"{line.source.id}/{line.series.id}"
    if base is None or not {base.series, base.place} <= {None, own, line.place}:
        return None
    long = line.values[-1].observation.period.frequency
    for one in line.values:
        found = one.observation
        if found.period == base.period and found.period.frequency is long:
            exact = found.value is not None and found.qualifier is Qualifier.EXACT
            return one if exact else None
    return None


def _way(target: Target, base: HeldObservation) -> Way:
    """The way from the baseline to the nearer end of the target."""
    period, start = base.observation.period, base.observation.value or Decimal(0)
    goal = min(max(start, target.amount), target.top)
    return way_from(target, (period, start), goal)


def _dues(
    line: SeriesLine, target: Target, base: HeldObservation | None, way: Way | None
) -> Iterator[Due]:
    """What is due in each period after the baseline, or since the target began."""
    first = base.observation.period if base else _first(line, target)
    for period in _until(target, first) if first else ():
        if target.due == "each_period":
            due = due_in(target, period, way)
        else:
            due = due_on(way, period.end) if way else None
        if due is not None and not (base and period == base.observation.period):
            band = target.kind == "range" and target.due == "each_period"
            yield Due(period, due, target.top if band else due)


def _first(line: SeriesLine, target: Target) -> Period | None:
    """The first period held that lies wholly in the time of the target."""
    held = (one.observation.period for one in line.values)
    begins = target.from_
    return next((one for one in held if begins and one.start >= begins), None)


def _goal(target: Target, period: Period) -> Due:
    """The target itself; of a seasonal one, the part of the year that its last period has."""
    part = due_in(target, period, None) if target.trajectory == "seasonal" else None
    if part is not None:
        return Due(period, part, part)
    return Due(period, target.amount, target.top)


def _until(target: Target, first: Period) -> Iterator[Period]:
    """Periods of one length, from the first to the one in which the target's day falls."""
    yield first
    while first.end < target.by:
        after = first.end + DAY
        first = months(after.year, after.month, MONTHS[first.frequency])
        yield first
