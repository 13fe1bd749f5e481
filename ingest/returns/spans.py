"""Days and periods as partners write them, in English and French.

Days: `2025-03-31`, `31/03/2025`, `31 mars 2025`, `March 31, 2025`, a date cell. Periods: `2025-Q4`,
`T3 2025-2026`, `2025-26 Q3`, `Q3 2025/26`, `octobre à décembre 2025`, `October 2025`. A day such as
`03/04/2025` is asked, unless another of its column shows the order. A quarter of a single year,
`Q3 2025`, may be of the calendar or of the fiscal year where the form counts fiscal years: the
period that is asked for settles it, and else it is asked.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from ingest.book import Value
from ingest.cells import plain
from ingest.meanings import MONTHS
from ingest.returns.figures import Refused
from ingest.returns.notation import folded
from metrics import MetricsError, Period, Text, months, months_named

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
CALENDAR, FISCAL = "calendar", "fiscal"


class DayQuestion(NamedTuple):
    message: Text
    right: Text
    readings: Mapping[str, date]
    rule: str = "day-order"


class PeriodQuestion(NamedTuple):
    message: Text
    right: Text
    readings: Mapping[str, Period]
    rule: str = "quarter"


class SettledPeriod(NamedTuple):
    """A quarter that could be read in two ways, one of which is what was asked for."""

    period: Period
    counting: str  # by which it is that
    other: Period  # by the other


_MONTH = "|".join(sorted({folded(one) for one in MONTHS}, key=len, reverse=True))
_MONTHS = {folded(one): number for one, number in MONTHS.items()}
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_SLASHED = re.compile(r"([0-9]{1,2})\s?[-/.]\s?([0-9]{1,2})\s?[-/.]\s?([0-9]{4})")
_DAY_MONTH = re.compile(
    rf"(?:le )?([0-9]{{1,2}})(?:er|st|nd|rd|th)?[ -]({_MONTH})\.?,?[ -]([0-9]{{4}})"
)
_MONTH_DAY = re.compile(rf"({_MONTH})\.?[ -]([0-9]{{1,2}})(?:st|nd|rd|th)?,?[ -]([0-9]{{4}})")

_YEAR = r"([0-9]{4})"
_TWO = r"([0-9]{4})\s?[-/]\s?([0-9]{4}|[0-9]{2})"
_FY = r"(?:fy|fiscal(?: year)?|exercice|annee)?\s?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "premier": 1, "deuxieme": 2,
             "troisieme": 3, "quatrieme": 4}  # fmt: skip
_QUARTER = (
    rf"(?:[qt]\s?([1-4])|(?:quarter|trimestre)\s([1-4])|([1-4])(?:st|nd|rd|th|er|e|eme)?\s"
    rf"(?:quarter|trimestre)|({'|'.join(_ORDINALS)})\s(?:quarter|trimestre))"
)
_HALF = (
    r"(?:[sh]\s?([12])|(?:semestre|half)\s([12])|([12])(?:st|nd|er|e|eme)?\s(?:semestre|half)"
    r"|(first|second|premier|deuxieme)\s(?:semestre|half))"
)
_JOIN = r"[\s,]*(?:of|de|du|de l'|d'|-)?\s*"
_TO = r"\s?(?:a|to|au|through|-)\s?"
_PARTS = {3: _QUARTER, 6: _HALF}
_SPAN = re.compile(rf"(?:de |d'|from )?({_MONTH})\.?(?:\s{_YEAR})?{_TO}({_MONTH})\.?,?\s{_YEAR}")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?[\s-]{_YEAR}|{_YEAR}[\s-]({_MONTH})\.?")
_FISCAL_YEAR = re.compile(_FY + _TWO)
_CODE = re.compile(r"[0-9]{4}-(?:[qs][1-6])")


def read_date(cell: Value, order: str | None = None) -> date | DayQuestion | Refused:
    """A day; `order` is what other cells of the column, or the sender, have settled."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = folded(plain(cell))
    for pattern, at in ((_ISO, (0, 1, 2)), (_DAY_MONTH, (2, 1, 0)), (_MONTH_DAY, (2, 0, 1))):
        if match := pattern.fullmatch(said):
            year, month, day = (match.groups()[one] for one in at)
            return _day(year, month, day) or _no_day(plain(cell))
    if match := _SLASHED.fullmatch(said):
        return _slashed(plain(cell), match, order)
    return _no_day(plain(cell))


