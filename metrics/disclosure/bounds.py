"""What a reader of all that is shown knows, as a linear system, and how far each number can move.

Every cell is reckoned as its movement from the true value, which the reader does not know: sums
make equations of movements, what is shown binds a movement, what is hidden leaves it free down to
a value of zero. A hidden cell's range is as wide as it can move (Fischetti and Salazar-González,
"Models and algorithms for optimizing cell suppression in tabular data with linear constraints",
Journal of the American Statistical Association 95(451), 2000).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import scipy  # a part of it is read when it is first used: all of them take 50 MB

from metrics.disclosure.primary import Need
from metrics.disclosure.tables import CellKey

Numbers = np.ndarray[Any, np.dtype[Any]]
TOLERANCE = 1e-6
MARGIN = 1e-3  # of a width that is asked for, where numbers are not counted one by one
COUNTED = 2000  # widths from which on they are not
SCALE = 1e5  # amounts are reckoned in units of which the greatest has so many


class Variable(NamedTuple):
    """One number of which a reader knows something; `earlier` in a release before this one.

    `low` and `high` bind it where it is shown, `least` where it is hidden. Every number that is
    never shown is `hidden`. `need` is what its range has to keep as soon as it is hidden.
    """

    key: CellKey
    value: Decimal
    low: Decimal
    high: Decimal
    hidden: bool
    may_hide: bool = True
    least: Decimal = Decimal(0)
    weight: float = 1.0
    need: Need | None = None
    earlier: bool = False


class Row(NamedTuple):
    """How far a sum of movements can be from zero; the factors are 1 and -1."""

    members: tuple[int, ...]
    factors: tuple[int, ...]
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)


@dataclass
class Component:
    """Numbers that hang together, as arrays: movements in the unit of `scale`.

    `whole`: all are whole numbers and small, which a reader may use. Shapes: (n,), and of `sums`
    (rows, n).
    """

    variables: Sequence[Variable]
    sums: "scipy.sparse.csc_array"
    row_low: Numbers
    row_high: Numbers
    low: Numbers  # when shown
    high: Numbers
    least: Numbers  # when hidden
    hidden: Numbers
    may_hide: Numbers
    weight: Numbers
    asked: Numbers  # the width of the range of each once it is hidden; 0 where nothing is asked
    beyond: Numbers  # how far above the value it has to reach
    whole: bool
    scale: float

    @property
    def size(self) -> int:
        return len(self.variables)

    @property
    def slack(self) -> float:
        """How far the solver's arithmetic may be out: not at all where numbers are counted."""
        return 0.0 if self.whole else TOLERANCE

    @property
    def width(self) -> Numbers:
        """How wide each range has to be as the pattern stands."""
        return np.where(self.hidden, self.asked, 0.0)

    @property
    def needy(self) -> Numbers:
        return np.flatnonzero(self.width > 0)

    def bounds(self) -> tuple[Numbers, Numbers]:
        """The least and the greatest movement of each number as the pattern stands."""
        return (
            np.where(self.hidden, self.least, self.low),
            np.where(self.hidden, np.inf, self.high),
        )

    def allows(self, movement: Numbers) -> bool:
        """Whether a reader cannot rule the movement out."""
        low, high = self.bounds()
        slack = self.slack
        moved = self.sums @ movement
        return bool(
            np.all(movement >= low - slack)
            and np.all(movement <= high + slack)
            and np.all(moved >= self.row_low - slack)
            and np.all(moved <= self.row_high + slack)
        )


def components(variables: Sequence[Variable], rows: Sequence[Row]) -> list[Component]:
    """The system taken apart into what hangs together, in the order of the variables."""
    sums = _matrix(rows, len(variables))
    links = abs(sums).T @ abs(sums)
    number, labels = scipy.sparse.csgraph.connected_components(links, directed=False)
    members: list[list[int]] = [[] for _ in range(number)]
    for index, label in enumerate(labels):
        members[label].append(index)
    owned: list[list[int]] = [[] for _ in range(number)]
    for index, row in enumerate(rows):
        owned[labels[row.members[0]]].append(index)
    return [
        _component(variables, rows, sums, inside, lines)
        for inside, lines in zip(members, owned, strict=True)
        if any(variables[index].hidden and variables[index].need for index in inside)
    ]


def _matrix(rows: Sequence[Row], size: int) -> "scipy.sparse.csc_array":
    at = [(line, column) for line, row in enumerate(rows) for column in row.members]
    factors = [float(one) for row in rows for one in row.factors]
    lines, columns = zip(*at, strict=True) if at else ((), ())
    return scipy.sparse.csc_array((factors, (lines, columns)), shape=(len(rows), size))


def _component(
    variables: Sequence[Variable],
    rows: Sequence[Row],
    sums: "scipy.sparse.csc_array",
    inside: list[int],
    lines: list[int],
) -> Component:
    held = [variables[index] for index in inside]
    whole = _counts(held)
    greatest = max((abs(float(one.value)) for one in held), default=1.0) or 1.0
    scale = 1.0 if whole else SCALE / greatest
    made = _numbers(held, scale, whole)
    bound = [rows[index] for index in lines]
    return Component(
        variables=held,
        sums=scipy.sparse.csc_array(sums[:, inside].tocsr()[lines]),
        row_low=_array((row.low for row in bound), scale),
        row_high=_array((row.high for row in bound), scale),
        whole=whole,
        scale=scale,
        **made,
    )


def _counts(held: Sequence[Variable]) -> bool:
    """Whether a unit more or less matters; of great amounts the margin is wider than a unit."""
    widest = max(one.need.width for one in held if one.need and one.hidden)
    return widest < COUNTED and all(one.value == one.value.to_integral_value() for one in held)


def _numbers(held: Sequence[Variable], scale: float, whole: bool) -> dict[str, Numbers]:
    nothing = Need(Decimal(0))
    margin = scale if whole else scale * (1 + MARGIN)
    width = _array(((one.need or nothing).width for one in held), margin)
    above = _array(((one.need or nothing).above for one in held), margin)
    return {
        "low": _array((one.low - one.value for one in held), scale),
        "high": _array((one.high - one.value for one in held), scale),
        "least": _array((min(one.least - one.value, Decimal(0)) for one in held), scale),
        "hidden": np.array([one.hidden for one in held], dtype=bool),
        "may_hide": np.array([one.may_hide and not one.hidden for one in held], dtype=bool),
        "weight": np.array([one.weight for one in held]),
        "asked": np.ceil(width) if whole else width,
        "beyond": np.ceil(above) if whole else above,
    }


def _array(values: Iterable[Decimal], scale: float) -> Numbers:
    return np.array([float(one) * scale for one in values], dtype=float)
