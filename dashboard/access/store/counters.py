"""How often something was asked within a while, counted by all hosts together."""

from typing import NamedTuple

from sqlalchemy import Connection, text

from dashboard.access.keys import Keys
from dashboard.access.store.tables import counted
from dashboard.store import Database

SWEPT_EVERY = 256  # counts between two looks for what is over
NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"  # one clock for all hosts
COUNT = text(f"""
    INSERT INTO counted AS held (key, number, ends_at) VALUES (:key, :more, {NOW} + :lasts)
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN held.ends_at <= {NOW} THEN :more ELSE held.number + :more END,
        ends_at = CASE WHEN held.ends_at <= {NOW} THEN {NOW} + :lasts ELSE held.ends_at END
    RETURNING number, ends_at
""")  # noqa: S608  # nothing in it is from outside
LOOK = text(f"SELECT number, ends_at FROM counted WHERE key = :key AND ends_at > {NOW}")  # noqa: S608
SWEEP = text(f"DELETE FROM counted WHERE ends_at < {NOW}")  # noqa: S608
MILLION = 1_000_000


class Count(NamedTuple):
    """How often so far, and until when it is counted on, in seconds since 1970."""

    number: int
    ends_at: float


class Counters:
    """On PostgreSQL, in one statement each: whoever counts waits for nobody else's key."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._database, self._keys = database, keys
        self._left = SWEPT_EVERY

    def count(self, what: str, seconds: int, more: int = 1) -> Count:
        """Count once more; the first begins a while of so many seconds."""
        asked = {"key": self._key(what), "more": more, "lasts": seconds * MILLION}
        with self._database.reading() as connection:  # each statement is a transaction
            self._sweep(connection)
            row = connection.execute(COUNT, asked).one()
        return Count(row.number, row.ends_at / MILLION)

    def look(self, what: str) -> Count | None:
        """What was counted; None where that is over."""
        with self._database.reading() as connection:
            row = connection.execute(LOOK, {"key": self._key(what)}).one_or_none()
        return Count(row.number, row.ends_at / MILLION) if row else None

    def forget(self, what: str | None = None) -> None:
        """Begin anew with one key, or with all."""
        everything = counted.delete()
        asked = everything if what is None else everything.where(counted.c.key == self._key(what))
        with self._database.reading() as connection:
            connection.execute(asked)

    def _key(self, what: str) -> bytes:
        return self._keys.keyed("counted", what)

    def _sweep(self, connection: Connection) -> None:
        self._left -= 1
        if self._left <= 0:
            self._left = SWEPT_EVERY
            connection.execute(SWEEP)
