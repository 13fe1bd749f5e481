"""Who has joined a total since it was released last, or left it: may the difference be told?

Whoever has both releases takes the one total from the other. What is left is the figures of those
who joined: of one late partner its very number. So a total of other partners than before is told
anew only where they could be shown as a total by themselves, or are shown by name anyhow. Else it
stays as it was released, and with it everything that adds up with it, or the others would tell it.
What was never released stays so then: it would be the part that is new.

Who stated next to nothing, and states a number now, has joined likewise, and the other way round
has left: the difference is that number, or within a tenth of it (the p% rule with p = 10: Handbook
on Statistical Disclosure Control, section 4.2).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.disclosure.groups import AT_MOST
from metrics.disclosure.primary import may_stand
from metrics.disclosure.rules import Rules
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family
from metrics.family_material import Built, Choice, Material
from metrics.periods import Period
from metrics.release_values import FrozenCell

NONE = Decimal(0)
NO_PARTS = ("partner", AT_MOST)
NEARLY = 10  # a tenth of a number tells it


class Kept(NamedTuple):
    """The totals that stay as they were released, and what is not released beside them."""

    totals: frozenset[CellKey] = frozenset()
    closed: frozenset[CellKey] = frozenset()


def kept_back(
    built: Built, material: Material, rules: Rules, unnamed: frozenset[CellKey] = frozenset()
) -> Kept:
    """What is not told anew; `unnamed` are figures by name that will be hidden."""
    joining = _Joining(built, material, rules, unnamed)
    barred = [key for key in built.family.cells if not joining.may_be_told(key)]
    found = frozenset(_adding_up_with(built.family, barred))
    totals = frozenset(
        key for key in found if key in material.before and material.before[key].exact is not None
    )
    return Kept(totals, found - totals)


def left_behind(built: Built, material: Material, choice: Choice) -> Iterator[CellKey]:
    """The totals of earlier releases from which somebody has left who was never shown by name."""
    for key, before in material.before.items():
        is_chosen = key.series in choice.series and Period.parse(key.period) in choice.periods
        if is_chosen and not key.partner and before.shown.value is not None:
            left = _turned(built, before).left
            if any(not _was_named(built, material, key, one) for one in left):
                yield key


class _Turned(NamedTuple):
    """Who has joined a total since, and who has left it."""

    joined: frozenset[str]
    left: frozenset[str]


def _turned(built: Built, before: FrozenCell) -> _Turned:
    was, now = before.organizations, built.parts.get(before.key, frozenset())
    numbers = [(one, abs(number), _now(built, before.key, one)) for one, number in before.each]
    stayed = [(one, then, today) for one, then, today in numbers if one in was & now]
    joined = {one for one, then, today in stayed if then * NEARLY <= today and then < today}
    left = {one for one, then, today in stayed if today * NEARLY <= then and today < then}
    return _Turned(now - was | joined, was - now | left)


def _now(built: Built, key: CellKey, partner: str) -> Decimal:
    return abs(_number(built.family.cells.get(key._replace(partner=partner))))


def _was_named(built: Built, material: Material, key: CellKey, partner: str) -> bool:
    """Whether a partner's part of a total was shown by its name, or by names all that makes it."""

    def named(at: CellKey) -> bool:
        own = material.before.get(at._replace(partner=partner))
        return own is not None and own.shown.value is not None

    def took_part(at: CellKey) -> bool:
        return at in material.before and partner in material.before[at].organizations

    return _by_name(built.family, key, named, took_part)


def _by_name(
    family: Family,
    key: CellKey,
    named: Callable[[CellKey], bool],
    took_part: Callable[[CellKey], bool],
) -> bool:
    """Of a total, or of the parts of one of its sums in which a partner has any part."""
    sums = [one for one in family.sums if one.whole == key and one.over not in NO_PARTS]
    inside = ([part for part in one.parts if took_part(part)] for one in sums)
    return named(key) or any(parts and all(map(named, parts)) for parts in inside)


class _Joining(NamedTuple):
    built: Built
    material: Material
    rules: Rules
    unnamed: frozenset[CellKey]

    def may_be_told(self, key: CellKey) -> bool:
        """Whether a total may say its new number; what no release has shown is not asked here."""
        before = self.material.before.get(key)
        if before is None or key.partner or before.shown.value is None:
            return True
        then, now, turned = before.organizations, self.built.parts[key], _turned(self.built, before)
        if any(not _was_named(self.built, self.material, key, one) for one in turned.left):
            return False
        joined = [one for one in sorted(turned.joined) if not self._is_named(key, one)]
        if joined:
            reads_well = then >= now or self._reads_as_enough(before)
            return reads_well and self._may_stand(key, joined)
        return then != now or self._is_covered_alike(before)

    def _reads_as_enough(self, before: FrozenCell) -> bool:
        """Whether the counts of partners beside both numbers, too, say that several have joined.

        Who has answered in part adds to a total and is not counted.
        """
        cell, now = self.built.family.cells[before.key], self.built.coverage.get(before.key)
        least = self.rules.contributors if cell.kind is DisclosureClass.MONEY else 2
        if now is None or before.coverage is None or cell.granted_publicly:
            return True
        return now.covered - before.coverage.covered >= least

    def _is_covered_alike(self, before: FrozenCell) -> bool:
        """Another count of partners beside another number would read as if somebody had joined."""
        now = self.built.coverage.get(before.key)
        if now is None or before.coverage is None or now.covered == before.coverage.covered:
            return True
        return self.built.family.cells[before.key].value == (before.number or 0)

    def _is_named(self, key: CellKey, partner: str) -> bool:
        cells = self.built.family.cells

        def named(at: CellKey) -> bool:
            own = at._replace(partner=partner)
            return own in cells and cells[own].published and own not in self.unnamed

        def took_part(at: CellKey) -> bool:
            return at._replace(partner=partner) in cells

        return _by_name(self.built.family, key, named, took_part)

    def _may_stand(self, key: CellKey, joined: list[str]) -> bool:
        """Whether those who joined could be shown as a total; where nothing adds up, never."""
        cells = self.built.family.cells
        every = [cells.get(key._replace(partner=one)) for one in self.built.parts[key]]
        if len(joined) < 2 or sum(map(_number, every), NONE) != cells[key].value:
            return False
        own = [cells[key._replace(partner=one)] for one in joined]
        return may_stand(_together(cells[key], own), self.rules)


def _together(whole: Cell, own: list[Cell]) -> Cell:
    numbers = [_number(one) for one in own]
    return whole._replace(
        value=sum(numbers, NONE),
        contributions=tuple(sorted(map(abs, numbers), reverse=True)),
        floor=max((one.floor for one in own if one.floor is not None), default=None),
        others=max(one.others for one in own),
    )


def _number(cell: Cell | None) -> Decimal:
    return NONE if cell is None or cell.value is None else cell.value


def _adding_up_with(family: Family, barred: Iterable[CellKey]) -> Iterator[CellKey]:
    """The totals that hang together with some by sums over anything but partners."""
    beside: Mapping[CellKey, set[CellKey]] = defaultdict(set)
    for one in family.sums:
        if one.over not in NO_PARTS and not one.whole.partner:
            for key in (one.whole, *one.parts):
                beside[key].update((one.whole, *one.parts))
    waiting, found = [*barred], set(barred)
    while waiting:
        key = waiting.pop()
        yield key
        new = beside[key] - found if key in beside else set()
        found |= new
        waiting += sorted(new)
