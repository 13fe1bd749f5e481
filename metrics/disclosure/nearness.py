"""Which numbers are near one another: the small part of a table in which a way out is looked for.

A block of a table, some members of each of its dimensions with all their wholes, holds every sum
among them: movements can be made up for inside it.
"""

import numpy as np

from metrics.disclosure.bounds import Component, Numbers
from metrics.disclosure.tables import CellKey

FEW, SOME, MANY = 1, 4, 10  # other members of each dimension
HEAVY = 100.0


class Blocks:
    """The blocks of one component around each of its cells."""

    def __init__(self, component: Component) -> None:
        self._component = component
        self._codes = _codes([one.key for one in component.variables])
        by_line = component.sums.tocsr()
        self._lines = [
            by_line.indices[by_line.indptr[line] : by_line.indptr[line + 1]]
            for line in range(by_line.shape[0])
        ]
        by_cell = component.sums
        self._of_cell = [
            by_cell.indices[by_cell.indptr[cell] : by_cell.indptr[cell + 1]]
            for cell in range(component.size)
        ]
        self._whole_of = [_whole(by_line, line) for line in range(by_line.shape[0])]
        self._parts = [
            np.sort(held[held != whole])
            for held, whole in zip(self._lines, self._whole_of, strict=True)
        ]

    def around(self, index: int, others: int) -> Numbers:
        """The cells whose every member is the cell's own, a whole of it, or among some others."""
        if self._component.size <= (others + 2) ** 2:
            return np.arange(self._component.size)
        chosen = np.zeros((self._codes.shape[1], self._codes.max(initial=0) + 1), dtype=bool)
        self._choose(index, chosen)
        rank = self._ranks()
        reached = self._upwards(index, others, rank, chosen)
        self._downwards(index, others, reached, rank, chosen)
        columns = np.arange(self._codes.shape[1])
        return np.flatnonzero(chosen[columns, self._codes].all(axis=1))

    def _upwards(self, index: int, others: int, rank: Numbers, chosen: Numbers) -> list[int]:
        """The wholes of a cell, and beside the cell and each of them some other cells."""
        reached, climbed, waiting = [index], {index}, [index]
        while waiting:
            cell = waiting.pop()
            lines = [line for line in self._of_cell[cell] if self._whole_of[line] != cell]
            found = [self._whole_of[line] for line in lines if self._whole_of[line] >= 0]
            waiting.extend(one for one in dict.fromkeys(found) if one not in climbed)
            climbed.update(found)
            found += [one for line in lines for one in self._best(line, cell, others, rank)]
            self._choose_all(found, reached, chosen)
        return reached

    def _downwards(
        self, index: int, others: int, reached: list[int], rank: Numbers, chosen: Numbers
    ) -> None:
        """Of a whole that may move some part must move with it."""
        columns = np.arange(self._codes.shape[1])
        for cell in reached:  # which grows meanwhile
            for line in self._of_cell[cell]:
                if self._whole_of[line] == cell:
                    parts = self._parts[line]
                    is_met = chosen[columns, self._codes[parts]].all(axis=1).any()
                    wanted = others if cell == index else int(not is_met)
                    best = self._best(line, cell, wanted, rank)
                    self._choose_all(best, reached, chosen)

    def _best(self, line: int, cell: int, wanted: int, rank: Numbers) -> list[int]:
        """The other parts of a sum that cost least to move; ties in the order of the cells."""
        parts = self._parts[line]
        order = parts[np.argsort(rank[parts], kind="stable")[: wanted + 1]]
        return [int(one) for one in order if one != cell][:wanted]

    def _choose_all(self, found: list[int], reached: list[int], chosen: Numbers) -> None:
        for one in found:
            self._choose(one, chosen)
        reached.extend(one for one in dict.fromkeys(found) if one not in reached)

    def _choose(self, cell: int, chosen: Numbers) -> None:
        chosen[np.arange(len(chosen)), self._codes[cell]] = True

    def _ranks(self) -> Numbers:
        """What costs least to move first: what is hidden anyway, then what tells least."""
        one = self._component
        short = -one.least < one.width.max(initial=0.0)
        shown = np.where(one.may_hide, one.weight, HEAVY)
        return np.where(one.hidden, 0.0, shown) + np.where(short, 1.0, 0.0)


def _whole(by_line: object, line: int) -> int:
    """The cell with the factor of a whole; -1 for a row that is no sum."""
    start, end = by_line.indptr[line], by_line.indptr[line + 1]  # type: ignore[attr-defined]
    inside = by_line.indices[start:end]  # type: ignore[attr-defined]
    factors = by_line.data[start:end]  # type: ignore[attr-defined]
    at = np.flatnonzero(factors < 0)
    return int(inside[at[0]]) if len(at) == 1 else -1


def _codes(keys: list[CellKey]) -> Numbers:
    """Each cell's members as whole numbers, shape (cells, dimensions); 0 where it has none."""
    told = [_members(key) for key in keys]
    names = sorted({name for one in told for name in one})
    table = np.zeros((len(keys), len(names)), dtype=np.int64)
    for column, name in enumerate(names):
        members = sorted({one[name] for one in told if name in one})
        number = {member: at for at, member in enumerate(members, start=1)}
        table[:, column] = [number.get(one.get(name, ""), 0) for one in told]
    return table


def _members(key: CellKey) -> dict[str, str]:
    parts = [part for part in key.disaggregation.split(";") if part]
    said = {"series": f"{key.indicator} {key.series}", "place": key.place}
    said |= {"partner": key.partner, "period": key.period}
    return said | {f"by {part.partition('=')[0]}": part for part in parts}
