"""A briefing as a workbook: one table a sheet, numbers that stay numbers, native charts.

No cell holds a formula, and nothing leads out of the file.
"""

from datetime import date

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.xlsx.chart_rows import Plots, chart_data, plots_of
from dashboard.briefings.xlsx.exhibit import exhibit_sheet
from dashboard.briefings.xlsx.frame import Book, carried, new_workbook
from dashboard.briefings.xlsx.lists import changes, definitions, footnotes, provenance, scorecard
from dashboard.briefings.xlsx.names import sheet_names
from dashboard.briefings.xlsx.pack import packed
from dashboard.briefings.xlsx.read_me import read_me
from dashboard.briefings.xlsx.traces import is_drawn

BEFORE = ("read_me", "scorecard", "changes")
AFTER = ("definitions", "footnotes", "provenance", "chart_data")


def render_xlsx(document: Document, issue: Issue) -> bytes:
    """The workbook of a document, as bytes: the same for the same document and issue."""
    book = _book(document, issue)
    plots = plots_of(document, book.header)
    read_me(book)
    scorecard(book)
    if "changes" in book.others:
        changes(book)
    for at, plot in enumerate(plots):
        exhibit_sheet(book, at, plot)
    definitions(book)
    footnotes(book)
    provenance(book)
    chart_data(book, plots)
    book.workbook.active = 0
    return packed(book.workbook, date.fromisoformat(issue.day), _texts(document, plots))


def _texts(document: Document, plots: Plots) -> list[tuple[str, str]]:
    """What stands for each chart where it is not seen."""
    charts = [one.chart for one, plot in zip(document.exhibits, plots, strict=True) if plot]
    return [(one.title, one.alt) for one in charts if one]


def _book(document: Document, issue: Issue) -> Book:
    """The names of all sheets first: each may lead to any other."""
    words = document.labels
    before = [one for one in BEFORE if one != "changes" or words.since or document.changes]
    has_charts = any(one.chart and is_drawn(one.chart) for one in document.exhibits)
    after = [one for one in AFTER if one != "chart_data" or has_charts]
    wanted = [
        *(str(getattr(words, one)) for one in (*before, *after)),
        *(f"{at}. {one.code} {one.name}" for at, one in enumerate(document.exhibits, 1)),
    ]
    names = sheet_names(wanted)
    others = dict(zip((*before, *after), names, strict=False))
    exhibits = names[len(others) :]
    order = (*(others[one] for one in before), *exhibits, *(others[one] for one in after))
    block = carried(document, issue)
    return Book(new_workbook(document, issue), document, issue, exhibits, others, order, block)
