"""Sheets, rows and cells, and the words of a cell however its publisher spaced them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
Row: TypeAlias = Sequence[Cell]


class Sheet(NamedTuple):
    """The rows of one sheet, from row 1; the first cell of each stands in `first_column`."""

    name: str  # empty for CSV
    rows: Iterable[Row]
    first_column: int = 1


_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\ufeff]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # what no database or page can show
_FOOTNOTES = re.compile(r"(?:\s*(?:\[\w{1,3}\]|\(\d{1,2}\)|[*†‡§¹²³⁰⁴-⁹]+))+$")


def plain(cell: Cell) -> str:
    """The words of a cell on one line: 2008.0 is "2008", a date is written as ISO 8601 does."""
    if isinstance(cell, str):
        if cell.isprintable() and "  " not in cell:  # nearly every text
            return cell.strip()
        return _CONTROL.sub("\ufffd", _SPACES.sub(" ", cell).strip())
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def without_footnotes(words: str) -> str:
    """Without the footnote marks at the end: "Rate [1]" and "Rate*" are "Rate"."""
    return _FOOTNOTES.sub("", words) or words


def key(cell: Cell) -> str:
    """The form in which headings and names are compared."""
    return without_footnotes(plain(cell)).casefold()
