"""The words and ticks of the time axis: years under their points, periods by their own names where
there is room, else the stretches of calendar years, each between the ticks at which it begins and
ends, so that no figure stands beside a year that it is not of.
"""

import itertools
from collections.abc import Sequence
from math import ceil, floor
from typing import NamedTuple

from dashboard.briefings.document import Chart, Point
from dashboard.briefings.drawing.chart_frame import (
    SAME_PLACE,
    WHOLE_YEAR,
    YEAR,
    Frame,
    is_bar,
    is_yearly,
)
from dashboard.briefings.drawing.chart_ink import SIZE, wide

AIR = 12.0  # between two words under the axis
NEAR = 4.0  # between a word and the tick at which its year ends
COVERED = 0.6  # of the axis, at least, by periods that are named under it
SHORT, LONG, APART = 4.0, 7.0, 22.0  # ticks: of a year, of a named period, between two years

Word = tuple[float, str]  # where its middle stands, and what it says


class TimeAxis(NamedTuple):
    """The words under the axis, and its ticks: where each stands and how long it is."""

    words: list[Word]
    ticks: list[tuple[float, float]]


def time_axis(chart: Chart, frame: Frame) -> TimeAxis:
    if is_yearly(chart.points):
        return _of_years(chart, frame)
    return _of_periods(chart, frame) or _of_calendar(frame)


def has_room(words: Sequence[Word], size: float = SIZE) -> bool:
    """Whether the words stand beside each other, each in the middle of its place."""
    return all(
        b[0] - a[0] >= (wide(a[1], size) + wide(b[1], size)) / 2 + AIR
        for a, b in itertools.pairwise(words)
    )


def named_periods(points: Sequence[Point], first: float, last: float) -> list[Point]:
    """The points whose names can tell the axis; none where bars or what is aimed at need years."""
    ends = [one.at + part * one.span / 2 for one in points for part in (-1, 1)]
    if any(is_bar(one) for one in points) or not ends:
        return []
    covered = max(ends) - min(ends) >= COVERED * (last - first)
    return sorted(points, key=lambda one: one.at) if covered else []


def _of_years(chart: Chart, frame: Frame) -> TimeAxis:
    """A tick at each year, under its point, and the names of as many as stand beside each other."""
    ones = [one for one in chart.points if not is_bar(one)]
    named = _thinned_years(_yearly(ones, frame), frame)
    first, last, part = floor(frame.time.first), ceil(frame.time.last), ones[0].at % 1
    every = [one + part for one in range(first - 1, last + 1) if frame.time.holds(one + part)]
    ticks = [(frame.x(at), SHORT) for at in every] + [(frame.x(at), LONG) for at, _ in named]
    return TimeAxis([_within(frame, frame.x(at), said) for at, said in named], ticks)


def _thinned_years(every: list[tuple[float, str]], frame: Frame) -> list[tuple[float, str]]:
    named = [one for one in every if one[1]]
    if not named:
        return []
    room = max(wide(said) for _, said in named) + AIR
    year = frame.box.width / (frame.time.last - frame.time.first)
    apart = min((b[0] - a[0] for a, b in itertools.pairwise(named)), default=1.0)
    return _thinned(named, ceil(room / (year * apart)))


def _thinned(named: list[tuple[float, str]], least: int) -> list[tuple[float, str]]:
    """Every so many of these, the last one among them, and the first where that is possible."""
    steps = range(least, 2 * least)
    step = next((one for one in steps if (len(named) - 1) % one == 0), least)
    return named[::-1][::step][::-1]


def _yearly(ones: Sequence[Point], frame: Frame) -> list[tuple[float, str]]:
    """A label under each point, and under the years between and after where they can be told."""
    part, time = ones[0].at % 1, frame.time
    said = {floor(one.at - part + 0.5): one.label for one in ones}
    regular = all(label == _like(ones[0].label, year) for year, label in said.items())
    years = range(ceil(time.first - part - SAME_PLACE), floor(time.last - part + SAME_PLACE) + 1)
    other = ones[0].label if regular else ""
    return [(one + part, said.get(one, _like(other, one))) for one in years]


def _like(label: str, year: int) -> str:
    """The label of another year, written as this one: "2024", "2024-25" or "2024-2025"."""
    found = YEAR.fullmatch(label)
    if not found:
        return ""
    between, after = found.group(1) or "", found.group(2) or ""
    return f"{year}{between}{str(year + 1)[-len(after) :] if after else ''}"


def _of_periods(chart: Chart, frame: Frame) -> TimeAxis | None:
    """Each point by the name of its period, of whole years every so many; None without room."""
    ones = named_periods(chart.points, frame.time.first, frame.time.last)
    for step in range(1, max(2, len(ones) if all(map(_is_year, ones)) else 0)):
        words = [_within(frame, frame.x(one.at), one.label) for one in ones[::-1][::step][::-1]]
        if ones and has_room(words):
            return TimeAxis(words, [(frame.x(one.at), LONG) for one in ones])
    return None


def _is_year(point: Point) -> bool:
    return abs(point.span - 1) <= WHOLE_YEAR


def _of_calendar(frame: Frame) -> TimeAxis:
    """Years between the ticks at which they begin and end; where that is too close, at these."""
    time = frame.time
    begins = range(floor(time.first), floor(time.last - SAME_PLACE) + 1)
    least = wide("2000") + 2 * NEAR
    ticks = [one for one in begins if time.holds(one)]
    if frame.box.width / (time.last - time.first) < least:
        return _sparse(ticks, frame)
    words = [_between(one, frame) for one in begins]
    return TimeAxis([one for one in words if one], [(frame.x(one), APART) for one in ticks])


def _between(year: int, frame: Frame) -> Word | None:
    """A year in the middle of what there is of it; None where that is too little."""
    left = frame.x(max(year, frame.time.first))
    right = frame.x(min(year + 1, frame.time.last))
    need = wide(str(year)) + NEAR
    if right - left >= need:
        return (left + right) / 2, str(year)
    if year + 1 >= frame.time.last and left + need + NEAR < frame.width:
        return left + need / 2 + NEAR, str(year)  # the last may reach beyond the axis
    return None


def _sparse(years: Sequence[int], frame: Frame) -> TimeAxis:
    named = _thinned_years([(float(one), str(one)) for one in years], frame)
    ticks = [(frame.x(one), SHORT) for one in years] + [(frame.x(at), LONG) for at, _ in named]
    return TimeAxis([_within(frame, frame.x(at), said) for at, said in named], ticks)


def _within(frame: Frame, middle: float, said: str) -> Word:
    """A word that would leave the drawing stands at its edge."""
    half = wide(said) / 2 + 1
    return max(half, min(middle, frame.width - half)), said
