"""What is left of a total when every partner that is shown by name is taken from it.

A governed partner whose figures are shown in totals alone must not be the one that is missing: the
remainder would be its figure, or nearly. So the remainder is asked what a total with a governed
figure is asked: enough other partners, and none that has most of it. Until it has that, the least
of the figures by name are hidden; where that does not do, the total is. A zero is a figure too.

Whoever has kept earlier releases has a total for each time that others stood in it, and what lies
between two of them. So each of these is asked the same: a name that is told later is taken from
all of them. Who stood in it may have had less than today: so in an earlier total nobody is taken
to have more beside it than what those by name left of the total then.

Shown by name is also what figures by name make, by whatever sums (see
`metrics.disclosure.following`): a partner's places make its province. Where of one partner only
some places are told, the rest of its province is all that another can hide behind.

A figure by name that an earlier release has hidden stays hidden, and stands beside the governed one
again. One that stands as it was shown cannot be hidden any more, and hides nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from metrics.disclosure.following import following
from metrics.disclosure.groups import AT_MOST
from metrics.disclosure.rules import Rules
from metrics.disclosure.stood_in import stood_in
from metrics.disclosure.tables import Cell, CellKey, Family, Sum

NONE = Decimal(0)
NOBODY = frozenset[str]()
ALL = ""  # all partners


class Earlier(NamedTuple):
    """What earlier releases have settled: zeros shown, what is hidden, what stands as shown.

    `named` are partners' own figures that were shown, `whose` the partners of each total that was
    shown, once for each time that they were others. `amounts` is what such a total came to then,
    and `numbers` what was shown of a partner's own figure.
    """

    zeros: frozenset[CellKey] = frozenset()
    hidden: frozenset[CellKey] = frozenset()
    standing: frozenset[CellKey] = frozenset()
    named: frozenset[CellKey] = frozenset()
    whose: Mapping[CellKey, tuple[frozenset[str], ...]] = {}
    amounts: Mapping[tuple[CellKey, frozenset[str]], Decimal] = {}
    numbers: Mapping[CellKey, Decimal] = {}


NOTHING = Earlier()


def companions(
    family: Family, rules: Rules, hidden: Mapping[CellKey, object], earlier: Earlier = NOTHING
) -> Iterator[CellKey]:
    """The cells to hide as well; `hidden` are those that are hidden for their own sake."""
    named = _Named(family, rules, frozenset(hidden) - earlier.standing | earlier.hidden, earlier)
    sums = [one for one in family.sums if one.over == "partner"]
    for one in sorted(sums, key=lambda one: any(named.is_made(part) for part in one.parts)):
        for key in _beside(named, one):
            named.hide(key)
            yield key


def left_alone(family: Family, rules: Rules, earlier: Earlier) -> Iterator[CellKey]:
    """The totals that leave a governed figure alone, where all is out and nothing can be hidden.

    Also one that nobody was shown: others may make it. It is asked of all who ever stood in it.
    """
    named = _Named(family, rules, (), earlier)
    told = named.told(ALL)
    for one in family.sums:
        if one.over == "partner" and one.whole in told:
            every = named.whose.get(one.whole) or (frozenset(part.partner for part in one.parts),)
            own = named.own(one.whole, NOBODY.union(*every))
            asked = [*product(every, (NOBODY, *every))] if named.tells_of(own.values()) else []
            if not all(_Left.of(named, own, *two).is_enough(rules) for two in asked):
                yield one.whole


def is_shown_by_name(family: Family, hidden: Collection[CellKey]) -> Callable[[Cell], bool]:
    """Whether a partner's own figure is shown, or comes of others of its own that are."""
    return _Named(family, Rules(), hidden, NOTHING).is_shown


