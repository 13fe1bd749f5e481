"""Reading the store at one instant: what was written by then, its names, and who may see it."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine

from metrics.memo import Memo
from metrics.scopes import Scope
from metrics.store import tables
from metrics.store.counting import Condition
from metrics.store.engine import reading
from metrics.store.names import ReaderNames
from metrics.store.replicas import replica_of
from metrics.store.retrying import tried
from metrics.store.rows import Decoder
from metrics.store.seeks import Sight, only, released, theirs
from metrics.store.sent import INFO, Sent
from metrics.store.submissions import version_at, version_of
from metrics.store.tables import PUBLISHER
from metrics.store.turns import Turns, read_turns

Answer = TypeVar("Answer")
WALKS_BYTES = 40_000_000
WALKS_KEPT = 20_000  # a walk is kept of each pair of indicator and series, and of each reader


class Snapshots:
    """The part of `Repository` that opens the store, and that knows its names and turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.names = ReaderNames()
        self.decoder = Decoder(self.names)
        self.turns = Turns()  # as of the newest version that was met
        self._sent, self._walks = Sent(), Memo(WALKS_KEPT, WALKS_BYTES)
        self.forgetting: list[Callable[[], None]] = [  # when values are erased
            self.decoder.forget, self._walks.forget,
        ]  # fmt: skip

    def close(self) -> None:
        """Let go of the connections; the next question opens new ones."""
        self.engine.dispose()
        if replica := replica_of(self.engine):
            replica.dispose()

    def data_version(self, held_at: int | None = None) -> int:
        """The version of what is written; what is to come by itself is known afterwards.

        It is asked before nearly every other question, so that a lost server is met here.
        """

        def asked() -> int:
            with reading(self.engine) as connection:
                version = version_of(connection)
                self._learn(connection, version)
                return version if held_at is None else version_at(connection, held_at)

        return tried(self.engine, asked)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """What the store holds at one instant, with the names of all of it."""
        with reading(self.engine) as connection:
            version = version_of(connection)
            self._learn(connection, version)
            self.names.refresh(connection, version)
            self._sent.learn(connection, version)
            connection.info[INFO] = version
            yield connection

    def walked(
        self,
        connection: Connection,
        pair: tuple[int, int],
        asked: Hashable,
        walk: Callable[[], Answer],
    ) -> Answer:
        """What a walk through one indicator and series found, until its source changes.

        `asked` is all that the outcome rests on besides: what is looked for, and by whom.
        """
        source = self.names.series[pair[1]].partition("/")[0]
        changed = self._sent.changed(source, connection.info[INFO])
        return self._walks.answer((pair, changed, asked), walk)

    def whose(self, scope: Scope) -> list[int] | None:
        """The numbers of the organizations that a scope sees; None stands for all."""
        if scope.organizations is None or scope.approved_of is None:
            return None
        seen = scope.organizations | scope.approved_of
        own = (self.names.number(tables.organization, one) for one in seen)
        return [PUBLISHER, *sorted(filter(None, own))]

    def seen(self, sight: Sight) -> list[Condition]:
        """The conditions that a row is within the scope, for statements that name no key."""
        whose = self.whose(sight.scope)
        seen = theirs("observation", whose), released("observation", sight)
        return [condition for one in seen for condition in only(one)]

    def _learn(self, connection: Connection, version: int) -> None:
        if replica := replica_of(self.engine):
            replica.met(connection, version)
        if version > self.turns.version:
            before, self.turns = self.turns, read_turns(connection, version)
            if self.turns.consents.erased > before.consents.erased:
                self._forget(version)

    def _forget(self, version: int) -> None:
        """Remember nothing of what was erased: neither its words and files nor any answer."""
        self.names.forget(version)
        for forget in self.forgetting:
            forget()
