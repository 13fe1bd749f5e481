"""Rows of a table as observations. Every figure takes this path: it is kept lean."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.cells import Cell, Row, plain
from ingest.columns import ValueColumn, row_keys, value_columns
from ingest.findings import Finding, Problem
from ingest.headings import Numbered
from ingest.meanings import Fault
from ingest.numbers import Number
from ingest.origins import Extra, Origins
from ingest.spec import Role
from ingest.tables import Table
from metrics import (
    Confidentiality,
    Location,
    Observation,
    ObservationStatus,
    Qualifier,
)

_EXACT, _NORMAL, _FREE = Qualifier.EXACT, ObservationStatus.NORMAL, Confidentiality.FREE
_WORDS_AND_NUMBER = Problem.of(
    "words",
    "Published in words only, so no number may stand here: leave the value empty.",
    "Publié en mots seulement; aucun nombre ne peut figurer ici : laissez la valeur vide.",
)
_NO_HEADING = Problem.of(
    "shape",
    "This cell has no heading above it: check that the row is not shifted by a comma.",
    "Cette cellule n'a pas d'en-tête : vérifiez qu'une virgule n'a pas décalé la ligne.",
)
_CUT_SHORT = Problem.of(
    "shape",
    "This row ends before the last heading: write every cell, empty ones too.",
    "Cette ligne s'arrête avant le dernier en-tête : écrivez chaque cellule, même vide.",
)


def read_observations(rows: Iterable[Numbered], table: Table) -> Iterator[Observation | Finding]:
    """The values of a table in their order; a row with no value in any column says nothing."""
    return _Reading(table).items(rows)


class _Reading:
    def __init__(self, table: Table) -> None:
        self._table = table
        self._columns = value_columns(table)
        self._keys = row_keys(table)
        self._origins = Origins(table)
        self._extra = Extra(table)
        self._width = len(table.layout.headings)
        self._unnamed = table.layout.unnamed if table.spec.other_headings == "error" else ()
        self._may_stand_alone = bool(
            table.with_role(Role.QUALIFIER, Role.STATUS, Role.WORDS_EN, Role.WORDS_FR)
        )
        self._told: set[tuple[int, int]] = set()  # faults told once: row (0: the headings), index
        self._indicators = {
            f"{table.source.id}/{one.id}": one.indicator for one in table.source.series.values()
        }

    def items(self, rows: Iterable[Numbered]) -> Iterator[Observation | Finding]:
        width, columns = self._width, self._columns
        for number, row in rows:
            if len(row) != width or self._unnamed:
                yield from self._shape_findings(number, row)
                row = [*row, *[""] * (width - len(row))]
            said = False
            for column in columns:
                cell = row[column.at]
                if cell == "" or cell is None:
                    continue
                for item in self._items(number, row, column, cell):
                    said = True
                    yield item
            if not said and self._may_stand_alone:
                yield from self._without_number(number, row)

    def _items(
        self, number: int, row: Row, column: ValueColumn, cell: Cell
    ) -> Sequence[Observation | Finding]:
        """The value of a cell, or its faults; two where a number stands in brackets behind it."""
        series = column.series[self._keys.series(row)]
        if isinstance(series, Fault):
            return self._findings(number, series)
        figure = column.numbers[series][cell]
        if figure is None:
            return ()
        items = self._observed(number, row, column, figure)
        if column.bracketed and isinstance(figure, Number) and figure.bracketed:
            return (*items, *self._observed(number, row, column.bracketed, figure.bracketed))
        return items

    def _observed(
        self, number: int, row: Row, column: ValueColumn, figure: Number | Fault
    ) -> Sequence[Observation | Finding]:
        take, origins, extra = self._keys, self._origins, self._extra
        series = column.series[take.series(row)]
        period = column.period[take.period(row)]
        place = column.place[take.place(row)]
        breakdown = column.breakdown[take.members(row)]
        origin = origins[origins.take(row)]
        extras = extra[extra.take(row)]
        if (
            isinstance(figure, Fault) or isinstance(series, Fault) or isinstance(period, Fault)
            or isinstance(place, Fault) or isinstance(breakdown, Fault)
            or isinstance(origin, Fault) or isinstance(extras, Fault)
        ):  # fmt: skip
            return self._findings(number, figure, series, period, place, breakdown, origin, extras)
        value, qualifier, status, _ = figure
        if value is not None and extras.qualifier is Qualifier.IN_WORDS:
            return self._findings(number, Fault(column.at, str(value), _WORDS_AND_NUMBER))
        table = self._table
        return (
            Observation(
                self._indicators[series], series, place, period, value, origin.known,
                origin.document,
                Location(
                    table.file, table.sheet, number, column.at + table.first_column,
                    extras.in_document,
                ),
                breakdown,
                "",
                qualifier if qualifier is not _EXACT else extras.qualifier,
                status if status is not _NORMAL
                else extras.status if extras.status is not _NORMAL else column.status,
                _FREE, extras.numerator, extras.denominator, extras.note, extras.words,
            ),
        )  # fmt: skip

    def _without_number(self, number: int, row: Row) -> Sequence[Observation | Finding]:
        """A row that publishes words in the place of a number, or says why there is none."""
        extras = self._extra[self._extra.take(row)]
        if isinstance(extras, Fault):
            return self._findings(number, extras)
        if not extras.stands_alone:
            return ()
        qualifier = Qualifier.IN_WORDS if extras.words else _EXACT
        return self._observed(number, row, self._columns[0], Number(None, qualifier))

    def _findings(self, number: int, *read: object) -> list[Finding]:
        """One finding for each fault that this row has not told yet; a heading's are told once."""
        findings = []
        for fault in read:
            if not isinstance(fault, Fault):
                continue
            row = self._table.layout.row if fault.in_heading else number
            if (row, fault.at) not in self._told:
                self._told.add((row, fault.at))
                place = self._table.location(row, fault.at)
                findings.append(Finding.at(place, fault.words, fault.problem))
        return findings

    def _shape_findings(self, number: int, row: Row) -> Iterator[Finding]:
        """Cells that no heading stands above, and rows cut short, where the row has values."""
        if not any(plain(row[one.at]) for one in self._columns if one.at < len(row)):
            return
        beyond = [index for index in range(self._width, len(row)) if plain(row[index])]
        for index in (*self._unnamed, *beyond):
            if index < len(row) and plain(row[index]):
                yield from self._findings(number, Fault(index, plain(row[index]), _NO_HEADING))
        if len(row) < self._width and not self._table.sheet:
            yield from self._findings(number, Fault(len(row) - 1, plain(row[-1]), _CUT_SHORT))
