"""Whole lines: which longer periods the values of one line cover, and what they come to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from metrics.definitions import Break, Indicator
from metrics.periods import Frequency, Period
from metrics.roll_up.coverage import LENGTHS, gaps, length, overlaps, wholes, within
from metrics.roll_up.refusals import Refused
from metrics.roll_up.rules import never_over_time, roll_up_time
from metrics.roll_up.wholes import Given, RolledUp, known, observation_of

# What a page offers: quarters, calendar years, fiscal years.
OFFERED = ((Frequency.QUARTERLY, False), (Frequency.ANNUAL, False), (Frequency.ANNUAL, True))


def rollable_periods(observations: Iterable[Given]) -> tuple[Period, ...]:
    """The quarters, calendar and fiscal years that shorter known values of one line cover.

    Every day is covered once by values of one frequency; whether the indicator allows the roll-up
    and whether a break lies within is for `roll_up_time` to say. Oldest first.
    """
    held = [one for one in observations if known(observation_of(one))]
    found = {
        whole
        for frequency, fiscal in OFFERED
        for group in _shorter(held, frequency)
        for whole in wholes(map(_period_of, group), frequency, fiscal=fiscal)
        if _tiled(_inside(group, whole), whole)
    }
    return tuple(sorted(found))


def roll_up_line(
    indicator: Indicator,
    observations: Iterable[Given],
    breaks: Iterable[Break],
    frequency: Frequency,
    fiscal: bool = False,
) -> tuple[RolledUp | Refused, ...]:
    """Every year, half, quarter or month into which shorter values of one line fall, oldest first.

    `frequency` is that of the wholes (A, S, Q or M); `fiscal` lets years and halves begin in April.
    Where values of several frequencies are held, the longest that cover a whole make it. When the
    declaration alone refuses, it refuses once, for the newest whole. Empty when nothing shorter is
    held.
    """
    groups, breaks = _shorter(observations, frequency), tuple(breaks)
    periods = [_period_of(one) for group in groups for one in group]
    asked = wholes(periods, frequency, fiscal=fiscal)
    if never_over_time(indicator):
        asked = asked[-1:]
    return tuple(_roll_up(indicator, groups, whole, breaks) for whole in asked)


def _roll_up(
    indicator: Indicator,
    groups: Sequence[Sequence[Given]],
    whole: Period,
    breaks: Iterable[Break],
) -> RolledUp | Refused:
    """From the longest parts that give it; else why the longest that are held do not."""
    held = [inside for group in groups if (inside := _inside(group, whole))]
    tried = [roll_up_time(indicator, inside, whole, breaks) for inside in held or [[]]]
    return next((one for one in tried if isinstance(one, RolledUp)), tried[0])


def _shorter(observations: Iterable[Given], frequency: Frequency) -> list[list[Given]]:
    """The values of periods that are shorter, one list for each length, the longest first."""
    by_length: defaultdict[int, list[Given]] = defaultdict(list)
    for one in observations:
        months = length(_period_of(one))
        if months is not None and months < LENGTHS[frequency]:
            by_length[months].append(one)
    return [by_length[months] for months in sorted(by_length, reverse=True)]


def _inside(group: Iterable[Given], whole: Period) -> list[Given]:
    return [one for one in group if within(_period_of(one), whole)]


def _tiled(group: Iterable[Given], whole: Period) -> bool:
    periods = [_period_of(one) for one in group]
    return not gaps(periods, whole) and not overlaps(periods)


def _period_of(one: Given) -> Period:
    return observation_of(one).period
