"""B1 to B3: a backup of a million observations, against the bare backup call of SQLite.

The limit copies the same file into another one by the same call, and is on the disk when it ends.
Ours packs, encrypts, opens everything again, counts and proves it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from time import process_time

from bench.figures import SUBMISSION, catalogue, spread
from bench.timing import Measured, seconds
from dashboard.backing_up.keys import backup_key
from dashboard.backing_up.proving import verified
from dashboard.backing_up.restoring import restore
from dashboard.backing_up.taking import take
from metrics import MetricsStore, Settings

ROWS, MANY = 1_000_000, 10_000_000
ROUNDS = 3
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """Of a million rows, and in full of ten million."""
    yield from _of(folder, ROWS)
    if full:
        yield from _of(folder, MANY)


def _of(folder: Path, rows: int) -> Iterator[Measured]:
    settings, hours = _installation(folder / str(rows), rows), count()
    store, backups = Path(settings.database_url.removeprefix("sqlite:///")), settings.backup_folder
    assert backups is not None

    def ours() -> None:
        take(settings, backups, NOON + next(hours) * timedelta(hours=1))

    bare = partial(_bare, store, folder / "bare.sqlite")
    pairs = [(seconds(bare), seconds(ours)) for _ in range(ROUNDS)]
    limit, taken = (min(column) for column in zip(*pairs, strict=True))
    newest = max(backups.iterdir())
    megabytes, packed = store.stat().st_size / 1e6, newest.stat().st_size / 1e6
    told = f"backup of {rows:,} rows ({megabytes:.0f} MB, {packed:.0f} MB kept)"
    yield Measured("B1", f"{told}: {megabytes / taken:.0f} MB/s, bare call "
                   f"{megabytes / limit:.0f} MB/s", limit, taken)  # fmt: skip
    spent = seconds(ours, clock=process_time)
    spent_bare = seconds(bare, clock=process_time)
    yield Measured("B1p", "the same, in seconds of the processor", spent_bare, spent)
    key = backup_key(settings)
    proof = min(seconds(lambda: verified(settings, newest, key)) for _ in range(ROUNDS))
    yield Measured("B2", f"its proof alone: {megabytes / proof:.0f} MB/s", limit, proof)
    back = seconds(lambda: restore(settings, newest, over=True))
    yield Measured("B3", f"put back: {megabytes / back:.0f} MB/s", limit, back)


def _installation(folder: Path, rows: int) -> Settings:
    """A store of so many rows, with a key beside its backups' folder."""
    folder.mkdir()
    key = folder / "backup.key"
    key.write_bytes(os.urandom(32))
    key.chmod(0o600)
    settings = Settings(
        database_url=f"sqlite:///{folder / 'store.sqlite'}", framework="made-up",
        accounts_url=f"sqlite:///{folder / 'accounts.sqlite'}",
        returns_url=f"sqlite:///{folder / 'returns.sqlite'}",
        audit_anchor=folder / "anchors", backup_folder=folder / "backups", backup_key_file=key,
    )  # fmt: skip
    store = MetricsStore.open(settings, catalogue())
    store.record(SUBMISSION, spread(rows))
    store.close()
    return settings


def _bare(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as made:
        held.backup(made)
    file = os.open(target, os.O_RDONLY)
    os.fsync(file)
    os.close(file)
