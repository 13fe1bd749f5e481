"""How a store is, seen from outside: its schema and size, its loads, what keeps it from writing."""

import errno
import os
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from metrics.errors import Obstacle
from metrics.store import tables
from metrics.store.engine import (
    WRITER_LOCK,
    held_schema,
    known_schema,
    reading,
    unmigrated,
)
from metrics.store.replicas import replica_of
from metrics.store.submissions import RELEASED, version_of
from metrics.store.tables import PUBLISHER

ROOM = 1 << 20  # bytes that the disk must still take: more than one entry of the log needs
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
READ_ONLY_SERVER = text(
    "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on'"
)
IS_FREE = text("SELECT pg_try_advisory_xact_lock(:lock)")


class StoreHealth(NamedTuple):
    """What an operator asks of a store first; no figure is in it."""

    schema: str  # empty where there are no tables
    known_schema: str  # the one that this program reads
    version: int
    bytes: int
    wal_bytes: int | None  # what is not in the file yet; None where a server sees to that
    loaded_at: Mapping[str, datetime]  # by source: when its publisher's files were last recorded

    @property
    def is_current(self) -> bool:
        return self.schema == self.known_schema


@cache
def _known() -> str:
    return known_schema()


def store_health(database_url: str) -> StoreHealth:
    """How the store at an address is, as it lies there: nothing is made and nothing migrated.

    StoreError where there is none, or where it does not answer.
    """
    engine = unmigrated(database_url)
    try:
        return health_of(engine)
    finally:
        engine.dispose()


def store_obstacle(database_url: str) -> Obstacle | None:
    """What keeps the store at an address from being written, as it lies there."""
    engine = unmigrated(database_url)
    try:
        return obstacle_of(engine)
    finally:
        engine.dispose()


def health_of(engine: Engine) -> StoreHealth:
    """How an opened store is; a schema that is not ours is told, and not read."""
    with reading(engine) as connection:
        schema = held_schema(connection) or ""
    size, wal = _sizes(engine)
    if schema != _known():
        return StoreHealth(schema, _known(), 0, size, wal, {})
    with reading(engine) as connection:
        version, loaded = version_of(connection), _loaded_at(connection)
    return StoreHealth(schema, _known(), version, size, wal, loaded)


def obstacle_of(engine: Engine) -> Obstacle | None:
    """What keeps this store from being written now; it is not changed, and not waited for."""
    if engine.dialect.name == "sqlite":
        return obstacle_at(engine.url)
    try:
        with engine.connect() as connection, connection.begin() as turn:
            if connection.execute(READ_ONLY_SERVER).scalar():
                return Obstacle.READ_ONLY
            is_free = connection.execute(IS_FREE, {"lock": WRITER_LOCK}).scalar()
            turn.rollback()
    except DBAPIError:  # that it does not answer at all is told to whoever reads; who follows does
        return Obstacle.READ_ONLY if replica_of(engine) else None
    return None if is_free else Obstacle.LOCKED


def obstacle_at(address: URL | str) -> Obstacle | None:
    """The same of a database by its address; of one in memory or on a server nothing is known."""
    path = _file(make_url(address))
    if path is None:
        return None
    return _no_room(path.parent) or _no_lock(path)


def _no_room(folder: Path) -> Obstacle | None:
    """Whether the disk would take more: asked of it with a file that has no name."""
    try:
        with TemporaryFile(dir=folder) as file:
            _take(file)
    except OSError as error:
        return Obstacle.FULL if error.errno in NO_ROOM else Obstacle.READ_ONLY
    return None


def _take(file: IO[bytes]) -> None:
    """Have room set aside for a file; where the system cannot do that, by writing it."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, ROOM)
    else:
        file.write(bytes(ROOM))
        file.flush()


def _no_lock(path: Path) -> Obstacle | None:
    """Whether the writer's place can be had at once; it is given back untouched."""
    try:
        asking = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None
        )
        try:
            asking.execute("BEGIN IMMEDIATE")
            asking.execute("ROLLBACK")
        finally:
            asking.close()
    except sqlite3.Error as error:
        return _named(str(error))
    return None


def _named(said: str) -> Obstacle | None:
    """A damaged file, or one that is none, keeps from reading too: that is told elsewhere."""
    if "locked" in said:
        return Obstacle.LOCKED
    return Obstacle.READ_ONLY if "readonly" in said or "unable to open" in said else None


def _sizes(engine: Engine) -> tuple[int, int | None]:
    path = _file(engine.url)
    if path is not None:
        return _size(path), _size(path.with_name(f"{path.name}-wal"))
    if engine.dialect.name == "sqlite":
        return 0, None
    with reading(engine) as connection:
        size = connection.exec_driver_sql("SELECT pg_database_size(current_database())")
        return int(size.scalar_one()), None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _file(url: URL) -> Path | None:
    name = url.database if url.get_backend_name() == "sqlite" else None
    return None if not name or name.startswith((":", "file:")) else Path(name)


def _loaded_at(connection: Connection) -> dict[str, datetime]:
    """When each source was last recorded by its publisher, but for what releases have written."""
    sent = tables.submission.c
    query = (
        select(sent.source, func.max(sent.recorded_at))
        .where(sent.organization_id == PUBLISHER, sent.id.not_in(RELEASED))
        .group_by(sent.source)
    )
    return {
        source: datetime.fromtimestamp(at / 1_000_000, UTC)
        for source, at in connection.execute(query)
    }
