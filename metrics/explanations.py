"""Why an indicator is judged as it is: every rule that speaks of a value, with its arithmetic.

What is explained is a value of the line of record: its progress by the rule in force, whether it
is more than chance, what is needed to meet the target and where the line leads at this pace; and
of a longer period how it is made of shorter ones, or why it may not be. All values have passed
disclosure control: what is hidden is explained without its inputs.
"""

from datetime import date, timedelta

from metrics import progress, signals
from metrics.catalogue import KINDS
from metrics.definitions import Break, Direction, Indicator, Unit
from metrics.errors import UnknownError
from metrics.observations import HeldObservation, Qualifier
from metrics.outlook import Forecast, Needed, TooFew, at_this_pace, needed_per_period, periods_ahead
from metrics.periods import MONTHS_OF, Period, months
from metrics.results import Explanation, SeriesLine
from metrics.roll_up import Refused, RolledUp, roll_up_time
from metrics.targets import Target

MONTHS = {frequency: count for count, frequency in MONTHS_OF.items()}


def explain(
    indicator: Indicator,
    unit: Unit,
    line: SeriesLine | None,
    judged_on: date,
    period: Period | None = None,
) -> Explanation:
    """Explain the newest value of a line of record, or that of a period as it was judged then.

    Raises UnknownError, with the periods held, for a period that holds no value and no part of one.
    """
    values = line.values if line else ()
    if period is not None:
        values, judged_on = _until(values, period, judged_on)
    breaks = line.series.breaks if line else ()
    newest = values[-1] if values else None
    held = newest if newest and period in (None, newest.observation.period) else None
    assessment = progress.assess(indicator, values, breaks, judged_on)
    target = indicator.target_on(judged_on) if indicator.direction is not Direction.NONE else None
    return Explanation(
        indicator=indicator,
        unit=unit,
        line=line,
        period=period or (newest.observation.period if newest else None),
        held=held,
        judged_on=judged_on,
        assessment=assessment,
        signal=signals.assess(values, indicator, unit, breaks),
        rolled=_rolled(indicator, values, breaks, period) if held is None and period else None,
        needed=_needed(indicator, values, breaks, target, judged_on)
        if _meets(assessment)
        else None,
        forecast=_forecast(indicator, unit, values, breaks, target),
    )


def _meets(assessment: progress.Assessment) -> bool:
    """Whether the value and the target speak of the same: else nothing lies between them."""
    apart = (progress.Reason.WRONG_SIDE, progress.Reason.OTHER_PERIODS)
    return (
        assessment.progress is not progress.Progress.NOT_COMPARABLE
        and assessment.reason not in apart
    )


def _until(
    values: tuple[HeldObservation, ...], period: Period, judged_on: date
) -> tuple[tuple[HeldObservation, ...], date]:
    """The values that had ended with a period; later ones were not there to judge it by."""
    then = tuple(one for one in values if one.observation.period.end <= period.end)
    if not any(one.observation.period.start >= period.start for one in then):
        held = dict.fromkeys(one.observation.period.code for one in values)
        raise UnknownError(KINDS["period"], period.code, held)
    return then, judged_on if len(then) == len(values) else min(period.end, judged_on)


def _rolled(
    indicator: Indicator,
    values: tuple[HeldObservation, ...],
    breaks: tuple[Break, ...],
    period: Period,
) -> RolledUp | Refused:
    parts = [one for one in values if one.observation.period.start >= period.start]
    return roll_up_time(indicator, parts, period, breaks)


def _needed(
    indicator: Indicator,
    values: tuple[HeldObservation, ...],
    breaks: tuple[Break, ...],
    target: Target | None,
    judged_on: date,
) -> Needed | None:
    """What each period left must bring; None where no plain number stands for where we are."""
    until = _last_period(values, target)
    if target is None or target.kind == "range" or until is None:
        return None
    if until == values[-1].observation.period or target.by < judged_on:
        return None  # no period is left
    newest = values[-1].observation
    left = periods_ahead(values[-1].observation.period, until)
    if target.due == "by_end":
        exact = newest.qualifier is Qualifier.EXACT  # of a bound nobody knows how far it is
        now, inputs = newest.value if exact else None, values[-1:]
    elif target.due == "cumulative" and target.from_:
        whole = Period(target.from_, values[-1].observation.period.end)
        inputs = tuple(one for one in values if one.observation.period.start >= target.from_)
        total = roll_up_time(indicator, inputs, whole, breaks)
        now = total.value if isinstance(total, RolledUp) and not total.approximate else None
    else:
        return None
    if now is None:
        return None
    return needed_per_period(
        now, target.amount, left, kind=target.kind, cumulative=target.due == "cumulative",
        inputs=inputs,
    )  # fmt: skip


def _forecast(
    indicator: Indicator,
    unit: Unit,
    values: tuple[HeldObservation, ...],
    breaks: tuple[Break, ...],
    target: Target | None,
) -> Forecast | TooFew | None:
    """Where the line leads by the target's last period, while that is still to come."""
    until = _last_period(values, target)
    if target is None or until is None or until == values[-1].observation.period:
        return None
    return at_this_pace(values, indicator, unit, until, breaks)


def _last_period(values: tuple[HeldObservation, ...], target: Target | None) -> Period | None:
    """The period, as long as the newest, in which the target's day falls; None when it is past."""
    if not values or target is None:
        return None
    period = values[-1].observation.period
    long = MONTHS.get(period.frequency)
    if long is None:
        return None
    while period.end < target.by:
        after = period.end + timedelta(days=1)
        period = months(after.year, after.month, long)
    return period
