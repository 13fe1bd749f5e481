"""Long work on returns: asked for by a page, done by a worker in another process.

The queue holds ids of drafts and nothing else, signed, so that what a worker takes from it was put
there by this installation.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from huey import SqliteHuey  # type: ignore[import-untyped]
from huey.serializer import SignedSerializer  # type: ignore[import-untyped]

from dashboard.access.keys import Keys
from dashboard.readable import queue_path
from metrics import Settings

CHECK = "check"
Check = Callable[[str], None]


class Jobs:
    """The queue of an installation. `now` does each job at once, in the process that asks."""

    def __init__(
        self, settings: Settings, check: Check | None = None, *, now: bool = False
    ) -> None:
        self.queue = SqliteHuey(
            "returns",
            filename=str(queue_file(settings)),
            fsync=True,
            immediate=now,
            serializer=SignedSerializer(secret=Keys(settings).keyed("jobs").hex()),
            results=False,
        )
        self._do = check or _elsewhere
        self._check = self.queue.task(name=CHECK, retries=0)(self._checked)

    def ask_check(self, draft: str) -> None:
        """Have a draft checked, soon."""
        self._check(draft)

    def _checked(self, draft: str) -> None:
        """The job by the name that both sides know it by."""
        self._do(draft)

    def waiting(self) -> int:
        """How many jobs no worker has taken yet."""
        return int(self.queue.pending_count())


def queue_file(settings: Settings) -> Path:
    """Where the queue lies: beside the drafts, or in var/ where these are on a server."""
    path = queue_path(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):  # for this account only, before anything stands in it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def _elsewhere(draft: str) -> None:
    """What only a worker does; here it is only asked for."""
    raise NotImplementedError(draft)
