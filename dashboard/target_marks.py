"""What a chart shows of a target: where it was measured from, what is due when, and the target.

The way is drawn only where the rule that judges goes by it. A target for a sum is no height among
the values of single periods: nothing is drawn of it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from metrics import (
    GROWTH,
    Assessment,
    Frequency,
    HeldObservation,
    Period,
    Progress,
    Qualifier,
    Reason,
    SeriesLine,
    Target,
    Way,
    due_in,
    due_on,
    grown_on,
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
    """`way` leads to the target, which it holds; empty where nothing is due before the end.

    It is `joined` to the baseline where it begins there.
    """

    target: Target
    baseline: HeldObservation | None
    way: tuple[Due, ...]
    goal: Due
    joined: bool

    @property
    def drawn(self) -> str | None:
        """What is drawn of the way: a band, a line, or nothing."""
        if self.way and self.way[0].low != self.way[0].high:
            return "band"
        return "way" if len(self.points) > 1 else None

    @property
    def points(self) -> list[tuple[Period, Decimal]]:
        """The corners of the way: stairs where what is due leaps from one period to another."""
        due = [(one.period, one.low) for one in self.way]
        if self.target.trajectory == "milestones":
            return _stairs(due)
        base = self.baseline.observation if self.baseline and self.joined else None
        return [(base.period, base.value or Decimal(0)), *due] if base else due

    @property
    def is_part(self) -> bool:
        """What stands at the end is the part of a year's target that falls to its last period."""
        return self.target.trajectory == "seasonal"

    @property
    def highest(self) -> float:
        return float(max(one.high for one in (*self.way, self.goal)))

    @property
    def periods(self) -> list[Period]:
        base = [self.baseline.observation.period] if self.baseline else []
        return [*base, *(one.period for one in self.way), self.goal.period]


def target_marks(line: SeriesLine, assessment: Assessment) -> TargetMarks | None:
    """The marks of a target on the line that it is judged by; None where it cannot be drawn."""
    newest = line.values[-1].observation.period if line.values else None
    target = assessment.target
    if target is None or newest is None or newest.frequency not in MONTHS:
        return None
    if target.due == "cumulative" or line.unit.kind == "level":
        return None
    base = _baseline(line, target)
    way = _way(target, base) if base else None
    goal = _goal(target, list(_until(target, newest))[-1])
    if goal is None:
        return None
    dues = tuple(_dues(line, assessment, base, way)) if _goes_by_way(assessment) else ()
    return TargetMarks(target, base, dues, goal, _is_joined(target, base, way))


def _goes_by_way(assessment: Assessment) -> bool:
    """Whether the rule that judges asks for something before the end, now or later."""
    target = assessment.target
    waits = assessment.progress is Progress.NOT_YET_DUE or assessment.reason is Reason.ONLY_BASELINE
    asked = assessment.expected is not None or waits
    return asked and target is not None and target.trajectory != "step"


def _is_joined(target: Target, base: HeldObservation | None, way: Way | None) -> bool:
    """Whether more is due from the baseline on, day by day."""
    if base is None or way is None or target.trajectory != "straight":
        return False
    return way.begins == base.observation.period.end


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
    line: SeriesLine, assessment: Assessment, base: HeldObservation | None, way: Way | None
) -> Iterator[Due]:
    """What is due in each period after the baseline, or since the target began."""
    target = assessment.target
    if target is None:
        return
    first = base.observation.period if base else _first(line, target)
    begun = base.observation.period.end if base and _is_growth(assessment) else None
    for period in _until(target, first) if first else ():
        due = _due(target, period, way, begun)
        if due is not None and not (base and period == base.observation.period):
            band = target.kind == "range" and target.due == "each_period"
            yield Due(period, due, target.top if band else due)


def _is_growth(assessment: Assessment) -> bool:
    return assessment.reasoning is not None and assessment.reasoning.rule == GROWTH


def _due(target: Target, period: Period, way: Way | None, begun: date | None) -> Decimal | None:
    """What is due in a period, or at its end; by growth, where that has `begun`."""
    if target.due == "each_period":
        return due_in(target, period, way)
    if way is None or begun is None:
        return due_on(way, period.end) if way else None
    return grown_on(way, begun, period.end)


def _stairs(due: list[tuple[Period, Decimal]]) -> list[tuple[Period, Decimal]]:
    """What was due stays due until more is: a corner at each leap."""
    corners = due[:1]
    for (_, before), (period, after) in pairwise(due):
        corners += [(period, before), (period, after)] if before != after else [(period, after)]
    return corners


def _first(line: SeriesLine, target: Target) -> Period | None:
    """The first period held that lies wholly in the time of the target."""
    held = (one.observation.period for one in line.values)
    begins = target.from_
    return next((one for one in held if begins and one.start >= begins), None)


def _goal(target: Target, period: Period) -> Due | None:
    """The target itself; of a seasonal one, the part of the year that its last period has.

    None where a year's target has no part for such periods: its whole is no height among them.
    """
    if target.trajectory != "seasonal":
        return Due(period, target.amount, target.top)
    part = due_in(target, period, None)
    return None if part is None else Due(period, part, part)


def _until(target: Target, first: Period) -> Iterator[Period]:
    """Periods of one length, from the first to the one in which the target's day falls."""
    yield first
    while first.end < target.by:
        after = first.end + DAY
        first = months(after.year, after.month, MONTHS[first.frequency])
        yield first
