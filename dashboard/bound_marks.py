"""The arrow of a bound, in drawings of every size: "up to" points down, "at least" up."""

from typing import NamedTuple

from dashboard.scales import open_side
from dashboard.svg import path
from metrics import HeldObservation


class Reach(NamedTuple):
    """How far from its point an arrow begins, spreads and ends, and half its breadth, in pixels."""

    foot: float
    barb: float
    tip: float
    half: float


ROW = Reach(4, 8, 12, 3)
SPARK = Reach(2, 5, 8, 2.5)  # small: several stand in a drawing of 26 pixels


def open_end(held: HeldObservation, x: float, y: float, reach: Reach = ROW) -> list[str]:
    """What the open side of a value shows; nothing for a value itself."""
    side = open_side(held)
    if not side:
        return []
    foot, barb, tip = (y - side * one for one in reach[:3])
    return [path("opn", [(x, foot), (x, tip)]),
            path("opn", [(x - reach.half, barb), (x, tip), (x + reach.half, barb)])]  # fmt: skip
