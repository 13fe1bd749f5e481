"""Reading from a server that follows the store's own: as far as it has come, and never less.

What this process has written, or has learned that the store holds, is never missing from what it
reads: where the follower has not come so far, the store's own server answers. A position is a place
in the server's log of changes; it only grows, and a follower tells how far it has come.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError

from metrics.store.patience import SilentError, bound_waits

ERRORS = (DBAPIError, psycopg.Error)
HEARD_EVERY = 2.0  # seconds: so long may it take until what others have written is asked for
RESTS = 5.0  # seconds after which a follower that does not answer is tried again
UNKNOWN = 1 << 63  # beyond every position: what was written last is not known
POSITION = """SELECT ((CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
    ELSE pg_current_wal_insert_lsn() END) - '0/0'::pg_lsn)::bigint"""
HEARD = f"SELECT ({POSITION}), version FROM data_version"  # noqa: S608  # nothing from outside
REPLAYED = "replayed"  # in what is kept of a connection: so far its server had come at least
_LOG = logging.getLogger(__name__)
_at_source: ContextVar[bool] = ContextVar("at_source", default=False)


class Replica:
    """A follower of one store, and what must be in it before it is read from."""

    def __init__(self, engine: Engine, source: Engine) -> None:
        self.engine, self.needed = engine, 0
        self._source, self._lock, self._turn = source, Lock(), Lock()
        self._version = -1  # of the data, as it was met last
        self._heard_at = self._rests_until = float("-inf")
        self.is_away = False  # it did not answer when it was last asked
        event.listen(engine, "handle_error", self._met_error)

    def needs(self, position: int) -> None:
        """From now on nothing is read that is older than this."""
        with self._lock:
            self.needed = max(self.needed, position)

    def met(self, connection: Connection, version: int) -> None:
        """A version of the data was met: whoever answers next must have it."""
        if version > self._version:
            self.needs(_position(connection))
            self._version = max(self._version, version)

    def wrote(self, connection: Connection) -> None:
        """A transaction has been committed on this connection; no error, as it is kept."""
        try:
            with connection.begin():
                self.needs(_position(connection))
        except ERRORS:
            self.needs(UNKNOWN)  # until the store's own server says where it is

    def connected(self, **options: Any) -> Connection | None:
        """A connection to the follower; None where it has not come far enough, or is away."""
        if _at_source.get() or not self._may_try():
            return None
        self._hear()
        try:
            connection = self._open().execution_options(**options)
        except ERRORS as error:
            self._rest(error)
            return None
        self.is_away, self._rests_until = False, float("-inf")
        if connection.info[REPLAYED] >= self.needed:
            return connection
        connection.close()
        return None

    def dispose(self) -> None:
        """Let go of connections that may be lost."""
        self.engine.dispose()

    def _may_try(self) -> bool:
        """Whether it is asked; of one that was away by one reader at a time, who may wait."""
        with self._lock:
            if not self.is_away:
                return True
            is_due = monotonic() >= self._rests_until
            if is_due:
                self._rests_until = monotonic() + RESTS
            return is_due

    def _open(self) -> Connection:
        """A connection that was asked how far its server has come, before a transaction begins.

        One that was kept may have been lost with its server: then another is opened.
        """
        connection = self.engine.connect()
        try:
            return _asked(connection)
        except SilentError:
            raise
        except ERRORS:
            return _asked(self.engine.connect())

    def _hear(self) -> None:
        """Ask the store's own server, now and then, how far others have written."""
        if monotonic() - self._heard_at < HEARD_EVERY or not self._turn.acquire(blocking=False):
            return
        try:
            before = self.needed
            with suppress(*ERRORS), self._source.connect() as connection:
                position, version = connection.exec_driver_sql(HEARD).one()
                self._heard(int(position), int(version), before)
        finally:
            self._heard_at = monotonic()
            self._turn.release()

    def _heard(self, position: int, version: int, before: int) -> None:
        with self._lock:
            if version > self._version:
                self.needed, self._version = max(self.needed, position), version
            if self.needed == before > position:  # what was beyond has been lost with its server
                self.needed = position

    def _met_error(self, context: ExceptionContext) -> None:
        """In the midst of a page: whoever asks next need not wait for it."""
        if isinstance(context.original_exception, SilentError):
            self._rest(context.original_exception)

    def _rest(self, error: BaseException) -> None:
        _LOG.warning("the follower of the store does not answer: %s", type(error).__name__)
        self.is_away, self._rests_until = True, monotonic() + RESTS
        self.engine.dispose()


_FOLLOWERS: WeakKeyDictionary[Engine, Replica] = WeakKeyDictionary()


def follow(source: Engine, address: URL) -> Engine:
    """Read from the server at this address what may be read there."""
    engine = create_engine(address, hide_parameters=True)
    bound_waits(engine)
    _FOLLOWERS[source] = Replica(engine, source)
    return engine


def replica_of(source: Engine) -> Replica | None:
    """What follows a store; None where nothing does."""
    return _FOLLOWERS.get(source)


@contextmanager
def at_source() -> Iterator[None]:
    """Within, this thread reads everything from the store's own server."""
    token = _at_source.set(True)
    try:
        yield
    finally:
        _at_source.reset(token)


def reads_at_source() -> bool:
    """Whether this thread reads everything there."""
    return _at_source.get()


def read_at_source(wanted: bool) -> None:
    """The same from here on, until it is said otherwise: for one request and the next."""
    _at_source.set(wanted)


def _asked(connection: Connection) -> Connection:
    """The same, with how far its server had come at least; lost where it does not say so."""
    driver: Any = connection.connection.driver_connection
    try:
        driver.autocommit = True  # one question and nothing around it
        connection.info[REPLAYED] = int(driver.execute(POSITION).fetchone()[0])
        driver.autocommit = False
    except ERRORS:
        connection.invalidate()
        connection.close()
        raise
    return connection


def _position(connection: Connection) -> int:
    return int(connection.exec_driver_sql(POSITION).scalar_one())
