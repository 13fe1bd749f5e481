"""What words in a table mean: periods, places, series, members, days. Each word is read once."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

from ingest.cells import Cell, key, plain, without_footnotes
from ingest.findings import Problem
from ingest.spec import Column, Style
from metrics import Catalogue, Dimension, MetricsError, Period, Source, Text, months

Meaning = TypeVar("Meaning")

_FIRST_MONTH = {None: 1, "fiscal": 4, "us-fiscal": 10}
_QUARTER = re.compile(
    r"(?:q|t|quarter|trimestre)?\s*([1-4])(?:st|nd|rd|th|er|e)?(?:\s+(?:quarter|trimestre))?"
)
_YEAR = re.compile(r"1[89][0-9]{2}|2[01][0-9]{2}")
_TWO_YEARS = re.compile(rf"({_YEAR.pattern})\s*[-–/]\s*([0-9]{{4}}|[0-9]{{2}})")  # a fiscal year
_US_YEAR = re.compile(rf"FY ?({_YEAR.pattern})")
_SOME_YEAR = r"(?P<year>(?:FY ?)?[0-9]{4}(?:\s*[-–/]\s*[0-9]{2,4})?)"
_YEAR_QUARTER = re.compile(_SOME_YEAR + r"[\s,-]*(?P<quarter>[QqTt]\s?[0-9])")
_QUARTER_YEAR = re.compile(r"(?P<quarter>[QqTt]\s?[0-9])[\s,-]+" + _SOME_YEAR)
_A_QUARTER = Text("a quarter, Q1 to Q4 or T1 to T4", "un trimestre, T1 à T4 ou Q1 à Q4")
_A_MONTH = Text("a month, by its number or name", "un mois, par son numéro ou son nom")
_MONTHS = (
    "jan january janv janvier", "feb february févr fév février", "mar march mars",
    "apr april avr avril", "may mai", "jun june juin", "jul july juil juillet",
    "aug august août", "sep sept september septembre", "oct october octobre",
    "nov november novembre", "dec december déc décembre",
)  # fmt: skip
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}


class Fault(NamedTuple):
    """A problem with a cell of a row, or of the headings."""

    at: int  # from 0
    words: str
    problem: Problem
    in_heading: bool = False


class Memo(dict[Any, Meaning]):  # keyed by a raw cell, or by several as a tuple
    """Reads each key once and remembers what it means."""

    def __init__(self, read: Callable[[Any], Meaning]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, raw: Any) -> Meaning:
        meaning = self[raw] = self.read(raw)
        return meaning


def spelled(values: Mapping[str, str]) -> dict[str, str]:
    """A mapping of words in the form in which words are compared."""
    return {key(words): meant for words, meant in values.items()}


def unknown(rule: str, kind: Text, words: str, known: Iterable[str], remedy: Text) -> Problem:
    """A word that nothing declares, with the nearest ones that something does."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(words, names, n=3, cutoff=0.5) or names[:8]
    also = ", ".join(near)
    return Problem.of(
        rule,
        f"'{words}' is not a known {kind.en}. Known are {also or 'none'}. {remedy.en}".strip(),
        f"« {words} » : nom inconnu ({kind.fr}). Noms connus : {also or '-'}. {remedy.fr}".strip(),
    )


def read_period(words: str, style: Style | None) -> Period | Problem:
    """A period; a year, or the quarter of one, is of the fiscal year where `style` says so."""
    if match := _YEAR_QUARTER.fullmatch(words) or _QUARTER_YEAR.fullmatch(words):
        return quarter_of(match["year"], match["quarter"], style)
    if style == "fiscal" and re.fullmatch(r"[0-9]{4}", words):
        words = f"{words}/{(int(words) + 1) % 100:02d}"
    elif style == "fiscal" and re.fullmatch(r"[0-9]{4}-[0-9]{2}", words):
        words = words.replace("-", "/")  # never a month
    elif style == "us-fiscal" and re.fullmatch(r"[0-9]{4}", words):
        words = f"FY{words}"
    try:
        return Period.parse(words)
    except MetricsError as error:
        return Problem("period", error.text)


