"""A family of cells in, what may be shown of each out.

What an earlier release has fixed stays: hidden stays hidden; shown stays shown where it may. A
number of people that has moved by less than its floor keeps the number that was shown, marked as
revised. Cells that were shown before are hidden only where nothing else protects, and only such
as have changed since: the reader has the old number.
"""

from collections.abc import Mapping
from decimal import Decimal

from metrics.disclosure.knowledge import Frozen, Knowledge, Standing, Told, known
from metrics.disclosure.primary import NONE, Need, is_share, primary
from metrics.disclosure.remainders import Earlier
from metrics.disclosure.rounding import rounded
from metrics.disclosure.rules import Rules
from metrics.disclosure.secondary import Pattern, pattern
from metrics.disclosure.shares import (
    HIDDEN,
    NOWHERE,
    Elsewhere,
    narrowing,
    protected_share,
    told_by_shares,
)
from metrics.disclosure.tables import (
    Cell,
    CellKey,
    DisclosureClass,
    Family,
    Loss,
    Protected,
    Shown,
)

NOTHING_FROZEN: Mapping[CellKey, Frozen] = {}
NOTHING_OLDER: Mapping[CellKey, tuple[Frozen, ...]] = {}


def protect_family(
    family: Family,
    rules: Rules,
    key: bytes,
    frozen: Mapping[CellKey, Frozen] = NOTHING_FROZEN,
    older: Mapping[CellKey, tuple[Frozen, ...]] = NOTHING_OLDER,
    elsewhere: Elsewhere = NOWHERE,
) -> Protected:
    """What is shown of every published cell, and what protecting it has cost.

    `frozen` is how a cell was shown last, `older` are totals of other partners shown before that,
    `elsewhere` what other releases tell of the numbers behind shares.
    The result is the same for the same family, rules, key and earlier release. Raises ValueError
    where the key is missing: without one anybody could undo the rounding.
    """
    if len(key) < 16:
        raise ValueError("a rounding key has at least 16 bytes")
    by_share = told_by_shares(family, elsewhere)
    needs = primary(family, rules, _earlier(family, rules, frozen, older, by_share))
    standings = {
        one.key: _standing(one, needs, rules, key, frozen.get(one.key))
        for one in family.cells.values()
    }
    standings |= {at: standings[at]._replace(may_hide=False, told=True) for at in by_share}
    told = Told(family, rules, needs, _numbered(family, standings), frozen, older)
    found = _pattern(told)
    hidden = _hidden(family, standings, found, elsewhere)
    if found.unproven:  # what is hidden by now no longer tells by its print that it has moved
        standings = {at: one._replace(must_hide=one.must_hide or at in hidden)
                     for at, one in standings.items()}  # fmt: skip
        found = _pattern(told._replace(standings=_numbered(family, standings)))
        hidden = _hidden(family, standings, found, elsewhere)
    shown = _shown(family, standings, hidden)
    return Protected(shown, _loss(family, shown, needs, standings, found), found.unproven)


def _shown(
    family: Family, standings: Mapping[CellKey, Standing], hidden: frozenset[CellKey]
) -> dict[CellKey, Shown]:
    """What is shown of every published cell."""
    return {
        at: HIDDEN if at in hidden else standing.shown
        for at, standing in sorted(standings.items())
        if family.cells[at].published
    }


def _earlier(
    family: Family,
    rules: Rules,
    frozen: Mapping[CellKey, Frozen],
    older: Mapping[CellKey, tuple[Frozen, ...]],
    by_share: frozenset[CellKey],
) -> Earlier:
    """What of the family earlier releases have settled; `by_share` is as good as shown."""
    shown = {at: one for at, one in frozen.items() if not one.shown.is_hidden}
    return Earlier(
        zeros=frozenset(at for at, one in shown.items() if one.shown.value == 0),
        hidden=frozenset(frozen) - frozenset(shown),
        standing=by_share.union(
            at for at, one in shown.items() if _stands(family.cells.get(at), one, rules)
        ),
        named=frozenset(at for at in {*shown, *by_share} if at.partner),
        whose={at: _whose(at, frozen, older) for at in {*shown, *older} if not at.partner},
        amounts=_amounts(frozen, older),
        numbers={at: one.exact for at, one in shown.items() if at.partner and one.exact},
    )


def _whose(
    at: CellKey, frozen: Mapping[CellKey, Frozen], older: Mapping[CellKey, tuple[Frozen, ...]]
) -> tuple[frozenset[str], ...]:
    """The partners of a total, once for each time that it was shown of others."""
    every = (*((frozen[at],) if at in frozen else ()), *older.get(at, ()))
    told = (one.whose for one in every if one.whose and one.shown.value is not None)
    return tuple(sorted(set(told), key=sorted))


