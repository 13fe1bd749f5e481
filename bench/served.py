"""Servers to measure, each in a process of its own: ours on the real data, and an empty one."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection
from time import monotonic, sleep
from types import MappingProxyType

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from dashboard.access import Accounts, Role
from ingest import load_source
from metrics import Catalogue, MetricsStore, Settings

EMPTY = """
from dash import Dash, Input, Output, dcc, html
from dashboard.serve import listen
from metrics import Settings
app = Dash(__name__, compress=True)
app.layout = html.Div([dcc.Location(id="location"), html.Div(id="page")])
app.callback(Output("page", "children"), Input("location", "pathname"))(lambda path: "")
listen(app.server, Settings())
"""
OURS = "from dashboard.serve import serve; from metrics import Settings; serve(Settings())"
STARTED_WITHIN = 120  # seconds


def accounts_of(database: str) -> str:
    return database.replace(".sqlite", "-accounts.sqlite")


def fill(database: str) -> None:
    settings = Settings(database_url=database)
    catalogue = Catalogue.read(settings.data)
    store = MetricsStore.open(settings, catalogue)
    for one in catalogue.sources:
        load_source(settings.data / "sources" / one, catalogue, store)
    store.close()


@contextmanager
def serving(
    code: str, database: str, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[HTTPConnection]:
    """A server in a process of its own, ended by its id."""
    with started(code, database, more) as (_, connection):
        yield connection


@contextmanager
def started(
    code: str, database: str, more: Mapping[str, str] = MappingProxyType({})
) -> Iterator[tuple[subprocess.Popen[bytes], HTTPConnection]]:
    """The same, with its process."""
    port = free_port()
    own = {"PILLARS_DATABASE_URL": database, "PILLARS_ACCOUNTS_URL": accounts_of(database),
           "PORT": str(port)}  # fmt: skip
    settings = {**os.environ, **own, **more}
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=settings, stdout=subprocess.DEVNULL
    )
    try:
        yield process, until_answered(port, "/_dash-layout")
    finally:
        process.terminate()
        process.wait(timeout=30)


def session_cookie(
    settings: Settings, name: str, role: Role = Role.VIEWER, organization: str | None = None
) -> str:
    """The cookie of a session that begins here, in the accounts of the server that is measured."""
    accounts, now = Accounts.open(settings), datetime.now(UTC)
    account = accounts.find(name) or accounts.add(name, role, organization=organization, now=now)
    signer = Flask(__name__)
    signer.secret_key = accounts.cookie_key()
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer
    held = {"_user_id": accounts.begin(account.id, now), "_fresh": True}
    accounts.close()
    return f"session={serializer.dumps(held)}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_answered(port: int, path: str) -> HTTPConnection:
    """A kept connection to a server that has answered."""
    until = monotonic() + STARTED_WITHIN
    while monotonic() < until:
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        with suppress(OSError):
            connection.request("GET", path)
            connection.getresponse().read()
            return connection
        sleep(0.2)
    raise TimeoutError(f"no server answered on port {port}")
