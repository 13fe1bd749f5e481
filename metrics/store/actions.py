"""Dated actions in the store: append-only, like observations, and few."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select

from metrics.errors import MetricsError
from metrics.languages import Text
from metrics.observations import Action, Location, Submission
from metrics.store import tables
from metrics.store.names import ReaderNames, WriterNames, last_id


class StoredAction(NamedTuple):
    """An action as the store holds it; the organization is empty for the publisher itself."""

    action: Action
    source: str
    sha256: str
    submission: int
    organization: str


class ActionChanges:
    """What a submission changes among the actions of its source.

    One state of one action on one date in one document is one row; stated otherwise it is
    changed, and gone from a source that was sent whole it is withdrawn. What another organization
    said of the same source is its own.
    """

    def __init__(
        self, connection: Connection, submission: Submission, names: WriterNames, number: int
    ) -> None:
        self.connection = connection
        self.submission = submission
        self.names = names
        self.number = number
        self.rows: list[dict[str, Any]] = []  # as SQLAlchemy takes them
        self.added = self.changed = self.unchanged = self.withdrawn = 0

    def compare(self, actions: Iterable[Action]) -> None:
        whose = [self.names.organizations[self.submission.organization]]
        newest = _newest(self.connection, whose, self.submission.source)
        held = {_identity(row): row for row in newest}
        seen: dict[tuple[str, ...], tuple[Action, dict[str, Any]]] = {}
        for action in actions:
            row = self._row(action)
            identity = _identity(row)
            if identity in seen:
                _agree(*seen[identity], action, row)
                self.unchanged += 1
                continue
            seen[identity] = action, row
            self._weigh(held.get(identity), row)
        if self.submission.replaces_all:
            self._withdraw([row for identity, row in held.items() if identity not in seen])

    def keep(self) -> None:
        if self.rows:
            self.connection.execute(insert(tables.action), self.rows)

    def _weigh(self, held: dict[str, Any] | None, row: dict[str, Any]) -> None:
        if held is None or held["withdrawn"]:
            self.added += 1
        elif _content(held) == _content(row):
            self.unchanged += 1
            return
        else:
            self.changed += 1
        self._append(row)

    def _withdraw(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            if not row["withdrawn"]:
                self.withdrawn += 1
                self._append({**row, "submission_id": self.number, "withdrawn": 1})

    def _append(self, row: dict[str, Any]) -> None:
        first = last_id(self.connection, tables.action) + 1 if not self.rows else None
        number = first or self.rows[-1]["id"] + 1
        kept = {name: one for name, one in row.items() if name in tables.action.c}
        self.rows.append({**kept, "id": number})

    def _row(self, action: Action) -> dict[str, Any]:
        location, note = action.location, action.note
        return {
            "source": self.submission.source,
            "code": action.id,
            "document": action.document,
            "place": action.place,
            "state": action.state,
            "happened_on": action.on,
            "title_en": action.title.en,
            "title_fr": action.title.fr,
            "pillar": action.pillar,
            "framework": action.framework,
            "body": action.body,
            "note_en": note.en if note else None,
            "note_fr": note.fr if note else None,
            "sheet_id": self.names.sheets[location.file, location.sheet],
            "cell_row": location.row,
            "cell_column": location.column,
            "in_document": location.in_document,
            "submission_id": self.number,
            "withdrawn": 0,
        }


def held_actions(
    connection: Connection,
    names: ReaderNames,
    whose: list[int] | None,
    source: str | None = None,
    held_at: int | None = None,
) -> list[StoredAction]:
    """The actions that stood at an instant, in the order in which they were first recorded.

    Those of some organizations, by their numbers; None stands for all.
    """
    newest = _newest(connection, whose, source, held_at)
    rows = {(row["organization_id"], *_identity(row)): row for row in newest}
    return [_stored(row, names) for row in rows.values() if not row["withdrawn"]]


IDENTITY = ("source", "code", "document", "place", "state", "happened_on")
CONTENT = ("title_en", "title_fr", "pillar", "framework", "body", "note_en", "note_fr")


def _identity(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row[name] for name in IDENTITY)


def _content(row: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(row[name] for name in CONTENT)


def _newest(
    connection: Connection,
    whose: list[int] | None,
    source: str | None,
    held_at: int | None = None,
) -> Iterable[dict[str, Any]]:
    """Every row, oldest first: put in a dictionary by identity, the newest of each stays."""
    sent = tables.submission
    query = select(tables.action, sent.c.organization_id).join(sent).order_by(tables.action.c.id)
    if whose is not None:
        query = query.where(sent.c.organization_id.in_(whose))
    if source is not None:
        query = query.where(tables.action.c.source == source)
    if held_at is not None:
        query = query.where(sent.c.recorded_at <= held_at)
    return (_fields(row) for row in connection.execute(query))


def _fields(row: Row[Any]) -> dict[str, Any]:
    return dict(row._mapping)


def _agree(first: Action, first_row: dict[str, Any], second: Action, row: dict[str, Any]) -> None:
    if _content(first_row) == _content(row):
        return
    one, other = first.location.place, second.location.place
    raise MetricsError(
        f"{one} and {other} describe the same state of action '{first.id}' differently.",
        f"{one} et {other} décrivent différemment le même état de l'action « {first.id} ».",
    )


def _stored(row: dict[str, Any], names: ReaderNames) -> StoredAction:
    sheet = names.sheets[row["sheet_id"]]
    at = Location(sheet.file, sheet.sheet, row["cell_row"], row["cell_column"], row["in_document"])
    action = Action(
        id=row["code"],
        title=Text(row["title_en"], row["title_fr"]),
        state=row["state"],
        on=row["happened_on"],
        place=row["place"],
        document=row["document"],
        location=at,
        pillar=row["pillar"],
        framework=row["framework"],
        body=row["body"],
        note=Text(row["note_en"], row["note_fr"] or "") if row["note_en"] is not None else None,
    )
    whose = names.organizations[row["organization_id"]]
    return StoredAction(action, row["source"], sheet.sha256, row["submission_id"], whose)
