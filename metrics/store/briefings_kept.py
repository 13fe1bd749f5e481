"""Briefings as the store keeps them: versions that are only ever added, and questions to them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from metrics.briefing_refusals import BRIEFING
from metrics.briefing_values import Briefing, Issued, Reading, Version
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.store.briefing_tables import (
    briefing,
    briefing_issue,
    briefing_reading,
    briefing_version,
)
from metrics.store.names import last_id
from metrics.store.returns_kept import Fields, moment

BRIEFINGS, VERSIONS, ISSUES = briefing.c, briefing_version.c, briefing_issue.c
TOLD = ("version", "title_en", "title_fr", "at", "actor", "erased_at")  # of a version: no outline
FROZEN = (  # of an issue: no snapshot
    "version", "content", "held_at", "at", "actor", "erased_at", "cancelled_at",
)  # fmt: skip
AT_ONCE = 500  # numbers in one statement: SQLite takes no more than a few hundred


class KeptBriefing(NamedTuple):
    """A briefing with its number in the store."""

    number: int
    told: Briefing


def kept_briefings(connection: Connection, *where: Any) -> list[KeptBriefing]:
    """The briefings asked for, oldest first."""
    rows = connection.execute(select(briefing).where(*where).order_by(BRIEFINGS.id)).all()
    found: list[KeptBriefing] = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        numbers = [row.id for row in some]
        versions, issues = _versions(connection, numbers), _issues(connection, numbers)
        readings = _readings(connection, numbers)
        found += [
            _kept(row, versions[row.id], issues.get(row.id), readings[row.id]) for row in some
        ]
    return found


def briefing_of(connection: Connection, code: str) -> KeptBriefing:
    """The briefing of this code; UnknownError where there is none."""
    for found in kept_briefings(connection, BRIEFINGS.code == code):
        return found
    raise UnknownError(BRIEFING, code, ())


def outline_of(connection: Connection, number: int, version: int) -> str | None:
    """The outline as it was kept; None for a version that is none."""
    query = select(VERSIONS.outline).where(
        VERSIONS.briefing_id == number, VERSIONS.version == version
    )
    found: str | None = connection.execute(query).scalar()
    return found


def snapshot_of(connection: Connection, number: int) -> str | None:
    """What was frozen; None where nothing was, or an owner has withdrawn a figure in it."""
    query = select(ISSUES.snapshot).where(ISSUES.briefing_id == number)
    found: str | None = connection.execute(query).scalar()
    return found


def version_with(connection: Connection, token: str) -> tuple[str, Version] | None:
    """The version that a step with this mark has kept, and of which briefing."""
    query = (
        select(BRIEFINGS.code, *(VERSIONS[name] for name in TOLD))
        .join(briefing, VERSIONS.briefing_id == BRIEFINGS.id)
        .where(VERSIONS.token == token)
    )
    for row in connection.execute(query):
        return row.code, _version(row)
    return None


def is_issued_with(connection: Connection, token: str) -> bool:
    query = select(ISSUES.briefing_id).where(ISSUES.token == token)
    return connection.execute(query).first() is not None


def is_discarded_with(connection: Connection, token: str) -> bool:
    query = select(BRIEFINGS.id).where(BRIEFINGS.discard_token == token)
    return connection.execute(query).first() is not None


def add_briefing(connection: Connection, year: int, actor: str, at: int) -> KeptBriefing:
    """A new briefing under the next code of a year."""
    number = last_id(connection, briefing) + 1
    code = f"B-{year}-{_count(connection, year) + 1:03d}"
    connection.execute(
        insert(briefing), {"id": number, "code": code, "created_at": at, "actor": actor}
    )
    return KeptBriefing(number, Briefing(code, Text("", ""), actor, moment(at), ()))


def add_version(connection: Connection, fields: Fields) -> None:
    connection.execute(insert(briefing_version), fields)


def add_issue(connection: Connection, fields: Fields) -> None:
    connection.execute(insert(briefing_issue), fields)


def mark_discarded(connection: Connection, number: int, at: int, token: str) -> None:
    values = {"discarded_at": at, "discard_token": token}
    connection.execute(update(briefing).where(BRIEFINGS.id == number).values(**values))


def _count(connection: Connection, year: int) -> int:
    """The highest count given out in a year; codes are never given out twice."""
    prefix = f"B-{year}-"
    query = select(BRIEFINGS.code).where(BRIEFINGS.code.startswith(prefix, autoescape=True))
    counts = (int(one.removeprefix(prefix)) for one in connection.execute(query).scalars())
    return max(counts, default=0)


def _versions(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Version]]:
    columns = (VERSIONS[name] for name in TOLD)
    query = select(VERSIONS.briefing_id, *columns).where(VERSIONS.briefing_id.in_(numbers))
    found: dict[int, list[Version]] = {number: [] for number in numbers}
    for row in connection.execute(query.order_by(VERSIONS.briefing_id, VERSIONS.version)):
        found[row.briefing_id].append(_version(row))
    return found


def _issues(connection: Connection, numbers: Sequence[int]) -> dict[int, Issued]:
    columns = (ISSUES[name] for name in FROZEN)
    query = select(ISSUES.briefing_id, *columns).where(ISSUES.briefing_id.in_(numbers))
    return {
        row.briefing_id: Issued(
            row.version, row.content, moment(row.held_at), moment(row.at), row.actor,
            None if row.erased_at is None else moment(row.erased_at),
            None if row.cancelled_at is None else moment(row.cancelled_at),
        )
        for row in connection.execute(query)
    }  # fmt: skip


def _readings(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Reading]]:
    table = briefing_reading
    query = select(table).where(table.c.briefing_id.in_(numbers)).order_by(table.c.number)
    found: dict[int, list[Reading]] = {number: [] for number in numbers}
    for row in connection.execute(query):
        read = Reading(row.version, row.wording, row.actor, moment(row.at), bool(row.issued))
        found[row.briefing_id].append(read)
    return found


def _version(row: Any) -> Version:
    erased = None if row.erased_at is None else moment(row.erased_at)
    title = Text(row.title_en, row.title_fr)
    return Version(row.version, title, moment(row.at), row.actor, erased)


def _kept(
    row: Any, versions: list[Version], issue: Issued | None, readings: list[Reading]
) -> KeptBriefing:
    discarded = None if row.discarded_at is None else moment(row.discarded_at)
    title = versions[-1].title if versions else Text("", "")
    told = Briefing(
        row.code, title, row.actor, moment(row.created_at), tuple(versions), issue, discarded,
        tuple(readings),
    )  # fmt: skip
    return KeptBriefing(row.id, told)
