"""Small facts that are kept with their audit entry: both in one transaction, or neither."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from metrics.audit import Kept, Noted
from metrics.clock import now
from metrics.store.audit import append
from metrics.store.names import instant
from metrics.store.recording import Wrote
from metrics.store.retrying import persistently


def noting(engine: Engine, wrote: Wrote, work: Callable[[Connection, int], Noted | None]) -> None:
    """Do the work, which is told the instant; what it says of itself goes into the log."""

    def done(connection: Connection) -> Kept | None:
        at = instant(now())
        said = work(connection, at)
        return append(connection, said, at) if said else None

    if entry := persistently(engine, done):
        wrote(entry, True)
