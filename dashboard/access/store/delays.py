"""Failures as they are counted: keyed digests, so that the database holds no address."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, or_, select, update

from dashboard.access.delays import FORGOTTEN, PROVEN, Counted, Pace
from dashboard.access.store.rows import seconds
from dashboard.access.store.tables import delay

COLUMNS = delay.c


class Try(NamedTuple):
    """A try that was looked at or not, and how long to wait before the next if it was wrong."""

    examined: bool
    wait: int
    is_proven: bool = False


def count_try(connection: Connection, counted: Counted, now: datetime) -> Try:
    """Count a try as failed before it is looked at, so that a thousand at once are no way round.

    One that comes too early is neither counted nor looked at: it does not lengthen the wait.
    """
    instant = seconds(now)
    _forget(connection, instant)
    narrow, wide = _row(connection, counted.narrow), _row(connection, counted.wide)
    is_proven = bool(narrow and narrow.proven_at)
    waits = [one.until - instant for one in (narrow, None if is_proven else wide) if one]
    if (wait := max(waits, default=0)) > 0:
        return Try(False, wait, is_proven)
    wait = _add(connection, counted.narrow, narrow, counted.narrow_pace, instant)
    if not is_proven:
        wait = max(wait, _add(connection, counted.wide, wide, counted.wide_pace, instant))
    return Try(True, wait, is_proven)


def forgive_try(connection: Connection, counted: Counted, tried: Try, now: datetime) -> None:
    """It was right: the account is free from there; a wait that others caused stays."""
    values = {"failures": 0, "until": 0, "proven_at": seconds(now)}
    connection.execute(update(delay).where(COLUMNS.key == counted.narrow).values(values))
    if not tried.is_proven:
        wide = update(delay).where(COLUMNS.key == counted.wide, COLUMNS.failures > 0)
        connection.execute(wide.values(failures=COLUMNS.failures - 1))


def _row(connection: Connection, key: bytes) -> Row[Any] | None:
    return connection.execute(select(delay).where(COLUMNS.key == key)).one_or_none()


def _add(
    connection: Connection, key: bytes, before: Row[Any] | None, pace: Pace, instant: int
) -> int:
    """Count one failure more; the wait that follows from it."""
    window = instant - int(FORGOTTEN.total_seconds())
    failures = 1 + (before.failures if before and before.tried_at >= window else 0)
    wait = pace.wait_after(failures)
    values = {"failures": failures, "tried_at": instant, "until": instant + wait}
    if before:
        connection.execute(update(delay).where(COLUMNS.key == key).values(values))
    else:
        connection.execute(delay.insert().values(key=key, **values))
    return wait


def _forget(connection: Connection, instant: int) -> None:
    """Drop what no longer counts."""
    old = COLUMNS.tried_at < instant - int(FORGOTTEN.total_seconds())
    proof = instant - int(PROVEN.total_seconds())
    unproven = or_(COLUMNS.proven_at.is_(None), COLUMNS.proven_at < proof)
    connection.execute(delete(delay).where(old, unproven))
