"""The least and the greatest that a figure can be: no range, forecast or target lies beyond.

Said once, by the kind of the unit. `reaches` in data/reference/units.toml lifts an end for a unit
to which it does not apply: a change may be below zero, a budget can be overspent.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from metrics.definitions import Unit

ZERO, WHOLE = Decimal(0), Decimal(100)


class Extent(NamedTuple):
    """Both ends belong to it; None where there is no such end."""

    least: Decimal | None = None
    most: Decimal | None = None

    def within(self, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
        """A range cut where the figure cannot be."""
        low = low if self.least is None else max(low, self.least)
        return low, high if self.most is None else min(high, self.most)

    def side(self, value: Decimal) -> int:
        """-1 below the least, 1 above the most, 0 within."""
        if self.least is not None and value < self.least:
            return -1
        return 1 if self.most is not None and value > self.most else 0


NONE = Extent()
OF_KIND = {
    "count": Extent(ZERO),
    "money": Extent(ZERO),
    "days": Extent(ZERO),
    "rate": Extent(ZERO),
    "percent": Extent(ZERO, WHOLE),
}


def extent_of(unit: Unit, values: Iterable[Decimal] = ()) -> Extent:
    """What a figure in this unit can be; a value beyond an end shows that the end is none."""
    extent = OF_KIND.get(unit.kind, NONE)
    sides = {extent.side(one) for one in values}
    return Extent(
        None if "below_zero" in unit.reaches or -1 in sides else extent.least,
        None if "above_the_whole" in unit.reaches or 1 in sides else extent.most,
    )
