"""The words beside the marks of a chart: placed so that none lies over another."""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.briefings.document import Chart, Point
from dashboard.briefings.drawing.chart_frame import FLAGS, Frame, is_bar, is_hidden
from dashboard.briefings.drawing.chart_ink import SIZE, block, hatched, word, wrapped
from dashboard.briefings.drawing.chart_parts import BOX_TALL, TALL, gaps, goal
from dashboard.label_places import BASE_SIDES, GOAL_SIDES, SIDES, Label, Plot, extent, placed
from dashboard.tokens import DATA, INK, INK_2, PAPER

AROUND = ("top", "bottom", "top-right", "top-left", "bottom-right", "bottom-left", "right", "left")
LAST = ("right", "top", "bottom", "top-left", "bottom-left", "left")
BAR = ("left", "right")  # of the middle of a range
BOX = ("top", "top-right", "top-left")
ROWS = ("row-0", "row-1", "row-0-left", "row-0-right", "row-1-left", "row-1-right")
SIZE_OF_LABEL = 13  # `Label.size` in which a text of SIZE is as wide as it is drawn, with air
ENDS = {"center": "middle", "left": "start", "right": "end"}
SWATCH, LINE = 26.0, 17.0
FEW = 2  # blocks that carry their own words


def labelled(chart: Chart, frame: Frame, under: Sequence["Key"]) -> tuple[list[str], set[str]]:
    """What stands in the plot, drawn, and its words; not what stands `under` the axis."""
    told = {one.said for one in under}
    beside = [*_aims(chart, frame), *_gaps(chart, frame)]
    named = [*_values(chart, frame), *_boxes(chart, frame)]
    named += [one for one in beside if one[0].words not in told]
    named.sort(key=lambda one: one[1])
    found = placed([one[0] for one in named], _plot(chart, frame))
    parts = [_drawn(named[at][0], side, named[at][2], frame) for at, side in found.items()]
    return parts, {named[at][0].words for at in found}


def _values(chart: Chart, frame: Frame) -> list[tuple[Label, int, str]]:
    told = [one for one in chart.points if one.is_labelled and one.number is not None]
    return [
        (_label(frame, one, one.beside, LAST if one is told[-1] else _sides(chart, one),
                firm=one is told[-1] or bool(one.noted)), _rank(one, told), DATA)
        for one in told
    ]  # fmt: skip


def _rank(point: Point, told: Sequence[Point]) -> int:
    """The newest finds its place first, then what a note explains."""
    return 0 if point is told[-1] else 1 if point.noted else 3


def _boxes(chart: Chart, frame: Frame) -> list[tuple[Label, int, str]]:
    """The words of a value without a height stand over its box."""
    over = BOX_TALL / 2 / (frame.box.bottom - frame.box.top)
    places = [(*frame.share(one.at, 0), one.beside) for one in chart.points if one.is_box]
    return [
        (Label(x, y - over, said, BOX, SIZE_OF_LABEL, firm=True), 2, DATA) for x, y, said in places
    ]


def _sides(chart: Chart, point: Point) -> tuple[str, ...]:
    """Under a point where the line dips, over it else."""
    at = chart.points.index(point)
    near = [one.number for one in chart.points[max(0, at - 1) : at + 2] if one.number is not None]
    dips = point.number is not None and len(near) > 1 and point.number == min(near)
    first = ("bottom", "top") if dips and point.side >= 0 else ("top", "bottom")
    return first + tuple(one for one in AROUND if one not in first)


def _label(
    frame: Frame, point: Point, said: str, sides: tuple[str, ...], *, firm: bool = False
) -> Label:
    return Label(*frame.share(point.at, point.number or 0), said, sides, SIZE_OF_LABEL, firm)


def _aims(chart: Chart, frame: Frame) -> list[tuple[Label, int, str]]:
    if chart.aim is None:
        return []
    aim = chart.aim
    (at, _, said), beside = aim.goal, GOAL_SIDES if aim.top is None else BAR
    middle = sum(aim.ends) / len(aim.ends)
    named = Label(*frame.share(at, middle), said, beside, SIZE_OF_LABEL)
    if aim.baseline is None:
        return [(named, 1, INK)]
    at, number, said = aim.baseline
    base = Label(*frame.share(at, number), said, BASE_SIDES, SIZE_OF_LABEL)
    return [(named, 1, INK), (base, 2, INK)]


def _gaps(chart: Chart, frame: Frame) -> list[tuple[Label, int, str]]:
    """Over one or two hatched blocks; the words of more stand in lines under the axis."""
    found = gaps(chart)
    return [
        (Label(frame.share((begin + end) / 2, 0)[0], 0.0, said, ROWS, SIZE_OF_LABEL), 4, INK_2)
        for begin, end, said in (found if len(found) <= FEW else [])
    ]


def _plot(chart: Chart, frame: Frame) -> Plot:
    box = frame.box
    flags = FLAGS if chart.events or chart.breaks else 0
    return Plot(
        width=box.width, height=box.bottom - box.top, beside=frame.width - box.right,
        above=box.top - flags, dots=_dots(chart, frame), lines=_lines(chart, frame),
        dotted=[frame.share(at, 0)[0] for at in _stems(chart)],
    )  # fmt: skip


