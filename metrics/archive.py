"""What data/ declared, packed as one piece: so that a past meaning can be read again."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

PARTS = ("indicators", "frameworks", "reference", "returns", "sources")
LEVEL = 9  # packed rarely, kept for ever


class Archive(NamedTuple):
    """Every declaration file of a data folder; equal folders make equal archives."""

    digest: str
    content: bytes


def pack(data: Path) -> Archive:
    """The declarations of a data folder, without the figures, which the store holds."""
    files = {
        path.relative_to(data).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(_declarations(data))
    }
    text = json.dumps(files, ensure_ascii=False, sort_keys=True).encode()
    return Archive(sha256(text).hexdigest(), zlib.compress(text, LEVEL))


@contextmanager
def unpacked(content: bytes) -> Iterator[Path]:
    """The declarations as a data folder, for as long as they are read."""
    files: dict[str, str] = json.loads(zlib.decompress(content))
    with TemporaryDirectory(prefix="declared-") as folder:
        for name, text in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield Path(folder)


def _declarations(data: Path) -> Iterator[Path]:
    yield from data.glob("*.toml")
    for part in PARTS:
        yield from (data / part).rglob("*.toml")
