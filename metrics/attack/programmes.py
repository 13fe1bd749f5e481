"""Linear and integer programmes over what is known of a component (scipy's HiGHS)."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import scipy  # a part of it is read when it is first used: all of them take 50 MB
from numpy.typing import NDArray

from metrics.attack.cells import Range, Row, Unknown
from metrics.attack.components import Component

Vector = NDArray[np.float64]
NEAR = 1e-6  # nearer than this to a whole number is that number
LARGE = 1e6  # amounts are measured so that the largest is about this
# of one integer programme: the linear bound stands where it takes more; never a time, since what
# is hidden must not depend on how busy a machine is
MOST_NODES = 20_000
HARD = 100.0  # a sum is believed so much longer than a rule of the form


class Bounded(NamedTuple):
    """A range, by which rows it was found, and the points at which its ends are taken."""

    range: Range
    used: frozenset[int]
    points: tuple[Vector, ...]


class Programme:
    """What is known of a component as matrices; unknowns in its own numbering.

    Numbers without an upper end get one so high that whatever reaches half of it has none.
    """

    def __init__(self, component: Component) -> None:
        self.unknowns, self.rows = component.unknowns, component.rows
        self.counts = np.array([one.counts for one in self.unknowns])
        self.all_counts = bool(self.counts.all())
        known = [float(one.high) for one in self.unknowns if one.high is not None]
        self.scale = 1.0 if self.counts.any() else max(1.0, max(known, default=1.0) / LARGE)
        needs = sum(float(one.need) for one in self.unknowns)
        self.cap = 10.0 * (sum(known) + needs) / self.scale + 1000.0
        self.low = np.array([float(one.low) for one in self.unknowns]) / self.scale
        self.high = np.array([self._high(one) for one in self.unknowns])
        self._build(range(len(self.rows)))

    def _high(self, one: Unknown) -> float:
        return self.cap if one.high is None else max(float(one.high), float(one.low)) / self.scale

    def _build(self, kept: Iterable[int]) -> None:
        """The matrices of the rows that are believed."""
        self.kept = list(kept)
        rows = [self.rows[at] for at in self.kept]
        self.matrix = _matrix(rows, len(self.unknowns))
        self.least = np.array([float(row.low) for row in rows]) / self.scale
        ends = [np.inf if row.high is None else float(row.high) for row in rows]
        self.most = np.array(ends) / self.scale
        self.equal = self.least == self.most
        eq, ne = self.matrix[self.equal], self.matrix[~self.equal]
        bounded = np.isfinite(self.most[~self.equal])
        self.linear: dict[str, Any] = {
            "A_eq": eq if eq.shape[0] else None,
            "b_eq": self.least[self.equal] if eq.shape[0] else None,
            "A_ub": _stacked(-ne, ne[bounded]) if ne.shape[0] else None,
            "b_ub": np.concatenate([-self.least[~self.equal], self.most[~self.equal][bounded]])
            if ne.shape[0]
            else None,
        }
        at_equal, at_other = np.flatnonzero(self.equal), np.flatnonzero(~self.equal)
        self.row_of = [*at_equal], [*at_other, *at_other[bounded]]

    def believe(self) -> frozenset[int]:
        """Drop the fewest rows that contradict what is published; return which.

        That a hidden number is above zero is believed least: it falls first.
        """
        if self._holds():
            return frozenset()
        unseen = [one.hidden and one.high is None for one in self.unknowns]
        self.low = np.where(unseen, 0.0, self.low)
        return frozenset() if self._holds() else self._dropped()

    def _holds(self) -> bool:
        return self.point(np.zeros(len(self.unknowns))) is not None

    def _dropped(self) -> frozenset[int]:
        count = self.matrix.shape[0]
        slack = scipy.sparse.identity(count, format="csr")
        weights = [1.0 if row.by_rule else HARD for row in self.rows]
        found = scipy.optimize.milp(
            np.concatenate([np.zeros(len(self.unknowns)), weights, weights]),
            bounds=scipy.optimize.Bounds(
                np.concatenate([self.low, np.zeros(2 * count)]),
                np.concatenate([self.high, np.full(2 * count, np.inf)]),
            ),
            constraints=scipy.optimize.LinearConstraint(
                scipy.sparse.hstack([self.matrix, slack, -slack], format="csr"),
                self.least,
                self.most,
            ),
        )
        over = found.x[len(self.unknowns) :].reshape(2, count).sum(axis=0)
        dropped = frozenset(int(at) for at in np.flatnonzero(over > NEAR))
        self._build(at for at in self.kept if at not in dropped)
        return dropped

    @contextmanager
    def supposing(self, at: int, found: Range) -> Iterator[None]:
        """While an unknown is taken to lie in a range."""
        kept = self.low, self.high
        self.low, self.high = self.low.copy(), self.high.copy()
        self.low[at] = float(found.low) / self.scale
        self.high[at] = self.cap if found.high is None else float(found.high) / self.scale
        try:
            yield
        finally:
            self.low, self.high = kept

    def point(self, weights: Vector) -> Vector | None:
        """Numbers that agree with all that is known, least by the weights; None where none do."""
        found = scipy.optimize.milp(
            weights,
            bounds=scipy.optimize.Bounds(self.low, self.high),
            constraints=self._constraint(),
        )
        point: Vector | None = found.x
        return point

    def is_whole(self, point: Vector) -> bool:
        """Whether every count is a whole number."""
        counted = point[self.counts]
        return bool(np.all(np.abs(counted - np.round(counted)) < NEAR))

    def linear_range(self, at: int) -> Bounded:
        """The exact ends of the range of an unknown where numbers need not be whole."""
        ends, used, points = [], set[int](), []
        for sign in (1.0, -1.0):
            found = scipy.optimize.linprog(
                self._only(at, sign),
                **self.linear,
                bounds=np.column_stack([self.low, self.high]),
                method="highs",
            )
            point = self.point(self._only(at, sign)) if found.x is None else found.x
            if point is None:  # numbers too far apart for the solver: nothing is proven
                return Bounded(self._range(at, self.low[at], self.cap), frozenset(), ())
            ends.append(float(point[at]))
            points.append(point)
            used |= self._used(found) if found.x is not None else set()
        return Bounded(self._range(at, *ends), frozenset(used), tuple(points))

    def whole_range(self, at: int) -> Bounded | None:
        """The same for whole numbers; None where the time did not suffice to prove it."""
        ends, points = [], []
        for sign in (1.0, -1.0):
            found = scipy.optimize.milp(
                self._only(at, sign),
                integrality=self.counts.astype(int),
                bounds=scipy.optimize.Bounds(self.low, self.high),
                constraints=self._constraint(),
                options={"node_limit": MOST_NODES, "mip_rel_gap": 0.0},
            )
            if found.status != 0:
                return None
            ends.append(float(found.x[at]))
            points.append(found.x)
        return Bounded(self._range(at, *ends), frozenset(), tuple(points))

    def _constraint(self) -> Any:
        return (
            scipy.optimize.LinearConstraint(self.matrix, self.least, self.most)
            if self.kept
            else None
        )

    def _only(self, at: int, sign: float) -> Vector:
        weights = np.zeros(len(self.unknowns))
        weights[at] = sign
        return weights

    def _used(self, found: Any) -> set[int]:
        """The rows on which an end rests: those with a price."""
        used = set[int]()
        for part, rows in zip((found.eqlin, found.ineqlin), self.row_of, strict=True):
            if rows:
                priced = np.flatnonzero(np.abs(part.marginals) > NEAR)
                used |= {self.kept[rows[one]] for one in priced}
        return used

    def _range(self, at: int, low: float, high: float) -> Range:
        top = None if high >= self.cap / 2 else high * self.scale
        low *= self.scale
        if self.counts[at]:
            ceiling = None if top is None else Decimal(int(np.floor(top + NEAR)))
            return Range(Decimal(int(np.ceil(low - NEAR))), ceiling)
        return Range(_cents(low), None if top is None else _cents(top))


def _matrix(rows: Collection[Row], width: int) -> Any:
    where = [at for at, row in enumerate(rows) for _ in row.terms]
    columns = [place for row in rows for place, _ in row.terms]
    times = [float(count) for row in rows for _, count in row.terms]
    return scipy.sparse.csr_array((times, (where, columns)), shape=(len(rows), width))


def _stacked(above: Any, below: Any) -> Any:
    return scipy.sparse.vstack([above, below], format="csr")


def _cents(amount: float) -> Decimal:
    return round(Decimal(amount), 2)
