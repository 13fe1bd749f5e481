"""A sheet of a workbook in the form that nearly all programs write, cut by one expression.

The pieces between the cells are looked at as well: whatever is not exactly of that form raises
Unusual, and the sheet is read tag by tag instead. So no cell is taken for what it is not, and none
is passed over: a cell without an address, a row out of order, a comment, CDATA, another prefix.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.book.alike import Alike, rows_alike
from ingest.book.cells import Value
from ingest.book.frame import Frame
from ingest.book.grid import Grid
from ingest.book.quick_cells import VALUE, Hides, Readers, UnusualError, read_entities
from ingest.book.values import Values
from ingest.book.wording import may_remark
from ingest.book.xml import walk
from ingest.extents import COLUMNS, ROWS, column_number

__all__ = ["UnusualError", "read_quickly"]


# What stands between two cells, the address, the other attributes, a bare value, or all else in
# the cell; a cell closed at once has none of the two.
_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^<>]*)>'
    r"(?:<v>([^<]*)</v></c>|((?<=/>)|[^<]*+(?:<(?!/?c[ >/])[^<]*+)*+</c>))"
)
_WIDTH = _CELL.groups + 1
_NEXT_ROW = re.compile(r'(?:</row>\s*)?<row r="([1-9][0-9]{0,6})"([^<>]*)(?<!/)>\s*')
_EMPTY_ROWS = re.compile(
    rf'(?:<row r="[0-9]{{1,8}}"(?: [a-zA-Z:0-9]{{1,30}}={VALUE})* ?(?:/>|>\s*</row>)\s*)+'
)
# Among rows without a value: another tag, a text, or a value that rows and cells do not have.
_WORDS = re.compile(
    rb"<(?!/?(?:row|c)[ >/])|>\s*[^<\s]|"
    rb'=(?!"(?:[a-z]{0,5}|[A-Z]{1,3}[0-9]{1,7}|[0-9]{1,8}(?:\.[0-9]*)?|[0-9]{1,5}:[0-9]{1,5})")'
)
_LETTERS = re.compile("[A-Z]{1,3}")
_OTHER_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding=["'](?!utf-?8|us-ascii)""", re.IGNORECASE)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
_FEW = 1 << 16  # letters of rows that are not worth an expression of their own
_LONG = 1 << 22  # bytes that what stands before the rows, or a single row, may take


def read_quickly(pieces: Iterable[bytes], values: Values, grid: Grid) -> Frame:
    """The cells into the grid, and what stands around them; UnusualError for another form."""
    stream = iter(pieces)
    head, rows = _head(stream)
    if rows is None:
        return _frame(head)
    reading, tail = _Reading(values, grid), b""
    for whole, following in _whole_rows(rows, stream):
        reading.take(whole)
        tail = following
    if b"sheetData" in tail:
        raise UnusualError
    return _frame(head + _CLOSE + tail)


def _head(stream: Iterator[bytes]) -> tuple[bytes, bytes | None]:
    """All up to the rows, and what is read of them; no rows where the sheet is empty."""
    seen = b""
    for piece in stream:
        seen += piece
        if _OPEN in seen or len(seen) > _LONG:
            break
    head, opening, rows = seen.partition(_OPEN)
    if b"<!" in head or _OTHER_ENCODING.match(seen) or b"\x00" in seen[:4]:
        raise UnusualError
    if opening:
        return head + opening, rows
    if b"<sheetData/>" not in seen or len(seen) > _LONG:
        raise UnusualError
    return seen, None


