"""What a native chart is drawn of: its lines, and the marks that stand with them.

Every place of every line and mark is a row of the sheet of charts' figures, so that a chart is
edited there, and so that every program draws it.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from math import ceil, floor
from typing import NamedTuple

from dashboard.briefings.document import Cell, Chart, Labels, Point
from dashboard.briefings.drawing.chart_frame import is_bar, is_yearly, value_marks, years_of
from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.drawing.time_axis import has_room, named_periods

BREAKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # how breaks are named in a chart and in its notes
NAMED = 7  # names of periods under an axis
YEARS = 12  # numbers of years under an axis
WIDE, SIZE, NEAR = 400.0, 9.0, 3.0  # points: the plot, its letters, what these keep free
BESIDE = ("data", "bar", "goal", "baseline")  # kinds of marks with words beside them


class Place(NamedTuple):
    """A row of figures: what it is of, what is said there, and where it is drawn."""

    period: str
    value: Cell
    x: float
    y: float | None  # None where nothing is drawn: the line has a gap
    said: str = ""  # beside the mark
    where: str = "t"  # of that: t over, b under, l left, r right
    hollow: bool = False
    aside: float = 0.0  # how far what is said stands to the right, as a share of the plot


class Trace(NamedTuple):
    """One line or one set of marks; `row` is where its first place stands on the sheet."""

    name: str
    kind: str  # data, loose, hole, gap, bar, way, goal, baseline, break, event, level, year
    places: tuple[Place, ...]
    row: int = 0


class Plot(NamedTuple):
    """The two axes and what is drawn between them."""

    traces: tuple[Trace, ...]
    years: tuple[int, int]
    year_step: int
    low: float
    high: float
    step: float
    named_years: bool  # the axis tells its own years; else they are marks with words


def plot_of(chart: Chart, words: Labels, row: int) -> Plot:
    """The plot of a chart whose figures begin in this row."""
    years, (low, high, step) = _years(chart), _values(chart)
    plain = _has_plain_years(chart)
    traces = [*_data(chart), *_aim(chart, words), *_marks(chart, low, high, words)]
    if chart.is_levels:
        traces.append(_levels(chart, years[0], words))
    if not plain:
        traces.append(_periods(chart, low, words))
    traces = [off_the_axis(one, *years) if one.kind in BESIDE else one for one in traces]
    placed = []
    for one in traces:
        placed.append(one._replace(row=row))
        row += len(one.places)
    return Plot(tuple(placed), years, _year_step(*years), low, high, step, plain)


def off_the_axis(trace: Trace, first: int, last: int) -> Trace:
    """What is said over or under a mark at the axis of values lies on none of its numbers."""
    return trace._replace(places=tuple(_off(one, first, last) for one in trace.places))


def _off(one: Place, first: int, last: int) -> Place:
    if not one.said or one.where not in ("t", "b"):
        return one
    need = width(one.said, SIZE, bold=True) / 2 + NEAR
    return one._replace(aside=max(0.0, need / WIDE - (one.x - first) / (last - first)))


def is_drawn(chart: Chart) -> bool:
    """A chart without a single number would be an empty frame."""
    return any(one.number is not None for one in chart.points)


def stretches(trace: Trace) -> Iterator[Trace]:
    """A line in parts: dashed where it leads to or from a provisional point."""
    every = trace.places
    if trace.kind != "data" or len(every) < 2 or not any(one.hollow for one in every):
        yield trace
        return
    loose = [a.hollow or b.hollow for a, b in pairwise(every)]
    begin = 0
    for at in range(1, len(loose) + 1):
        if at == len(loose) or loose[at] != loose[begin]:
            part = every[begin : at + 1]
            if begin:  # the words of the place that two parts share are said once
                part = (part[0]._replace(said=""), *part[1:])
            kind = "loose" if loose[begin] else "data"
            yield trace._replace(kind=kind, places=part, row=trace.row + begin)
            begin = at


def holes(trace: Trace) -> Iterator[Trace]:
    """The middles of provisional and estimated points: not every program draws a marker's edge."""
    if trace.kind != "data":
        return
    for hollow, found in groupby(enumerate(trace.places), lambda one: one[1].hollow):
        if hollow:
            places = list(found)
            bare = tuple(one._replace(said="") for _, one in places)
            yield trace._replace(kind="hole", places=bare, row=trace.row + places[0][0])


