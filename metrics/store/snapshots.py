"""Reading the store at one instant: what was written by then, its names, and who may see it."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from threading import local
from typing import TypeAlias, TypeVar, cast

from sqlalchemy import Connection, Engine

from metrics.memo import Memo
from metrics.memo import Turns as Waiting
from metrics.scopes import Scope
from metrics.store import tables
from metrics.store.counting import Condition
from metrics.store.engine import explained, reading
from metrics.store.names import ReaderNames
from metrics.store.replicas import replica_of
from metrics.store.retrying import tried
from metrics.store.rows import Decoder
from metrics.store.seeks import Pair, Sight, only, released, theirs
from metrics.store.sent import INFO, Sent
from metrics.store.submissions import version_at, version_of
from metrics.store.tables import PUBLISHER
from metrics.store.turns import Turns, read_turns

Answer = TypeVar("Answer")
Walked: TypeAlias = Mapping[Pair, Answer]
FOUND_BYTES = 40_000_000
FOUND_KEPT = 20_000  # of each source and reader what walks have found, and the lines of record


class Snapshots:
    """The part of `Repository` that opens the store, and that knows its names and turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.names = ReaderNames()
        self.decoder = Decoder(self.names)
        self.turns = Turns()  # as of the newest version that was met
        self._sent, self._turns = Sent(), Waiting()
        self._own = local()  # of each thread
        self._kept = Memo(FOUND_KEPT, FOUND_BYTES)
        self.forgetting: list[Callable[[], None]] = [  # when values are erased
            self.decoder.forget, self._kept.forget,
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
        if opened := self._opened:
            version = int(opened.info[INFO])
            return version if held_at is None else version_at(opened, held_at)

        def asked() -> int:
            with reading(self.engine) as connection:
                version = version_of(connection)
                self._learn(connection, version)
                return version if held_at is None else version_at(connection, held_at)

        return tried(self.engine, asked)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """What the store holds at one instant, with the names of all of it."""
        if opened := self._opened:
            with explained(self.engine):
                yield opened
            return
        with reading(self.engine) as connection:
            version = version_of(connection)
            self._learn(connection, version)
            self.names.refresh(connection, version)
            self._sent.learn(connection, version)
            connection.info[INFO] = version
            yield connection

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Whatever this thread asks within is answered from one snapshot."""
        with self.snapshot() as connection:
            before, self._own.connection = self._opened, connection
            try:
                yield
            finally:
                self._own.connection = before

    @property
    def _opened(self) -> Connection | None:
        """The snapshot from which this thread is answered at present."""
        return getattr(self._own, "connection", None)

    def kept_of(
        self, connection: Connection, series: str, asked: Hashable, ask: Callable[[], Answer]
    ) -> Answer:
        """What was found of a series, until its source changes.

        `asked` is all that the answer rests on besides: what is looked for, and by whom.
        """
        return self._kept.answer((*self._changed(connection, source_of(series)), asked), ask)

    def walked(
        self,
        connection: Connection,
        asked: Hashable,
        walk: Callable[[Pair | None], Walked[Answer]],
        wanted: Collection[Pair] | None = None,
    ) -> Walked[Answer]:
        """What a walk through the key finds of each indicator and series, kept by source.

        It is asked of what has changed, a pair at a time, or where that is most, of all at once.
        Where few are wanted, what is missing of them is found, and not kept.
        """
        with self._turns.of((connection.info[INFO], asked)):
            found: dict[Pair, Answer] = {}
            missing: dict[tuple[str, int], list[Pair]] = {}
            for source, pairs in self._sources(wanted).items():
                changed = self._changed(connection, source)
                kept = self._kept.peek((*changed, asked))
                if kept is None:
                    missing[changed] = pairs
                else:
                    found.update(cast(Walked[Answer], kept))
            every = list(chain.from_iterable(missing.values()))
            walked = _walked(every, walk, at_once=2 * len(every) > len(self.names.measured))
            for changed, pairs in missing.items() if wanted is None else ():
                own = {one: walked[one] for one in pairs if one in walked}
                self._kept.keep((*changed, asked), own)
            return found | walked

    def _changed(self, connection: Connection, source: str) -> tuple[str, int]:
        """A source as it is in this snapshot."""
        return source, self._sent.changed(source, connection.info[INFO])

    def _sources(self, wanted: Collection[Pair] | None) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        for one in self.names.measured if wanted is None else wanted:
            found.setdefault(source_of(self.names.series[one[1]]), []).append(one)
        return found

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


def source_of(series: str) -> str:
    """The source of a series, "<source>/<series>"."""
    return series.partition("/")[0]


def _walked(
    pairs: Iterable[Pair], walk: Callable[[Pair | None], Walked[Answer]], *, at_once: bool
) -> dict[Pair, Answer]:
    if at_once:
        return {**walk(None)}
    return dict(chain.from_iterable(walk(one).items() for one in pairs))
