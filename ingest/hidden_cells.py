"""Cells of a workbook that the fast reader does not show as they are.

It gives an empty text for an error value (#REF!) and for a formula without a saved result, and a
bare True, which Python takes for 1, for a truth value. They are found in the sheet's own XML:
first by searching for the few bytes that such a cell cannot be without, then by reading the cell.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import TypeAlias

from ingest.extents import COLUMNS, ROWS, column_number
from ingest.findings import ReadError

Hidden: TypeAlias = dict[int, dict[int, str]]  # row -> column -> the words of that cell

_PIECE = 1 << 20
_IN_TAG = (b't="e"', b"t='e'", b't="b"', b"t='b'")
_FORMULAE = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/")
_REACH = 600  # bytes that the opening tag of a cell may take

# Searched one by one: a whole sheet passes here, and one pattern for all takes ten times as long.
_SIGNS = (re.compile(rb"""=["'][eb]["']"""), re.compile(rb"<f"), re.compile(rb":f"))

# Neither the tag nor what is in the cell reaches beyond the next cell: in a damaged sheet, where
# none ends, the search for the end of each would else take the square of their number.
_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>((?:[^<]|<(?!/?(?:\w+:)?c[\s>/]))*+)</(?:\w+:)?c>", re.DOTALL
)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</)")


def hidden_cells(archive: zipfile.ZipFile, part: str) -> Hidden:
    """The words of such cells of a sheet, by row and column."""
    found: Hidden = {}
    if _may_hide(archive, part):
        for row, column, words in _worded(archive.read(part)):
            found.setdefault(row, {})[column] = words
    return found


def _may_hide(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has any formula, error or truth value; read in pieces, kept nowhere."""
    with archive.open(part) as sheet:
        tail = b""
        while piece := sheet.read(_PIECE):
            seen = tail + piece
            if any(sign.search(seen) for sign in _SIGNS):
                return True
            tail = piece[-8:]
    return False


def _worded(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for start in _starts(xml):
        if not (cell := _CELL.match(xml, start)):
            continue
        kind, value = _KIND.search(cell[1]), _VALUE.search(cell[2])
        words = _words(kind[1] if kind else b"", value[1] if value else b"", cell[2])
        if words is None:
            continue
        if not (address := _ADDRESS.search(cell[1])):
            raise ReadError(
                f"A cell that shows {words} has no address in this file: save it again as .xlsx.",
                f"Une cellule qui affiche {words} n'a pas d'adresse dans ce fichier : "
                "enregistrez-le de nouveau en .xlsx.",
            )
        row, column = int(address[2]), column_number(address[1])
        if not 1 <= row <= ROWS or column > COLUMNS:
            raise ValueError(f"no such cell: {address[0]!r}")
        yield row, column, words


def _starts(xml: bytes) -> Iterator[int]:
    """Where the cells begin that may be hidden."""
    for mark in _IN_TAG:
        for at in _everywhere(xml, mark):
            yield xml.rfind(b"<", max(0, at - _REACH), at)
    for mark in _FORMULAE:
        for at in _everywhere(xml, mark):
            formula = xml.rfind(b"<", 0, at + 1)
            yield xml.rfind(b"<", max(0, formula - _REACH), formula)


def _everywhere(xml: bytes, mark: bytes) -> Iterator[int]:
    at = xml.find(mark)
    while at >= 0:
        yield at
        at = xml.find(mark, at + 1)


def _words(kind: bytes, value: bytes, inside: bytes) -> str | None:
    """The words to show for a cell, or None where the fast reader shows it as it is."""
    if kind == b"e":
        return value.decode() or "#N/A"
    if kind == b"b":
        return "TRUE" if value == b"1" else "FALSE"
    formula = _FORMULA.search(inside)
    if formula and not value and kind != b"str":  # a saved empty text is a result
        return "=" + (formula[1] or b"").decode("utf-8", "replace")
    return None
