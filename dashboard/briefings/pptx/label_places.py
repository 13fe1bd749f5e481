"""Where words beside a mark stand: over or under it, far enough from every line that passes there.

A native chart puts words right over or under their mark, whatever passes through them. How far they
are moved from there is a share of the chart's frame, so it stays right when the chart is resized.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.pptx.axes import SIZE
from dashboard.briefings.pptx.plot import Plot, Role, Series, scale
from dashboard.briefings.pptx.theme import Box

LINE = SIZE * 1.3  # how high a line of words stands
GAP = 5.0  # between a mark and its words, as programs keep it
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


def place(ground: Ground, mark: tuple[int, float], said: str, sides: str) -> Placed:
    """The first of these sides on which words need least moving to lie on no line.

    After the last mark they stand, where no line goes on through them.
    """
    row, number = mark
    if sides.startswith(AFTER):
        if not _goes_on(ground, mark, said):
            return Placed(AFTER)
        sides = sides.removeprefix(AFTER)
    half = width(said, SIZE, bold=True) / 2 + 4
    x, y = ground.x(row), ground.y(number)
    frame = ground.frame
    right = max(0.0, ground.inner.x + half - x) or min(0.0, frame.x + frame.wide - half - x)
    passing = [*_passing(ground, x + right - half, x + right + half)]
    moves = {side: _moved(side, y, passing) for side in sides}
    fits = {side: by for side, by in moves.items() if _fits(ground, side, y, by)} or moves
    best = min(fits, key=lambda side: round(fits[side]))
    return Placed(best, right, -fits[best] if best == OVER else fits[best])


def _goes_on(ground: Ground, mark: tuple[int, float], said: str) -> bool:
    """Whether lines pass there at that height, or from over it to under it."""
    x, y = ground.x(mark[0]), ground.y(mark[1])
    passing = [*_passing(ground, x + GAP, x + GAP + width(said, SIZE, bold=True))]
    return bool(passing) and min(passing) - LINE / 2 < y < max(passing) + LINE / 2


def _moved(side: str, y: float, passing: list[float]) -> float:
    """How far from their usual place words go past what passes on their side of the mark."""
    beyond = [y - one if side == OVER else one - y for one in passing]
    return max([0.0, *beyond])


def _fits(ground: Ground, side: str, y: float, by: float) -> bool:
    """Whether words there lie over no axis and no words of another kind."""
    if side == OVER:
        return y - by - GAP - LINE >= ground.frame.y
    return y + by + GAP + LINE <= ground.inner.y + ground.inner.high


def _passing(ground: Ground, left: float, right: float) -> Iterator[float]:
    """How high lines and marks stand within these ends: where they enter, turn and leave."""
    for series in ground.plot.series:
        points = [(ground.x(row), ground.y(float(one)))
                  for row, one in enumerate(series.numbers) if one is not None]  # fmt: skip
        yield from (y for x, y in points if left <= x <= right)
        for first, second in pairwise(points) if series.role in LINES else ():
            for edge in (left, right):
                if first[0] < edge < second[0]:
                    share = (edge - first[0]) / (second[0] - first[0])
                    yield first[1] + share * (second[1] - first[1])


def side_of_baseline(series: Series, plot: Plot, row: int) -> str:
    """Under its mark, but over it where what follows goes down."""
    here = series.numbers[row]
    after = [next((n for n in one.numbers[row + 1 :] if n is not None), None)
             for one in plot.series if one.role in LINES]  # fmt: skip
    falls = here is not None and any(one is not None and one < here for one in after)
    return OVER if falls else UNDER
