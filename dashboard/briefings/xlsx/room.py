"""The room that words take in a workbook: widths of columns, heights of rows.

Programs fit neither as a file is opened, and cut what does not fit: both are written.
"""

from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter

from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.xlsx.cells import Look, clean, text

UNIT = 5.25  # points: a column's width is counted in digits of the sheet's typeface
AIR = 8.0  # points that a cell keeps free at its sides
SAFE = 1.04  # typefaces differ a little
LEADING = 1.3
TALLEST = 400.0  # points: no row can be higher than 409


def wide(said: str, look: Look) -> float:
    """How wide the longest line of a text is, in points."""
    lines = clean(said).split("\n")
    return SAFE * max(width(one, look.size, bold=look.bold, serif=look.serif) for one in lines)


def lines_of(said: str, look: Look, points: float) -> int:
    """How many lines a text takes in a column of this width."""
    return sum(_lines(one, look, points - AIR) for one in clean(said).split("\n"))


def _lines(said: str, look: Look, points: float) -> int:
    count, used, space = 1, 0.0, wide(" ", look)
    for word in said.split(" "):
        long = wide(word, look)
        if used and used + long > points:
            count, used = count + 1, 0.0
        if long > points:
            count, long = count + ceil(long / points) - 1, points
        used += long + space
    return count


def height(said: str, look: Look, points: float) -> float:
    return min(TALLEST, lines_of(said, look, points) * look.size * LEADING + 3)


def pieces(said: str, look: Look, points: float, most: int = 0) -> list[str]:
    """The text in parts of which each fits one row: most texts are one part.

    `most` is how many lines a row has, else as many as a row can.
    """
    most = most or int(TALLEST / (look.size * LEADING)) - 1
    if lines_of(said, look, points) <= most:
        return [said]
    parts = [""]
    for word in said.split(" "):
        longer = f"{parts[-1]} {word}" if parts[-1] else word
        if parts[-1] and lines_of(longer, look, points) > most:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts


def room_of(sheet: Any, column: int) -> float:
    """The width of a column, in points."""
    return float(sheet.column_dimensions[get_column_letter(column)].width) * UNIT


def set_room(sheet: Any, column: int, points: float) -> None:
    sheet.column_dimensions[get_column_letter(column)].width = round(points / UNIT, 2)


def raise_row(sheet: Any, row: int, points: float) -> None:
    """Make a row at least so high."""
    held = sheet.row_dimensions[row].height or 0
    sheet.row_dimensions[row].height = max(held, round(points, 1))


def flowing(
    sheet: Any, row: int, column: int, said: str, look: Look, across: float = 0
) -> Any:  # fmt: skip
    """Words that run over the empty cells beside them, or break in their own where they are longer.

    `across` is how far they may run, in points.
    """
    own = room_of(sheet, column)
    fits = wide(said, look) + AIR <= max(across, own) and "\n" not in said
    cell = text(sheet, row, column, said, look._replace(wrap=not fits))
    raise_row(sheet, row, look.size * LEADING + 3 if fits else height(said, look, own))
    return cell
