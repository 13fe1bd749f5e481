"""Where each value stands, as it is printed: each file once, each value with its cell.

A snapshot keeps a row for each value, and a workbook shows them so, to be filtered. On paper the
name of a document said again beside every value takes most of the pages.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from dashboard.briefings.document import Cell, Document, Table
from metrics import Language

SERIES, PERIOD, VALUE, MARKS = slice(0, 4), 4, 5, 6  # of a series: indicator, place, breakdown
FILE, CELL = slice(7, 10), 10  # of a file: its document, its name, its checksum
MOST = 40  # values of a row: more of them begin a further one
SHORT = 24  # letters of a value that is kept on one line
COLONS = {Language.EN: ":", Language.FR: "\u00a0:"}
NARROW = 0.3  # of the room, for what is measured; its values have the rest

Row = tuple[Cell, ...]


class Traced(NamedTuple):
    """Two tables: each series with its values and their cells, and the files by number."""

    values: Table
    files: Table


def traced(document: Document) -> Traced:
    """All that the rows of its trails say, each file once."""
    trails, colon = document.trails, COLONS[document.language]
    numbers = _numbers(trails.rows)
    values = tuple(_rows(trails.rows, numbers, colon))
    files = tuple(
        (Cell(f"[{number}]\u00a0{title.text}"), *others)
        for (title, *others), number in numbers.items()
    )
    return Traced(
        Table(trails.caption, (trails.head[0], _said_of(trails.head, colon)), values),
        Table(document.labels.sources, trails.head[FILE], files),
    )


def values_widths(room: float) -> tuple[float, float]:
    return NARROW * room, (1 - NARROW) * room


def _numbers(rows: tuple[Row, ...]) -> dict[Row, int]:
    """Each file with its number, in the order of the values."""
    return {file: at for at, file in enumerate(dict.fromkeys(row[FILE] for row in rows), 1)}


def _said_of(head: tuple[str, ...], colon: str) -> str:
    """How values are written: "[Document] Period: Value (Cell)"."""
    return f"[{head[FILE][0]}] {head[PERIOD]}{colon} {head[VALUE]} ({head[CELL]})"


def _rows(rows: tuple[Row, ...], numbers: dict[Row, int], colon: str) -> Iterator[Row]:
    series: dict[Row, list[Row]] = {}
    for row in rows:
        series.setdefault(row[SERIES], []).append(row)
    for names, held in series.items():
        said = ", ".join(one.text for one in names if one.text)
        for start in range(0, len(held), MOST):
            yield Cell(said), Cell(_values(held[start : start + MOST], numbers, colon))


def _values(rows: list[Row], numbers: dict[Row, int], colon: str) -> str:
    """The number of a file before its first value, and again where another one stood between."""
    return "; ".join(
        f"[{numbers[file]}]\u00a0" + "; ".join(_value(one, colon) for one in some)
        for file, some in groupby(rows, lambda row: row[FILE])
    )


def _value(row: Row, colon: str) -> str:
    marks = row[MARKS].text.replace("; ", ", ")
    value = ", ".join(one for one in (row[VALUE].text, marks) if one)
    cell = f" ({row[CELL].text})" if row[CELL].text else ""
    said = f"{row[PERIOD].text}{colon} {value}{cell}"
    return said.replace(" ", "\u00a0") if len(said) <= SHORT else said
