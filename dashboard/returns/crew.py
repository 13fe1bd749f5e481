"""Who works here: a worker takes jobs from the board, one of a key at a time over all hosts.

Somebody who sends five files that each take as long as a check may take keeps nobody else waiting:
of those that may be taken it is the one whose turn was longest ago.
"""

import logging
import os
import socket
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from secrets import token_hex
from threading import Event, Lock
from time import monotonic
from typing import NamedTuple

from dashboard.returns.store import Board, Turn, TurnLostError
from metrics import MetricsError, StoreError

Run = Callable[[Turn], object]
_LOG = logging.getLogger(__name__)
OWN: set[str] = set()  # the names of this process
PATIENCE, PAUSE = 30, 1.0  # how often a lost server is asked again for the end of a job; seconds


class Kind(NamedTuple):
    """A kind of job: what is done, how often by itself, and what becomes of it at last."""

    run: Run
    every: timedelta | None = None
    give_up: Callable[[str], object] = lambda _: None  # of what ended every worker that ran it


class Ended(StrEnum):
    """How a turn of a job ended."""

    DONE = "done"
    FAILED = "failed"
    TAKEN = "taken back"  # it was cancelled, or is another worker's


class Ran(NamedTuple):
    """A turn of a job that is over; of whom it was is not told."""

    kind: str
    seconds: float
    ended: Ended


Told = Callable[[Ran], object]


def nobody(_: Ran) -> None:
    """Nobody is told."""


class Crew:
    """The threads of one worker process. `over` is set when it is to end: what waits then is left
    for others.
    """

    def __init__(self, board: Board, kinds: Mapping[str, Kind], ran: Told = nobody) -> None:
        self.name, self.over, self._ran = worker_name(), Event(), ran
        self._board, self._kinds = board, kinds
        self._lock = Lock()
        self._turns: set[Turn] = set()

    @property
    def kinds(self) -> Collection[str]:
        """What this worker can run."""
        return self._kinds.keys()

    def is_due(self, kinds: Collection[str]) -> bool:
        """Whether anything of these waits to be taken."""
        return self._board.is_due(kinds)

    def expect(self) -> None:
        """See that what comes by itself stands on the board."""
        for name, kind in self._kinds.items():
            if kind.every is not None:
                self._board.expect(name)

    def work(self, kinds: Collection[str]) -> None:
        """Run what may be run now, until nothing is left or it is over."""
        while not self.over.is_set() and (turn := self._board.take(self.name, kinds)):
            with self._lock:
                self._turns.add(turn)
            began = monotonic()
            try:
                self._ran(Ran(turn.kind, ended=self._run(turn), seconds=monotonic() - began))
            finally:
                with self._lock:
                    self._turns.discard(turn)

    def beat(self) -> None:
        """Say that this worker is there, and take from those that are not."""
        with self._lock:
            turns = tuple(self._turns)
        self._board.beat(self.name, turns, is_shared=self._board.database.is_on_server)
        for one in self._board.release(is_gone):
            _LOG.error("job %s %s was lost with its worker %d times", *one[:2], one.tries)
            if one.kind in self._kinds:
                self._kinds[one.kind].give_up(one.subject)

    def _run(self, turn: Turn) -> Ended:
        kind = self._kinds[turn.kind]
        try:
            kind.run(turn)
        except TurnLostError:
            _LOG.warning("job %s %s was taken back", turn.kind, turn.subject)
            return Ended.TAKEN
        except Exception as error:  # whatever it is, the next job comes
            said = str(error) if isinstance(error, MetricsError) else type(error).__name__
            _LOG.error("job %s %s: %s", turn.kind, turn.subject, said)
            name = type(error).__name__
            self._insist(lambda: self._board.fail(turn, name, kind.every))
            return Ended.FAILED
        self._insist(lambda: self._board.end(turn, kind.every))
        return Ended.DONE

    def _insist(self, tell: Callable[[], None]) -> None:
        """Tell the board how it ended, also where its server is away for a while."""
        for _ in range(PATIENCE):
            with suppress(StoreError):
                tell()
                return
            if self.over.wait(PAUSE):
                return
        _LOG.error("how a job ended could not be told; it will be run again")


def worker_name() -> str:
    """Of this process, never given twice: host, process, and a word of its own."""
    name = f"{socket.gethostname()}/{os.getpid()}/{token_hex(8)}"
    OWN.add(name)
    return name


def is_gone(worker: str) -> bool:
    """Whether it was a process of this host that is no more; of other hosts nothing is known."""
    host, _, rest = worker.partition("/")
    process = rest.partition("/")[0]
    if host != socket.gethostname() or not process.isdecimal():
        return False
    if int(process) == os.getpid():  # in a container every first process has the same number
        return worker not in OWN
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
