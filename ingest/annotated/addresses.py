"""Cell addresses: C7 as row and column, and back."""

import re
from typing import NamedTuple

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})(?![0-9])")


class Spot(NamedTuple):
    row: int
    column: int

    @property
    def address(self) -> str:
        return f"{letters(self.column)}{self.row}"


def letters(column: int) -> str:
    words = ""
    while column:
        column, rest = divmod(column - 1, 26)
        words = chr(65 + rest) + words
    return words


def spot(address: str) -> Spot | None:
    """The cell at an address, the first one of a range; none where it is not one."""
    found = _ADDRESS.match(address.strip())
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return Spot(row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


class Box(NamedTuple):
    """A range of cells, of which the first one speaks when they are merged."""

    first: Spot
    last: Spot

    def holds(self, one: Spot) -> bool:
        rows = self.first.row <= one.row <= self.last.row
        return rows and self.first.column <= one.column <= self.last.column


def box(reference: str) -> Box | None:
    first, _, last = reference.partition(":")
    begin, end = spot(first), spot(last or first)
    return Box(begin, end) if begin and end else None
