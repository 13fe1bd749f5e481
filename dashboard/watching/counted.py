"""What has been asked of this process so far: counted by kinds, never by names or addresses."""

from bisect import bisect_left
from collections import Counter
from threading import Lock
from typing import NamedTuple

UPPER = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class Answered(NamedTuple):
    """One request as it is counted and logged: of an address only the pattern it fits."""

    route: str
    method: str
    status: int
    language: str
    seconds: float
    page: str = ""  # which page a callback has drawn


class Took:
    """How long answers of one route took: as many as took no longer than each bound."""

    def __init__(self) -> None:
        self.within = [0] * (len(UPPER) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        self.within[bisect_left(UPPER, seconds)] += 1
        self.seconds += seconds

    def copied(self) -> "Took":
        own = Took()
        own.within, own.seconds = list(self.within), self.seconds
        return own


class Counted:
    """The requests of one process since it began; many threads add at the same time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int, str]] = Counter()
        self._callbacks: Counter[tuple[str, int]] = Counter()
        self._took: dict[str, Took] = {}

    def add(self, one: Answered) -> None:
        method = one.method if one.method in METHODS else "other"
        with self._lock:
            self._requests[one.route, method, one.status, one.language] += 1
            if one.page:
                self._callbacks[one.page, one.status] += 1
            self._took.setdefault(one.route, Took()).add(one.seconds)

    def requests(self) -> dict[tuple[str, str, int, str], int]:
        with self._lock:
            return dict(self._requests)

    def callbacks(self) -> dict[tuple[str, int], int]:
        with self._lock:
            return dict(self._callbacks)

    def took(self) -> dict[str, Took]:
        with self._lock:
            return {route: one.copied() for route, one in self._took.items()}
