"""A sign of life of the worker: a file beside the queue, touched at each of its looks."""

import logging
from datetime import UTC, datetime
from pathlib import Path

from dashboard.readable import queue_path
from metrics import Settings

MODE = 0o600
_LOG = logging.getLogger(__name__)


def beat_file(settings: Settings) -> Path:
    return queue_path(settings).with_suffix(".beat")


def beat(settings: Settings) -> None:
    """Say that the worker is at work; a disk that takes nothing does not end it."""
    path = beat_file(settings)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=MODE)
    except OSError as error:
        _LOG.warning("the worker cannot leave a sign of life: %s", error.strerror)


def last_beat(settings: Settings) -> datetime | None:
    """When the worker was last at work; None where none ever was."""
    try:
        return datetime.fromtimestamp(beat_file(settings).stat().st_mtime, UTC)
    except OSError:
        return None
