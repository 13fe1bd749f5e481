"""The folder of a source, each file of which is read once."""

from errno import ELOOP
from hashlib import sha256
from pathlib import Path


class LinkError(OSError):
    """A link in the place of a file, which leads out of the folder."""


class Folder:
    """The bytes of a source's files: what is parsed is what the checksum is of.

    A file that is saved while its source is loaded is seen as it was, or as it is, not as both.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._contents: dict[str, bytes] = {}

    def content(self, name: str) -> bytes:
        """All of a file; OSError where it is missing, cannot be read, or lies elsewhere."""
        if name not in self._contents:
            path = self.path / name
            if not path.resolve().is_relative_to(self.path.resolve()):
                raise LinkError(ELOOP, "a link that leads out of the folder")
            self._contents[name] = path.read_bytes()
        return self._contents[name]

    def checksum(self, name: str) -> str:
        return sha256(self.content(name)).hexdigest()
