"""The periods that a sentence names, as spans of days: "2024", "Q2 2026", "2023-24", "May 2025".

Two that belong together, "2018 to 2024" or "in 2023 and 2024", are one mention with two ends.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dashboard.briefings.composing.numbers_in import SPACES, plainly
from metrics import Language

EN, FR = Language.EN, Language.FR
MONTHS = {
    EN: "january february march april may june july august september october november december",
    FR: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
QUARTERS = {
    EN: (r"first|1st", r"second|2nd", r"third|3rd", r"fourth|4th"),
    FR: (r"premier|1er", r"deuxième|2e", r"troisième|3e", r"quatrième|4e"),
}
YEAR = r"(?:18|19|20|21)\d{2}"


class Span(NamedTuple):
    start: date
    end: date


class Named(NamedTuple):
    """A mention: its period, or the two of which it is made; `whole` is what they reach over."""

    spans: tuple[Span, ...]
    whole: Span | None
    start: int
    end: int
    written: str


def _pattern(language: Language) -> re.Pattern[str]:
    """One kind of period after another, the longer before the shorter."""
    month = "|".join(MONTHS[language].split())
    quarter = "|".join(
        f"(?P<w{at}>{said})" for at, said in enumerate(QUARTERS[language], 1)
    )  # fmt: skip
    us = rf"US fiscal year (?P<us>{YEAR})|exercice américain (?P<fr_us>{YEAR})"
    return re.compile(
        rf"\b(?:{us}"
        rf"|(?P<iso>{YEAR}-\d{{2}}-\d{{2}})"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)? (?P<dm>{month}),? (?P<dy>{YEAR})"
        rf"|(?P<md>{month}) (?P<mday>\d{{1,2}})(?:st|nd|rd|th)?, (?P<mdy>{YEAR})"
        rf"|(?P<month>{month}) (?P<my>{YEAR})"
        rf"|[QT](?P<q>[1-4]) (?P<qy>{YEAR})(?![-–/]\d)"
        rf"|(?:{quarter}) (?:quarter(?: of)?|trimestre(?: de)?) (?P<wy>{YEAR})(?![-–/]\d)"
        rf"|(?P<from>{YEAR})[-–/](?P<to>{YEAR}|\d{{2}})"
        rf"|(?P<year>{YEAR}))(?![\d%]|[.,]\d)",
        re.IGNORECASE,
    )


PATTERNS = {language: _pattern(language) for language in Language}
JOINED = {  # what stands between the two ends of a span; and between two that are no span
    EN: (re.compile(r" ?(?:to|until|through|[-–]) ?", re.IGNORECASE), re.compile(r" and ")),
    FR: (re.compile(r" ?(?:à|au|jusqu['’](?:à|en|au)|[-–]) ?(?:l[ae] )?", re.IGNORECASE),
         re.compile(r" et (?:en |le |l'année )?")),
}  # fmt: skip
BETWEEN = re.compile(r"(?:\bbetween|\bentre)(?: the| le| la)? $", re.IGNORECASE)


def periods_named(text: str, language: Language) -> list[Named]:
    """Every mention of a period, in its order."""
    plain = re.sub(f"[{SPACES}]", " ", plainly(text))
    return [*_together([*_single(plain, language)], plain, language)]


def period_of(label: str, language: Language) -> Span | None:
    """The period that a label begins with; None where it names none."""
    found = periods_named(label, language)
    return found[0].whole or found[0].spans[0] if found else None


def _single(text: str, language: Language) -> Iterator[Named]:
    for found in PATTERNS[language].finditer(text):
        try:
            spans = _spans(found, language)
        except ValueError:  # "31 June 2016" is no day
            continue
        whole = Span(spans[0].start, spans[-1].end)
        yield Named(spans, whole, found.start(), found.end(), found[0])


def _spans(found: re.Match[str], language: Language) -> tuple[Span, ...]:
    got = {key: said for key, said in found.groupdict().items() if said}
    if year := got.get("us") or got.get("fr_us"):
        return (_months(int(year) - 1, 10, 12),)
    if "iso" in got:
        return (_day(date.fromisoformat(got["iso"])),)
    if "day" in got:
        return (_day(date(int(got["dy"]), _month(got["dm"], language), int(got["day"]))),)
    if "mday" in got:
        return (_day(date(int(got["mdy"]), _month(got["md"], language), int(got["mday"]))),)
    if "month" in got:
        return (_months(int(got["my"]), _month(got["month"], language), 1),)
    if "q" in got or "wy" in got:
        number = int(got.get("q") or next(at for at in range(1, 5) if f"w{at}" in got))
        return (_months(int(got.get("qy") or got["wy"]), number * 3 - 2, 3),)
    return _years(got)


def _years(got: dict[str, str]) -> tuple[Span, ...]:
    """A calendar year; "2023-24", which begins in April; or the two ends of "2016-2020"."""
    if "year" in got:
        return (_months(int(got["year"]), 1, 12),)
    first, written = int(got["from"]), got["to"]
    last = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
    if len(written) == 2 and last < first:
        last += 100
    if last == first + 1:
        return (_months(first, 4, 12),)
    return _months(first, 1, 12), _months(last, 1, 12)


def _day(one: date) -> Span:
    return Span(one, one)


def _month(name: str, language: Language) -> int:
    return MONTHS[language].split().index(name.casefold()) + 1


def _months(year: int, month: int, count: int) -> Span:
    last = month + count - 2
    year_after, month_after = year + last // 12, last % 12 + 1
    end = date(year_after, month_after, monthrange(year_after, month_after)[1])
    return Span(date(year, month, 1), end)


def _together(every: list[Named], text: str, language: Language) -> Iterator[Named]:
    """Mentions with those that are two ends of one joined."""
    skip = False
    for one, other in pairwise([*every, None]):
        if skip or one is None:
            skip = False
            continue
        joined = _joined(one, other, text, language) if other else None
        skip = joined is not None
        yield joined or one


def _joined(one: Named, other: Named, text: str, language: Language) -> Named | None:
    between, (spanning, adding) = text[one.end : other.start], JOINED[language]
    if len(one.spans) + len(other.spans) > 2:
        return None
    is_between = BETWEEN.search(text[: one.start]) is not None
    is_span = spanning.fullmatch(between) is not None or (
        is_between and adding.fullmatch(between) is not None
    )
    if not is_span and not adding.fullmatch(between):
        return None
    spans = one.spans[0], other.spans[0]
    whole = Span(spans[0].start, spans[1].end) if is_span else None
    written = text[one.start : other.end]
    return Named(spans, whole, one.start, other.end, written)


def same_span(held: Span, named: Span) -> bool:
    """Whether a span of days is the one named, also where it is named by its months or years."""
    first, last = held
    to_month = Span(first.replace(day=1), _months(last.year, last.month, 1).end)
    to_year = Span(date(first.year, 1, 1), date(last.year, 12, 31))
    return named in (held, to_month, to_year)
