"""What a file in the long format says of itself: its period, where every row names the same."""

from collections.abc import Iterator
from itertools import islice

from ingest.book import Book
from ingest.cells import plain
from ingest.returns.data_headings import data_headings
from ingest.returns.recognition import PERIOD
from ingest.returns.spans import read_period
from metrics import Period

_SEVERAL = 2  # distinct words are enough to know that a file is not of one period


def stated_period(book: Book) -> Period | None:
    """The one period that all rows name; None where a template says it, or no row, or several."""
    if book.properties.get(PERIOD):
        return None
    said = list(islice(_said(book), _SEVERAL))
    found = read_period(said[0]) if len(said) == 1 else None
    return found if isinstance(found, Period) else None


def _said(book: Book) -> Iterator[str]:
    """Each different word of the period columns, as the rows have them."""
    seen: set[str] = set()
    for sheet in book.sheets:
        headings = data_headings(sheet, {})
        if headings is None or "period" not in headings.at:
            continue
        at = headings.at["period"] - 1
        for number, cells in sheet.iter_rows():
            word = plain(cells[at]) if number > headings.row and at < len(cells) else ""
            if word and word not in seen:
                seen.add(word)
                yield word
