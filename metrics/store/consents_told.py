"""What was released of an owner that consented to be named, and consents to totals only by now."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, or_, select

from metrics.consent_values import ConsentEvent, Detail
from metrics.disclosure.tables import CellKey
from metrics.release_values import FrozenCell
from metrics.store.names import instant
from metrics.store.release_tables import release, release_cell
from metrics.store.releases_kept import CELLS, RELEASES, frozen_cells, kept_releases

DataSet: TypeAlias = tuple[str, str]  # organization and form
Told: TypeAlias = Mapping[CellKey, tuple[tuple[int, FrozenCell], ...]]  # with the minute, in order


class Narrowed(NamedTuple):
    """All that was told of a form when its owner asked for totals with so many others."""

    others: int
    told: Told


def narrowed(
    connection: Connection, last: Mapping[DataSet, ConsentEvent]
) -> dict[DataSet, Narrowed]:
    """By consent to totals alone of who was named before; nearly always there are none.

    `last` is what was said last of each consent.
    """
    narrow = {at: one for at, one in last.items()
              if one.terms is not None and one.terms.detail is Detail.TOTAL}  # fmt: skip
    return {at: _narrowed(connection, narrow[at]) for at in _named(connection, narrow)}


def _named(connection: Connection, among: Mapping[DataSet, ConsentEvent]) -> list[DataSet]:
    """Those of whom a release has figures by their name."""
    if not among:
        return []
    whose = CELLS.partner.in_(sorted({organization for organization, _ in among}))
    joined = release_cell.join(release, RELEASES.id == CELLS.release_id)
    query = select(CELLS.partner, RELEASES.form).select_from(joined).where(whose).distinct()
    return sorted({tuple(row) for row in connection.execute(query)} & among.keys())


def _narrowed(connection: Connection, said: ConsentEvent) -> Narrowed:
    """What was out when this was said, or was going to be: proposed by the terms of before."""
    found: dict[CellKey, tuple[tuple[int, FrozenCell], ...]] = {}
    at = instant(said.at)
    of_before = RELEASES.form == said.form, or_(RELEASES.lifts_at <= at, RELEASES.proposed_at <= at)
    for one in sorted(kept_releases(connection, *of_before), key=lambda one: one.lifts_at):
        for cell in frozen_cells(connection, one) if one.is_approved else ():
            found[cell.key] = (*found.get(cell.key, ()), (one.lifts_at, cell))
    return Narrowed(said.terms.others if said.terms else 0, found)
