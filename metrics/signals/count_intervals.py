"""Exact statistics of counts of independent events (Poisson), for series too short for a chart.

Probabilities and interval ends are floats: they are never published values.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import scipy  # a part of it is read when it is first used: all of them take 50 MB


class Dispersion(NamedTuple):
    """Variance over mean, and how often independent events alone would vary this much or more."""

    ratio: float
    chance: float


def garwood(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact central interval for the mean of a Poisson count (Garwood, Biometrika 28, 1936)."""
    tail = (1 - level) / 2
    low = float(scipy.special.gammaincinv(count, tail)) if count else 0.0
    return low, float(scipy.special.gammaincinv(count + 1, 1 - tail))


def ratio_test(newest: int, days: float, earlier: int, earlier_days: float) -> float:
    """Two-sided probability that two Poisson counts of one pace differ this far or further.

    Given their sum, the newest count is binomial with its share of the days (Przyborowski and
    Wilenski, Biometrika 31, 1940). Twice the smaller tail, at most 1.
    """
    share = days / (days + earlier_days)
    high = float(scipy.special.betainc(newest, earlier + 1, share)) if newest else 1.0
    low = float(scipy.special.betainc(earlier, newest + 1, 1 - share)) if earlier else 1.0
    return min(1.0, 2 * min(low, high))


def usual_counts(
    days: float, earlier: int, earlier_days: float, level: float = 0.01
) -> tuple[int, int]:
    """The least and greatest newest count that `ratio_test` does not call at this level.

    The predictor interval of Nelson (IEEE Transactions on Reliability R-19, 1970, 42-49).
    """

    def usual(count: int) -> bool:
        return ratio_test(count, days, earlier, earlier_days) >= level

    middle = round(earlier * days / earlier_days)
    beyond = middle + 1
    while usual(beyond):
        beyond = 2 * beyond
    low = 0 if usual(0) else _first(0, middle, usual)
    return low, _first(middle, beyond, lambda count: not usual(count)) - 1


def _first(below: int, above: int, holds: Callable[[int], bool]) -> int:
    """The least integer that holds, where `above` does, `below` does not, and none turns back."""
    while above - below > 1:
        half = (below + above) // 2
        below, above = (below, half) if holds(half) else (half, above)
    return above


def dispersion(counts: Sequence[int], days: Sequence[float]) -> Dispersion:
    """Do counts vary more than independent events at one pace would?

    The index of dispersion: squared distance from what is expected in so many days, over what is
    expected, summed and compared with chi-square on one degree of freedom less than there are
    counts (Fisher, Thornton and Mackenzie, Annals of Applied Biology 9, 1922, 325-359).
    """
    pace = sum(counts) / sum(days)
    if pace == 0:
        return Dispersion(0.0, 1.0)
    expected = [pace * one for one in days]
    distance = sum((count - e) ** 2 / e for count, e in zip(counts, expected, strict=True))
    free = len(counts) - 1
    return Dispersion(distance / free, float(scipy.special.chdtrc(free, distance)))