def order_in(cell: Value) -> str | None:
    """The order of day and month that a cell shows beyond doubt."""
    match = _SLASHED.fullmatch(folded(cell)) if isinstance(cell, str) else None
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    if first > 12 >= second:
        return DAY_FIRST
    return MONTH_FIRST if second > 12 >= first else None


def _slashed(seen: str, match: re.Match[str], order: str | None) -> date | DayQuestion | Refused:
    first, second, year = match.groups()
    read = {DAY_FIRST: _day(year, second, first), MONTH_FIRST: _day(year, first, second)}
    days = {code: day for code, day in read.items() if day}
    if order in days:
        return days[order]
    if len({*days.values()}) == 1:
        return next(iter(days.values()))
    return _which_day(seen, days) if days else _no_day(seen)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None


def _which_day(seen: str, days: Mapping[str, date]) -> DayQuestion:
    by_day, by_month = days[DAY_FIRST].isoformat(), days[MONTH_FIRST].isoformat()
    return DayQuestion(
        Text(
            f"'{seen}' is {by_day} if the day comes first, and {by_month} if the month does: "
            "which one is meant?",
            f"« {seen} » est le {by_day} si le jour vient en premier, et le {by_month} si c'est le "
            "mois\u00a0: lequel est voulu?",
        ),
        Text(
            f"Write {by_day} or {by_month}: year, month, day.",
            f"Écrivez {by_day} ou {by_month}\u00a0: année, mois, jour.",
        ),
        days,
    )


def _no_day(seen: str) -> Refused:
    return Refused(
        "day",
        Text(f"'{seen}' is not a day.", f"« {seen} » n'est pas un jour."),
        Text(
            "Write year, month and day, such as 2025-03-31.",
            "Écrivez l'année, le mois et le jour, par exemple 2025-03-31.",
        ),
    )


def read_period(
    cell: Value, *, fiscal: bool = False, asked: Period | None = None, order: str | None = None,
    settle: bool = True,
) -> Period | SettledPeriod | PeriodQuestion | DayQuestion | Refused:  # fmt: skip
    """The period that a cell names; a day stands for the asked period in which it lies.

    `settle` is false where other cells show that what is asked for does not tell how years count.
    """
    if isinstance(cell, date):
        return _holding(read_date(cell), plain(cell), asked)
    said = folded(plain(cell))
    if _CODE.fullmatch(said):  # as our own files write it: of the calendar year, always
        return _parsed(said.upper(), plain(cell))
    if (found := _fiscal_part(said)) or (found := _by_months(said)):
        return found
    if parts := _calendar_part(said):
        return _of_one_year(plain(cell), *parts, fiscal=fiscal, asked=asked if settle else None)
    if (match := _FISCAL_YEAR.fullmatch(said)) and _follows(*match.groups()):
        return months(int(match[1]), 4, 12)
    if isinstance(day := read_date(cell, order), date | DayQuestion):
        return _holding(day, plain(cell), asked)
    return _parsed(said.upper(), plain(cell))


def _parsed(code: str, seen: str) -> Period | Refused:
    try:
        return Period.parse(code)
    except MetricsError:
        return _no_period(seen)


def _fiscal_part(said: str) -> Period | None:
    """A quarter or half of a year written in two: of the fiscal year, whatever else."""
    for count, pattern in _PARTS.items():
        for match in _either_way(pattern, _FY + _TWO, said):
            *nth, first, second = match
            if _follows(first, second):
                return months(*_month_at(int(first) * 12 + 3 + (_number(nth) - 1) * count), count)
    return None


