"""Reading the store: rows found by seeks in the key, and made into held observations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, text

from metrics.annotation_values import Annotation
from metrics.archive import Archive
from metrics.obligations import Decisions
from metrics.observations import HeldObservation, Submission
from metrics.periods import Frequency
from metrics.store import obligation_events, tables
from metrics.store.actions import StoredAction, held_actions
from metrics.store.annotations_kept import standing as annotations_standing
from metrics.store.comparing import key_of
from metrics.store.counting import Condition, Counted, Stated, counted, holds, stated_of
from metrics.store.declared import claim, content_of, every_kept, number_at, refuse_mixing, remember
from metrics.store.engine import reading, writing
from metrics.store.hidden import (
    Hides,
    Key,
    hidden_keys,
    hides,
    key_in,
    withheld_sheets,
    without_value,
)
from metrics.store.lines import HeldLine, held_lines, ranked_visible
from metrics.store.names import iso
from metrics.store.newest import LineAsked, Newest, newest_rows
from metrics.store.rows import Row
from metrics.store.seeks import WIDTH, Pair, Sight, standing
from metrics.store.snapshots import Snapshots
from metrics.store.spans import rows_of, streamed
from metrics.store.submissions import files_of, newest_submission, recorded_at
from metrics.store.tables import FREQUENCIES, PUBLISHER

EVERYTHING = 1 << 62  # later than any instant


class Submitted(NamedTuple):
    """The newest submission of a source: its files and when it was recorded."""

    files: dict[str, str]
    recorded_at: str | None


Asked: TypeAlias = tuple[Sight, str | None, str | None, str | None]  # place, breakdown, frequency


class Repository(Snapshots):
    """Questions to the store, each answered from one snapshot of it."""

    def newest(self, asked: Sequence[LineAsked], sight: Sight) -> list[Newest | None]:
        """The newest value of each line and the one before it, in one statement for all."""
        with self.snapshot() as connection:
            found = newest_rows(connection, self.names, asked, sight)
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
            return newest_rows(connection, self.names, asked, sight)

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
            where: list[Condition] = self.seen(sight)
            if frequency:
                where.append(_frequency_is(frequency))
            for table, code in narrowed:
                if code is not None:
                    number = self.names.number(table, code)
                    where.append(tables.observation.c[f"{table.name}_id"] == number)
            asked = (sight, place, disaggregation, frequency)
            return [
                line for pair in pairs for line in self._lines_of(connection, pair, where, asked)
            ]

    def holds_line(self, indicator: str, series: Iterable[str], sight: Sight) -> bool:
        """Whether any value of an indicator stands in these series; the first ends the search."""
        wanted = frozenset(series)
        with self.snapshot() as connection:
            where = [*self.seen(sight), text(standing(tables.observation.name, sight))]
            pairs = self._pairs(None, indicator)
            held = (pair for pair in pairs if self.names.series[pair[1]] in wanted)
            return any(holds(connection, pair, where) for pair in held)

    def series_of(self, indicator: str, sight: Sight) -> tuple[str, ...]:
        """The series that hold, or have held, a value of an indicator."""
        with self.snapshot() as connection:
            where = self.seen(sight)
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
                query = rows_of(pair).where(*self.seen(sight))
                if place is not None:
                    query = query.where(table.c.place_id == self.names.number(tables.place, place))
                for _, revisions in groupby(streamed(connection, query), key_of):
                    every = list(revisions)
                    hidden = hides(every)
                    for row, rank in ranked_visible(every, sight):
                        held = self.decoder.held(row, rank)
                        yield without_value(held, hidden)

    def count(self, source: str, sight: Sight) -> Counted:
        """How many values of a source stand, and how often its documents state them."""
        with self.snapshot() as connection:
            stated = self.stated(connection, sight)
            pairs = self._pairs(source, None)
            return counted(one for pair in pairs for one in stated.get(pair, ()))

    def stated(self, connection: Connection, sight: Sight) -> Mapping[Pair, tuple[Stated, ...]]:
        """The values of each indicator and series that stand, by when they were first stated."""
        seen = self.seen(sight)
        return self.walked(
            connection, ("stated", sight), lambda pair: stated_of(connection, pair, seen, sight)
        )

    def withheld(self, source: str, sight: Sight) -> frozenset[str]:
        """The files of a source in which a number stands that has been hidden since."""
        with self.snapshot() as connection:
            found = self.walked(
                connection, ("withheld", sight),
                lambda pair: withheld_sheets(connection, pair, sight),
            )  # fmt: skip
            sheets = (found.get(pair, frozenset()) for pair in self._pairs(source, None))
            return frozenset(self.names.sheets[one].file for one in chain.from_iterable(sheets))

    def held_series(self, sight: Sight) -> tuple[str, ...]:
        """The series of which at least one value stands."""
        with self.snapshot() as connection:
            stated = self.stated(connection, sight)
            held = (
                self.names.series[pair[1]] for pair in self._pairs(None, None) if pair in stated
            )
            return tuple(dict.fromkeys(held))

    def actions(self, sight: Sight, source: str | None = None) -> list[StoredAction]:
        """The actions that stand, of those whose values the scope sees."""
        with self.snapshot() as connection:
            whose = self.whose(sight.scope)
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

    def annotations(self, sight: Sight) -> tuple[Annotation, ...]:
        """What the office had noted and not taken back, as of the version that was met last."""
        return annotations_standing(self.turns.annotations, sight)

    def submitted(self, source: str, held_at: int | None = None) -> Submitted:
        """What was last sent for a source by its publisher: partners' files are not its files."""
        with self.snapshot() as connection:
            newest = newest_submission(connection, Submission(source, ()), PUBLISHER, held_at)
            if newest is None:
                return Submitted({}, None)
            return Submitted(files_of(connection, newest), iso(recorded_at(connection, newest)))

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

    def _lines_of(
        self, connection: Connection, codes: tuple[str, str], where: list[Condition], asked: Asked
    ) -> Sequence[HeldLine]:
        """One line, as those of record are, is kept until its source changes."""
        indicator = self.names.number(tables.indicator, codes[0])
        series = self.names.number(tables.series, codes[1])
        if indicator is None or series is None:
            return ()
        pair, (sight, place, breakdown, _) = (indicator, series), asked

        def read() -> Sequence[HeldLine]:
            rows = connection.execute(rows_of(pair).where(*where)).all()
            found = held_lines(map(tuple, rows), self.decoder, sight)
            return tuple(sorted(found, key=attrgetter("organization")))  # never by what they say

        if place is None or breakdown is None:
            return read()
        return self.kept_of(connection, codes[1], (pair, asked), read)


def _frequency_is(code: str) -> ColumnElement[bool]:
    return tables.observation.c.frequency == FREQUENCIES[Frequency(code)]
