"""Periods as templates and pages print them: by their days, or by a name with its days behind.

`1 October 2025 to 31 December 2025`, `du 1er octobre au 31 décembre 2025`, `Q3 2025-26 (Oct-Dec
2025)`, and a year in two short halves, `Q3 25-26`. Where name and days disagree nothing is read.
"""

import re
from typing import TypeAlias

from ingest.book import Value
from ingest.returns import spans
from ingest.returns.figures import Refused
from ingest.returns.notation import folded
from ingest.returns.spans import DayQuestion, PeriodQuestion, SettledPeriod
from metrics import Period

_WITH_DAYS = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_FROM_TO = re.compile(r"(?:from |du |de |le )?(.+?)\s(?:to|au|a|until|through|-)\s(.+)")
_SHORT = re.compile(r"(?<![0-9-/])([0-9]{2})\s?[-/]\s?([0-9]{2})(?![0-9-/])")
Said: TypeAlias = Period | SettledPeriod | PeriodQuestion | DayQuestion | Refused


def read_period(
    cell: Value, *, fiscal: bool = False, asked: Period | None = None, order: str | None = None,
    settle: bool = True,
) -> Said:  # fmt: skip
    """The period that a cell names, in few words or spelled out."""
    read = spans.read_period(cell, fiscal=fiscal, asked=asked, order=order, settle=settle)
    if not isinstance(read, Refused) or not isinstance(cell, str):
        return read
    said = folded(cell)
    if match := _WITH_DAYS.fullmatch(said):
        return _agreed(match[1], _between(match[2]), fiscal=fiscal) or read
    if found := _between(said):
        return found
    whole = _SHORT.sub(_in_full, said)
    if whole != said and any(one.isalpha() for one in said):
        return spans.read_period(whole, fiscal=fiscal, asked=asked, order=order, settle=settle)
    return read


def _agreed(name: str, days: Period | None, *, fiscal: bool) -> Period | None:
    """What a name and the days behind it both say; None where they do not."""
    if days is None:
        return None
    named = spans.read_period(name, fiscal=fiscal, asked=days)
    named = named.period if isinstance(named, SettledPeriod) else named
    return days if named == days else None


def _between(said: str) -> Period | None:
    """The days from a first to a last one, or months; the first may leave its year to the last."""
    if not (match := _FROM_TO.fullmatch(said)):
        return _plain(said)
    first, last = match.groups()
    order = spans.order_in(first) or spans.order_in(last)
    end = spans.read_date(last, order)
    if isinstance(end, DayQuestion | Refused):
        return _plain(said)
    start = spans.read_date(first, order)
    if isinstance(start, Refused):
        start = spans.read_date(f"{first} {end.year}", order)
    if isinstance(start, DayQuestion | Refused) or start > end:
        return None
    return Period(start, end)


def _plain(said: str) -> Period | None:
    read = spans.read_period(said)
    return read if isinstance(read, Period) else None


def _in_full(match: re.Match[str]) -> str:
    """The fiscal year that "25-26" can only be."""
    first, last = match.groups()
    follows = (int(first) + 1) % 100 == int(last)
    return f"20{first}-{last}" if follows else match[0]
