"""Releases as the store keeps them: rows that are only ever added, and questions to them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from metrics.disclosure.tables import CellKey, Loss, Shown
from metrics.languages import Text
from metrics.observations import ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.release_notes import Coverage
from metrics.release_values import (
    BESIDE,
    STEWARDS,
    FrozenCell,
    Held,
    Release,
    ReleaseEvent,
    ReleaseState,
    ReleaseStep,
)
from metrics.store.names import last_id
from metrics.store.release_tables import release, release_cell, release_event, release_part
from metrics.store.returns_kept import Fields, moment
from metrics.store.rows import STATUS_OF
from metrics.store.tables import STATUSES

RELEASES, CELLS, PARTS, EVENTS = release.c, release_cell.c, release_part.c, release_event.c


class KeptEvent(NamedTuple):
    told: ReleaseEvent
    token: str


class KeptRelease(NamedTuple):
    """A release as the store keeps it, with its events, oldest first."""

    number: int
    code: str
    form: str
    title: Text
    lifts_at: int  # microseconds since 1970, UTC
    by_partner: bool
    proposed_at: int
    actor: str
    content: str
    detail: Mapping[str, Any]  # as JSON gives it back
    events: tuple[KeptEvent, ...]

    @property
    def stewards(self) -> tuple[str, ...]:
        return tuple(self.detail["stewards"])

    @property
    def lacking(self) -> tuple[str, ...]:
        """The stewards whose last word is not that they agree."""
        last = {one.told.organization: one.told.step for one in self.events
                if one.told.step in STEWARDS}  # fmt: skip
        agreed = {one for one, step in last.items() if step is ReleaseStep.STEWARD_APPROVED}
        return tuple(one for one in self.stewards if one not in agreed)

    @property
    def is_approved(self) -> bool:
        """Whether it comes out, or has."""
        return self.step is ReleaseStep.APPROVED

    @property
    def step(self) -> ReleaseStep:
        """What was done last by those who propose and approve."""
        return [one.told.step for one in self.events if one.told.step not in BESIDE][-1]

    @property
    def is_announced(self) -> bool:
        return any(one.told.step is ReleaseStep.ANNOUNCED for one in self.events)

    @property
    def submission(self) -> int | None:
        """That by which its figures were written; None while it is not approved."""
        found = [one.told.submission for one in self.events if one.told.submission]
        return found[-1] if found else None

    @property
    def is_stopped(self) -> bool:
        """Whether what an owner has said has stopped it."""
        return self.step is ReleaseStep.STOPPED

    def state(self, at: int) -> ReleaseState:
        if self.is_stopped:
            return ReleaseState.CANCELLED
        if self.is_approved:
            return ReleaseState.LIFTED if self.lifts_at <= at else ReleaseState.APPROVED
        return ReleaseState(self.step.value)

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.detail.get("left", 1) == 0)

    def told(self, at: int) -> Release:
        loss = self.detail["loss"]
        numbers = ("value", "value_hidden", "plain_value_hidden")
        return Release(
            self.code, self.form, self.title, moment(self.lifts_at), self.by_partner,
            tuple(self.detail["series"]), tuple(map(Period.parse, self.detail["periods"])),
            self.state(at), moment(self.proposed_at), self.actor,
            tuple(one.told for one in self.events), dict(self.detail["rules"]),
            Loss(**{**loss, **{name: Decimal(loss[name]) for name in numbers}}),
            self.stewards, self.lacking,
            self.detail.get("withdrawn", 0), self.detail.get("left", 1),
        )._replace(held=Held(**self.detail.get("held", {})))  # fmt: skip


def kept_releases(connection: Connection, *where: Any) -> list[KeptRelease]:
    """The releases asked for, oldest first."""
    rows = connection.execute(select(release).where(*where).order_by(RELEASES.id)).all()
    return [_kept(row, _events(connection, row.id)) for row in rows]


def frozen_cells(connection: Connection, one: KeptRelease) -> list[FrozenCell]:
    """The cells of a release in their order, which is that of their keys."""
    parts: dict[int, set[str]] = {}
    asked = select(PARTS.ordinal, PARTS.organization).where(PARTS.release_id == one.number)
    for ordinal, organization in connection.execute(asked):
        parts.setdefault(ordinal, set()).add(organization)
    query = select(release_cell).where(CELLS.release_id == one.number).order_by(CELLS.ordinal)
    found = connection.execute(query)
    return [_cell(row, frozenset(parts.get(row.ordinal, ())), one.detail) for row in found]


def add_release(connection: Connection, fields: Fields, cells: Sequence[FrozenCell]) -> int:
    number = last_id(connection, release) + 1
    detail = {**fields["detail"], **_details(cells)}
    said = json.dumps(detail, sort_keys=True, separators=(",", ":"))
    connection.execute(insert(release), {**fields, "id": number, "detail": said})
    rows = [_row(number, ordinal, cell) for ordinal, cell in enumerate(cells, 1)]
    connection.execute(insert(release_cell), rows)
    connection.execute(insert(release_part), [
        {"release_id": number, "ordinal": ordinal, "organization": organization}
        for ordinal, cell in enumerate(cells, 1) for organization in sorted(cell.organizations)
    ])  # fmt: skip
    return number


def add_event(connection: Connection, number: int, said: ReleaseEvent, at: int, token: str) -> None:
    fields = {
        "id": last_id(connection, release_event) + 1, "release_id": number,
        "kind": said.step.value, "organization": said.organization, "actor": said.actor,
        "at": at, "reason": said.reason, "submission_id": said.submission, "token": token,
    }  # fmt: skip
    connection.execute(insert(release_event), fields)


def _details(cells: Iterable[FrozenCell]) -> Fields:
    """What is known of single cells besides, by their ordinal."""
    every = list(enumerate(cells, 1))
    return {
        "coverage": {str(n): list(one.coverage) for n, one in every if one.coverage},
        "qualifiers": {str(n): one.qualifier.value for n, one in every
                       if one.qualifier is not Qualifier.EXACT},
        "revised": [n for n, one in every if one.shown.revised],
        "notes": {str(n): list(one.note) for n, one in every if one.note},
        "each": {str(n): {whose: str(number) for whose, number in one.each}
                 for n, one in every if one.each},
    }  # fmt: skip


def _row(number: int, ordinal: int, one: FrozenCell) -> Fields:
    shown = one.shown
    return {
        "release_id": number, "ordinal": ordinal, **one.key._asdict(),
        "value": None if shown.value is None else str(shown.value),
        "status": STATUSES[shown.status], "rounded": shown.rounded, "exact": one.exact,
    }  # fmt: skip


def _cell(row: Any, organizations: frozenset[str], detail: Mapping[str, Any]) -> FrozenCell:
    key = CellKey(*(getattr(row, name) for name in CellKey._fields))
    value = None if row.value is None else Decimal(row.value)
    ordinal, gone = str(row.ordinal), STATUS_OF[row.status] is ObservationStatus.ERASED
    shown = Shown(value, STATUS_OF[row.status], row.rounded, row.ordinal in detail["revised"])
    coverage = None if gone else detail["coverage"].get(ordinal)
    note = detail.get("notes", {}).get(ordinal)
    each = {} if gone else detail.get("each", {}).get(ordinal, {})
    return FrozenCell(
        key, shown, organizations, Coverage(*coverage) if coverage else None,
        Qualifier(detail["qualifiers"].get(ordinal, Qualifier.EXACT.value)), row.exact,
        Text(*note) if note else None, _each(each),
    )  # fmt: skip


def _each(said: Mapping[str, str]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((whose, Decimal(number)) for whose, number in sorted(said.items()))


def _kept(row: Any, events: tuple[KeptEvent, ...]) -> KeptRelease:
    return KeptRelease(
        row.id, row.code, row.form, Text(row.title_en, row.title_fr), row.lifts_at,
        bool(row.by_partner), row.proposed_at, row.actor, row.content, json.loads(row.detail),
        events,
    )  # fmt: skip


def _events(connection: Connection, number: int) -> tuple[KeptEvent, ...]:
    query = select(release_event).where(EVENTS.release_id == number).order_by(EVENTS.id)
    return tuple(
        KeptEvent(
            ReleaseEvent(
                ReleaseStep(row.kind), moment(row.at), row.actor, row.organization, row.reason,
                row.submission_id,
            ),
            row.token,
        )
        for row in connection.execute(query)
    )  # fmt: skip
