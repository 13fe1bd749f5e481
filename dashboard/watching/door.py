"""Whether anything can be saved: looked at now and then, without waiting and without a thread.

A lock that another program holds for a moment closes nothing: only one that is met at every look
for a while does. What a real write has met counts for a while, as no look sees everything.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from metrics import Obstacle

LOOK_EVERY = 2.0  # seconds
LOCKED_FOR = 15.0  # so long is a lock waited for before it closes
STALE = 10.0  # seconds without a look after which a lock counts as a new one
HOLDS = 10.0  # so long what a write has met is believed

Look = Callable[[], Obstacle | None]


class Door:
    """What keeps this installation from saving, as of the last look."""

    def __init__(self, look: Look, clock: Callable[[], float] = monotonic) -> None:
        self._look, self._clock = look, clock
        self._turn = Lock()
        self._looked_at = self._locked_since = self._holds_until = float("-inf")
        self._seen: Obstacle | None = None
        self._met: Obstacle | None = None

    def obstacle(self) -> Obstacle | None:
        """What stands in the way; looked at anew where the last look was some time ago."""
        now = self._clock()
        if now - self._looked_at >= LOOK_EVERY and self._turn.acquire(blocking=False):
            try:
                self._see(self._look(), now)
            finally:
                self._turn.release()
        if self._seen is None and now < self._holds_until:
            return self._met
        return self._seen

    @property
    def meets_lock(self) -> bool:
        """Whether the last look has met another program at work, for however short a time."""
        return self._locked_since > float("-inf")

    def met(self, obstacle: Obstacle) -> None:
        """A write has failed; a lock is told by the looks, which know how long it has lasted."""
        if obstacle is not Obstacle.LOCKED:
            self._met, self._holds_until = obstacle, self._clock() + HOLDS
            self._looked_at = float("-inf")

    def _see(self, found: Obstacle | None, now: float) -> None:
        if self._seen is not None and found is None:
            self._holds_until = float("-inf")  # the looks have seen it come and go
        if found is not Obstacle.LOCKED:
            self._locked_since, self._seen = float("-inf"), found
        elif now - self._looked_at > STALE or self._locked_since == float("-inf"):
            self._locked_since, self._seen = now, None
        elif now - self._locked_since >= LOCKED_FOR:
            self._seen = found
        self._looked_at = now
