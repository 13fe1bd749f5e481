"""Putting files in the place of others: all of them, also where the machine stops in between.

What is to be moved is written down first. Whoever finds such a list goes on with it, and moves what
has not been moved yet. Nothing is removed: what stood there stays beside, under a dated name.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from dashboard.backing_up.parts import beside
from dashboard.backing_up.store.files import BESIDE
from metrics import Settings

ASIDE = ".before-"  # what stood there, and since when it does not
LIST = ".restoring.json"
STAGED = ".restoring"


class Move(NamedTuple):
    """One file that goes aside, and the one that takes its place, where there is one."""

    target: Path
    aside: Path
    staged: Path | None


def staged(source: Path, target: Path) -> Path:
    """A file brought beside the place that it will take, down to the disk."""
    path = target.with_name(target.name + STAGED)
    path.unlink(missing_ok=True)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        source.rename(path)
    except OSError:  # on another disk
        copyfile(source, path)
    path.chmod(0o600)
    _to_disk(path)
    return path


def put_aside(settings: Settings) -> list[Path]:
    """The databases that a restore has left beside those that are read now."""
    found = beside(settings, "").parent.glob(f"*{ASIDE}*")
    return sorted(one for one in found if ".anchors." not in one.name)


def moves_of(target: Path, found: Path | None, stamp: str) -> Iterator[Move]:
    """How a file is exchanged; what SQLite has beside the old one goes with it, and goes first."""
    aside = f"{target.name}{ASIDE}{stamp}"
    for end in BESIDE:
        if (companion := target.with_name(target.name + end)).exists():
            yield Move(companion, target.with_name(aside + end), None)
    yield Move(target, target.with_name(aside), found)


def swap(settings: Settings, moves: Iterable[Move]) -> None:
    """Make all these moves, or leave a list by which they are made."""
    path = beside(settings, LIST)
    told = [[str(one) if one else None for one in move] for move in moves]
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(json.dumps(told), encoding="utf-8")
    _to_disk(draft)
    draft.rename(path)
    _to_disk(path.parent)
    finish(settings)


def is_cut_off(settings: Settings) -> bool:
    """Whether moves were begun and not ended."""
    return beside(settings, LIST).exists()


def finish(settings: Settings) -> bool:
    """Go on with moves that were cut off; whether there were any. Done again it does nothing."""
    if not is_cut_off(settings):
        return False
    path = beside(settings, LIST)
    moves = [_move(*one) for one in json.loads(path.read_text(encoding="utf-8"))]
    for one in moves:
        _make(one)
    for folder in {one.target.parent for one in moves}:
        _to_disk(folder)
    path.unlink()
    _to_disk(path.parent)
    return True


def _move(target: str, aside: str, staged: str | None) -> Move:
    return Move(Path(target), Path(aside), Path(staged) if staged else None)


def _make(one: Move) -> None:
    waits = one.staged is None or one.staged.exists()
    if waits and one.target.exists() and not one.aside.exists():
        one.target.rename(one.aside)
    if one.staged is not None and one.staged.exists():
        one.staged.rename(one.target)


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
