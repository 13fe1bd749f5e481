"""Anchors: the newest entry of the audit log, told to a file outside the database.

One line an anchor: position, digest, instant. Whoever rewrites the database cannot make it agree
with lines that stand elsewhere.
"""

import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from metrics.errors import MetricsError
from metrics.settings import PROJECT, Settings

LINE = re.compile(r"([1-9][0-9]{0,17}) ([0-9a-f]{64}) ([0-9TZ:.+-]{1,40})\Z")
MODE = 0o600
log = logging.getLogger(__name__)


class Anchor(NamedTuple):
    """One entry that was told outside the database, and when (ISO 8601, UTC)."""

    position: int
    digest: str
    at: str


class Anchors(NamedTuple):
    """What a file of anchors says, in its own order."""

    lines: tuple[Anchor, ...] = ()
    unreadable: int = 0  # lines that are none: half written, or damaged
    found: bool = True  # False where there is no such file


def anchor_file(settings: Settings) -> Path | None:
    """Where the anchors of a store stand; None for one that is kept in memory only."""
    if settings.audit_anchor is not None:
        return settings.audit_anchor
    scheme, _, rest = settings.database_url.partition("://")
    if not scheme.startswith("sqlite"):
        return PROJECT / "var" / "audit.anchors"
    name = rest.removeprefix("/").partition("?")[0].removeprefix("file:")
    return Path(f"{name}.anchors") if name not in ("", ":memory:") else None


def append_anchor(path: Path, anchor: Anchor) -> bool:
    """Add one line, after what is there; a failure is logged, and False."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, MODE)
        try:
            line = f"{anchor.position} {anchor.digest} {anchor.at}\n".encode()
            os.write(file, b"\n" + line if _half_written(file) else line)
        finally:
            os.close(file)
    except OSError as error:
        log.warning("The audit log is not anchored: %s: %s", path, error.strerror)
        return False
    return True


def read_anchors(path: Path | None) -> Anchors:
    """The anchors of a file; raise MetricsError where it is there and cannot be read."""
    try:
        text = path.read_text(encoding="ascii", errors="replace") if path else None
    except FileNotFoundError:
        text = None
    except OSError as error:
        raise MetricsError(
            f"The anchors {path} cannot be read ({error.strerror}): give this account the right "
            "to read them.",
            f"Les ancres {path} ne peuvent pas être lues ({error.strerror}) : donnez à ce compte "
            "le droit de les lire.",
        ) from None
    return Anchors(found=False) if text is None else _anchors(text.splitlines())


def _anchors(lines: Iterable[str]) -> Anchors:
    found = [(line, LINE.match(line)) for line in lines if line]
    good = (one for _, one in found if one)
    return Anchors(
        tuple(Anchor(int(one[1]), one[2], one[3]) for one in good),
        sum(one is None for _, one in found),
    )


def _half_written(file: int) -> bool:
    """True where the last line was cut off, so that the next begins one of its own."""
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"
