"""What a partner's file holds: sheets of cells with the addresses of the original file.

Rows are lists, not a dictionary for each cell: a hundred thousand rows must fit beside everything
else in a small process. They can be asked for like nested mappings, by row and column from 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from ingest.cells import Cell
from ingest.findings import Finding
from ingest.gate import FileKind


class ErrorValue(str):
    """A cell that shows an error: #REF!, #N/A, #DIV/0!."""

    __slots__ = ()


class Unsaved(str):
    """A formula without a saved result: the words are the formula, with its sign."""

    __slots__ = ()


class Percent(float):
    """A number that its sheet shows with a per cent sign: 0.45 is shown as 45 %."""

    __slots__ = ()


Value: TypeAlias = Cell | ErrorValue | Unsaved | Percent


class SheetState(StrEnum):
    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very-hidden"


class Aside(NamedTuple):
    """Words that stand in a file outside the cells of its sheets."""

    where: str  # comment, header, name, property, link, shape, formula, left-over ...
    sheet: str
    cell: str
    words: str


class Merged(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int

    def covers(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


class Words(NamedTuple):
    """A text of a sheet and where it stands first."""

    words: str
    row: int
    column: int


class _Row(Mapping[int, Value]):
    """The cells of one row that hold something, by column."""

    __slots__ = ("_cells",)

    def __init__(self, cells: Sequence[Value]) -> None:
        self._cells = cells

    def __getitem__(self, column: int) -> Value:
        value = self._cells[column - 1] if 0 < column <= len(self._cells) else None
        if value is None:
            raise KeyError(column)
        return value

    def __iter__(self) -> Iterator[int]:
        return (at for at, value in enumerate(self._cells, 1) if value is not None)

    def __len__(self) -> int:
        return sum(value is not None for value in self._cells)


class _Rows(Mapping[int, Mapping[int, Value]]):
    """The rows of a sheet that hold something, by row."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[int, Sequence[Value]]) -> None:
        self._rows = rows

    def __getitem__(self, row: int) -> Mapping[int, Value]:
        return _Row(self._rows[row])

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class BookSheet:
    """One sheet. Cells that hold nothing are None and stand in no row's mapping."""

    def __init__(
        self,
        name: str,
        cells: Mapping[int, Sequence[Value]],
        *,
        state: SheetState = SheetState.VISIBLE,
        merged: tuple[Merged, ...] = (),
        hidden_rows: frozenset[int] = frozenset(),
        hidden_columns: frozenset[int] = frozenset(),
        formulas: int = 0,
        commas: bool = False,
    ) -> None:
        self.name = name
        self.state = state
        self.merged = merged
        self.hidden_rows = hidden_rows  # those that hold something
        self.hidden_columns = hidden_columns
        self.formulas = formulas  # how many cells are worked out by the file
        self.commas = commas  # whether a comma may have cut a number in two
        self._cells = cells

    @property
    def rows(self) -> Mapping[int, Mapping[int, Value]]:
        return _Rows(self._cells)

    def cell(self, row: int, column: int) -> Value:
        """What stands at a place, None for nothing."""
        cells = self._cells.get(row, ())
        return cells[column - 1] if 0 < column <= len(cells) else None

    def holds(self, row: int) -> bool:
        """Whether anything stands in a row."""
        return row in self._cells

    def iter_rows(self) -> Iterator[tuple[int, Sequence[Value]]]:
        """The number of each row that holds something and its cells from column 1, in order."""
        return iter(self._cells.items())

    def texts(self) -> Iterator[Words]:
        """Every distinct text of the sheet, at its first place."""
        seen: set[str] = set()
        for row, cells in self._cells.items():
            for column, value in enumerate(cells, 1):
                if isinstance(value, str) and value not in seen:
                    seen.add(value)
                    yield Words(str(value), row, column)

    @cached_property
    def last_row(self) -> int:
        return max(self._cells, default=0)

    @cached_property
    def last_column(self) -> int:
        return max(map(len, self._cells.values()), default=0)

    def __repr__(self) -> str:  # never the cells: they may hold what must not reach a log
        return f"<sheet {self.name!r} of {len(self._cells)} rows>"


class Book:
    """A file as sheets of cells, with what stands outside them and what may not pass unsaid."""

    def __init__(
        self,
        kind: FileKind,
        sheets: tuple[BookSheet, ...],
        asides: tuple[Aside, ...] = (),
        properties: Mapping[str, str] = MappingProxyType({}),
        notes: tuple[Finding, ...] = (),
        findings_sheet: str = "",
    ) -> None:
        self.kind = kind
        self.sheets = sheets
        self.asides = asides
        self.properties = properties  # custom document properties: the template's fingerprint
        self.notes = notes
        self.findings_sheet = findings_sheet  # the one that we have added to it before

    def sheet(self, name: str) -> BookSheet | None:
        return next((one for one in self.sheets if one.name == name), None)

    def __repr__(self) -> str:
        return f"<{self.kind} of {len(self.sheets)} sheets>"
