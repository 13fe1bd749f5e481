"""How far an indicator has come towards its target: which target, and by which rule.

The words are those of `verdicts`, the arithmetic is that of `rules`. An indicator without a
direction is never judged, one without a target in force neither.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from metrics.definitions import Break, Direction, Indicator
from metrics.observations import HeldObservation
from metrics.rules import RULES, Case, trend
from metrics.rules.bounds import absence
from metrics.targets import GROWTH
from metrics.verdicts import Assessment, Progress, Reason, Trend

__all__ = ["Assessment", "Progress", "Reason", "Trend", "assess", "needs_line", "unrecorded"]


def assess(
    indicator: Indicator, values: Sequence[HeldObservation], breaks: Sequence[Break], as_of: date
) -> Assessment:
    """Judge the line of record, oldest value first, by the target in force on a day.

    `breaks` are those of the series of record. Values that disclosure has hidden stay hidden:
    where one is judged, the answer carries neither inputs nor arithmetic.
    """
    held, cuts = tuple(values), tuple(breaks)
    return _covered(_assess(indicator, held, cuts, as_of), held)


def _covered(assessment: Assessment, values: tuple[HeldObservation, ...]) -> Assessment:
    """Of a total that proves nothing, or that there is none of, the partners are the reason."""
    total = values[-1].total if values else None
    if total is None:
        return assessment
    if total.why is not None and assessment.reason is Reason.NOTHING_PUBLISHED:
        return replace(assessment, reason=Reason.NO_TOTAL, reasoning=None)
    if not total.is_whole and assessment.reason is Reason.UNPROVEN:
        return replace(assessment, reason=Reason.COVERAGE)
    return assessment


def _assess(
    indicator: Indicator, held: tuple[HeldObservation, ...], cuts: tuple[Break, ...], as_of: date
) -> Assessment:
    target = indicator.target_on(as_of)
    if target is None:
        return _without_target(indicator, held, cuts)
    if indicator.direction is Direction.NONE:
        return replace(_not_assessed(held, Reason.NO_DIRECTION), target=target)
    rule = indicator.progress_rule or target.rule
    return RULES[rule.name](Case(indicator, target, held, cuts, rule, as_of))


def unrecorded(assessment: Assessment) -> Assessment:
    """Where related figures are held, no record is the reason: not that nothing is published."""
    if assessment.reason is not Reason.NOTHING_PUBLISHED:
        return assessment
    return replace(assessment, reason=Reason.NO_RECORD, reasoning=None)


def needs_line(indicator: Indicator) -> bool:
    """Whether the newest value alone does not do: there is a target, or a rule for a trend."""
    return bool(indicator.targets) or _asks_trend(indicator)


def _asks_trend(indicator: Indicator) -> bool:
    return indicator.progress_rule is not None and indicator.progress_rule.name == GROWTH


def _without_target(
    indicator: Indicator, values: tuple[HeldObservation, ...], breaks: tuple[Break, ...]
) -> Assessment:
    assessment = _not_assessed(values, Reason.NO_TARGET)
    said = trend(indicator, values, breaks) if _asks_trend(indicator) else None
    return replace(assessment, trend=said[0], reasoning=said[1]) if said else assessment


def _not_assessed(values: tuple[HeldObservation, ...], reason: Reason) -> Assessment:
    """Nothing published, withdrawn or hidden, if that is so; else the reason given."""
    found = absence(values[-1].observation) if values else Reason.NOTHING_PUBLISHED
    told = found in (Reason.NOTHING_PUBLISHED, Reason.WITHDRAWN, Reason.HIDDEN)
    return Assessment(Progress.NOT_ASSESSED, found if told else reason)
