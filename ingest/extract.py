"""From the files of a source to observations and actions, or to findings that name a cell."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from ingest.actions import read_actions
from ingest.binding import definition_findings
from ingest.cells import Sheet
from ingest.findings import Finding, Problem, ReadError, Severity
from ingest.folder import Folder
from ingest.headings import find_table
from ingest.observing import read_observations
from ingest.reader import READ, read_sheets
from ingest.repeats import Repeats
from ingest.rows import Rows
from ingest.spec import TableSpec, read_tables
from ingest.sums import compared
from ingest.tables import Table
from metrics import Action, Catalogue, DefinitionError, Location, Observation, Source, Text

Item: TypeAlias = Observation | Action | Finding


def extract(folder: Folder, source: Source, catalogue: Catalogue) -> Iterator[Item]:
    """Everything that a source's files say, in their order; a fault never stops the reading."""
    try:
        tables = read_tables(source)
    except DefinitionError as error:
        yield from (_definition_finding(fault) for fault in error.faults)
        return
    if findings := list(definition_findings(tables, source, catalogue)):
        yield from findings
        return
    yield from _Extraction(folder, source, catalogue).items(tables)


def _definition_finding(fault: str) -> Finding:
    place, _, words = fault.partition(": ")
    return Finding(Severity.ERROR, "definition", place, "", "", "", Text(words, words))


class _Extraction:
    """The reading of one source; what it has said so far is remembered across its files."""

    def __init__(self, folder: Folder, source: Source, catalogue: Catalogue) -> None:
        self._folder = folder
        self._source = source
        self._catalogue = catalogue
        self._repeats = Repeats()

    def items(self, tables: tuple[TableSpec, ...]) -> Iterator[Item]:
        for spec in tables:
            unmet: list[set[tuple[str, str]]] = []
            said = False
            for file in spec.file_names:
                items = self._file(file, spec, unmet)
                if (first := next(items, None)) is not None:
                    said = True
                    yield first
                    yield from items
            if not said and spec.where:
                yield _nothing_kept(spec, _place_of(self._source, spec))
            for heading, words in sorted(set.intersection(*unmet) if unmet else ()):
                yield _never_met(heading, words, _place_of(self._source, spec))
        yield from unread_files(self._folder, tables)

    def _file(
        self, file: str, spec: TableSpec, unmet: list[set[tuple[str, str]]]
    ) -> Iterator[Item]:
        names = spec.sheets or ((spec.sheet,) if spec.sheet else ())
        try:
            for sheet in read_sheets(self._folder, file, names, spec.delimiter):
                try:
                    rows, table = self._found(sheet, file, spec)
                except ReadError as error:
                    yield error.finding(file, sheet.name)
                    continue
                yield from self._table(rows, table)
                unmet.append(rows.unmet())
        except ReadError as error:
            yield error.finding(file)

    def _found(self, sheet: Sheet, file: str, spec: TableSpec) -> tuple[Rows, Table]:
        layout, below = find_table(sheet, spec)
        source, catalogue = self._source, self._catalogue
        table = Table(spec, source, catalogue, file, sheet.name, sheet.first_column, layout)
        return Rows(below, table), table

    def _table(self, rows: Rows, table: Table) -> Iterator[Item]:
        yield from _stranger_findings(table)
        items: Iterator[Item]
        if table.spec.kind == "actions":
            items = read_actions(rows, table, self._repeats)
        else:
            items = compared(read_observations(rows, table, self._repeats), table)
        if (first := next(items, None)) is not None:
            yield first
            yield from items
        elif not rows.passed_over:
            yield _nothing_read(table)


def _place_of(source: Source, spec: TableSpec) -> str:
    return f"sources/{source.id}/source.toml [tables.{spec.id}]"


def _stranger_findings(table: Table) -> Iterator[Finding]:
    """Headings that no column of the specification accepts."""
    if table.spec.other_headings == "ignore":
        return
    for at in table.layout.strangers:
        heading = table.layout.headings[at]
        problem = Problem.of(
            "heading",
            f"No column of this table accepts the heading '{heading}': add it to `headings` in "
            "source.toml, or give it the role 'ignore'.",
            f"Aucune colonne de ce tableau n'accepte l'en-tête « {heading} » : ajoutez-le à "
            "`headings` dans source.toml, ou donnez-lui le rôle « ignore ».",
        )
        yield Finding.at(table.location(table.layout.row, at), heading, problem)


def _nothing_read(table: Table) -> Finding:
    """A table with no row is never a success: its file was cut."""
    problem = Problem.of(
        "no-rows",
        "The headings stand here and no row below them says anything: check that the file is "
        "whole.",
        "Les en-têtes sont ici et aucune ligne au-dessous ne dit rien : vérifiez que le fichier "
        "est complet.",
    )
    return Finding.at(table.location(table.layout.row, 0), None, problem)


def _nothing_kept(spec: TableSpec, place: str) -> Finding:
    """A table of which `where` keeps no row in any file: its words were renamed."""
    asked = ", ".join(f"'{heading}'" for heading in spec.where)
    message = Text(
        f"`where` ({asked}) keeps no row with a value in any file: check its words against the "
        "file, or take the table out.",
        f"`where` ({asked}) ne garde aucune ligne ayant une valeur, dans aucun fichier : comparez "
        "ses mots au fichier, ou retirez le tableau.",
    )
    return Finding(Severity.ERROR, "no-rows", place, "", "", "", message)


def _never_met(heading: str, words: str, place: str) -> Finding:
    """Words of `where` or `unless` that no row of any file has: misspelt, or renamed."""
    message = Text(
        f"No row says '{words}' under '{heading}': check the spelling in `where` or `unless`.",
        f"Aucune ligne ne dit « {words} » sous « {heading} » : vérifiez la forme dans `where` ou "
        "`unless`.",
    )
    return Finding(Severity.WARNING, "filter", place, "", "", words, message)


def unread_files(folder: Folder, tables: Iterable[TableSpec]) -> Iterator[Finding]:
    """Files of figures in the folder that no table reads."""
    named = {name for spec in tables for name in spec.file_names}
    problem = Problem.of(
        "unread-file",
        "No table in source.toml reads this file.",
        "Aucun tableau de source.toml ne lit ce fichier.",
        Severity.WARNING,
    )
    for path in sorted(folder.path.iterdir()):
        if path.suffix.lower() in READ and path.name not in named:
            yield Finding.at(Location(path.name, "", 0, 0), None, problem)
