"""Whether a text is left anywhere that a process could have written it: for files that were
refused, and must have left nothing."""

import base64
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

_PIECE = 1 << 20


def spellings(canary: str) -> tuple[bytes, ...]:
    """The bytes by which a text may be kept: in both widths, in base 64 at each offset."""
    plain = canary.encode()
    inside = [base64.b64encode(b"\0" * at + plain)[(at * 8 + 5) // 6 + 1 : -4] for at in range(3)]
    wide = [canary.encode("utf-16-le"), canary.encode("utf-16-be"), plain.hex().encode()]
    return tuple(one for one in (plain, *wide, *inside) if len(one) >= 6)


def left_in(
    folders: Iterable[Path], *canaries: str, since: float = 0.0
) -> Iterator[tuple[Path, str]]:
    """Files below the folders, databases with WAL and free pages among them, that hold a canary,
    in their bytes or in their name; `since` leaves out what was written before."""
    wanted = [(canary, spelling) for canary in canaries for spelling in spellings(canary)]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file() or _written(path) < since:
                continue
            for canary in canaries:
                if canary in path.name:
                    yield path, canary
            found = {canary for canary, spelling in wanted if _holds(path, spelling)}
            yield from ((path, canary) for canary in sorted(found))


def places_of_the_process(*more: Path) -> tuple[Path, ...]:
    """Where a process may write: the temporary folders, and the folders that are named."""
    named = (os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP"))
    temporary = {Path(one) for one in (*named, "/dev/shm", "/var/tmp") if one}
    return (*sorted(one for one in temporary if one.is_dir()), *more)


def now() -> float:
    """A moment for `since`: a second ago, since file systems round."""
    return time.time() - 1


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _holds(path: Path, spelling: bytes) -> bool:
    try:
        with path.open("rb") as file:
            tail = b""
            while piece := file.read(_PIECE):
                if spelling in tail + piece:
                    return True
                tail = piece[-len(spelling) :]
    except OSError:
        return False
    return False