def quarter_of(year: str, quarter: str, style: Style | None) -> Period | Problem:
    """A quarter of a calendar or fiscal year."""
    match, of = _QUARTER.fullmatch(quarter.casefold()), _year_of(year, style)
    if not match or not of:
        return _no_part(year, quarter, _A_QUARTER, style)
    start = of.year * 12 + _FIRST_MONTH[of.style] - 1 + (int(match[1]) - 1) * 3
    start -= 12 if of.style == "us-fiscal" else 0
    return months(start // 12, start % 12 + 1, 3)


def month_of(year: str, month: str, style: Style | None) -> Period | Problem:
    """A month, by its number or name, of a calendar or fiscal year."""
    by_number = int(month) if month.isascii() and month.isdecimal() else 0
    number = MONTHS.get(month.casefold().rstrip("."), by_number)
    of = _year_of(year, style)
    if not 1 <= number <= 12 or not of:
        return _no_part(year, month, _A_MONTH, style)
    shift = {None: 0, "fiscal": int(number < 4), "us-fiscal": -int(number >= 10)}[of.style]
    return months(of.year + shift, number, 1)


class _Year(NamedTuple):
    year: int
    style: Style | None


def _year_of(words: str, style: Style | None) -> _Year | None:
    """Which year, and of which kind: "2023-24" and "FY2024" say themselves that they are fiscal."""
    if _YEAR.fullmatch(words):
        return _Year(int(words), style)
    if style != "fiscal" and (ends := _US_YEAR.fullmatch(words)):
        return _Year(int(ends[1]), "us-fiscal")
    if style != "us-fiscal" and (two := _TWO_YEARS.fullmatch(words)):
        follows = int(two[2]) == (int(two[1]) + 1) % 10 ** len(two[2])
        return _Year(int(two[1]), "fiscal") if follows else None
    return None


def _no_part(year: str, part: str, right: Text, style: Style | None) -> Problem:
    words, other = f"{year} {part}", "FY2024" if style == "us-fiscal" else "2023-24"
    return Problem.of(
        "period",
        f"'{words}' is not {right.en}, of a year such as 2024 or {other}.",
        f"« {words} » n'est pas {right.fr}, d'une année telle que 2024 ou {other}.",
    )


def read_day(words: str) -> tuple[date, bool] | Problem:
    """A day; a month or a year alone is its last day, and True says that this was assumed."""
    try:
        return Period.dated(words).end, len(words) < len("2024-05-31")
    except MetricsError as error:
        return Problem("day", error.text)


def read_place(words: str, catalogue: Catalogue) -> str | Problem:
    """The code of a place, from its code or any of its names."""
    try:
        bare = words if words in catalogue.places else without_footnotes(words)
        return catalogue.place(bare).code
    except MetricsError as error:
        add = Text(
            " Add the spelling to places.toml or map it in `values`.",
            " Ajoutez la forme à places.toml ou faites-la correspondre dans `values`.",
        )
        return Problem.of("place", error.text.en + add.en, error.text.fr + add.fr)


def read_series(words: str, source: Source) -> str | Problem:
    """The key of a series of this source."""
    if words in source.series:
        return f"{source.id}/{words}"
    return unknown(
        "series", Text("series of this source", "série de cette source"), words, source.series,
        Text("Declare it under [series] in source.toml.", "Déclarez-la sous [series]."),
    )  # fmt: skip


def read_document(words: str, source: Source) -> str | Problem:
    if words in source.documents:
        return words
    return unknown(
        "document", Text("document of this source", "document de cette source"), words,
        source.documents,
        Text("Declare it under [documents] in source.toml.", "Déclarez-le sous [documents]."),
    )  # fmt: skip


def member_reader(dimension: Dimension, column: Column) -> Callable[[str], str | Problem | None]:
    """From words to a member of a dimension; None for words that mean "not broken down"."""
    meant = spelled({**column.values, **column.members})
    totals = {key(word) for word in column.total}
    known = {
        key(name): one.code
        for one in dimension.members.values()
        for name in (one.title.fr, one.title.en, one.code)
    }

    def read(words: str) -> str | Problem | None:
        spelling = key(words)
        if not spelling or spelling in totals:
            return None
        if found := meant.get(spelling) or known.get(spelling):
            return found if found in dimension.members else no_member(dimension, found)
        return no_member(dimension, words)

    return read


def no_member(dimension: Dimension, words: str) -> Problem:
    kind = Text(f"member of {dimension.id}", f"modalité de {dimension.id}")
    table = f"[members.{dimension.id}]"
    remedy = Text(
        f"Map it in `members` or declare it under {table}.",
        f"Faites-la correspondre dans `members` ou déclarez-la sous {table}.",
    )
    return unknown("member", kind, words, dimension.members, remedy)


def worded(values: Mapping[str, str]) -> Callable[[Cell], str]:
    """From a cell to its words, or to what the column says that they stand for."""
    meant = spelled(values)
    return lambda cell: meant.get(key(cell), plain(cell)) if meant else plain(cell)
