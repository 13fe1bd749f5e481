"""SQLite: copied by its own backup call from one pinned instant, counted, and proven."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dashboard.backing_up.faults import BackupError

PATIENCE = 60_000  # milliseconds that a database is waited for which somebody holds for himself
PAGES = 4096  # copied at once; in between a signal to stop is heard
NO_WAIT = 250
FAULTS_TOLD = 3
PRIMARY = 0xFF  # of a code of SQLite: which kind of fault
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
BESIDE = ("-wal", "-shm", "-journal")
# What must not come to life again: whoever had signed out, links that were used.
PASSED = ("DELETE FROM session", "DELETE FROM token")


@contextmanager
def pinned(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees the database as it is now, whatever is written from here on.

    The snapshot is held for as long as it is read, so the backup call copies one committed state
    and never begins anew because somebody writes.
    """
    with closing(opened(path)) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield connection


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy what a pinned connection sees into a new file of this account's alone."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(opened(target)) as made:
        source.backup(made, pages=PAGES)


@contextmanager
def damage_named(name: str) -> Iterator[None]:
    """Say of which part it is that a database finds itself damaged."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY not in DAMAGED:
            raise
        raise BackupError("backup.part_damaged", part=name, said=str(error)) from None


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds, as this connection sees them."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in sorted(found)
    }


def prove(path: Path, name: str, rows: dict[str, int]) -> None:
    """BackupError unless a copy is whole in itself and holds as many rows as its source did."""
    try:
        with closing(opened(path)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
            held = counted(connection)
    except sqlite3.Error as error:
        raise BackupError("backup.part_damaged", part=name, said=str(error)) from None
    if said != ["ok"]:
        told = "; ".join(" ".join(one.split()) for one in said[:FAULTS_TOLD])
        raise BackupError("backup.part_damaged", part=name, said=told)
    for table in sorted({*rows, *held}):
        if (wanted := rows.get(table, 0)) != (found := held.get(table, 0)):
            raise BackupError(
                "backup.other_count", part=name, table=table, wanted=wanted, found=found
            )


def fold(path: Path) -> None:
    """Bring everything of a closed database into its one file; what is damaged stays as it is."""
    try:
        with closing(opened(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return


def is_held(path: Path) -> bool:
    """Whether another process has this database open.

    To have it for oneself is refused by SQLite while anybody else reads or writes it.
    """
    if not path.exists():
        return False
    try:
        with closing(opened(path, NO_WAIT)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.Error:
        return False  # too damaged to be held by anybody
    return False


def end_sessions(path: Path) -> None:
    """Let everybody sign in anew."""
    with closing(opened(path)) as connection:
        for statement in PASSED:
            connection.execute(statement)
    fold(path)


def opened(path: Path, patience: int = PATIENCE) -> sqlite3.Connection:
    """A connection to a file that is there, without transactions of the driver's own."""
    address = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {patience}")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
