"""The attack: which hidden numbers can be told more narrowly than they may be.

A range is wide enough as soon as two sets of numbers are found that agree with everything
published and lie far enough apart in it. A few programmes that push many hidden numbers at once
find such for nearly all; what is left is bounded one by one, exactly.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from metrics.attack.cells import Attacked, Clue, Leak, Range, Sum, System, Unknown
from metrics.attack.components import Component, components
from metrics.attack.programmes import NEAR, Bounded, Programme, Vector
from metrics.attack.supposing import Supposing

ROUNDS = 12  # of pushing many at once, while it settles any
MARGIN = 2.0  # by which whole numbers may lie closer together than others
ONE = Decimal(1)


def attack(system: System) -> Attacked:
    """Bound every hidden cell; name each whose range is narrower than it must stay.

    A hidden cell of people must stay uncertain by its floor, one of money by a share of what it
    can be at most. A cell that is not published at all leaks where it is surely not zero, may be
    below its floor, and is known more narrowly than that.
    """
    leaks: list[Leak] = []
    contradicted: list[Sum] = []
    for component in components(system):
        attacked = _Attack(component)
        leaks += attacked.leaks()
        leaks += attacked.supposed(system.clues, leaks)
        contradicted += attacked.contradicted
    published = {one.cell for one in system.unknowns if one.published}
    hidden = {one.cell for one in system.unknowns if one.published and one.hidden}
    return Attacked(
        len(published), len(hidden), tuple(sorted(set(leaks))), tuple(dict.fromkeys(contradicted))
    )


def ranges(system: System) -> Mapping[int, Range]:
    """The exact range of each target, by its place among the unknowns: one by one, and slower."""
    found: dict[int, Range] = {}
    for component in components(system):
        attacked = _Attack(component)
        for at in attacked.targets:
            found[component.places[at]] = attacked.exact(at).range
    return found


def is_narrow(one: Unknown, found: Range) -> bool:
    """Whether more can be told of a number than may be."""
    if found.high is None or found.width is None:
        return False
    by_share = found.width < one.share * found.high
    if one.hidden:
        return found.width == 0 or by_share if one.share else found.width < one.need
    may_be_small = ONE <= found.low <= one.need
    return (may_be_small and found.width < one.need) or (found.low > 0 and by_share)


def _nothing(count: int) -> tuple[Vector, Vector]:
    return np.full(count, np.inf), np.full(count, -np.inf)


class _Seen(NamedTuple):
    """The least and most that each unknown was in numbers that agree with all that is known."""

    low: Vector
    high: Vector


class _Attack:
    """On one component."""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.unknowns = component.unknowns
        self.programme = Programme(component)
        dropped = self.programme.believe()
        said = (component.rows[at] for at in sorted(dropped))
        self.contradicted = [row.said for row in said if row.said and not row.by_rule]
        self.targets = [at for at, one in enumerate(self.unknowns) if one.is_target]
        count = len(self.unknowns)
        self.seen = {whole: _Seen(*_nothing(count)) for whole in (True, False)}

    def leaks(self) -> Iterator[Leak]:
        for at in self._left():
            if self._is_open(at):
                continue
            found = self.exact(at)
            for point in found.points:
                self._see(point)
            if is_narrow(self.unknowns[at], found.range):
                yield self._leak(at, found)

    def supposed(self, clues: Iterable[Clue], told: Iterable[Leak]) -> list[Leak]:
        """What printed shares tell besides."""

        def narrow(at: int, found: Range) -> bool:
            return is_narrow(self.unknowns[at], found)

        supposing = Supposing(self.component, self.programme, self.exact, narrow)
        return [*supposing.leaks(clues, told)]

    def exact(self, at: int) -> Bounded:
        """The range of one unknown, by whole numbers where it counts things."""
        linear = self.programme.linear_range(at)
        one, width = self.unknowns[at], linear.range.width
        if not one.counts or width is None:
            return linear
        if all(self.programme.is_whole(point) for point in linear.points):
            return linear
        whole = self.programme.whole_range(at)
        return whole._replace(used=linear.used) if whole else linear

    def _left(self) -> list[int]:
        """The targets that pushing many at once has not shown to be wide enough."""
        left = self.targets
        chance = np.random.default_rng(len(self.unknowns))
        for turn in range(ROUNDS):
            if len(left) < 3:
                break
            signs = np.ones(len(left)) if turn == 0 else chance.choice([-1.0, 1.0], len(left))
            self._push(left, signs)
            self._push(left, -signs)
            before, left = left, [at for at in left if not self._is_open(at)]
            if turn > 1 and len(before) - len(left) < 2:
                break
        return left

    def _push(self, left: Iterable[int], signs: Vector) -> None:
        """Numbers in which the targets are as large or as small as the signs say, together."""
        weights = np.zeros(len(self.unknowns))
        weights[[*left]] = -signs
        point = self.programme.point(weights)
        if point is not None:
            self._see(point)

    def _see(self, point: Vector) -> None:
        seen = self.seen[self.programme.is_whole(point)]
        np.minimum(seen.low, point, out=seen.low)
        np.maximum(seen.high, point, out=seen.high)

    def _is_open(self, at: int) -> bool:
        """Whether what was seen shows already that nothing is told that may not be.

        Numbers that are not whole must lie further apart: whole ones near them may not.
        """
        one = self.unknowns[at]
        return self._is_wide(one, at, whole=True) or self._is_wide(one, at, whole=False)

    def _is_wide(self, one: Unknown, at: int, *, whole: bool) -> bool:
        low, high = self.seen[whole].low[at], self.seen[whole].high[at]
        if low > high:
            return False
        if not one.hidden and low < NEAR:
            return True
        if one.share and high - low <= float(one.share) * high + NEAR:
            return False
        if one.share and not one.need:
            return True
        margin = 0.0 if whole else MARGIN
        return bool(high - low >= float(one.need) + margin - NEAR)

    def _leak(self, at: int, found: Bounded) -> Leak:
        one, rows = self.unknowns[at], self.component.rows
        high = found.range.high or Decimal(0)
        how = (rows[row].said for row in sorted(found.used))
        need = one.share * high if one.share else one.need
        return Leak(one.cell, found.range.low, high, need, tuple(filter(None, how)))
