"""Random hierarchies of cells, and what a reader knows of them once they are protected."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from math import prod
from random import Random

from metrics.attack import Cell, Published, Sum, System, Unknown, assembled
from metrics.disclosure import tables
from metrics.disclosure.tables import CellKey, DisclosureClass, Family, Shown

ZERO, ONE = Decimal(0), Decimal(1)
BASE = 5
PEOPLE, MONEY = DisclosureClass.PEOPLE, DisclosureClass.MONEY
Axis = dict[str, tuple[str, ...]]  # by whole its parts
PLACES: tuple[Axis, ...] = (
    {"": ()},
    {"": ("north", "south")},
    {"": ("north", "south", "east")},
    {"": ("north", "south"), "south": ("town", "land")},
)
MEMBERS: tuple[Axis, ...] = ({"": ()}, {"": ("under", "over")}, {"": ("under", "mid", "over")})
PARTNERS: tuple[Axis, ...] = ({"": ()}, {"": ("a", "b")}, {"": ("a", "b", "c")})
PERIODS: tuple[Axis, ...] = (
    {"2025-Q1": ()},
    {"2025-S1": ("2025-Q1", "2025-Q2")},
)


def axis_of(count: int, name: str) -> Axis:
    """One whole of so many parts."""
    return {"": tuple(f"{name}-{number}" for number in range(count))}


def names(axis: Axis) -> list[str]:
    return list(dict.fromkeys([*axis, *(part for parts in axis.values() for part in parts)]))


def leaves(axis: Axis) -> list[str]:
    return [one for one in names(axis) if not axis.get(one)]


def below(axis: Axis, name: str) -> list[str]:
    """The leaves of which a name consists."""
    parts = axis.get(name)
    return [leaf for part in parts for leaf in below(axis, part)] if parts else [name]


def hierarchy(random: Random, most: int = 36) -> Family:
    """Up to so many cells over places, a breakdown, partners and periods."""
    axes: tuple[Axis, ...] = ()
    while not axes or prod(len(names(axis)) for axis in axes) > most:
        axes = tuple(random.choice(axis) for axis in (PLACES, MEMBERS, PARTNERS, PERIODS))
    kind = random.choice([PEOPLE, PEOPLE, PEOPLE, MONEY])
    by_partner = random.random() < 0.6
    return family_of(random, axes, kind, by_partner=by_partner)


def family_of(
    random: Random, axes: tuple[Axis, ...], kind: DisclosureClass, *, by_partner: bool
) -> Family:
    numbers = {leaf: _number(random, kind) for leaf in product(*map(leaves, axes))}
    cells = {}
    for at in product(*map(names, axes)):
        made_of = list(product(*(below(axis, one) for axis, one in zip(axes, at, strict=True))))
        value = sum((numbers[one] for one in made_of), ZERO)
        cells[key_of(at)] = tables.Cell(
            key_of(at),
            value,
            kind,
            below_province=at[0] != "" or at[2] != "",
            is_whole=at[:3] == ("", "", ""),
            contributions=_by_partner(numbers, made_of),
            published=at[2] == "" or by_partner,
        )
    return Family(cells, tuple(_sums(axes)))


def _number(random: Random, kind: DisclosureClass) -> Decimal:
    if kind is MONEY:
        return Decimal(random.choice([0, 500, 1000, 20_000, 250_000])) * random.randint(1, 9)
    return Decimal(random.choice([0, random.randint(1, 9), random.randint(1, 60)]))


def _by_partner(
    numbers: Mapping[tuple[str, ...], Decimal], made_of: list[tuple[str, ...]]
) -> tuple[Decimal, ...]:
    whose = {one[2] for one in made_of}
    sent = (sum((numbers[one] for one in made_of if one[2] == own), ZERO) for own in whose)
    return tuple(sorted((one for one in sent if one), reverse=True))


def key_of(at: tuple[str, ...]) -> CellKey:
    place, member, partner, period = at
    return CellKey("people", "forms/people", place, member and f"age={member}", partner, period)


OVER = ("place", "age", "partner", "period")


def _sums(axes: tuple[Axis, ...]) -> Iterator[tables.Sum]:
    for at in product(*map(names, axes)):
        for which, axis in enumerate(axes):
            if parts := axis.get(at[which]):
                keys = tuple(key_of((*at[:which], part, *at[which + 1 :])) for part in parts)
                yield tables.Sum(key_of(at), keys, OVER[which])


def plainly(family: Family, floors: tuple[int, int] = (10, 5)) -> dict[CellKey, Shown]:
    """A plain threshold: what is small is hidden, all else rounded, and no more."""
    return {key: _plain(cell, floors) for key, cell in family.cells.items() if cell.published}


def _plain(cell: tables.Cell, floors: tuple[int, int]) -> Shown:
    value = cell.value or ZERO
    floor = floors[0] if cell.below_province else floors[1]
    if cell.kind is not PEOPLE:
        few = 0 < len(cell.contributions) < 3
        return HIDDEN if few else Shown(value, tables.ObservationStatus.NORMAL)
    if 0 < value < floor:
        return HIDDEN
    up = value % BASE > int(value) // BASE % BASE  # now up, now down
    number = value - value % BASE + (BASE if up else 0)
    number = max(number, Decimal(floor)) if value else number
    return Shown(number, tables.ObservationStatus.NORMAL, BASE)


HIDDEN = Shown(None, tables.ObservationStatus.SUPPRESSED)


def known(family: Family, shown: Mapping[CellKey, Shown], when: int = 0) -> list[Published]:
    """What a reader knows of each cell that is shown or hidden."""
    return [_published(family.cells[key], one, when) for key, one in shown.items()]


def _published(cell: tables.Cell, shown: Shown, when: int) -> Published:
    floor = Decimal(max(10 if cell.below_province else 5, cell.floor or 0))
    money = cell.kind is MONEY
    number = shown.value
    low: Decimal
    high: Decimal | None
    if shown.is_hidden or number is None:
        in_a_group = cell.key.disaggregation != "" and cell.below_province
        low, high = (ZERO if money or in_a_group else ONE), None
    elif shown.rounded > 1 and number:
        low, high = max(number - shown.rounded + 1, floor), number + shown.rounded - 1
    else:
        low, high = number, number
    if shown.revised and high is not None:
        low, high = max(low - floor + 1, ZERO), high + floor - 1
    return Published(
        Cell(*cell.key), low, high, shown.is_hidden, ZERO if money else floor,
        share=Decimal("0.1") if money else ZERO, when=when, number=number,
        floor=ZERO if money else floor, revised=shown.revised, counts=not money,
    )  # fmt: skip


def sums_of(family: Family) -> list[Sum]:
    return [
        Sum(Cell(*one.whole), tuple(Cell(*part) for part in one.parts), one.over)
        for one in family.sums
    ]


def unpublished(family: Family) -> list[Unknown]:
    """Cells of which nothing is said: what is hidden anywhere must not come out of them."""
    return [
        Unknown(
            Cell(*cell.key),
            0,
            need=Decimal(4) if cell.kind is PEOPLE else ZERO,
            counts=cell.kind is not MONEY,
        )
        for cell in family.cells.values()
        if not cell.published
    ]


def as_system(family: Family, shown: Mapping[CellKey, Shown]) -> System:
    return assembled(known(family, shown), sums_of(family), (), unpublished(family))
