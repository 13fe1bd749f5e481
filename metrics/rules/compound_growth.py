"""compound-growth, version 1: Statistics Canada's rule of observed over required yearly growth.

With y0 the value of the base period, yi the newest, yT the target, and t in years:

    growth = (yi / y0) ** (1 / (ti - t0)) - 1        required = (yT / y0) ** (1 / (tT - t0)) - 1
    R = d * growth / |required|                      d = 1 where more is better, -1 where less is

R of 95 % or more is on track, from 60 % progress made but acceleration needed, from 0 % limited
progress, below 0 % deterioration. Without a target the growth itself is cut at 1.5 %, 0.5 % and 0 %
a year, the first two scaled down near a natural limit. Published by Statistics Canada as "Progress
Measurement for Canada's Sustainable Development Goals", in Open SDG as its progress methodology
(https://open-sdg.readthedocs.io/en/latest/progress-methodology/) with the exponent 4.44 of the
scaling factor in sdg-build, `sdg/IndicatorProgress.py`.

Where the publication puts 0.001 in the place of zero, nothing is assessed here: growth from zero
has no rate. Powers are taken with 28 significant digits and ratios settled to 12 decimals.
"""

from datetime import date
from decimal import Decimal, localcontext

from metrics.definitions import Break, Direction, Indicator
from metrics.observations import HeldObservation, Observation, Qualifier
from metrics.reasoning import (
    RATE_DIGITS,
    Rate,
    Reasoning,
    Share,
    Step,
    places_that_do,
)
from metrics.rules.because import Told, trend_result
from metrics.rules.bounds import Bounds, bounds_of, proven
from metrics.rules.case import Case, Opened, caveats, unjoined
from metrics.rules.growth import (
    DIGITS,
    GROWTH_CUTS,
    RATIO_CUTS,
    banded_trend,
    growth,
    near_limit,
    settled,
    years_between,
)
from metrics.rules.growth_steps import (
    CUTS,
    OBSERVED,
    ON_TRACK_FROM,
    PATH,
    RATIO,
    REQUIRED,
    growth_slots,
    scaled_step,
)
from metrics.rules.steps import UNSTATED, opening_steps, printed, value_step
from metrics.targets import ProgressRule
from metrics.trajectories import Way, due_on
from metrics.verdicts import TRENDS, Assessment, Progress, Reason, Trend, Verdict

WORDS = {
    Trend.SUBSTANTIAL: Progress.ON_TRACK,
    Trend.MODERATE: Progress.WATCH,
    Trend.LIMITED: Progress.OFF_TRACK,
    Trend.DETERIORATION: Progress.OFF_TRACK,
}
NO_RATE = Verdict(Progress.NOT_ASSESSED, Reason.NO_RATE)


def judge(case: Case) -> Assessment:
    """Judge the growth from the baseline to the newest value by the growth that is required."""
    opened = case.open()
    if isinstance(opened, Assessment):
        return opened
    way, day = case.way(opened.start), opened.judged.observation.period.end
    bounds = bounds_of(opened.judged.observation, case.indicator.measure)
    verdict = proven(bounds, lambda value: _verdict(case, value, way, day), case.target.side)
    exact = bounds is not None and bounds.exact
    steps = _steps(case, way, day, bounds.low) if bounds and exact and way else (UNSTATED,)
    told = opening_steps(case.target, opened.judged, opened.start if way else None)
    return case.conclude(
        case.settle(verdict, opened, way),
        _told(case, opened, way, bounds),
        (*told, *(steps if way else ())),
        opened.inputs,
        _expected(case, way, day) if way else None,
    )


def _told(case: Case, opened: Opened, way: Way | None, bounds: Bounds | None) -> Told:
    """What the verdict was given on; the ratio of growths where both have a rate."""
    day = opened.judged.observation.period.end
    told = Told(case.target, case.rule, opened.judged, bounds, day)
    rates = _rates(case, way, day, bounds.low) if way and bounds and bounds.exact else None
    if way is None or rates is None:
        return told
    return told._replace(share=settled(_ratio(way, *rates)))


def trend(
    indicator: Indicator, values: tuple[HeldObservation, ...], breaks: tuple[Break, ...]
) -> tuple[Trend, Reasoning] | None:
    """The rule's word for growth without a target; None where it has none to say.

    Growth is counted from the declared base, or the first value after it, else from the oldest
    value that may be compared with the newest.
    """
    rule, newest = indicator.progress_rule, values[-1] if values else None
    if rule is None or newest is None or not _stated(newest.observation):
        return None
    if indicator.direction not in (Direction.UP, Direction.DOWN):
        return None
    first = next((one for one in values if _base(one, values, rule, breaks)), None)
    if first is None:
        return None
    return _trend(indicator, rule, first, newest)


