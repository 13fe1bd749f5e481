"""Work done once however often the connection to the database is lost."""

from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from metrics.errors import StoreError
from metrics.store.engine import writing
from metrics.store.patience import SilentError
from metrics.store.replicas import replica_of

Done = TypeVar("Done")
TRIES = 3
# serialization failure, deadlock, and a server that ended or is starting
SILENT = (SilentError, psycopg.errors.ConnectionTimeout)  # waited for long enough already
PASSING = frozenset({"40001", "40P01", "57P01", "57P02", "57P03"})


def persistently(engine: Engine, work: Callable[[Connection], Done]) -> Done:
    """Do all of it in one durable transaction; again, three times at most, where it was cut off.

    The work must know by a mark of its own whether it has been done: an answer to the commit may
    be lost, and then nobody knows.
    """

    def once() -> Done:
        with writing(engine, durable=True) as connection:
            return work(connection)

    return tried(engine, once)


def tried(engine: Engine, work: Callable[[], Done]) -> Done:
    """Do it again, three times at most, where the server was lost or has given it up."""
    for left in reversed(range(TRIES)):
        try:
            return work()
        except StoreError as error:
            replica = replica_of(engine)  # where one is silent the other may answer
            if not (left and is_passing(error.__cause__, others=replica is not None)):
                raise
            engine.dispose()  # the others of the pool have lost the server too
            if replica:
                replica.dispose()
    raise AssertionError  # the last try has returned or raised


def is_passing(cause: BaseException | None, *, others: bool = False) -> bool:
    """Whether PostgreSQL may do the same work when it is asked again, or one of its `others`."""
    lost = isinstance(cause, DBAPIError) and cause.connection_invalidated
    error = cause.orig if isinstance(cause, DBAPIError) else cause
    if not isinstance(error, psycopg.Error) or (isinstance(error, SILENT) and not others):
        return False
    state = error.sqlstate or ""
    broken = isinstance(error, psycopg.OperationalError) and not state
    return lost or broken or state in PASSING or state.startswith("08")
