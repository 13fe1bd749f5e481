"""Opening the store: SQLite or PostgreSQL, created or migrated, with errors that say what to do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from metrics.errors import StoreError
from metrics.store.patience import bound_waits
from metrics.store.refusals import cannot_write, explain, newer
from metrics.store.replicas import follow, replica_of

MIGRATIONS = Path(__file__).parent / "migrations"
PRIVATE = 0o600
WRITER_LOCK = 0x70696C6C  # any number, as long as every writer asks PostgreSQL for the same one
# What the drivers raise where SQLAlchemy is not between: pragmas, BEGIN, COPY.
DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
PRAGMAS = (
    "PRAGMA busy_timeout = 60000",  # milliseconds: a load of a million values takes about 20 s
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 268435456",
    "PRAGMA cache_size = -65536",
    "PRAGMA trusted_schema = OFF",
)
SYNCHRONOUS = {True: "FULL", False: "NORMAL"}  # whether a write must also survive a power cut

# Whoever writes takes the time that it takes: a load of a hundred million values is one statement.
ONE_WRITER = text(
    "SELECT pg_advisory_xact_lock(:lock) FROM set_config('statement_timeout', '0', true)"
)
READ_ONLY: dict[str, dict[str, Any]] = {
    "sqlite": {"query_only": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


def open_engine(
    database_url: str, *, make: bool = True, read_url: str = "", seconds: int = 0
) -> Engine:
    """Open the store at this address; create or migrate its tables; StoreError in one line.

    Unless it is to be made, a file that is not there is an error, and stays away. `read_url` is
    the address of a server that follows it, and is read from as far as it has come. A server gives
    up a question that takes longer than so many `seconds`; 0 for none.
    """
    url = _checked(database_url)
    engine = create_engine(url, hide_parameters=True, **_pool(url))
    if engine.dialect.name == "sqlite":
        _prepare_folder(url, make=make)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    else:
        bound_waits(engine, alone=True)
    try:
        with explained(engine):
            _migrate(engine)
    finally:
        engine.dispose()  # a process forked after this must not share a connection
    if engine.dialect.name == "postgresql":
        limit(engine, seconds)
        if read_url:
            limit(follow(engine, _checked(read_url)), seconds)
    return engine


def limit(engine: Engine, seconds: int) -> None:
    """Let the server give up whatever one statement of this engine asks for longer than that."""

    def begin(connection: Any, _: object) -> None:  # a DBAPI connection has no type
        connection.execute(f"SET statement_timeout = {seconds * 1000}")
        connection.commit()

    if seconds:
        event.listen(engine, "connect", begin)


def _pool(url: URL) -> dict[str, Any]:
    """A server may have been started anew, or another one taken its place."""
    return {} if url.get_backend_name() == "sqlite" else {"pool_pre_ping": True}


def memory_engine() -> Engine:
    """An empty store in memory, without tables, for one thread: nothing of it is ever kept."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot of the store: what is read in it belongs together, and nothing can be written.

    The database itself refuses a change on such a connection, whatever it is asked.
    """
    options, replica = READ_ONLY[engine.dialect.name], replica_of(engine)
    with (
        explained(engine),
        (replica and replica.connected(**options))
        or engine.connect().execution_options(**options) as connection,
        connection.begin(),  # psycopg forgets at a rollback what it has prepared
    ):
        yield connection


@contextmanager
def writing(engine: Engine, *, durable: bool) -> Iterator[Connection]:
    """The one writer: all of it is kept or none; `durable` also survives a power cut at once."""
    options = {"begin": "BEGIN IMMEDIATE", "synchronous": SYNCHRONOUS[durable]}
    with explained(engine), engine.connect().execution_options(**options) as connection:
        with connection.begin():
            if engine.dialect.name != "sqlite":
                connection.execute(ONE_WRITER, {"lock": WRITER_LOCK})
                if not durable:
                    connection.execute(text("SET LOCAL synchronous_commit = off"))
            yield connection
        if replica := replica_of(engine):
            replica.wrote(connection)


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn the database's own errors into one line that names the store and the remedy."""
    try:
        yield
    except (DBAPIError, *DRIVER_ERRORS) as error:
        raise explain(error, engine.url) from error


def _checked(database_url: str) -> URL:
    try:
        url = make_url(database_url)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(
            "PILLARS_DATABASE_URL is not the address of a store: write sqlite:///path or "
            "postgresql://user:password@host/name.",
            "PILLARS_DATABASE_URL n'est pas l'adresse d'un entrepôt : écrivez sqlite:///chemin ou "
            "postgresql://utilisateur:mot-de-passe@hôte/nom.",
        )
    return url.set(drivername="sqlite" if backend == "sqlite" else "postgresql+psycopg")


def _prepare_folder(url: URL, *, make: bool, written: bool = True) -> None:
    """Make the folder of a new SQLite store; refuse one that cannot be written, or is missing."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    path = Path(url.database)
    if not make and not path.exists():
        raise StoreError(
            f"There is no store at {path}: 'pillars load --all' makes it.",
            f"Il n'y a pas d'entrepôt à {path} : « pillars load --all » le crée.",
        )
    if not written:
        return
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(path)
    except OSError as error:
        raise cannot_write(url) from error
    if not os.access(path, os.W_OK):
        raise cannot_write(url)


def _create(path: Path) -> None:
    """A new store is this account's alone from its first byte; SQLite's files beside it follow."""
    with suppress(FileExistsError):  # an older one keeps its rights; `pillars doctor` tells them
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))


def _set_pragmas(connection: Any, _: object) -> None:  # a DBAPI connection has no type
    # The driver must not begin transactions of its own: `_begin` says which kind.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    driver: Any = connection.connection.driver_connection
    if synchronous := options.get("synchronous"):
        driver.execute(f"PRAGMA synchronous = {synchronous}")
    _set_query_only(connection, driver, options.get("query_only", False))
    driver.execute(options.get("begin", "BEGIN"))


def _set_query_only(connection: Connection, driver: Any, wanted: bool) -> None:
    """Only where it changes: SQLite prepares every statement anew after it."""
    if connection.info.get("query_only", False) is not wanted:
        driver.execute(f"PRAGMA query_only = {int(wanted)}")
        connection.info["query_only"] = wanted


def unmigrated(database_url: str) -> Engine:
    """A store as it lies there, for looking at: it is neither made nor migrated."""
    url = _checked(database_url)
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        _prepare_folder(url, make=False, written=False)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    return engine


def known_schema() -> str:
    """The schema that this program reads and writes."""
    return str(_script(Config()).get_current_head())


def _script(config: Config) -> ScriptDirectory:
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


def _migrate(engine: Engine) -> None:
    """Bring the tables to this program's version; do nothing when they are there."""
    config = Config()
    script = _script(config)
    with engine.connect() as connection:
        held = held_schema(connection)
    if held == script.get_current_head():
        return
    if held is not None and held not in {one.revision for one in script.walk_revisions()}:
        raise newer(engine.url, held)
    with writing(engine, durable=True) as connection:
        if held_schema(connection) == held:  # else another process was faster
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def held_schema(connection: Connection) -> str | None:
    """The schema of a store; None for one without tables."""
    return MigrationContext.configure(connection).get_current_revision()
