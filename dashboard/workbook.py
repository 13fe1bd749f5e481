"""Records as an Excel workbook: numbers stay numbers, words stay words."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties

from dashboard.cells import begins_like_a_formula, flat, writable
from dashboard.plain_values import Json, Record
from metrics import MetricsError

SHEET = "observations"
NOTE_WIDTHS = {"A": 20, "B": 90}
LINE = 15  # points, of a row of one line
Note = tuple[str, Json]  # what a line of notes is about, and what it says


def frame_of(records: Iterable[Record]) -> pd.DataFrame:
    """A tidy table: one row a record, nested keys as columns; what is missing is NA, never zero."""
    return pd.DataFrame([flat(record) for record in records]).convert_dtypes()


def write_workbook(records: Iterable[Record], path: Path, sheet: str = SHEET) -> int:
    """Write one row a record, provenance as columns of its own; return how many rows.

    Raises MetricsError where the file cannot be written.
    """
    frame = frame_of(records)
    book = Workbook(write_only=True)
    _fill(book.create_sheet(sheet), _rows(frame), list(frame.columns))
    try:
        path.write_bytes(_saved(book))
    except OSError as error:
        raise MetricsError(
            f"{path} cannot be written ({error.strerror}): name a file in a folder of yours.",
            f"Impossible d'écrire {path} ({error.strerror}) : choisissez un autre dossier.",
        ) from None
    return len(frame)


def _rows(frame: pd.DataFrame) -> Iterator[Record]:
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        yield {str(key): value for key, value in row.items()}


def workbook_bytes(
    records: Iterable[Record], heads: Sequence[str], notes: tuple[str, Sequence[Note]]
) -> bytes:
    """The same in memory, a row at a time, with a sheet of notes, of this name, before it."""
    book = Workbook(write_only=True)
    name, lines = notes
    told = book.create_sheet(name)
    told.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    told.page_setup.fitToHeight = 0  # as many printed pages as it needs, each as wide as it is
    for column, width in NOTE_WIDTHS.items():
        told.column_dimensions[column].width = width
    for row, (about, said) in enumerate(lines, 1):
        told.row_dimensions[row].height = LINE * (1 + len(str(said)) // NOTE_WIDTHS["B"])
        told.append([_wrapped(_cell(told, about, is_head=True)), _wrapped(_cell(told, said))])
    _fill(book.create_sheet(SHEET), map(flat, records), heads)
    return _saved(book)


def _wrapped(cell: Any) -> Any:
    if isinstance(cell, Cell):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _saved(book: Workbook) -> bytes:
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Any, rows: Iterable[Record], heads: Sequence[str]) -> None:  # openpyxl's own types
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, one, is_head=True) for one in heads])
    for row in rows:
        sheet.append(list(_cells(sheet, row, heads)))


def _cells(sheet: Any, row: Record, heads: Sequence[str]) -> Iterator[Any]:
    for one in heads:
        yield _cell(sheet, row.get(one))


def _cell(sheet: Any, value: Json, *, is_head: bool = False) -> Any:
    """Words are words: not a formula or an error that Excel would run or show, nor when edited."""
    if not isinstance(value, str):
        return value
    cell: Any = WriteOnlyCell(sheet, writable(value))
    cell.data_type = "s"
    cell.quotePrefix = begins_like_a_formula(value)
    if is_head:
        cell.font = Font(bold=True)
    return cell