class _Named:
    """What is shown by name; `gone` is not, what stands cannot be hidden any more."""

    def __init__(
        self, family: Family, rules: Rules, gone: Collection[CellKey], earlier: Earlier
    ) -> None:
        self.family, self.rules, self.earlier, self.gone = family, rules, earlier, {*gone}
        self.sums: dict[str, list[Sum]] = defaultdict(list)
        self.made: dict[CellKey, list[Sum]] = defaultdict(list)
        self.cells: dict[str, list[Cell]] = defaultdict(list)
        for one in family.sums:
            if one.over not in (AT_MOST, "partner"):
                self.sums[one.whole.partner].append(one)
                self.made[one.whole].append(one)
        for cell in family.cells.values():
            self.cells[cell.key.partner].append(cell)
        self._told: dict[str, frozenset[CellKey]] = {}
        self.whose = stood_in(family, self.sums[ALL], earlier.whose)

    def hide(self, key: CellKey) -> None:
        self.gone.add(key)
        self._told.pop(key.partner, None)

    def is_made(self, key: CellKey) -> bool:
        """Whether a partner's own figure comes of others of its own."""
        return key.partner != ALL and key in self.made

    def told(self, partner: str) -> frozenset[CellKey]:
        """What a reader has of a partner's figures, by whatever sums; or of those of all."""
        if partner not in self._told:
            shown = (one.key for one in self.cells[partner] if self._is_printed(one))
            sums = [(one.whole, one.parts) for one in self.sums[partner]]
            self._told[partner] = following(shown, sums, self.gone)
        return self._told[partner]

    def _is_printed(self, cell: Cell) -> bool:
        was = cell.value is None and cell.key in self.earlier.named
        return cell.key not in self.gone and (cell.published or was)

    def is_shown(self, cell: Cell) -> bool:
        """By name, or as what figures by name make: then it is as good as shown."""
        if cell.key not in self.family.cells:
            return self._is_printed(cell)
        return cell.key in self.told(cell.key.partner)

    def tells_of(self, own: Iterable[Cell]) -> bool:
        """Whether any of these is shown by name, or some of it."""
        return any(one.published or self.is_shown(one) or self.inside(one.key) for one in own)

    def inside(self, key: CellKey) -> Decimal:
        """How much of a figure is told at least, by what of it is shown by name."""
        if key in self.told(key.partner):
            return _amount(self.family.cells[key])
        made = (sum(map(self.inside, one.parts), NONE) for one in self.made.get(key, ()))
        return max(made, default=NONE)

    def untold(self, cell: Cell) -> Decimal:
        """What of a figure that is not shown nothing tells, and another may hide behind."""
        return max(_amount(cell) - self.inside(cell.key), NONE)

    def may_hide(self, cell: Cell) -> bool:
        stands = cell.granted_publicly or cell.key in self.earlier.standing
        return cell.published and bool(cell.value) and not stands

    def to_hide(self, key: CellKey) -> CellKey | None:
        """The figure to hide next so that another can stand behind this: it, or the least it is of.

        None where something of it is told by nothing, or where nothing of it can be hidden.
        """
        cell = self.family.cells.get(key)
        if cell is None or not cell.value or self.untold(cell):
            return None
        if self._is_printed(cell):
            return key if self.may_hide(cell) else None
        told = (one for one in self.made.get(key, ()) if self._is_wholly_told(one))
        least = (self._least(map(self.to_hide, one.parts)) for one in told)
        return next((one for one in least if one), None) or self._telling(key)

    def _is_wholly_told(self, one: Sum) -> bool:
        return not any(self.untold(self.family.cells[part]) for part in one.parts)

    def _least(self, found: Iterable[CellKey | None]) -> CellKey | None:
        cells = (self.family.cells[key] for key in found if key)
        return min((_size(one) for one in cells), default=(NONE, None))[1]

    def _telling(self, key: CellKey) -> CellKey | None:
        """The least without which it does not follow: a quarter does of a year and the others."""
        if key not in self.told(key.partner):
            return None
        sums = [(one.whole, one.parts) for one in self.sums[key.partner]]
        shown = {one.key for one in self.cells[key.partner] if self._is_printed(one)}
        tried = (at for at in sorted(shown) if self.may_hide(self.family.cells[at]))
        return self._least(
            at for at in tried if key not in following(shown - {at}, sums, self.gone | {at})
        )

    def rest(self, own: Mapping[str, Cell], whose: frozenset[str]) -> Decimal:
        """What those by name leave of a total of these: as it was shown, or else as it is today."""
        shown = {one for one in whose if self.is_shown(own[one])}
        whole = next((one.key._replace(partner=ALL) for one in own.values()), None)
        amount = self.earlier.amounts.get((whole, whose)) if whole else None
        if amount is None:
            return sum((self.untold(own[one]) for one in whose - shown), NONE)
        told = sum((self.inside(own[one].key) for one in whose - shown), NONE)
        return amount - told - sum((self._then(own[one]) for one in shown), NONE)

    def _then(self, cell: Cell) -> Decimal:
        """The number of a name as it was shown; of one that was not, a reader has today's."""
        return self.earlier.numbers.get(cell.key, cell.value or NONE)

    def own(self, whole: CellKey, whose: Collection[str]) -> dict[str, Cell]:
        """The figures of these partners; of who has left only that there was one."""
        keys = {one: whole._replace(partner=one) for one in sorted(whose)}
        return {one: self.family.cells.get(key) or Cell(key, None, published=False)
                for one, key in keys.items()}  # fmt: skip


