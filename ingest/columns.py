"""The value columns of a table: made once, before its first row is read.

Each remembers every word that it has read, so that a word costs its reading only once.
"""

from functools import partial
from typing import Any, NamedTuple, TypeAlias

from ingest.cells import key, plain
from ingest.findings import Problem
from ingest.headings import Found
from ingest.meanings import Fault, Memo, spelled
from ingest.numbers import Notation, Number, read_number
from ingest.parts import BreakdownReader, PeriodReader, place_reader, series_reader
from ingest.repeats import Seen
from ingest.spec import Column, Role, TableSpec
from ingest.tables import PERIOD_ROLES, Table, Taker, cells_of, taker
from metrics import Disaggregation, Observation, ObservationStatus, Period

TOPIC_ROLES = (Role.SERIES, Role.DIMENSION)
Numbers: TypeAlias = Memo[Number | Fault | None]
Faults: TypeAlias = tuple[Fault, ...]


class Topic(NamedTuple):
    """The series and breakdown of a value: they change slowly down a table."""

    indicator: str
    series: str
    breakdown: Disaggregation
    numbers: Numbers
    seen: dict[tuple[str, Period, str], Observation]


class ValueColumn(NamedTuple):
    at: int  # the cell in a row, from 0
    topic: Memo[Topic | Faults]
    period: Memo[Period | Fault]
    place: Memo[str | Fault]
    status: ObservationStatus
    unusual: bool  # its rows are numbered, or its cells may hold two numbers
    bracketed: "ValueColumn | None" = None


class RowKeys(NamedTuple):
    """What takes from a row the cells that say what its values are about."""

    topic: Taker
    period: Taker
    place: Taker


def row_keys(table: Table) -> RowKeys:
    return RowKeys(
        taker(table.with_role(*TOPIC_ROLES)),
        taker(table.with_role(*PERIOD_ROLES)),
        taker(table.with_role(Role.PLACE)),
    )


def value_columns(table: Table, seen: Seen) -> list[ValueColumn]:
    return [_value_column(found, table, seen) for found in table.with_role(Role.VALUE)]


def _value_column(found: Found, table: Table, seen: Seen) -> ValueColumn:
    column, inside = found.column, found.column.parenthesis
    members = {**table.spec.dimensions, **column.dimensions}
    main = ValueColumn(
        found.at,
        Memo(_TopicReader(table, found, column.series, members, seen)),
        Memo(PeriodReader(table, found)),
        Memo(place_reader(table, found)),
        ObservationStatus(column.status or "A"),
        bool(inside or table.spec.numbered),
    )
    if not inside:
        return main
    series, narrowed = inside.series or column.series, {**members, **inside.dimensions}
    topic = Memo(_TopicReader(table, found, series, narrowed, seen))
    return main._replace(bracketed=main._replace(topic=topic))


class _TopicReader:
    def __init__(
        self, table: Table, found: Found, series: str | None, members: dict[str, str], seen: Seen
    ) -> None:
        rows = table.with_role(*TOPIC_ROLES)
        self._picks = [
            [at for at, one in enumerate(rows) if one.column.role is role] for role in TOPIC_ROLES
        ]
        self._series = series_reader(table, found, series)
        self._breakdown = BreakdownReader(table, found, members)
        self._numbers = Memo(partial(_numbers, found, table))
        self._catalogue, self._seen = table.catalogue, seen

    def __call__(self, taken: Any) -> Topic | Faults:  # what a Taker took
        cells = cells_of(taken)
        of_series, of_breakdown = (tuple(cells[at] for at in picked) for picked in self._picks)
        series, breakdown = self._series(of_series), self._breakdown(of_breakdown)
        if isinstance(series, Fault) or isinstance(breakdown, Fault):
            return tuple(one for one in (series, breakdown) if isinstance(one, Fault))
        return Topic(
            self._catalogue.series_of(series).indicator,
            series,
            breakdown,
            self._numbers[self._catalogue.unit_of(series).id],
            self._seen[series, breakdown],
        )


def _numbers(found: Found, table: Table, unit_id: str) -> Numbers:
    """The numbers of a column in a unit, which says what a number may be."""
    unit, notation = table.catalogue.units[unit_id], _notation(found.column, table.spec)

    def read(cell: Any) -> Number | Fault | None:  # a raw cell, as every Memo takes
        number = read_number(cell, unit, notation)
        return Fault(found.at, plain(cell), number) if isinstance(number, Problem) else number

    return Memo(read)


def _notation(column: Column, spec: TableSpec) -> Notation:
    return Notation(
        spec.decimal,
        frozenset(key(word) for word in spec.missing),
        {key(word): ObservationStatus(code) for word, code in spec.statuses.items()},
        {mark: ObservationStatus(code) for mark, code in spec.marks.items()},
        spelled(column.values),
        column.scale,
        bool(column.parenthesis),
    )