def _bare(frame: Frame) -> Plot:
    return Plot(frame.box.width, frame.box.bottom - frame.box.top, 0, 0, (), ())


def _stems(chart: Chart) -> list[float]:
    return [*(one.at for one in chart.events), *(at for at, _ in chart.breaks)]


def _dots(chart: Chart, frame: Frame) -> list[tuple[float, float]]:
    shown = [one for one in chart.points if one.number is not None]
    dots = [frame.share(one.at, one.number or 0) for one in shown]
    tall = frame.box.bottom - frame.box.top
    for one in (one for one in shown if one.side):
        x, y = frame.share(one.at, one.number or 0)
        dots += [(x, y - one.side * part * TALL / tall) for part in (0.5, 1.0)]
    if chart.aim:
        dots += [frame.share(chart.aim.goal[0], one) for one in chart.aim.ends]
        dots += [frame.share(*chart.aim.baseline[:2])] if chart.aim.baseline else []
    return dots


def _lines(chart: Chart, frame: Frame) -> list[tuple[float, float, float, float]]:
    tracks = [[frame.share(chart.points[at].at, chart.points[at].number or 0) for at in run]
              for run in chart.runs]  # fmt: skip
    if chart.aim:
        ways = (chart.aim.way, chart.aim.high)
        tracks += [[frame.share(at, number) for at, number in way] for way in ways]
        tracks.append([frame.share(chart.aim.goal[0], one) for one in chart.aim.ends])
    tracks += [_ends(one, frame) for one in chart.points if is_bar(one) and one.number is not None]
    tracks += [_sides_of(begin, end, frame) for begin, end, _ in gaps(chart)]
    return [(*a, *b) for one in tracks for a, b in itertools.pairwise(one)]


def _ends(point: Point, frame: Frame) -> list[tuple[float, float]]:
    parts = (-point.span / 2, point.span / 2)
    return [frame.share(point.at + part, point.number or 0) for part in parts]


def _sides_of(begin: float, end: float, frame: Frame) -> list[tuple[float, float]]:
    """Around a hatched block, and across it."""
    left, right = frame.share(begin, 0)[0], frame.share(end, 0)[0]
    return [(left, 0.02), (left, 1.0), (right, 0.02), (right, 1.0), (left, 0.02)]


def _drawn(label: Label, side: str, ink: str, frame: Frame) -> str:
    right, up, end = SIDES[side]
    x = frame.box.left + label.x * frame.box.width + right
    y = frame.box.top + label.y * (frame.box.bottom - frame.box.top) - up + 4
    said = word(label.words, x, y, ENDS[end], ink, bold=ink != INK_2, size=SIZE)
    return _ground(label, side, frame) + said if ink == INK_2 else said


def _ground(label: Label, side: str, frame: Frame) -> str:
    """Paper behind words that stand over a block, where the dotted line of an event may run."""
    room = extent(label, side, _bare(frame))
    left, top = frame.box.left + room.left, frame.box.top + room.top + 1
    return block(left, top, room.right - left + frame.box.left, 14, PAPER)


class Key(NamedTuple):
    """A line under the axis: what is drawn before its words, the words, and the lines they need."""

    swatch: str  # "hidden", "goal", "range", "baseline"
    said: str
    lines: list[str]


def keys(chart: Chart, width: float) -> list[Key]:
    """What blocks mean, and the words of a target, for those that find no place in the plot."""
    room = width - SWATCH - 70
    told = [("hidden", said, f"{said}{when}") for said, when in _meanings(chart).items()]
    if chart.aim:
        kind = "goal" if chart.aim.top is None else "range"
        told.append((kind, chart.aim.goal[2], chart.aim.goal[2]))
        told += [("baseline", one[2], one[2]) for one in [chart.aim.baseline] if one]
    return [Key(swatch, said, wrapped(whole, room)) for swatch, said, whole in told]


def _meanings(chart: Chart) -> dict[str, str]:
    """The words of hatched blocks; where they are of several meanings, each with its periods."""
    every: dict[str, list[str]] = {}
    for one in (one for one in chart.points if is_hidden(one)):
        every.setdefault(one.said, []).append(one.label)
    return {
        said: f" ({', '.join(labels)})" if len(every) > 1 else "" for said, labels in every.items()
    }


def key_lines(told: Sequence[Key], frame: Frame) -> list[str]:
    parts: list[str] = []
    left, y = frame.box.left, frame.height - LINE * sum(len(one.lines) for one in told) + 10
    for one in told:
        parts += _swatch(one.swatch, left, y - 4)
        for line in one.lines:
            parts.append(word(line, left + SWATCH, y, "start", halo=False))
            y += LINE
    return parts


def _swatch(kind: str, left: float, y: float) -> list[str]:
    if kind == "hidden":
        return hatched(left, y - 5, left + 20, y + 6)
    if kind in ("goal", "range"):
        return goal(left + 10, [y] if kind == "goal" else [y + 5, y - 5])
    return [block(left + 5, y - 5, 10, 10, INK)]
