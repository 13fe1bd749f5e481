"""distance-covered, version 1: which share of the distance that is due has been covered.

The distance is measured from the baseline, so that a target below its baseline needs no rule of its
own, and a baseline or a target of zero none either. A sum starts from zero. Of a ceiling on a sum
the share is that of what may be used by then over what is used.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from metrics.definitions import Measure
from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period
from metrics.reasoning import Change, Share, Step
from metrics.rules import refusals
from metrics.rules.because import THE_SUM, Told
from metrics.rules.bounds import INFINITE, Bounds, absence, bounds_of, proven
from metrics.rules.case import Case, Opened, covers, unjoined
from metrics.rules.steps import (
    UNSTATED,
    as_printed,
    banded,
    opening_steps,
    printed,
    share_steps,
    target_step,
    value_step,
)
from metrics.trajectories import Way, due_on, sum_way, way_steps
from metrics.verdicts import Assessment, Progress, Reason, Verdict

OFF, MET = Verdict(Progress.OFF_TRACK), Verdict(Progress.MET)
PAST, MISSED = (Verdict(Progress.OFF_TRACK, why) for why in (Reason.PAST, Reason.MISSED))
NOT_YET, LATE = Verdict(Progress.NOT_YET_DUE), Verdict(Progress.LATE)


def judge(case: Case) -> Assessment:
    """Judge a value at its own period's end, or the sum of the periods since `from`."""
    return _judge_sum(case) if case.target.due == "cumulative" else _judge_value(case)


def _judge_value(case: Case) -> Assessment:
    opened = case.open()
    if isinstance(opened, Assessment):
        return opened
    way, day = case.way(opened.start), opened.judged.observation.period.end
    bounds = bounds_of(opened.judged.observation, case.indicator.measure)
    verdict = proven(bounds, lambda value: value_verdict(case, value, way, day), case.target.side)
    due = due_on(way, day) if way else None
    return case.conclude(
        case.settle(verdict, opened, way),
        _told(case, opened, way, bounds),
        _steps(case, opened, way, bounds),
        opened.inputs,
        due,
    )


def _told(case: Case, opened: Opened, way: Way | None, bounds: Bounds | None) -> Told:
    """What the verdict on a value was given on; its share where a distance is due."""
    day = opened.judged.observation.period.end
    told = Told(case.target, case.rule, opened.judged, bounds, day)
    due = due_on(way, day) if way else None
    if way is None or due is None or bounds is None or not bounds.exact:
        return told
    if due == way.start:
        return told._replace(start=way.start, amount=due if case.target.side(bounds.low) else None)
    return told._replace(share=(bounds.low - way.start) / (due - way.start))


def value_verdict(case: Case, value: Decimal, way: Way | None, day: date) -> Verdict:
    """The word for one number that the value, of a period that ends on `day`, may be."""
    if beside := case.beside(value, way):
        return beside
    if case.target.trajectory == "step":
        return NOT_YET
    if way is None:
        return Verdict(Progress.NOT_ASSESSED, Reason.NO_BASELINE)
    if way.goal == way.start:
        return OFF  # there is no distance: whatever falls short has lost what there was
    due = due_on(way, day)
    if due is None:
        return NOT_YET
    if due == way.start:  # a milestone that asks only to stay where the baseline was
        kept = (value - due) * case.approach(way.start) >= 0
        return Verdict(Progress.ON_TRACK) if kept else OFF
    return Verdict(banded((value - way.start) / (due - way.start), case.rule))


def _steps(case: Case, opened: Opened, way: Way | None, bounds: Bounds | None) -> tuple[Step, ...]:
    told = opening_steps(case.target, opened.judged, opened.start if way else None)
    if bounds is None or not bounds.exact:
        return (*told, UNSTATED)
    if way is None or case.target.side(bounds.low) == 0:
        return told
    day, value = opened.judged.observation.period.end, bounds.low
    due = due_on(way, day)
    if due is None or not _measured(case, value, way, due):
        return (*told, *way_steps(way, day, due))
    covered = value - way.start
    shown = as_printed(due, lambda one: _share_of(covered, one - way.start, case))
    return (*told, *way_steps(way, day, shown), *_arithmetic(case, value, way, due, shown))


def _measured(case: Case, value: Decimal, way: Way, due: Decimal) -> bool:
    """Whether a distance is due, and its target not passed."""
    beside = case.beside(value, way)
    past = beside is not None and beside.reason is Reason.PAST
    return due != way.start and case.target.trajectory != "step" and not past


def _share_of(covered: Decimal, wanted: Decimal, case: Case) -> Share:
    return printed(covered / wanted if wanted else INFINITE, case.rule.thresholds)


def _arithmetic(
    case: Case, value: Decimal, way: Way, due: Decimal, shown: Decimal
) -> tuple[Step, ...]:
    """The share of the distance, with what is due as it is printed; no thresholds of a day missed.

    The share itself is that of the unrounded amount.
    """
    beside = case.beside(value, way)
    covered, wanted = value - way.start, shown - way.start
    share = covered / (due - way.start)
    return (
        Step(_COVERED, (value, way.start, Change(covered))),
        Step(_DUE, (shown, way.start, Change(wanted))),
        Step(_SHARE, (Change(covered), Change(wanted), printed(share, case.rule.thresholds))),
        *(() if beside else share_steps(share, case.rule)),
    )


