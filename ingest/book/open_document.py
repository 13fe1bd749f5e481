"""An OpenDocument spreadsheet (.ods) as cells, tag by tag from its one part of content."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator

from ingest.book.asides import words_in_part, words_of_archive
from ingest.book.beside import forms_in
from ingest.book.cells import Aside, Book, BookSheet
from ingest.book.described import described
from ingest.book.frame import Frame
from ingest.book.grid import Room, too_many_sheets
from ingest.book.notes import names_twice, sheet_notes
from ingest.book.package import Package
from ingest.book.tables import Table, Tables
from ingest.book.wording import remarks_of
from ingest.book.xml import damaged, walk
from ingest.findings import Finding
from ingest.gate import FileKind
from ingest.limits import Limits

_CONTENT, _META = "content.xml", "meta.xml"
_STYLES = "styles.xml"
_PACKED = re.compile(r"[A-Za-z0-9+/\s]{40,}={0,2}")  # settings of a printer, as letters


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
    asides = (*_asides(package, file), *described(package), *tables.asides,
              *_quoted(tables.tables))  # fmt: skip
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
    """The words of all parts but the cells, which are read as such."""
    yield Aside("file-name", "", "", file)
    yield from words_of_archive(package)
    yield from (Aside("other", "", "", one) for one in remarks_of(package.pieces(_CONTENT)))
    places = {_META: "property", _STYLES: "header"}
    for part in package.parts:
        if part == _CONTENT:
            continue
        for aside in words_in_part(package, part):
            kept = aside.where.endswith("-bytes")
            yield aside if kept else aside._replace(where=places.get(part, aside.where))
            if part.endswith("settings.xml") and _PACKED.fullmatch(aside.words):
                yield from (Aside("printer-bytes", "", "", one) for one in _packed(aside.words))


def _packed(words: str) -> tuple[str, ...]:
    try:
        return forms_in(b64decode(words))
    except ValueError:
        return ()


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
