"""Moving a store to another database: every table whole, verified by a digest of its rows.

Rows go over in the order of their key, some thousands in a transaction. What is there already must
be the beginning of what is to come, so that a move that was cut off goes on where it ended, and a
store that holds anything else is never written to. The tables that say which data are held come
last: until then whoever opens the new store finds it empty.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)

from metrics.errors import StoreError
from metrics.store import tables
from metrics.store.bulk import write_rows
from metrics.store.engine import open_engine, reading, writing
from metrics.store.rows import Row
from metrics.store.spans import streamed

STATE = ("data_version", "nature")  # a row each, which is written again and again
TOGETHER, LARGE_TOGETHER = 10_000, 20  # rows of one transaction; the latter may have megabytes each


class Moved(NamedTuple):
    """How far a table is: rows that are there, of so many; verified once all of them are."""

    table: str
    done: int
    rows: int
    verified: bool = False


def moved_store(source: str, target: str) -> Iterator[Moved]:
    """The figures and all that belongs to them, by the addresses of two stores; StoreError."""
    engines = open_engine(source, make=False), open_engine(target)
    try:
        yield from moved(*engines, tables.metadata)
    finally:
        for one in engines:
            one.dispose()


def moved(source: Engine, target: Engine, metadata: MetaData) -> Iterator[Moved]:
    """Every table of what the source holds at this instant; the target is told table by table."""
    append_only = [one for one in metadata.sorted_tables if one.name not in STATE]
    with reading(source) as held:
        for table in append_only:
            yield from _moved(held, target, table)
        for name in STATE:
            if name in metadata.tables:
                yield _replaced(held, target, metadata.tables[name])


def _moved(held: Connection, target: Engine, table: Table) -> Iterator[Moved]:
    size = held.execute(select(func.count()).select_from(table)).scalar_one()
    rows, said = streamed(held, _in_order(table, held)), sha256()
    done, written = _digest(target, table)
    said.update(b"".join(map(_bytes, islice(rows, done))))
    if said.hexdigest() != written:
        raise _another(table)
    while batch := list(islice(rows, _together(table))):
        with writing(target, durable=True) as copy:
            _write(copy, table, batch)
        said.update(b"".join(map(_bytes, batch)))
        done += len(batch)
        yield Moved(table.name, done, size)
    if _digest(target, table) != (size, said.hexdigest()):
        raise _differs(table)
    yield Moved(table.name, done, size, verified=True)


def _replaced(held: Connection, target: Engine, table: Table) -> Moved:
    rows = list(streamed(held, _in_order(table, held)))
    with writing(target, durable=True) as copy:
        copy.execute(delete(table))
        _write(copy, table, rows)
    return Moved(table.name, len(rows), len(rows), verified=True)


def _write(copy: Connection, table: Table, rows: list[Row]) -> None:
    if table is tables.observation:
        write_rows(copy, rows)
    elif rows:
        names = [column.name for column in table.columns]
        copy.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        _count_on(copy, table)


def _count_on(copy: Connection, table: Table) -> None:
    """PostgreSQL gives out the next number of a table from a counter, which no insert moves."""
    column = table.autoincrement_column
    if copy.dialect.name != "postgresql" or column is None:
        return
    counter = text("SELECT pg_get_serial_sequence(:table, :column)")
    named = {"table": table.name, "column": column.name}
    if name := copy.execute(counter, named).scalar_one():
        copy.execute(select(func.setval(name, select(func.max(column)).scalar_subquery())))


def _digest(target: Engine, table: Table) -> tuple[int, str]:
    """How many rows a table has, and the digest of all of them in the order of their key."""
    said, count = sha256(), 0
    with reading(target) as connection:
        for row in streamed(connection, _in_order(table, connection)):
            said.update(_bytes(row))
            count += 1
    return count, said.hexdigest()


def _in_order(table: Table, connection: Connection) -> Select[Row]:
    """By the bytes of the key: PostgreSQL would sort words as its own language does."""
    by_bytes = "C" if connection.dialect.name == "postgresql" else "BINARY"
    key: list[Column[Any]] = list(table.primary_key)
    return select(table).order_by(
        *(one.collate(by_bytes) if isinstance(one.type, String) else one for one in key)
    )


def _bytes(row: Row) -> bytes:
    return repr(row).encode()


def _together(table: Table) -> int:
    holds_files = any(isinstance(one.type, LargeBinary) for one in table.columns)
    return LARGE_TOGETHER if holds_files else TOGETHER


def _another(table: Table) -> StoreError:
    return StoreError(
        f"The new store holds something else in its table '{table.name}' than the old one, or the "
        "old one has been written to since the move began: nothing was changed in that table. "
        "Name an empty database, and stop what writes to the old store meanwhile.",
        f"Le nouvel entrepôt contient autre chose que l'ancien dans sa table « {table.name} », ou "
        "l'ancien a été modifié depuis le début du transfert : rien n'a été changé dans cette "
        "table. Nommez une base de données vide et arrêtez ce qui écrit dans l'ancien entrepôt.",
    )


def _differs(table: Table) -> StoreError:
    return StoreError(
        f"The rows of table '{table.name}' are not the same in the new store as in the old one: "
        "go on with the old store, and move into an empty database once more.",
        f"Les lignes de la table « {table.name} » diffèrent entre le nouvel entrepôt et l'ancien : "
        "continuez avec l'ancien et refaites le transfert dans une base de données vide.",
    )
