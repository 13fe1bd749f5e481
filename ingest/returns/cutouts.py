"""The cells around a finding, as words, so that a page can show where it is."""

import re
from collections import Counter
from collections.abc import Iterable

from ingest.book import Book, BookSheet
from ingest.cells import plain
from ingest.extents import column_number
from ingest.findings import Finding, Severity
from ingest.personal_data import RULE as PERSONAL_DATA
from ingest.returns.context import Cutout
from metrics import Location

OF_A_CAUSE, IN_ALL = 3, 60
_BESIDE, _COLUMNS, _LONGEST = 1, 6, 40  # rows above and below; columns in all; characters
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def cutouts_of(book: Book, findings: Iterable[Finding]) -> dict[str, Cutout]:
    """Some cells of each cause, of what is to be mended, explained or answered."""
    shown: Counter[str] = Counter()
    cut: dict[str, Cutout] = {}
    for one in findings:
        place = f"{one.sheet}!{one.cell}"
        kept_back = one.severity is Severity.INFO or one.rule.startswith(f"{PERSONAL_DATA}:")
        if kept_back or not one.cell or len(cut) >= IN_ALL:
            continue
        sheet = book.sheet(one.sheet)
        if not sheet or place in cut or shown[one.cause] >= OF_A_CAUSE:
            continue
        if around := _around(sheet, one.cell):
            shown[one.cause] += 1
            cut[place] = around
    return cut


def _around(sheet: BookSheet, cell: str) -> Cutout:
    if not (match := _CELL.fullmatch(cell)):
        return ()
    column, row = column_number(match[1].encode()), int(match[2])
    last = max(column, min(sheet.last_column, _COLUMNS))
    columns = range(max(1, last - _COLUMNS + 1), last + 1)
    rows = range(max(1, row - _BESIDE), row + _BESIDE + 1)
    head = ("", *(Location("", "", 1, at).cell[:-1] for at in columns))
    cells = (
        (str(number), *(plain(sheet.cell(number, at))[:_LONGEST] for at in columns))
        for number in rows
    )
    return (head, *cells)
