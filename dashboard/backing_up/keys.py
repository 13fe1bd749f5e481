"""The key of backups: in a file that was made by hand and is kept apart from them."""

import stat
from pathlib import Path

from dashboard.backing_up.faults import BackupError
from metrics import Settings

LENGTH = 32  # bytes
OTHERS = 0o077


def backup_key(settings: Settings, folder: Path | None = None) -> bytes:
    """The key; BackupError where it is missing, weak, open to others, or lies with the backups."""
    path = settings.backup_key_file
    if path is None:
        raise BackupError("backup.key_not_set")
    if folder is not None and folder.resolve() in path.resolve().parents:
        raise BackupError("backup.key_beside", file=str(path))
    try:
        content, mode = path.read_bytes(), path.stat().st_mode
    except OSError as error:
        said = error.strerror or ""
        raise BackupError("backup.key_unreadable", file=str(path), said=said) from None
    if len(content) < LENGTH:
        raise BackupError("backup.key_short", file=str(path))
    if stat.S_IMODE(mode) & OTHERS:
        raise BackupError("backup.key_open", file=str(path))
    return content
