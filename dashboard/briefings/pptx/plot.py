"""A chart of the document as rows and columns, as a native chart and its workbook hold them.

A native line runs over categories of one width. The grid here has one for each period, those that
lie between and those up to the target too, so that no stretch of time is longer than another.
"""

import re
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor, gcd, log10
from typing import NamedTuple

from dashboard.briefings.document import Chart, Labels, Point

UNITS = 24  # of half a month: the middle of each month, quarter and year is a whole number of them
MOST = 240  # categories
YEARS = re.compile(r"\b(\d{4})(?:([-–/])(\d{4}|\d{2}))?\b")


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
    drop: Decimal | None = None  # from the upper end of a range, the mark, down to its lower end


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
    """Whether the values are of several years each, all of as many, one after the other.

    Columns are of one width and stand side by side: they tell nothing else rightly.
    """
    spans = [one.span for one in chart.points]
    apart = [after.at - one.at for one, after in pairwise(chart.points)]
    even = bool(spans) and min(spans) > 1.5 and max(spans) - min(spans) < 0.1
    return even and all(abs(one - spans[0]) < 0.1 for one in apart)


def is_known(chart: Chart) -> bool:
    return any(one.number is not None for one in chart.points)


def lies_flat(chart: Chart) -> bool:
    """Whether no native chart tells it rightly: spans that overlap or differ, levels, nothing."""
    spans = [one.span for one in chart.points]
    return not is_known(chart) or chart.is_levels or (max(spans) > 1.5 and not is_spans(chart))


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
    return tuple(
        rows[at].label if at in rows else _named_like(rows, at, step) for at in range(count)
    )


def _named_like(rows: dict[int, Point], at: int, step: int) -> str:
    """The name of a period without a value, by the nearest that lies whole years from it."""
    alike = [one for one in rows if (at - one) * step % UNITS == 0]
    nearest = min(alike, key=lambda one: (abs(at - one), one), default=None)
    return "" if nearest is None else _moved(rows[nearest].label, (at - nearest) * step // UNITS)


def _moved(label: str, years: int) -> str:
    """The same name so many years away: of 2024, 2023-2024, Q3 2025-26 or October 2025."""
    return YEARS.sub(lambda found: _year_moved(found, years), label)


def _year_moved(found: re.Match[str], years: int) -> str:
    start, dash, end = found.groups()
    moved = str(int(start) + years)
    return f"{moved}{dash}{str(int(start) + years + 1)[-len(end) :]}" if dash else moved


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
    at, *_, said = aim.goal
    lower = [(f"{labels.target} (2)", Role.GOAL, (at, one, "")) for one in aim.ends[:-1]]
    marks = [(labels.target, Role.GOAL, (at, aim.ends[-1], said)), *lower]
    marks += [(labels.baseline, Role.BASELINE, aim.baseline)] if aim.baseline else []
    goal, *rest = [
        Series(name, role, _column({_row(at, first, step): number}, count), said=said)
        for name, role, (at, number, said) in marks
    ]
    drop = None if aim.top is None else aim.top - aim.goal[1]
    return [*ways, goal._replace(drop=drop), *rest]


def scale(plot: Plot) -> Scale:
    numbers = [one for series in plot.series for one in series.numbers if one is not None]
    high, low = max(*numbers, Decimal(0)), min(*numbers, Decimal(0))
    wide = float(high - low) or 1.0
    ten = Decimal(10) ** floor(log10(wide / 4))
    step = next(ten * one for one in (1, 2, 5, 10) if float(ten * one) * 5 >= wide)
    if _is_counted(plot):
        step = max(step, Decimal(1))
    return Scale(step * floor(low / step), step * max(1, ceil(high / step * Decimal("1.02"))), step)


def _is_counted(plot: Plot) -> bool:
    """Whether every value is whole; what is due of a count may be half of one."""
    values = (one for series in plot.series if series.role is Role.VALUES for one in series.numbers)
    return all(one == one.to_integral_value() for one in values if one is not None)
