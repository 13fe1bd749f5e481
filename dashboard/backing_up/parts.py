"""What an installation is made of: its databases, and the files that must not be lost."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from dashboard.readable import file_of, queue_path
from metrics import Settings, anchor_file, rounding_key_file

FIGURES, ACCOUNTS, RETURNS, QUEUE = "figures", "accounts", "returns", "queue"
ANCHORS, ROUNDING, SECRET = "anchors", "rounding-key", "secret"


class Sort(StrEnum):
    """How a part is kept, and so how it is copied."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
    FILE = "file"


class Part(NamedTuple):
    """One part: its name in a backup, how it is kept, and where."""

    name: str
    sort: Sort
    address: str  # of a database on a server
    path: Path  # of a file; nothing that is asked of where the part is on a server

    @property
    def place(self) -> str:
        """Where it is, for people; a password is never told."""
        if self.sort is not Sort.POSTGRESQL:
            return str(self.path)
        scheme, mark, rest = self.address.partition("://")
        return f"{scheme}{mark}{rest.rpartition('@')[2]}"

    @property
    def is_there(self) -> bool:
        return self.sort is Sort.POSTGRESQL or self.path.exists()


def parts_of(settings: Settings) -> list[Part]:
    """Every part, in the order in which it must be read.

    The figures come last: what stands in the drafts, accounts and anchors of a backup is then
    never newer than they are. A return that has been recorded and whose draft does not know it is
    tied to it by the worker; a draft that speaks of a return nobody recorded would stay so.
    """
    return [
        Part(QUEUE, Sort.SQLITE, "", queue_path(settings)),
        _database(RETURNS, settings.returns_url),
        _database(ACCOUNTS, settings.accounts_url),
        *_files(settings),
        _database(FIGURES, settings.database_url),
    ]


def _files(settings: Settings) -> Iterator[Part]:
    if (anchors := anchor_file(settings)) is not None:
        yield Part(ANCHORS, Sort.FILE, "", anchors)
    yield Part(ROUNDING, Sort.FILE, "", rounding_key_file(settings))
    yield Part(SECRET, Sort.FILE, "", settings.secret_file)


def _database(name: str, address: str) -> Part:
    path = file_of(address)
    if path is None:
        return Part(name, Sort.POSTGRESQL, address, Path())
    return Part(name, Sort.SQLITE, address, path)


def beside(settings: Settings, end: str) -> Path:
    """A file of this program's own beside the figures, or beside this host's anchors of them."""
    figures = file_of(settings.database_url)
    if figures is not None:
        return Path(f"{figures}{end}")
    return (anchor_file(settings) or settings.secret_file).with_name(f"store{end}")
