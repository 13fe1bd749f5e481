"""Which cells must be hidden by themselves, and how uncertain they must stay.

People: under the floor (P-03), group disclosure, where everyone counted is in one part, and any of
an area in which too few live (P-10). Money:
fewer contributors than asked, or dominance (P-08); how far the range must reach is from the
Handbook on Statistical Disclosure Control, 2nd edition 2024, section 4.2, table "Upper protection
levels": for the (n,k) rule 100/k (x1 + ... + xn) - X above the true value X. Any kind: a total
that holds a governed partner's figure beside too few others, and what would leave it so alone when
the partners shown by name are taken from it. A total of people of two partners, for each of them
need only take its own figure from it to have the other's; a zero beside them makes it no more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.disclosure.groups import groups
from metrics.disclosure.remainders import NOTHING, Earlier, companions, is_shown_by_name
from metrics.disclosure.rules import Rules
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family

NONE = Decimal(0)


class Need(NamedTuple):
    """How wide the range must stay in which a reader can place a hidden cell, in its unit.

    `above` is how far beyond the true value the range must reach.
    """

    width: Decimal
    above: Decimal = NONE

    def widest(self, other: "Need | None") -> "Need":
        if other is None:
            return self
        return Need(max(self.width, other.width), max(self.above, other.above))


def primary(family: Family, rules: Rules, earlier: Earlier = NOTHING) -> Mapping[CellKey, Need]:
    """Every cell that may not be told, in the order of the keys; `earlier`: what was shown before.

    Cells that are not published are among them: what is never shown must not be worked out either.
    Of people in these only what is hidden anywhere counts, or a steward's floor: a total of the
    province that may be shown must not be barred by its parts, which nobody is shown.
    """
    needs: dict[CellKey, Need] = {}
    governed = _governed(family)
    together = groups(family, earlier.zeros)
    for key in sorted(family.cells):
        for need in _needs(family.cells[key], rules, governed.get(key, 0), key in together):
            needs[key] = need.widest(needs.get(key))
    needs |= {
        key: _barred(family.cells[key], rules) for key in _of_two(family, {*needs, *earlier.hidden})
    }
    beside = [*companions(family, rules, needs, earlier)]
    return needs | {key: _barred(family.cells[key], rules).widest(needs.get(key)) for key in beside}


def may_stand(cell: Cell, rules: Rules) -> bool:
    """Whether a total may be shown, were there nothing besides it; of people not of two partners.

    Of what is no sum nothing can be taken, and so nothing is asked here.
    """
    needs = [*_needs(cell, rules, cell.others, is_group=False)]
    return not needs and not _is_of_two(cell) and not is_share(cell)


def asked(cell: Cell, rules: Rules) -> Need:
    """What the range of any hidden cell keeps, whether it is hidden by itself or for another.

    The two are not told apart, so that no less may be asked of one: its floor, or of an amount the
    least range.
    """
    if cell.kind is not DisclosureClass.MONEY:
        return Need(Decimal(rules.floor_of(cell)))
    return Need(_least_range(abs(cell.value or NONE), rules))


def is_share(cell: Cell) -> bool:
    """Whether the cell is judged by its numerator and denominator, and adds up to nothing.

    Also where neither is stated: a share is never rounded as if it were a count.
    """
    return cell.share or cell.numerator is not None or cell.denominator is not None


def _needs(cell: Cell, rules: Rules, others: int, is_group: bool) -> Iterator[Need]:
    if cell.value is None:
        return
    if others and not _has_others(cell, others, rules):
        yield _barred(cell, rules)
    if is_share(cell):
        return
    is_people = cell.kind is DisclosureClass.PEOPLE
    if is_people and (is_group or NONE < abs(cell.value) < rules.floor_of(cell)):
        yield Need(Decimal(_width(cell, rules)))
    if is_people and cell.small_area and cell.value:
        yield Need(Decimal(rules.floor_of(cell)))
    if cell.kind is DisclosureClass.MONEY and cell.value and not cell.granted_publicly:
        yield from _dominated(cell, rules)


def _of_two(family: Family, hidden: Collection[CellKey]) -> Iterator[CellKey]:
    """Totals of people of two partners, unless both are shown by name: then nothing is learned.

    Whoever states zero adds nothing behind which either of them could stand, and what it states is
    shown: it is counted neither among the two nor among those who have to be shown by name.
    """
    parts = {one.whole: one.parts for one in family.sums if one.over == "partner"}
    is_shown = is_shown_by_name(family, hidden)
    for key in sorted(family.cells):
        cell = family.cells[key]
        if cell.published and key not in hidden and _is_of_two(cell):
            own = [one for part in parts.get(key, ()) if (one := family.cells[part]).value]
            if len(own) < len(_some(cell)) or not all(map(is_shown, own)):
                yield key


def _is_of_two(cell: Cell) -> bool:
    is_count = cell.kind is DisclosureClass.PEOPLE and not is_share(cell)
    two = len(_some(cell)) <= 2 <= len(cell.contributions) and not cell.key.partner
    return is_count and two and bool(cell.value)


def _some(cell: Cell) -> list[Decimal]:
    return [one for one in cell.contributions if one]


def _barred(cell: Cell, rules: Rules) -> Need:
    """Of a cell that is hidden because of a governed partner's figure."""
    if cell.kind is DisclosureClass.PEOPLE:
        return Need(Decimal(_width(cell, rules)))
    return magnitude_need(cell, rules)


