"""What is needed per period to meet a target, and where a line leads at this pace.

A forecast is of a type of its own: it holds no observation but those that it was drawn from, and
nothing that prints or adds up observations takes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from enum import StrEnum
from typing import Literal

from metrics.definitions import Break, Indicator, Unit
from metrics.errors import MetricsError
from metrics.extents import Extent
from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.outlook import words
from metrics.outlook.straight_lines import Line, fit_line
from metrics.periods import MONTHS_OF, Period
from metrics.reasoning import Change, Lower, Plain, Reasoning, Share, Step
from metrics.signals.process_behaviour import decimals_of, outward, places_for
from metrics.signals.runs import Run, a_level, amounts, extent_in, fit, last_run, provisional
from metrics.signals.words import left_out, rounded
from metrics.targets import Target

FEWEST = 5  # values through which a line is drawn
CHANGE_PLACES = 2  # decimals beyond those of the values in which a change is told
SCATTER_PLACES = 6  # decimals beyond those of the values in which scatter is looked for
MONTHS_IN = {frequency: months for months, frequency in MONTHS_OF.items()}


class Need(StrEnum):
    """What is left to do; OUT_OF_REACH is a running total past what it must not pass."""

    NEEDED = "needed"
    REACHED = "reached"
    NO_PERIODS_LEFT = "no_periods_left"
    OUT_OF_REACH = "out_of_reach"


NEEDS = {
    Need.REACHED: Text(
        "The target is met: nothing more is needed.",
        "La cible est atteinte : rien de plus n'est nécessaire.",
    ),
    Need.NO_PERIODS_LEFT: Text(
        "The target is not reached, and no period is left.",
        "La cible n'est pas atteinte, et il ne reste aucune période.",
    ),
    Need.OUT_OF_REACH: Text(
        "The total is past the target, and a total does not fall.",
        "Le total a dépassé la cible, et un total ne diminue pas.",
    ),
}


@dataclass(frozen=True)
class Needed:
    """What each of the `periods` left must bring, in the unit of the indicator.

    `amount` has the decimals of current value and target (two more for a change), rounded away
    from zero so that as much
    in each period suffices (to the nearest for an exact target); 0 where the target is reached,
    None where nothing suffices.
    """

    need: Need
    amount: Decimal | None
    periods: int
    sentence: Step
    reasoning: Reasoning


@dataclass(frozen=True)
class TooFew:
    """No forecast is made, and why: of `points` values that may be used."""

    points: int
    why: Text


@dataclass(frozen=True)
class NotNeeded:
    """Nothing is needed per period of such a target, and why."""

    why: Text


def no_need(target: Target) -> NotNeeded | None:
    """Why a target asks for no amount per period; None where it does."""
    if target.due == "each_period":
        return NotNeeded(words.EACH_ITS_OWN)
    return NotNeeded(words.A_RANGE) if target.kind == "range" else None


def no_forecast(target: Target) -> TooFew | None:
    """Why no straight line through single periods leads to a target; None where it may."""
    if target.trajectory == "seasonal":
        return TooFew(0, words.SEASONAL)
    return TooFew(0, words.A_SUM) if target.due == "cumulative" else None


@dataclass(frozen=True)
class Forecast:
    """Where a straight line through a run leads: between `low` and `high` in period `until`."""

    until: Period
    low: Decimal
    high: Decimal
    middle: Decimal
    level: Decimal
    points: int
    sentence: Step
    reasoning: Reasoning
    forecast: Literal[True] = True


def needed_per_period(
    current: Decimal,
    target: Decimal,
    periods: int,
    *,
    kind: Literal["at_least", "at_most", "exact"] = "at_least",
    cumulative: bool = False,
    inputs: tuple[HeldObservation, ...] = (),
) -> Needed:
    """What each of the periods left must bring so that the target is met at their end.

    Cumulative: `current` is the total so far, and so much must be added in each period. Else
    `current` is the newest value, and it must change by so much from each period to the next.
    """
    gap = target - current
    need = _need(gap, periods, kind, cumulative)
    amount = None
    if need is Need.NEEDED:
        step = Decimal(1).scaleb(-decimals_of((current, target)) - (not cumulative) * CHANGE_PLACES)
        amount = (gap / periods).quantize(step, ROUND_HALF_EVEN if kind == "exact" else ROUND_UP)
        how = _rounding(amount, gap, periods, kind)
        sentence = _sentence(amount, gap, Plain(Decimal(periods)), how, cumulative=cumulative)
    else:
        amount = Decimal(0) if need is Need.REACHED else None
        sentence = Step(NEEDS[need])
    apart = gap if cumulative else Change(gap)
    steps = (_less(target, current, apart), *_divided(gap, periods, need, cumulative), sentence)
    return Needed(need, amount, periods, sentence, Reasoning("needed", 1, inputs, steps))


def _less(target: Decimal, current: Decimal, apart: Decimal | Change) -> Step:
    words = Text(
        "Target {} less current value {}: {}", "Cible {} moins valeur actuelle {}\u00a0: {}"
    )
    return Step(words, (target, current, apart))


def _rounding(amount: Decimal, gap: Decimal, periods: int, kind: str) -> Text:
    """How an amount was rounded: up, so that it suffices; of an exact target to the nearest."""
    if amount * periods == gap:
        return words.UNROUNDED
    if kind == "exact":
        return words.NEAREST
    return words.TO_A_WHOLE if amount.as_tuple().exponent == 0 else words.SUFFICES


def _sentence(amount: Decimal, gap: Decimal, left: Plain, how: Text, *, cumulative: bool) -> Step:
    """So much more in each period, or a mean rise or fall of so much from one to the next.

    What is added is counted in wholes; a mean change may be of a part of one.
    """
    if cumulative:
        return Step(words.TO_ADD, (amount, how, gap, left))
    told = words.TO_RISE if gap > 0 else words.TO_FALL
    return Step(told, (Change(abs(amount)), how, Change(abs(gap)), left))


def _divided(gap: Decimal, periods: int, need: Need, cumulative: bool) -> tuple[Step, ...]:
    if need is not Need.NEEDED:
        return ()
    exact = rounded(gap / periods, decimals_of([gap]) + CHANGE_PLACES + 1)
    if cumulative:
        return (Step(words.DIVIDED, (gap, Plain(Decimal(periods)), exact)),)
    return (Step(words.DIVIDED, (Change(gap), Plain(Decimal(periods)), Change(exact))),)


def at_this_pace(
    values: Sequence[HeldObservation],
    indicator: Indicator,
    unit: Unit,
    until: Period,
    breaks: Iterable[Break] = (),
    level: Decimal = Decimal("0.8"),
) -> Forecast | TooFew:
    """Draw a straight line through the last comparable run of a line, oldest value first.

    Provisional values are left out: the newest are often counted low at first. Raises
    MetricsError when `until` is no later period of the same length.
    """
    run = last_run(values, breaks)
    settled = {x: one for x, one in enumerate(run.values) if not provisional(one)}
    if why := _no_line(values, indicator, unit, len(settled)):
        return TooFew(len(settled), why)
    line = fit_line([Decimal(x) for x in settled], amounts(settled.values()))
    if rounded(line.scatter, decimals_of(amounts(run.values)) + SCATTER_PLACES) == 0:
        return TooFew(len(settled), words.NO_SCATTER)
    ahead = periods_ahead(run.newest.observation.period, until)
    extent = extent_in(unit, run)
    x = Decimal(len(run.values) - 1 + ahead)
    if side := extent.side(line.at(x)):
        return TooFew(len(settled), words.BELOW_ZERO if side < 0 else words.ABOVE_THE_WHOLE)
    return _forecast(run, line, until, ahead, level, extent)


def periods_ahead(newest: Period, until: Period) -> int:
    """How many periods of its own length after the newest one `until` is: 1 for the next."""
    if newest.frequency is until.frequency and until.start > newest.start:
        months = MONTHS_IN.get(newest.frequency)
        ahead = _months_between(newest, until) / months if months else _spans(newest, until)
        if ahead == int(ahead) and ahead:
            return int(ahead)
    raise MetricsError(
        f"{until.code} is no later period of the same length as {newest.code}.",
        f"{until.code} n'est pas une période ultérieure de même durée que {newest.code}.",
    )


def _months_between(earlier: Period, later: Period) -> int:
    return (later.start.year - earlier.start.year) * 12 + later.start.month - earlier.start.month


def _spans(newest: Period, until: Period) -> int:
    """Whole spans between two starts; leap days and uneven months are rounded away."""
    if abs(newest.days - until.days) * 20 > newest.days:
        return 0
    return round((until.start - newest.start).days / newest.days)


def _need(gap: Decimal, periods: int, kind: str, cumulative: bool) -> Need:
    met = {"at_least": gap <= 0, "at_most": gap >= 0, "exact": gap == 0}
    if met[kind]:
        return Need.REACHED
    if cumulative and gap < 0:
        return Need.OUT_OF_REACH
    return Need.NEEDED if periods > 0 else Need.NO_PERIODS_LEFT


def _no_line(
    values: Sequence[HeldObservation], indicator: Indicator, unit: Unit, points: int
) -> Text | None:
    """Why no line is drawn, or None."""
    if a_level(indicator, unit):
        return words.NO_PACE
    if values and not fit(values[-1].observation):
        return words.NO_NUMBER
    return words.TOO_FEW if points < FEWEST else None


def _forecast(
    run: Run, line: Line, until: Period, ahead: int, level: Decimal, extent: Extent
) -> Forecast:
    x = Decimal(len(run.values) - 1 + ahead)
    places = places_for(amounts(run.values), line.at(x))
    whole = outward(*line.interval(x, level), places)
    low, high = extent.within(*whole)
    middle = rounded(line.at(x), places)
    sentence = Step(
        words.AT_THIS_PACE, (Lower(low), high, until, Share(level), Plain(Decimal(line.points)))
    )
    held = tuple(one for one in run.values if not provisional(one))
    aside = [one for one in run.values if provisional(one)]
    named = (left_out(aside, words.LEFT_OUT),) if aside else ()
    steps = (*named, *words.arithmetic(line, x, until, level, places), sentence)
    caveats = _caveats(run, far=ahead > len(run.values), cut=(low, high) != whole)
    reasoning = Reasoning("straight-line", 1, held, steps, caveats)
    return Forecast(until, low, high, middle, level, line.points, sentence, reasoning)


def _caveats(run: Run, *, far: bool, cut: bool) -> tuple[Text, ...]:
    some = ((far, words.FAR), (cut, words.CUT))
    return (words.SAME_COURSE, *(text for holds, text in some if holds), *run.caveats)
