"""Random hierarchies: nothing leaks once they are protected, and much does by a threshold alone."""

from random import Random
from time import perf_counter

import pytest

from metrics.attack import attack
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import CellKey, Family
from tests.metrics.attacked import PEOPLE, as_system, axis_of, family_of, hierarchy, plainly
from tests.sweeps import SIZES, examples

KEY = bytes(range(32))
PARTS = 10  # so many tests of it, to be run beside each other
FEWEST, WHOLE = 15, 1000  # in each of them


def hierarchies(part: int) -> list[Family]:
    random = Random(f"hierarchies {part}")
    count = examples(f"random hierarchies protected and attacked, part {part + 1}", FEWEST, WHOLE)
    return [hierarchy(random) for _ in range(count)]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_protected_hierarchy_leaks(part: int) -> None:
    for number, family in enumerate(hierarchies(part)):
        shown = protect_family(family, RULES, KEY).cells
        found = attack(as_system(family, shown))
        assert not found.contradicted, (part, number)
        told = [(one.cell, one.low, one.high, one.need) for one in found.leaks]
        assert not told, (part, number, family.cells[CellKey(*told[0][0][:6])])


def test_a_plain_threshold_leaks() -> None:
    """The secondary step switched off: the attacker finds what it would have prevented."""
    families = [one for part in range(PARTS) for one in hierarchies(part)[:FEWEST]]
    hiding = [one for one in families if any(cell.is_hidden for cell in plainly(one).values())]
    leaking = [one for one in hiding if attack(as_system(one, plainly(one))).leaks]
    share = round(100 * len(leaking) / len(hiding))
    SIZES["hierarchies that leak by a plain threshold alone"] = (
        f"{len(leaking)} of {len(hiding)} that hide anything ({share} %)"
    )
    assert len(leaking) > len(hiding) / 10


def test_a_thousand_cells_are_attacked_in_seconds() -> None:
    axes = (axis_of(9, "place"), axis_of(9, "member"), axis_of(9, "partner"), {"2025-Q1": ()})
    family = family_of(Random(1), axes, PEOPLE, by_partner=True)
    system = as_system(family, plainly(family))
    began = perf_counter()
    assert attack(system).leaks
    assert perf_counter() - began < 60
