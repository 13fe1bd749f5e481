"""Where things stand in a chart: its years, its values, and the room kept for words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from dashboard.briefings.document import Chart, Point
from dashboard.briefings.drawing.chart_ink import wide
from dashboard.scales import TimeScale, ticks
from dashboard.svg import Box
from metrics import Language
from metrics.labels import grouped

NBSP = "\u00a0"
YEAR = re.compile(r"\d{4}(?:(\D{1,3})(\d{2}|\d{4}))?")
WHOLE_YEAR = 0.05  # how far from one year a period may be that stands for a year
SAME_PLACE = 0.02
FLAGS, ABOVE, ROW = 22.0, 24.0, 17.0  # room over the plot: numbered flags, labels, a row of words
FOOT = 24.0  # under the axis: the years
AIR = 12.0
BESIDE, NEAR = 13.0, Decimal("0.95")  # from one bar to the next that lies over the same days
WAYS = (0, 1, -1, 2, -2, 3, -3, 4, -4)  # where a bar may stand, in such steps from its height
WIDEST = 0.3  # of the drawing, for the words right of the plot


class Frame(NamedTuple):
    """The plot and its two scales; `low` and `high` are the ends of the axis of values."""

    width: float
    height: float
    box: Box
    time: TimeScale
    low: float
    high: float
    marks: tuple[Decimal, ...]  # the values that the axis names

    def x(self, at: float) -> float:
        return self.time.x(at)

    def y(self, value: Decimal | float) -> float:
        share = (float(value) - self.low) / (self.high - self.low or 1)
        return self.box.bottom - share * (self.box.bottom - self.box.top)

    def share(self, at: float, value: Decimal | float) -> tuple[float, float]:
        """A place as shares of the plot, as labels are told it."""
        tall = self.box.bottom - self.box.top
        return (self.x(at) - self.box.left) / self.box.width, (self.y(value) - self.box.top) / tall

    def at(self, point: Point) -> tuple[float, float]:
        return self.x(point.at), self.y(point.number or 0)


def is_bar(point: Point) -> bool:
    """One figure for more than a year: never a point in the middle of its period."""
    return point.span > 1 + WHOLE_YEAR


def is_hidden(point: Point) -> bool:
    """There is a value and it is not shown; one published as "under 5" is shown as a box."""
    return point.number is None and not point.is_box


def frame_of(chart: Chart, language: Language, width: float, height: float, keys: int) -> Frame:
    """`keys` are the lines of words that stand under the axis."""
    marks = value_marks(chart)
    first, last = years_of(chart)
    left = 8 + max((wide(said_mark(one, chart, language)) for one in marks), default=0) + 8
    hidden = any(is_hidden(one) for one in chart.points)
    top = ABOVE + (FLAGS if chart.events or chart.breaks else 0) + (ROW if hidden else 0)
    right = width - max(AIR, _overhang(chart, (first, last), width - left, WIDEST * width))
    box = Box(left, top, right, height - FOOT - ROW * keys)
    ends = (float(marks[0]), float(marks[-1])) if marks else (0.0, 1.0)
    return Frame(width, height, box, TimeScale(first, last, box), *ends, marks)


def _overhang(chart: Chart, years: tuple[float, float], room: float, most: float) -> float:
    """How far the plot must end before the drawing, for the words right of its last marks."""
    ends = [
        (one.at, one.beside) for one in chart.points if one.is_labelled and one.number is not None
    ]
    first, last = years
    after = [((last - at) / (last - first), 16 + wide(said, 13)) for at, said in ends]
    # a long label turns to the left of its mark instead
    short = [(part, need) for part, need in after if need < most]
    return max(((need - part * room) / (1 - part) for part, need in short if part < 1), default=0)


def values_of(chart: Chart) -> list[Decimal]:
    """Every number that the chart shows."""
    found = [one.number for one in chart.points if one.number is not None]
    if chart.aim:
        found += [number for _, number in (*chart.aim.way, *chart.aim.high)]
        found += chart.aim.ends
        found += [chart.aim.baseline[1]] if chart.aim.baseline else []
    return found


def value_marks(chart: Chart) -> tuple[Decimal, ...]:
    """Round values from zero, or from below it where there are numbers below; none of nothing."""
    found = values_of(chart)
    if not found:
        return ()
    # what is due of a count may be half of one, but no count ever is
    counted = (one.number for one in chart.points if one.number is not None)
    whole = all(one == one.to_integral_value() for one in counted)
    low, high = min(*found, Decimal(0)), max(*found, Decimal(0))
    up = ticks(float(max(high, -low)), whole)
    step = up[1] - up[0]
    down = [-step * count for count in range(ceil(-low / step), 0, -1)]
    return (*down, *(step * count for count in range(max(ceil(high / step), 0 if down else 1) + 1)))


def said_mark(mark: Decimal, chart: Chart, language: Language) -> str:
    sign = "" if not chart.percent else "%" if language is Language.EN else f"{NBSP}%"
    return grouped(mark, language) + sign


def years_of(chart: Chart) -> tuple[float, float]:
    """Where the time axis begins and ends: all that is drawn, and events not far from it."""
    ends = [one.at + part * one.span / 2 for one in chart.points for part in (-1, 1)]
    if chart.aim:
        marks = [chart.aim.goal[0], *(at for at, _ in (*chart.aim.way, *chart.aim.high))]
        marks += [chart.aim.baseline[0]] if chart.aim.baseline else []
        ends += [at + part / 2 for at in marks for part in (-1, 1)]
    first, last = min(ends, default=0.0), max(ends, default=1.0)
    near = max(2.0, (last - first) / 4)
    told = [*(one.at for one in chart.events), *(at for at, _ in chart.breaks)]
    told = [at for at in told if first - near <= at <= last + near]
    return min([first, *told]), max([last, *told])


def is_yearly(points: Sequence[Point]) -> bool:
    """Whether every point is of a year with a name, and all their years begin on one day."""
    ones = [one for one in points if not is_bar(one)]
    return bool(ones) and all(
        abs(one.span - 1) <= WHOLE_YEAR
        and YEAR.fullmatch(one.label)
        and abs((one.at - ones[0].at) - round(one.at - ones[0].at)) < SAME_PLACE
        for one in ones
    )


def moved_apart(chart: Chart, frame: Frame) -> Chart:
    """The chart with each bar that would lie upon another mark drawn beside it.

    What is said of a bar stays; it stands so little off its height that its words still hold.
    """
    placed: list[Point] = []
    each = BESIDE / (frame.box.bottom - frame.box.top) * (frame.high - frame.low)
    for one in chart.points:
        placed.append(_moved(one, placed, Decimal(str(each)), frame) if is_bar(one) else one)
    return chart._replace(points=tuple(placed))


def _moved(bar: Point, placed: Sequence[Point], each: Decimal, frame: Frame) -> Point:
    number = bar.number
    if number is None:
        return bar
    same = [other for other in placed if other.number is not None and _meet(bar, other)]
    ways = [way for way in WAYS if frame.low < number + way * each <= frame.high] or [0]
    free = (
        number + way * each
        for way in ways
        if all(abs(number + way * each - (other.number or 0)) >= each * NEAR for other in same)
    )
    return bar._replace(number=next(free, number))


def _meet(one: Point, other: Point) -> bool:
    """Whether two periods have days in common."""
    return abs(one.at - other.at) < (one.span + other.span) / 2 - SAME_PLACE
