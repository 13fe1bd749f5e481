"""The attacker's ranges are exact: held against every table of whole numbers that there can be."""

from decimal import Decimal
from itertools import product
from random import Random

from metrics.attack import Cell, Range, Row, Sum, System, Unknown, ranges
from tests.sweeps import examples


def enumerated(system: System, top: int) -> dict[int, Range]:
    """The range of each target by trying every whole number up to `top` for every leaf."""
    wholes = {row.terms[0][0]: row for row in system.rows if row.said}
    leaves = [at for at in range(len(system.unknowns)) if at not in wholes]
    seen: dict[int, list[int]] = {}
    for numbers in product(range(top + 1), repeat=len(leaves)):
        found = dict(zip(leaves, numbers, strict=True))
        while len(found) < len(system.unknowns):
            for whole, row in wholes.items():
                parts = [at for at, _ in row.terms[1:]]
                if whole not in found and all(at in found for at in parts):
                    found[whole] = sum(found[at] for at in parts)
        if agrees(system, found):
            for at, one in enumerate(system.unknowns):
                if one.is_target:
                    seen.setdefault(at, []).append(found[at])
    return {at: Range(Decimal(min(had)), Decimal(max(had))) for at, had in seen.items()}


def agrees(system: System, found: dict[int, int]) -> bool:
    for at, one in enumerate(system.unknowns):
        if found[at] < one.low or (one.high is not None and found[at] > one.high):
            return False
    return all(holds(row, found) for row in system.rows)


def holds(row: Row, found: dict[int, int]) -> bool:
    came = sum(found[at] * times for at, times in row.terms)
    return row.low <= came and (row.high is None or came <= row.high)


def at(name: str) -> Cell:
    return Cell("people", "forms/people", name, "", "", "2025")


def table(random: Random, top: int) -> System:
    """Two by two or two by three cells with margins, each known from some number to another."""
    width = random.choice([2, 3])
    true = [[random.randint(0, top) for _ in range(width)] for _ in range(2)]
    names = [[f"{row}{column}" for column in range(width)] for row in range(2)]
    unknowns: list[Unknown] = []
    index: dict[str, int] = {}

    def add(name: str, number: int, *, leaf: bool) -> None:
        index[name] = len(unknowns)
        hidden = leaf and random.random() < 0.6
        slack = random.choice([0, 0, 1, 2])
        low = Decimal(0 if hidden else max(0, number - slack))
        high = Decimal(top if hidden else number + random.choice([0, slack]))
        unknowns.append(Unknown(at(name), 0, low, high, hidden, True, Decimal(5)))

    for row in range(2):
        for column in range(width):
            add(names[row][column], true[row][column], leaf=True)
    rows = []
    for row in range(2):
        add(f"r{row}", sum(true[row]), leaf=False)
        rows.append((f"r{row}", names[row]))
    for column in range(width):
        add(f"c{column}", sum(one[column] for one in true), leaf=False)
        rows.append((f"c{column}", [names[0][column], names[1][column]]))
    made = [
        Row(
            ((index[whole], 1), *((index[one], -1) for one in parts)),
            said=Sum(at(whole), tuple(at(one) for one in parts), "age"),
        )
        for whole, parts in rows
    ]
    if random.random() < 0.3:  # one cell is never above another
        made.append(Row(((index["11"], 1), (index["00"], -1)), high=None, by_rule=True))
        if true[0][0] > true[1][1]:
            made.pop()
    if random.random() < 0.3:  # twice one cell and another come to what they do: not unimodular
        twice = 2 * true[0][0] + true[1][1]
        made.append(Row(((index["00"], 2), (index["11"], 1)), Decimal(twice), Decimal(twice + 1)))
    return System(tuple(unknowns), tuple(made))


def test_the_ranges_are_those_of_every_table_of_whole_numbers() -> None:
    random = Random(6)
    targets = 0
    for _ in range(examples("tables enumerated against the attacker's ranges", 60, 1000)):
        system = table(random, top=random.choice([2, 3, 4]))
        found = ranges(system)
        assert found == enumerated(system, 4)
        targets += len(found)
    assert targets > 60
