"""What a reader of a release, and of the one before it, knows of every number of a family.

A shown number of people lies within the rounding, and is not under the floor; another is exact. A
hidden one of people is at least 1, for zeros are shown, save in a breakdown below the province; one
that is not in the release is at least 0. An amount that stands in a public list hides nothing. Of
the release before, the reader has kept everything: each number that has changed since has a
variable of its own there, each that has not is the same one. A total of before is the sum of those
who stood in it then, also where others stand in it now; so is each total of the releases before
that one, if it was of others again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import log10
from typing import NamedTuple

from metrics.disclosure.bounds import Row, Variable
from metrics.disclosure.groups import is_in_a_group
from metrics.disclosure.primary import NONE, Need, asked, is_share
from metrics.disclosure.rules import Rules
from metrics.disclosure.tables import Cell, CellKey, DisclosureClass, Family, Shown

ONE = Decimal(1)
ENDLESS = Decimal("Infinity")
LEVEL = 0.5  # how much more a total tells than a part, for each sum that it is of


class Frozen(NamedTuple):
    """What an earlier release shows of a cell, and the exact number that this was made from.

    Where a release has kept a number as "revised" the exact one is still that which was rounded.
    `exact` is None where it is not kept any more. `whose`: the partners whose figures were in it.
    """

    shown: Shown
    exact: Decimal | None = None
    whose: frozenset[str] = frozenset()


class Standing(NamedTuple):
    """What is to become of a cell before anything further is hidden.

    To hide what a share of another release has `told` protects nothing.
    """

    shown: Shown
    must_hide: bool = False
    may_hide: bool = True
    told: bool = False


class Knowledge(NamedTuple):
    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]


class Told(NamedTuple):
    """Everything that a reader's knowledge is made of; `standings` of every cell with a number."""

    family: Family
    rules: Rules
    needs: Mapping[CellKey, Need]
    standings: Mapping[CellKey, Standing]
    frozen: Mapping[CellKey, Frozen]
    older: Mapping[CellKey, tuple[Frozen, ...]] = {}


def known(told: Told) -> Knowledge:
    """The system of a family: numbers in the order of their keys, then those of before."""
    keys = [key for key in sorted(told.standings) if not is_share(told.family.cells[key])]
    levels = _levels(told.family)
    now = [_variable(told, key, levels.get(key, 0)) for key in keys]
    moved = [key for key in keys if _has_moved(told, key)]
    at = {key: index for index, key in enumerate(keys)}
    before = {**at, **{key: len(now) + index for index, key in enumerate(moved)}}
    rows = [*_sums(told, at), *_earlier_sums(told, before, frozenset(moved))]
    links = (_link(told, key, at[key], before[key]) for key in moved)
    rows += [one for one in links if one is not None]
    last = (*now, *(_earlier(told, key, told.frozen[key]) for key in moved))
    older = [(key, one) for key, ones in sorted(told.older.items()) if key in at for one in ones
             if one.exact is not None and one.shown.value is not None]  # fmt: skip
    every = (*last, *(_earlier(told, key, one) for key, one in older))
    totals = [*_earlier_totals(told, before, frozenset(moved))]
    totals += _older_totals(older, before, len(last))
    rows += totals
    rows += [bound for one in totals for bound in _not_below_nothing(told, every, one)]
    return Knowledge(every, tuple(rows))


def interval(cell: Cell, number: Decimal, rounded: int, rules: Rules) -> tuple[Decimal, Decimal]:
    """Between which numbers the exact one lies, for who sees what is shown of it."""
    if not number or rounded <= 1:
        return number, number
    step = rounded - 1 if cell.value is None or _is_integral(cell.value) else rounded
    floor = Decimal(rules.floor_of(cell))
    return max(number - step, floor), number + step


