"""The audit log in the store: entries appended one after another, and read back."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Select, func, insert, select

from metrics.audit import (
    LARGEST_NUMBER,
    AuditAction,
    Kept,
    Noted,
    code_of,
    following,
    noted,
    object_of,
)
from metrics.observations import FileRead, Receipt, Submission
from metrics.store import tables
from metrics.store.engine import explained, reading
from metrics.store.migrations.versions.r0003_audit_log import NEXT, REFUSE, SQLITE

TABLE = tables.audit_entry
AT_ONCE = 1000
ADD = insert(TABLE)
NEWEST = select(TABLE).order_by(TABLE.c.position.desc()).limit(1)


class Wanted(NamedTuple):
    """Which entries are asked for; instants in microseconds since 1970, both included."""

    action: str | None = None
    actor: str | None = None
    object: str | None = None
    since: int | None = None
    until: int | None = None


# What r0003 made to keep the log: each guard as the database itself writes it down.
GUARDS = {
    "sqlite": (
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'",
        frozenset(SQLITE),
    ),
    "postgresql": (
        "SELECT tgname || ' ' || tgtype || ' ' || prosrc FROM pg_trigger "
        "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE tgrelid = 'audit_entry'::regclass "
        "AND NOT tgisinternal AND tgenabled = 'A'",
        # row = 1, before = 2, insert = 4, delete = 8, update = 16, truncate = 32
        frozenset({
            f"audit_entry_kept 27 {REFUSE}", f"audit_entry_kept_whole 34 {REFUSE}",
            f"audit_entry_grows_by_one 7 {NEXT}",
        }),
    ),
}  # fmt: skip


def is_guarded(engine: Engine) -> bool:
    """Whether everything still stands that refuses changes of the log, word for word."""
    query, wanted = GUARDS[engine.dialect.name]
    with reading(engine) as connection:
        return wanted == frozenset(connection.exec_driver_sql(query).scalars())


def append(connection: Connection, said: Noted, at: int) -> Kept:
    """Add an entry after the newest; the caller holds the lock of the one writer."""
    return append_all(connection, [said], at)[-1]


def append_all(connection: Connection, said: Iterable[Noted], at: int) -> list[Kept]:
    """Add entries after the newest, in this order, as `append`."""
    last, added = newest(connection), list[Kept]()
    for one in said:
        last = following(last, one, at)
        added.append(last)
    connection.execute(ADD, [one._asdict() for one in added])
    return added


def recorded(actor: str, submission: Submission, receipt: Receipt) -> Noted:
    """What the log says of a submission: what was sent, by checksum, and how much it changed."""
    number, *counts = receipt
    told = zip(("added", "changed", "unchanged", "withdrawn"), counts, strict=True)
    detail: dict[str, str | int] = {name: min(count, LARGEST_NUMBER) for name, count in told}
    detail |= {"source": code_of(submission.source), "files": checksum(submission.files)}
    if submission.organization:
        detail["organization"] = code_of(submission.organization)
    return noted(actor, AuditAction.RECORDED, object_of("submission", str(number)), detail)


def checksum(files: Iterable[FileRead]) -> str:
    """One checksum for all files of a submission: sha256 of its sorted lines, as sha256sum's."""
    lines = (f"{one.sha256}  {one.name}\n" for one in sorted(files))
    return sha256("".join(lines).encode()).hexdigest()


def newest(connection: Connection) -> Kept | None:
    """The newest entry; None while there is none."""
    row = connection.execute(NEWEST).first()
    return Kept(*row) if row else None


def entries(connection: Connection, wanted: Wanted, before: int | None, limit: int) -> list[Kept]:
    """The newest entries asked for, newest first, of those before a position."""
    query = select(TABLE).where(*_conditions(wanted)).order_by(TABLE.c.position.desc())
    if before is not None:
        query = query.where(TABLE.c.position < before)
    return [Kept(*row) for row in connection.execute(query.limit(limit))]


def newest_by_actor(engine: Engine, action: str) -> dict[str, int]:
    """By who did it, the instant at which each has done this last."""
    query = select(TABLE.c.actor, func.max(TABLE.c.at)).where(TABLE.c.action == action)
    with reading(engine) as connection:
        return {actor: int(at) for actor, at in connection.execute(query.group_by(TABLE.c.actor))}


def newest_by_object(engine: Engine, action: str, actor: str, kind: str) -> list[Kept]:
    """Of each thing of a kind, the newest entry of this action by this actor."""
    asked = (*_conditions(Wanted(action, actor)), TABLE.c.object.like(f"{kind}:%"))
    last = select(func.max(TABLE.c.position)).where(*asked).group_by(TABLE.c.object)
    with reading(engine) as connection:
        query = select(TABLE).where(TABLE.c.position.in_(last))
        return [Kept(*row) for row in connection.execute(query)]


def oldest_first(engine: Engine, wanted: Wanted) -> Iterator[Kept]:
    """Every entry asked for, streamed from one snapshot."""
    query = select(TABLE).where(*_conditions(wanted)).order_by(TABLE.c.position)
    with reading(engine) as connection:
        yield from _streamed(connection, query)


def as_kept(engine: Engine) -> Iterator[Kept]:
    """Every row as it stands, whatever it holds, in the order of the positions."""
    with reading(engine) as connection, _any_bytes(connection):
        yield from _streamed(connection, select(TABLE).order_by(TABLE.c.position))


def settle(engine: Engine) -> None:
    """Bring to the disk what SQLite has been told and may still hold back; a server sees to it."""
    if engine.dialect.name != "sqlite":
        return
    with explained(engine):
        connection = engine.raw_connection()
        try:
            driver: Any = connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()


def _conditions(wanted: Wanted) -> list[Any]:
    columns = TABLE.c
    asked = [
        (wanted.action, columns.action.__eq__),
        (wanted.actor, columns.actor.__eq__),
        (wanted.object, columns.object.__eq__),
        (wanted.since, columns.at.__ge__),
        (wanted.until, columns.at.__le__),
    ]
    return [compared(value) for value, compared in asked if value is not None]


def _streamed(connection: Connection, query: Select[Any]) -> Iterator[Kept]:
    found = connection.execute(query.execution_options(yield_per=AT_ONCE))
    for rows in found.partitions():
        yield from (Kept(*row) for row in rows)


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Read a text that is none, too: whoever put it there must not stop the reading."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda one: one.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str
