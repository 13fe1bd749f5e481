"""Why an indicator is judged as it is: every rule that speaks of a value, with its arithmetic.

What is explained is a value of the line of record: its progress by the rule in force, whether it
is more than chance, what is needed to meet the target and where the line leads at this pace; and
of a longer period how it is made of shorter ones, or why it may not be. All values have passed
disclosure control: what is hidden is explained without its inputs.
"""

from datetime import date, timedelta
from decimal import Decimal

from metrics import progress, signals
from metrics.definitions import Break, Direction, Indicator, Unit
from metrics.languages import Text
from metrics.observations import HeldObservation, Qualifier
from metrics.outlook import (
    Forecast,
    Needed,
    NotNeeded,
    TooFew,
    at_this_pace,
    needed_per_period,
    no_forecast,
    no_need,
    periods_ahead,
)
from metrics.period_names import unheld
from metrics.periods import MONTHS_OF, Period, months
from metrics.reasoning import Reasoning, Step
from metrics.results import Explanation, SeriesLine
from metrics.roll_up import Refused, RolledUp, roll_up_time
from metrics.targets import Target

MONTHS = {frequency: count for count, frequency in MONTHS_OF.items()}
NO_RULE = "none"
NEVER_JUDGED = (progress.Reason.NO_TARGET, progress.Reason.NO_DIRECTION)
BY_SHORTER = Text("Judged by {}, not for longer: see {}.", "Évalué par {}, non au-delà : voir {}.")
EACH = {  # by the months that a period has
    1: Text("the month", "mois"),
    3: Text("the quarter", "trimestre"),
    6: Text("the half year", "semestre"),
    12: Text("the year", "année"),
}


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
    if held is None and period and line and newest:
        return _of_longer(indicator, unit, line, values, period, judged_on)
    whole = period or (newest.observation.period if newest else None)
    assessment = progress.assess(indicator, values, breaks, judged_on)
    target = indicator.target_on(judged_on) if indicator.direction is not Direction.NONE else None
    meets = _meets(assessment)
    needed = _needed(indicator, values, breaks, target, judged_on) if meets else None
    signal = signals.assess(values, indicator, unit, breaks)
    forecast = _forecast(indicator, unit, values, breaks, target)
    return Explanation(
        indicator, unit, line, whole, held, judged_on, assessment, signal, None, needed, forecast
    )


def _of_longer(
    indicator: Indicator,
    unit: Unit,
    line: SeriesLine,
    values: tuple[HeldObservation, ...],
    period: Period,
    judged_on: date,
) -> Explanation:
    """A period made of shorter ones: how, or why not; nothing is judged but those that it has."""
    newest, breaks = values[-1], line.series.breaks
    usual = progress.assess(indicator, values, breaks, judged_on)
    why = Step(BY_SHORTER, (_each(newest.observation.period), newest.observation.period))
    reasoning = Reasoning(NO_RULE, 1, (), (why,))
    reason = usual.reason if usual.reason in NEVER_JUDGED else progress.Reason.MADE_OF_SHORTER
    told = None if reason in NEVER_JUDGED else reasoning
    return Explanation(
        indicator=indicator,
        unit=unit,
        line=line,
        period=period,
        held=None,
        judged_on=judged_on,
        assessment=progress.Assessment(progress.Progress.NOT_ASSESSED, reason, reasoning=told),
        signal=signals.Signal(
            signals.SignalWord.NOT_APPLICABLE, signals.Method.NONE, None, 0, reasoning
        ),
        rolled=_rolled(indicator, values, breaks, period),
    )


def _each(period: Period) -> Text:
    return EACH.get(MONTHS.get(period.frequency, 0), Text("shorter periods", "période plus courte"))


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
        raise unheld(period, [one.observation.period for one in values])
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
) -> Needed | NotNeeded | None:
    """What each period left must bring, or why nothing is reckoned per period.

    None where no plain number stands for where we are.
    """
    until = _last_period(values, target)
    if target is None or until is None:
        return None
    if until == values[-1].observation.period or target.by < judged_on:
        return None  # no period is left
    if why := no_need(target):
        return why
    left = periods_ahead(values[-1].observation.period, until)
    now, inputs = _so_far(indicator, values, breaks, target)
    if now is None or target.kind == "range":
        return None
    return needed_per_period(
        now, target.amount, left, kind=target.kind, cumulative=target.due == "cumulative",
        inputs=inputs,
    )  # fmt: skip


def _so_far(
    indicator: Indicator,
    values: tuple[HeldObservation, ...],
    breaks: tuple[Break, ...],
    target: Target,
) -> tuple[Decimal | None, tuple[HeldObservation, ...]]:
    """The newest value, or of a sum the total since `from`; of a bound nobody knows how far."""
    newest = values[-1].observation
    if target.due != "cumulative" or target.from_ is None:
        return newest.value if newest.qualifier is Qualifier.EXACT else None, values[-1:]
    whole = Period(target.from_, newest.period.end)
    inputs = tuple(one for one in values if one.observation.period.start >= target.from_)
    total = roll_up_time(indicator, inputs, whole, breaks)
    exact = isinstance(total, RolledUp) and not total.approximate
    return total.value if exact and isinstance(total, RolledUp) else None, inputs


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
    if why := no_forecast(target):
        return why
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
