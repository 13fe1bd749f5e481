"""What words in a table mean: periods, places, series, members, days. Each word is read once."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

from ingest.cells import Cell, key, plain, without_footnotes
from ingest.findings import Problem
from ingest.spec import Column, Style
from metrics import Catalogue, Dimension, MetricsError, Period, Source, Text

Meaning = TypeVar("Meaning")

_FIRST_MONTH = {None: 1, "fiscal": 4, "us-fiscal": 10}
_QUARTER = re.compile(
    r"(?:q|t|quarter|trimestre)?\s*([1-4])(?:st|nd|rd|th|er|e)?(?:\s+(?:quarter|trimestre))?"
)
_YEAR = re.compile(r"[12]\d{3}")
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
        self._read = read

    def __missing__(self, raw: Any) -> Meaning:
        meaning = self[raw] = self._read(raw)
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
        f"« {words} » : {kind.fr} inconnu(e). Connu(e)s : {also or '-'}. {remedy.fr}".strip(),
    )


def read_period(words: str, style: Style | None) -> Period | Problem:
    """A period; a bare year is the fiscal year that begins (or, in the US, ends) in it."""
    if style == "fiscal" and re.fullmatch(r"\d{4}", words):
        words = f"{words}/{(int(words) + 1) % 100:02d}"
    elif style == "fiscal" and re.fullmatch(r"\d{4}-\d{2}", words):
        words = words.replace("-", "/")  # never a month
    elif style == "us-fiscal" and re.fullmatch(r"\d{4}", words):
        words = f"FY{words}"
    try:
        return Period.parse(words)
    except MetricsError as error:
        return Problem("period", error.text)


def quarter_of(year: str, quarter: str, style: Style | None) -> Period | Problem:
    """A quarter of a calendar or fiscal year."""
    match = _QUARTER.fullmatch(quarter.casefold())
    if not match or not _YEAR.fullmatch(year):
        return _no_part(f"{year} {quarter}", Text("quarter (Q1 to Q4)", "trimestre (T1 à T4)"))
    start = int(year) * 12 + _FIRST_MONTH[style] - 1 + (int(match[1]) - 1) * 3
    return _whole_months(start - (12 if style == "us-fiscal" else 0), 3)


def month_of(year: str, month: str, style: Style | None) -> Period | Problem:
    """A month, by its number or name, of a calendar or fiscal year."""
    number = MONTHS.get(month.casefold().rstrip("."), int(month) if month.isdigit() else 0)
    if not 1 <= number <= 12 or not _YEAR.fullmatch(year):
        return _no_part(f"{year} {month}", Text("month", "mois"))
    shift = {None: 0, "fiscal": int(number < 4), "us-fiscal": -int(number >= 10)}[style]
    return _whole_months((int(year) + shift) * 12 + number - 1, 1)


def _whole_months(first: int, count: int) -> Period:
    """`count` months from one that is counted in months since year 0."""
    last = first + count - 1
    end = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
    return Period(date(first // 12, first % 12 + 1, 1), end)


def _no_part(words: str, part: Text) -> Problem:
    return Problem.of(
        "period",
        f"'{words}' is not a year and {part.en}.",
        f"« {words} » n'est pas une année et un {part.fr}.",
    )


def read_day(words: str) -> tuple[date, bool] | Problem:
    """A day; a month or a year alone is its last day, and True says that this was assumed."""
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", words):
        try:
            return Period.parse(words).end, len(words) < 10
        except MetricsError:
            pass
    return Problem.of(
        "day",
        f"'{words}' is not a day: write 2024-05-31, or 2024-05 or 2024 when no more is known.",
        f"« {words} » n'est pas un jour : écrivez 2024-05-31, ou 2024-05 ou 2024 si l'on n'en "
        "sait pas plus.",
    )


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
