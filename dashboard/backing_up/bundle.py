"""A backup from its first byte to its last: what is in it, then each part after the other."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from dashboard.backing_up.faults import BackupError, within
from dashboard.backing_up.parts import Sort
from dashboard.backing_up.sealing import BLOCK, Head, Opening, Sealing, read_head

LENGTH = 8  # bytes that tell how long the list of parts is
NAME = "pillars-{:%Y%m%dT%H%M%SZ}.backup"
PART = ".part"  # the ending of one that is being written
FORM = 1


class Kept(NamedTuple):
    """A part as it stands in a backup."""

    name: str
    sort: Sort
    size: int
    sha256: str
    rows: dict[str, int]  # by table; of a file none


class Manifest(NamedTuple):
    """What is in a backup, and what was true of it when it was taken."""

    made_at: datetime
    parts: tuple[Kept, ...]
    entries: int  # of the audit log
    digest: str  # of its newest entry
    secret: str  # a keyed digest of the secret under which words and files are sealed, or empty

    @property
    def size(self) -> int:
        return sum(one.size for one in self.parts)

    def sort_of(self, name: str) -> Sort:
        return next(one.sort for one in self.parts if one.name == name)

    def find(self, name: str) -> Kept | None:
        return next((one for one in self.parts if one.name == name), None)


def named(made_at: datetime) -> str:
    """The name of a backup that was made at an instant."""
    return NAME.format(made_at.astimezone(UTC))


def write(path: Path, key: bytes, manifest: Manifest, folder: Path) -> None:
    """Write a backup of the parts in a folder, down to the disk; it must not be there yet."""
    told = json.dumps(_record(manifest), sort_keys=True).encode()
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(file, "wb") as stream:
        sealing = Sealing(stream, key, manifest.made_at)
        sealing.write(len(told).to_bytes(LENGTH, "big") + told)
        for one in manifest.parts:
            for block in blocks_of(folder / one.name):
                sealing.write(block)
        sealing.close()
        stream.flush()
        os.fsync(stream.fileno())


def unpack(path: Path, key: bytes, folder: Path) -> Manifest:
    """Write every part into a folder; BackupError at the first that is not as it was written."""
    with opened(path) as file:
        opening = Opening(file, key, path.name)
        manifest = _read_manifest(opening)
        for one in manifest.parts:
            if _unpacked(opening, one, folder) != one.sha256:
                raise BackupError("backup.other_content", file=path.name, part=one.name)
        opening.end()
    return manifest


def manifest_of(path: Path, key: bytes) -> Manifest:
    """What a backup says is in it; the rest is not read."""
    with opened(path) as file:
        return _read_manifest(Opening(file, key, path.name))


def head_of(path: Path) -> Head:
    """What a backup tells without its key."""
    with opened(path) as file:
        return read_head(file, path.name)


def opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        said = error.strerror or ""
        raise BackupError("backup.file_unreadable", file=str(path), said=said) from None


def blocks_of(path: Path) -> Iterator[bytes]:
    """A file, a block at a time."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def digest_of(path: Path) -> str:
    return _digest(blocks_of(path), lambda _: None)


def _unpacked(opening: Opening, one: Kept, folder: Path) -> str:
    """Write one part down to the disk; what its checksum is."""
    file = os.open(folder / one.name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(file, "wb") as stream:
        try:
            found = _digest(_blocks_from(opening, one.size), stream.write)
        except BackupError as error:
            raise within(error, one.name) from None
        stream.flush()
        os.fsync(stream.fileno())
    return found


def _blocks_from(opening: Opening, size: int) -> Iterator[bytes]:
    for start in range(0, size, BLOCK):
        yield opening.read(min(BLOCK, size - start))


def _digest(blocks: Iterable[bytes], take: Callable[[bytes], object]) -> str:
    digest = sha256()
    for block in blocks:
        digest.update(block)
        take(block)
    return digest.hexdigest()


def _read_manifest(opening: Opening) -> Manifest:
    said: dict[str, Any] = json.loads(opening.read(int.from_bytes(opening.read(LENGTH), "big")))
    if said["form"] != FORM:
        raise BackupError("backup.newer_form")
    parts = tuple(Kept(**{**one, "sort": Sort(one["sort"])}) for one in said["parts"])
    made_at = datetime.fromisoformat(said["made_at"])
    return Manifest(made_at, parts, said["entries"], said["digest"], said["secret"])


def _record(manifest: Manifest) -> dict[str, Any]:
    parts = [one._asdict() for one in manifest.parts]
    return {
        **manifest._asdict(), "form": FORM, "made_at": manifest.made_at.isoformat(), "parts": parts
    }  # fmt: skip
