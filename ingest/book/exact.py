"""A sheet of a workbook, tag by tag: whatever form its XML has, nothing in it is missed.

Three times as slow as the quick reading, and taken only where that one does not know the form.
"""

import re
from collections.abc import Iterable

from ingest.book.cells import Value
from ingest.book.frame import Frame
from ingest.book.grid import Grid, Place
from ingest.book.values import Values
from ingest.book.xml import damaged, is_true, walk
from ingest.extents import column_number
from ingest.findings import ReadError
from metrics import Location

_ADDRESS = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_KEPT = frozenset({"v", "f", "t"})
# What the attributes of cells, rows and formulas say; of any other word, the sheet is at fault.
_PLAIN = re.compile(
    r"[A-Za-z]{0,10}|-?[0-9]{1,8}(?:\.[0-9]*)?|[0-9]{1,5}:[0-9]{1,5}|"
    r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?"
)


def read_exactly(pieces: Iterable[bytes], values: Values, grid: Grid) -> Frame:
    reading = _Reading(values, grid)
    walk(pieces, reading.start, reading.end, reading.text)
    grid.in_order()
    grid.bare_rows = max(0, grid.bare_rows - len(grid.cells))
    return reading.frame


class _Reading:
    def __init__(self, values: Values, grid: Grid) -> None:
        self.frame = Frame()
        self._values = values
        self._grid = grid
        self._inside = False  # among the rows
        self._row = 0
        self._place = Place(0, 0)
        self._kind, self._style = "", 0
        self._texts: dict[str, list[str]] = {}
        self._into: list[str] | None = None
        self._guides = 0
        self._open = False  # within a cell
        self._strays: list[str] = []

    def start(self, tag: str, held: dict[str, str]) -> None:
        if not self._inside:
            self._inside = tag == "sheetData"
            self.frame.start(tag, held)
            return
        for value in held.values():
            if not _PLAIN.fullmatch(value):
                self.frame.note(self._name, value)
        if tag == "row":
            self._start_row(held)
        elif tag == "c":
            self._start_cell(held)
        elif tag == "rPh":
            self._guides += 1
        elif tag in _KEPT and self._open and not self._guides:
            if tag != "t" and tag in self._texts:
                raise _twice(self._name)
            self._into = self._texts.setdefault(tag, [])

    def text(self, words: str) -> None:
        if self._into is not None:
            self._into.append(words)
        elif not self._inside:
            self.frame.text(words)
        else:
            self._strays.append(words)

    def end(self, tag: str) -> None:
        if not self._inside:
            self.frame.end(tag)
        elif tag in ("sheetData", "row"):
            self._inside = tag == "row"
            self._end_strays()
        elif tag == "c":
            self._end_cell()
            self._end_strays()
        elif tag == "rPh":
            self._guides -= 1
        elif tag in _KEPT:
            self._into = None

    @property
    def _name(self) -> str:
        return _name(self._place) if self._place.column else ""

    def _end_strays(self) -> None:
        """Words among the rows that belong to no value: guides to speech, tags not known."""
        if self._strays:
            strays, self._strays = "".join(self._strays), []
            self.frame.note(self._name, strays)

    def _start_row(self, held: dict[str, str]) -> None:
        self._grid.bare_rows += 1
        self._row = _number(held["r"]) if "r" in held else self._row + 1
        self._place = Place(self._row, 0)
        if is_true(held.get("hidden")) or held.get("ht") in ("0", "0.0"):
            self._grid.hidden_rows.add(self._row)

    def _start_cell(self, held: dict[str, str]) -> None:
        """A cell without an address follows the last one."""
        self._place = Place(self._place.row, self._place.column + 1)
        if "r" in held:
            self._place = _place(held["r"])
            if self._place.row != self._row:
                self._grid.astray.append(self._place)
        self._kind, self._style = held.get("t", ""), _number(held.get("s", "0"))
        self._strays += ("".join(one) for one in self._texts.values())  # of a cell around this one
        self._texts, self._open = {}, True

    def _end_cell(self) -> None:
        self._open = False
        if not self._texts:
            return
        formula = self._texts.get("f")
        if formula is not None:
            self._grid.count_formula("".join(formula))
        try:
            value = self._value(formula)
        except ReadError as fault:
            fault.cell = _name(self._place)
            raise
        if self._style and value is not None:
            style = self._values.styles[self._style]
            if style.misleads:
                self._grid.misleading[style.misleading].append(self._place)
        self._grid.put(self._place, value)
        self._texts = {}

    def _value(self, formula: list[str] | None) -> Value:
        own, words = "".join(self._texts.get("t", ())), "".join(self._texts.get("v", ()))
        if own and words:
            raise damaged()  # two contents, of which any program shows only one
        if own:
            return self._values.of("inlineStr", self._style, own)
        if formula is not None and not words and self._kind not in ("str", "e"):
            return self._values.unsaved("".join(formula))
        return self._values.of(self._kind, self._style, words)


def _twice(cell: str) -> ReadError:
    """A cell with two values, of which programs show one or the other."""
    fault = damaged()
    fault.cell = cell
    return fault


def _number(words: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", words):
        raise damaged()
    return int(words)


def _place(words: str) -> Place:
    found = _ADDRESS.fullmatch(words)
    if not found:
        raise damaged()
    return Place(int(found[2]), column_number(found[1].encode()))


def _name(place: Place) -> str:
    return Location("", "", place.row, place.column).cell
