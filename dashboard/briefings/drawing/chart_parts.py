"""What a chart is drawn of: its axes, lines, points, gaps, and what it shows of a target."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from dashboard.briefings.document import Aim, Chart, Point
from dashboard.briefings.drawing.chart_frame import (
    Frame,
    is_bar,
    is_hidden,
    said_mark,
)
from dashboard.briefings.drawing.chart_ink import (
    area,
    block,
    disc,
    hatched,
    rule,
    track,
    word,
)
from dashboard.briefings.drawing.time_axis import time_axis
from dashboard.tokens import DATA, GRID, INK, INK_2, PAPER, QUIET_BG
from metrics import Language

MANY = 40  # points: above this they are drawn small
FLAG = 19.0  # the room that a numbered flag takes
TALL, HEAD = 15.0, 4.0  # of the arrow at an open end
BOX_TALL = 9.0


def axes(chart: Chart, frame: Frame, language: Language) -> list[str]:
    """Gridlines with their values, and the line of time with its years."""
    box = frame.box
    parts = []
    for mark in frame.marks:
        y = frame.y(mark)
        parts.append(rule(box.left, y, box.right, y, GRID))
        said = said_mark(mark, chart, language)
        parts.append(word(said, box.left - 8, y + 4, "end", halo=False))
    foot = frame.y(0) if frame.low < 0 else box.bottom
    return [*parts, rule(box.left, foot, box.right, foot), *years(chart, frame)]


def years(chart: Chart, frame: Frame) -> list[str]:
    """Ticks, and the names of as many years or periods as stand beside each other."""
    foot, axis = frame.box.bottom, time_axis(chart, frame)
    parts = [rule(x, foot, x, foot + tall) for x, tall in axis.ticks]
    return [*parts, *(word(said, x, foot + 19, halo=False) for x, said in axis.words)]


def joined(chart: Chart, frame: Frame) -> list[str]:
    """A line through each run; dotted to a value that is not firm yet."""
    parts = []
    for run in chart.runs:
        points = [chart.points[at] for at in run if _is_joined(chart.points[at])]
        for firm, pairs in groupby(pairwise(points), _is_firm):
            corners = list(pairs)
            ends = [frame.at(corners[0][0]), *(frame.at(b) for _, b in corners)]
            parts.append(track(ends, dash="" if firm else "1.5 4"))
    return parts


def _is_joined(point: Point) -> bool:
    return point.number is not None and not is_bar(point)


def _is_firm(pair: tuple[Point, Point]) -> bool:
    return not any(one.hollow for one in pair)


def points(chart: Chart, frame: Frame) -> list[str]:
    small = len(chart.points) > MANY
    boxes = [
        block(
            frame.x(one.at) - BOX_TALL / 2, frame.y(0) - BOX_TALL, BOX_TALL, BOX_TALL, PAPER, DATA
        )
        for one in chart.points
        if one.is_box
    ]
    held = [one for one in chart.points if one.number is not None]
    return [*boxes, *(part for one in held for part in _point(one, frame, small))]


def _point(point: Point, frame: Frame, small: bool) -> Iterator[str]:
    x, y = frame.at(point)
    if point.side:
        yield from arrow(x, y, point.side)
    if is_bar(point):
        yield from _bar(point, frame)
    elif point.hollow:
        yield disc(x, y, 2.6 if small else 4.2, PAPER, DATA, 1.6 if small else 2.25)
    else:
        yield disc(x, y, 2.2 if small else 4.0, DATA)


def _bar(point: Point, frame: Frame) -> Iterator[str]:
    """A figure for a whole period, from its beginning to its end."""
    left, right = frame.x(point.at - point.span / 2) + 1, frame.x(point.at + point.span / 2) - 1
    y = frame.y(point.number or 0)
    yield block(left, y - 2.5, right - left, 5, PAPER if point.hollow else DATA, DATA)
    yield rule(left, y - 6, left, y + 6, DATA, 1.5)
    yield rule(right, y - 6, right, y + 6, DATA, 1.5)


def arrow(x: float, y: float, side: int) -> Iterator[str]:
    """The open side of a bound: the value may be any further that way."""
    tip = y - side * TALL
    yield rule(x, y, x, tip, DATA, 1.75)
    yield track(
        [(x - HEAD, tip + side * HEAD), (x, tip), (x + HEAD, tip + side * HEAD)], width=1.75
    )


def gaps(chart: Chart) -> list[tuple[float, float, str]]:
    """Where values are not shown: from when, to when, and why; neighbours are one."""
    found: list[tuple[float, float, str]] = []
    for one in (one for one in chart.points if is_hidden(one)):
        begin, end = one.at - one.span / 2, one.at + one.span / 2
        if found and found[-1][2] == one.said and begin - found[-1][1] < one.span / 4:
            begin = found.pop()[0]
        found.append((begin, end, one.said))
    return found


def hidden(chart: Chart, frame: Frame) -> list[str]:
    box = frame.box
    return [
        part
        for begin, end, _ in gaps(chart)
        for part in hatched(frame.x(begin) + 2, box.top, frame.x(end) - 2, box.bottom)
    ]


def aimed(aim: Aim | None, frame: Frame) -> list[str]:
    """The way to a target, the target itself, and where the count begins."""
    if aim is None:
        return []
    way = [(frame.x(at), frame.y(number)) for at, number in aim.way]
    high = [(frame.x(at), frame.y(number)) for at, number in aim.high]
    parts = [area([*way, *high[::-1]], QUIET_BG)] if high else []
    parts += [track(way, INK, 1.5, "6 4"), track(high, INK, 1.5, "6 4")]
    parts += goal(frame.x(aim.goal[0]), [frame.y(one) for one in aim.ends])
    if aim.baseline:
        x, y = frame.x(aim.baseline[0]), frame.y(aim.baseline[1])
        parts.append(block(x - 5, y - 5, 10, 10, INK, PAPER))
    return parts


def goal(x: float, ends: Sequence[float], half: float = 6.0) -> list[str]:
    """A heavy tick; for a range a bracket from one end to the other."""
    bar = [rule(x, ends[0], x, ends[-1], INK, 3)] if len(ends) > 1 else []
    return [*bar, *(rule(x - half, y, x + half, y, INK, 3.5) for y in ends)]


def break_key(at: int) -> str:
    """The letter of the break at this position in `Chart.breaks`: events have the numbers."""
    return "abcdefghijklmnopqrstuvwxyz"[at] if at < 26 else f"a{at - 25}"


def flags(chart: Chart, frame: Frame) -> list[str]:
    """Numbered events and lettered breaks over the plot, pushed apart where they would touch."""
    told = [(one.at, one.key, False) for one in chart.events]
    told += [(at, break_key(place), True) for place, (at, _) in enumerate(chart.breaks)]
    told = sorted(one for one in told if frame.time.holds(one[0]))
    free, parts = frame.box.left - FLAG, []
    for place, (at, key, is_break) in enumerate(told):
        rest = (len(told) - place - 1) * FLAG
        free = max(min(frame.x(at), frame.width - FLAG / 2 - rest), free + FLAG)
        parts += _flag(frame, free, at, key, is_break)
    return parts


def _flag(frame: Frame, flag: float, at: float, key: str, is_break: bool) -> list[str]:
    x, foot, y = frame.x(at), frame.box.bottom, 11.0
    stem = [rule(flag, y + 8, x, y + 14, INK_2, 1.0, "1.5 3")]
    stem.append(rule(x, y + 14, x, foot, INK_2, 1.0, "1.5 3"))
    mark = disc(flag, y, 8.5, INK, INK)
    if is_break:
        mark = block(flag - 8, y - 8, 16, 16, PAPER, INK)
        slants = [rule(x + at - 3, foot + 6, x + at + 3, foot - 6, INK, 1.25) for at in (-2.5, 2.5)]
        stem += [block(x - 2, foot - 2, 4, 4, PAPER), *slants]
    ink = INK if is_break else PAPER
    return [*stem, mark, word(key, flag, y + 4, ink=ink, bold=True, size=11.5, halo=False)]
