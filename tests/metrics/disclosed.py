"""Families of cells for the tests of disclosure control, and a check that uses none of it.

`ranges` is a reader with nothing but what is shown, the rules and the sums: it solves for every
hidden number by integer programmes over values, where the code under test reckons movements.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.disclosure.tables import (
    Cell,
    CellKey,
    DisclosureClass,
    Family,
    Shown,
    Sum,
)

SECRET = b"a key that is not a secret"


def key(place="", part="", partner="", period="2025-Q1") -> CellKey:
    return CellKey("served", "returns/served", place or "CA-ON", part, partner, period)


def cell(value, at: CellKey | None = None, **changes) -> Cell:
    at = at or key()
    number = None if value is None else Decimal(value)
    told = {"below_province": at.place != "CA-ON" or bool(at.partner)}
    return Cell(at, number, **{**told, **changes})


def line(whole: Cell, *parts: Cell, over: str = "place") -> Family:
    """One total and its parts."""
    cells = {one.key: one for one in (whole, *parts)}
    return Family(cells, (Sum(whole.key, tuple(one.key for one in parts), over),))


def table(rows: Iterable[Iterable[int]], **changes) -> Family:
    """Places down, partners across, with the totals of both and of all."""
    held = [list(row) for row in rows]
    numbers = {(r, c): n for r, row in enumerate(held, 1) for c, n in enumerate(row, 1)}
    return full(numbers, (len(held), len(held[0])), ("place", "partner"), **changes)


def full(numbers, shape, over, **changes) -> Family:
    """A full table of two or three dimensions with all its margins; 0 is a dimension's total."""
    cells, sums = {}, []
    for at in product(*(range(size + 1) for size in shape)):
        inside = [n for where, n in numbers.items() if _within(where, at)]
        made = cell(sum(inside), _key(at, over), **changes)
        cells[made.key] = made
    for at in product(*(range(size + 1) for size in shape)):
        for dimension in (d for d, member in enumerate(at) if not member):
            parts = [
                _key((*at[:dimension], member, *at[dimension + 1 :]), over)
                for member in range(1, shape[dimension] + 1)
            ]
            sums.append(Sum(_key(at, over), tuple(parts), over[dimension]))
    return Family(cells, tuple(sums))


def _within(where, at) -> bool:
    return all(whole in (0, member) for member, whole in zip(where, at, strict=True))


def _key(at, over) -> CellKey:
    said = {name: f"{name}-{member}" for name, member in zip(over, at, strict=True) if member}
    part = f"sex={said['sex']}" if "sex" in said else ""
    return key(said.get("place", ""), part, said.get("partner", ""))


def hierarchy(draw: Random) -> Family:
    """A small random table: of two or three dimensions, or regions within the province."""
    shape = draw.choice([(2, 2), (2, 3), (3, 3), (3, 4), (2, 2, 2), (2, 3, 2)])
    numbers = {
        at: draw.choice([0, 0, 1, 2, 3, 5, 8, 9, 10, 11, 14, 20, 33, 60])
        for at in product(*(range(1, size + 1) for size in shape))
    }
    family = full(numbers, shape, ("place", "partner", "sex")[: len(shape)])
    hidden_ones = draw.random() < 0.3  # partners that are not in the release
    cells = {
        at: one._replace(published=not (hidden_ones and at.partner))
        for at, one in family.cells.items()
    }
    return Family(cells, family.sums)


def ranges(
    family: Family, shown: Mapping[CellKey, Shown], wanted: Iterable[CellKey], base: int = 5
) -> dict[CellKey, tuple[float, float]]:
    """Between which whole numbers a reader can place each wanted cell."""
    at = {one: index for index, one in enumerate(sorted(family.cells))}
    low, high = _seen(family, shown, at, base)
    sums = _sums(family, at)
    return {one: _range(at[one], low, high, LinearConstraint(sums, 0, 0)) for one in wanted}


def ranges_of_two(
    families: tuple[Family, Family],
    shown: tuple[Mapping[CellKey, Shown], Mapping[CellKey, Shown]],
    wanted: Iterable[CellKey],
    base: int = 5,
) -> dict[CellKey, tuple[float, float]]:
    """The same of the later release, for who has both and guesses what has not changed."""
    at = {one: index for index, one in enumerate(sorted(families[0].cells))}
    ends = [_seen(*told, at, base) for told in zip(families, shown, strict=True)]
    low, high = (np.concatenate(side) for side in zip(*ends, strict=True))
    each = _sums(families[0], at)
    sums = np.kron(np.eye(2), each) if len(families[0].sums) else np.zeros((0, 2 * len(at)))
    change = np.hstack([-np.eye(len(at)), np.eye(len(at))])
    room = np.array([_room(one, families, shown[1]) for one in at])
    known = LinearConstraint(
        np.vstack([sums, change]),
        np.concatenate([np.zeros(len(sums)), -room]),
        np.concatenate([np.zeros(len(sums)), room]),
    )
    return {one: _range(len(at) + at[one], low, high, known) for one in wanted}


def _room(one, families, shown) -> float:
    """By how much a cell may have moved between two releases."""
    if families[0].cells[one].value == families[1].cells[one].value:
        return 0.0
    is_revised = one in shown and shown[one].revised
    return floor_of(families[1].cells[one]) - 1 if is_revised else np.inf


def _seen(family, shown, at, base):
    low, high = np.zeros(len(at)), np.full(len(at), np.inf)
    for one, seen in shown.items():
        if seen.value is not None and not seen.revised:
            low[at[one]], high[at[one]] = _between(family.cells[one], seen, base)
        elif family.cells[one].kind is DisclosureClass.PEOPLE and family.cells[one].value:
            low[at[one]] = 0 if is_in_a_group(family.cells[one]) else 1  # other zeros are shown
    return low, high


def is_in_a_group(one: Cell) -> bool:
    """In a breakdown below the province a zero may be hidden."""
    return one.key.disaggregation != "" and one.below_province


def _sums(family, at):
    sums = np.zeros((len(family.sums), len(at)))
    for number, one in enumerate(family.sums):
        sums[number, at[one.whole]] = -1
        sums[number, [at[part] for part in one.parts]] = 1
    return sums


def floor_of(one: Cell) -> int:
    return max(10 if one.below_province else 5, one.floor or 0)


def _between(one: Cell, seen: Shown, base: int) -> tuple[float, float]:
    number = float(seen.value)
    if one.kind is not DisclosureClass.PEOPLE or not number or base == 1:
        return number, number
    return max(number - base + 1, floor_of(one)), number + base - 1


def _range(index, low, high, known) -> tuple[float, float]:
    ends = []
    for direction in (1, -1):
        goal = np.zeros(len(low))
        goal[index] = direction
        found = milp(
            goal,
            integrality=np.ones(len(low)),
            bounds=Bounds(low, high),
            constraints=known,
        )
        # without an end: unbounded, which the solver may also call "infeasible or unbounded"
        ends.append(float(found.x[index]) if found.x is not None else -direction * -np.inf)
    return ends[0], abs(ends[1])
