"""What goes wrong with a backup, told in one line and in both languages."""

import errno
import sqlite3

import psycopg

from dashboard.text import Words
from metrics import Language, MetricsError, Text

# What the drivers raise where nothing of ours is between.
DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class BackupError(MetricsError):
    """A backup cannot be made, read or put back as asked; the message says what to do."""

    def __init__(self, key: str, **values: str | int | Text) -> None:
        super().__init__(*spoken(key, **values))


class NewerStoreError(MetricsError):
    """Nothing was put back: what stands now holds what the backup lacks."""


def spoken(key: str, **values: str | int | Text) -> Text:
    """A message in both languages; a value that is a text is said in each."""
    said = (
        Words(one)(key, **{name: _in(value, one) for name, value in values.items()})
        for one in (Language.EN, Language.FR)
    )
    return Text(*said)


def _in(value: str | int | Text, language: Language) -> str | int:
    return value.in_(language) if isinstance(value, Text) else value


def within(error: MetricsError, part: str) -> BackupError:
    """The same fault, with the part of the installation in which it was met."""
    return BackupError("backup.within", part=part, said=error.text)


def told(error: BaseException, where: str) -> MetricsError:
    """A fault of the machine or of a database in the words of this program."""
    if isinstance(error, MetricsError):
        return error
    if _is_full(error):
        return BackupError("backup.no_room", where=where)
    if isinstance(error, OSError):
        said = f"{error.strerror or error}: {error.filename or where}"
        return BackupError("backup.machine", said=said)
    return BackupError("backup.machine", said=" ".join(str(error).split()) or type(error).__name__)


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    full = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)  # a limit of file sizes is the latter
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) in full
