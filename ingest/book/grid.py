"""The cells of a sheet as they are read, held to the limits while they are read."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.book.cells import Value
from ingest.extents import COLUMNS, ROWS
from ingest.findings import ReadError
from ingest.limits import Limits

_QUOTED = re.compile('"([^"]{2,})"')
_JOINT = re.compile(r'"\s*&\s*"')  # "416-9"&"67"
_LONG_NUMBER = re.compile(r"[0-9]{9,}")
_LEAST = 8


class Place(NamedTuple):
    row: int
    column: int


class Room:
    """How many cells a whole file may still hold."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.cells

    def take(self, cells: int) -> None:
        self.left -= cells
        if self.left < 0:
            raise too_many(self.limits.cells, "cells", "cellules")


class Grid:
    """Rows that hold something, each a list of its cells from column 1."""

    def __init__(self, room: Room) -> None:
        self.cells: dict[int, Sequence[Value]] = {}
        self.hidden_rows: set[int] = set()
        self.formulas = 0
        self.quoted: dict[str, None] = {}  # texts within formulas, each once
        self.has_errors = True  # until it is known that no cell shows one
        self.bare_rows = 0  # rows that the file names and that hold nothing
        self.twice: list[Place] = []  # places that the file fills more than once
        self.lost: list[tuple[Place, Value]] = []  # what stood there before
        self.astray: list[Place] = []  # cells that do not stand in the row that names them
        self.misleading: dict[str, list[Place]] = {"unseen": [], "worded": [], "scaled": []}
        self._room = room
        self._limits = room.limits

    def add_row(self, row: int, cells: list[Value], hidden: bool) -> None:
        """A whole row; cells at its end that hold nothing are let go."""
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            self.bare_rows += 1
            return
        if len(cells) > self._limits.columns:
            raise self._too_wide(Place(row, len(cells)), cells)
        if len(self.cells) >= self._limits.rows:
            raise too_many(self._limits.rows, "rows", "lignes")
        self._room.take(len(cells))
        self.cells[row] = cells
        if hidden:
            self.hidden_rows.add(row)

    def count_formula(self, formula: str) -> None:
        """One more; the texts in it stay, since its result may not show them."""
        self.formulas += 1
        if '"' in formula:
            self.quoted.update(dict.fromkeys(_QUOTED.findall(_JOINT.sub("", formula))))
        if len(formula) > _LEAST:
            self.quoted.update(dict.fromkeys(_LONG_NUMBER.findall(formula)))

    def put(self, place: Place, value: Value) -> None:
        """One cell, wherever it stands; the last word of a file about a place counts."""
        if not (1 <= place.row <= ROWS and 1 <= place.column <= COLUMNS):
            raise too_many(self._limits.rows, "rows", "lignes")
        if value is None:
            return
        if place.column > self._limits.columns:
            raise self._too_wide(place, self.cells.get(place.row, ()))
        cells = self._row(place.row)
        if (missing := place.column - len(cells)) > 0:
            self._room.take(missing)
            cells.extend([None] * missing)
        elif cells[place.column - 1] is not None:
            self.twice.append(place)
            self.lost.append((place, cells[place.column - 1]))
        cells[place.column - 1] = value

    def _too_wide(self, last: Place, cells: Sequence[Value]) -> ReadError:
        """Too many cells side by side, or a single one far out, which is named."""
        return too_wide(last, cells, self._limits.columns)

    def _row(self, row: int) -> list[Value]:
        held = self.cells.get(row)
        if isinstance(held, list):
            return held
        if len(self.cells) >= self._limits.rows:
            raise too_many(self._limits.rows, "rows", "lignes")
        new: list[Value] = []
        self.cells[row] = new
        return new

    def in_order(self) -> "Grid":
        """Rows by their numbers, whatever order the file has them in."""
        self.cells = dict(sorted(self.cells.items()))
        self.hidden_rows &= self.cells.keys()
        return self


def too_many(limit: int, en: str, fr: str) -> ReadError:
    spaced = f"{limit:,}".replace(",", "\u00a0")
    return ReadError(
        f"This file has more than {limit:,} {en} with something in them: send fewer at a time, "
        "or only the sheet that is asked for.",
        f"Ce fichier contient plus de {spaced} {fr} non vides\u00a0: envoyez-en moins à la fois, "
        "ou seulement la feuille demandée.",
        "too-large",
    )


def too_wide(last: Place, cells: Sequence[Value], limit: int) -> ReadError:
    """Of a row whose last cell stands beyond the columns that are read."""
    if sum(one is not None for one in cells) > limit:
        return too_many(limit, "columns", "colonnes")
    fault = ReadError(
        f"This cell stands far outside every table: columns are read up to {letters_of(limit)}. "
        "Delete it, or move it beside the others.",
        "Cette cellule est loin de tout tableau\u00a0: on lit les colonnes jusqu'à "
        f"{letters_of(limit)}. Supprimez-la, ou rapprochez-la des autres.",
        "too-large",
    )
    fault.cell = f"{letters_of(last.column)}{last.row}"
    return fault


def letters_of(column: int) -> str:
    """The letters of a column by its number: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def too_many_sheets(limit: int) -> ReadError:
    return ReadError(
        f"This file has more than {limit} sheets: send only those that are asked for.",
        f"Ce fichier contient plus de {limit} feuilles\u00a0: envoyez seulement celles qui sont "
        "demandées.",
        "too-large",
    )
