"""What the store says of returns: their values, what they changed, what came before."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection

from metrics.observations import HeldObservation, Observation
from metrics.periods import Period
from metrics.store import returns_kept as kept
from metrics.store import tables
from metrics.store.comparing import in_order_said, key_of, statement_of
from metrics.store.names import ReaderNames
from metrics.store.repository import Repository
from metrics.store.returns_kept import KeptReturn
from metrics.store.returns_weighing import compared_with, keyed, reviewed_against, until
from metrics.store.rows import Row
from metrics.store.spans import rows_of, streamed

Before: TypeAlias = dict[Row, HeldObservation]


class Stated(NamedTuple):
    """What a return stated, and what it was compared with, each by its key."""

    now: Before
    before: Before


class ReturnReader:
    """Questions about the values of one organization, each answered from one snapshot."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def stated(self, found: KeptReturn, source: str) -> Stated:
        """What a return stated, whatever was done with it since."""
        now, before = {}, {}
        with self.repository.snapshot() as connection:
            removals = kept.removals_of(connection, found.number)
            same = kept.same_period(found.form, found.organization, found.period)
            sent_back = kept.sent_back(connection, same)
            for key, rows in keyed(self._rows(connection, source, found)):
                then = until(rows, found.sent_at)
                top = statement_of(in_order_said(then)).top
                if top is not None and key not in removals:
                    now[key] = self._held(top, rows)
                earlier = reviewed_against(until(rows, found.sent_at - 1), sent_back)
                if earlier is not None:
                    before[key] = self._held(earlier, rows)
        return Stated(now, before)

    def standing(self, source: str, organization: str, before: date) -> Iterator[HeldObservation]:
        """What stands of the periods that ended before a day: approved, else as it was sent."""
        ended = tables.observation.c.period_start + tables.observation.c.period_length
        where = [ended <= before.toordinal()]
        with self.repository.snapshot() as connection:
            for _, rows in keyed(self._of(connection, source, organization, where)):
                stands = statement_of(in_order_said(rows))
                if row := stands.approved or stands.provisional:
                    yield self._held(row, rows)

    def history(
        self, series: str, organization: str, place: str, breakdown: str, period: Period
    ) -> tuple[HeldObservation, ...]:
        """Everything said of one cell, withdrawals too, in the order in which it was recorded."""
        names, columns = self.repository.names, tables.observation.c
        with self.repository.snapshot() as connection:
            where = [
                columns.place_id == names.number(tables.place, place),
                columns.disaggregation_id == names.number(tables.disaggregation, breakdown),
                columns.period_start == period.start.toordinal(),
                columns.period_length == period.days,
            ]
            source = series.partition("/")[0]
            found = list(self._of(connection, source, organization, where, series))
            return tuple(
                self.repository.decoder.held(row, rank)
                for _, rows in groupby(found, key_of)
                for rank, row in enumerate(in_order_said(rows), 1)
            )

    def held_before(self, rows: Iterable[Row], sent_back: frozenset[int]) -> dict[Row, Observation]:
        """What a return that is not recorded would be compared with, within an open snapshot."""
        found = {}
        for key, held in keyed(rows):
            if row := compared_with(held, sent_back):
                found[key] = self.repository.decoder.held(row, 1).observation
        return found

    def _held(self, row: Row, rows: list[Row]) -> HeldObservation:
        return self.repository.decoder.held(row, rows.index(row) + 1)

    def _rows(self, connection: Connection, source: str, found: KeptReturn) -> Iterator[Row]:
        columns, start = tables.observation.c, found.period.start.toordinal()
        ended = columns.period_start + columns.period_length <= start + found.period.days
        where = [columns.period_start >= start, ended]
        return self._of(connection, source, found.organization, where)

    def _of(
        self,
        connection: Connection,
        source: str,
        organization: str,
        where: Iterable[Any],
        series: str | None = None,
    ) -> Iterator[Row]:
        """The rows of one organization, in the key's order."""
        names = self.repository.names
        whose = names.number(tables.organization, organization)
        for pair in _pairs(names, source, series) if whose is not None else ():
            query = rows_of((*pair, whose or 0)).where(*where)
            yield from streamed(connection, query)


def _pairs(names: ReaderNames, source: str, series: str | None) -> list[tuple[int, int]]:
    return sorted(
        pair
        for pair in names.measured
        if names.series[pair[1]].partition("/")[0] == source
        and series in (None, names.series[pair[1]])
    )
