"""Reading the store: rows found by seeks in the key, and made into held observations."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, select, text

from metrics.archive import Archive
from metrics.obligations import Decisions
from metrics.observations import HeldObservation, Submission
from metrics.periods import Frequency
from metrics.scopes import Scope
from metrics.store import obligation_events, tables
from metrics.store.actions import StoredAction, held_actions
from metrics.store.comparing import key_of
from metrics.store.counting import Condition, Counted, holds, standing_of
from metrics.store.declared import claim, content_of, every_kept, number_at, refuse_mixing, remember
from metrics.store.engine import reading, writing
from metrics.store.hidden import (
    Hides,
    Key,
    hidden_keys,
    hides,
    key_in,
    withheld_files,
    without_value,
)
from metrics.store.lines import HeldLine, held_lines, ranked_visible
from metrics.store.names import ReaderNames, iso
from metrics.store.recording import (
    AT_ONCE,
    files_of,
    newest_submission,
    rows_of,
    version_at,
    version_of,
)
from metrics.store.retrying import tried
from metrics.store.rows import Decoder, Row
from metrics.store.seeks import (
    PUBLISHER,
    WIDTH,
    Cell,
    Sight,
    ends,
    met_withdrawal,
    only,
    released,
    sought,
    standing,
    theirs,
)
from metrics.store.tables import FREQUENCIES
from metrics.store.turns import Turns, read_turns

EVERYTHING = 1 << 62  # later than any instant


class LineAsked(NamedTuple):
    """A line by its names; no frequency means that of its newest value."""

    indicator: str
    series: str
    place: str
    disaggregation: str = ""
    frequency: str | None = None


class Newest(NamedTuple):
    """The newest value of a line, and that of the period before."""

    latest: HeldObservation
    previous: HeldObservation | None


class Submitted(NamedTuple):
    """The newest submission of a source: its files and when it was recorded."""

    files: dict[str, str]
    recorded_at: str | None


class Repository:
    """Questions to the store, each answered from one snapshot of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.names = ReaderNames()
        self.decoder = Decoder(self.names)
        self.turns = Turns()  # as of the newest version that was met
        self.forgetting: list[Callable[[], None]] = [self.decoder.forget]  # when values are erased

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

    def newest(self, asked: Sequence[LineAsked], sight: Sight) -> list[Newest | None]:
        """The newest value of each line and the one before it, in one statement for all."""
        with self.snapshot() as connection:
            found = self._newest_rows(connection, asked, sight)
            keys = (key_in(row[start:]) for row in found.values() for start in (0, WIDTH))
            past = sight.is_past  # what is newest now is itself hidden where it must be
            asked_of = (one for one in keys if None not in one) if past else ()
            hidden = hidden_keys(connection, asked_of, sight)
            return [
                self._newest(found[n], hidden) if n in found else None for n in range(len(asked))
            ]

    def newest_rows(self, asked: Sequence[LineAsked], sight: Sight) -> dict[int, Row]:
        """The rows behind `newest`: latest, its rank, previous, its rank."""
        with self.snapshot() as connection:
            return self._newest_rows(connection, asked, sight)

    def lines(
        self,
        pairs: Iterable[tuple[str, str]],
        sight: Sight,
        place: str | None = None,
        disaggregation: str | None = None,
        frequency: str | None = None,
    ) -> list[HeldLine]:
        """The lines of these pairs of indicator and series: the publisher's, and one's own."""
        narrowed = ((tables.place, place), (tables.disaggregation, disaggregation))
        with self.snapshot() as connection:
            where: list[Condition] = self._seen(sight)
            if frequency:
                where.append(_frequency_is(frequency))
            for table, code in narrowed:
                if code is not None:
                    number = self.names.number(table, code)
                    where.append(tables.observation.c[f"{table.name}_id"] == number)
            return [
                line
                for pair in pairs
                for line in sorted(
                    self._lines_of(connection, pair, where, sight),
                    key=attrgetter("organization"),  # never by what they say
                )
            ]

    def holds_line(self, indicator: str, series: Iterable[str], sight: Sight) -> bool:
        """Whether any value of an indicator stands in these series; the first ends the search."""
        wanted = frozenset(series)
        with self.snapshot() as connection:
            where = [*self._seen(sight), text(standing(tables.observation.name, sight))]
            pairs = self._pairs(None, indicator)
            held = (pair for pair in pairs if self.names.series[pair[1]] in wanted)
            return any(holds(connection, pair, where) for pair in held)

    def series_of(self, indicator: str, sight: Sight) -> tuple[str, ...]:
        """The series that hold, or have held, a value of an indicator."""
        with self.snapshot() as connection:
            where = self._seen(sight)
            pairs = self._pairs(None, indicator)
            held = [pair for pair in pairs if not where or holds(connection, pair, where)]
            return tuple(self.names.series[series] for _, series in held)

    def observations(
        self,
        sight: Sight,
        source: str | None = None,
        indicator: str | None = None,
        place: str | None = None,
    ) -> Iterator[HeldObservation]:
        """Everything visible, every revision and withdrawal, streamed in the key's order."""
        with self.snapshot() as connection:
            table = tables.observation
            for pair in self._pairs(source, indicator):
                query = rows_of(pair).where(*self._seen(sight))
                if place is not None:
                    query = query.where(table.c.place_id == self.names.number(tables.place, place))
                found = connection.execute(query.execution_options(yield_per=AT_ONCE))
                rows = map(tuple, chain.from_iterable(found.partitions()))
                for _, revisions in groupby(rows, key_of):
                    every = list(revisions)
                    hidden = hides(every)
                    for row, rank in ranked_visible(every, sight):
                        held = self.decoder.held(row, rank)
                        yield without_value(held, hidden)

    def count(self, source: str, sight: Sight) -> Counted:
        """How many values of a source stand, and how often its documents state them."""
        with self.snapshot() as connection:
            pairs = self._pairs(source, None)
            where = self._seen(sight)
            found = [standing_of(connection, pair, where, sight) for pair in pairs]
            return Counted(*map(sum, zip(*found, strict=True))) if found else Counted(0, 0)

    def withheld(self, source: str, sight: Sight) -> frozenset[str]:
        """The files of a source in which a number stands that has been hidden since."""
        with self.snapshot() as connection:
            return withheld_files(connection, self._pairs(source, None), sight)

    def held_series(self, sight: Sight) -> tuple[str, ...]:
        """The series of which at least one value stands."""
        with self.snapshot() as connection:
            where = self._seen(sight)
            found = [
                self.names.series[pair[1]]
                for pair in self._pairs(None, None)
                if standing_of(connection, pair, where, sight).values
            ]
            return tuple(dict.fromkeys(found))

    def actions(self, sight: Sight, source: str | None = None) -> list[StoredAction]:
        """The actions that stand, of those whose values the scope sees."""
        with self.snapshot() as connection:
            whose = self._whose(sight.scope)
            return held_actions(connection, self.names, whose, source, sight.held_at)

    def decided(self, held_at: int | None = None) -> Decisions:
        """What the office has decided of obligations, by an instant."""
        before = EVERYTHING if held_at is None else held_at + 1
        with reading(self.engine) as connection:
            return obligation_events.decided(connection, None, before)

    def remember(self, archive: Archive, *, example: bool) -> bool:
        """Keep what data/ declares now; True when it differs from what was kept last."""
        with writing(self.engine, durable=False) as connection:
            claim(connection, example=example)
            return remember(connection, archive)

    def refuse_mixing(self, *, example: bool) -> None:
        """StoreError where the store holds example data and data/ real figures, or the reverse."""
        with reading(self.engine) as connection:
            refuse_mixing(connection, example=example)

    def declared_at(self, held_at: int) -> int | None:
        """The number of the declarations that held at an instant."""
        with reading(self.engine) as connection:
            return number_at(connection, held_at)

    def kept(self, held_at: int | None) -> list[tuple[str, bytes]]:
        """All declarations kept up to an instant, oldest first."""
        with reading(self.engine) as connection:
            return [(iso(at), content) for at, content in every_kept(connection, held_at)]

    def declared(self, number: int) -> bytes:
        with reading(self.engine) as connection:
            return content_of(connection, number)

    def submitted(self, source: str, held_at: int | None = None) -> Submitted:
        """What was last sent for a source by its publisher: partners' files are not its files."""
        with self.snapshot() as connection:
            newest = newest_submission(connection, Submission(source, ()), PUBLISHER, held_at)
            if newest is None:
                return Submitted({}, None)
            return Submitted(files_of(connection, newest), iso(_recorded_at(connection, newest)))

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """What the store holds at one instant, with the names of all of it."""
        with reading(self.engine) as connection:
            version = version_of(connection)
            self._learn(connection, version)
            self.names.refresh(connection, version)
            yield connection

    def _learn(self, connection: Connection, version: int) -> None:
        if version > self.turns.version:
            before, self.turns = self.turns, read_turns(connection, version)
            if self.turns.consents.erased > before.consents.erased:
                self._forget(version)

    def _forget(self, version: int) -> None:
        """Remember nothing of what was erased: neither its words and files nor any answer."""
        self.names.forget(version)
        for forget in self.forgetting:
            forget()

    def _newest_rows(
        self, connection: Connection, asked: Sequence[LineAsked], sight: Sight
    ) -> dict[int, Row]:
        cells = [(n, cell) for n, line in enumerate(asked) for cell in self._cells(line)]
        strict = sight.held_at is not None
        found = sought(connection, cells, sight, strict=strict)
        if not strict and (closed := {n for n, row in found if met_withdrawal(row)}):
            again = [(n, cell) for n, cell in cells if n in closed]
            found = [(n, row) for n, row in found if n not in closed]
            found += sought(connection, again, sight, strict=True)
        newest: dict[int, Row] = {}
        for n, row in found:
            if n not in newest or ends(newest[n]) < ends(row):
                newest[n] = row
        return newest

    def _cells(self, line: LineAsked) -> list[Cell]:
        """A line by its numbers, once for each frequency; none where the store knows no part."""
        names = self.names
        indicator = names.number(tables.indicator, line.indicator)
        series = names.number(tables.series, line.series)
        place = names.number(tables.place, line.place)
        breakdown = names.number(tables.disaggregation, line.disaggregation)
        if indicator is None or series is None or place is None or breakdown is None:
            return []
        held = names.measured.get((indicator, series), [])
        wanted = FREQUENCIES[Frequency(line.frequency)] if line.frequency else None
        return [
            Cell(indicator, series, PUBLISHER, place, breakdown, frequency)
            for frequency in held
            if wanted in (None, frequency)
        ]

    def _newest(self, row: Row, hidden: dict[Key, Hides]) -> Newest:
        latest, previous = row[:WIDTH], row[WIDTH:]

        def held(part: Row) -> HeldObservation:
            one = self.decoder.held(part[:-1], part[-1])
            return without_value(one, hidden.get(key_in(part), Hides.NOTHING))

        return Newest(held(latest), held(previous) if previous[0] is not None else None)

    def _pairs(self, source: str | None, indicator: str | None) -> list[tuple[int, int]]:
        names = self.names
        return [
            (one, series)
            for one, series in names.measured
            if indicator in (None, names.indicators[one])
            and source in (None, names.series[series].partition("/")[0])
        ]

    def _whose(self, scope: Scope) -> list[int] | None:
        """The numbers of the organizations that a scope sees; None stands for all."""
        if scope.organizations is None or scope.approved_of is None:
            return None
        seen = scope.organizations | scope.approved_of
        own = (self.names.number(tables.organization, one) for one in seen)
        return [PUBLISHER, *sorted(filter(None, own))]

    def _seen(self, sight: Sight) -> list[Condition]:
        """The conditions that a row is within the scope, for statements that name no key."""
        whose = self._whose(sight.scope)
        seen = theirs("observation", whose), released("observation", sight)
        return [condition for one in seen for condition in only(one)]

    def _lines_of(
        self,
        connection: Connection,
        pair: tuple[str, str],
        where: list[Condition],
        sight: Sight,
    ) -> Iterator[HeldLine]:
        indicator = self.names.number(tables.indicator, pair[0])
        series = self.names.number(tables.series, pair[1])
        if indicator is None or series is None:
            return
        rows = connection.execute(rows_of((indicator, series)).where(*where)).all()
        yield from held_lines(map(tuple, rows), self.decoder, sight)


def _frequency_is(code: str) -> ColumnElement[bool]:
    return tables.observation.c.frequency == FREQUENCIES[Frequency(code)]


def _recorded_at(connection: Connection, submission: int) -> int:
    table = tables.submission
    query = select(table.c.recorded_at).where(table.c.id == submission)
    return int(connection.execute(query).scalar_one())
