"""The folder of a source, each file of which is read once."""

from hashlib import sha256
from pathlib import Path


class Folder:
    """The bytes of a source's files: what is parsed is what the checksum is of.

    A file that is saved while its source is loaded is seen as it was, or as it is, not as both.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._contents: dict[str, bytes] = {}

    def content(self, name: str) -> bytes:
        """All of a file; OSError where it is missing or cannot be read."""
        if name not in self._contents:
            self._contents[name] = (self.path / name).read_bytes()
        return self._contents[name]

    def checksum(self, name: str) -> str:
        return sha256(self.content(name)).hexdigest()
