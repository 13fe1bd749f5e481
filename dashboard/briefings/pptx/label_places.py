"""Where words beside a mark stand: over or under it, on no line, no other mark and no other words.

A native chart puts words right over or under their mark, whatever passes through them. How far they
are moved from there is a share of the chart's frame, so it stays right when the chart is resized.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from math import ceil
from typing import NamedTuple

from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.pptx.axes import SIZE
from dashboard.briefings.pptx.plot import Plot, Role, Series, scale
from dashboard.briefings.pptx.theme import Box

LINE = SIZE * 1.3  # how high a line of words stands
GAP = 5.0  # between a mark and its words, as programs keep it
DOT, STEP = 4.0, 2.0  # half of a mark; by how much words are moved at a time
OVER, UNDER, AFTER = "t", "b", "r"
LINES = (Role.VALUES, Role.WAY)


class Ground(NamedTuple):
    """A plot as it is drawn: its place within the frame, in points."""

    plot: Plot
    inner: Box
    frame: Box

    def x(self, row: float) -> float:
        return self.inner.x + (row + 0.5) / len(self.plot.categories) * self.inner.wide

    def y(self, number: float) -> float:
        shown = scale(self.plot)
        low, high = float(shown.low), float(shown.high)
        return self.inner.y + (high - number) / (high - low) * self.inner.high


class Placed(NamedTuple):
    """On which side of the mark words stand, and how far they are moved, in points."""

    side: str
    right: float = 0.0
    down: float = 0.0


def place(
    ground: Ground, mark: tuple[int, float], said: str, sides: str, taken: Sequence[Box] = ()
) -> Placed:
    """The first of these sides on which words need least moving to lie on nothing.

    They lie on no line, no other mark and no words that are `taken` already. After the last mark
    they stand where that is so without moving. Where no place is free they are not moved at all.
    """
    free = [one for side in sides if (one := _free(ground, mark, said, side, taken)) is not None]
    if free and free[0].side == AFTER:
        return free[0]
    usual = Placed(sides.removeprefix(AFTER)[0], _inwards(ground, mark, said))
    return min(free, key=lambda one: round(abs(one.down)), default=usual)


def covered(ground: Ground, mark: tuple[int, float], said: str, placed: Placed) -> Box:
    """Where words lie that are placed so."""
    x, y, wide = ground.x(mark[0]), ground.y(mark[1]), width(said, SIZE, bold=True)
    if placed.side == AFTER:
        return Box(x + GAP, y - LINE / 2, wide, LINE)
    top = y - GAP - LINE if placed.side == OVER else y + GAP
    return Box(x - wide / 2 + placed.right, top + placed.down, wide, LINE)


def _free(
    ground: Ground, mark: tuple[int, float], said: str, side: str, taken: Sequence[Box]
) -> Placed | None:  # fmt: skip
    """The nearest free place on a side, away from the mark; None where there is none."""
    if side == AFTER:
        beside = Placed(AFTER)
        return beside if _is_free(ground, covered(ground, mark, said, beside), taken) else None
    away = -STEP if side == OVER else STEP
    inwards = _inwards(ground, mark, said)
    steps = (Placed(side, inwards, away * at) for at in range(ceil(ground.inner.high / STEP)))
    boxes = ((one, covered(ground, mark, said, one)) for one in steps)
    inside = takewhile(lambda pair: _fits(ground, side, pair[1]), boxes)
    return next((one for one, box in inside if _is_free(ground, box, taken)), None)


def _inwards(ground: Ground, mark: tuple[int, float], said: str) -> float:
    """How far words are moved sideways, not to lie on the axis or to leave the frame."""
    half, x, frame = width(said, SIZE, bold=True) / 2 + 4, ground.x(mark[0]), ground.frame
    return max(0.0, ground.inner.x + half - x) or min(0.0, frame.x + frame.wide - half - x)


def _fits(ground: Ground, side: str, box: Box) -> bool:
    """Whether words there lie over no axis and no words of another kind."""
    if side == OVER:
        return box.y >= ground.frame.y
    return box.y + box.high <= ground.inner.y + ground.inner.high


def _is_free(ground: Ground, box: Box, taken: Sequence[Box]) -> bool:
    return not any(meet(box, one) for one in (*taken, *_marks(ground))) and not any(
        _passes(box, *ends) for ends in _lines(ground)
    )


def meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.wide and other.x < one.x + one.wide
        and one.y < other.y + other.high and other.y < one.y + one.high
    )  # fmt: skip


def _marks(ground: Ground) -> Iterator[Box]:
    return (
        Box(x - DOT, y - DOT, 2 * DOT, 2 * DOT)
        for series in ground.plot.series if series.role is not Role.WAY
        for x, y in _points(ground, series)
    )  # fmt: skip


def _lines(ground: Ground) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    return (
        ends for series in ground.plot.series if series.role in LINES
        for ends in pairwise(_points(ground, series))
    )  # fmt: skip


def _points(ground: Ground, series: Series) -> list[tuple[float, float]]:
    return [
        (ground.x(row), ground.y(float(one)))
        for row, one in enumerate(series.numbers) if one is not None
    ]  # fmt: skip


def _passes(box: Box, first: tuple[float, float], second: tuple[float, float]) -> bool:
    """Whether a line between two points, in the order of time, passes through words."""
    left, right = max(first[0], box.x), min(second[0], box.x + box.wide)
    if left > right:
        return False
    slope = (second[1] - first[1]) / ((second[0] - first[0]) or 1.0)
    ends = [first[1] + (x - first[0]) * slope for x in (left, right)]
    return min(ends) < box.y + box.high and box.y < max(ends)


def side_of_baseline(series: Series, plot: Plot, row: int) -> str:
    """Under its mark, but over it where what follows goes down."""
    here = series.numbers[row]
    after = [next((n for n in one.numbers[row + 1 :] if n is not None), None)
             for one in plot.series if one.role in LINES]  # fmt: skip
    falls = here is not None and any(one is not None and one < here for one in after)
    return OVER if falls else UNDER
