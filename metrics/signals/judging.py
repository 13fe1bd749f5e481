"""Is the newest value of a line more than chance? A word, never good or bad, and its reasoning.

- Twelve comparable values or more: a process-behaviour (XmR) chart. Its limits rest on all values
  of the run but the newest; the word is that of any of the four rules that fires at the newest.
- Five to eleven counts of events: the exact ratio test of two Poisson counts, at 1 % two-sided,
  unless the earlier counts vary more than independent events do. Then they are too few to say:
  a test that takes clustered events for independent ones calls far too much (Spiegelhalter,
  Quality and Safety in Health Care 14, 2005, 347-351). Whether they vary more is a preliminary
  test, made at 25 % and not at 5 %, because with so few counts the stricter one misses most
  clustering (Bancroft and Han, JASA 78, 1983, 981-983, pool only where P is 0.24 to 0.48 or more).
- Anything else is too few points to say; levels, milestones, running totals and a newest value
  that is no plain number are not judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from metrics.definitions import Break, Indicator, Unit
from metrics.extents import Extent
from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.reasoning import Change, Reasoning, Step
from metrics.signals import words
from metrics.signals.count_intervals import dispersion, garwood, ratio_test, usual_counts
from metrics.signals.process_behaviour import (
    Chart,
    chart,
    firings,
    outward,
    places_for,
)
from metrics.signals.results import OF_CHANGE, WORDS, Fired, Method, Signal, SignalWord
from metrics.signals.runs import (
    Run,
    a_level,
    amounts,
    counts_events,
    extent_in,
    fit,
    last_run,
    provisional,
    running_total,
)

FEWEST, ENOUGH = 5, 12  # points, the newest included
LEVEL = 0.01  # of the ratio test, two-sided
JUST_BEYOND = 0.001  # a result between this and LEVEL is said with care
CLUSTERED = 0.25  # level of the preliminary test for more variation than independent events have
LONG = 24  # points from which the limits of a chart rest on enough values to say no more of it


Usual = tuple[Decimal, Decimal]  # the least and the greatest that is no signal
SIDES = {1: SignalWord.HIGHER, -1: SignalWord.LOWER}
# How often a method calls a newest value that chance alone made: the chart's is that of twelve
# points and falls to 0.018 of sixty (metrics.signals.process_behaviour says from where).
FALSE_ALARMS: dict[Method, Decimal] = {
    Method.XMR: Decimal("0.03"),
    Method.POISSON: Decimal("0.01"),
}


def assess(
    values: Sequence[HeldObservation],
    indicator: Indicator,
    unit: Unit,
    breaks: Iterable[Break] = (),
) -> Signal:
    """Judge the newest value of a line of record, oldest first, by its last comparable run."""
    newest = values[-1] if values else None
    if why := _not_applicable(newest, indicator, unit):
        inputs = () if newest is None else (newest,)
        reasoning = Reasoning(Method.NONE, 1, inputs, (Step(why),))
        return Signal(SignalWord.NOT_APPLICABLE, Method.NONE, newest, 0, reasoning)
    run = last_run(values, breaks)
    points = len(run.settled) + 1
    if points < FEWEST:
        return _too_few(run, words.FEW)
    extent = extent_in(unit, run)
    events = counts_events(indicator, unit, run)
    if points >= ENOUGH and (drawn := _drawn(run, extent)):
        judged = _by_chart(run, drawn)
        if judged.steady:
            return judged
        return _by_change(judged, run, _usual_from(run, drawn, extent, events=events))
    if events:
        return _by_counts(run)
    return _too_few(run, words.FLAT if points >= ENOUGH else words.NOT_COUNTED)


def expected_by_chance(tested: int, level: Decimal) -> Decimal:
    """How many of `tested` newest values chance alone would have called at this false-alarm level.

    No correction is made for judging many at once: a page that does so says this number.
    """
    return tested * level


def chance_words(signals: Iterable[Signal]) -> Text | None:
    """The sentence for a page that judges several indicators at once; None if it judged none."""
    methods: list[Method] = [one.method for one in signals if one.method is not Method.NONE]
    shares = [expected_by_chance(methods.count(one), FALSE_ALARMS[one]) for one in FALSE_ALARMS]
    return words.by_chance(len(methods), sum(shares, Decimal(0))) if methods else None


def _not_applicable(
    newest: HeldObservation | None, indicator: Indicator, unit: Unit
) -> Text | None:
    """Why chance is no question for such a figure or such a newest value; None where it is one."""
    if newest is None:
        return words.NO_VALUES
    if a_level(indicator, unit):
        return words.A_LEVEL
    if running_total(indicator):
        return words.RUNNING_TOTAL
    return None if fit(newest.observation) else words.NO_PLAIN_NUMBER


def _too_few(run: Run, why: Text, *steps: Step) -> Signal:
    shown = (*words.the_run(run), *steps, Step(why))
    reasoning = Reasoning(Method.NONE, 1, run.used, shown, _caveats(run))
    points = len(run.settled) + 1
    return Signal(SignalWord.TOO_FEW, Method.NONE, run.newest, points, reasoning)


def _drawn(run: Run, extent: Extent) -> Chart | None:
    """The chart of the settled values, or None where they show no variation to judge by.

    A newest value that repeats earlier values without variation is within them all the same.
    """
    used = [None if provisional(one) else amounts([one])[0] for one in run.values[:-1]]
    drawn = chart(used)
    newest = amounts([run.newest])[0]
    if drawn is None or (drawn.mean_range == 0 and newest != drawn.mean):
        return None
    return drawn.rounded(places_for(amounts(run.values), drawn.mean), extent)


def _by_chart(run: Run, drawn: Chart) -> Signal:
    fired = tuple(
        Fired(one.rule, run.values[one.at], SIDES[one.side])
        for one in firings(amounts(run.values), drawn)
    )
    at_newest = [one for one in fired if one.point is run.newest]
    places, points = places_for(amounts(run.values), drawn.mean), len(run.settled) + 1
    steps = (
        *words.the_run(run),
        *words.of_a_chart(drawn, run.settled, places),
        words.of_the_change(run.settled[-1], run.newest, drawn, places),
        *(Step(words.RULES[one.rule], (one.point,)) for one in at_newest),
        *(() if at_newest else (Step(words.NO_RULE, (run.newest,)),)),
    )
    steady = not any(one.point in run.settled for one in fired)
    caveats = (*_caveats(run), *_chart_caveats(points, steady))
    return Signal(
        at_newest[0].word if at_newest else SignalWord.WITHIN,
        Method.XMR,
        run.newest,
        points,
        Reasoning(Method.XMR, 1, run.used, steps, caveats),
        words.rounded(drawn.mean, places),
        drawn.low,
        drawn.high,
        fired,
        steady,
    )


def _by_change(by_mean: Signal, run: Run, usual: Usual) -> Signal:
    """Where the earlier values were not steady their mean describes none of them.

    Then only the change from the last settled value is judged, by the upper limit of the moving
    ranges (Wheeler: 3.27 times their mean): in a line that rises all along, every value would else
    be called higher, also one that fell.
    """
    before, newest = amounts([run.settled[-1], run.newest])
    word = _beyond(newest, *usual)
    word = SignalWord.LAST_CHANGE_USUAL if word is SignalWord.WITHIN else word
    told = Step(words.BY_CHANGE, (Change(newest - before), OF_CHANGE.get(word, WORDS[word])))
    reasoning = replace(by_mean.reasoning, steps=(*by_mean.reasoning.steps, told))
    low, high = usual
    return replace(by_mean, word=word, centre=before, low=low, high=high, reasoning=reasoning)


def _usual_from(run: Run, drawn: Chart, extent: Extent, *, events: bool) -> Usual:
    """Around the last settled value: its usual change, and of events also what chance makes of it.

    So a fall from one event to none is not called more than chance.
    """
    (before,) = amounts(run.settled[-1:])
    change = words.usual_change(drawn, places_for(amounts(run.values), drawn.mean))
    low, high = before - change, before + change
    if events:
        days, earlier_days = _days([run.newest, run.settled[-1]])
        least, most = usual_counts(days, int(before), earlier_days, LEVEL)
        low, high = min(low, Decimal(least)), max(high, Decimal(most))
    return extent.within(low, high)


def _by_counts(run: Run) -> Signal:
    """The exact ratio test, with the days of the periods as exposure."""
    counts, spans = [int(value) for value in amounts(run.settled)], _days(run.settled)
    before, days = (sum(counts), sum(spans)), _days([run.newest])[0]
    expected = words.rounded(Decimal(before[0]) * days / before[1], 1)
    spread = dispersion(counts, spans)
    pace = words.of_a_pace(*before, days, expected), words.of_dispersion(*spread)
    if spread.chance < CLUSTERED:
        return _too_few(run, words.CLUSTERED, *pace)
    newest = int(amounts([run.newest])[0])
    low, high = usual_counts(days, *before, LEVEL)
    chance = ratio_test(newest, days, *before)
    test = words.of_a_test(low, high, chance)
    interval = words.of_an_interval(run.newest, *_interval(newest))
    steps = *words.the_run(run), *pace, test, interval
    return Signal(
        _beyond(newest, low, high),
        Method.POISSON,
        run.newest,
        len(counts) + 1,
        Reasoning(Method.POISSON, 1, run.used, steps, _count_caveats(run, chance)),
        expected,
        Decimal(low),
        Decimal(high),
    )


def _days(values: Iterable[HeldObservation]) -> list[int]:
    return [one.observation.period.days for one in values]


def _interval(count: int) -> tuple[Decimal, Decimal]:
    low, high = garwood(count, 1 - LEVEL)
    return outward(Decimal(low), Decimal(high), places=1)


def _beyond(newest: Decimal | int, low: Decimal | int, high: Decimal | int) -> SignalWord:
    if low <= newest <= high:
        return SignalWord.WITHIN
    return SignalWord.HIGHER if newest > high else SignalWord.LOWER


def _count_caveats(run: Run, chance: float) -> tuple[Text, ...]:
    close = (words.ONLY_JUST,) if JUST_BEYOND <= chance < LEVEL else ()
    return (*close, words.EVENTS_CLUSTER, *_caveats(run))


def _chart_caveats(points: int, steady: bool) -> tuple[Text, ...]:
    unsteady = () if steady else (words.UNSTEADY,)
    return (*unsteady, *((words.SHORT_CHART,) if points < LONG else ()))


def _caveats(run: Run) -> tuple[Text, ...]:
    newest = (words.PROVISIONAL,) if provisional(run.newest) else ()
    unsettled = any(map(provisional, run.values[:-1]))
    return (*newest, *((words.UNSETTLED,) if unsettled else ()), *run.caveats)
