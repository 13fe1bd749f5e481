"""The numbers that an exhibit shows of its indicator: how each is hedged, and of which period."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from dashboard.briefings.composing.numbers_in import Hedge, stated
from dashboard.briefings.composing.periods_in import (
    units_of,
    without_dates,
    without_years,
    years_of,
)
from dashboard.briefings.composing.periods_named import Span, period_of
from dashboard.briefings.document import Cell, Exhibit
from metrics import Language

FIRM = {  # words by which it is said that a value is not final
    Language.EN: ("provisional", "preliminary", "estimate"),
    Language.FR: ("provisoire", "préliminaire", "estim"),
}


Years: TypeAlias = tuple[frozenset[str], list[str]]  # that an exhibit names, and its units


class Shown(NamedTuple):
    """A number of the exhibit. `when` is its period as it is said, empty of what is no value.

    Of a target, say, or of how many partners there are, no period is asked. `span` is None where
    a value was published without a date.
    """

    number: Decimal
    hedge: Hedge
    written: str
    is_firm: bool = True
    when: str = ""
    span: Span | None = None
    is_newest: bool = False


class Row(NamedTuple):
    """A value as it stands in a table or a chart, with its period and its marks."""

    cell: Cell
    when: str
    marks: str


def shown_numbers(exhibit: Exhibit, language: Language) -> list[Shown]:
    """Every number that the exhibit shows of its indicator, as it is hedged there."""
    newest = exhibit.when.partition(",")[0]
    known = years_of(exhibit), units_of(exhibit)  # once: each row asks
    found: list[Shown] = []
    for row in _rows(exhibit, language):
        span = period_of(row.when, language)
        is_newest = exhibit.figure is None or row.when == newest
        timed = [*_in_cell(row.cell, row.marks, language),
                 *_in_words(row.marks, known, language)]  # fmt: skip
        found += [
            one._replace(when=row.when, span=span, is_newest=is_newest) for one in timed
        ]  # fmt: skip
    for text in _beside(exhibit):
        found += _in_words(text, known, language)
    return found


def _rows(exhibit: Exhibit, language: Language) -> Iterator[Row]:
    if exhibit.figure:
        yield Row(exhibit.figure, exhibit.when.partition(",")[0], exhibit.when)
    is_related = exhibit.figure is None and exhibit.chart is None  # title, value, when
    for row in exhibit.table.rows if exhibit.table else ():
        more = row[2].text if len(row) > 2 else ""
        if is_related:
            yield Row(row[1], more.partition(",")[0], more)
        else:
            yield Row(row[1], row[0].text, more)
    for point in exhibit.chart.points if exhibit.chart else ():
        yield Row(Cell(point.said), point.label, FIRM[language][0] if point.hollow else "")


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


def _in_words(text: str, known: Years, language: Language) -> list[Shown]:
    """The numbers of words that also tell when; told with these words, days and all."""
    bare = without_dates(text, language)
    found = _in_text(without_years(bare, *known), language)
    return [one._replace(written=text.strip()) for one in found]


def _in_text(text: str, language: Language) -> list[Shown]:
    return [Shown(one.number, one.hedge, text.strip()) for one in stated(text, language)]
