"""The time at which something is written. Made-up figures alone may be written as of a past day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_DATED_BACK: ContextVar[datetime | None] = ContextVar("dated back", default=None)


def now() -> datetime:
    return _DATED_BACK.get() or datetime.now(UTC)


@contextmanager
def dated_back(to: datetime) -> Iterator[None]:
    """What is written within bears that instant, where the store has nothing newer.

    For example data, whose years of returns are made in seconds; never for real figures.
    """
    before = _DATED_BACK.set(to)
    try:
        yield
    finally:
        _DATED_BACK.reset(before)
