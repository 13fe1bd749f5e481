"""The named, versioned rules by which progress is judged; each module is one of them."""

from collections.abc import Callable

from metrics.rules import compound_growth, distance_covered, period_by_period
from metrics.rules.case import Case
from metrics.rules.compound_growth import grown_on, trend
from metrics.targets import DISTANCE, GROWTH, PERIODIC
from metrics.verdicts import Assessment

RULES: dict[str, Callable[[Case], Assessment]] = {
    DISTANCE: distance_covered.judge,
    GROWTH: compound_growth.judge,
    PERIODIC: period_by_period.judge,
}

__all__ = ["RULES", "Case", "grown_on", "trend"]
