"""An OpenDocument spreadsheet (.ods) as cells, tag by tag from its one part of content."""

import re
from collections.abc import Iterable, Iterator

from ingest.book.cells import Aside, Book, BookSheet
from ingest.book.frame import Frame
from ingest.book.grid import Room, too_many_sheets
from ingest.book.notes import names_twice, sheet_notes
from ingest.book.package import Package
from ingest.book.tables import Table, Tables
from ingest.book.wording import words_of
from ingest.book.xml import damaged, walk
from ingest.findings import Finding
from ingest.gate import FileKind
from ingest.limits import Limits

_CONTENT, _META = "content.xml", "meta.xml"
_NO_WORDS = re.compile(r"^(?:content\.xml|settings\.xml|META-INF/.*|manifest\.rdf)$")


def read_tables(content: bytes, file: str, limits: Limits) -> Book:
    package = Package(content, limits)
    if _CONTENT not in package:
        raise damaged()
    tables = Tables(Room(limits))
    walk(package.pieces(_CONTENT), tables.start, tables.end, tables.text)
    if len(tables.tables) > limits.sheets:
        raise too_many_sheets(limits.sheets)
    sheets = tuple(map(_sheet, tables.tables))
    notes = [*names_twice(file, sheets)]
    notes += [
        one for pair in zip(tables.tables, sheets, strict=True) for one in _notes(file, *pair)
    ]
    asides = (*_asides(package, file), *tables.asides, *_quoted(tables.tables))
    return Book(FileKind.ODS, sheets, asides, _properties(package), tuple(notes))


def _sheet(table: Table) -> BookSheet:
    return BookSheet(
        table.name,
        table.grid.cells,
        state=table.state,
        merged=tuple(table.merged),
        hidden_rows=frozenset(table.grid.hidden_rows),
        hidden_columns=table.hidden_columns,
        formulas=table.grid.formulas,
    )


def _notes(file: str, table: Table, sheet: BookSheet) -> Iterator[Finding]:
    yield from sheet_notes(file, sheet, table.grid, Frame())


def _asides(package: Package, file: str) -> Iterator[Aside]:
    yield Aside("file-name", "", "", file)
    for part in package.parts:
        if part.endswith((".xml", ".rdf")) and not _NO_WORDS.match(part):
            where = "property" if part == _META else "header" if part == "styles.xml" else "other"
            for _, words in words_of(package.pieces(part)):
                yield Aside(where, "", "", words)


def _quoted(tables: Iterable[Table]) -> Iterator[Aside]:
    for table in tables:
        yield from (Aside("formula", table.name, "", words) for words in table.grid.quoted)


def _properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    name, texts = [""], [""]

    def start(tag: str, held: dict[str, str]) -> None:
        texts[0] = ""
        name[0] = held.get("meta:name", "") if tag == "user-defined" else ""

    def text(words: str) -> None:
        texts[0] += words

    def end(tag: str) -> None:
        if tag == "user-defined" and name[0]:
            found[name[0]] = texts[0]

    if _META in package:
        walk(package.pieces(_META), start, end, text)
    return found
