"""The rows of a sheet that are filled in the same columns, each cut by one expression.

Nearly all rows of a long table are, and to cut such a row at once takes half the time of cutting
it cell by cell. A row of another form stays between those that are found, to be read as any other.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.extents import COLUMNS, column_number

_CELLS = re.compile(r'<c r="([A-Z]{1,3})[0-9]+"')
_ROW = r'<row r="([1-9][0-9]{0,6})"([^<>]*+)(?<!/)>'
_CELL = r'<c r="%s\1"([^<>]*+)>(?:<v>([^<]*+)</v></c>|(?<=/>))'
_MOST = 64  # columns: an expression for very many takes long to make
_KEPT = 16


class Alike(NamedTuple):
    """What cuts rows that are filled in certain columns: their number and attributes, then the
    attributes and the value of each cell.
    """

    columns: tuple[int, ...]
    expression: re.Pattern[str]


def rows_alike(words: str) -> Alike | None:
    """What cuts rows like the one in the middle; None where that has no form to go by."""
    start = words.rfind("<row ", 0, len(words) // 2)
    end = words.find("</row>", start)
    letters = _CELLS.findall(words, start, end) if 0 <= start < end else []
    return _alike(tuple(letters)) if 0 < len(letters) <= _MOST else None


@lru_cache(maxsize=_KEPT)
def _alike(letters: tuple[str, ...]) -> Alike | None:
    columns = [column_number(one.encode()) for one in letters]
    if sorted(set(columns)) != columns or columns[-1] > COLUMNS:
        return None
    cells = "".join(_CELL % one for one in letters)
    return Alike(tuple(columns), re.compile(rf"{_ROW}{cells}</row>\s*"))
