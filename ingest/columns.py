"""The value columns of a table: made once, before its first row is read.

Each remembers every word that it has read, so that a word costs its reading only once.
"""

from typing import Any, NamedTuple

from ingest.cells import key, plain
from ingest.findings import Problem
from ingest.headings import Found
from ingest.meanings import Fault, Memo, spelled
from ingest.numbers import Notation, Number, read_number
from ingest.parts import BreakdownReader, PeriodReader, place_reader, series_reader
from ingest.spec import Role
from ingest.tables import PERIOD_ROLES, Table, Taker, taker
from metrics import Disaggregation, ObservationStatus, Period


class ValueColumn(NamedTuple):
    at: int  # the cell in a row, from 0
    series: Memo[str]
    period: Memo[Period]
    place: Memo[str]
    breakdown: Memo[Disaggregation]
    numbers: "Numbers"
    status: ObservationStatus
    bracketed: "ValueColumn | None" = None


class RowKeys(NamedTuple):
    """What takes from a row the cells that say what its values belong to."""

    series: Taker
    period: Taker
    place: Taker
    members: Taker


def row_keys(table: Table) -> RowKeys:
    return RowKeys(
        taker(table.with_role(Role.SERIES)),
        taker(table.with_role(*PERIOD_ROLES)),
        taker(table.with_role(Role.PLACE)),
        taker(table.with_role(Role.DIMENSION)),
    )


def value_columns(table: Table) -> list[ValueColumn]:
    return [_value_column(found, table) for found in table.with_role(Role.VALUE)]


def _value_column(found: Found, table: Table) -> ValueColumn:
    column, inside = found.column, found.column.parenthesis
    members = {**table.spec.dimensions, **column.dimensions}
    main = ValueColumn(
        found.at,
        Memo(series_reader(table, found, column.series)),
        Memo(PeriodReader(table, found)),
        Memo(place_reader(table, found)),
        Memo(BreakdownReader(table, found, members)),
        Numbers(table, found),
        ObservationStatus(column.status or "A"),
    )
    if not inside:
        return main
    narrowed = {**members, **inside.dimensions}
    bracketed = main._replace(
        series=Memo(series_reader(table, found, inside.series or column.series)),
        breakdown=Memo(BreakdownReader(table, found, narrowed)),
    )
    return main._replace(bracketed=bracketed)


class Numbers(dict[str, Memo[Number | None]]):
    """The numbers of a column, for each series: its unit says what a number may be."""

    def __init__(self, table: Table, found: Found) -> None:
        super().__init__()
        spec, column = table.spec, found.column
        self._at = found.at
        self._catalogue = table.catalogue
        self._notation = Notation(
            spec.decimal,
            frozenset(key(word) for word in spec.missing),
            {key(word): ObservationStatus(code) for word, code in spec.statuses.items()},
            {mark: ObservationStatus(code) for mark, code in spec.marks.items()},
            spelled(column.values),
            column.scale,
            bool(column.parenthesis),
        )

    def __missing__(self, series: str) -> Memo[Number | None]:
        unit = self._catalogue.unit_of(series)

        def read(cell: Any) -> Number | Fault | None:  # a raw cell, as every Memo takes
            number = read_number(cell, unit, self._notation)
            return Fault(self._at, plain(cell), number) if isinstance(number, Problem) else number

        numbers = self[series] = Memo(read)
        return numbers
