"""A sign of life of the worker: a file beside the queue, touched at each of its looks.

Where the drafts are on a server, every worker of every host gives it on the board of jobs instead.
"""

import logging
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from dashboard.readable import file_of, queue_path
from dashboard.returns.store import Board
from metrics import Settings, StoreError

MODE = 0o600
_LOG = logging.getLogger(__name__)


def beat_file(settings: Settings) -> Path:
    return queue_path(settings).with_suffix(".beat")


def beat(settings: Settings) -> None:
    """Say that the worker is at work; a disk that takes nothing does not end it."""
    if file_of(settings.returns_url) is None:
        return
    path = beat_file(settings)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=MODE)
    except OSError as error:
        _LOG.warning("the worker cannot leave a sign of life: %s", error.strerror)


def last_beat(settings: Settings) -> datetime | None:
    """When a worker was last at work; None where none ever was."""
    if file_of(settings.returns_url) is None:
        return _on_server(settings)
    try:
        return datetime.fromtimestamp(beat_file(settings).stat().st_mtime, UTC)
    except OSError:
        return None


def _on_server(settings: Settings) -> datetime | None:
    """When the last worker of any host was seen."""
    try:
        board = Board.open(settings)
    except StoreError:
        return None
    with closing(board):
        return max(board.workers().values(), default=None)
