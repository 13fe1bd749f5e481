"""How many requests may wait behind a lock at the same time: the others go on reading."""

from threading import Lock

MOST = 4  # of the eight threads of a server


class Places:
    """The requests under way that may have to save something."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = 0

    def enter(self) -> bool:
        """Take a place; False where there are more than may wait. It is given back in any case."""
        with self._lock:
            self._taken += 1
            return self._taken <= MOST

    def leave(self) -> None:
        with self._lock:
            self._taken -= 1
