"""Events and breaks above a native chart: where their lines and the keys of their notes stand."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.theme import Box

FLAG, LIFT = 15.0, 26.0  # points: how high a flag is, and its top above the plot
APART = 1.0


class Flag(NamedTuple):
    """Something at an instant: `x` is where its line stands, `box` where its key is read."""

    key: str
    x: float
    box: Box
    dash: str
    is_boxed: bool


def flags(drawn: Drawn) -> list[Flag]:
    """In the order of time; a key that would lie over the one before is moved past it."""
    if drawn.plot.is_bars:
        return []
    found: list[Flag] = []
    for one in sorted(_each(drawn), key=lambda flag: flag.x):
        least = found[-1].box.x + found[-1].box.wide + APART if found else one.box.x
        found.append(one._replace(box=one.box._replace(x=max(one.box.x, least))))
    return found


def _each(drawn: Drawn) -> Iterator[Flag]:
    breaks = [(when, chr(ord("a") + at % 26), "sysDot", False)
              for at, (when, _) in enumerate(drawn.chart.breaks)]  # fmt: skip
    events = [(one.at, one.key, "sysDash", True) for one in drawn.chart.events]
    for when, key, dash, is_boxed in (*breaks, *events):
        share, inner = drawn.plot.share(when), drawn.inner
        if 0 <= share <= 1:
            x, wide = inner.x + share * inner.wide, max(FLAG, 7.0 * len(key) + 6)
            yield Flag(key, x, Box(x - wide / 2, inner.y - LIFT, wide, FLAG), dash, is_boxed)