def _width(cell: Cell, rules: Rules) -> int:
    return rules.floor_of(cell) if cell.published else max(rules.floor, cell.floor or 0)


def _dominated(cell: Cell, rules: Rules) -> Iterator[Need]:
    shares = _contributions(cell)
    total = sum(shares, NONE)
    few = len(shares) < rules.contributors
    first = shares[0] * 100 > rules.first * total
    if few or first or sum(shares[:2], NONE) * 100 > rules.two * total:
        yield magnitude_need(cell, rules)


def magnitude_need(cell: Cell, rules: Rules) -> Need:
    """The handbook's upper protection level, as far below as above; never under the least range.

    The least: a range is at least `least_range` percent of its upper end, or it tells the amount.
    """
    shares = _contributions(cell)
    total = sum(shares, NONE)
    by_first = shares[0] * 100 / rules.first - total
    by_two = sum(shares[:2], NONE) * 100 / rules.two - total
    above = max(by_first, by_two, NONE)
    return Need(max(2 * above, _least_range(total, rules)), above)


def _least_range(total: Decimal, rules: Rules) -> Decimal:
    return max(total * rules.least_range / (100 - rules.least_range), Decimal(1))


def _contributions(cell: Cell) -> list[Decimal]:
    """Absolute amounts, largest first; a cell whose partners are unknown is one partner's."""
    said = cell.contributions or (cell.value or NONE,)
    return sorted((abs(one) for one in said if one), reverse=True) or [NONE]


def _has_others(cell: Cell, others: int, rules: Rules) -> bool:
    """Whether enough partners beside one stand in the total, and none has most of it."""
    shares = _contributions(cell)
    enough = len(shares) - 1 >= others
    return enough and shares[0] * 100 <= rules.first * sum(shares, NONE)


def _governed(family: Family) -> Mapping[CellKey, int]:
    """How many others must stand beside a governed partner's figure, by total.

    The figure of one that is never shown by name has nobody beside it: it must not be worked out.
    """
    others: dict[CellKey, int] = defaultdict(int)
    named = {_whose(one) for one in family.cells.values() if one.published or one.granted_publicly}
    for cell in family.cells.values():
        if not cell.key.partner or _whose(cell) not in named:
            others[cell.key] = cell.others
    for one in family.sums:
        if one.over == "partner":
            parts = [family.cells[part] for part in one.parts]
            asked = max((part.others for part in parts if part.value), default=0)
            others[one.whole] = max(others[one.whole], asked)
    return others


def _whose(cell: Cell) -> tuple[str, str, str]:
    return cell.key.series, cell.key.partner, cell.key.period
