"""Where the wanted cells of a sheet stand in its bytes: one pass of the parser, nothing built."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ingest.annotated.addresses import Box, Spot, box, spot
from ingest.annotated.nodes import damaged, is_closed, new_parser, parse, tag_end

# What follows <legacyDrawing> in a sheet; controls come wrapped as an alternative.
_AFTER_DRAWINGS = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_ALTERNATIVE = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"


class HeldCell(NamedTuple):
    spot: Spot
    start: int
    style: int


class HeldRow:
    """A row with wanted cells: where its tag and its end stand, and these cells or their places."""

    __slots__ = ("_waiting", "cells", "closing", "number", "opened", "places", "start", "style")

    def __init__(
        self, number: int, start: int, opened: int, style: int | None, wanted: Iterable[int]
    ) -> None:
        self.number, self.start, self.opened, self.style = number, start, opened, style
        self.closing = opened
        self.cells: dict[int, HeldCell] = {}
        self.places: dict[int, int] = {}  # of a missing cell: where the next one begins
        self._waiting = sorted(wanted, reverse=True)

    def take(self, cell: HeldCell) -> None:
        column, waiting = cell.spot.column, self._waiting
        while waiting and waiting[-1] < column:
            self.places[waiting.pop()] = cell.start
        if waiting and waiting[-1] == column:
            waiting.pop()
            self.cells[column] = cell
        elif column in self.places:  # cells out of their order
            del self.places[column]
            self.cells[column] = cell


class SheetScan:
    """What one pass over a sheet's part finds."""

    def __init__(self, part: bytes, wanted: Iterable[Spot], ours: frozenset[int]) -> None:
        self.part = part
        self.rows: dict[int, HeldRow] = {}
        self.row_places: dict[int, int] = {}  # a missing row's place: before the next one
        self.columns: list[tuple[int, int, int]] = []  # first, last, style
        self.merged: list[Box] = []
        self.marked: list[HeldCell] = []  # cells that have one of our styles
        self.legacy_drawing: tuple[int, str] | None = None
        self.drawing_place = self.data_start = self.data_closing = -1
        self._columns: dict[int, set[int]] = {}
        for one in wanted:
            self._columns.setdefault(one.row, set()).add(one.column)
        self._wanted = sorted(self._columns)
        self._column_styles: dict[int, int] = {}
        self._waiting = list(reversed(self._wanted))
        self._ours = {str(style) for style in ours}
        self._depth = self._number = self._column = 0
        self._row: HeldRow | None = None
        self._pass_over()

    def anchors(self) -> dict[Spot, Spot]:
        """For each wanted cell the one that speaks for it: the first one of merged cells."""
        spots = (Spot(row, one) for row in self._wanted for one in self._columns[row])
        anchors = {one: one for one in spots}
        for merged in self.merged:
            first = bisect_left(self._wanted, merged.first.row)
            for row in self._wanted[first : bisect_right(self._wanted, merged.last.row)]:
                within = {one for one in self._columns[row] if merged.holds(Spot(row, one))}
                anchors |= {Spot(row, one): merged.first for one in within}
        return anchors

    def style_of_column(self, column: int) -> int:
        """The style that a column gives to cells that do not exist yet."""
        if column not in self._column_styles:
            held = (style for first, last, style in self.columns if first <= column <= last)
            self._column_styles[column] = next(held, 0)
        return self._column_styles[column]

    def _pass_over(self) -> None:
        self._parser = new_parser()
        self._parser.StartElementHandler = self._root
        self._parser.EndElementHandler = self._end
        parse(self._parser, self.part)
        if self.data_closing < 0:
            raise damaged()

    def _root(self, name: str, _: dict[str, str]) -> None:
        space = name.rpartition(" ")[0] + " "
        self._names = {f"{space}{one}": one for one in ("cols", "col", "mergeCell")}
        self._cell_name, self._row_name = f"{space}c", f"{space}row"
        self._data_name, self._root_name = f"{space}sheetData", name
        self._drawing_name = f"{space}legacyDrawing"
        self._after = {_ALTERNATIVE, *(f"{space}{one}" for one in _AFTER_DRAWINGS)}
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._cell_name:
            if self._row is not None or self._ours:
                self._cell(attributes)
        elif name == self._row_name:
            self._begin_row(attributes)
        elif name == self._data_name:
            self.data_start = self._parser.CurrentByteIndex
        elif self.data_start < 0 or self.data_closing >= 0:
            self._beside_data(name, attributes)

    def _beside_data(self, name: str, attributes: dict[str, str]) -> None:
        if name in self._after and self.drawing_place < 0 <= self.data_closing:
            self.drawing_place = self._parser.CurrentByteIndex
        elif name == self._drawing_name:
            key = next((key for key in attributes if key.endswith("/relationships id")), "")
            self.legacy_drawing = (self._parser.CurrentByteIndex, attributes.get(key, ""))
        elif self._names.get(name) == "mergeCell":
            if merged := box(attributes.get("ref", "")):
                self.merged.append(merged)
        elif self._names.get(name) == "col":
            numbers = [_number(attributes.get(key, "")) for key in ("min", "max", "style")]
            self.columns.append((numbers[0], numbers[1], numbers[2]))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._number = _number(attributes.get("r", "")) or self._number + 1
        self._column = 0
        waiting = self._waiting
        if not waiting or self._number < waiting[-1]:
            return
        start = self._parser.CurrentByteIndex
        while waiting and waiting[-1] < self._number:
            self.row_places[waiting.pop()] = start
        if waiting and waiting[-1] == self._number:
            waiting.pop()
            style = _number(attributes.get("s", "")) if "customFormat" in attributes else None
            opened, columns = tag_end(self.part, start), self._columns[self._number]
            self._row = HeldRow(self._number, start, opened, style, columns)
            self.rows[self._number] = self._row

    def _cell(self, attributes: dict[str, str]) -> None:
        here = spot(attributes.get("r", "")) or Spot(self._number, self._column + 1)
        self._column = here.column
        if self._row is None and attributes.get("s") not in self._ours:
            return
        style = _number(attributes.get("s", ""))
        held = HeldCell(here, self._parser.CurrentByteIndex, style)
        if self._row is not None:
            self._row.take(held)
        if attributes.get("s") in self._ours:
            self.marked.append(held)

    def _end(self, name: str) -> None:
        if name == self._row_name:
            if self._row is not None:
                row, self._row = self._row, None
                if not is_closed(self.part, row.opened):
                    row.closing = self._parser.CurrentByteIndex
        elif name == self._data_name:
            self.data_closing = self._parser.CurrentByteIndex
        elif name == self._root_name and self.drawing_place < 0:
            self.drawing_place = self._parser.CurrentByteIndex


def _number(words: str) -> int:
    """A whole number as a part may give one; 0 for anything else."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 10 else 0
