"""Which days of a longer period shorter ones cover, leave out or cover twice."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from metrics.periods import MONTHS_OF, Frequency, Period, months

DAY = timedelta(days=1)
LENGTHS = {frequency: count for count, frequency in MONTHS_OF.items()}  # in months
FISCAL_START, CALENDAR_START = 4, 1  # the month in which a year begins: April, January


def within(one: Period, whole: Period) -> bool:
    return whole.start <= one.start and one.end <= whole.end


def outside(periods: Iterable[Period], whole: Period) -> list[Period]:
    """Those that have a day outside the whole."""
    return [one for one in periods if not within(one, whole)]


def overlaps(periods: Iterable[Period]) -> list[Period]:
    """Those that share a day with another one, oldest first."""
    shared: list[Period] = []
    longest: Period | None = None  # of those seen, the one that ends last
    for one in sorted(periods):
        if longest and one.start <= longest.end:
            shared += [longest, one]
        if longest is None or one.end > longest.end:
            longest = one
    return list(dict.fromkeys(shared))


def gaps(periods: Sequence[Period], whole: Period) -> list[Period]:
    """What of the whole no period covers, in pieces as long as the shortest of the periods."""
    lengths = [LENGTHS[one.frequency] for one in periods if one.frequency in LENGTHS]
    open_from, found = whole.start, []
    for one in [*sorted(periods), Period(whole.end + DAY, whole.end + DAY)]:
        if one.start > open_from:
            found += _pieces(Period(open_from, one.start - DAY), min(lengths, default=0))
        open_from = max(open_from, one.end + DAY)
    return found


def _pieces(gap: Period, length: int) -> list[Period]:
    """The months or quarters of a gap; the gap itself where it is not made of such."""
    pieces, start = [], gap.start
    while length and start <= gap.end:
        piece = months(start.year, start.month, length)
        if piece.start != start or piece.end > gap.end:
            return [gap]
        pieces.append(piece)
        start = piece.end + DAY
    return pieces or [gap]


def wholes(periods: Iterable[Period], frequency: Frequency, *, fiscal: bool) -> list[Period]:
    """The years, halves, quarters or months in which these periods begin, oldest first."""
    first = FISCAL_START if fiscal else CALENDAR_START
    return sorted({_whole_of(one.start, LENGTHS[frequency], first) for one in periods})


def _whole_of(day: date, length: int, first_month: int) -> Period:
    month = day.year * 12 + day.month - first_month
    year, past = divmod(month - month % length, 12)
    return months(year + (past + first_month - 1) // 12, (past + first_month - 1) % 12 + 1, length)


def length(period: Period) -> int | None:
    """Its length in months, 0 for a day; None for a span that is no part of years and quarters."""
    return 0 if period.frequency is Frequency.DAILY else LENGTHS.get(period.frequency)
