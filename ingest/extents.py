"""How far a sheet reaches, asked before it is read.

One cell at the far corner makes the fast reader ask for memory for every cell before it,
seventeen thousand million of them: such a sheet is refused.
"""

import re
import zipfile

from ingest.findings import ReadError

CELLS = 50_000_000  # a sheet of every row and 47 columns
_PIECE = 1 << 20
_LONGEST = 16  # bytes that an address in its quotes may take

# Searched in the order of cost. Without any of these a sheet has at most 702 columns of 99,999
# rows, or 26 columns of every row, which the reader can hold.
_THREE_LETTERS = re.compile(rb"""r=["'][A-Z]{3}\d""")
_TWO_LETTERS = re.compile(rb"""r=["'][A-Z]{2}\d""")
_SIX_DIGITS = re.compile(rb"""r=["'][A-Z]{1,2}\d{6}""")
_ADDRESS = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Z]{1,3})(\d{1,7})["']""")


def refuse_far_cells(archive: zipfile.ZipFile, part: str, sheet: str) -> None:
    """Raise ReadError naming the outermost cell of a sheet that is far too wide and deep."""
    if not _may_be_far(archive, part):
        return
    widest, deepest = _outermost(archive.read(part))
    if widest * deepest > CELLS:
        raise ReadError(
            f"This sheet reaches to row {deepest} and column {widest}, far beyond its table: "
            f"delete the cells outside the table in '{sheet}' and save it again.",
            f"Cette feuille va jusqu'à la ligne {deepest} et la colonne {widest}, bien au-delà de "
            f"son tableau : supprimez les cellules hors du tableau dans « {sheet} » et "
            "enregistrez-la de nouveau.",
            "sheet",
        )


def _may_be_far(archive: zipfile.ZipFile, part: str) -> bool:
    wide = deep = False
    with archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_PIECE):
            seen = tail + piece
            if _THREE_LETTERS.search(seen):
                return True
            wide = wide or bool(_TWO_LETTERS.search(seen))
            deep = deep or bool(_SIX_DIGITS.search(seen))
            tail = piece[-_LONGEST:]
    return wide and deep


def _outermost(xml: bytes) -> tuple[int, int]:
    """Number of the last column and of the last row that any cell has."""
    widest, deepest = b"A", 1
    for letters, digits in _ADDRESS.findall(xml):
        widest = max(widest, letters, key=lambda one: (len(one), one))
        deepest = max(deepest, int(digits))
    return column_number(widest), deepest


def column_number(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