def _trend(
    indicator: Indicator, rule: ProgressRule, first: HeldObservation, newest: HeldObservation
) -> tuple[Trend, Reasoning] | None:
    base, value = first.observation, newest.observation
    years = years_between(base.period.end, value.period.end)
    rate = growth(base.value or Decimal(0), value.value or Decimal(0), years)
    if rate is None or base.value is None:
        return None
    sign = _sign(base.value) * (1 if indicator.direction is Direction.UP else -1)
    scale = near_limit(base.value, Decimal(rule.limit)) if rule.limit else Decimal(1)
    cuts = (GROWTH_CUTS[0] * scale, GROWTH_CUTS[1] * scale)
    steps = [value_step(first), value_step(newest), _growth_step(value, base, years, rate)]
    if scale != 1 and rule.limit:
        steps.append(scaled_step(base.value, Decimal(rule.limit)))
    steps.append(Step(CUTS, tuple(Rate(one) for one in cuts)))
    word = banded_trend(sign * rate, cuts)
    steps.append(trend_result(word, TRENDS[word]))
    inputs = (first, newest)
    reasoning = Reasoning(rule.name, rule.version, inputs, tuple(steps), caveats(rule, inputs))
    return word, reasoning


def _verdict(case: Case, value: Decimal, way: Way | None, day: date) -> Verdict:
    if beside := case.beside(value, way):
        met = beside.progress is Progress.MET
        return beside._replace(trend=Trend.TARGET_ACHIEVED) if met else beside
    if way is None:
        return Verdict(Progress.NOT_ASSESSED, Reason.NO_BASELINE)
    if way.goal == way.start:
        return Verdict(Progress.OFF_TRACK)
    if due_on(way, day) is None:
        return Verdict(Progress.NOT_YET_DUE)
    rates = _rates(case, way, day, value)
    if rates is None:
        return NO_RATE
    word = banded_trend(_ratio(way, *rates), RATIO_CUTS)
    return Verdict(WORDS[word], None, word)


def _rates(case: Case, way: Way, day: date, value: Decimal) -> tuple[Decimal, Decimal] | None:
    """Observed and required growth a year; None where one of them has no rate."""
    base = case.target.baseline
    if base is None:
        return None
    observed = growth(way.start, value, years_between(base.period.end, day))
    required = growth(way.start, way.goal, years_between(base.period.end, case.target.by))
    return None if observed is None or not required else (observed, required)


def _ratio(way: Way, observed: Decimal, required: Decimal) -> Decimal:
    better = 1 if way.goal > way.start else -1
    return _sign(way.start) * better * observed / abs(required)


def _expected(case: Case, way: Way, day: date) -> Decimal | None:
    """The value on the path of steady growth from the baseline at the end of a day."""
    base = case.target.baseline
    return grown_on(way, base.period.end, day) if base else None


def grown_on(way: Way, begun: date, day: date) -> Decimal | None:
    """What is due on the path of steady growth from the end of the day `begun`.

    None where nothing is due yet, and from zero or across it, where growth has no rate.
    """
    rate = growth(way.start, way.goal, years_between(begun, way.target.by))
    if not rate or due_on(way, day) is None:
        return None
    if day >= way.target.by:
        return way.goal
    with localcontext() as context:
        context.prec = DIGITS
        return way.start * (1 + rate) ** years_between(begun, day)


def _steps(case: Case, way: Way, day: date, value: Decimal) -> tuple[Step, ...]:
    rates, base = _rates(case, way, day, value), case.target.baseline
    if rates is None or base is None or case.target.side(value) == 0:
        return ()
    years = [years_between(base.period.end, end) for end in (day, case.target.by)]
    beside = case.beside(value, way)
    if beside and beside.reason is Reason.PAST:
        return ()
    observed, required = _as_printed(way, *rates)
    told = (
        Step(OBSERVED, growth_slots(value, way.start, years[0], observed)),
        Step(REQUIRED, growth_slots(way.goal, way.start, years[1], required)),
        Step(RATIO, (observed, required, _share(way, *rates))),
        *(() if beside else (Step(ON_TRACK_FROM),)),
    )
    expected = _expected(case, way, day)
    return told if expected is None else (*told, Step(PATH, (day, expected)))


def _share(way: Way, observed: Decimal, required: Decimal) -> Share:
    return printed(settled(_ratio(way, observed, required)), RATIO_CUTS)


def _as_printed(way: Way, observed: Decimal, required: Decimal) -> tuple[Rate, Rate]:
    """Both rates with the digits from which the printed share can be redone."""
    exact = _share(way, observed, required)

    def redone(digits: int) -> bool:
        return _share(way, *(Rate(one, digits).percent for one in (observed, required))) == exact

    digits = places_that_do(redone, RATE_DIGITS, RATE_DIGITS + 4)
    return Rate(observed, digits), Rate(required, digits)


def _growth_step(value: Observation, base: Observation, years: Decimal, rate: Decimal) -> Step:
    numbers = (value.value or Decimal(0), base.value or Decimal(0))
    return Step(OBSERVED, growth_slots(*numbers, years, Rate(rate)))


def _base(
    one: HeldObservation,
    values: tuple[HeldObservation, ...],
    rule: ProgressRule,
    breaks: tuple[Break, ...],
) -> bool:
    """Whether growth may be counted from a value: not too early, exact, and no break since."""
    late_enough = rule.base is None or one.observation.period.start >= rule.base.start
    newest = values[-1]
    return late_enough and _stated(one.observation) and not unjoined(one, newest, breaks, values)


def _stated(one: Observation) -> bool:
    return one.value is not None and one.qualifier is Qualifier.EXACT


def _sign(base: Decimal) -> int:
    return -1 if base < 0 else 1
