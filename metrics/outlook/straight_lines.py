"""A straight line through points by ordinary least squares, and how far the next may lie off it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import scipy  # a part of it is read when it is first used: all of them take 50 MB

from metrics.signals.process_behaviour import mean_of


class Line(NamedTuple):
    """A straight line by ordinary least squares, with what its prediction interval asks for."""

    intercept: Decimal
    slope: Decimal
    scatter: Decimal  # residual standard deviation, on n - 2 degrees of freedom
    middle: Decimal  # mean of x
    spread: Decimal  # sum of squares of x about its mean
    points: int

    def at(self, x: Decimal) -> Decimal:
        return self.intercept + self.slope * x

    def error(self, x: Decimal) -> Decimal:
        """Standard error of one new value at x."""
        share = 1 + 1 / Decimal(self.points) + (x - self.middle) ** 2 / self.spread
        return self.scatter * share.sqrt()

    def quantile(self, level: Decimal) -> Decimal:
        """Student's t for a central interval of this level."""
        return Decimal(float(scipy.special.stdtrit(self.points - 2, float(1 + level) / 2)))

    def interval(self, x: Decimal, level: Decimal) -> tuple[Decimal, Decimal]:
        """Exact interval for one new value at x, if values scatter normally and independently.

        Draper and Smith, Applied Regression Analysis (3rd ed., 1998), chapter 3.
        """
        reach = self.quantile(level) * self.error(x)
        return self.at(x) - reach, self.at(x) + reach


def fit_line(xs: Sequence[Decimal], ys: Sequence[Decimal]) -> Line:
    """Ordinary least squares of three points or more, at two places or more."""
    mean_x, mean_y = mean_of(xs), mean_of(ys)
    spread = sum(((x - mean_x) ** 2 for x in xs), Decimal(0))
    pairs = list(zip(xs, ys, strict=True))
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in pairs), Decimal(0)) / spread
    intercept = mean_y - slope * mean_x
    left = sum(((y - intercept - slope * x) ** 2 for x, y in pairs), Decimal(0))
    return Line(intercept, slope, (left / (len(xs) - 2)).sqrt(), mean_x, spread, len(xs))
