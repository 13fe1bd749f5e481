"""Which further cells must be hidden so that the hidden ones cannot be worked out.

Hidden cells are taken one after another; for each that a reader could place too narrowly a linear
programme finds the cheapest cells whose joint movement gives it its range. What is hidden so must
keep a range itself, so that its turn comes too, until all are protected. Then whatever turns out
not to be needed is shown again, what tells most first. What hangs together and is small is solved
exactly. Nothing here is drawn or timed: one family gives one pattern.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metrics.disclosure.bounds import Component, Row, Variable, components
from metrics.disclosure.movements import Pair, Proofs, Search
from metrics.disclosure.nearness import FEW, MANY, SOME, Blocks
from metrics.disclosure.optimum import best_pattern
from metrics.disclosure.tables import CellKey

CLEAN_UP = 2000  # how many programmes the clean-up of a component may take
BETTER = 6  # how often the exact programme is asked again for what it hid and left too narrow


class Pattern(NamedTuple):
    """The cells hidden besides; `optimum`: the least number, where proven for every component.

    `unproven` are the cells whose range could not be proven although all around is hidden.
    """

    hidden: frozenset[CellKey]
    optimum: int | None
    unproven: frozenset[CellKey]


def pattern(variables: Sequence[Variable], rows: Sequence[Row], exact: bool = True) -> Pattern:
    """The pattern that protects every variable with a need; `exact` for proven best ones."""
    hidden: set[CellKey] = set()
    unproven: set[CellKey] = set()
    optimum: int | None = 0 if exact else None
    for component in components(variables, rows):
        before = component.hidden.copy()
        proven = _protect(component, exact)
        added = [int(index) for index in np.flatnonzero(component.hidden & ~before)]
        hidden.update(component.variables[index].key for index in added)
        unproven.update(component.variables[index].key for index in proven.missing)
        solved = optimum is not None and proven.is_best
        optimum = optimum + len(added) if solved and optimum is not None else None
    return Pattern(frozenset(hidden), optimum, frozenset(unproven))


class Outcome(NamedTuple):
    is_best: bool
    missing: tuple[int, ...] = ()


def _protect(component: Component, exact: bool) -> Outcome:
    """By the heuristic, and better where something was hidden and the best can be proven."""
    before = component.hidden.copy()
    outcome = _by_heuristic(component)
    found = component.hidden.copy()
    if not outcome.missing and np.array_equal(found, before):
        return Outcome(True)  # nothing less can be hidden than nothing
    component.hidden[:] = before
    fewest = int(found.sum() - before.sum())
    if exact and not outcome.missing and _is_solved(component, fewest):
        return Outcome(True)
    component.hidden[:] = found
    return outcome


def _is_solved(component: Component, fewest: int) -> bool:
    """Whether the proven best pattern is found; it is then the component's, with its proofs.

    It is the best of all where what it hides keeps its range too; else these ranges are asked for
    as well. Asking for less gives never more cells than the best.
    """
    before, also = component.hidden.copy(), set[int]()
    for _ in range(BETTER):
        component.hidden[:] = before
        best = best_pattern(component, tuple(sorted(also)))
        if best is None or best.hidden.sum() > fewest:
            return False
        component.hidden |= best.hidden
        missing = set(_Heuristic(component).unprotected(best.pairs))
        if not missing or missing <= also | {*np.flatnonzero(before)}:
            return not missing
        also |= missing - {*np.flatnonzero(before)}
    return False


def _by_heuristic(component: Component) -> Outcome:
    work = _Heuristic(component)
    before = component.hidden.copy()
    if not work.protect_all():
        component.hidden |= component.may_hide  # rather everything than a number that can be told
        return Outcome(False, tuple(work.unprotected()))
    work.show_again([int(index) for index in np.flatnonzero(component.hidden & ~before)])
    return Outcome(False)


class _Heuristic:
    """The pattern of one component in the making."""

    def __init__(self, component: Component) -> None:
        self._one = component
        self._blocks = Blocks(component)
        self._search = Search(component)
        self._proofs = Proofs(component)
        self._left = CLEAN_UP

    def protect_all(self) -> bool:
        """False where something cannot be protected; what is hidden on the way comes next."""
        while waiting := self._in_turn():
            if not all(self.protect(index) for index in waiting):
                return False
        return True

    def _in_turn(self) -> list[int]:
        """Those without a proof, the widest range first; ties by key."""
        return sorted(self._proofs.missing(), key=lambda at: -self._one.asked[at])

    def protect(self, index: int) -> bool:
        """Hide what gives the number its range; False when nothing does."""
        if index in self._proofs.held:
            return True
        found = self._freely(index) or self._found(index, SOME, may_hide=True)
        found = found or self._found(index, self._one.size, may_hide=True)
        if found is None:
            return False
        self._hide(found)
        return _keep(self._proofs, found) and index in self._proofs.held

    def _freely(self, index: int) -> Pair | None:
        return self._found(index, FEW, may_hide=False)

    def _found(self, index: int, others: int, may_hide: bool) -> Pair | None:
        return self._search.pair(index, self._blocks.around(index, others), may_hide)

    def _hide(self, pair: Pair) -> None:
        one = self._one
        low, high = one.bounds()
        slack = one.slack
        beyond = [(way < low - slack) | (way > high + slack) for way in pair]
        one.hidden |= (beyond[0] | beyond[1]) & one.may_hide

    def unprotected(self, pairs: Sequence[Pair] = ()) -> list[int]:
        """What is too narrow as the pattern stands; `pairs` are proofs that are there already."""
        for pair in pairs:
            _keep(self._proofs, pair)
        for index in self._proofs.missing():
            if index not in self._proofs.held:
                found = self._freely(index) or self._found(index, self._one.size, may_hide=False)
                if found:
                    _keep(self._proofs, found)
        return self._proofs.missing()

    def show_again(self, secondary: Sequence[int]) -> None:
        """Show what no range leans on; the cell that tells most first."""
        for cell in sorted(secondary, key=lambda at: (-self._one.weight[at], at)):
            self._one.hidden[cell] = False
            own = self._proofs.held.pop(cell, None)
            again = self._without(self._proofs.leaning_on(cell))
            self._one.hidden[cell] = again is None
            if again is None and own is not None:
                again = {cell: own}
            self._proofs.held.update(again or {})

    def _without(self, fallen: list[int]) -> dict[int, Pair] | None:
        """New proofs for those that have fallen; None when there is one without."""
        made: dict[int, Pair] = {}
        for index in fallen:
            known = (pair for pair in made.values() if self._proofs.proves(pair, index))
            found = next(known, None) or self._proven_again(index)
            if found is None:
                return None
            made[index] = found
        return made

    def _proven_again(self, index: int) -> Pair | None:
        tried = 0
        for others in (FEW, SOME, MANY):
            near = self._blocks.around(index, others)
            if len(near) == tried or self._left <= 0:
                return None
            tried, self._left = len(near), self._left - 1
            found = self._search.pair(index, near, may_hide=False)
            if found and self._one.allows(found.up) and self._one.allows(found.down):
                return found
        return None


def _keep(proofs: Proofs, pair: Pair) -> bool:
    """Only what holds when it is reckoned again is a proof."""
    holds = proofs.component.allows(pair.up) and proofs.component.allows(pair.down)
    if holds:
        proofs.keep(pair)
    return holds
