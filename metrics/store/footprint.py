"""How a store lies on its disk: which database, which version of its tables, how many bytes."""

from pathlib import Path
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, func, select, text

from metrics.store import tables
from metrics.store.engine import reading

BESIDE = ("", "-wal")  # the file, and what SQLite has not brought into it yet


class Footprint(NamedTuple):
    """`size` in bytes is None for a store in memory; `schema` is the newest step of its tables."""

    database: str  # "sqlite" or "postgresql"
    schema: str
    size: int | None
    submissions: int


def footprint(engine: Engine) -> Footprint:
    """What an administrator is told of a store: nothing of what stands in it."""
    with reading(engine) as connection:
        schema = MigrationContext.configure(connection).get_current_revision() or ""
        sent = connection.execute(select(func.count()).select_from(tables.submission)).scalar_one()
        size = _size(connection, engine)
    return Footprint(engine.dialect.name, schema, size, int(sent))


def _size(connection: Connection, engine: Engine) -> int | None:
    if engine.dialect.name != "sqlite":
        asked = text("SELECT pg_database_size(current_database())")
        return int(connection.execute(asked).scalar_one())
    name = engine.url.database
    if not name or name.startswith((":", "file:")):
        return None
    files = [Path(f"{name}{end}") for end in BESIDE]
    return sum(one.stat().st_size for one in files if one.exists())
