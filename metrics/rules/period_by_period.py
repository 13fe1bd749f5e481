"""period-by-period, version 1: each period's value against what is due in that period.

The newest period decides; how many were reached is counted. Short of it, the share of what is due
says whether to watch: the value over what is due, or over a ceiling what is due over the value.
"""

from decimal import Decimal
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period
from metrics.reasoning import Plain, Step
from metrics.rules import refusals
from metrics.rules.because import Told
from metrics.rules.bounds import INFINITE, Bounds, absence, bounds_of, proven
from metrics.rules.case import Case, covers
from metrics.rules.distance_covered import NONE_YET
from metrics.rules.steps import (
    UNSTATED,
    banded,
    printed,
    share_steps,
    target_step,
    value_step,
)
from metrics.trajectories import Way, due_in
from metrics.verdicts import Assessment, Progress, Reason, Verdict

NOT_YET = Verdict(Progress.NOT_YET_DUE)


class Due(NamedTuple):
    """A value, the bounds of what it says, and what is due in its period."""

    held: HeldObservation
    bounds: Bounds | None
    amount: Decimal | None


def judge(case: Case) -> Assessment:
    """Judge the newest period between `from` and `by`, and count those that were reached."""
    within = [one for one in case.values if _within(one.observation.period, case)]
    if not within:
        return _none_yet(case)
    newest = within[-1]
    if reason := absence(newest.observation):
        return case.without(reason, refusals.absent(reason, newest.observation.period))
    start = case.start(newest)
    if isinstance(start, Reason):
        return case.refused(newest, start)
    way = case.way(start)
    dues = [_due(case, one, way) for one in within]
    verdict = _settled(case, dues[-1], way)
    inputs = tuple(dict.fromkeys(one for one in (start, *within) if one))
    why = _why(case, dues[-1], verdict)
    return case.conclude(verdict, why, _steps(case, dues), inputs, dues[-1].amount)


def _why(case: Case, newest: Due, verdict: Verdict) -> Step | Told:
    """What the verdict on the newest period was given on."""
    held, bounds, due = newest
    period = held.observation.period
    if verdict.reason is Reason.OTHER_PERIODS:
        return refusals.other_periods(case.target, period)
    told = Told(case.target, case.rule, held, bounds, period.end, due)
    if due is None or bounds is None or not bounds.exact:
        return told
    return told._replace(share=share_of_due(case, bounds.low, due))


def _none_yet(case: Case) -> Assessment:
    """No period of the target has a value: nothing was due, or nothing is known."""
    if case.overdue or not case.values:
        return case.without(Reason.NOTHING_PUBLISHED)
    return case.conclude(NOT_YET, NONE_YET, (target_step(case.target),))


def _within(period: Period, case: Case) -> bool:
    first = case.target.from_
    return period.start <= case.target.by and (first is None or period.start >= first)


def _due(case: Case, one: HeldObservation, way: Way | None) -> Due:
    bounds = bounds_of(one.observation, case.indicator.measure)
    return Due(one, bounds, due_in(case.target, one.observation.period, way))


def _settled(case: Case, newest: Due, way: Way | None) -> Verdict:
    final = covers(newest.held, case.target)
    if case.overdue and not final:
        return Verdict(Progress.LATE)
    if newest.amount is None:
        return _undue(case, way)
    amount = newest.amount
    return proven(
        newest.bounds,
        lambda value: period_verdict(case, value, amount, final),
        lambda value: case.target.side(value, amount),
    )


def _undue(case: Case, way: Way | None) -> Verdict:
    if case.target.trajectory == "seasonal":
        return Verdict(Progress.NOT_ASSESSED, Reason.OTHER_PERIODS)
    if way is None and case.target.trajectory == "straight":
        return Verdict(Progress.NOT_ASSESSED, Reason.NO_BASELINE)
    return NOT_YET


def period_verdict(case: Case, value: Decimal, due: Decimal, final: bool) -> Verdict:
    """The word for one number of a period; met once the last period has reached its own."""
    side = case.target.side(value, due)
    if side == 0:
        return Verdict(Progress.MET if final and case.overdue else Progress.ON_TRACK)
    if final and case.overdue:
        return Verdict(Progress.OFF_TRACK, Reason.MISSED)
    share = share_of_due(case, value, due)
    word = Progress.OFF_TRACK if share is None else banded(share, case.rule)
    past = side > 0 and case.target.kind in ("exact", "range")
    return Verdict(word, Reason.PAST if past else None)


def share_of_due(case: Case, value: Decimal, due: Decimal) -> Decimal | None:
    """How much of what is due there is, always below 1; None where no share can be told."""
    side = case.target.side(value, due)
    end = case.target.top if side > 0 and case.target.kind == "range" else due
    part, whole = (end, value) if side > 0 else (value, end)
    if part < 0 or whole <= 0:
        return None
    return Decimal(0) if whole == INFINITE else part / whole


def _steps(case: Case, dues: list[Due]) -> tuple[Step, ...]:
    told = [target_step(case.target)]
    for held, _, amount in dues:
        told.append(value_step(held) if amount is None else _compared(held, amount))
    counted = [one for one in dues if one.amount is not None and one.bounds is not None]
    reached = sum(_reached(case, one) for one in counted)
    if counted:
        told.append(Step(_COUNTED, (Plain(Decimal(reached)), Plain(Decimal(len(counted))))))
    return (*told, *_newest(case, dues[-1]))


def _newest(case: Case, newest: Due) -> tuple[Step, ...]:
    held, bounds, due = newest
    if due is None:
        return ()
    if bounds is None or not bounds.exact:
        return (UNSTATED,)
    share = share_of_due(case, bounds.low, due)
    if share is None or case.target.side(bounds.low, due) == 0:
        return ()
    here = printed(share, case.rule.thresholds)
    told = Step(_SHARE, (held.observation.period, here))
    if covers(held, case.target) and case.overdue:
        return (told,)  # its day is over: no threshold decides any more
    return (told, *share_steps(share, case.rule))


def _reached(case: Case, one: Due) -> bool:
    """A period counts as reached only where every number that it may be reaches it."""
    if one.bounds is None or one.amount is None:
        return False
    return all(case.target.side(end, one.amount) == 0 for end in one.bounds)


def _compared(held: HeldObservation, amount: Decimal) -> Step:
    return Step(_AGAINST, (held.observation.period, held, amount))


_AGAINST = Text("{}: {}; due {}.", "{} : {}; attendu {}.")
_COUNTED = Text("Periods reached: {} of {}.", "Périodes atteintes : {} sur {}.")
_SHARE = Text("{}: {} of what is due.", "{} : {} de ce qui est attendu.")