def _whole_rows(rows: bytes, stream: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Rows in pieces cut before a row; with the last, what follows all rows."""
    held = rows
    while (end := held.find(_CLOSE)) < 0:
        cut = max(held.rfind(b"<row "), 0)
        if cut:
            yield held[:cut], b""
        piece = next(stream, None)
        if piece is None or len(held) - cut > _LONG:
            raise UnusualError
        held = held[cut:] + piece
    yield held[:end], held[end + len(_CLOSE) :] + b"".join(stream)


def _frame(around: bytes) -> Frame:
    frame = Frame()
    walk((around,), frame.start, frame.end, frame.text)
    frame.may_remark = may_remark(around)  # rows with a remark are not read here
    return frame


class _Reading:
    def __init__(self, values: Values, grid: Grid) -> None:
        self._readers = Readers(values, grid)
        self._hides = Hides()
        self._grid = grid
        self._row, self._name, self._hidden = 0, "0", False
        self._open = False
        self._shape = ""  # "A B C " of a row with these columns
        self._columns: list[int] = []

    def take(self, xml: bytes) -> None:
        """Some whole rows; those that only have formats are passed by."""
        if (b"!" in xml and b"<!" in xml) or (b"?" in xml and b"<?" in xml):
            raise UnusualError
        if b"<v" not in xml and b"<is" not in xml and b"<f" not in xml:
            self._pass_formats(xml)
            return
        try:
            words = xml.decode("utf-8")
        except UnicodeDecodeError:
            raise UnusualError from None
        if "\r" in words:
            words = words.replace("\r\n", "\n").replace("\r", "\n")
        alike = rows_alike(words) if len(words) > _FEW and "&" not in words else None
        if alike:
            self._cut_rows(words, alike)
        else:
            self._cut_cells(words)

    def _pass_formats(self, xml: bytes) -> None:
        """Rows without a value are not cut; but none may be of a form that hides one."""
        if _WORDS.search(xml):
            raise UnusualError
        self._grid.bare_rows += xml.count(b"<row ")

    def _cut_rows(self, words: str, alike: Alike) -> None:
        """Rows that are filled alike each at once, and what stands between them by its cells."""
        parts, readers = alike.expression.split(words), self._readers
        width = alike.expression.groups + 1  # what stands before a row, and the pieces of the row
        for at in range(0, len(parts) - 1, width):
            end = at + width
            if parts[at]:
                self._cut_cells(parts[at])
            self._begin(parts[at + 1], parts[at + 2])
            cells = zip(parts[at + 3 : end : 2], parts[at + 4 : end : 2], strict=True)
            values = [None if words is None else readers[held](words) for held, words in cells]
            self._add(alike.columns, values)
        if parts[-1]:
            self._cut_cells(parts[-1])

    def _cut_cells(self, words: str) -> None:
        parts = _CELL.split(words)
        if "&" in words:
            parts[3::_WIDTH] = [value and read_entities(value) for value in parts[3::_WIDTH]]
        self._cut(parts)
        if self._open:
            raise UnusualError

    def _cut(self, parts: list[str]) -> None:
        between, places = parts[0::_WIDTH], parts[1::_WIDTH]
        readers, inside = self._readers, self._readers.inside
        values = [
            readers[held](value) if value is not None else inside(held, other)
            for held, value, other in zip(
                parts[2::_WIDTH], parts[3::_WIDTH], parts[4::_WIDTH], strict=True
            )
        ]
        start = 0
        for at in [at for at, text in enumerate(between) if text]:
            if at > start:
                self._keep(places[start:at], values[start:at])
            self._next_row(between[at])
            start = at
        self._keep(places[start:], values[start:])

    def _keep(self, places: list[str], values: list[Value]) -> None:
        if not places:
            return
        if not self._open:
            raise UnusualError
        # of letters and digits by turns, so that two rows are never the same when joined
        if "".join(places) != self._shape.replace(" ", self._name):
            self._learn(places, self._name)
        self._add(self._columns, values)

    def _add(self, columns: Sequence[int], values: list[Value]) -> None:
        if columns[-1] > len(columns):
            spread: list[Value] = [None] * columns[-1]
            for column, value in zip(columns, values, strict=True):
                spread[column - 1] = value
            values = spread
        self._grid.add_row(self._row, values, self._hidden)

    def _learn(self, places: list[str], row: str) -> None:
        """The columns of a row that are not those of the row before it."""
        columns = [place.removesuffix(row) for place in places]
        if not all(map(_LETTERS.fullmatch, columns)):
            raise UnusualError
        self._shape = "".join(f"{letters} " for letters in columns)
        self._columns = [column_number(letters.encode()) for letters in columns]
        following = zip(self._columns, self._columns[1:], strict=False)
        if self._columns[-1] > COLUMNS or any(one >= other for one, other in following):
            raise UnusualError

    def _next_row(self, text: str) -> None:
        """What stands between the cells of one row and of the next."""
        found = _NEXT_ROW.fullmatch(text) or self._after_gap(text)
        if found is None:
            return
        if self._open is not text.lstrip().startswith("</row>"):
            raise UnusualError
        self._begin(found[1], found[2])
        self._open = True

    def _begin(self, name: str, attributes: str) -> None:
        row = int(name)
        if row <= self._row or row > ROWS:
            raise UnusualError
        self._row, self._name = row, name
        self._hidden = self._hides[attributes]

    def _after_gap(self, text: str) -> re.Match[str] | None:
        """The row after some that hold no cell; None where that was the last."""
        rest = text.strip()
        if rest.startswith("</row>"):
            rest = rest.removeprefix("</row>").lstrip()
            if not self._open:
                raise UnusualError
        if empty := _EMPTY_ROWS.match(rest):
            rest = rest[empty.end() :]
            self._grid.bare_rows += empty[0].count("<row ")
        found = _NEXT_ROW.fullmatch(rest)
        if rest and not found:
            raise UnusualError
        if not found and text.lstrip().startswith("</row>"):
            self._open = False
        return found
