"""How often one may ask: counted by this process where it serves alone, else by all hosts.

While the database of the accounts is away each host counts for itself, so that what can be read is
read on.
"""

import logging
import time

from flask import Flask, current_app
from limits import RateLimitItem
from limits.storage import MemoryStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from dashboard.access.store import Accounts, Counters
from metrics import StoreError

NAME = "counter"
_LOG = logging.getLogger(__name__)


def count_with(server: Flask, accounts: Accounts | None) -> FixedWindowRateLimiter:
    """Let this application count; beside its accounts where these are on a server."""
    counters = accounts.counters() if accounts else None
    storage = SharedStorage(counters) if counters else MemoryStorage()
    made = FixedWindowRateLimiter(storage)
    server.extensions[NAME] = made
    return made


def may(limit: RateLimitItem, what: str, *whose: str) -> bool:
    """Count one of these, of whoever it is; False where there were too many."""
    return _counter().hit(limit, what, *whose)


def again_at(limit: RateLimitItem, what: str, *whose: str) -> float:
    """From when on it is counted anew, in seconds since 1970."""
    return float(_counter().get_window_stats(limit, what, *whose).reset_time)


def _counter() -> FixedWindowRateLimiter:
    found: FixedWindowRateLimiter = current_app.extensions[NAME]
    return found


class SharedStorage(Storage):
    """What the limits are counted in where several hosts answer the same people."""

    STORAGE_SCHEME = None

    def __init__(self, counters: Counters) -> None:
        super().__init__()
        self._counters, self._alone = counters, MemoryStorage()

    @property
    def base_exceptions(self) -> type[Exception]:
        return StoreError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        try:
            return self._counters.count(key, expiry, amount).number
        except StoreError as error:
            _LOG.warning("counted by this host alone: %s", error)
            return int(self._alone.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        found = self._counters.look(key)
        return found.number if found else 0

    def get_expiry(self, key: str) -> float:
        found = self._counters.look(key)
        return found.ends_at if found else time.time()

    def check(self) -> bool:
        try:
            self._counters.look("")
        except StoreError:
            return False
        return True

    def reset(self) -> int | None:
        self._counters.forget()
        return None

    def clear(self, key: str) -> None:
        self._counters.forget(key)
