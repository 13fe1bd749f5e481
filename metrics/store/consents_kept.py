"""Consents as the store keeps them: rows that are only ever added, and what was erased."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, insert, select

from metrics.consent_values import (
    ConsentEvent,
    ConsentKind,
    Detail,
    Erasure,
    ErasureKind,
    Purpose,
    Terms,
)
from metrics.store.consents_told import DataSet, Narrowed, narrowed
from metrics.store.names import last_id
from metrics.store.release_tables import consent_event, erasure, released_part
from metrics.store.returns_kept import moment
from metrics.store.tables import organization

Fields: TypeAlias = dict[str, Any]


class Said(NamedTuple):
    """Everything ever said of consents: what was said last, and when each one given ends."""

    last: Mapping[DataSet, ConsentEvent]
    ends: tuple[date, ...]  # last days, also of consents that others have followed
    released: frozenset[str] = frozenset()  # organizations whose figures have ever been released
    erased: int = 0  # how often values were erased
    narrowed: Mapping[DataSet, Narrowed] = {}  # what was told of who was named before

    @property
    def organizations(self) -> frozenset[str]:
        return frozenset(organization for organization, _ in self.last)

    def ended(self, on: date) -> int:
        """How many have come to their end by a day; it never falls."""
        return sum(one < on for one in self.ends)


def said(connection: Connection) -> Said:
    """What was said of every consent, read in one go: it is little."""
    found = events(connection)
    ends = [one.terms.until for one in found if one.terms and one.terms.until]
    last = {(one.organization, one.form): one for one in found}
    released, erased = _released(connection), last_id(connection, erasure)
    return Said(last, tuple(ends), released, erased, narrowed(connection, last))


def _released(connection: Connection) -> frozenset[str]:
    """The organizations whose figures stand, or have stood, in what was released."""
    parts = select(released_part.c.organization_id).distinct()
    query = select(organization.c.code).where(organization.c.id.in_(parts))
    return frozenset(connection.execute(query).scalars())


def events(connection: Connection, *where: Any) -> list[ConsentEvent]:
    """What was said, oldest first."""
    query = select(consent_event).where(*where).order_by(consent_event.c.id)
    return [_event(row) for row in connection.execute(query)]


def terms_of(connection: Connection, organization: str, form: str) -> Terms | None:
    """What was said last of one consent; None where that was nothing, or that it is withdrawn."""
    found = events(connection, *of_form(organization, form))
    return found[-1].terms if found else None


def is_done(connection: Connection, token: str) -> bool:
    """Whether the step of this mark was taken, and only its answer was lost."""
    query = select(consent_event.c.id).where(consent_event.c.token == token)
    return connection.execute(query).first() is not None


def add_event(connection: Connection, said: ConsentEvent, at: int, token: str) -> None:
    terms, until = said.terms, said.terms.until if said.terms else None
    fields: Fields = {
        "organization": said.organization,
        "form": said.form,
        "kind": said.kind.value,
        "purposes": ",".join(sorted(terms.purposes)) if terms else "",
        "detail": terms.detail.value if terms else "",
        "until_on": until.toordinal() if until else None,
        "steward": terms.steward if terms else "",
        "others": terms.others if terms else 0,
        "floor": terms.floor if terms else 0,
        "reason": said.reason,
        "at": at,
        "actor": said.actor,
        "token": token,
    }
    _add(connection, consent_event, fields)


def erasures(connection: Connection, *where: Any) -> list[Erasure]:
    """What was erased, oldest first."""
    query = select(erasure).where(*where).order_by(erasure.c.id)
    return [_erasure(row) for row in connection.execute(query)]


def add_erasure(connection: Connection, left: Erasure, at: int) -> None:
    fields = {**left._asdict(), "kind": left.kind.value, "at": at}
    _add(connection, erasure, fields)


def of_form(organization: str, form: str) -> Iterable[Any]:
    """The conditions that something was said of one consent."""
    columns = consent_event.c
    return columns.organization == organization, columns.form == form


def _add(connection: Connection, table: Any, fields: Fields) -> None:
    connection.execute(insert(table), {"id": last_id(connection, table) + 1, **fields})


def _event(row: Row[Any]) -> ConsentEvent:
    kind = ConsentKind(row.kind)
    terms = _terms(row) if kind is ConsentKind.GIVEN else None
    at = moment(row.at)
    return ConsentEvent(row.organization, row.form, kind, terms, row.reason, at, row.actor)


def _terms(row: Row[Any]) -> Terms:
    return Terms(
        frozenset(Purpose(one) for one in row.purposes.split(",") if one),
        Detail(row.detail),
        date.fromordinal(row.until_on) if row.until_on is not None else None,
        row.steward,
        row.floor,
        row.others,
    )


def _erasure(row: Row[Any]) -> Erasure:
    left = row._mapping
    return Erasure(
        left["organization"], left["form"], ErasureKind(left["kind"]), moment(left["at"]),
        left["actor"], left["rows"], left["cells"], left["reason"],
    )  # fmt: skip
