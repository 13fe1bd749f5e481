"""Long work on returns: asked for by a page, done by a worker in another process or on another
host.

What is asked for stands on the board. The queue wakes a worker: it holds ids of drafts and nothing
else, signed, so that what a worker takes from it was put there by this installation.
"""

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from huey import Huey, PostgresHuey, SqliteHuey  # type: ignore[import-untyped]
from huey.serializer import SignedSerializer  # type: ignore[import-untyped]

from dashboard.access.keys import Keys
from dashboard.readable import file_of, queue_path
from dashboard.returns.store import Board
from dashboard.returns.store.board import CHECK
from dashboard.store import DRIVER_ERRORS, Database
from metrics import Settings

NAME = "returns"
PREFIX = "queue"  # of the names of its tables, where it lies on a server
QUEUE_TABLES = tuple(f"{PREFIX}_{one}" for one in ("counter", "kv", "schedule", "task"))
Check = Callable[[str], None]
NOTHING: Mapping[str, Check] = MappingProxyType({})
_LOG = logging.getLogger(__name__)


class Jobs:
    """The queue of an installation. `now` does each job at once, in the process that asks: checks
    by `check`, the `others` by their kind.
    """

    def __init__(
        self,
        settings: Settings,
        check: Check | None = None,
        *,
        now: bool = False,
        board: Board | None = None,
        others: Mapping[str, Check] = NOTHING,
    ) -> None:
        self._settings, self._given = settings, board
        self._now, self._others = now, others
        self.queue = self._opened(SignedSerializer(secret=Keys(settings).keyed("jobs").hex()))
        self._do = check or _elsewhere
        self._check = self.queue.task(name=CHECK, retries=0)(self._checked)

    @cached_property
    def board(self) -> Board:
        """Where jobs stand; opened when it is first needed."""
        return self._given or Board.open(self._settings)

    def ask_check(self, draft: str) -> None:
        """Have a draft checked, soon."""
        if not self._now:
            self.board.ask_check(draft)
        self.wake(draft)

    def ask(self, kind: str, subject: str, key: str) -> None:
        """Have anything else done, soon; of a key one at a time."""
        if self._now:
            self._others[kind](subject)
        else:
            self.board.ask(kind, subject, key)

    def wake(self, draft: str = "") -> None:
        """Tell a worker that there is something to do; one that is not told looks by itself."""
        try:
            self._check(draft)
        except DRIVER_ERRORS as error:
            _LOG.warning("no worker was woken: %s", type(error).__name__)

    def waiting(self) -> int:
        """How many jobs no worker has been woken for yet."""
        return int(self.queue.pending_count())

    def close(self) -> None:
        """Let go of what it has opened itself."""
        self.queue.storage.close()
        if self._given is None and "board" in self.__dict__:
            self.board.close()

    def _checked(self, draft: str) -> None:
        """The job by the name that both sides know it by."""
        self._do(draft)

    def _opened(self, serializer: SignedSerializer) -> Huey:
        more = {"immediate": self._now, "serializer": serializer, "results": False}
        if self._now or file_of(self._settings.returns_url) is not None:
            return SqliteHuey(NAME, filename=str(queue_file(self._settings)), fsync=True, **more)
        return _on_server(self.board.database, more)


def _on_server(database: Database, more: dict[str, Any]) -> Huey:
    """The same queue beside the drafts on their server, for the workers of every host."""
    queue = PostgresHuey(
        NAME, connection=database.driver_connection, table_prefix=PREFIX, create_tables=False,
        **more,
    )  # fmt: skip
    database.add_tables(f"{PREFIX}_", queue.storage.ddl)
    return queue


def make_queue_tables(database: Database) -> None:
    """The tables of the queue on a server, made by who owns them."""
    _on_server(database, {}).storage.close()


def queue_file(settings: Settings) -> Path:
    """Where the queue of one machine lies: beside the drafts."""
    path = queue_path(settings)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):  # for this account only, before anything stands in it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def _elsewhere(draft: str) -> None:
    """What only a worker does; here it is only asked for."""
    raise NotImplementedError(draft)
