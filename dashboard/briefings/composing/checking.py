"""A key line that an official has worded: is every number in it one of its indicator's figures?

A number must be a value that is shown, with the hedge that it is shown with, or a difference or
ratio of two values of the same line that may be compared. Nothing is corrected: what is wrong is
told, with the number at fault.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from dashboard.briefings.composing.numbers_in import SHARES, Hedge, Stated, stated
from dashboard.briefings.composing.periods_in import (
    is_duration,
    people_counted,
    without_dates,
    without_names,
    without_years,
    year_beside,
    years_by_value,
    years_of,
)
from dashboard.briefings.document import Cell, Exhibit
from dashboard.briefings.outline import Line
from dashboard.briefings.outline_faults import Fault
from dashboard.text import Words, both
from ingest import is_private
from metrics import Language, Text, writable

NEAR = 3  # values that are named where a number is none of them
LONGEST = 600  # signs of a line
FIRM = {  # words by which a line says that a value is not final
    Language.EN: ("provisional", "preliminary", "estimate"),
    Language.FR: ("provisoire", "préliminaire", "estim"),
}
LOOSER = (Hedge.NONE, Hedge.ABOUT)  # what may be said of a value that is stated exactly


class Shown(NamedTuple):
    """A number of the exhibit, how it is hedged there, and whether it is firm."""

    number: Decimal
    hedge: Hedge
    written: str
    is_firm: bool = True


def faults_of_line(
    line: Line, exhibits: Mapping[Language, Exhibit], allowed: frozenset[str] = frozenset()
) -> tuple[Fault, ...]:
    """What is wrong with a line in the languages of these exhibits of its indicator.

    `allowed` are the contacts that the office publishes, as for reasons of releases.
    """
    texts = {one: line.fr if one is Language.FR else line.en for one in exhibits}
    faults = [
        fault for language, exhibit in exhibits.items()
        for fault in _of_text(texts[language], exhibit, language, allowed)
    ]  # fmt: skip
    if not faults and len(texts) > 1:
        faults += _apart(texts, exhibits)
    return tuple(faults)


def _of_text(
    text: str, exhibit: Exhibit, language: Language, allowed: frozenset[str]
) -> Iterator[Fault]:
    field = f"lines.{language.value}"
    if is_private(writable(text), allowed):
        yield Fault(field, both("review.private"))
        return
    if len(text) > LONGEST:
        yield Fault(field, both("briefing_words.fault_long", most=LONGEST))
        return
    if share := SHARES[language].search(without_names(text, exhibit)):
        yield Fault(field, both("briefing_words.fault_share", said=share[0]))
    said, levels = numbers_of(text, exhibit, language), _levels(text, exhibit)
    yield from _other_levels(levels, exhibit, field)
    if not (said or levels):
        yield Fault(field, both(f"briefing_words.fault_{'bare' if text.strip() else 'empty'}"))
    shown = shown_numbers(exhibit, language)
    values = {one.number for one in shown}
    for one in said:
        if one.number in values:
            yield from _hedged(one, text, shown, field, language)
            yield from _other_year(one, text, exhibit, field)
            yield from _of_people(one, text, exhibit, field)
        elif not _is_derived(one, said, exhibit):
            yield _no_value(one, shown, field)


def _levels(text: str, exhibit: Exhibit) -> list[str]:
    """The levels that a text names, "Tier 2 Watch List" before "Tier 2"."""
    named = []
    for level in sorted(exhibit.chart.levels if exhibit.chart else (), key=len, reverse=True):
        said = re.compile(rf"\b{re.escape(level)}\b", re.IGNORECASE)
        if said.search(text):
            named.append(level)
            text = said.sub("", text)
    return named


def _other_levels(levels: list[str], exhibit: Exhibit, field: str) -> Iterator[Fault]:
    held = [*dict.fromkeys(one.said for one in exhibit.chart.points)] if exhibit.chart else []
    for one in levels:
        if one not in held:
            said = "; ".join(held)
            yield Fault(field, both("briefing_words.fault_level", number=one, shown=said))


def numbers_of(text: str, exhibit: Exhibit, language: Language) -> list[Stated]:
    """The figures of a text: numbers that are neither times nor parts of names."""
    bare = without_dates(without_names(text, exhibit), language)
    bare = without_years(bare, years_of(exhibit), _nouns(exhibit))
    return [one for one in stated(bare, language) if not is_duration(bare[one.end :], exhibit)]


def _nouns(exhibit: Exhibit) -> list[str]:
    return [exhibit.unit, exhibit.chart.unit if exhibit.chart else ""]


def shown_numbers(exhibit: Exhibit, language: Language) -> list[Shown]:
    """Every number that the exhibit shows of its indicator, as it is hedged there."""
    found: list[Shown] = []
    if exhibit.figure:
        found += _in_cell(exhibit.figure, exhibit.when, language)
    for row in exhibit.table.rows if exhibit.table else ():
        marks = row[2].text if len(row) > 2 else ""
        found += _in_cell(row[1], marks, language)
        found += _in_words(marks, exhibit, language)
    for text in _points(exhibit):
        found += _in_text(text, language)
    for text in _beside(exhibit):
        found += _in_words(text, exhibit, language)
    return found


def _points(exhibit: Exhibit) -> list[str]:
    """The values of a chart that do not stand in the table; a hollow one says so there."""
    return [one.said for one in exhibit.chart.points if not one.hollow] if exhibit.chart else []


def _beside(exhibit: Exhibit) -> list[str]:
    """What is said of the target and of partners."""
    chart = exhibit.chart
    aim = [chart.aim.goal[2]] if chart and chart.aim else []
    return [exhibit.coverage, exhibit.progress.reason, *aim]


def _in_cell(cell: Cell, marks: str, language: Language) -> list[Shown]:
    is_firm = not any(word in marks.casefold() for word in FIRM[language])
    found = [one._replace(is_firm=is_firm) for one in _in_text(cell.text, language)]
    if cell.number is not None:
        found.append(Shown(abs(cell.number), Hedge.NONE, cell.text, is_firm))
    return found


def _in_words(text: str, exhibit: Exhibit, language: Language) -> list[Shown]:
    """The numbers of words that also tell when."""
    bare = without_dates(text, language)
    return _in_text(without_years(bare, years_of(exhibit), _nouns(exhibit)), language)


def _in_text(text: str, language: Language) -> list[Shown]:
    return [Shown(one.number, one.hedge, text.strip()) for one in stated(text, language)]


def _hedged(
    one: Stated, text: str, shown: list[Shown], field: str, language: Language
) -> Iterator[Fault]:
    """A fault where the hedge of a value was dropped or changed, or that it is not final."""
    same = [held for held in shown if held.number == one.number]
    fitting = [held for held in same if _fits(one.hedge, held.hedge)]
    if not fitting:
        yield Fault(field, _told("hedge", one, same[0].written))
        return
    says_so = any(word in text.casefold() for word in FIRM[language])
    if not says_so and not any(held.is_firm for held in fitting):
        yield Fault(field, _told("firm", one, same[0].written))


def _other_year(one: Stated, text: str, exhibit: Exhibit, field: str) -> Iterator[Fault]:
    """A fault where a value stands beside a year of which it is not the value."""
    year, held = year_beside(text[one.end :]), years_by_value(exhibit).get(one.number, frozenset())
    if year and held and year not in held:
        shown = ", ".join(sorted(held))
        yield Fault(
            field, both("briefing_words.fault_year", number=one.written, year=year, shown=shown)
        )


def _of_people(one: Stated, text: str, exhibit: Exhibit, field: str) -> Iterator[Fault]:
    """A fault where incidents, say, are told as so many people: records are not people."""
    if (people := people_counted(text[one.end :], exhibit)) and exhibit.unit:
        written = f"{one.written} {people}"
        yield Fault(field, both("briefing_words.fault_people", said=written, unit=exhibit.unit))


def _fits(said: Hedge, held: Hedge) -> bool:
    return said is held or (held is Hedge.NONE and said in LOOSER)


def _is_derived(one: Stated, said: list[Stated], exhibit: Exhibit) -> bool:
    """Whether it is the difference, change in percent or ratio of two values of the same line.

    Both must be values of the chart that are joined: those that may be compared.
    """
    for run in _joined(exhibit):
        values = {other.number for other in said if other.number in run}
        for first, second in permutations(values, 2):
            if one.number in _derived(first, second, one.number):
                return True
    return False


def _joined(exhibit: Exhibit) -> list[set[Decimal]]:
    chart = exhibit.chart
    if chart is None or chart.is_levels:
        return []
    points = chart.points
    return [{number for at in run if (number := points[at].number) is not None}
            for run in chart.runs if len(run) > 1]  # fmt: skip


def _derived(first: Decimal, second: Decimal, asked: Decimal) -> set[Decimal]:
    """What two values come to, rounded as the number that is asked about is written."""
    exponent = asked.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    found = {abs(second - first)}
    if first:
        found |= {abs(round((second - first) * 100 / first, places)), round(second / first, places)}
    return found


def _no_value(one: Stated, shown: list[Shown], field: str) -> Fault:
    """The nearest values are named: one of them may have been meant."""
    near = sorted({held.number: held for held in shown}.values(),
                  key=lambda held: abs(held.number - one.number))[:NEAR]  # fmt: skip
    said = "; ".join(held.written for held in near)
    return Fault(field, _told("value" if near else "no_value", one, said))


def _told(key: str, one: Stated, shown: str) -> Text:
    return both(f"briefing_words.fault_{key}", number=one.written.strip(), shown=shown)


def _apart(texts: Mapping[Language, str], exhibits: Mapping[Language, Exhibit]) -> Iterator[Fault]:
    """A fault where the languages do not hold the same numbers."""
    held = {
        language: sorted(one.number for one in numbers_of(text, exhibits[language], language))
        for language, text in texts.items()
    }
    if held[Language.EN] != held[Language.FR]:
        said = {
            language.value: ", ".join(Words(language).number(one) for one in numbers)
            for language, numbers in held.items()
        }
        yield Fault("lines", both("briefing_words.fault_apart", **said))
