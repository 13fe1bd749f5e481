"""The tables of an OpenDocument spreadsheet: repeated cells only where they hold something."""

from collections.abc import Callable

from ingest.book.attributes import besides, count, typed
from ingest.book.cells import Aside, ErrorValue, Merged, SheetState, Unsaved, Value
from ingest.book.grid import Grid, Place, Room, too_many, too_wide
from ingest.book.machine import may_hold, without_colours
from ingest.book.xml import is_space, plain_names
from ingest.extents import COLUMNS, ROWS
from metrics import Location

_CELLS = ("table-cell", "covered-table-cell")
_PARAGRAPHS = ("p", "h")
# What the attributes of cells say that is read as their value, or counts and measures.
_OF_CELLS = frozenset({
    "value", "date-value", "time-value", "boolean-value", "formula", "currency", "value-type",
    "style-name", "content-validation-name", "number-columns-repeated", "number-rows-repeated",
    "number-columns-spanned", "number-rows-spanned", "error", "visibility",
    "default-cell-style-name", "protect",
})  # fmt: skip
_WHERE = {
    "href": "link", "name": "name", "title": "name", "condition": "rule",
    "filter-condition": "filter", "filter-set-item": "filter",
}  # fmt: skip
_STYLED = frozenset({"style-name", "default-cell-style-name", "type", "visibility"})


class Table:
    def __init__(self, name: str, state: SheetState, room: Room) -> None:
        self.name, self.state = name, state
        self.grid = Grid(room)
        self.grid.has_errors = False
        self.merged: list[Merged] = []
        self.hidden: list[tuple[int, int]] = []

    @property
    def hidden_columns(self) -> frozenset[int]:
        return frozenset(n for first, last in self.hidden for n in range(first, last + 1))


