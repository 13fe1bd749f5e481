"""What the attack still finds after protection is hidden too, until it finds nothing.

Disclosure control reckons with sums; an attacker also reads the rules of the form, by which one
figure is never above another. So what is frozen has been attacked first: of each sum by which a
hidden figure can be told, the least figure that is shown is hidden as well. Hiding more never makes
a range narrower; in the end nothing of the sum is left to tell by.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from metrics.attack import Attacked, Leak
from metrics.attack.cells import SHARE, Cell
from metrics.disclosure.shares import narrowing
from metrics.disclosure.tables import CellKey, Family, Loss, Shown
from metrics.observations import ObservationStatus, Qualifier
from metrics.release_refusals import cannot_be_protected
from metrics.release_values import FrozenCell

ROUNDS = 60
HIDDEN = Shown(None, ObservationStatus.SUPPRESSED)
Cells = tuple[FrozenCell, ...]


def hardened(cells: Cells, attacked: Callable[[Cells], Attacked], family: Family) -> Cells:
    """The cells with as much hidden as it takes; MetricsError where that does not help.

    With a count go the shares that would tell it.
    """
    for _ in range(ROUNDS):
        leaks = attacked(cells).leaks
        if not leaks:
            return cells
        hidden = frozenset(_telling(leaks, {one.key: one for one in cells}))
        if not hidden:
            break
        hidden = hidden.union(narrowing(family, hidden))
        cells = tuple(_hidden(one) if one.key in hidden else one for one in cells)
    raise cannot_be_protected()


def lost(loss: Loss, cells: Cells) -> Loss:
    """What protecting has cost in the end."""
    gone = [one for one in cells if one.shown.is_hidden]
    value = sum((abs(one.number) for one in gone if one.number is not None), Decimal(0))
    return loss._replace(hidden=len(gone), value_hidden=value)


def _telling(leaks: Iterable[Leak], cells: Mapping[CellKey, FrozenCell]) -> Iterator[CellKey]:
    """For each figure that can be told, the least one shown of each sum that it is told by.

    Where a share tells it, that is hidden first.
    """
    for leak in leaks:
        shares = [one for one in leak.how if one.over == SHARE and _shown(one.parts[0], cells)]
        for said in shares or leak.how:
            parts = [one for part in said.parts if (one := _shown(part, cells))]
            whole = _shown(said.whole, cells)
            if told := sorted(parts, key=_size) or [one for one in [whole] if one]:
                yield told[0].key


def _shown(cell: Cell, cells: Mapping[CellKey, FrozenCell]) -> FrozenCell | None:
    """A figure of which a number is shown now."""
    found = cells.get(CellKey(*cell[: len(CellKey._fields)]))
    return found if found is not None and found.shown.value is not None else None


def _size(one: FrozenCell) -> tuple[bool, Decimal, CellKey]:
    """Zeros last: they hide the least."""
    value = one.shown.value or Decimal(0)
    return not value, abs(value), one.key


def _hidden(one: FrozenCell) -> FrozenCell:
    return one._replace(shown=HIDDEN, qualifier=Qualifier.EXACT)
