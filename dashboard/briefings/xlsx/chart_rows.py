"""The figures of the charts, on a sheet of their own: one table that all charts are drawn from.

A bound and a hidden value are words in the column of values, as everywhere in the workbook; `x` and
`y` are where a chart draws what the row holds.
"""

from collections.abc import Iterator
from decimal import Decimal

from dashboard.briefings.document import Cell, Document, Exhibit, Table
from dashboard.briefings.xlsx.frame import Book
from dashboard.briefings.xlsx.lists import list_sheet
from dashboard.briefings.xlsx.traces import Plot, is_drawn, places_of, plot_of
from metrics import Language

DIGITS = 12  # a workbook keeps fifteen of a number: of more it would be text, and not drawn

X, Y = "F", "G"  # the columns of the two axes
Plots = tuple[Plot | None, ...]  # of the exhibits, in their order


def plots_of(document: Document, header: int) -> Plots:
    """What is drawn for each exhibit, and in which rows under the `header` it stands."""
    row, plots = header + 1, list[Plot | None]()
    for one in document.exhibits:
        plot = None
        if one.chart and is_drawn(one.chart):
            plot = plot_of(one.chart, document.labels, row)
            row += sum(len(trace.places) for trace in plot.traces)
        plots.append(plot)
    return tuple(plots)


def chart_data(book: Book, plots: Plots) -> None:
    """The sheet, where any exhibit has a chart."""
    words = book.document.labels
    rows = tuple(
        row
        for exhibit, plot in zip(book.document.exhibits, plots, strict=True)
        if plot
        for row in _rows(exhibit, plot, book.language)
    )
    head = (words.indicator, words.chart_data, words.period, words.value, words.unit, "x", "y")
    if rows:
        table = Table("", head, rows, (3, 5, 6))
        list_sheet(book, "chart_data", table, first=90, most=260, is_filtered=True)


def _rows(exhibit: Exhibit, plot: Plot, language: Language) -> Iterator[tuple[Cell, ...]]:
    code = Cell(exhibit.code or exhibit.indicator)
    unit = Cell(exhibit.chart.unit if exhibit.chart else exhibit.unit)
    for trace in plot.traces:
        name = Cell(trace.name)
        for one in trace.places:
            yield (
                code,
                name,
                Cell(one.period),
                one.value,
                unit,
                number_of(one.x, language),
                number_of(one.y, language),
            )


def number_of(found: float | None, language: Language) -> Cell:
    """A place on an axis; an empty cell where nothing is drawn."""
    if found is None:
        return Cell("")
    number = Decimal(f"{found:.{DIGITS}g}")
    text = f"{number.normalize():f}".replace(".", "," if language is Language.FR else ".")
    return Cell(text, number, places_of(number))
