"""Targets: what is to be reached by when and on which way, and the rule that judges it.

A target whose parts contradict each other is refused when it is read (`misfits` says where one
contradicts its indicator). A baseline names an observation: its value comes from the store, with
its source.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from metrics.declared import Declared
from metrics.errors import MetricsError
from metrics.periods import FIRST_YEAR, LAST_YEAR, Period

DISTANCE, GROWTH, PERIODIC = "distance-covered", "compound-growth", "period-by-period"
# Percentages of what is due: on track from the first, watch from the second. 80 is this product's
# own default; 95 and 60 are Statistics Canada's and belong to its rule.
THRESHOLDS = {DISTANCE: (100, 80), GROWTH: (95, 60), PERIODIC: (100, 80)}
JUDGES = {"by_end": tuple(THRESHOLDS), "each_period": (PERIODIC,), "cumulative": (DISTANCE,)}
SUMMED = ("count", "money")  # measures of which a part of a year can be a share of the year
MOST_DIGITS = 18  # as the store keeps them
JUDGED = ("level", "milestone")  # measures without a distance that could be half covered


def _number(text: str) -> str:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ValueError(f'has the value {text!r}: write a number, such as "400"')
    if len(text.strip("-").replace(".", "")) > MOST_DIGITS:
        raise ValueError(f"has the value {text[:MOST_DIGITS]}…: write at most {MOST_DIGITS} digits")
    return text


def _day(written: object) -> object:
    """A day, and no instant of it; of a year that a period may have."""
    if isinstance(written, datetime):
        raise ValueError(f"is {written.isoformat()}, an instant: write the day alone")
    if isinstance(written, date) and not FIRST_YEAR <= written.year <= LAST_YEAR:
        raise ValueError(f"is {written}: write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return written


def _period(written: object) -> object:
    try:
        return Period.parse(written) if isinstance(written, str) else written
    except MetricsError:
        raise ValueError(f"is {written!r}, not a period such as 2024, 2024-Q3 or 2023-24") from None


Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[str, AfterValidator(_number)]
When = Annotated[Period, BeforeValidator(_period)]


class Baseline(Declared):
    """The observation from which progress is measured; of the line of record unless it says so."""

    period: When
    series: str | None = None
    place: str | None = None


class Milestone(Declared):
    """A value that is due at the end of a period on the way."""

    period: When
    value: Number

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value)


class ProgressRule(Declared):
    """Which rule judges an indicator, and from which percentages of what is due.

    `base` and `limit` belong to compound growth without a target: the period from which growth is
    counted, and the value that the indicator cannot pass.
    """

    name: Literal["distance-covered", "compound-growth", "period-by-period"]
    version: Literal[1] = 1
    on_track: Annotated[Decimal, Field(gt=0)] | None = None
    watch: Annotated[Decimal, Field(ge=0)] | None = None
    base: When | None = None
    limit: Number | None = None

    @model_validator(mode="after")
    def _agrees(self) -> "ProgressRule":
        own = self.on_track is not None or self.watch is not None
        if self.name == GROWTH and own:
            raise ValueError("keeps its published thresholds: leave out `on_track` and `watch`")
        if self.name != GROWTH and (self.base or self.limit):
            raise ValueError(f"has `base` and `limit` only when its name is {GROWTH!r}")
        if self.thresholds[0] < self.thresholds[1]:
            raise ValueError("has a `watch` above its `on_track`")
        return self

    @property
    def thresholds(self) -> tuple[Decimal, Decimal]:
        """The shares, 1 and 0.8, from which progress is on track and to be watched."""
        on_track, watch = THRESHOLDS[self.name]
        chosen = (self.on_track, on_track), (self.watch, watch)
        first, second = (Decimal(own if own is not None else usual) for own, usual in chosen)
        return first / 100, second / 100


class Target(Declared):
    """A value to reach, with who set it: a publication, or the office on a date.

    `due` says of what: the value at the end, of each period between `from` and `by`, or of the
    sum of the periods since `from`. `shares` are those of the quarters or months of a year, the
    first of them beginning with `from`. `tolerance` is in the unit of the indicator.
    """

    kind: Literal["exact", "at_least", "at_most", "range"]
    value: Number
    upper: Number | None = None
    due: Literal["by_end", "each_period", "cumulative"] = "by_end"
    from_: Day | None = Field(None, alias="from")
    by: Day
    baseline: Baseline | None = None
    trajectory: Literal["straight", "step", "milestones", "seasonal"] = "straight"
    milestones: tuple[Milestone, ...] = ()
    shares: tuple[Number, ...] = ()
    tolerance: Number = "0"
    basis: Literal["published", "office"]
    source: str | None = None
    set_on: Day | None = None
    approved_by: str | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Target":
        """A number or two, a way that leads to it, and who stands behind them."""
        faults = (*_numbers(self), *_span(self), *_way(self), *_seasons(self), *_basis(self))
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value)

    @property
    def top(self) -> Decimal:
        """The upper end of a range, else the value itself."""
        return Decimal(self.upper or self.value)

    @property
    def slack(self) -> Decimal:
        return Decimal(self.tolerance)

    @property
    def known_from(self) -> date:
        """The day on which the target was set: before it, nothing could be judged by it."""
        return self.set_on or date.min

    @property
    def stands_from(self) -> date:
        """The day from which this target supersedes an earlier one: set, and begun."""
        return max(self.known_from, self.from_ or date.min)

    @property
    def rule(self) -> ProgressRule:
        """The rule that judges this target where its indicator names none."""
        name: Literal["distance-covered", "period-by-period"]
        name = "period-by-period" if self.due == "each_period" else "distance-covered"
        return ProgressRule(name=name)

    def side(self, value: Decimal, due: Decimal | None = None) -> int:
        """-1 below what the target asks, 0 where it is reached, 1 above; tolerance allowed for.

        `due` stands in for the target's own value where a period has one of its own.
        """
        low = self.amount if due is None else due
        high = self.top if due is None or self.kind == "range" else due
        if value < low - self.slack and self.kind != "at_most":
            return -1
        return 1 if value > high + self.slack and self.kind != "at_least" else 0


def _numbers(target: Target) -> Iterator[str]:
    if (target.kind == "range") != (target.upper is not None):
        yield 'has `upper` exactly when its kind is "range"'
    elif target.top < target.amount or (target.upper and target.top == target.amount):
        yield f"is a range from {target.value} to {target.upper}: `upper` is the higher end"
    if target.slack < 0:
        yield "has a `tolerance` below zero"
    least = min(abs(target.amount), abs(target.top))
    if least and target.slack >= least:
        yield (
            f"has a `tolerance` of {target.tolerance}, as large as the target itself: nothing "
            "would miss it; write a smaller one"
        )


def _span(target: Target) -> Iterator[str]:
    if target.due != "by_end" and target.from_ is None:
        yield f'needs `from` when it is due "{target.due}"'
    if target.from_ and target.from_ >= target.by:
        yield f"is `from` {target.from_} `by` {target.by}: the first comes before the second"
    if target.due == "cumulative" and target.baseline:
        yield "is cumulative and counts from zero at `from`: leave out `baseline`"
    if target.baseline and target.baseline.period.end >= target.by:
        yield f"has a baseline that does not end before {target.by}"


def _way(target: Target) -> Iterator[str]:
    """Milestones are in order and lead one way to the target, inside of its dates."""
    if (target.trajectory == "milestones") != bool(target.milestones):
        yield 'has `milestones` exactly when its trajectory is "milestones"'
    if target.due == "each_period" and target.trajectory == "step":
        yield "is due each period and in one step at the end: choose one of them"
    flat = target.trajectory == "straight" and target.baseline is None
    if target.due == "each_period" and target.kind == "range" and not flat:
        yield "is a range for each period: it has no trajectory and no baseline"
    periods = [one.period for one in target.milestones]
    if any(one.end >= other.start for one, other in pairwise(periods)):
        yield "has milestones that are not in the order of their periods"
    first = target.from_ or (target.baseline and target.baseline.period.end)
    if any(one.end > target.by or (first and one.end < first) for one in periods):
        yield "has milestones outside of its dates"
    amounts = [*(one.amount for one in target.milestones), target.amount]
    if amounts not in (sorted(amounts), sorted(amounts, reverse=True)):
        yield "has milestones that do not lead one way to its value"


def _seasons(target: Target) -> Iterator[str]:
    if (target.trajectory == "seasonal") != bool(target.shares):
        yield 'has `shares` exactly when its trajectory is "seasonal"'
    if not target.shares:
        return
    shares = [Decimal(one) for one in target.shares]
    if len(shares) not in (4, 12):
        yield f"has {len(shares)} shares: write four of quarters or twelve of months"
    if sum(shares) != 1 or min(shares) < 0:
        yield f"has shares that add up to {sum(shares)}: write shares of 1, none below zero"
    if target.due == "by_end":
        yield "is seasonal and due at the end: seasons divide a sum or each year's periods"
    if target.from_ and not _whole_years(target.from_, target.by):
        yield f"is seasonal: {target.from_} to {target.by} is not a number of whole years"


def _whole_years(first: date, last: date) -> bool:
    after = last + timedelta(days=1)
    return first.day == 1 and (first.month, first.day) == (after.month, after.day)


def _basis(target: Target) -> Iterator[str]:
    if target.basis == "published" and not target.source:
        yield 'is published: name its `source`, "<source>/<document>"'
    if target.set_on and target.set_on > target.by:
        yield f"is set on {target.set_on}, after its own end on {target.by}"
    if target.basis == "office" and not (target.set_on and target.approved_by):
        yield "is set by the office: give `set_on` and `approved_by`"
