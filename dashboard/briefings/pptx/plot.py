"""A chart of the document as rows and columns, as a native chart and its workbook hold them.

A native line runs over categories of one width. The grid here has one for each period, those that
lie between and those up to the target too, so that no stretch of time is longer than another.
"""

import re
from decimal import Decimal
from enum import StrEnum
from math import ceil, floor, gcd, log10
from typing import NamedTuple

from dashboard.briefings.document import Chart, Labels, Point

UNITS = 24  # of half a month: the middle of each month, quarter and year is a whole number of them
MOST = 240  # categories
YEARS = re.compile(r"^(\d{4})(?:([-–/])(\d{4}|\d{2}))?$")


class Role(StrEnum):
    VALUES = "values"
    HOLLOW = "hollow"  # the white middles of points that are provisional or estimated
    WAY = "way"
    GOAL = "goal"
    BASELINE = "baseline"


class Series(NamedTuple):
    """A column: a number or nothing for each category; `marks` are the points behind, by row."""

    name: str
    role: Role
    numbers: tuple[Decimal | None, ...]
    marks: tuple[tuple[int, Point], ...] = ()
    said: str = ""  # beside the single mark of a target or a baseline


class Plot(NamedTuple):
    """`first` is the middle of the first category as a year, `step` how many years one takes."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    first: float
    step: float
    is_bars: bool = False

    def share(self, at: float) -> float:
        """Where an instant stands on the axis, between 0 and 1."""
        return ((at - self.first) / self.step + 0.5) / len(self.categories)


class Scale(NamedTuple):
    """The axis of values: from zero, three to five lines."""

    low: Decimal
    high: Decimal
    step: Decimal


def is_spans(chart: Chart) -> bool:
    """Whether the values are sums over several years, all over as many."""
    spans = [one.span for one in chart.points]
    return bool(spans) and min(spans) > 1.5 and max(spans) - min(spans) < 0.1


def lies_flat(chart: Chart) -> bool:
    """Whether no native chart tells it rightly: spans of different lengths, levels, nothing."""
    spans = [one.span for one in chart.points]
    known = [one for one in chart.points if one.number is not None]
    return not known or chart.is_levels or (max(spans) > 1.5 and not is_spans(chart))


def plotted(chart: Chart, labels: Labels) -> Plot:
    return _bars(chart) if is_spans(chart) else _line(chart, labels)


def _bars(chart: Chart) -> Plot:
    numbers = tuple(one.number for one in chart.points)
    name = chart.value_name or chart.title
    series = Series(name, Role.VALUES, numbers, tuple(enumerate(chart.points)))
    labels = tuple(one.label for one in chart.points)
    return Plot(labels, (series,), 0.0, 1.0, is_bars=True)


def _line(chart: Chart, labels: Labels) -> Plot:
    units = [round(one.at * UNITS) for one in chart.points]
    step = _step(units)
    ends = [*units, *(round(one * UNITS) for one in _aimed(chart))]
    first = min(units) - step * max(0, ceil((min(units) - min(ends)) / step - 0.5))
    count = max(_row(one / UNITS, first, step) for one in ends) + 1
    rows = {_row(one.at, first, step): one for one in chart.points}
    categories = _categories(rows, count, step)
    return Plot(
        categories, tuple(_series(chart, labels, first, step, count)), first / UNITS, step / UNITS
    )


def _aimed(chart: Chart) -> list[float]:
    if chart.aim is None:
        return []
    corners = [at for at, _ in (*chart.aim.way, *chart.aim.high)]
    base = [chart.aim.baseline[0]] if chart.aim.baseline else []
    return [*corners, chart.aim.goal[0], *base]


def _step(units: list[int]) -> int:
    """The widest category into which every point falls on its own."""
    step = gcd(*(one - min(units) for one in units)) or UNITS
    return max(step, ceil((max(units) - min(units)) / MOST))


def _row(at: float, first: int, step: int) -> int:
    """The category that an instant falls into; the end of a period belongs to it."""
    return max(0, ceil((round(at * UNITS) - first) / step - 0.5))


def _categories(rows: dict[int, Point], count: int, step: int) -> tuple[str, ...]:
    known = max(rows)
    return tuple(
        rows[at].label if at in rows else _moved(rows[known].label, (at - known) * step / UNITS)
        for at in range(count)
    )


def _moved(label: str, years: float) -> str:
    """The name of a year so many years away: 2024 or 2023-2024; empty for other periods."""
    match = YEARS.match(label)
    if match is None or years != int(years):
        return ""
    by, (start, dash, end) = int(years), match.groups()
    if not dash:
        return str(int(start) + by)
    return f"{int(start) + by}{dash}{str(int(start[: 4 - len(end)] + end) + by)[-len(end) :]}"


def _series(chart: Chart, labels: Labels, first: int, step: int, count: int) -> list[Series]:
    every = [
        Series(name, Role.VALUES, _column({at: one.number for at, one in marks}, count), marks)
        for name, marks in _runs(chart, first, step)
    ]
    return (
        every
        + _hollow(chart, labels, first, step, count)
        + _aims(chart, labels, first, step, count)
    )


def _column(numbers: dict[int, Decimal | None], count: int) -> tuple[Decimal | None, ...]:
    return tuple(numbers.get(at) for at in range(count))


def _runs(chart: Chart, first: int, step: int) -> list[tuple[str, tuple[tuple[int, Point], ...]]]:
    """What may be joined, as a series each: a native line never crosses from one to the next."""
    in_runs = {at for run in chart.runs for at in run}
    lone = [(at,) for at, one in enumerate(chart.points)
            if one.number is not None and at not in in_runs]  # fmt: skip
    runs = sorted(tuple(at for at in run if chart.points[at].number is not None)
                  for run in (*chart.runs, *lone))  # fmt: skip
    name = chart.value_name or chart.title
    found = []
    for run in filter(None, runs):
        points = [chart.points[at] for at in run]
        ends = dict.fromkeys((points[0].label, points[-1].label))
        own = name if len(runs) == 1 else f"{name} ({'–'.join(ends)})"
        found.append((own, tuple((_row(one.at, first, step), one) for one in points)))
    return found


def _hollow(chart: Chart, labels: Labels, first: int, step: int, count: int) -> list[Series]:
    """Provisional points once more: drawn as white middles, for not every program hollows one."""
    found = {_row(one.at, first, step): one.number for one in chart.points
             if one.hollow and one.number is not None}  # fmt: skip
    name = f"{chart.value_name or chart.title} ({labels.marks})"
    return [Series(name, Role.HOLLOW, _column(dict(found), count))] if found else []


def _aims(chart: Chart, labels: Labels, first: int, step: int, count: int) -> list[Series]:
    aim = chart.aim
    if aim is None:
        return []
    ways = [
        Series(name, Role.WAY, _column({_row(at, first, step): one for at, one in way}, count))
        for name, way in ((labels.way, aim.way), (f"{labels.way} (2)", aim.high)) if way
    ]  # fmt: skip
    marks = [(labels.target, Role.GOAL, aim.goal)]
    marks += [(labels.baseline, Role.BASELINE, aim.baseline)] if aim.baseline else []
    return ways + [
        Series(name, role, _column({_row(at, first, step): number}, count), said=said)
        for name, role, (at, number, said) in marks
    ]


def scale(plot: Plot) -> Scale:
    numbers = [one for series in plot.series for one in series.numbers if one is not None]
    high, low = max(*numbers, Decimal(0)), min(*numbers, Decimal(0))
    wide = float(high - low) or 1.0
    ten = Decimal(10) ** floor(log10(wide / 4))
    step = next(ten * one for one in (1, 2, 5, 10) if float(ten * one) * 5 >= wide)
    return Scale(step * floor(low / step), step * max(1, ceil(high / step * Decimal("1.02"))), step)