class Tables:
    """Made of the events of `content.xml`."""

    def __init__(self, room: Room) -> None:
        self.tables: list[Table] = []
        self.asides: list[Aside] = []
        self._room = room
        self._unseen: set[str] = set()  # styles of tables that do not show
        self._style = ""
        self._depth = 0  # of tables: one within a cell is no sheet
        self._table: Table | None = None
        self._row, self._column, self._columns = 0, 0, 0
        self._times, self._collapsed = 1, False
        self._cells: list[Value] = []
        self._cell: dict[str, str] | None = None
        self._spans: list[Merged] = []
        self._texts: list[str] = []
        self._words: list[str] = []  # of the paragraph
        self._is_paragraph = False
        self._told: set[tuple[str, str]] = set()
        self._beside = 0  # within a note or a shape on a cell
        self._begin: dict[str, Callable[[dict[str, str]], None]] = {
            "style": self._start_style,
            "table-properties": self._start_properties,
            "table": self._start_table,
            "table-column": self._start_column,
            "table-row": self._start_row,
            **dict.fromkeys(_CELLS, self._start_cell),
        }

    def start(self, tag: str, held: dict[str, str]) -> None:
        spaces = [name for name in held if is_space(name)]  # of the outermost tag, nearly always
        for name in spaces:
            self.asides.append(Aside("other-bytes", "", "", held.pop(name)))
        given = plain_names(held)
        if tag in ("annotation", "frame", "custom-shape", "shapes", "tracked-changes"):
            self._beside += 1
        if begin := self._begin.get(tag):
            if any(
                name.endswith(":value-type") and value == "error" for name, value in held.items()
            ):
                given["error"] = "1"
            begin(given)
        elif tag in _PARAGRAPHS:
            self._words, self._is_paragraph = [], True
        elif tag == "s":
            self._words.append(" " * min(count(given.get("c")), 1000))
        elif tag in ("tab", "line-break"):
            self._words.append("\t" if tag == "tab" else "\n")
        self._note(tag, given)

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, tag: str) -> None:
        if tag in ("annotation", "frame", "custom-shape", "shapes", "tracked-changes"):
            self._beside -= 1
        elif tag in _PARAGRAPHS:
            self._end_paragraph()
        elif self._words and not self._is_paragraph:
            self._end_other(tag)
        elif tag in _CELLS and self._depth == 1:
            self._end_cell()
        elif tag == "table-row" and self._depth == 1:
            self._end_row()
        elif tag == "table":
            self._depth -= 1
            self._table = self._table if self._depth else None

    def _start_style(self, held: dict[str, str]) -> None:
        self._style = held.get("name", "") if held.get("family") == "table" else ""

    def _start_properties(self, held: dict[str, str]) -> None:
        if held.get("display") == "false":
            self._unseen.add(self._style)

    def _start_table(self, held: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1 or self._beside:
            return
        unseen = held.get("style-name", "") in self._unseen
        state = SheetState.HIDDEN if unseen else SheetState.VISIBLE
        self._table = Table(held.get("name", ""), state, self._room)
        self.tables.append(self._table)
        self.asides.append(Aside("sheet-name", self._table.name, "", self._table.name))
        self._row = self._columns = 0

    def _start_column(self, held: dict[str, str]) -> None:
        first = self._columns + 1
        self._columns = min(self._columns + count(held.get("number-columns-repeated")), COLUMNS)
        if self._table and held.get("visibility", "visible") != "visible":
            self._table.hidden.append((first, self._columns))

    def _start_row(self, held: dict[str, str]) -> None:
        if self._depth == 1:
            self._times = count(held.get("number-rows-repeated"))
            self._collapsed = held.get("visibility", "visible") != "visible"
            self._cells, self._column, self._spans = [], 0, []

    def _start_cell(self, held: dict[str, str]) -> None:
        if self._depth == 1:
            self._cell, self._texts = held, []

    def _end_cell(self) -> None:
        held = self._cell or {}
        times = count(held.get("number-columns-repeated"))
        value = self._value(held)
        self._note_shown(value, held)
        self._span(held)
        self._cell, self._texts = None, []
        self._column += times
        if value is None or not self._table:
            return
        if self._column > self._room.limits.columns:
            fault = too_wide(Place(self._row + 1, self._column), self._cells + [value] * times,
                             self._room.limits.columns)  # fmt: skip
            fault.sheet = self._table.name if fault.cell else ""
            raise fault
        self._cells += [None] * (self._column - times - len(self._cells)) + [value] * times

    def _end_row(self) -> None:
        first, self._row = self._row + 1, self._row + self._times
        if not self._table:
            return
        if not self._cells:
            self._table.grid.bare_rows += 1
        elif self._row > ROWS or self._times > self._room.limits.rows:
            raise too_many(self._room.limits.rows, "rows", "lignes")
        else:
            self._table.merged += self._spans
            for row in range(first, self._row + 1):
                self._table.grid.add_row(row, list(self._cells), self._collapsed)

    def _span(self, held: dict[str, str]) -> None:
        down, right = (
            count(held.get("number-rows-spanned")),
            count(held.get("number-columns-spanned")),
        )
        if down > 1 or right > 1:
            row, column = self._row + 1, self._column + 1
            self._spans.append(Merged(row, column, row + down - 1, column + right - 1))

    def _end_paragraph(self) -> None:
        words, self._words, self._is_paragraph = "".join(self._words), [], False
        if self._cell is not None and not self._beside and self._depth == 1:
            self._texts.append(words)
        elif words.strip():
            self.asides.append(self._aside("comment" if self._beside else "other", words))

    def _note(self, tag: str, held: dict[str, str]) -> None:
        """Every value of an attribute but those that are a cell's own."""
        of_cell = tag in _CELLS and self._depth == 1
        for name, value in held.items():
            own = of_cell and (name in _OF_CELLS or name == "string-value")
            if not own and may_hold(value) and not self._is_known(tag, name, value):
                where = _WHERE.get(tag) or _WHERE.get(name, "other")
                self.asides.append(self._aside(where, without_colours(value)))

    def _is_known(self, tag: str, name: str, value: str) -> bool:
        """The name of a style, which comes again with each row: told once."""
        if name not in _STYLED and tag not in ("table-row", "table-column"):
            return False
        known = (name, value) in self._told
        self._told.add((name, value))
        return known

    def _end_other(self, tag: str) -> None:
        """A text that stands in no paragraph: who wrote a note and when, a title of a shape."""
        words, self._words = "".join(self._words).strip(), []
        if words:
            where = "other" if tag == "date" or not self._beside else "comment"
            where = "author" if tag == "creator" and self._beside else where
            self.asides.append(self._aside(where, words))

    def _aside(self, where: str, words: str) -> Aside:
        if not self._table:
            return Aside(where, "", "", words)
        cell = "" if self._cell is None else Location("", "", self._row + 1, self._column + 1).cell
        return Aside(where, self._table.name, cell, words)

    def _value(self, held: dict[str, str]) -> Value:
        words = "\n".join(self._texts)
        formula = held.get("formula")
        if self._table and formula is not None:
            self._table.grid.count_formula(formula)
        if held.get("error"):
            return self._error(ErrorValue(words or "#VALUE!"))
        kind = held.get("value-type", "")
        if not kind and formula is not None and not words:
            return self._error(Unsaved(formula if formula.startswith("=") else f"={formula}"))
        value = typed(kind, held, words)
        return self._error(value) if isinstance(value, ErrorValue) else value

    def _note_shown(self, value: Value, held: dict[str, str]) -> None:
        """What the cell shows where that is not its value; and a text that is not shown."""
        for words in besides(value, "\n".join(self._texts).strip(), held):
            if may_hold(words):
                self.asides.append(self._aside("cell", words))

    def _error(self, value: Value) -> Value:
        if self._table:
            self._table.grid.has_errors = True
        return value
