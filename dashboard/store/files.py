"""A private database file: made empty, and opened so that what was written once stays."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

WAITS, HARDLY_WAITS = "PRAGMA busy_timeout = 10000", "PRAGMA busy_timeout = 200"  # milliseconds
PRAGMAS = (
    WAITS,
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was used once stays used, also after a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)


def set_pragmas(connection: Any, _: object) -> None:  # a DBAPI connection has no type
    """How each connection is used."""
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in PRAGMAS:
        connection.execute(pragma)


def begin(connection: Connection) -> None:
    """As it is asked for; who does not wait for another writer waits for a moment only."""
    driver: Any = connection.connection.driver_connection
    options = connection.get_execution_options()
    if options.get("waits", True):
        driver.execute(options.get("begin", "BEGIN"))
        return
    driver.execute(HARDLY_WAITS)
    try:
        driver.execute(options["begin"])
    finally:
        driver.execute(WAITS)


def create(path: Path) -> None:
    """An empty file; one that another process makes meanwhile is as good.

    A file that is there is never opened and closed here: that would drop the locks which SQLite
    holds on it in this process.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
