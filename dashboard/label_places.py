"""Where the labels of a chart stand, so that none lies over another; the least important give way.

Pure geometry in pixels of the plot: x to the right from its left edge, y down from its top. The
height of a plot never changes, and a wider one only moves labels apart: what fits a width fits
every greater one.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.svg import Box, width_of

HALF_HEIGHT = 8.5  # of a label, with air; a line may come nearer than another label
NEAR = 2.5
APART = 5.0  # between labels side by side: two numbers must not read as one
DOT = 5.0  # half the width of a marker
TICK = 10.0  # half the width of the heavy tick of a target, with air
INFINITE = 1e9

SIDES = {  # shift right, shift up, and which end of the label stands there
    "top": (0, 14, "center"),
    "bottom": (0, -15, "center"),
    "right": (9, 0, "left"),
    "left": (-9, 0, "right"),
    "top-left": (4, 15, "right"),
    "top-right": (-4, 15, "left"),
    "bottom-left": (4, -15, "right"),
    "bottom-right": (-4, -15, "left"),
    "over": (0, 31, "center"),  # over the number of the same point
    "over-left": (4, 31, "right"),
    "over-right": (-4, 31, "left"),
    "far-left": (-13, 0, "right"),  # beside a tick
    **{f"row-{row}": (0, 8 + 17 * row, "center") for row in range(3)},
    **{f"row-{row}-left": (4, 8 + 17 * row, "right") for row in range(3)},
    **{f"row-{row}-right": (-4, 8 + 17 * row, "left") for row in range(3)},
}
# of what a chart says of a target: at its tick, and at its baseline
GOAL_SIDES = ("top-left", "bottom-left", "left", "top", "bottom")
BASE_SIDES = ("bottom-right", "bottom", "bottom-left", "left", "top-left", "top-right", "right")
STARTS = {"left": 0.0, "center": 0.5, "right": 1.0}


class Label(NamedTuple):
    """Words that want a place beside a point, given as shares of the plot."""

    x: float
    y: float
    words: str
    sides: tuple[str, ...]  # the best first
    size: int = 14
    firm: bool = False  # stands even over a line, never over another label


class Plot(NamedTuple):
    """What is drawn already: markers, lines, and dotted lines that matter less."""

    width: float
    height: float
    beside: float  # room for labels to the right of the plot
    above: float
    dots: Sequence[tuple[float, float]]  # shares, as in labels
    lines: Sequence[tuple[float, float, float, float]]
    dotted: Sequence[float] = ()
    ways: Sequence[tuple[float, float, float, float]] = ()  # dashed: not even touched
    ticks: Sequence[tuple[float, float]] = ()

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height


def placed(labels: Sequence[Label], plot: Plot) -> dict[int, str]:
    """Which of these labels stand, most important first, and on which side of their points."""
    taken: list[Box] = []
    found: dict[int, str] = {}
    for number, label in enumerate(labels):
        side = _best_side(label, plot, taken)
        if side is not None:
            found[number] = side
            taken.append(extent(label, side, plot))
    return found


def extent(label: Label, side: str, plot: Plot) -> Box:
    """The room that a label takes."""
    right, up, end = SIDES[side]
    x, y = plot.at(label.x, label.y)
    width = width_of(label.words) * label.size / 13
    left = x + right - STARTS[end] * width
    return Box(left, y - up - HALF_HEIGHT, left + width, y - up + HALF_HEIGHT)


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right + APART
        and other.left < one.right + APART
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _best_side(label: Label, plot: Plot, taken: Sequence[Box]) -> str | None:
    costs = [_cost(label, extent(label, side, plot), plot, taken) for side in label.sides]
    least = min(costs, default=INFINITE)
    return None if least >= INFINITE else label.sides[costs.index(least)]


def _cost(label: Label, box: Box, plot: Plot, taken: Sequence[Box]) -> float:
    """How ill a label stands there; infinite where it may not stand at all."""
    if not _is_inside(box, plot) or any(overlap(box, other) for other in taken):
        return INFINITE
    struck = sum(_covers(box, *plot.at(*dot)) for dot in plot.dots)
    struck += sum(_crosses(box, plot, line) for line in plot.lines)
    struck += sum(_crosses(box, plot, way, 0.0) for way in plot.ways)
    struck += sum(_lies_on(box, *plot.at(*tick)) for tick in plot.ticks)
    if struck and not label.firm:
        return INFINITE
    # row labels stand above the plot, where no dotted line runs
    over = box.bottom > NEAR and any(box.left < x * plot.width < box.right for x in plot.dotted)
    return 10 * struck + 2 * over


def _is_inside(box: Box, plot: Plot) -> bool:
    return (
        box.left >= -4
        and box.right <= plot.width + plot.beside - 3
        and box.top >= -plot.above
        and box.bottom <= plot.height
    )


def _covers(box: Box, x: float, y: float) -> bool:
    return (
        box.left - DOT < x < box.right + DOT and box.top + NEAR - DOT < y < box.bottom - NEAR + DOT
    )


def _lies_on(box: Box, x: float, y: float) -> bool:
    return box.left < x + TICK and x - TICK < box.right and box.top < y < box.bottom


def _crosses(
    box: Box, plot: Plot, line: tuple[float, float, float, float], near: float = NEAR
) -> bool:
    """Whether a straight line runs through a label (the cut of Liang and Barsky)."""
    (x1, y1), (x2, y2) = plot.at(*line[:2]), plot.at(*line[2:])
    begin, end = 0.0, 1.0
    for step, room in (
        (x1 - x2, x1 - box.left),
        (x2 - x1, box.right - x1),
        (y1 - y2, y1 - box.top - near),
        (y2 - y1, box.bottom - near - y1),
    ):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            begin = max(begin, room / step)
        else:
            end = min(end, room / step)
    return begin <= end
