"""How far a sheet reaches, asked before it is read.

One cell at the far corner makes the fast reader ask for memory for every cell before it,
seventeen thousand million of them: a sheet that is nearly all empty is refused.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ingest.findings import ReadError

ROWS, COLUMNS = 1_048_576, 16_384  # of a sheet, at most
ROOM = 5_000_000  # cells for which there is always memory
EMPTY = 100  # times as many cells as are written: hardly anything in it
UNPACKED = 1 << 29  # bytes; a sheet of a million rows and ten columns unpacks to less
_HEADER = 30  # bytes that stand before a part, at the least
_PIECE = 1 << 20
_LONGEST = 32  # bytes that the beginning of a tag with its address may take

# A letter that must be there begins each, so the search leaps from address to address. Addresses
# stand in double quotes nearly always; a piece without a single one is not searched for them.
_FAR = re.compile(b'r="(?:[A-Z]{3}|[A-Z]{2}\\d{5}|[A-Z]?\\d{6})')
_FAR_SINGLE = re.compile(_FAR.pattern.replace(b'"', b"'"))
_WIDE = re.compile(b"r=[\"'](?:[A-Z]{3}|[A-Z]{2}\\d{5})")
_CELL = re.compile(rb"""<(?:\w+:)?c\b(?:[^<>]*?\sr=["']([A-Z]{1,3})(\d{1,10})["'])?""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\sr=["'](\d+)["']""")
_TAG = re.compile(rb"<(?:\w+:)?(?:row|c)\b")


class Extent(NamedTuple):
    """The last row and column that a sheet names, and how many cells it writes."""

    rows: int
    columns: int
    cells: int

    @property
    def is_sparse(self) -> bool:
        area = self.rows * self.columns
        return area > ROOM and area > EMPTY * self.cells


def refuse_unpacked_size(archive: zipfile.ZipFile) -> None:
    """Raise ReadError for an archive that unpacks to far more than a workbook holds."""
    _refuse_overlaps(archive)
    unpacked = sum(one.file_size for one in archive.infolist())
    if unpacked > UNPACKED:
        raise ReadError(
            f"This workbook unpacks to {unpacked >> 20} MiB, and at most {UNPACKED >> 20} are "
            "read: save only the sheet that is needed, or save it as CSV.",
            f"Ce classeur occupe {unpacked >> 20} Mio une fois décompressé, et on en lit au plus "
            f"{UNPACKED >> 20} : enregistrez seulement la feuille voulue, ou un CSV.",
        )


def _refuse_overlaps(archive: zipfile.ZipFile) -> None:
    starts = ((one.header_offset, one.compress_size + _HEADER) for one in archive.infolist())
    if overlapping((start, start + size) for start, size in starts):
        raise ReadError(
            "Parts of this workbook lie over each other in the file: open it and save it again.",
            "Des parties de ce classeur se chevauchent dans le fichier : ouvrez-le et "
            "enregistrez-le de nouveau.",
        )


def overlapping(spans: Iterable[tuple[int, int]]) -> bool:
    """Whether parts share bytes, and so unpack to what no file of their size holds.

    CVE-2024-0450 tells how.
    """
    return any(end > following for (_, end), (following, _) in pairwise(sorted(spans)))


def refuse_far_cells(archive: zipfile.ZipFile, part: str, sheet: str) -> None:
    """Raise ReadError for a sheet that names a cell far from what is written in it."""
    if not _may_be_sparse(archive, part):
        return
    extent = extent_of(archive.read(part))
    if extent.rows > ROWS or extent.columns > COLUMNS:
        raise ValueError(f"no sheet has {extent.rows} rows and {extent.columns} columns")
    if extent.is_sparse:
        raise ReadError(
            f"This sheet reaches to row {extent.rows} and column {extent.columns}, far beyond its "
            f"table: delete the cells outside the table in '{sheet}' and save it again.",
            f"Cette feuille va jusqu'à la ligne {extent.rows} et la colonne {extent.columns}, bien "
            f"au-delà de son tableau : supprimez les cellules hors du tableau dans « {sheet} » et "
            "enregistrez-la de nouveau.",
            "sheet",
        )


def _may_be_sparse(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether any address is far out, and too few cells are written to reach there.

    Without such an address a sheet has at most 702 columns of 9,999 rows or 26 of 99,999, which
    can be held. Read in pieces; an ordinary sheet is searched once.
    """
    if not any(map(_names_far, _pieces(archive, part))):
        return False
    wide, cells = False, 0
    for piece in _pieces(archive, part):
        wide = wide or bool(_WIDE.search(piece))
        cells += piece.count(b"<c ")
    return wide or EMPTY * cells < 26 * ROWS


def _names_far(piece: bytes) -> bool:
    return bool(_FAR.search(piece) or (b"'" in piece and _FAR_SINGLE.search(piece)))


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in pieces; each begins with the end of the one before, lest an address is cut."""
    with archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_PIECE):
            yield tail + piece
            tail = piece[-_LONGEST:]


def extent_of(xml: bytes) -> Extent:
    """How far the rows and cells of a sheet reach; a cell without an address follows the last."""
    deepest = widest = at = cells = 0
    for tag in _TAG.finditer(xml):
        if row := _ROW.match(xml, tag.start()):
            deepest, at = max(deepest, int(row[1])), 0
        elif cell := _CELL.match(xml, tag.start()):
            cells += 1
            at = column_number(cell[1]) if cell[1] else at + 1
            deepest, widest = max(deepest, int(cell[2] or 0)), max(widest, at)
        else:
            at = 0  # a row without a number
    return Extent(deepest, widest, cells)


def column_number(letters: bytes) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