def _calendar_part(said: str) -> tuple[int, int, int] | None:
    for count, pattern in _PARTS.items():
        for *nth, year in _either_way(pattern, _YEAR, said):
            return int(year), _number(nth), count
    return None


def _either_way(part: str, year: str, said: str) -> Iterator[list[str]]:
    if match := re.fullmatch(part + _JOIN + year, said):
        yield list(match.groups(""))
    years = re.compile(year).groups
    if match := re.fullmatch(year + _JOIN + part, said):
        found = match.groups("")
        yield [*found[years:], *found[:years]]


def _number(nth: list[str]) -> int:
    said = next(one for one in nth if one)
    return _ORDINALS.get(said) or int(said)


def _of_one_year(
    seen: str, year: int, number: int, count: int, *, fiscal: bool, asked: Period | None
) -> Period | SettledPeriod | PeriodQuestion:
    start = year * 12 + (number - 1) * count
    calendar = months(*_month_at(start), count)
    if not fiscal or calendar.start.year < 1800:
        return calendar
    of_fiscal = months(*_month_at(start + 3), count)
    if asked == calendar:
        return SettledPeriod(asked, CALENDAR, of_fiscal)
    if asked == of_fiscal:
        return SettledPeriod(asked, FISCAL, calendar)
    return _which_year(seen, {FISCAL: of_fiscal, CALENDAR: calendar})


def _which_year(seen: str, read: Mapping[str, Period]) -> PeriodQuestion:
    fiscal, calendar = months_named(read[FISCAL]), months_named(read[CALENDAR])
    return PeriodQuestion(
        Text(
            f"'{seen}' is {calendar.en} by the calendar year and {fiscal.en} by the fiscal year: "
            "which one is meant?",
            f"« {seen} » désigne {calendar.fr} selon l'année civile et {fiscal.fr} selon "
            "l'exercice\u00a0: lequel est voulu?",
        ),
        Text(
            "Write the quarter with both years, such as Q3 2025-26.",
            "Écrivez le trimestre avec les deux années, par exemple T3 2025-2026.",
        ),
        read,
    )


def _by_months(said: str) -> Period | None:
    if match := _MONTH_YEAR.fullmatch(said):
        month, year = match[1] or match[4], match[2] or match[3]
        return months(int(year), _MONTHS[month], 1)
    if not (match := _SPAN.fullmatch(said)):
        return None
    first, year, last, end = match.groups()
    start = int(year or end) * 12 + _MONTHS[first] - 1
    stop = int(end) * 12 + _MONTHS[last] - 1
    if stop < start and not year:
        start -= 12
    return months(*_month_at(start), stop - start + 1) if stop >= start else None


def _follows(first: str, second: str) -> bool:
    size: int = 100 if len(second) == 2 else 10_000
    return int(second) == (int(first) + 1) % size


def _month_at(count: int) -> tuple[int, int]:
    return count // 12, count % 12 + 1


def _holding(
    day: date | DayQuestion | Refused, seen: str, asked: Period | None
) -> Period | DayQuestion | Refused:
    """The asked period, where a day lies in it whichever way it is read."""
    read = set(day.readings.values()) if isinstance(day, DayQuestion) else {day}
    days = [one for one in read if isinstance(one, date)]
    if asked and days and all(asked.start <= one <= asked.end for one in days):
        return asked
    if isinstance(day, DayQuestion):
        return day
    return _no_period(seen)


def _no_period(seen: str) -> Refused:
    return Refused(
        "period",
        Text(f"'{seen}' is not a period.", f"« {seen} » n'est pas une période."),
        Text(
            "Write a period such as 2025-Q4, Q3 2025-26 or October 2025.",
            "Écrivez une période, par exemple 2025-Q4, T3 2025-2026 ou octobre 2025.",
        ),
    )