def _beside(named: _Named, one: Sum) -> Iterator[CellKey]:
    """What to hide so that no remainder of a total, now or before, leaves a figure alone."""
    now = frozenset(part.partner for part in one.parts)
    every = [*([] if one.whole in named.gone else [now]), *named.whose.get(one.whole, ())]
    own = named.own(one.whole, NOBODY.union(*every))
    own |= {part.partner: named.family.cells[part] for part in one.parts}
    if not named.tells_of(own.values()):
        return
    for whose, less in product(every, (NOBODY, *every)):
        yield from _between(named, own, whose, less)
        is_now = now in (whose, less)
        if is_now and not _Left.of(named, own, whose, less).is_enough(named.rules):
            yield one.whole


def _between(
    named: _Named, own: Mapping[str, Cell], whose: frozenset[str], less: frozenset[str]
) -> Iterator[CellKey]:
    """The least figures by name, until what is left of the difference of two totals is enough."""
    free = sorted((own[one] for one in whose - less if named.is_shown(own[one])), key=_size)
    while free and not _Left.of(named, own, whose, less).is_enough(named.rules):
        least = named.to_hide(free[0].key)
        if least is None:
            free.pop(0)  # it stands, or nothing of it is told any more
        else:
            yield least  # which is gone from then on


class _Left(NamedTuple):
    """Whose figures stand in the one total and not in the other, and are not shown by name.

    Nobody's where the other holds one more: the difference is then no sum of figures. `beside` is
    what of each nothing tells; `total` is what that comes to: no more than it did then, for today
    they may have more.
    """

    cells: tuple[Cell, ...]
    beside: tuple[Decimal, ...]
    total: Decimal

    @classmethod
    def of(
        cls, named: _Named, own: Mapping[str, Cell], whose: frozenset[str], less: frozenset[str]
    ) -> "_Left":
        hidden = [{one for one in whole if not named.is_shown(own[one])} for whole in (whose, less)]
        if not hidden[1] <= hidden[0]:
            return cls((), (), NONE)
        cells = tuple(own[one] for one in sorted(hidden[0] - hidden[1]))
        beside = tuple(map(named.untold, cells))
        today, then = sum(beside, NONE), named.rest(own, whose) - named.rest(own, less)
        return cls(cells, beside, min(today, then) if then > 0 else today)

    def is_enough(self, rules: Rules) -> bool:
        """Whether no governed figure that is never shown stands alone in it, or nearly."""
        some = sum(1 for one in self.beside if one)
        return all(
            some - bool(left) >= one.others and _amount(one) * 100 <= rules.first * self.total
            for one, left in zip(self.cells, self.beside, strict=True)
            if one.others and not one.published and one.value is not None
        )


def _size(cell: Cell) -> tuple[Decimal, CellKey]:
    return _amount(cell), cell.key


def _amount(cell: Cell) -> Decimal:
    return abs(cell.value or NONE)
