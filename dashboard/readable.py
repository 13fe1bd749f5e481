"""Files that only the account which serves may read: the stores, their logs, secrets, anchors."""

import stat
from collections.abc import Iterator
from pathlib import Path

from metrics import Settings, anchor_file, rounding_key_file

OTHERS = 0o077  # any right of the group or of everybody
WRITE = 0o022
BESIDE = ("", "-wal", "-shm", "-journal")  # the store and the files that SQLite adds to it


def readable_by_others(settings: Settings) -> list[Path]:
    """The files and folders of an installation that exist and that others have rights to."""
    return [path for path in dict.fromkeys(_private(settings)) if _is_open(path)]


def _private(settings: Settings) -> Iterator[Path]:
    for address in (settings.database_url, settings.accounts_url, settings.returns_url):
        if (store := file_of(address)) is not None:
            yield store.parent
            yield from (store.with_name(store.name + end) for end in BESIDE)
    queue = queue_path(settings)
    yield from (queue.with_name(queue.name + end) for end in BESIDE)
    if (anchors := anchor_file(settings)) is not None:
        yield anchors
        if _is_open(anchors.parent, WRITE):  # whoever may put a file in its place need not read it
            yield anchors.parent
    yield settings.secret_file
    if settings.backup_key_file is not None:
        yield settings.backup_key_file
    yield rounding_key_file(settings)


def file_of(address: str) -> Path | None:
    """The file of a SQLite store; None for one in memory or on a server."""
    scheme, _, rest = address.partition(":///")
    name = rest.partition("?")[0].removeprefix("file:")
    return Path(name) if scheme.startswith("sqlite") and name not in ("", ":memory:") else None


def queue_path(settings: Settings) -> Path:
    """The queue of checks: beside the drafts, or in var/ where these are on a server."""
    drafts = file_of(settings.returns_url)
    beside = settings.secret_file.with_name("returns") if drafts is None else drafts
    return beside.with_suffix(".jobs.sqlite")


def _is_open(path: Path, rights: int = OTHERS) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & rights)
    except OSError:
        return False  # not there yet: it will be made for this account only
