"""Totals of earlier releases are of the numbers that stood in them then."""

from decimal import Decimal

import pytest

from metrics import ObservationStatus
from metrics.disclosure.knowledge import Frozen, Told, known
from metrics.disclosure.primary import primary
from metrics.disclosure.protecting import _numbered, _standing, protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import Family, Shown
from tests.metrics.disclosed import SECRET, cell, key, line

WHOLE = key("r1")
WHOSE = frozenset({"a", "b", "e"})
A, B, E = (key("r1", partner=name) for name in sorted(WHOSE))


def now(**numbers: int) -> Family:
    parts = [cell(n, key("r1", partner=name)) for name, n in numbers.items()]
    every = sorted((one.value for one in parts), reverse=True)
    return line(cell(sum(every), WHOLE, contributions=tuple(every)), *parts, over="partner")


def then(exact: int, printed: int) -> dict:
    shown = Shown(Decimal(printed), ObservationStatus.NORMAL, 5)
    return {WHOLE: Frozen(shown, Decimal(exact), WHOSE)}


def protected(family: Family, frozen: dict):
    return protect_family(family, RULES, SECRET, frozen)


def test_who_has_grown_hides_nobody_in_the_total_of_before():
    """e had 1 and has 9: of the 46 to 54 of then a has 46 to 54, and b would have 8 at most."""
    got = protected(now(a=50, b=3, e=9), then(54, 50))
    assert got.cells[A].is_hidden
    assert not got.unproven


def test_who_has_not_grown_may():
    got = protected(now(a=50, b=3, e=9), then(62, 65))
    assert not got.cells[A].is_hidden


def bounds(family: Family, frozen: dict) -> dict:
    """How far down each may move besides what is known of it alone, in the total of before."""
    needs = primary(family, RULES)
    standings = {one.key: _standing(one, needs, RULES, SECRET, frozen.get(one.key))
                 for one in family.cells.values()}  # fmt: skip
    found = known(Told(family, RULES, needs, _numbered(family, standings), frozen))
    return {
        tuple(found.variables[at].key.partner for at in row.members): row.low
        for row in found.rows if -1 not in row.factors
    }  # fmt: skip


def test_those_who_were_not_named_had_together_what_the_named_leave():
    unnamed = now(a=50, b=3, e=9)
    assert bounds(unnamed, then(54, 50)) == {("a", "b", "e"): -54, ("a",): -42, ("e",): -1}
    named = {
        **then(54, 50),
        A: Frozen(Shown(Decimal(50), ObservationStatus.NORMAL, 5), Decimal(50)),
    }
    assert bounds(unnamed, named) == {("b", "e"): -4, ("e",): -1}


@pytest.mark.parametrize("exact", [40, 61])
def test_what_cannot_have_been_so_binds_nobody_alone(exact):
    found = bounds(now(a=50, b=30, e=40), then(exact, exact // 5 * 5))
    assert found == {("a", "b", "e"): -exact}
