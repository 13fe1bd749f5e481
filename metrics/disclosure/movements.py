"""Proofs: two movements that no reader can rule out, between which a hidden number is wide enough.

`Search` looks for them by a linear programme that pays for what it has to hide besides (after
Kelly, Golden and Assad, "Cell suppression: disclosure protection for sensitive tabular data",
Networks 22(4), 1992, and the heuristic of Fischetti and Salazar-González, 2000), with whole numbers
where a reader may count on whole numbers: by an integer programme where the linear one gives
fractions.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import scipy  # a part of it is read when it is first used: all of them take 50 MB

from metrics.disclosure.bounds import TOLERANCE, Component, Numbers

FREE_COST = 1e-4  # what moves anyway costs next to nothing: short proofs
# an integer programme stops after a number of steps, not of seconds: that gives one answer
IN_WHOLE = {"node_limit": 400, "mip_rel_gap": 0.3}
IN_PARTS = {"presolve": False}  # these are small, and it costs more than it saves


class Pair(NamedTuple):
    """A movement up and one down, each of shape (n,)."""

    up: Numbers
    down: Numbers


@dataclass
class Proofs:
    """For each number that needs it, the pair that proves its range; checked when it is kept."""

    component: Component
    held: dict[int, Pair] = field(default_factory=dict)

    def keep(self, pair: Pair) -> None:
        """Use a pair for every number that it proves and that has no proof yet."""
        one = self.component
        for index in one.needy:
            if index not in self.held and self.proves(pair, int(index)):
                self.held[int(index)] = pair

    def proves(self, pair: Pair, index: int) -> bool:
        one = self.component
        wide = pair.up[index] - pair.down[index] >= one.asked[index] - TOLERANCE
        return bool(wide and pair.up[index] >= one.beyond[index] - TOLERANCE)

    def missing(self) -> list[int]:
        return [int(index) for index in self.component.needy if index not in self.held]

    def leaning_on(self, cell: int) -> list[int]:
        """The numbers whose proof falls when a hidden cell is shown."""
        slack = self.component.slack
        low, high = self.component.low[cell] - slack, self.component.high[cell] + slack
        return [
            index
            for index, pair in self.held.items()
            if any(not low <= one[cell] <= high for one in pair)
        ]


class Search:
    """Looks for the pair of one number among the cells near it."""

    def __init__(self, component: Component) -> None:
        self._one = component

    def pair(self, target: int, near: Numbers, may_hide: bool) -> Pair | None:
        """The cheapest pair that proves the target, hiding more where it may; None without one."""
        one = self._one
        low, high = one.bounds()
        extra = one.may_hide & ~one.hidden & may_hide
        near = near[(low[near] < 0) | (high[near] > 0) | extra[near]]
        found = self._solved(target, near, extra[near], is_whole=False)
        if found is None or not one.whole or _is_whole(found):
            return found if found is None else _tidy(found, one.whole)
        used = (found.up != 0) | (found.down != 0) | (high > low) & ~extra
        again = self._solved(target, near[used[near]], extra[near][used[near]], is_whole=True)
        again = again or self._solved(target, near, extra[near], is_whole=True)
        return None if again is None else _tidy(again, whole=True)

    def _solved(self, target: int, near: Numbers, extra: Numbers, is_whole: bool) -> Pair | None:
        at = np.flatnonzero(near == target)
        if not len(at):
            return None
        columns = _Columns.of(self._one, near, extra)
        found = scipy.optimize.milp(
            np.concatenate([columns.cost, columns.cost]),
            integrality=np.full(2 * columns.number, int(is_whole)),
            bounds=scipy.optimize.Bounds(0, np.concatenate([columns.most, columns.most])),
            constraints=self._asked(columns, near, int(at[0]), target),
            options=IN_WHOLE if is_whole else IN_PARTS,
        )
        if found.x is None:
            return None
        halves = np.split(found.x, 2)
        return Pair(*(self._spread(near, columns.moves @ half) for half in halves))

    def _asked(
        self, columns: "_Columns", near: Numbers, at: int, target: int
    ) -> "list[scipy.optimize.LinearConstraint]":
        """That both are movements, and how far apart they are at the target."""
        one = self._one
        sums = one.sums[:, near]
        lines = np.unique(sums.indices)
        sums = scipy.sparse.csr_array(sums)[lines] @ columns.moves
        low, high = one.row_low[lines], one.row_high[lines]
        up = scipy.sparse.csr_array(columns.moves[[at], :])
        ends = scipy.sparse.block_diag([up, -up], format="csr")
        ends = scipy.sparse.vstack([ends, ends.sum(axis=0).reshape(1, -1)], format="csr")
        least = [max(one.beyond[target], 0.0), 0.0, one.asked[target]]
        return [
            scipy.optimize.LinearConstraint(
                scipy.sparse.block_diag([sums, sums], format="csc"),
                np.tile(low, 2),
                np.tile(high, 2),
            ),
            scipy.optimize.LinearConstraint(ends, least, np.inf),
        ]

    def _spread(self, near: Numbers, moved: Numbers) -> Numbers:
        movement = np.zeros(self._one.size)
        movement[near] = moved
        return movement


class _Columns(NamedTuple):
    """What may move, and what it costs: up and down, within what is known and beyond it."""

    moves: "scipy.sparse.csr_array"  # (cells, columns)
    most: Numbers
    cost: Numbers
    number: int

    @classmethod
    def of(cls, one: Component, near: Numbers, extra: Numbers) -> "_Columns":
        low, high = (side[near] for side in one.bounds())
        least = np.maximum(low - one.least[near], 0.0)
        weight = one.weight[near]
        beyond = np.flatnonzero(extra)
        most = [high, -low, np.full(len(beyond), np.inf), least[beyond]]
        cost = [weight * FREE_COST, weight * FREE_COST, weight[beyond], weight[beyond]]
        cells = np.arange(len(near))
        rows = np.concatenate([cells, cells, beyond, beyond])
        number = len(rows)
        factors = np.repeat([1.0, -1.0, 1.0, -1.0], [len(cells)] * 2 + [len(beyond)] * 2)
        moves = scipy.sparse.csc_array(
            (factors, (rows, np.arange(number))), shape=(len(near), number)
        )
        return cls(
            scipy.sparse.csr_array(moves), np.concatenate(most), np.concatenate(cost), number
        )


def _is_whole(pair: Pair) -> bool:
    return all(bool(np.all(np.abs(one - np.rint(one)) < TOLERANCE)) for one in pair)


def _tidy(pair: Pair, whole: bool) -> Pair:
    """Without the last digits of the solver's arithmetic."""
    if whole:
        return Pair(np.rint(pair.up), np.rint(pair.down))
    return Pair(*(np.where(np.abs(one) < TOLERANCE / 10, 0.0, one) for one in pair))
