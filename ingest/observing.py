"""Rows of a table as observations. Every figure takes this path: it is kept lean."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from ingest.cells import Row, plain
from ingest.columns import Faults, Topic, ValueColumn, row_keys, value_columns
from ingest.findings import Finding, Problem, Severity
from ingest.headings import Numbered
from ingest.lateness import late_findings
from ingest.meanings import Fault, Memo
from ingest.numbers import Number
from ingest.origins import (
    EXTRA_ROLES,
    ORIGIN_ROLES,
    Extras,
    ExtrasReader,
    Origin,
    OriginReader,
)
from ingest.repeats import Repeats, repetition
from ingest.spec import Role
from ingest.tables import Table, taker
from metrics import (
    Confidentiality,
    Location,
    Observation,
    ObservationStatus,
    Period,
    Qualifier,
    Text,
    labels,
)

_EXACT, _IN_WORDS = Qualifier.EXACT, Qualifier.IN_WORDS
_NORMAL, _FREE = ObservationStatus.NORMAL, Confidentiality.FREE
_HIDDEN = ObservationStatus.SUPPRESSED
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
_NO_VALUE = Problem.of(
    "no-value",
    "This row has a qualifier and no value, and is passed over: write the value, or take the row "
    "out.",
    "Cette ligne a un qualificatif et aucune valeur; elle est laissée de côté : écrivez la valeur, "
    "ou retirez la ligne.",
    Severity.WARNING,
)
_CUT_SHORT = Problem.of(
    "shape",
    "This row ends before the last heading: write every cell, empty ones too.",
    "Cette ligne s'arrête avant le dernier en-tête : écrivez chaque cellule, même vide.",
)
_STRAY = Problem.of(
    "stray",
    "This cell stands alone below the last value and belongs to nothing: take it out, or write the "
    "rest of its row.",
    "Cette cellule se trouve seule sous la dernière valeur et n'appartient à rien : retirez-la, ou "
    "écrivez le reste de sa ligne.",
    Severity.WARNING,
)

Told: TypeAlias = Observation | list[Observation | Finding]


def read_observations(
    rows: Iterable[Numbered], table: Table, repeats: Repeats
) -> Iterator[Observation | Finding]:
    """The values of a table in their order; a row with no value in any column says nothing."""
    reading = _Reading(table, repeats)
    return chain(reading.items(rows), reading.late())


class _Reading:
    def __init__(self, table: Table, repeats: Repeats) -> None:
        origins, extras = table.with_role(*ORIGIN_ROLES), table.with_role(*EXTRA_ROLES)
        self._table = table
        self._read_in = (table.file, table.sheet, table.first_column)
        self._repeats = repeats
        self._kept = table.spec.repeats == "first"
        self._columns = value_columns(table, repeats.seen)
        self._take_topic, self._take_period, self._take_place = row_keys(table)
        self._take_origin, self._take_extras = taker(origins), taker(extras)
        self._origins, self._extras = Memo(OriginReader(table)), Memo(ExtrasReader(table))
        self._one_origin = None if origins else self._origins[()]
        self._no_extras = None if extras else self._extras[()]
        self._width = len(table.layout.headings)
        self._unnamed = table.layout.unnamed if table.spec.other_headings == "error" else ()
        self._told: set[tuple[int, int]] = set()  # row and index of the faults told
        self._last = 0  # the last row that says a value
        self._single: dict[int, Fault] = {}  # rows that say one word and no value

    def items(self, rows: Iterable[Numbered]) -> Iterator[Observation | Finding]:
        width, columns = self._width, self._columns
        take_topic, value = self._take_topic, self._value
        alone = bool(self._table.with_role(Role.STATUS, Role.WORDS_EN, Role.QUALIFIER))
        for number, row in rows:
            if len(row) != width or self._unnamed:
                yield from self._shape_findings(number, row)
                row = [*row, *[""] * (width - len(row))]
            said = False
            for column in columns:
                cell = row[column.at]
                if cell == "":
                    continue
                topic = column.topic[take_topic(row)]
                figure = topic.numbers[cell] if isinstance(topic, Topic) else topic[0]
                if figure is None:
                    continue
                said = True
                told = value(number, row, column, topic, figure)
                if isinstance(told, list):
                    yield from told
                else:
                    yield told
            if said:
                self._last = number
            elif alone:
                yield from self._without_number(number, row)

    def late(self) -> Iterator[Finding]:
        """What only shows when all is read: periods not over when published, a stray cell."""
        origins = [one for one in self._origins.values() if isinstance(one, Origin)]
        days = {(one.document, one.known.on) for one in origins}
        yield from late_findings(self._columns, days, self._table)
        for number, fault in self._single.items():
            if number > self._last:  # a single word among the rows may head those below it
                place = self._table.location(number, fault.at)
                yield Finding.at(place, fault.words, fault.problem)

    def _value(
        self, number: int, row: Row, column: ValueColumn, topic: Topic | Faults,
        figure: Number | Fault,
    ) -> Told:  # fmt: skip
        """A value as an observation, or what is wrong with it; made with as few calls as can be."""
        period = column.period[self._take_period(row)]
        place = column.place[self._take_place(row)]
        origin = self._one_origin or self._origins[self._take_origin(row)]
        extras = self._no_extras or self._extras[self._take_extras(row)]
        if (
            isinstance(topic, Topic) and isinstance(figure, Number) and isinstance(origin, Origin)
            and isinstance(period, Period) and isinstance(place, str) and isinstance(extras, Extras)
        ):  # fmt: skip
            indicator, series, breakdown, _, seen = topic
            document, known = origin
            value, qualifier, status, bracketed = figure
            stated, said, numerator, denominator, note, words, printed = extras
            file, sheet, left = self._read_in
            at = tuple.__new__(Location, (file, sheet, number, column.at + left, printed))
            if stated is not None and stated is not qualifier:
                if qualifier is not _EXACT and value is not None:
                    return self._contradiction(number, row, column, stated)
                qualifier = stated if qualifier is _EXACT else qualifier
            if status is _NORMAL:
                status = column.status if said is _NORMAL else said
            if status is _HIDDEN:
                words = self._kept_back(indicator, words)
            item = tuple.__new__(Observation, (
                indicator, series, place, period, value, known, document, at, breakdown, "",
                qualifier, status, _FREE, numerator, denominator, note, words,
            ))  # fmt: skip
            if column.unusual or stated is _IN_WORDS:
                return self._unusual(number, row, column, item, bracketed)
            first = seen.setdefault((place, period, document), item)
            return item if first is item else [repetition(item, first, self._kept)]
        return self._findings(number, figure, topic, period, place, origin, extras)

    def _kept_back(self, indicator: str, words: Text | None) -> Text | None:
        """What is said of a figure that its publisher keeps back, where it is not of people."""
        of_people = self._table.catalogue.indicators[indicator].disclosure_class == "people"
        return words if of_people else labels.WITHHELD

    def _contradiction(
        self, number: int, row: Row, column: ValueColumn, stated: Qualifier
    ) -> list[Observation | Finding]:
        """A cell that says "<5900" where the qualifier beside it says more_than: one is wrong."""
        words = plain(row[column.at])
        problem = Problem.of(
            "qualifier",
            f"'{words}' and its qualifier '{stated}' contradict each other: correct one of them.",
            f"« {words} » et son qualificatif « {stated} » se contredisent : corrigez l'un des "
            "deux.",
        )
        return self._findings(number, Fault(column.at, words, problem))

    def _unusual(
        self, number: int, row: Row, column: ValueColumn, item: Observation, second: Number | None
    ) -> Told:
        """Rows told apart by their number, values in words, and a number in brackets."""
        if item.value is not None and item.qualifier is _IN_WORDS:
            return self._findings(number, Fault(column.at, str(item.value), _WORDS_AND_NUMBER))
        dimension = self._table.spec.numbered
        told: list[Observation | Finding] = [
            self._repeats.numbered(item, self._table.catalogue.dimensions[dimension])
            if dimension
            else self._repeats.once(item, self._kept)
        ]
        if second and (inner := column.bracketed):
            topic = inner.topic[self._take_topic(row)]
            more = self._value(number, row, inner, topic, second)
            told += more if isinstance(more, list) else [more]
        return told

    def _without_number(self, number: int, row: Row) -> list[Observation | Finding]:
        """A row that publishes words in the place of a number, or says why there is none."""
        column, extras = self._columns[0], self._extras[self._take_extras(row)]
        if isinstance(extras, Fault):
            return self._findings(number, extras)
        if not extras.stands_alone:
            empty = extras.qualifier and not any(plain(row[one.at]) for one in self._columns)
            return self._findings(number, Fault(column.at, "", _NO_VALUE)) if empty else []
        figure = Number(None, _IN_WORDS if extras.words else _EXACT)
        told = self._value(number, row, column, column.topic[self._take_topic(row)], figure)
        return told if isinstance(told, list) else [told]

    def _findings(self, number: int, *read: object) -> list[Observation | Finding]:
        """One finding for each fault that was not told yet: a heading's faults are told once."""
        findings: list[Observation | Finding] = []
        for fault in _faults(read):
            row = self._table.layout.row if fault.in_heading else number
            if (row, fault.at) not in self._told:
                self._told.add((row, fault.at))
                place = self._table.location(row, fault.at)
                findings.append(Finding.at(place, fault.words, fault.problem))
        return findings

    def _shape_findings(self, number: int, row: Row) -> Iterator[Observation | Finding]:
        """Cells that no heading stands above, and rows cut short, where the row has values."""
        if not any(plain(row[one.at]) for one in self._columns if one.at < len(row)):
            self._note_single(number, row)
            return
        for at in (*self._unnamed, *range(self._width, len(row))):
            if at < len(row) and (words := plain(row[at])):
                yield from self._findings(number, Fault(at, words, _NO_HEADING))
        if len(row) < self._width and not self._table.sheet:
            last = len(row) - 1
            yield from self._findings(number, Fault(last, plain(row[last]), _CUT_SHORT))

    def _note_single(self, number: int, row: Row) -> None:
        """A note below a table has several words, or ends with a colon; one word is no note."""
        filled = [(at, words) for at, cell in enumerate(row) if (words := plain(cell))]
        if len(filled) == 1 and (words := filled[0][1]).isalnum():
            self._single[number] = Fault(filled[0][0], words, _STRAY)


def _faults(read: Iterable[object]) -> Iterator[Fault]:
    """The faults among what was read; those of a topic come several together."""
    for one in read:
        if isinstance(one, Fault):
            yield one
        elif type(one) is tuple:
            yield from _faults(one)