def _is_integral(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _levels(family: Family) -> Mapping[CellKey, int]:
    levels: dict[CellKey, int] = {}
    for one in family.sums:
        levels[one.whole] = levels.get(one.whole, 0) + 1
    return levels


def _variable(told: Told, key: CellKey, level: int) -> Variable:
    cell, standing = told.family.cells[key], told.standings[key]
    value = cell.value or NONE
    low, high = _shown_between(told, key)
    hidden = standing.must_hide or not cell.published
    return Variable(
        key=key,
        value=value,
        low=min(low, value),
        high=max(high, value),
        hidden=hidden,
        may_hide=standing.may_hide and value != 0 and not cell.granted_publicly,
        least=_least(cell, value),
        weight=(1 + log10(1 + abs(float(value)))) * (1 + LEVEL * level),
        need=_need(told, cell),
    )


def _need(told: Told, cell: Cell) -> Need | None:
    """What is never shown needs no more than it has; every other once it is hidden."""
    own = told.needs.get(cell.key)
    return asked(cell, told.rules).widest(own) if cell.published else own


def _shown_between(told: Told, key: CellKey) -> tuple[Decimal, Decimal]:
    cell, shown = told.family.cells[key], told.standings[key].shown
    number = cell.value if shown.value is None else shown.value
    low, high = interval(cell, number or NONE, shown.rounded, told.rules)
    if not _is_revised(told, key):
        return low, high
    room = told.rules.floor_of(cell) - 1
    return max(low - room, ONE), high + room  # from a zero it has moved; a move to it is told


def _least(cell: Cell, value: Decimal) -> Decimal:
    """The least that a hidden number can be."""
    is_people = cell.kind is DisclosureClass.PEOPLE
    is_some = is_people and cell.published and not is_in_a_group(cell)
    return min(ONE if is_some else NONE, value)


def _sums(told: Told, at: Mapping[CellKey, int]) -> Iterator[Row]:
    """Parts without a number add nothing; a whole without one says nothing of its parts.

    A reader is taken to know by how much a sum may be out.
    """
    for one in told.family.sums:
        parts = [at[part] for part in one.parts if part in at]
        if one.whole in at and parts:
            yield Row((at[one.whole], *parts), (-1, *(1 for _ in parts)))


def _has_moved(told: Told, key: CellKey) -> bool:
    before = told.frozen.get(key)
    return (
        before is not None
        and before.exact is not None
        and before.exact != told.family.cells[key].value
    )


def _is_revised(told: Told, key: CellKey) -> bool:
    return told.standings[key].shown.revised


def _earlier(told: Told, key: CellKey, before: Frozen) -> Variable:
    cell = told.family.cells[key]
    exact = before.exact or NONE
    then = cell._replace(value=exact)
    number = exact if before.shown.value is None else before.shown.value
    low, high = interval(then, number, before.shown.rounded, told.rules)
    return Variable(
        key=key,
        value=exact,
        low=min(low, exact),
        high=max(high, exact),
        hidden=before.shown.is_hidden,
        may_hide=False,
        least=_least(then, exact),
        need=asked(then, told.rules) if before.shown.is_hidden else None,
        earlier=True,
    )


def _earlier_sums(
    told: Told, before: Mapping[CellKey, int], moved: frozenset[CellKey]
) -> Iterator[Row]:
    for one in told.family.sums:
        members = (one.whole, *one.parts)
        was_known = all(key in told.frozen and key in before for key in members)
        if was_known and not moved.isdisjoint(members):
            yield Row(tuple(before[key] for key in members), (-1, *(1 for _ in one.parts)))


def _earlier_totals(
    told: Told, before: Mapping[CellKey, int], moved: frozenset[CellKey]
) -> Iterator[Row]:
    """Totals of before as sums of those who stood in them then.

    Of who was not shown by name then the number of now stands in: a reader is taken to know by how
    much it has changed, and that it was not below zero.
    """
    for one in told.family.sums:
        whose = told.frozen[one.whole].whose if one.whole in told.frozen else frozenset()
        if one.over == "partner" and whose and one.whole in before:
            then = [key for name in sorted(whose)
                    if (key := one.whole._replace(partner=name)) in before]  # fmt: skip
            named = {part for part in one.parts if part.partner}
            is_said = {*then} == named and _is_one_row(told, moved, (one.whole, *then))
            if then and not is_said:
                yield Row((before[one.whole], *map(before.__getitem__, then)),
                          (-1, *(1 for _ in then)))  # fmt: skip


def _older_totals(
    older: Iterable[tuple[CellKey, Frozen]], before: Mapping[CellKey, int], first: int
) -> Iterator[Row]:
    """The same of totals of earlier releases, which have the numbers from `first` on."""
    for whole, (key, one) in enumerate(older, first):
        then = [before[own] for name in sorted(one.whose)
                if (own := key._replace(partner=name)) in before]  # fmt: skip
        if then:
            yield Row((whole, *then), (-1, *(1 for _ in then)))


def _not_below_nothing(told: Told, every: Sequence[Variable], total: Row) -> Iterator[Row]:
    """How far down those can move who were not shown by name in an earlier total.

    Their number of now may be larger than the one that stood in it. Together they had what the
    named leave of the total; one of whom alone it can be that has grown, what the others leave too.
    """
    whole, *then = total.members
    unnamed = [at for at in then if _exact_before(told, every[at].key) is None]
    named = (every[at].value for at in then if at not in unnamed)
    left = every[whole].value - sum(named, NONE)
    now = sum((every[at].value for at in unnamed), NONE)
    if unnamed and left >= 0:
        yield Row((*unnamed,), (1,) * len(unnamed), -left, ENDLESS)
    for at in unnamed:
        had = left - now + every[at].value
        if 0 <= had < every[at].value:
            yield Row((at,), (1,), -had, ENDLESS)


def _exact_before(told: Told, key: CellKey) -> Decimal | None:
    before = told.frozen.get(key)
    return before.exact if before is not None else None


def _is_one_row(told: Told, moved: frozenset[CellKey], members: tuple[CellKey, ...]) -> bool:
    """Whether a sum of before is said already: nothing of it has moved, or all was shown then."""
    return moved.isdisjoint(members) or told.frozen.keys() >= {*members}


def _link(told: Told, key: CellKey, now: int, before: int) -> Row | None:
    """By how much a number of people has moved, as far as the rules tell.

    Less than its floor where it is revised, no less where another number is printed.
    """
    cell, shown, earlier = told.family.cells[key], told.standings[key].shown, told.frozen[key]
    room = Decimal(told.rules.floor_of(cell))
    moved = (cell.value or NONE) - (earlier.exact or NONE)
    if shown.revised:
        return Row((now, before), (1, -1), min(1 - room - moved, NONE), max(room - 1 - moved, NONE))
    if cell.kind is not DisclosureClass.PEOPLE or _is_unseen(told, key):
        return None
    up = moved > 0
    pair = (now, before) if up else (before, now)
    return Row(pair, (1, -1), min(room - abs(moved), NONE), ENDLESS)


def _is_unseen(told: Told, key: CellKey) -> bool:
    """Whether one of the two numbers is hidden, or both read the same."""
    standing, earlier = told.standings[key], told.frozen[key].shown
    return standing.must_hide or earlier.is_hidden or standing.shown.value == earlier.value
