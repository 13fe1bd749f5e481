"""Rows of a table as observations. Every figure takes this path: it is kept lean."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ingest.cells import Cell, Row, plain
from ingest.columns import Topic, ValueColumn, row_keys, value_columns
from ingest.findings import Finding, Problem
from ingest.headings import Numbered
from ingest.meanings import Fault, Memo
from ingest.numbers import Number
from ingest.origins import EXTRA_ROLES, Extras, ExtrasReader
from ingest.repeats import Repeats, repetition
from ingest.spec import Role
from ingest.tables import Table, taker
from metrics import Confidentiality, Location, Observation, ObservationStatus, Period, Qualifier

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

Told: TypeAlias = Observation | list[Observation | Finding]


def read_observations(
    rows: Iterable[Numbered], table: Table, repeats: Repeats
) -> Iterator[Observation | Finding]:
    """The values of a table in their order; a row with no value in any column says nothing."""
    return _Reading(table, repeats).items(rows)


class _Reading:
    def __init__(self, table: Table, repeats: Repeats) -> None:
        extras = table.with_role(*EXTRA_ROLES)
        self._table = table
        self._repeats = repeats
        self._columns = value_columns(table, repeats.seen)
        self._keys = row_keys(table)
        self._take_extras = taker(extras)
        self._extras = Memo(ExtrasReader(table))
        self._constant = None if extras else self._extras[()]
        self._width = len(table.layout.headings)
        self._unnamed = table.layout.unnamed if table.spec.other_headings == "error" else ()
        self._first_kept = table.spec.repeats == "first"
        self._told: set[tuple[int, int]] = set()  # row and index of the faults told

    def items(self, rows: Iterable[Numbered]) -> Iterator[Observation | Finding]:
        width, columns, value_in = self._width, self._columns, self._value
        alone = bool(self._table.with_role(Role.STATUS, Role.WORDS_EN, Role.QUALIFIER))
        for number, row in rows:
            if len(row) != width or self._unnamed:
                yield from self._shape_findings(number, row)
                row = [*row, *[""] * (width - len(row))]
            said = False
            for column in columns:
                if (cell := row[column.at]) == "":
                    continue
                if item := value_in(number, row, column, cell):
                    said = True
                    if type(item) is Observation:
                        yield item
                    else:
                        yield from item
            if alone and not said:
                yield from self._without_number(number, row)

    def _value(self, number: int, row: Row, column: ValueColumn, cell: Cell) -> Told | None:
        """The value of a cell, or its faults; two where a number stands in brackets behind it."""
        topic = column.topic[self._keys.topic(row)]
        if not isinstance(topic, Topic):
            return self._findings(number, *topic)
        figure = topic.numbers[cell]
        if figure is None:
            return None
        told = self._observed(number, row, column, topic, figure)
        if not column.bracketed or isinstance(figure, Fault) or not figure.bracketed:
            return told
        inner = column.bracketed.topic[self._keys.topic(row)]
        if not isinstance(inner, Topic):
            return self._findings(number, *inner)
        more = self._observed(number, row, column.bracketed, inner, figure.bracketed)
        return [one for part in (told, more) for one in _each(part)]

    def _observed(
        self, number: int, row: Row, column: ValueColumn, topic: Topic, figure: Number | Fault
    ) -> Told:
        _, take_period, take_place = self._keys
        period, place = column.period[take_period(row)], column.place[take_place(row)]
        extras = self._constant or self._extras[self._take_extras(row)]
        if (
            isinstance(figure, Fault) or isinstance(period, Fault)
            or isinstance(place, Fault) or isinstance(extras, Fault)
        ):  # fmt: skip
            return self._findings(number, figure, period, place, extras)
        if figure.value is not None and extras.qualifier is Qualifier.IN_WORDS:
            return self._findings(number, Fault(column.at, str(figure.value), _WORDS_AND_NUMBER))
        item = self._observation(number, column, topic, figure, period, place, extras)
        if dimension := self._table.spec.numbered:
            return self._repeats.numbered(item, dimension)
        if (first := topic.seen.setdefault((place, period), item)) is item:
            return item
        return [repetition(item, first, self._first_kept)]

    def _observation(
        self, number: int, column: ValueColumn, topic: Topic, figure: Number, period: Period,
        place: str, extras: Extras,
    ) -> Observation:  # fmt: skip
        """Made without the checks of a call, because every figure passes here."""
        table = self._table
        indicator, series, breakdown, known, document, _, _ = topic
        value, qualifier, status, _ = figure
        stated, said, numerator, denominator, note, words, printed = extras
        at = (table.file, table.sheet, number, column.at + table.first_column, printed)
        if status is _NORMAL:
            status = column.status if said is _NORMAL else said
        return tuple.__new__(
            Observation,
            (
                indicator, series, place, period, value, known, document,
                tuple.__new__(Location, at), breakdown, "",
                stated if qualifier is _EXACT else qualifier, status, _FREE,
                numerator, denominator, note, words,
            ),
        )  # fmt: skip

    def _without_number(self, number: int, row: Row) -> Iterator[Observation | Finding]:
        """A row that publishes words in the place of a number, or says why there is none."""
        column, extras = self._columns[0], self._extras[self._take_extras(row)]
        if isinstance(extras, Fault):
            yield from self._findings(number, extras)
        elif extras.stands_alone:
            topic = column.topic[self._keys.topic(row)]
            figure = Number(None, Qualifier.IN_WORDS if extras.words else _EXACT)
            if isinstance(topic, Topic):
                yield from _each(self._observed(number, row, column, topic, figure))
            else:
                yield from self._findings(number, *topic)

    def _findings(self, number: int, *read: object) -> list[Observation | Finding]:
        """One finding for each fault that was not told yet: a heading's faults are told once."""
        findings: list[Observation | Finding] = []
        for fault in read:
            if not isinstance(fault, Fault):
                continue
            row = self._table.layout.row if fault.in_heading else number
            if (row, fault.at) not in self._told:
                self._told.add((row, fault.at))
                place = self._table.location(row, fault.at)
                findings.append(Finding.at(place, fault.words, fault.problem))
        return findings

    def _shape_findings(self, number: int, row: Row) -> Iterator[Observation | Finding]:
        """Cells that no heading stands above, and rows cut short, where the row has values."""
        if not any(plain(row[one.at]) for one in self._columns if one.at < len(row)):
            return
        for at in (*self._unnamed, *range(self._width, len(row))):
            if at < len(row) and (words := plain(row[at])):
                yield from self._findings(number, Fault(at, words, _NO_HEADING))
        if len(row) < self._width and not self._table.sheet:
            last = len(row) - 1
            yield from self._findings(number, Fault(last, plain(row[last]), _CUT_SHORT))


def _each(told: Told) -> list[Observation | Finding]:
    return [told] if isinstance(told, Observation) else told
