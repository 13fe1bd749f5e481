"""What an earlier annotation of this file remembers: how marked cells looked before."""

from collections.abc import Mapping
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from ingest.annotated.addresses import Spot
from ingest.annotated.findings_sheet import KEY_COLUMN, MEMORY_COLUMN
from ingest.annotated.nodes import as_utf8
from ingest.annotated.package import Package
from ingest.annotated.sheet_scan import SheetScan


def remembered(content: bytes, package: Package, sheet: str, part: str) -> Mapping[str, int]:
    """The format that each marked cell had, by "Sheet!C7"."""
    keys = _keys(content, sheet)
    wanted = [Spot(row, MEMORY_COLUMN) for row in keys]
    scan = SheetScan(as_utf8(package.read(part)), wanted, frozenset())
    return {
        key: scan.rows[row].cells[MEMORY_COLUMN].style
        for row, key in keys.items()
        if row in scan.rows and MEMORY_COLUMN in scan.rows[row].cells
    }


def _keys(content: bytes, sheet: str) -> dict[int, str]:
    """Our sheet's key column, read by the fast reader, which knows every way to write words."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError):
        return {}
    told = ((at, row[KEY_COLUMN - 1]) for at, row in enumerate(rows, 1) if len(row) >= KEY_COLUMN)
    return {at: words for at, words in told if isinstance(words, str) and "!" in words}
