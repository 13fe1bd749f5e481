"""PostgreSQL: read by COPY from one pinned instant, proven without a server, and put back by COPY.

What is copied is text as COPY writes it: a line that says which table and columns come, the rows,
and a line with a full stop. So a backup is opened and counted where no server runs, and another
version of the server can take it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from itertools import chain, groupby
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.store.files import PASSED

END = b"\\.\n"
LOG = "audit_entry"
VERSIONS = ("alembic_version", "schema_version")
TOLD_BY = (LOG, "submission", "observation", "account", "draft")  # empty in a new database
TABLES = """
    SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace
    AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname
"""
COLUMNS = """
    SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0
    AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
NEEDED = """
    SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
    WHERE contype = 'f' AND conrelid <> confrelid
    AND connamespace = current_schema()::regnamespace
"""
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
MEANT = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Line(NamedTuple):
    """One row as COPY wrote it, with the table and the columns that it is of."""

    table: str
    columns: tuple[str, ...]
    raw: bytes


@contextmanager
def pinned(address: str) -> Iterator[psycopg.Connection]:
    """A connection that sees the database as it is now, and can change nothing."""
    with psycopg.connect(_plain(address)) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.execute("SELECT 1")
        yield connection


def size(address: str) -> int:
    """About how many bytes a copy of it may take."""
    with psycopg.connect(_plain(address)) as connection:
        found = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    return int(found[0]) if found else 0


def copy(source: psycopg.Connection, target: Path) -> dict[str, int]:
    """Write every table that a pinned connection sees; how many rows each has."""
    rows: dict[str, int] = {}
    target.touch(mode=0o600, exist_ok=False)
    with target.open("wb") as file:
        for table in _in_order(source):
            columns = [name for (name,) in source.execute(COLUMNS, (table,))]
            file.write(json.dumps({"table": table, "columns": columns}).encode() + b"\n")
            with source.cursor() as cursor, cursor.copy(_select(table, columns)) as taken:
                for block in taken:
                    file.write(block)
            file.write(END)
            rows[table] = _count(source, table)
    return rows


def prove(path: Path, name: str, rows: dict[str, int]) -> None:
    """BackupError unless every table is there with as many rows as its source had."""
    found = Counter(one.table for one in lines(path))
    for table in sorted({*rows, *found}):
        if (wanted := rows.get(table, 0)) != found[table]:
            raise BackupError(
                "backup.other_count", part=name, table=table, wanted=wanted, found=found[table]
            )


def lines(path: Path) -> Iterator[Line]:
    """Every row of a copy."""
    with path.open("rb") as file:
        for head in file:
            said = json.loads(head)
            columns = tuple(said["columns"])
            for raw in iter(file.readline, END):
                yield Line(said["table"], columns, raw)


def log_rows(path: Path) -> Iterator[dict[str, str | None]]:
    """The entries of the audit log in a copy, as the database keeps them."""
    for one in lines(path):
        if one.table == LOG:
            yield dict(zip(one.columns, _values(one.raw), strict=True))


def is_empty(address: str) -> bool:
    """Whether a database holds nothing yet, but perhaps its tables."""
    with psycopg.connect(_plain(address)) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        return not any(_count(connection, one) for one in tables if one in TOLD_BY)


def fill(address: str, path: Path, name: str) -> None:
    """Put every row of a copy into the tables of an empty database: all of them, or none."""
    tables = list(_tables(path))
    with psycopg.connect(_plain(address)) as connection:
        for table in VERSIONS:
            if table in tables and _told(path, table) != _raw(connection, table):
                raise BackupError("backup.other_schema", part=name)
        for table in reversed(tables):
            _clear(connection, table)
        for table, rows in groupby(lines(path), key=lambda one: one.table):
            if table not in VERSIONS:
                _fill(connection, table, rows)


def end_sessions(address: str) -> None:
    """Let everybody sign in anew."""
    with psycopg.connect(_plain(address)) as connection:
        for statement in PASSED:
            connection.execute(statement.encode())


def _fill(connection: psycopg.Connection, table: str, rows: Iterator[Line]) -> None:
    first = next(rows)
    names = sql.SQL(", ").join(map(sql.Identifier, first.columns))
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(query) as copied:
        for one in chain((first,), rows):
            copied.write(one.raw)


def _clear(connection: psycopg.Connection, table: str) -> None:
    """Take away what a new database begins with; its log has nothing, and would refuse."""
    if table not in (LOG, *VERSIONS):
        connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def _told(path: Path, table: str) -> list[bytes]:
    return [one.raw for one in lines(path) if one.table == table]


def _tables(path: Path) -> Iterator[str]:
    """The tables of a copy, each after those that it refers to."""
    with path.open("rb") as file:
        for head in file:
            yield json.loads(head)["table"]
            for _ in iter(file.readline, END):
                pass


def _raw(connection: psycopg.Connection, table: str) -> list[bytes]:
    columns = [name for (name,) in connection.execute(COLUMNS, (table,))]
    with connection.cursor() as cursor, cursor.copy(_select(table, columns)) as taken:
        return b"".join(bytes(one) for one in taken).splitlines(keepends=True)


def _in_order(connection: psycopg.Connection) -> list[str]:
    """The tables, each after those that it refers to."""
    graph: dict[str, set[str]] = {name: set() for (name,) in connection.execute(TABLES)}
    for table, needed in connection.execute(NEEDED):
        graph[table].add(needed)
    return list(TopologicalSorter(graph).static_order())


def _select(table: str, columns: list[str]) -> sql.Composed:
    """The log in its own order, for it is put back entry by entry."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    order = sql.SQL(" ORDER BY position" if table == LOG else "")
    query = sql.SQL("COPY (SELECT {} FROM {}{}) TO STDOUT")
    return query.format(names, sql.Identifier(table), order)


def _count(connection: psycopg.Connection, table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    found = connection.execute(query).fetchone()
    return int(found[0]) if found else 0


def _values(raw: bytes) -> list[str | None]:
    """The values of a row, without the marks that COPY needs."""
    return [
        None if one == rb"\N" else ESCAPED.sub(_meant, one).decode()
        for one in raw.removesuffix(b"\n").split(b"\t")
    ]


def _meant(found: re.Match[bytes]) -> bytes:
    return MEANT.get(found[1], found[1])


def _plain(address: str) -> str:
    """The address as the driver knows it."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme.partition('+')[0]}{mark}{rest}"
