"""Periods: the span of days that a value describes.

Read and written in the forms of SDMX and ISO 8601: `2024`, `2024-Q3`, `2024-S1`, `2024-05`,
`2024-05-31`, and an interval of two dates, `2016-06-30/2020-06-30` (both included). A fiscal
year is `2023-24` (April to March) or `FY2017` (October 2016 to September 2017). As in print,
`2023–24` (with an en dash, never a month) and `Q3 2024` are read too. A year before 1800 or after
2199 is a slip of the pen, or an attempt at the calendar's end, and is refused.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from metrics.errors import MetricsError


class Frequency(StrEnum):
    """How long a value's period is (SDMX CL_FREQ); `_O` is any other span."""

    ANNUAL = "A"
    HALF_YEARLY = "S"
    QUARTERLY = "Q"
    MONTHLY = "M"
    DAILY = "D"
    OTHER = "_O"


FIRST_YEAR, LAST_YEAR = 1800, 2199
DAY = timedelta(days=1)
PERIODS_KEPT = 8192  # very many values are of few periods

MONTHS_OF = {
    12: Frequency.ANNUAL,
    6: Frequency.HALF_YEARLY,
    3: Frequency.QUARTERLY,
    1: Frequency.MONTHLY,
}


class Period(NamedTuple):
    """A span of whole days, first and last included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def frequency(self) -> Frequency:
        return _frequency(self)

    @property
    def code(self) -> str:
        """The shortest form from which `parse` makes this period again."""
        return _code(self)

    def follows(self, earlier: "Period") -> bool:
        """True when this period begins on the day after the earlier one ends."""
        return (self.start - earlier.end).days == 1

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read a period; raise MetricsError with the accepted forms when it is none."""
        for pattern, read in _FORMS:
            if match := pattern.fullmatch(text.strip()):
                try:
                    period = read(*match.groups())
                except ValueError:
                    break
                if period.end < period.start:
                    break
                return _of_our_time(period, text)
        raise MetricsError(
            f"'{text}' is not a period: write 2024, 2024-Q3, 2024-05, 2024-05-31, 2023-24, "
            "FY2017 or 2016-06-30/2020-06-30.",
            f"« {text} » n'est pas une période : écrivez 2024, 2024-Q3, 2024-05, 2024-05-31, "
            "2023-24, FY2017 ou 2016-06-30/2020-06-30.",
        )

    @classmethod
    def dated(cls, text: str) -> "Period":
        """A day, a month or a calendar year, as precisely as something was dated."""
        if not _DATED.fullmatch(text):
            raise MetricsError(
                f"'{text}' is not a day: write 2024-05-31, or 2024-05 or 2024 when no more is "
                "known.",
                f"« {text} » n'est pas un jour : écrivez 2024-05-31, ou 2024-05 ou 2024 si l'on "
                "n'en sait pas plus.",
            )
        return cls.parse(text)


def months(year: int, month: int, count: int) -> Period:
    """The period of `count` whole months that begins with this month."""
    last = year * 12 + month - 1 + count - 1
    end_year, end_month = last // 12, last % 12 + 1
    return Period(
        date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
    )


def filling(among: Iterable[Period], whole: Period) -> list[Period]:
    """Periods that follow one another from the first day of a whole to its last; else none."""
    found: list[Period] = []
    start = whole.start
    for one in sorted(among):
        if one.start == start and one.end <= whole.end and one != whole:
            found.append(one)
            start = one.end + timedelta(days=1)
    return found if start == whole.end + timedelta(days=1) else []


@lru_cache(maxsize=PERIODS_KEPT)
def _frequency(period: Period) -> Frequency:
    start, end = period
    if start == end:
        return Frequency.DAILY
    if start.day == 1 and _ends_a_month(end):
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        return MONTHS_OF.get(count, Frequency.OTHER)
    return Frequency.OTHER


@lru_cache(maxsize=PERIODS_KEPT)
def _code(period: Period) -> str:
    start, end = period
    match period.frequency:
        case Frequency.DAILY:
            return start.isoformat()
        case Frequency.MONTHLY:
            return f"{start:%Y-%m}"
        case Frequency.QUARTERLY if start.month % 3 == 1:
            return f"{start.year}-Q{start.month // 3 + 1}"
        case Frequency.HALF_YEARLY if start.month in (1, 7):
            return f"{start.year}-S{start.month // 6 + 1}"
        case Frequency.ANNUAL if start.month == 1:
            return str(start.year)
        case Frequency.ANNUAL if start.month == 4:
            return f"{start.year}/{end.year % 100:02d}"
        case Frequency.ANNUAL if start.month == 10:
            return f"FY{end.year}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _ends_a_month(day: date) -> bool:
    return day == date.max or (day + DAY).day == 1


def _of_our_time(period: Period, text: str) -> Period:
    """The period itself; MetricsError where its years can not be meant."""
    if period.start.year >= FIRST_YEAR and period.end.year <= LAST_YEAR:
        return period
    raise MetricsError(
        f"The period '{text}' is not between {FIRST_YEAR} and {LAST_YEAR}: check its year.",
        f"La période « {text} » n'est pas entre {FIRST_YEAR} et {LAST_YEAR} : vérifiez l'année.",
    )


def _fiscal(first: str, second: str) -> Period:
    if int(second) != (int(first) + 1) % (100 if len(second) == 2 else 10_000):
        raise ValueError(second)
    return months(int(first), 4, 12)


_DATED = re.compile(r"(?a)\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")  # "2012-13" is a year of two halves
_FORMS = (  # (?a): digits are 0 to 9, whatever else Unicode counts as digits
    (re.compile(r"(?a)(\d{4})"), lambda y: months(int(y), 1, 12)),
    (re.compile(r"(?a)(\d{4})-?Q([1-4])"), lambda y, q: months(int(y), int(q) * 3 - 2, 3)),
    (re.compile(r"(?a)(\d{4})-?S([12])"), lambda y, s: months(int(y), int(s) * 6 - 5, 6)),
    (re.compile(r"(?a)Q([1-4]) (\d{4})"), lambda q, y: months(int(y), int(q) * 3 - 2, 3)),
    (re.compile(r"(?a)FY ?(\d{4})"), lambda y: months(int(y) - 1, 10, 12)),
    (re.compile(r"(?a)(\d{4})[-–/](\d{4})"), _fiscal),
    (re.compile(r"(?a)(\d{4})[–/](\d{2})"), _fiscal),
    # "2023-24" is a fiscal year, "2023-05" a month: a fiscal year's second half is never 01 to 12
    # except after 2000-01 to 2011-12, which are read as months and must be written "2011/12".
    (re.compile(r"(?a)(\d{4})-(0[1-9]|1[0-2])"), lambda y, m: months(int(y), int(m), 1)),
    (re.compile(r"(?a)(\d{4})-(\d{2})"), _fiscal),
    (
        re.compile(r"(?a)(\d{4}-\d{2}-\d{2})"),
        lambda day: Period(date.fromisoformat(day), date.fromisoformat(day)),
    ),
    (
        re.compile(r"(?a)(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})"),
        lambda start, end: Period(date.fromisoformat(start), date.fromisoformat(end)),
    ),
)
