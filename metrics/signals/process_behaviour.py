"""Process-behaviour (XmR) charts: individual values, their moving ranges, and four rules.

Limits and rules as in Wheeler, Understanding Variation (2nd ed., 2000) and Wheeler and Chambers,
Understanding Statistical Process Control (2nd ed., 1992): the mean, the mean of the absolute
changes between neighbours (the mean moving range, mR), natural process limits at
mean +- 2.66 mR, and sigma = mR / 1.128. The zone rules are those of the Western Electric
Statistical Quality Control Handbook (1956), with a run of eight as Wheeler has it.

False alarms. With limits that are known and not estimated, normal and independent values, the
first rule alone calls 0.27 % of the points, and the four together first call one in 91.75, about
1.1 % (Champ and Woodall, Technometrics 29, 1987, 393-399). Limits estimated from few points call
more. For the newest point, judged against all points before it, simulation in this project (not
a publication; normal values, 200,000 series) gives for the first rule alone and for the four
together: 2.1 % and 3.0 % of 12 points, 0.9 % and 2.1 % of 24, 0.5 % and 1.8 % of 60.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from metrics.extents import NONE, Extent

LIMIT_FACTOR = Decimal("2.66")  # 3 / 1.128, rounded as the publications have it
RANGE_FACTOR = Decimal("3.27")  # upper limit of a moving range, in mean moving ranges
D2 = Decimal("1.128")  # mean range of two normal values, in standard deviations
SMALL = 100  # around smaller means one more decimal than the data have is kept


class DetectionRule(StrEnum):
    BEYOND_A_LIMIT = "beyond_a_limit"
    EIGHT_ON_ONE_SIDE = "eight_on_one_side"
    TWO_OF_THREE = "two_of_three"
    FOUR_OF_FIVE = "four_of_five"


class Zone(NamedTuple):
    """`least` of the last `span` points, the last among them, further out than `sigmas`."""

    least: int
    span: int
    sigmas: int


ZONES = {
    DetectionRule.EIGHT_ON_ONE_SIDE: Zone(8, 8, 0),
    DetectionRule.TWO_OF_THREE: Zone(2, 3, 2),
    DetectionRule.FOUR_OF_FIVE: Zone(4, 5, 1),
}
SIDES = (1, -1)  # above the mean, below it
# by side and how many sigmas: of each point whether it lies further out than that
Beyond: TypeAlias = dict[tuple[int, int], list[bool]]


class Chart(NamedTuple):
    """Mean, mean moving range and natural process limits, in the unit of the values."""

    mean: Decimal
    mean_range: Decimal
    low: Decimal
    high: Decimal

    @property
    def sigma(self) -> Decimal:
        return self.mean_range / D2

    @property
    def range_limit(self) -> Decimal:
        """How far a value usually lies at most from the one before it."""
        return RANGE_FACTOR * self.mean_range

    def rounded(self, places: int, extent: Extent = NONE) -> "Chart":
        """The chart with limits rounded outward, and none where the figure cannot be."""
        low, high = extent.within(*outward(self.low, self.high, places))
        return self._replace(low=low, high=high)


class Firing(NamedTuple):
    """A rule that fires at one point, by its index; `side` is 1 above the mean and -1 below."""

    rule: DetectionRule
    at: int
    side: int


def chart(values: Sequence[Decimal | None]) -> Chart | None:
    """The chart of values in order of time; None marks a point that limits may not rest on.

    A moving range is taken between neighbours only, so a None takes two of them away. Returns
    None where no two neighbours are left.
    """
    used = [value for value in values if value is not None]
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not ranges:
        return None
    mean, mean_range = mean_of(used), mean_of(ranges)
    reach = LIMIT_FACTOR * mean_range
    return Chart(mean, mean_range, mean - reach, mean + reach)


def firings(values: Sequence[Decimal], drawn: Chart) -> tuple[Firing, ...]:
    """Every rule at every point at which it fires, oldest point first.

    A point on a limit is not beyond it, a point on the mean is on no side of it. A run fires at
    a point that is itself part of the pattern: a value near the mean never carries a word that
    its neighbours earned.
    """
    sigma = drawn.sigma
    beyond = {
        (side, sigmas): [side * (value - drawn.mean) > sigmas * sigma for value in values]
        for side in SIDES
        for sigmas in {zone.sigmas for zone in ZONES.values()}
    }
    return tuple(
        Firing(rule, at, side)
        for at in range(len(values))
        for side in SIDES
        for rule in DetectionRule
        if _fires(rule, at, side, values[at], drawn, beyond)
    )


def _fires(
    rule: DetectionRule, at: int, side: int, value: Decimal, drawn: Chart, beyond: Beyond
) -> bool:
    if rule is DetectionRule.BEYOND_A_LIMIT:
        return value > drawn.high if side > 0 else value < drawn.low
    least, span, sigmas = ZONES[rule]
    out = beyond[side, sigmas]
    return out[at] and sum(out[max(at + 1 - span, 0) : at + 1]) >= least


def mean_of(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def outward(low: Decimal, high: Decimal, places: int) -> tuple[Decimal, Decimal]:
    """The low end rounded down and the high end up, to this many decimals."""
    step = Decimal(1).scaleb(-places)
    return low.quantize(step, ROUND_FLOOR), high.quantize(step, ROUND_CEILING)


def places_for(values: Sequence[Decimal], centre: Decimal) -> int:
    """Decimals in which to state a range: those of the values, one more for a small centre."""
    return decimals_of(values) + (abs(centre) < SMALL)


def decimals_of(values: Sequence[Decimal]) -> int:
    """The most decimals that one of the values is stated in."""
    exponents = (value.as_tuple().exponent for value in values)
    return max(0, *(-one for one in exponents if isinstance(one, int)), 0)
