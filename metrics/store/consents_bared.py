"""Totals that were released and would leave an owner alone, since it consents to totals only.

While an organization consented to be named, nobody had to stand beside it. Once it no longer does,
its name is gone, but not those of the others: a total less these is its figure, or nearly. So of
every total that was out by then, what is left of it is asked what a proposal would be asked (see
`metrics.disclosure.remainders`). What is released later is made by the terms that hold now.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from metrics.consent_values import ConsentEvent, Detail
from metrics.disclosure.rules import RULES
from metrics.disclosure.tables import CellKey
from metrics.release_values import FrozenCell
from metrics.store.names import instant
from metrics.store.release_tables import release, release_cell
from metrics.store.releases_kept import CELLS, RELEASES, frozen_cells, kept_releases

DataSet: TypeAlias = tuple[str, str]  # organization and form
Told: TypeAlias = dict[CellKey, list[tuple[int, FrozenCell]]]  # with the minute, oldest first
NONE = Decimal(0)


def bared(
    connection: Connection, last: Mapping[DataSet, ConsentEvent]
) -> dict[DataSet, frozenset[CellKey]]:
    """By consent to totals alone, those of which too little is left; nearly always there are none.

    `last` is what was said last of each consent.
    """
    narrow = {at: one for at, one in last.items()
              if one.terms is not None and one.terms.detail is Detail.TOTAL}  # fmt: skip
    found = {at: frozenset(_bared(connection, narrow[at])) for at in _named(connection, narrow)}
    return {at: keys for at, keys in found.items() if keys}


def _named(connection: Connection, among: Mapping[DataSet, ConsentEvent]) -> list[DataSet]:
    """Those of whom a release has figures by their name."""
    if not among:
        return []
    whose = CELLS.partner.in_(sorted({organization for organization, _ in among}))
    joined = release_cell.join(release, RELEASES.id == CELLS.release_id)
    query = select(CELLS.partner, RELEASES.form).select_from(joined).where(whose).distinct()
    return sorted({tuple(row) for row in connection.execute(query)} & among.keys())


def _bared(connection: Connection, said: ConsentEvent) -> Iterator[CellKey]:
    others = said.terms.others if said.terms else 0
    told = _told(connection, said)
    named = {(key.series, key.period) for key in told if key.partner == said.organization}
    for key in told:
        if not key.partner and (key.series, key.period) in named:
            total = _Total(told, key, said.organization)
            if not total.is_safe(others):
                yield key


def _told(connection: Connection, said: ConsentEvent) -> Told:
    """What was out of a form when this was said."""
    found: Told = {}
    out = RELEASES.form == said.form, RELEASES.lifts_at <= instant(said.at)
    for one in sorted(kept_releases(connection, *out), key=lambda one: one.lifts_at):
        for cell in frozen_cells(connection, one) if one.is_approved else ():
            found.setdefault(cell.key, []).append((one.lifts_at, cell))
    return found


class _Left(NamedTuple):
    """An owner's figure, what is left of a total with it, and how many others are in that."""

    own: Decimal
    whole: Decimal
    others: int


class _Total(NamedTuple):
    """A total as it was released, each time, and an owner whose figure is in it."""

    told: Told
    key: CellKey
    owner: str

    def is_safe(self, others: int) -> bool:
        """Whether every number that was shown leaves enough others beside the owner's figure."""
        shown = [(at, one) for at, one in self.told[self.key] if one.shown.value is not None]
        with_it = [(at, one) for at, one in shown if self.owner in one.organizations]
        if not with_it or self._has_no_names():
            return True
        if len(with_it) < len(shown):
            return False  # it has joined or left: the difference of two totals is its figure
        return all(_is_enough(self._left(at, one), others) for at, one in with_it)

    def _has_no_names(self) -> bool:
        """Nothing is told by name here, as of a place whose parts alone are: these are asked."""
        own = (key for key in self.told if key._replace(partner="") == self.key and key.partner)
        return not any(one.shown.value is not None for key in own for _, one in self.told[key])

    def _left(self, at: int, total: FrozenCell) -> _Left | None:
        """None where that is not known any more."""
        own = {one: self._own(one, at) for one in total.organizations}
        mine = own.pop(self.owner)
        named = [number for one, number in own.items() if self._is_named(one)]
        hidden = [number for one, number in own.items() if not self._is_named(one)]
        if total.number is None or mine is None or None in named:
            return None
        whole = total.number - sum((one or NONE for one in named), NONE)
        return _Left(mine, whole, _counted(hidden, whole - mine))

    def _own(self, partner: str, at: int) -> Decimal | None:
        """A partner's own figure as it stood at a minute, or first after it; None where unknown."""
        held = self.told.get(self.key._replace(partner=partner), [])
        then = [one for when, one in held if when <= at][-1:] or [one for _, one in held][:1]
        return then[0].number if then else None

    def _is_named(self, partner: str) -> bool:
        """Whether it was ever shown: whoever has read it keeps it."""
        held = self.told.get(self.key._replace(partner=partner), [])
        return any(one.shown.value is not None for _, one in held)


def _counted(hidden: list[Decimal | None], amount: Decimal) -> int:
    """How many partners with a figure make an amount: of those not known one, if any is left."""
    known = [one for one in hidden if one]
    rest = amount - sum(known, NONE)
    return len(known) + int(None in hidden and rest > 0)


def _is_enough(left: _Left | None, others: int) -> bool:
    if left is None:
        return False
    return left.others >= others and abs(left.own) * 100 <= RULES.first * abs(left.whole)
