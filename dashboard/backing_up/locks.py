"""Who is using an installation: told by locks that end with their process, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dashboard.backing_up.faults import BackupError
from dashboard.backing_up.parts import beside
from dashboard.backing_up.swapping import finish, is_cut_off
from metrics import Settings

IN_USE, BACKING_UP = ".in-use", ".backing-up"


@contextmanager
def in_use(settings: Settings) -> Iterator[None]:
    """Within, a server or a worker uses the installation: nothing is put back under it.

    A restore that was cut off is brought to its end first. Where no lock can be written nothing can
    be put back either: what is there is served as it is.
    """
    if is_cut_off(settings):
        with alone(settings):
            finish(settings)
    file = None
    with suppress(OSError):
        file = _opened(beside(settings, IN_USE))
    if file is None:
        yield
        return
    with _held(file, fcntl.LOCK_SH, "backup.being_restored"):
        yield


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Within, no server and no worker begins; BackupError where one is there."""
    with _locked(beside(settings, IN_USE), fcntl.LOCK_EX, "backup.in_use"):
        yield


@contextmanager
def one_at_a_time(settings: Settings) -> Iterator[None]:
    """Within, no other backup is taken; BackupError where one is."""
    with _locked(beside(settings, BACKING_UP), fcntl.LOCK_EX, "backup.another"):
        yield


@contextmanager
def _locked(path: Path, how: int, otherwise: str) -> Iterator[None]:
    with _held(_opened(path), how, otherwise):
        yield


@contextmanager
def _held(file: int, how: int, otherwise: str) -> Iterator[None]:
    try:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(otherwise) from None
        yield
    finally:
        os.close(file)


def _opened(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
