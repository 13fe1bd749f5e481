"""What is left of a total when every partner that is shown by name is taken from it.

A governed partner whose figures are shown in totals alone must not be the one that is missing: the
remainder would be its figure, or nearly. So the remainder is asked what a total with a governed
figure is asked: enough other partners, and none that has most of it. Until it has that, the least
of the figures by name are hidden; where that does not do, the total is.

Shown by name is also what is the sum of figures by name: a partner's places make its province.

A figure by name that an earlier release has hidden stays hidden, and stands beside the governed one
again. One that stands as it was shown cannot be hidden any more, and hides nobody.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.disclosure.groups import AT_MOST
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
    gone = set(frozenset(hidden) - earlier.standing | earlier.hidden)
    sums = [one for one in family.sums if one.over == "partner"]
    made = _made_of(family)
    for one in sorted(sums, key=lambda one: any(part in made for part in one.parts)):
        if one.whole not in gone:
            found = [*_beside(_Named(family, rules, gone, earlier.standing, made), one)]
            gone.update(found)
            yield from found


def is_shown_by_name(family: Family, hidden: Collection[CellKey]) -> Callable[[Cell], bool]:
    """Whether a partner's own figure is shown, or comes of others of its own that are."""
    return _Named(family, Rules(), hidden, frozenset(), _made_of(family)).is_shown


def _made_of(family: Family) -> Mapping[CellKey, list[Sum]]:
    """Partners' own figures that come of others of theirs: of its places, members or periods."""
    found: dict[CellKey, list[Sum]] = {}
    for one in family.sums:
        if one.whole.partner and one.over != AT_MOST:
            found.setdefault(one.whole, []).append(one)
    return found


class _Named(NamedTuple):
    """What is shown by name; `gone` is not, `standing` cannot be hidden any more."""

    family: Family
    rules: Rules
    gone: Collection[CellKey]
    standing: frozenset[CellKey]
    made: Mapping[CellKey, list[Sum]]

    def is_shown(self, cell: Cell) -> bool:
        """By name, or as the sum of figures that are: then it is as good as shown."""
        if cell.published:
            return cell.key not in self.gone
        cells = self.family.cells
        made = ([cells[part] for part in one.parts] for one in self.made.get(cell.key, ()))
        return any(
            all(part.published and part.key not in self.gone for part in parts) for parts in made
        )

    def may_hide(self, cell: Cell) -> bool:
        return cell.published and not cell.granted_publicly and cell.key not in self.standing


def _beside(named: _Named, one: Sum) -> Iterator[CellKey]:
    parts = [named.family.cells[part] for part in one.parts if named.family.cells[part].value]
    shown = [part for part in parts if named.is_shown(part)]
    left = [part for part in parts if part not in shown]
    if not shown and not any(part.published for part in parts):
        return
    free = sorted(filter(named.may_hide, shown), key=_size)
    while not _is_enough(left, named.rules):
        if not free:
            yield one.whole
            return
        left.append(free.pop(0))
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
