"""A sheet of a workbook in the form that nearly all programs write, cut by one expression.

The pieces between the cells are looked at as well: whatever is not exactly of that form raises
Unusual, and the sheet is read tag by tag instead. So no cell is taken for what it is not, and none
is passed over: a cell without an address, a row out of order, a comment, CDATA, another prefix.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from ingest.book.cells import Value
from ingest.book.frame import Frame
from ingest.book.grid import Grid
from ingest.book.strings import without_entities
from ingest.book.values import Values
from ingest.book.xml import walk
from ingest.extents import COLUMNS, ROWS, column_number


class UnusualError(Exception):
    """The sheet is not of the form that is read here."""


# What stands between two cells, the address, the other attributes, a bare value, or all else in
# the cell; a cell closed at once has none of the two.
_CELL = re.compile(
    r'<c r="([A-Z]+[0-9]+)"([^<>]*)>'
    r"(?:<v>([^<]*)</v></c>|((?<=/>)|[^<]*+(?:<(?!/?c[ >/])[^<]*+)*+</c>))"
)
_WIDTH = _CELL.groups + 1
_NEXT_ROW = re.compile(r'(?:</row>\s*)?<row r="([1-9][0-9]{0,6})"([^<>]*)(?<!/)>\s*')
# The values that rows and formulas have; with any other, the sheet is read tag by tag.
_VALUE = r'"(?:[a-z]{0,5}|[0-9]{1,8}(?:\.[0-9]*)?|[0-9]{1,5}:[0-9]{1,5})"'
_ROW_ATTRIBUTES = re.compile(rf"(?: [a-zA-Z:0-9]{{1,30}}={_VALUE})* ?")
_EMPTY_ROWS = re.compile(
    rf'(?:<row r="[0-9]{{1,8}}"(?: [a-zA-Z:0-9]{{1,30}}={_VALUE})* ?(?:/>|>\s*</row>)\s*)+'
)
# Among rows without a value: another tag, a text, or a value that rows and cells do not have.
_WORDS = re.compile(
    rb"<(?!/?(?:row|c)[ >/])|>\s*[^<\s]|"
    rb'=(?!"(?:[a-z]{0,5}|[A-Z]{1,3}[0-9]{1,7}|[0-9]{1,8}(?:\.[0-9]*)?|[0-9]{1,5}:[0-9]{1,5})")'
)
_HIDDEN = re.compile(r' (?:hidden="(?:1|true)"|ht="0(?:\.0)?")')
_ATTRIBUTES = re.compile(
    r'(?: (?:s="(?P<s>[0-9]{1,8})"|t="(?P<t>[a-zA-Z]+)"|(?:cm|vm)="[0-9]{1,8}"|ph="[01]"))*'
)
_SPACE = r'(?: xml:space="preserve")?'
_INSIDE = re.compile(
    r'(?P<f><f(?: (?:xml:space="preserve"|[a-z12D]{1,6}='
    r'"(?:[a-zA-Z]{0,10}|[0-9]{1,8}|[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?)"))*'
    r"(?:/>|>(?P<formula>[^<]*)</f>))?"
    rf"(?:<v{_SPACE}(?:/>|>(?P<v>[^<]*)</v>)|<is><t{_SPACE}(?:/>|>(?P<t>[^<]*)</t>)</is>)?"
    r"(?:</c>)?"
)
_KEPT = 1_000  # forms of a row that are remembered
_LETTERS = re.compile("[A-Z]{1,3}")
_OTHER_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding=["'](?!utf-?8|us-ascii)""", re.IGNORECASE)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
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
    return frame


class _Reading:
    def __init__(self, values: Values, grid: Grid) -> None:
        self._readers = _Readers(values, grid)
        self._hides = _Hides()
        self._grid = grid
        self._row, self._name, self._hidden = 0, "0", False
        self._open = False
        self._shape = ""  # "A B C " of a row with these columns
        self._columns: list[int] = []
        self._dense = True

    def take(self, xml: bytes) -> None:
        """Some whole rows; those that only have formats are passed by."""
        if b"<!" in xml or b"<?" in xml:
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
        parts = _CELL.split(words)
        if "&" in words:
            parts[3::_WIDTH] = [value and _read_entities(value) for value in parts[3::_WIDTH]]
        self._cut(parts)
        if self._open:
            raise UnusualError

    def _pass_formats(self, xml: bytes) -> None:
        """Rows without a value are not cut; but none may be of a form that hides one."""
        if _WORDS.search(xml):
            raise UnusualError
        self._grid.bare_rows += xml.count(b"<row ")

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
        if not self._dense:
            spread: list[Value] = [None] * self._columns[-1]
            for column, value in zip(self._columns, values, strict=True):
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
        self._dense = self._columns[-1] == len(self._columns)

    def _next_row(self, text: str) -> None:
        """What stands between the cells of one row and of the next."""
        found = _NEXT_ROW.fullmatch(text) or self._after_gap(text)
        if found is None:
            return
        if self._open is not text.lstrip().startswith("</row>"):
            raise UnusualError
        row, name = int(found[1]), found[1]
        if row <= self._row or row > ROWS:
            raise UnusualError
        self._row, self._name, self._open = row, name, True
        self._hidden = self._hides[found[2]]

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


class _Readers(dict[str, Callable[[str], Value]]):
    """What reads the words of a cell, by its attributes as they are written."""

    def __init__(self, values: Values, grid: Grid) -> None:
        super().__init__()
        self._values = values
        self._grid = grid

    def __missing__(self, held: str) -> Callable[[str], Value]:
        said = _ATTRIBUTES.fullmatch(held)
        if not said:
            raise UnusualError
        style = int(said["s"] or 0)
        if self._values.styles[style].misleads:  # such cells are told, so their places are needed
            raise UnusualError
        read = self[held] = self._values.reader(said["t"] or "", style)
        return read

    def inside(self, held: str, xml: str) -> Value:
        """A cell that holds more than a bare value: a formula, or a text of its own."""
        if not xml:
            return None
        said = _INSIDE.fullmatch(xml)
        if not said or held.endswith("/"):
            raise UnusualError
        own = 't="inlineStr"' in held
        if not own and said["t"]:
            raise UnusualError
        words = _read_entities(said["t" if own else "v"] or "")
        if said["f"] is not None:
            formula = _read_entities(said["formula"] or "")
            self._grid.count_formula(formula)
            if not words and 't="str"' not in held and 't="e"' not in held:
                return self._values.unsaved(formula)
        elif not words and 't="e"' not in held:
            return None
        return self[held](words)


class _Hides(dict[str, bool]):
    """Whether a row is hidden, by its attributes as they are written."""

    def __missing__(self, held: str) -> bool:
        if not _ROW_ATTRIBUTES.fullmatch(held):
            raise UnusualError
        hides = bool(_HIDDEN.search(held))
        if len(self) < _KEPT:
            self[held] = hides
        return hides


def _read_entities(words: str) -> str:
    try:
        return without_entities(words)
    except (ValueError, KeyError, OverflowError):
        raise UnusualError from None
