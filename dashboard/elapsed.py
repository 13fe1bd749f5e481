"""How much of a period has passed: "14 of 51 months", beside what was agreed for all of it."""

from datetime import date, timedelta

from dashboard.text import Words
from metrics import Period


def elapsed_words(period: Period, day: date, words: Words) -> str:
    """Whole months that had passed by a day; that none had, or all of them."""
    every = _months(period.start, period.end + timedelta(days=1))
    if day < period.start:
        return words.counted("shared.elapsed_none", every)
    if day >= period.end:
        return words.counted("shared.elapsed_all", every)
    return words.counted("shared.elapsed", every, passed=_months(period.start, day))


def _months(start: date, end: date) -> int:
    """Whole months from one day to another; a month that is not whole does not count."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
