"""Group disclosure: where all who are counted are in one part of a breakdown.

Below the province it tells of everybody who was counted that they are in that part: the part and
the zeros beside it are hidden. A zero that is hidden would be told by any zero that it is a part
of: over partners, places or periods, and so these are hidden with it. Zeros are hidden in a
breakdown below the province alone: what a zero of the whole province tells, or one without a
breakdown, is no secret and stays shown (P-07: 0 % and 100 % of the whole province may be shown).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family, Sum

AT_MOST = "at-most"  # what a sum is over that holds one figure below another: the rest is no part
NO_PARTS = ("partner", "place", "period", AT_MOST)


def is_in_a_group(cell: Cell) -> bool:
    """Whether the cell may be hidden although it is zero."""
    return cell.key.disaggregation != "" and cell.below_province


def groups(family: Family, told: frozenset[CellKey] = frozenset()) -> frozenset[CellKey]:
    """What must be hidden: parts that hold everyone, zeros beside them, zeros that tell of these.

    `told` are cells that an earlier release shows: a zero among them cannot be hidden any more.
    """
    zeros = frozenset(key for key, cell in family.cells.items() if _is_zero(cell))
    open_ones = zeros - _told(family, zeros, told)
    found: set[CellKey] = set()
    for one in family.sums:
        found.update(_together(family, one, open_ones))
    return frozenset(found | _larger(family, found & open_ones, zeros))


def _is_zero(cell: Cell) -> bool:
    return cell.value is not None and not cell.value


def _together(family: Family, one: Sum, open_ones: frozenset[CellKey]) -> Iterator[CellKey]:
    """The parts of a sum, where one of them holds everyone and that is not told anyhow."""
    parts = [family.cells[part] for part in one.parts]
    some = [part for part in parts if not _is_zero(part)]
    if one.over in NO_PARTS or not _may_tell(family.cells[one.whole]):
        return
    if len(some) != 1 or some[0].value is None:
        return
    beside = [part.key for part in parts if part.key in open_ones and part.published]
    if beside:
        yield from (some[0].key, *beside)


def _may_tell(whole: Cell) -> bool:
    return whole.kind is DisclosureClass.PEOPLE and whole.below_province and bool(whole.value)


def _told(
    family: Family, zeros: frozenset[CellKey], told: frozenset[CellKey]
) -> frozenset[CellKey]:
    """The zeros that nobody hides, and those that follow from them: their parts, sums of them."""
    shown = (family.cells[key] for key in sorted(zeros) if family.cells[key].published)
    found = {one.key for one in shown if not is_in_a_group(one) or one.key in told}
    by_cell = _sums_of(family.sums)
    waiting = sorted(found)
    while waiting:
        for one in by_cell[waiting.pop()]:
            follow = {*one.parts} if one.whole in found else set[CellKey]()
            follow |= {one.whole} if found.issuperset(one.parts) else set()
            waiting += sorted((follow & zeros) - found)
            found |= follow & zeros
    return frozenset(found)


def _larger(family: Family, hidden: set[CellKey], zeros: frozenset[CellKey]) -> set[CellKey]:
    """The zeros that hidden ones are a part of, and those that these are a part of."""
    by_cell, found = _sums_of(family.sums), set(hidden)
    waiting = sorted(hidden)
    while waiting:
        cell = waiting.pop()
        new = {one.whole for one in by_cell[cell] if cell != one.whole} & zeros - found
        waiting += sorted(new)
        found |= new
    return found


def _sums_of(sums: Iterable[Sum]) -> Mapping[CellKey, list[Sum]]:
    found: dict[CellKey, list[Sum]] = defaultdict(list)
    for one in sums:
        for cell in (one.whole, *one.parts):
            found[cell].append(one)
    return found
