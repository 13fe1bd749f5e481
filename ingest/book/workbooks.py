"""A workbook as cells: each sheet quickly where its form allows, else tag by tag."""

from collections.abc import Iterator

from ingest.book.asides import asides_of
from ingest.book.cells import Aside, Book, BookSheet
from ingest.book.described import described
from ingest.book.exact import read_exactly
from ingest.book.formats import Styles
from ingest.book.frame import Frame
from ingest.book.grid import Grid, Room, too_many_sheets
from ingest.book.notes import names_twice, sheet_notes
from ingest.book.package import Package, SheetPart
from ingest.book.properties import custom_properties
from ingest.book.quick import UnusualError, read_quickly
from ingest.book.strings import shared_strings
from ingest.book.values import Values
from ingest.book.xml import DAMAGED
from ingest.cells import plain
from ingest.findings import Finding, ReadError
from ingest.gate import FileKind
from ingest.limits import Limits
from metrics import Location


def read_workbook(content: bytes, file: str, limits: Limits) -> Book:
    package = Package(content, limits)
    parts = tuple(package.sheets())
    if len(parts) > limits.sheets:
        raise too_many_sheets(limits.sheets)
    reading = _Reading(package, file, limits)
    sheets = tuple(reading.sheet(one) for one in parts if one.kind == "worksheet")
    frames = [reading.frames.get(one.part) for one in parts]
    asides = (*asides_of(package, file, parts, frames), *described(package), *reading.quoted,
              *reading.left_over())  # fmt: skip
    properties = custom_properties(package)
    notes = (*names_twice(file, sheets), *reading.notes)
    return Book(FileKind.XLSX, sheets, asides, properties, notes, package.findings_sheet)


class _Reading:
    def __init__(self, package: Package, file: str, limits: Limits) -> None:
        self.frames: dict[str, Frame] = {}
        self.notes: list[Finding] = []
        self.quoted: list[Aside] = []
        self._package, self._file = package, file
        self._room = Room(limits)
        self._strings = shared_strings(package)
        self._styles = Styles.of(package)
        self._values = Values(self._strings.texts, self._styles)

    def sheet(self, part: SheetPart) -> BookSheet:
        try:
            grid, frame = self._cells(part.part)
        except ReadError as fault:
            fault.sheet = part.name if fault.cell else ""
            raise
        self.frames[part.part] = frame
        sheet = BookSheet(
            part.name,
            grid.cells,
            state=part.state,
            merged=tuple(frame.merged),
            hidden_rows=frozenset(grid.hidden_rows),
            hidden_columns=frame.hidden_columns,
            formulas=grid.formulas,
        )
        grid.has_errors = self._values.has_errors
        self.quoted += (Aside("formula", part.name, "", words) for words in grid.quoted)
        for place, value in grid.lost:
            cell = Location("", "", *place).cell
            self.quoted.append(Aside("cell", part.name, cell, plain(value)))
        self.notes += sheet_notes(self._file, sheet, grid, frame)
        return sheet

    def _cells(self, part: str) -> tuple[Grid, Frame]:
        before = self._room.left
        try:
            grid = Grid(self._room)
            return grid, read_quickly(self._package.pieces(part), self._values, grid)
        except (UnusualError, ReadError) as fault:
            # of what is damaged the cell is told: it is found tag by tag
            if isinstance(fault, ReadError) and fault.rule != DAMAGED:
                raise
            self._room.left = before
            grid = Grid(self._room)
            return grid, read_exactly(self._package.pieces(part), self._values, grid)

    def left_over(self) -> Iterator[Aside]:
        """Texts that the file keeps and no cell shows."""
        strays = (*self._strings.guides, *self._strings.strays, *self._values.unused())
        for words in dict.fromkeys(strays):
            if words:
                yield Aside("left-over", "", "", words)
