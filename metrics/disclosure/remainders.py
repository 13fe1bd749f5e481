"""What is left of a total when every partner that is shown by name is taken from it.

A governed partner whose figures are shown in totals alone must not be the one that is missing: the
remainder would be its figure, or nearly. So the remainder is asked what a total with a governed
figure is asked: enough other partners, and none that has most of it. Until it has that, the least
of the figures by name are hidden; where that does not do, the total is.

A figure by name that an earlier release has hidden stays hidden, and stands beside the governed one
again. One that stands as it was shown cannot be hidden any more, and hides nobody.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.disclosure.rules import Rules
from metrics.disclosure.tables import Cell, CellKey, Family, Sum

NONE = Decimal(0)


class Earlier(NamedTuple):
    """What an earlier release has settled: zeros shown, what is hidden, what stands as shown."""

    zeros: frozenset[CellKey] = frozenset()
    hidden: frozenset[CellKey] = frozenset()
    standing: frozenset[CellKey] = frozenset()


NOTHING = Earlier()


def companions(
    family: Family, rules: Rules, hidden: Mapping[CellKey, object], earlier: Earlier = NOTHING
) -> Iterator[CellKey]:
    """The cells to hide as well; `hidden` are those that are hidden for their own sake."""
    gone = frozenset(hidden) - earlier.standing | earlier.hidden
    for one in family.sums:
        if one.over == "partner" and one.whole not in gone:
            yield from _beside(family, rules, gone, earlier.standing, one)


def _beside(
    family: Family,
    rules: Rules,
    gone: frozenset[CellKey],
    standing: frozenset[CellKey],
    one: Sum,
) -> Iterator[CellKey]:
    parts = [family.cells[part] for part in one.parts if family.cells[part].value]
    left = [part for part in parts if not part.published or part.key in gone]
    if not any(part.published for part in parts):
        return
    fixed = [part for part in parts if part.granted_publicly or part.key in standing]
    named = sorted((part for part in parts if part not in left + fixed), key=_size)
    while not _is_enough(left, rules):
        if not named:
            yield one.whole
            return
        left.append(named.pop(0))
        yield left[-1].key


def _size(cell: Cell) -> tuple[Decimal, CellKey]:
    return _amount(cell), cell.key


def _amount(cell: Cell) -> Decimal:
    return abs(cell.value or NONE)


def _is_enough(left: list[Cell], rules: Rules) -> bool:
    """Whether no governed figure that is never shown stands alone, or nearly, in what is left."""
    total = sum(map(_amount, left), NONE)
    return all(
        len(left) > one.others and _amount(one) * 100 <= rules.first * total
        for one in left
        if one.others and not one.published
    )
