"""Whether anything can be saved: looked at now and then, without a thread.

A lock that another program holds for a moment closes nothing: only one that is met at every look
for a while does. Where many write, each for a moment, a few looks may well meet one of them each
time: so they come close after each other. What a real write has met counts for a while, as no look
sees everything.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic, sleep
from typing import NamedTuple

from metrics import Obstacle

LOOK_EVERY = 2.0  # seconds
LOOK_CLOSER = 0.25  # seconds, once a lock was met
LOCKED_FOR = 15.0  # so long is a lock waited for before it closes
STALE = 10.0  # seconds without a look after which a lock counts as a new one
HOLDS = 10.0  # so long what a write has met is believed
PATIENCE = 4.0  # so long a lock is looked at again and again before it is said to last
AGAIN = 0.05  # seconds between two of these looks

Look = Callable[[], Obstacle | None]


class Door:
    """What keeps a database from being written, as of the last look."""

    def __init__(
        self,
        look: Look,
        clock: Callable[[], float] = monotonic,
        pause: Callable[[float], object] = sleep,
    ) -> None:
        self._look, self._clock, self._pause = look, clock, pause
        self._turn = Lock()
        self._looked_at = self._locked_since = self._holds_until = float("-inf")
        self._seen: Obstacle | None = None
        self._met: Obstacle | None = None
        self._lasts = False

    def obstacle(self) -> Obstacle | None:
        """What stands in the way; looked at anew where the last look was some time ago."""
        now, every = self._clock(), LOOK_CLOSER if self._meets_lock else LOOK_EVERY
        if now - self._looked_at >= every and self._turn.acquire(blocking=False):
            try:
                self._see(self._look(), now)
            finally:
                self._turn.release()
        if self._seen is None and now < self._holds_until:
            return self._met
        return self._seen

    def lock_lasts(self) -> bool:
        """Whether another program keeps the lock; whoever asks waits a while to know that.

        One looks for all who ask at the same time, and nobody waits once it is known.
        """
        if self._meets_lock and self._turn.acquire(timeout=PATIENCE):
            try:
                self._outwait()
            finally:
                self._turn.release()
        return self._meets_lock

    def met(self, obstacle: Obstacle) -> None:
        """A write has failed; a lock is told by the looks, which know how long it has lasted."""
        if obstacle is not Obstacle.LOCKED:
            self._met, self._holds_until = obstacle, self._clock() + HOLDS
            self._looked_at = float("-inf")

    @property
    def _meets_lock(self) -> bool:
        """Whether the last look has met another program at work, for however short a time."""
        return self._locked_since > float("-inf")

    def _outwait(self) -> None:
        """Look again and again until the lock is let go, or has lasted; if it does, once."""
        until = self._clock() + (0.0 if self._lasts else PATIENCE)
        while self._meets_lock:
            self._see(self._look(), self._clock())
            if self._clock() >= until:
                self._lasts = self._meets_lock
                return
            self._pause(AGAIN)

    def _see(self, found: Obstacle | None, now: float) -> None:
        if self._seen is not None and found is None:
            self._holds_until = float("-inf")  # the looks have seen it come and go
        if found is not Obstacle.LOCKED:
            self._locked_since, self._seen, self._lasts = float("-inf"), found, False
        elif now - self._looked_at > STALE or self._locked_since == float("-inf"):
            self._locked_since, self._seen = now, None
        elif now - self._locked_since >= LOCKED_FOR:
            self._seen = found
        self._looked_at = now


class Doors(NamedTuple):
    """That of the figures, among which the log is, and that of what lies beside them."""

    figures: Door
    beside: Door

    def obstacle(self) -> Obstacle | None:
        """What keeps from saving whatever people send."""
        return self.figures.obstacle() or self.beside.obstacle()

    def obstacle_to_reading(self) -> Obstacle | None:
        """What keeps from noting who reads: who writes beside the figures is in nobody's way."""
        beside = self.beside.obstacle()
        return self.figures.obstacle() or (None if beside is Obstacle.LOCKED else beside)

    def lock_lasts(self, *, for_reading: bool) -> bool:
        """Whether whoever reads, or sends something, would wait for somebody who goes on."""
        return self.figures.lock_lasts() or (not for_reading and self.beside.lock_lasts())

    def met(self, obstacle: Obstacle) -> None:
        """A write has failed, in whichever of them."""
        self.figures.met(obstacle)
