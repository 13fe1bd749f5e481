"""Two and three releases of the same figures: partners join, leave, withdraw and correct.

A reader that has kept everything is set against them: an integer programme of its own, over the
exact number of each partner in each release. It even knows whose figures stand in which total and
which of them have changed in between; it is not told the numbers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import NamedTuple

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import CellKey, DisclosureClass
from metrics.families import Choice, Material, Owner
from metrics.partner_totals import Asked
from metrics.release_settling import Settled, frozen_cell, older_of, settled, shut_by
from metrics.release_values import FrozenCell
from tests.metrics.released import FORM, MONEY, PARTNERS, PEOPLE, Q1, VISITS, houses, stated
from tests.metrics.test_families import held
from tests.sweeps import examples

SECRET = b"a key that is not a secret"
FEMALE, MALE = ("ON", "sex=female"), ("ON", "sex=male")
R1, R2 = ("R1", ""), ("R2", "")
LEAVES = {PEOPLE: (FEMALE, MALE), VISITS: (R1, R2), MONEY: (("ON", ""),)}
WHOLE = ("ON", "")
Numbers = dict[str, tuple[int, ...]]  # by partner what it says of each leaf


def activities():
    """The houses, whose visits are of no people."""
    made = houses()
    visits = made.indicators["visits"].model_copy(update={"disclosure_class": "activity"})
    return replace(made, indicators={**made.indicators, "visits": visits})


CATALOGUE = activities()
FORM_HELD = CATALOGUE.returns[FORM]


class Told(NamedTuple):
    """A release of a history: what was true then, and what was shown."""

    numbers: Numbers
    found: Settled
    cells: Mapping[CellKey, FrozenCell]


class History:
    """Releases of one series one after another, as a store would make them."""

    def __init__(self, series: str) -> None:
        self.series = series
        self.ever: dict[CellKey, tuple[FrozenCell, ...]] = {}
        self.before: dict[CellKey, FrozenCell] = {}
        self.gone: set[CellKey] = set()
        self.told: list[Told] = []
        self.governed: list[set[str]] = []  # who governs its data and is in totals alone

    def release(self, numbers: Numbers, owners: Mapping[str, Owner], *, by_partner: bool) -> None:
        tables = frozenset(one.id for one in FORM_HELD.tables)
        asked = Asked({Q1: dict.fromkeys(PARTNERS, tables)})
        values = [one for name, said in numbers.items() for one in held(name, self._stated(said))]
        material = Material(
            FORM_HELD, CATALOGUE, tuple(values), asked, owners, frozenset(self.before),
            erased=frozenset(self.gone), before=dict(self.before),
            shut=shut_by(self.gone, FORM_HELD, CATALOGUE), older=older_of(self.ever),
        )  # fmt: skip
        found = settled(material, Choice((self.series,), (Q1,), by_partner), SECRET)
        cells = {key: frozen_cell(found, key, shown)
                 for key, shown in found.protected.cells.items()}  # fmt: skip
        self.told.append(Told(dict(numbers), found, cells))
        self.governed.append({name for name, one in owners.items() if not one.alone})
        if not found.protected.unproven:  # else it would not be proposed
            self.before |= cells
            self.ever |= {key: (*self.ever.get(key, ()), one) for key, one in cells.items()}
        else:
            self.told.pop()
            self.governed.pop()

    def withdraw(self, partner: str) -> None:
        theirs = {key for key, one in self.before.items() if partner in one.organizations}
        self.gone |= theirs
        self.before = {key: one for key, one in self.before.items() if key not in theirs}

    def _stated(self, said: tuple[int, ...]):
        every = {PEOPLE: (*said, (0, 0), 0), VISITS: (0, 0, said, 0), MONEY: (0, 0, (0, 0), *said)}
        found = stated(*every[self.series])
        return [one for one in found if one.series == self.series]


class Reader:
    """Everything that was ever shown, as bounds and sums of whole numbers."""

    def __init__(self, history: History) -> None:
        self.history, self.leaves = history, LEAVES[history.series]
        self.at: dict[tuple[int, str, int], int] = {}
        for time, told in enumerate(history.told):
            for partner, said in told.numbers.items():
                for leaf in range(len(said)):
                    same, new = self._same(time, partner, leaf), len(set(self.at.values()))
                    self.at[time, partner, leaf] = new if same is None else same
        self.rows = [row for time in range(len(history.told)) for row in self._rows(time)]

    def _same(self, time: int, partner: str, leaf: int) -> int | None:
        """A number that has not changed since the release before is the same one."""
        before = self.history.told[time - 1].numbers.get(partner) if time else None
        now = self.history.told[time].numbers[partner]
        is_same = before is not None and before[leaf] == now[leaf]
        return self.at[time - 1, partner, leaf] if is_same else None

    def _rows(self, time: int) -> Iterator[tuple[dict[int, int], float, float]]:
        told = self.history.told[time]
        for key, one in told.cells.items():
            if key not in told.found.kept:
                yield self.parts(time, key, one), *self._ends(told, key, one)

    def parts(self, time: int, key: CellKey, one: FrozenCell) -> dict[int, int]:
        where = (key.place, key.disaggregation)
        leaves = range(len(self.leaves)) if where == WHOLE else (self.leaves.index(where),)
        found: dict[int, int] = {}
        for partner in one.organizations:
            for leaf in leaves:
                index = self.at[time, partner, leaf]
                found[index] = found.get(index, 0) + 1
        return found

    def _ends(self, told: Told, key: CellKey, one: FrozenCell) -> tuple[float, float]:
        cell, shown = told.found.built.family.cells[key], one.shown
        is_people = cell.kind is DisclosureClass.PEOPLE
        if shown.value is None:
            in_a_group = bool(key.disaggregation) and cell.below_province
            return (1 if is_people and not in_a_group else 0), np.inf
        number, floor = float(shown.value), RULES.floor_of(cell)
        if not is_people or not number:
            room = (floor - 1) if shown.revised else 0
            return max(number - room, 0), number + room
        room = 4 + (floor - 1 if shown.revised else 0)
        least = 0 if shown.revised else floor
        return max(number - room, least), number + room

    def range(self, time: int, partner: str, leaf: int | None = None) -> tuple[float, float]:
        leaves = range(len(self.leaves)) if leaf is None else (leaf,)
        return self.range_of({self.at[time, partner, one]: 1 for one in leaves})

    def range_of(self, parts: Mapping[int, int]) -> tuple[float, float]:
        goal = np.zeros(len(set(self.at.values())))
        for index, times in parts.items():
            goal[index] = times
        return self._least(goal), -self._least(-goal)

    def _least(self, goal) -> float:
        sums = np.zeros((len(self.rows), len(goal)))
        for number, (parts, _, _) in enumerate(self.rows):
            for index, times in parts.items():
                sums[number, index] = times
        low, high = (np.array([row[end] for row in self.rows]) for end in (1, 2))
        known = [LinearConstraint(sums, low, high)] if self.rows else []
        found = milp(goal, integrality=np.ones(len(goal)), bounds=Bounds(0, 10**7),
                     constraints=known)  # fmt: skip
        assert found.x is not None, "what was shown contradicts itself"
        return float(found.fun)


def may_be_named(history: History, partner: str) -> bool:
    return any(key.partner == partner for told in history.told for key in told.cells)


def too_narrow(history: History) -> Iterator[tuple[object, ...]]:
    """What is never shown by name, or hidden, and what a reader has all the same."""
    reader = Reader(history)
    yield from _hidden_ones(history, reader)
    yield from _governed_ones(history, reader)
    for time, told in enumerate(history.told):
        for partner, said in told.numbers.items():
            if may_be_named(history, partner):
                continue
            for leaf in (None, *range(len(said))):
                number = sum(said) if leaf is None else said[leaf]
                low, high = reader.range(time, partner, leaf)
                asked = 5 if history.series == PEOPLE else 1
                if number and high - low < asked:
                    yield time, partner, leaf, number, low, high


def _governed_ones(history: History, reader: Reader) -> Iterator[tuple[object, ...]]:
    """Of who is in totals alone no zero is told either, nor what it is with one other."""
    ever = set[str]().union(*history.governed)
    for time, told in enumerate(history.told):
        for one in sorted(ever & told.numbers.keys()):
            others = [] if history.series == PEOPLE else sorted(told.numbers.keys() - {one})
            unnamed = [other for other in others if told.numbers[other] and
                       not may_be_named(history, other)]  # fmt: skip
            if may_be_named(history, one):
                continue
            for beside in ((), *((other,) for other in unnamed)):
                parts = {reader.at[time, name, leaf]: 1 for name in (one, *beside)
                         for leaf in range(len(reader.leaves))}  # fmt: skip
                low, high = reader.range_of(parts)
                if high - low < 1:
                    yield time, one, beside, low, high


def _hidden_ones(history: History, reader: Reader) -> Iterator[tuple[object, ...]]:
    for time, told in enumerate(history.told):
        for key, one in told.cells.items():
            by_name = not key.partner and all(may_be_named(history, o) for o in one.organizations)
            if one.shown.is_hidden and key not in told.found.kept and not by_name:
                low, high = reader.range_of(reader.parts(time, key, one))
                cell = told.found.built.family.cells[key]
                is_money = cell.kind is DisclosureClass.MONEY
                asked = high / 10 - 0.5 if is_money else RULES.floor_of(cell)
                if high - low < asked:
                    yield time, key, cell.value, low, high


def drawn(random: Random, series: str, kind: int) -> tuple[int, ...]:
    if series == MONEY:
        return (random.choice([500, 900, 1000, 1200, 1500, 1800, 2000]),)
    few = random.choice([(0, 1, 3, 7), (12, 15, 22, 30), (40, 61, 77, 90)])
    return tuple(random.choice(few) for _ in range(kind))


def lived(random: Random) -> tuple[History, list[str]]:
    """A history of two or three releases, and what happened in it."""
    series = random.choice([PEOPLE, VISITS, VISITS, MONEY])
    history, happened = History(series), [series]
    owners = {one: Owner(random.random() < 0.3, 20, 2) for one in PARTNERS if random.random() < 0.3}
    some = random.sample(PARTNERS, random.randint(2, 5))
    numbers = {one: drawn(random, series, len(LEAVES[series])) for one in some}
    for turn in range(random.choice([2, 3, 3])):
        if turn:
            numbers, owners = changed(random, history, numbers, owners, happened)
        by_partner = random.random() < 0.4
        happened.append(f"release {by_partner=} {numbers} {sorted(owners)}")
        history.release(numbers, owners, by_partner=by_partner)
    return history, happened


def changed(random, history, numbers, owners, happened):
    numbers, owners = dict(numbers), dict(owners)
    for _ in range(random.choice([1, 1, 2])):
        what = random.choice(["join", "join", "join", "leave", "withdraw", "correct", "correct"])
        others = [one for one in PARTNERS if one not in numbers]
        if what == "join" and others:
            for one in random.sample(others, random.randint(1, len(others))):
                numbers[one] = drawn(random, history.series, len(LEAVES[history.series]))
        elif what == "correct":
            one = random.choice([*numbers])
            numbers[one] = drawn(random, history.series, len(LEAVES[history.series]))
        elif what in ("leave", "withdraw") and len(numbers) > 1:
            one = random.choice([*numbers])
            numbers = {name: said for name, said in numbers.items() if name != one}
            owners = {name: said for name, said in owners.items() if name != one}
            if what == "withdraw":
                history.withdraw(one)
        happened.append(what)
    return numbers, owners


PARTS = 8


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_history_tells_the_figure_of_a_partner(part: int) -> None:
    random = Random(f"histories {part}")
    for number in range(examples(f"histories of releases, part {part + 1}", 4, 400)):
        history, happened = lived(random)
        if history.told:
            assert not [*too_narrow(history)], (part, number, happened)
