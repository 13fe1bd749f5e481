"""Taking a backup: pinned at one instant, written, opened again, proven, and only then named."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile
from time import monotonic
from typing import NamedTuple, TypeAlias

import psycopg

from dashboard.access.keys import Keys
from dashboard.backing_up import bundle, outcome
from dashboard.backing_up.bundle import PART, Kept, Manifest
from dashboard.backing_up.faults import DRIVER_ERRORS, BackupError, told
from dashboard.backing_up.keys import backup_key
from dashboard.backing_up.locks import one_at_a_time
from dashboard.backing_up.parts import FIGURES, Part, Sort, parts_of
from dashboard.backing_up.proving import Proof, head_in, sweep, verified, work_folder
from dashboard.backing_up.retention import Policy, held_in, prune
from dashboard.backing_up.store import files, server
from metrics import MetricsError, Settings

FAULTS = (OSError, *DRIVER_ERRORS, KeyboardInterrupt)
Source: TypeAlias = sqlite3.Connection | psycopg.Connection


class Taken(NamedTuple):
    """A backup that counts: where it is, what is in it, and what would have been lost without."""

    path: Path
    proof: Proof
    size: int  # as it lies on the disk
    seconds: float
    since: timedelta | None  # how long ago the one before was taken; None where it is the first
    removed: tuple[Path, ...]


def take(settings: Settings, folder: Path, now: datetime | None = None) -> Taken:
    """Take a backup; MetricsError, and nothing left of it, where it cannot be or is not sound."""
    at = (now or datetime.now(UTC)).replace(microsecond=0)
    try:
        taken = _taken(settings, folder, at)
    except MetricsError as error:
        outcome.remember(settings, at, error.text)
        raise
    except FAULTS as error:
        fault = told(error, str(folder))
        outcome.remember(settings, at, fault.text)
        raise fault from None
    outcome.remember(settings, at, None)
    return taken


def _taken(settings: Settings, folder: Path, at: datetime) -> Taken:
    began, key = monotonic(), backup_key(settings, folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(settings):
        sweep(settings)
        _sweep(folder)
        held, path = held_in(folder), folder / bundle.named(at)
        if path.exists():
            raise BackupError("backup.same_second", file=str(path))
        proof = _written(settings, path, key, at)
        since = at - held[0].made_at if held else None
        removed = tuple(prune(folder, Policy.of(settings)))
    return Taken(path, proof, path.stat().st_size, monotonic() - began, since, removed)


def _written(settings: Settings, path: Path, key: bytes, at: datetime) -> Proof:
    """The backup under its name: until it has been proven it has another, that counts nothing."""
    draft = path.with_name(f".{path.name}{PART}")
    try:
        _write(settings, draft, key, at)
        proof = verified(settings, draft, key)
        draft.rename(path)
        _settle(path.parent)
    finally:
        draft.unlink(missing_ok=True)
    return proof


def _write(settings: Settings, draft: Path, key: bytes, at: datetime) -> None:
    parts = [one for one in parts_of(settings) if one.is_there]
    if FIGURES not in [one.name for one in parts]:
        raise BackupError("backup.no_store", file=str(parts_of(settings)[-1].path))
    needed = sum(_size(one) for one in parts)
    with work_folder(settings, needed) as work:
        kept = tuple(_copied(parts, work))
        entries, digest = head_in(work, kept[-1].sort)
        manifest = Manifest(at, kept, entries, digest, secret_name(settings))
        bundle.write(draft, key, manifest, work)


def _copied(parts: list[Part], work: Path) -> Iterator[Kept]:
    """Every part as it was at one moment: all are pinned before the first is copied."""
    with ExitStack() as stack:
        pins = [(one, stack.enter_context(_pin(one, work))) for one in parts]
        for part, source in pins:
            path, rows = work / part.name, {}
            if source is not None:
                with files.damage_named(part.name):
                    rows = _copy(source, path)
            yield Kept(part.name, part.sort, path.stat().st_size, bundle.digest_of(path), rows)


def _copy(source: Source, path: Path) -> dict[str, int]:
    """Copy a pinned database; how many rows each of its tables has."""
    if isinstance(source, psycopg.Connection):
        return server.copy(source, path)
    rows = files.counted(source)
    files.copy(source, path)
    return rows


@contextmanager
def _pin(part: Part, work: Path) -> Iterator[Source | None]:
    """A database as it is now; a file is small, and copied at once."""
    if part.sort is Sort.POSTGRESQL:
        with server.pinned(part.address) as held:
            yield held
        return
    if part.sort is Sort.FILE:
        copyfile(part.path, work / part.name)
        yield None
        return
    with files.damage_named(part.name), files.pinned(part.path) as connection:
        yield connection


def secret_name(settings: Settings) -> str:
    """A keyed digest of the secret, by which it is known again; empty while there is none."""
    if not (settings.has_secret or settings.secret_file.exists()):
        return ""
    return Keys(settings).keyed("backup").hex()


def _size(part: Part) -> int:
    if part.sort is Sort.POSTGRESQL:
        return server.size(part.address)
    beside = (part.path.with_name(part.path.name + end) for end in ("", "-wal"))
    return sum(one.stat().st_size for one in beside if one.exists())


def _sweep(folder: Path) -> None:
    """Remove what was being written by a process that is no more; none counts, none is opened."""
    for left in folder.glob(f".pillars-*{PART}"):
        left.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Bring the new name itself to the disk."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
