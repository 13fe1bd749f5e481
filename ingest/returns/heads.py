"""What the line above each table of a template says: for which organization and period it is.

Programs that drop the properties of a file keep this line. Whoever reads the file takes it for what
it says, so it must not be recorded as another's, or of another period.
"""

from collections.abc import Iterator, Mapping

from ingest.book import Book
from ingest.cells import plain
from ingest.returns.spelled_periods import read_period
from metrics import Partner, Period, ReturnForm

ROWS = 4  # the line is in the second of a template
BETWEEN = " · "  # organization, period and the day it is due, as the template is written


class Heads:
    def __init__(self, book: Book) -> None:
        self._said = frozenset(_said(book))

    def partner(self, partners: Mapping[str, Partner]) -> str:
        """The one organization that is named; "" where none is, or several could be meant."""
        first = {head[0] for head in self._said}
        named = [id_ for id_, one in partners.items() if first & {*one.title}]
        return named[0] if len(named) == 1 else ""

    def period(self, form: ReturnForm) -> Period | None:
        """The one period that is named; None where none is, or several are."""
        read = {read_period(head[1], fiscal=form.fiscal) for head in self._said}
        named = [one for one in read if isinstance(one, Period) and form.is_period(one)]
        return named[0] if len(named) == 1 else None


def _said(book: Book) -> Iterator[tuple[str, ...]]:
    """The parts of each such line."""
    for sheet in book.sheets:
        for number, cells in sheet.iter_rows():
            if number > ROWS:
                break
            head = tuple(map(str.strip, plain(cells[0]).split(BETWEEN))) if cells else ()
            if len(head) > 1:
                yield head
