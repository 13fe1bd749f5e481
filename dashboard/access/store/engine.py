"""Opening the database of the accounts: a file that only this account reads, or PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dashboard.access.faults import both
from dashboard.access.store.tables import metadata, schema_version
from metrics import StoreError

VERSION = 1
WRITER_LOCK = 0x61636373  # any number, as long as every writer asks PostgreSQL for the same one
DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
PRAGMAS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was used once stays used, also after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def open_engine(accounts_url: str, figures_url: str) -> Engine:
    """Open the accounts; create their tables; StoreError in one line where that cannot be."""
    url = _checked(accounts_url)
    if url == _read(figures_url):
        raise _refusal("access.store_shared")
    more = {} if _is_file(url) else {"pool_pre_ping": True}  # a server may have been restarted
    engine = create_engine(url, pool_size=8, max_overflow=24, **more)
    if _is_file(url):
        _prepare_file(Path(url.database or ""))
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    try:
        _prepare_tables(engine)
    finally:
        engine.dispose()  # a process forked after this must not share a connection
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """For one question at a time: a server is asked that and nothing around it."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    with _explained(engine), engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The one writer: all of it is kept or none."""
    options = {"begin": "BEGIN IMMEDIATE"}
    with (
        _explained(engine),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        if engine.dialect.name != "sqlite":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
        yield connection


@contextmanager
def _explained(engine: Engine) -> Iterator[None]:
    """Turn the database's own errors into one line that names the store and the remedy."""
    try:
        yield
    except (DBAPIError, *DRIVER_ERRORS) as error:
        said = " ".join(str(getattr(error, "orig", error)).split())
        raise _refusal(_key_of(said, engine.url), store=_name(engine.url), said=said) from error


def _key_of(said: str, url: URL) -> str:
    if not _is_file(url):
        return "access.store_unreachable"
    if "locked" in said:
        return "access.store_locked"
    if "readonly" in said or "unable to open" in said:
        return "access.store_closed"
    if "not a database" in said or "malformed" in said:
        return "access.store_damaged"
    return "access.store_refused"


def _checked(address: str) -> URL:
    """The address of a file or of a PostgreSQL; StoreError for any other."""
    url = _read(address)
    if url is None or (_is_file(url) and not _names_file(url)):
        raise _refusal("access.store_address")
    return url


def _read(address: str) -> URL | None:
    """An address in its one spelling, so that two can be compared."""
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        return None
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        return None
    path = str(Path(url.database or "").resolve()) if _names_file(url) else url.database
    return url.set(drivername="sqlite", database=path)


def _names_file(url: URL) -> bool:
    """Whether it is a file by its path, and not a database in memory."""
    return bool(url.database) and not str(url.database).startswith((":", "file:"))


def _is_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _prepare_file(path: Path) -> None:
    """An empty file that nobody else reads, before anything is written; an open one is closed."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _create(path)
        for one in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            if one.exists() and one.stat().st_mode & 0o177:
                one.chmod(0o600)
    except OSError as error:
        raise _refusal("access.store_closed", store=str(path)) from error


def _create(path: Path) -> None:
    """An empty file; one that another process makes meanwhile is as good.

    A file that is there is never opened and closed here: that would drop the locks which SQLite
    holds on it in this process.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _set_pragmas(connection: Any, _: object) -> None:  # a DBAPI connection has no type
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(connection.get_execution_options().get("begin", "BEGIN"))


def _prepare_tables(engine: Engine) -> None:
    """Create the tables; refuse those of a newer version, and a database of something else."""
    with reading(engine) as connection:
        if _is_ready(connection):
            return
    with writing(engine) as connection:
        if not _is_ready(connection):  # else another process was faster
            metadata.create_all(connection)
            connection.execute(schema_version.insert().values(number=VERSION))


def _is_ready(connection: Connection) -> bool:
    held = set(inspect(connection).get_table_names())
    if not held:
        return False
    name = _name(connection.engine.url)
    if schema_version.name not in held:
        raise _refusal("access.store_other", store=name)
    version = connection.execute(select(schema_version.c.number)).scalar_one()
    if version > VERSION:
        raise _refusal("access.store_newer", store=name, version=str(version))
    return True


def _refusal(key: str, **values: str) -> StoreError:
    return StoreError(*both(key, **values))


def _name(url: URL) -> str:
    """The store as people know it: the file, or the server without password and options."""
    if _is_file(url):
        return url.database or ""
    return url.set(drivername="postgresql", query={}).render_as_string()