def _judge_sum(case: Case) -> Assessment:
    target, way = case.target, sum_way(case.target)
    summed = tuple(one for one in case.values if _within(one, way))
    if not summed:
        missing = case.without(Reason.NOTHING_PUBLISHED)
        return missing if case.overdue else case.conclude(NOT_YET, NONE_YET, (target_step(target),))
    if any(absence(one.observation) is Reason.HIDDEN for one in summed):
        return case.without(Reason.HIDDEN)
    for earlier, later in pairwise(summed):
        reason = unjoined(earlier, later, case.breaks)
        if reason and reason is not Reason.OTHER_PARTNERS:  # what is added up is not compared
            return case.without(reason, refusals.apart(reason, earlier, later, case.breaks))
    whole = covers(summed[-1], target)
    total, gap = _total(case, summed), not _unbroken(summed, way)
    day = summed[-1].observation.period.end
    due = due_on(way, day)
    verdict = proven(total, lambda one: sum_verdict(case, one, due, whole), target.side)
    if gap and verdict.reason is Reason.UNPROVEN:
        verdict = Verdict(Progress.NOT_ASSESSED, Reason.GAP)
    if case.overdue and not whole and verdict not in (MET, PAST):
        verdict = LATE
    why: Step | Told = _sum_told(case, summed, total, due)
    if verdict.reason is Reason.GAP:
        why = refusals.missing(summed, Period(way.begins, way.begins))
    found = case.conclude(verdict, why, _sum_steps(case, summed, total, way), summed, due)
    return replace(found, total=total.low) if total and total.exact else found


def _sum_told(
    case: Case, summed: tuple[HeldObservation, ...], total: Bounds | None, due: Decimal | None
) -> Told:
    """What the verdict on a sum was given on."""
    exact = total is not None and total.exact
    what = total.low if total and exact else THE_SUM
    told = Told(case.target, case.rule, what, total, summed[-1].observation.period.end)
    if total is None or not exact or due is None:
        return told
    share = _sum_share(total.low, due, case.target.kind == "at_most")
    return told._replace(share=share)


def sum_verdict(case: Case, total: Decimal, due: Decimal | None, whole: bool) -> Verdict:
    """The word for a sum so far; `whole` when its periods reach the target's day."""
    side, ceiling = case.target.side(total), case.target.kind == "at_most"
    if side > 0:
        return PAST
    if side == 0 and (whole or case.target.kind == "at_least"):
        return MET
    if whole and case.overdue:
        return MISSED
    if due is None:
        return NOT_YET
    return Verdict(banded(_sum_share(total, due, ceiling), case.rule))


def _sum_share(total: Decimal, due: Decimal, ceiling: bool) -> Decimal:
    """The share of what is due; of a ceiling, of what may be used by then over what is used."""
    part, whole = (due, total) if ceiling else (total, due)
    if whole == 0:
        return Decimal(1)  # nothing asked for, or nothing used
    return INFINITE if part == INFINITE else part / whole


def _within(one: HeldObservation, way: Way) -> bool:
    period = one.observation.period
    return period.start > way.begins and period.end <= way.target.by


def _unbroken(summed: tuple[HeldObservation, ...], way: Way) -> bool:
    """Every day since `from` counted: the first period begins there, each follows the last."""
    periods = [one.observation.period for one in summed]
    if (periods[0].start - way.begins).days != 1 or any(
        one.observation.value is None for one in summed
    ):
        return False
    return all(later.follows(earlier) for earlier, later in pairwise(periods))


def _total(case: Case, summed: tuple[HeldObservation, ...]) -> Bounds | None:
    """The bounds of the sum; with a period missing, of a count only that it is no smaller."""
    measure = case.indicator.measure
    numbers = [one.observation for one in summed if one.observation.value is not None]
    parts = [bounds_of(one, measure) for one in numbers]
    held = [one for one in parts if one]
    if len(held) < len(parts):
        return None
    low, high = sum(one.low for one in held), sum(one.high for one in held)
    if _unbroken(summed, sum_way(case.target)):
        return Bounds(Decimal(low), Decimal(high))
    return Bounds(Decimal(low) if measure is Measure.COUNT else -INFINITE, INFINITE)


def _sum_steps(
    case: Case, summed: tuple[HeldObservation, ...], total: Bounds | None, way: Way
) -> tuple[Step, ...]:
    told = [target_step(case.target), *(value_step(one) for one in summed)]
    if total is None or not total.exact:
        return (*told, UNSTATED)
    day, value = summed[-1].observation.period.end, total.low
    due, ceiling = due_on(way, day), case.target.kind == "at_most"

    def share_of(due: Decimal) -> Share:
        return printed(_sum_share(value, due, ceiling), case.rule.thresholds)

    shown = as_printed(due, share_of) if due is not None else None
    told += [Step(_SUM, (value,)), *way_steps(way, day, shown)]
    if due is None or shown is None or case.target.side(value) > 0:
        return tuple(told)
    missed = sum_verdict(case, value, due, covers(summed[-1], case.target)) in (MET, MISSED)
    share = _sum_share(value, due, ceiling)
    return (
        *told,
        Step(_RATIO, (*((shown, value) if ceiling else (value, shown)), share_of(due))),
        *(() if missed else share_steps(share, case.rule)),
    )


NONE_YET = Step(
    Text(
        "no period of the target has a value yet",
        "aucune période de la cible n'a encore de valeur",
    )
)
_COVERED = Text("Covered: {} − {} = {}.", "Parcouru : {} − {} = {}.")
_DUE = Text("Due to be covered: {} − {} = {}.", "À parcourir : {} − {} = {}.")
_SHARE = Text("{} ÷ {} = {} of the distance due.", "{} ÷ {} = {} de la distance attendue.")
_RATIO = Text("{} ÷ {} = {}.", "{} ÷ {} = {}.")
_SUM = Text("Together: {}.", "Ensemble : {}.")
