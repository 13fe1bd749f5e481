"""Whose file is read next: one of an organization at a time, and whose turn was longest ago first.

Somebody who sends five files that each take as long as a check may take keeps nobody else waiting.
"""

from collections.abc import Callable, Mapping
from threading import Event, Lock
from typing import NamedTuple

Owner = Callable[[str], str | None]  # the organization of a draft; None where it is gone


class Turn(NamedTuple):
    draft: str
    organization: str


class Rota:
    """The checks that this process was asked for; its threads take them from here, in turn.

    `over` is set when the process is to end: what waits then is left for the next one.
    """

    def __init__(self, owner: Owner, check: Callable[[str], None]) -> None:
        self._owner, self._check, self.over = owner, check, Event()
        self._lock = Lock()
        self._waiting: list[Turn] = []
        self._reading: set[str] = set()
        self._last: dict[str, int] = {}
        self._count = 0

    def run(self, draft: str) -> None:
        """Add a draft, then check what may be checked now, until nothing is left or it is over.

        What waits for another of its organization is taken by the thread that ends that one.
        """
        organization = self._owner(draft)
        if organization is not None:
            with self._lock:
                self._waiting.append(Turn(draft, organization))
        while not self.over.is_set() and (turn := self._take()):
            try:
                self._check(turn.draft)
            finally:
                with self._lock:
                    self._reading.discard(turn.organization)

    def _take(self) -> Turn | None:
        with self._lock:
            turn = next_of(self._waiting, self._reading, self._last)
            if turn is not None:
                self._count += 1
                self._waiting.remove(turn)
                self._reading.add(turn.organization)
                self._last[turn.organization] = self._count
            return turn


def next_of(waiting: list[Turn], reading: set[str], last: Mapping[str, int]) -> Turn | None:
    """Of those of whom nothing is being read, who was served longest ago; else who came first."""
    free = [one for one in waiting if one.organization not in reading]
    return min(free, key=lambda one: last.get(one.organization, 0), default=None)
