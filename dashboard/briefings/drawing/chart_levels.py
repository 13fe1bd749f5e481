"""A row of levels: which of a few named steps holds in each period."""

import itertools
from decimal import Decimal

from dashboard.briefings.document import Chart, Point
from dashboard.briefings.drawing.chart_frame import AIR, FLAGS, FOOT, Frame, years_of
from dashboard.briefings.drawing.chart_ink import block, rule, wide, word, wrapped
from dashboard.briefings.drawing.chart_parts import flags, hidden, years
from dashboard.scales import TimeScale
from dashboard.svg import Box
from dashboard.tokens import DATA, GRID, PAPER

ROW, LINE, THICK = 30.0, 14.0, 9.0
NAMES = 0.3  # of the drawing, at most, for the names of the levels


def levels_frame(chart: Chart, width: float, keys: int) -> Frame:
    """As many rows as there are levels, the lowest at the foot; level 1 is the first."""
    lines = [wrapped(one, NAMES * width) for one in chart.levels]
    row = max([ROW, *(LINE * len(one) + 8 for one in lines)])
    left = 16 + max((wide(part) for one in lines for part in one), default=0)
    top = 6 + (FLAGS if chart.events or chart.breaks else 0)
    box = Box(left, top, width - AIR, top + row * len(chart.levels))
    time = TimeScale(*years_of(chart), box)
    return Frame(width, box.bottom + FOOT + 17 * keys, box, time, 0.5, len(chart.levels) + 0.5, ())


def levels_parts(chart: Chart, frame: Frame) -> list[str]:
    parts = [part for at, name in enumerate(chart.levels, 1) for part in _row(at, name, frame)]
    parts += hidden(chart, frame)
    parts += [part for run in chart.runs for part in _steps(chart, run, frame)]
    parts += [_held(one, frame) for one in chart.points if one.number is not None]
    box = frame.box
    parts.append(rule(box.left, box.bottom, box.right, box.bottom))
    return [*parts, *years(chart, frame), *flags(chart, frame)]


def _row(at: int, name: str, frame: Frame) -> list[str]:
    y = frame.y(at)
    lines = wrapped(name, NAMES * frame.width)
    first = y + 4 - LINE * (len(lines) - 1) / 2
    said = [
        word(line, frame.box.left - 8, first + LINE * place, "end", halo=False)
        for place, line in enumerate(lines)
    ]
    return [rule(frame.box.left, y, frame.box.right, y, GRID), *said]


def _held(point: Point, frame: Frame) -> str:
    """The level of one period, as long as the period."""
    left, right = frame.x(point.at - point.span / 2), frame.x(point.at + point.span / 2)
    y = frame.y(point.number or Decimal(0))
    fill = PAPER if point.hollow else DATA
    return block(left + 1, y - THICK / 2, right - left - 2, THICK, fill, DATA)


def _steps(chart: Chart, run: tuple[int, ...], frame: Frame) -> list[str]:
    """A thin line from one level to the next, where the one period ends and the other begins."""
    held = [chart.points[at] for at in run if chart.points[at].number is not None]
    parts = []
    for one, other in itertools.pairwise(held):
        if one.number != other.number:
            x = frame.x((one.at + one.span / 2 + other.at - other.span / 2) / 2)
            parts.append(
                rule(x, frame.y(one.number or 0), x, frame.y(other.number or 0), DATA, 1.25)
            )
    return parts
