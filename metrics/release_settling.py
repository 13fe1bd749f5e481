"""What a release tells anew, what stays as it was released before, and what is not released.

Whether a total may be told anew can depend on what is shown beside it: who joins it may be shown by
name, and a name may have to be hidden. So it is settled in turns; in each more totals stay as they
were, until nothing changes any more.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.catalogue import Catalogue
from metrics.disclosure.knowledge import Frozen
from metrics.disclosure.protecting import protect_family
from metrics.disclosure.rules import RULES
from metrics.disclosure.shares import Elsewhere, number_of
from metrics.disclosure.tables import Cell, CellKey, Protected, Shown
from metrics.families import build
from metrics.family_material import Built, Choice, Material
from metrics.joining import Kept, kept_back, left_behind
from metrics.observations import Qualifier
from metrics.periods import Period
from metrics.release_values import FrozenCell
from metrics.return_forms import ReturnForm


class Settled(NamedTuple):
    """A family, what is shown of it, and the totals that are kept as they were."""

    material: Material
    built: Built
    protected: Protected
    kept: frozenset[CellKey]


def settled(material: Material, choice: Choice, key: bytes) -> Settled:
    frozen = {at: frozen_of(one) for at, one in material.before.items()}
    older = {at: tuple(map(frozen_of, ones)) for at, ones in material.older.items()}
    material, first = _without_rests(material, choice)
    unnamed, last = frozenset[CellKey](), Kept()
    while True:
        kept = kept_back(first, material, RULES, unnamed)
        last = Kept(last.totals | kept.totals, last.closed | kept.closed)
        own = material._replace(kept=last.totals, closed=last.closed)
        built = build(own, choice) if last.totals or last.closed else first
        protected = protect_family(built.family, RULES, key, frozen, older, material.elsewhere)
        hidden = {at for at, one in protected.cells.items() if at.partner and one.is_hidden}
        if kept_back(first, material, RULES, unnamed | hidden) == kept:
            return Settled(own, built, protected, last.totals)
        unnamed |= hidden


def _without_rests(material: Material, choice: Choice) -> tuple[Material, Built]:
    """The family; where somebody has left a total that was shown, without anything new beside it.

    By whatever were told of those who have stayed, the old total would tell who has left.
    """
    first = build(material, choice)
    gone = shut_by(left_behind(first, material, choice), material.form, material.catalogue)
    if not gone:
        return material, first
    shut = {one: (*material.shut.get(one, ()), *gone.get(one, ()))
            for one in {*material.shut, *gone}}  # fmt: skip
    material = material._replace(shut=shut)
    return material, build(material, choice)


def frozen_cell(found: Settled, key: CellKey, shown: Shown) -> FrozenCell:
    """A cell as the release shows it; what is kept as it was, with whose figures were in it."""
    built, before = found.built, found.material.before.get(key)
    if key in found.kept and before is not None:
        return before._replace(shown=shown) if shown.is_hidden else before
    qualifier = built.qualifiers.get(key, Qualifier.EXACT)
    made = FrozenCell(
        key, shown, built.parts[key], built.coverage.get(key), qualifier,
        _exact(built.family.cells[key]), each=_each(built, key),
    )  # fmt: skip
    if shown.revised and before is not None:  # of these the number shown was made
        return made._replace(exact=before.exact, each=before.each)
    return made


def _each(built: Built, key: CellKey) -> tuple[tuple[str, Decimal], ...]:
    """What everybody in a total adds to it; nothing of what is no sum."""
    if key.partner or built.family.cells[key].share:
        return ()
    own = {one: built.family.cells.get(key._replace(partner=one)) for one in built.parts[key]}
    return tuple(sorted((one, cell.value) for one, cell in own.items()
                        if cell is not None and cell.value is not None))  # fmt: skip


def _exact(cell: Cell) -> str | None:
    """The number behind a figure; of a share with those of which it was made."""
    if cell.value is None or cell.numerator is None or cell.denominator is None:
        return None if cell.value is None else str(cell.value)
    return f"{cell.value} {cell.numerator}/{cell.denominator}"


def frozen_of(one: FrozenCell) -> Frozen:
    """What protection has to know of a figure that was released before."""
    whose = frozenset[str]() if one.key.partner else one.organizations
    return Frozen(one.shown, one.number, whose)


def elsewhere_of(told: Mapping[CellKey, tuple[FrozenCell, ...]]) -> Elsewhere:
    """The numbers that releases of a form have hidden, and those that a shown share has told."""
    every = [(key, one) for key, ones in told.items() for one in ones]
    hidden = (number_of(key, one.number) for key, one in every
              if one.shown.is_hidden and not one.made_of)  # fmt: skip
    behind = (number_of(key, number) for key, one in every
              if one.shown.value is not None for number in one.made_of if number)  # fmt: skip
    return Elsewhere(frozenset(filter(None, hidden)), frozenset(filter(None, behind)))


def older_of(
    told: Mapping[CellKey, tuple[FrozenCell, ...]],
) -> Mapping[CellKey, tuple[FrozenCell, ...]]:
    """The totals that were shown of others than they were released of last, each of these once."""
    found: dict[CellKey, tuple[FrozenCell, ...]] = {}
    for key, ones in told.items():
        if not key.partner:
            of_others = {one.organizations: one for one in ones if one.shown.value is not None}
            if ones[-1].shown.value is not None:
                del of_others[ones[-1].organizations]
            if of_others:
                found[key] = tuple(of_others.values())
    return found


def shut_by(
    gone: Iterable[CellKey], form: ReturnForm, catalogue: Catalogue
) -> Mapping[str, tuple[Period, ...]]:
    """The indicators and periods in which released figures were taken back.

    Whoever kept the old total would have the rest of it in whatever came out beside it. So it is
    with what the form adds up to it, or adds it up to.
    """
    found: dict[str, set[Period]] = {}
    for key in gone:
        for indicator in _added_up(key, form, catalogue):
            found.setdefault(indicator, set()).add(Period.parse(key.period))
    return {one: tuple(sorted(periods)) for one, periods in sorted(found.items())}


def _added_up(key: CellKey, form: ReturnForm, catalogue: Catalogue) -> Iterator[str]:
    """The indicator of a figure, and those that the form adds up with it, however far."""
    names = form.adding_up_with([key.series.partition("/")[2]])
    held = {one for table in form.tables for one in names if one and table.measure(one)}
    yield key.indicator
    yield from (catalogue.series_of(f"{form.source}/{one}").indicator for one in sorted(held))
