"""From the files of a source to observations and actions, or to findings that name a cell."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from ingest.actions import read_actions
from ingest.binding import definition_findings
from ingest.cells import Sheet, key, plain
from ingest.findings import Finding, Problem, ReadError, Severity
from ingest.headings import Numbered, find_table
from ingest.meanings import Memo
from ingest.observing import read_observations
from ingest.reader import read_sheets
from ingest.repeats import Repeats
from ingest.spec import TableSpec, read_tables
from ingest.tables import Table
from metrics import Action, Catalogue, DefinitionError, Observation, Source, Text

Item: TypeAlias = Observation | Action | Finding


def extract(folder: Path, source: Source, catalogue: Catalogue) -> Iterator[Item]:
    """Everything that a source's files say, in their order; a fault never stops the reading."""
    try:
        tables = read_tables(source)
    except DefinitionError as error:
        yield from (_definition_finding(fault) for fault in error.faults)
        return
    if findings := list(definition_findings(tables, source, catalogue)):
        yield from findings
        return
    repeats = Repeats()
    for spec in tables:
        for file in spec.file_names:
            yield from _read_file(folder, file, spec, source, catalogue, repeats)


def _definition_finding(fault: str) -> Finding:
    place, _, words = fault.partition(": ")
    return Finding(Severity.ERROR, "definition", place, "", "", "", Text(words, words))


def _read_file(
    folder: Path, file: str, spec: TableSpec, source: Source, catalogue: Catalogue, repeats: Repeats
) -> Iterator[Item]:
    names = spec.sheets or ((spec.sheet,) if spec.sheet else ())
    try:
        for sheet in read_sheets(folder / file, names, spec.delimiter):
            yield from _read_sheet(sheet, file, spec, source, catalogue, repeats)
    except ReadError as error:
        yield error.finding(file)


def _read_sheet(
    sheet: Sheet, file: str, spec: TableSpec, source: Source, catalogue: Catalogue, repeats: Repeats
) -> Iterator[Item]:
    try:
        layout, rows = find_table(sheet, spec)
    except ReadError as error:
        yield error.finding(file, sheet.name)
        return
    table = Table(spec, source, catalogue, file, sheet.name, sheet.first_column, layout)
    yield from _stranger_findings(table)
    read = read_actions if spec.kind == "actions" else read_observations
    yield from read(_wanted(_filled(rows, table), table), table, repeats)


def _stranger_findings(table: Table) -> Iterator[Finding]:
    """Headings that no column of the specification accepts."""
    if table.spec.other_headings == "ignore":
        return
    for index in table.layout.strangers:
        heading = table.layout.headings[index]
        yield Finding.at(
            table.location(table.layout.row, index),
            heading,
            Problem.of(
                "heading",
                f"No column of this table accepts the heading '{heading}': add it to "
                "`headings` in source.toml, or give it the role 'ignore'.",
                f"Aucune colonne de ce tableau n'accepte l'en-tête « {heading} » : ajoutez-le "
                "à `headings` dans source.toml, ou donnez-lui le rôle « ignore ».",
            ),
        )


def _filled(rows: Iterable[Numbered], table: Table) -> Iterable[Numbered]:
    """Rows whose empty cells repeat the one above, in the columns that say so."""
    indexes = [one.at for one in table.layout.found if one.column.fill_down]
    if not indexes:
        return rows
    return _filling(rows, indexes)


def _filling(rows: Iterable[Numbered], indexes: list[int]) -> Iterator[Numbered]:
    above = dict.fromkeys(indexes)
    for number, row in rows:
        cells = [*row, *[""] * (max(indexes) + 1 - len(row))]
        for index in indexes:
            if plain(cells[index]):
                above[index] = cells[index]
            else:
                cells[index] = above[index]
        yield number, cells


def _wanted(rows: Iterable[Numbered], table: Table) -> Iterable[Numbered]:
    """The rows that `where` keeps and `unless` does not pass over."""
    spec = table.spec
    tests = [
        (table.layout.filters[heading], frozenset(map(key, words)), keep)
        for asked, keep in ((spec.where, True), (spec.unless, False))
        for heading, words in asked.items()
    ]
    for index, words, keep in tests:
        rows = _matching(rows, index, words, keep)
    return rows


def _matching(
    rows: Iterable[Numbered], index: int, words: frozenset[str], keep: bool
) -> Iterator[Numbered]:
    wanted = Memo[bool](lambda cell: (key(cell) in words) is keep)
    return ((number, row) for number, row in rows if len(row) > index and wanted[row[index]])
