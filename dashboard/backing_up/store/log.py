"""The audit log as it stands in a database that may be damaged: read, and nothing else."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from dashboard.backing_up.store.files import opened

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGESTS = "SELECT position, digest FROM audit_entry ORDER BY position"
NEWEST = "SELECT position, digest FROM audit_entry ORDER BY position DESC LIMIT 1"
ENTRIES = (
    "SELECT position, at, actor, action, object, detail FROM audit_entry "
    "WHERE position > ? ORDER BY position"
)


class Entry(NamedTuple):
    """One thing done, as the log tells it."""

    position: int
    at: datetime
    actor: str
    action: str
    object: str
    detail: dict[str, str | int]


def digests(path: Path) -> dict[int, str] | None:
    """The digest of every entry by its position; None where the log cannot be read."""
    try:
        with closing(opened(path)) as connection:
            return dict(connection.execute(DIGESTS).fetchall())
    except sqlite3.Error:
        return None


def entries_after(path: Path, position: int) -> list[Entry]:
    """The entries after a position, oldest first."""
    with closing(opened(path)) as connection:
        return [_entry(*row) for row in connection.execute(ENTRIES, (position,))]


def _entry(position: int, at: int, actor: str, action: str, object_: str, detail: str) -> Entry:
    instant = EPOCH + timedelta(microseconds=at)
    return Entry(position, instant, actor, action, object_, dict(json.loads(detail)))


def head(path: Path) -> tuple[int, str]:
    """The newest entry's position and digest; 0 where there is none."""
    with closing(opened(path)) as connection:
        found = connection.execute(NEWEST).fetchone()
    return (found[0], found[1]) if found else (0, "")
