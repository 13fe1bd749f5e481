"""Protecting a release: a table of place, breakdown and partner with the margins of all three.

The limit is 60 seconds for 5,000 cells. Told beside it: how the time grows with the table, and
what is hidden, beside a plain threshold and, where it is solved, beside the proven optimum.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

from bench.timing import Measured, seconds
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import (
    Cell,
    CellKey,
    DisclosureClass,
    Family,
    Loss,
    Sum,
)

LIMIT = 60.0
KEY = b"made up, to measure with"
Shape = tuple[int, int, int]  # places, parts of the breakdown, partners
SHAPES: tuple[Shape, ...] = ((9, 9, 9), (9, 9, 24), (9, 19, 24))
At = tuple[int, int, int]  # 0 is the total of the dimension


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    for shape in SHAPES:
        for kind in (DisclosureClass.PEOPLE, DisclosureClass.MONEY):
            yield _measured(shape, kind)


def _measured(shape: Shape, kind: DisclosureClass) -> Measured:
    made = family(shape, kind)
    found: list[Loss] = []
    took = seconds(lambda: found.append(protect_family(made, RULES, KEY).loss))
    target = 1.0 if len(made.cells) >= 5000 else None
    what = f"{len(made.cells):,} cells of {kind}: {words(found[0])}"
    return Measured("protect", what, LIMIT, took, target)


def words(loss: Loss) -> str:
    plain = loss.plain_value_hidden * 100 / loss.value
    share = loss.value_hidden * 100 / loss.value
    best = "not solved" if loss.optimum is None else str(loss.optimum)
    return (
        f"{loss.hidden} hidden ({share:.1f} % of the value); "
        f"threshold {loss.plain_hidden} ({plain:.1f} %); optimum {best}"
    )


def family(shape: Shape, kind: DisclosureClass, number: int = 1) -> Family:
    """A full table with all its margins: few large numbers, many small ones."""
    draw = Random(number)
    counts = {at: _drawn(draw, kind) for at in _members(shape, first=1)}
    cells = [_cell(at, counts, kind) for at in _members(shape, first=0)]
    return Family({one.key: one for one in cells}, tuple(_sums(shape)))


def _members(shape: Shape, first: int) -> Iterator[At]:
    places, parts, partners = (range(first, size + 1) for size in shape)
    yield from product(places, parts, partners)


def _drawn(draw: Random, kind: DisclosureClass) -> Decimal:
    if kind is DisclosureClass.MONEY:
        return Decimal(round(draw.lognormvariate(9, 1.2)))
    return Decimal(int(draw.lognormvariate(2.5, 1.2)))


def _cell(at: At, counts: dict[At, Decimal], kind: DisclosureClass) -> Cell:
    by_partner = [_added(at, partner, counts) for partner in _of(at[2], counts, 2)]
    return Cell(
        key=_key(at),
        value=sum(by_partner, Decimal(0)),
        kind=kind,
        below_province=at[0] != 0 or at[2] != 0,
        is_whole=at == (0, 0, 0),
        contributions=tuple(sorted(by_partner, reverse=True)),
        granted_publicly=kind is DisclosureClass.MONEY and at[2] % 2 == 1,
    )


def _added(at: At, partner: int, counts: dict[At, Decimal]) -> Decimal:
    places, parts = _of(at[0], counts, 0), _of(at[1], counts, 1)
    return sum((counts[place, part, partner] for place in places for part in parts), Decimal(0))


def _of(member: int, counts: dict[At, Decimal], dimension: int) -> Iterable[int]:
    return (member,) if member else range(1, max(at[dimension] for at in counts) + 1)


def _key(at: At) -> CellKey:
    place = f"P{at[0]}" if at[0] else "CA-ON"
    part = f"part={at[1]}" if at[1] else ""
    partner = f"partner-{at[2]}" if at[2] else ""
    return CellKey("made-up", "made-up/all", place, part, partner, "2025-Q1")


def _sums(shape: Shape) -> Iterator[Sum]:
    for dimension, over in enumerate(("place", "part", "partner")):
        for at in _members(shape, first=0):
            if at[dimension] == 0:
                members = range(1, shape[dimension] + 1)
                yield Sum(_key(at), tuple(_key(_put(at, dimension, one)) for one in members), over)


def _put(at: At, dimension: int, member: int) -> At:
    place, part, partner = (member if number == dimension else old for number, old in enumerate(at))
    return place, part, partner