def shift_of(chart: Chart) -> float:
    """What is taken from a year with its part, so that a point stands over the year it is for."""
    if not is_yearly(chart.points):
        return 0.0
    return next(one.at for one in chart.points if not is_bar(one)) % 1


def break_key(at: int) -> str:
    return BREAKS[at % len(BREAKS)] * (at // len(BREAKS) + 1)


def _x(chart: Chart, at: float) -> float:
    return round(at - shift_of(chart), 4)


def _years(chart: Chart) -> tuple[int, int]:
    """The axis begins and ends at points, events and breaks; at the ends of a bar where one is."""
    half = 0.0 if any(is_bar(one) for one in chart.points) else 0.5
    begin, end = first, last = years_of(chart)
    if is_yearly(chart.points):
        told = [*(one.at for one in chart.events), *(at for at, _ in chart.breaks)]
        told = [_x(chart, at) for at in told if begin <= at <= end]
        first = min([first + half - shift_of(chart), *told])
        last = max([last - half - shift_of(chart), *told])
    begin = floor(round(first, 4))
    return begin, max(begin + 1, ceil(round(last, 4)))


def _year_step(first: int, last: int) -> int:
    steps = (1, 2, 5, 10, 20, 50, 100, 1000)
    return next((one for one in steps if (last - first) / one <= YEARS), 10000)


def _values(chart: Chart) -> tuple[float, float, float]:
    if chart.is_levels:
        return 0.0, len(chart.levels) + 1.0, 1.0
    marks = [float(one) for one in value_marks(chart)]
    return (marks[0], marks[-1], marks[1] - marks[0]) if len(marks) > 1 else (0.0, 1.0, 1.0)


def _has_plain_years(chart: Chart) -> bool:
    """Whether the points are called by the year that the axis says, or have no room for names."""
    if not is_yearly(chart.points):
        return not _own_names(chart)
    ones = [one for one in chart.points if not is_bar(one)]
    return all(one.label == f"{_x(chart, one.at):.0f}" for one in ones)


def _own_names(chart: Chart) -> list[Point]:
    """Quarters, months and years of other beginnings, where all their names have room."""
    first, last = _years(chart)
    ones = named_periods(chart.points, *years_of(chart))
    words = [((one.at - first) / (last - first) * WIDE, one.label) for one in ones]
    return ones if has_room(words, SIZE) else []


def _data(chart: Chart) -> Iterator[Trace]:
    """Each run as a line of its own: it ends where a value is hidden or the count has changed."""
    joined = {at for run in chart.runs for at in run}
    alone = [(at,) for at in range(len(chart.points)) if at not in joined]
    for run in sorted([*chart.runs, *alone]):
        bars = [
            at for at in run if is_bar(chart.points[at]) and chart.points[at].number is not None
        ]
        yield from (_bar(chart, at) for at in bars)
        places = tuple(_point(chart, at) for at in run if at not in bars)
        if places:
            kind = "gap" if all(one.y is None for one in places) else "data"
            yield Trace(chart.value_name or chart.title, kind, places)


def _bar(chart: Chart, at: int) -> Trace:
    """A figure over several years lies over all of them."""
    here, half = _point(chart, at), chart.points[at].span / 2
    begin, end = round(here.x - half, 4), round(here.x + half, 4)
    ends = (here._replace(x=begin, said=""), here._replace(x=end, value=Cell("–"), where="r"))
    return Trace(chart.value_name or chart.title, "bar", ends)


def _point(chart: Chart, at: int) -> Place:
    point = chart.points[at]
    # the levels are named at the side
    is_said = (point.is_labelled and not chart.is_levels) or bool(point.side)
    return Place(
        point.label, _value(point, chart), _x(chart, point.at),
        None if point.number is None else float(point.number),
        point.beside if is_said and point.number is not None else "",
        _side(chart, at), point.hollow,
    )  # fmt: skip


def _value(point: Point, chart: Chart) -> Cell:
    """A bound and what is hidden are words."""
    if point.number is None or point.side:
        return Cell(point.said)
    return Cell(point.said, point.number, places_of(point.number), chart.percent)


def places_of(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _side(chart: Chart, at: int) -> str:
    """Right of the last point, under one that stands lower than those beside it, else over it."""
    points = chart.points
    if all(one.number is None for one in points[at + 1 :]):
        return "r"
    beside = [one.number for one in points[max(0, at - 1) : at + 2] if one.number is not None]
    here = points[at].number
    is_low = len(beside) > 1 and here == min(beside) and bool(here)
    return "b" if is_low and at > 0 else "t"


def _aim(chart: Chart, words: Labels) -> Iterator[Trace]:
    aim = chart.aim
    if aim is None:
        return
    for corners in filter(None, (aim.way, aim.high)):
        places = (Place("–", _plain(chart, one), _x(chart, at), float(one)) for at, one in corners)
        yield Trace(words.way, "way", tuple(places))
    at, _, said = aim.goal
    yield _marked(chart, words.target, "goal", (at, aim.ends, said), "t")
    if aim.baseline:
        at, number, said = aim.baseline
        yield _marked(chart, words.baseline, "baseline", (at, (number,), said), "b")


def _marked(
    chart: Chart, name: str, kind: str, mark: tuple[float, tuple[Decimal, ...], str], where: str
) -> Trace:  # fmt: skip
    """A mark at one amount, or at both ends of a range: its words stand at the last."""
    at, ends, said = mark
    places = [Place("–", _plain(chart, one), _x(chart, at), float(one)) for one in ends]
    return Trace(name, kind, (*places[:-1], places[-1]._replace(said=said, where=where)))


def _plain(chart: Chart, number: Decimal) -> Cell:
    return Cell("", number, places_of(number), chart.percent)


def _marks(chart: Chart, low: float, high: float, words: Labels) -> Iterator[Trace]:
    """Breaks as lines from foot to top, events as numbers at the top."""
    first, last = years_of(chart)
    for number, (at, said) in enumerate(chart.breaks):
        if first <= at <= last:
            ends = ((low, ""), (high, break_key(number)))
            line = (Place("–", Cell(said), _x(chart, at), y, key) for y, key in ends)
            yield Trace(words.breaks, "break", tuple(line))
    events = tuple(
        Place("–", Cell(one.words), _x(chart, one.at), high, one.key)
        for one in chart.events
        if first <= one.at <= last
    )
    if events:
        yield Trace(words.events, "event", events)


def _levels(chart: Chart, first: int, words: Labels) -> Trace:
    """The names of the levels, left of the plot."""
    places = (
        Place("–", Cell(name), float(first), float(at), f"{name}\u00a0\u00a0", "l")
        for at, name in enumerate(chart.levels, 1)
    )
    return Trace(words.key, "level", tuple(places))


def _periods(chart: Chart, low: float, words: Labels) -> Trace:
    """The names of periods under the axis, as many as stand beside each other."""
    own = [] if is_yearly(chart.points) else _own_names(chart)
    ones = own or [one for one in chart.points if not is_bar(one)]
    step = 1 if own else -(-len(ones) // NAMED)
    places = (
        Place(one.label, Cell("–"), _x(chart, one.at), low, one.label, "b")
        for one in ones[::-1][::step][::-1]
    )
    return Trace(words.period, "year", tuple(places))
