"""Opening a database that stands beside the figures: a private file, or PostgreSQL.

Accounts and drafts of returns have one each. `Kind` says which it is, for the messages too.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Self

import psycopg
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dashboard.store.files import begin, create, set_pragmas
from dashboard.text import both
from metrics import NotWritableError, Obstacle, StoreError, bound_waits

OBSTACLES = {"locked": Obstacle.LOCKED, "closed": Obstacle.READ_ONLY, "full": Obstacle.FULL}
# who may not enter a schema is told that there is none
OF_SERVER = {"42501": "forbidden", "3F000": "forbidden", "53100": "full"}
NO_ANSWER = ("08", "57P")  # the connection was lost, or the server ends or is starting
DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
ONE_WRITER = text("SELECT pg_advisory_xact_lock(:lock)")
ONE_WRITER_NOW = text("SELECT pg_try_advisory_xact_lock(:lock)")


class Kind(NamedTuple):
    """What such a database holds: its tables, their version, and which messages speak of it."""

    says: str  # the file of its messages: "access"
    metadata: MetaData
    version: int
    writer_lock: int  # any number, as long as every writer asks PostgreSQL for the same one
    newer: Mapping[str, int] = MappingProxyType({})  # tables that came with a later version

    def tables_of(self, version: int) -> set[str]:
        """The names of the tables that a version of them has."""
        return {name for name in self.metadata.tables if self.newer.get(name, 1) <= version}


class Footprint(NamedTuple):
    """Which database it is, the version of its tables, and its bytes."""

    database: str  # "sqlite" or "postgresql"
    schema: int
    size: int


def version_table(metadata: MetaData) -> Table:
    """The table that says which version the others have."""
    return Table("schema_version", metadata, Column("number", Integer, primary_key=True))


class Database:
    """An opened database; many threads may use one at the same time."""

    def __init__(self, engine: Engine, kind: Kind) -> None:
        self.engine, self.kind = engine, kind

    @classmethod
    def open(cls, kind: Kind, address: str, *others: str, as_it_is: bool = False) -> Self:
        """Open it, with its tables; StoreError in one line where that cannot be.

        `others` are the addresses of databases that are kept apart from this one. One that is
        opened as it is gets no table that it has not.
        """
        url = _checked(kind, address)
        if url in [_read(one) for one in others]:
            raise _refusal(kind, "shared")
        more = {} if _is_file(url) else {"pool_pre_ping": True}  # a server may have been restarted
        engine = create_engine(url, hide_parameters=True, pool_size=8, max_overflow=24, **more)
        if _is_file(url):
            _prepare_file(kind, Path(url.database or ""))
            event.listen(engine, "connect", set_pragmas)
            event.listen(engine, "begin", begin)
        else:
            bound_waits(engine, alone=True)
        opened = cls(engine, kind)
        try:
            opened._prepare_tables(as_it_is=as_it_is)
        finally:
            engine.dispose()  # a process forked after this must not share a connection
        return opened

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For one question at a time: a server is asked that and nothing around it."""
        sqlite = self.engine.dialect.name == "sqlite"
        options = {} if sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self._explained(), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self, *, waits: bool = True) -> Iterator[Connection]:
        """The one writer: all of it is kept or none.

        Who does not wait for another writer gets a NotWritableError where one is at work.
        """
        options = {"begin": "BEGIN IMMEDIATE", "waits": waits}
        with (
            self._explained(),
            self.engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            if self.engine.dialect.name != "sqlite":
                asked = ONE_WRITER if waits else ONE_WRITER_NOW
                if connection.execute(asked, {"lock": self.kind.writer_lock}).scalar() is False:
                    raise _refusal(self.kind, "locked", store=_name(self.engine.url), said="")
            yield connection

    def add_tables(self, prefix: str, statements: Iterable[str]) -> None:
        """Make tables that are another program's own, here: by one process at a time.

        Nothing is asked for where they are: only who owns the database may make any.
        """
        with self.reading() as connection:
            if any(one.startswith(prefix) for one in inspect(connection).get_table_names()):
                return
        with self.writing() as connection:
            for one in statements:
                connection.exec_driver_sql(one)

    def driver_connection(self) -> "psycopg.Connection[Any]":
        """A connection outside the pool, for a program that speaks with the server by itself."""
        args, named = self.engine.dialect.create_connect_args(self.engine.url)
        return psycopg.connect(*args, **named)

    @property
    def is_on_server(self) -> bool:
        """Whether other hosts may use it too."""
        return not _is_file(self.engine.url)

    def footprint(self) -> Footprint:
        """How it lies on its disk; nothing of what it holds."""
        backend = self.engine.url.get_backend_name()
        if not _is_file(self.engine.url):
            with self.reading() as connection:
                size = connection.execute(text("SELECT pg_database_size(current_database())"))
                return Footprint(backend, self.kind.version, int(size.scalar_one()))
        file = str(self.engine.url.database)
        beside = [Path(f"{file}{end}") for end in ("", "-wal")]
        return Footprint(
            backend, self.kind.version, sum(one.stat().st_size for one in beside if one.exists())
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn the database's own errors into one line that names the store and the remedy."""
        try:
            yield
        except (DBAPIError, *DRIVER_ERRORS) as error:
            url, said = self.engine.url, " ".join(str(getattr(error, "orig", error)).split())
            fault = _fault(said, url, getattr(getattr(error, "orig", error), "sqlstate", None))
            raise _refusal(self.kind, fault, store=_name(url), said=said) from error

    def _prepare_tables(self, *, as_it_is: bool) -> None:
        """Create the tables, or those that are new since an older version.

        Refused are those of a newer version, and a database of something else.
        """
        with self.reading() as connection:
            if self._is_ready(connection) or as_it_is:
                return
        with self.writing() as connection:
            if not self._is_ready(connection):  # else another process was faster
                self.kind.metadata.create_all(connection)
                versions = self.kind.metadata.tables["schema_version"]
                connection.execute(versions.delete())
                connection.execute(versions.insert().values(number=self.kind.version))

    def _is_ready(self, connection: Connection) -> bool:
        held = set(inspect(connection).get_table_names())
        if not held:
            return False
        name, versions = _name(connection.engine.url), self.kind.metadata.tables["schema_version"]
        if not held >= self.kind.tables_of(1):
            raise _refusal(self.kind, "other", store=name)
        version = int(connection.execute(select(versions.c.number)).scalar_one())
        if version > self.kind.version:
            raise _refusal(self.kind, "newer", store=name, version=str(version))
        if not held >= self.kind.tables_of(version):
            raise _refusal(self.kind, "other", store=name)
        return version == self.kind.version


def _fault(said: str, url: URL, state: str | None) -> str:
    """Which message fits what a database has said; a server says it by a code of five signs."""
    if not _is_file(url):
        has_answered = state is not None and not state.startswith(NO_ANSWER)
        return OF_SERVER.get(state or "", "refused" if has_answered else "unreachable")
    if "locked" in said:
        return "locked"
    if "readonly" in said or "unable to open" in said:
        return "closed"
    if "is full" in said:
        return "full"
    if "not a database" in said or "malformed" in said:
        return "damaged"
    return "refused"


def _checked(kind: Kind, address: str) -> URL:
    """The address of a file or of a PostgreSQL; StoreError for any other."""
    url = _read(address)
    if url is None or (_is_file(url) and not _names_file(url)):
        raise _refusal(kind, "address")
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


def _prepare_file(kind: Kind, path: Path) -> None:
    """An empty file that nobody else reads, before anything is written; an open one is closed."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            create(path)
        for one in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
            if one.exists() and one.stat().st_mode & 0o177:
                one.chmod(0o600)
    except OSError as error:
        raise _refusal(kind, "closed", store=str(path)) from error


def _refusal(kind: Kind, fault: str, **values: str) -> StoreError:
    if fault in OBSTACLES:
        return NotWritableError(OBSTACLES[fault], *both(f"{kind.says}.store_{fault}", **values))
    return StoreError(*both(f"{kind.says}.store_{fault}", **values))


def _name(url: URL) -> str:
    """The store as people know it: the file, or the server without password and options."""
    if _is_file(url):
        return url.database or ""
    return url.set(drivername="postgresql", query={}).render_as_string()
