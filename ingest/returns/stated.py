"""What the rows of a long format say of their period, and which periods a file may be for."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from ingest.book import Book
from ingest.cells import plain
from ingest.returns.data_headings import data_headings
from ingest.returns.spans import (
    CALENDAR,
    FISCAL,
    DayQuestion,
    PeriodQuestion,
    read_date,
)
from ingest.returns.spelled_periods import read_period
from metrics import Period, ReturnForm

_SEVERAL = 100  # distinct words that are looked at: a file of one period has few
OFFERED = 8  # past periods among which a sender may choose


class RowPeriods:
    """The periods that the rows of a book name, each different word read once."""

    def __init__(self, book: Book) -> None:
        self._words = tuple(islice(_said(book), _SEVERAL))

    def stated(self, form: ReturnForm) -> Period | None:
        """The one period that all rows name; None where none does, or there may be several."""
        named = self._named(form)
        return named[0] if len(named) == 1 else None

    def question(self, form: ReturnForm) -> PeriodQuestion | None:
        """What to ask where all rows name one quarter that may be of either way of counting."""
        read = [read_period(one, fiscal=form.fiscal) for one in self._words]
        only = read[0] if len(read) == 1 else None
        return only if isinstance(only, PeriodQuestion) else None

    def offered(self, form: ReturnForm, partner: str, today: date) -> tuple[Period, ...]:
        """What the file may be for: what its rows name, then the latest periods, those over first.

        Only periods in which the organization is asked for something.
        """
        now = form.period_of(today)
        past = [form.before(now)]
        while len(past) < OFFERED:
            past.append(form.before(past[-1]))
        every = dict.fromkeys((*self._named(form), *past, now))
        return tuple(one for one in every if form.tables_of(partner, one))

    def agree(self, form: ReturnForm) -> bool:
        """Whether all rows name one period by either way of counting years.

        Where they do not, `Q2 2025` and `Q3 2025` must not both become the period that is asked.
        """
        ways = [one for one in (_ways(word, form) for word in self._words) if one]
        return all(len({one[key] for one in ways if key in one}) <= 1 for key in (CALENDAR, FISCAL))

    def _named(self, form: ReturnForm) -> list[Period]:
        found = {one for word in self._words for one in _ways(word, form).values()}
        return sorted((one for one in found if form.is_period(one)), key=lambda one: one.start)


def _ways(word: str, form: ReturnForm) -> Mapping[str, Period]:
    """The period that a word names, by each way of reading it; a day names the one it lies in."""
    day = read_date(word)
    if isinstance(day, date):
        return dict.fromkeys((CALENDAR, FISCAL), form.period_of(day))
    if isinstance(day, DayQuestion):
        return {way: form.period_of(one) for way, one in day.readings.items()}
    read = read_period(word, fiscal=form.fiscal)
    if isinstance(read, PeriodQuestion):
        return read.readings
    return dict.fromkeys((CALENDAR, FISCAL), read) if isinstance(read, Period) else {}


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
