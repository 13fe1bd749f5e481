"""What tests begin with, made once in each process and copied: no two tests share a file.

An empty store is made by the migrations themselves; its copy saves each test a tenth of a second.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, TypeVar, cast

import pytest

from metrics.store import engine

Found = TypeVar("Found")
MADE: dict[object, tuple[Path, Any]] = {}  # by name: the folder that is copied, what making it gave


def copied(name: object, folder: Path, make: Callable[[Path], Found]) -> Found:
    """Put into a folder what `make` leaves in one, and give what it gave: made once by a name."""
    if name not in MADE:
        made = Path(mkdtemp(dir=_beside()))
        MADE[name] = made, make(made)
    made, given = MADE[name]
    copytree(made, folder, dirs_exist_ok=True)
    return cast(Found, given)


@contextmanager
def empty_stores_copied() -> Iterator[None]:
    """While this lasts a new SQLite store is a copy of one that was migrated."""
    empty_store()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_create", _create)
        yield


@cache
def empty_store() -> bytes:
    """The file of an empty store, as the migrations make it."""
    path = Path(mkdtemp(dir=_beside())) / "store.sqlite"
    engine.open_engine(f"sqlite:///{path}").dispose()
    return path.read_bytes()


def _create(path: Path) -> None:
    """As the store creates a file: one that is there stays, and nobody else may read it."""
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, engine.PRIVATE)
    except FileExistsError:
        return
    with os.fdopen(file, "wb") as opened:
        opened.write(empty_store())


@cache
def _kept() -> TemporaryDirectory[str]:
    """Gone when the process ends."""
    return TemporaryDirectory(prefix="ready-")


def _beside() -> str:
    return _kept().name