def _amounts(
    frozen: Mapping[CellKey, Frozen], older: Mapping[CellKey, tuple[Frozen, ...]]
) -> dict[tuple[CellKey, frozenset[str]], Decimal]:
    """What each total that was shown came to, the least where it was several amounts."""
    every = [*older.items(), *((at, (one,)) for at, one in frozen.items())]
    found: dict[tuple[CellKey, frozenset[str]], Decimal] = {}
    for at, one in ((at, one) for at, ones in every for one in ones):
        if not at.partner and one.shown.value is not None and one.exact is not None:
            found[at, one.whose] = min(one.exact, found.get((at, one.whose), one.exact))
    return found


def _stands(cell: Cell | None, before: Frozen, rules: Rules) -> bool:
    """Whether the number that was shown goes on being shown."""
    if cell is None or cell.value is None or before.exact is None:
        return False
    return _keeps(cell, before.exact, rules)


def _hidden(
    family: Family,
    standings: Mapping[CellKey, Standing],
    found: Pattern,
    elsewhere: Elsewhere,
) -> frozenset[CellKey]:
    """By themselves, for another, and shares that would tell of either."""
    hidden = {at for at, one in standings.items() if one.must_hide or at in found.hidden}
    counts = {at for at in hidden if not is_share(family.cells[at])}
    return frozenset(hidden.union(narrowing(family, counts, elsewhere)))


def _standing(
    cell: Cell, needs: Mapping[CellKey, Need], rules: Rules, key: bytes, before: Frozen | None
) -> Standing:
    if before is None or cell.value is None:
        return Standing(_fresh(cell, rules, key), cell.key in needs)
    if before.shown.is_hidden:
        return Standing(HIDDEN, must_hide=True)
    if before.exact is not None and _keeps(cell, before.exact, rules):
        has_moved = before.exact != cell.value
        return Standing(before.shown._replace(revised=has_moved), may_hide=False)
    return Standing(_fresh(cell, rules, key), cell.key in needs, may_hide=False)


def _keeps(cell: Cell, exact: Decimal, rules: Rules) -> bool:
    """Whether the number that was shown is kept: nothing has changed, or too little to be told."""
    moved = abs((cell.value or NONE) - exact)
    is_count = cell.kind is DisclosureClass.PEOPLE and not is_share(cell)
    return moved < rules.floor_of(cell) if is_count else moved == 0


def _fresh(cell: Cell, rules: Rules, key: bytes) -> Shown:
    """As the cell would be shown if it may be."""
    if is_share(cell):
        return protected_share(key, cell, rules)
    if cell.value is None or cell.kind is not DisclosureClass.PEOPLE:
        return Shown(cell.value, cell.status)
    number = rounded(key, cell, cell.value, rules.base, rules.floor_of(cell))
    return Shown(number, cell.status, rules.base)


def _numbered(family: Family, standings: Mapping[CellKey, Standing]) -> Mapping[CellKey, Standing]:
    return {at: one for at, one in standings.items() if family.cells[at].value is not None}


def _pattern(told: Told) -> Pattern:
    """With what was never shown; where that does not do, also with what has changed since."""
    found = _of(known(told))
    if not found.unproven or not told.frozen:
        return found
    freer = {
        at: one._replace(may_hide=True) if _has_news(told, at) else one
        for at, one in told.standings.items()
    }
    return _of(known(told._replace(standings=freer)))


def _of(knowledge: Knowledge) -> Pattern:
    return pattern(knowledge.variables, knowledge.rows)


def _has_news(told: Told, at: CellKey) -> bool:
    before, cell = told.frozen.get(at), told.family.cells[at]
    if told.standings[at].told:
        return False
    return before is None or (before.exact != cell.value and not told.standings[at].shown.revised)


def _loss(
    family: Family,
    shown: Mapping[CellKey, Shown],
    needs: Mapping[CellKey, Need],
    standings: Mapping[CellKey, Standing],
    found: Pattern,
) -> Loss:
    worth = {at: abs(family.cells[at].value or NONE) for at in shown}
    hidden = [at for at, one in shown.items() if one.is_hidden]
    plain = [at for at in hidden if at in needs or standings[at].shown.is_hidden]
    best = None if found.optimum is None else len(hidden) - len(found.hidden) + found.optimum
    return Loss(
        cells=len(shown),
        hidden=len(hidden),
        value=sum(worth.values(), NONE),
        value_hidden=sum((worth[at] for at in hidden), NONE),
        plain_hidden=len(plain),
        plain_value_hidden=sum((worth[at] for at in plain), NONE),
        optimum=best,
    )
