"""The sheet of one indicator: its finding and figure, its chart beside its table, its notes."""

from collections.abc import Iterator
from urllib.parse import urljoin

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU

from dashboard.briefings.document import Cell, Exhibit, Table
from dashboard.briefings.xlsx.cells import (
    BODY,
    FIGURE,
    FINDING,
    GLYPHS,
    HEADING,
    INKS,
    LINK,
    SECTION,
    SMALL,
    Look,
    Sheet,
    figure,
    link,
)
from dashboard.briefings.xlsx.chart import drawing
from dashboard.briefings.xlsx.frame import (
    APART,
    Book,
    open_sheet,
    printed_on_each,
    told,
)
from dashboard.briefings.xlsx.lists import breaks_of
from dashboard.briefings.xlsx.names import place, table_name
from dashboard.briefings.xlsx.pages import LEAST, PAPER, Pages, height_of
from dashboard.briefings.xlsx.room import flowing, pieces, raise_row, room_of
from dashboard.briefings.xlsx.tables import stretched, widths_of, write_heads, write_table
from dashboard.briefings.xlsx.traces import Plot

READ = 520.0  # points: the column that is read
BESIDE = 270.0  # points: the least that stands beside it
GAP = 22.0  # between it and the table
TABLE = 3  # the column where the table begins
OVER = 7  # rows from the finding to the words over the columns of the table
TALL, LOWEST = 235.0, 150.0  # points: a chart, and one that must do with what a page has left
SPACE = 7.0


def exhibit_sheet(book: Book, at: int, plot: Plot | None) -> None:
    """`at` counts from 0; `plot` is what its chart is drawn of."""
    exhibit = book.document.exhibits[at]
    words = book.document.labels
    widths = widths_of(exhibit.table, 150, 205) if exhibit.table else (0.0,)
    widths = stretched(widths, exhibit.table.right if exhibit.table else (), BESIDE)
    title = f"{words.exhibit.format(number=at + 1)}. {exhibit.code} {exhibit.name}"
    sheet = open_sheet(book, book.exhibits[at], title, (READ, GAP, *widths))
    _told_first(book, sheet, exhibit, READ + GAP + sum(widths))
    _heads(book, sheet, exhibit)
    tall = _room_left(book, sheet, READ + GAP + sum(widths))
    last = _table(book, sheet, exhibit, at, tall)
    if plot:
        _place_chart(book, sheet, plot, exhibit, tall)
    _sections(book, sheet, exhibit, last + 2, READ + GAP + sum(widths))
    sheet.freeze_panes = "A2"
    printed_on_each(sheet, book.last, TABLE + len(widths) - 1)


def _told_first(book: Book, sheet: Sheet, exhibit: Exhibit, across: float) -> None:
    """Finding, figure, what it is of, progress, change, coverage: each in its row."""
    words, language, found = book.document.labels, book.language, book.last + 2
    flowing(sheet, found, 1, exhibit.finding, FINDING, across)
    figure(sheet, found + 1, 1, exhibit.figure or Cell("–"), language, _size(exhibit))
    raise_row(sheet, found + 1, 36)
    what = APART.join(filter(None, (exhibit.unit, exhibit.place, exhibit.when, exhibit.pillar)))
    flowing(sheet, found + 2, 1, what, BODY, across)
    chip = exhibit.progress
    reason = f"{chip.word} ({chip.reason})" if chip.reason else chip.word
    look = BODY._replace(bold=True, ink=INKS.get(chip.shape, SMALL.ink))
    said = flowing(
        sheet, found + 3, 1, told(words.progress, reason, language), look, across
    )  # fmt: skip
    said.number_format = f'"{GLYPHS[chip.shape]}  "@'
    also = (told(words.signal, exhibit.signal, language),
            told(words.coverage, exhibit.coverage, language))  # fmt: skip
    if any(also):
        flowing(sheet, found + 4, 1, APART.join(filter(None, also)), BODY, across)


def _size(exhibit: Exhibit) -> Look:
    found = exhibit.figure
    return FIGURE if found and len(found.text) < 20 else FIGURE._replace(size=14)


def _header(book: Book) -> int:
    """The row of the words over the columns of the table."""
    return book.last + 2 + OVER


def _heads(book: Book, sheet: Sheet, exhibit: Exhibit) -> None:
    """What stands over the chart and over the table."""
    chart, table, header = exhibit.chart, exhibit.table, _header(book)
    across = sum(room_of(sheet, TABLE + one) for one in range(len(table.head))) if table else 0
    is_one = chart is not None and table is not None and chart.title == table.caption
    title = chart.title if chart else exhibit.no_chart
    flowing(sheet, header - 1, 1, title, HEADING, READ + GAP + across if is_one else 0)
    if chart:
        flowing(sheet, header, 1, chart.sheet_subtitle, SMALL)
    if table:
        if not is_one:  # else it is said once, over both
            flowing(sheet, header - 1, TABLE, table.caption, HEADING, across)
        write_heads(sheet, table, (header, TABLE))


def _room_left(book: Book, sheet: Sheet, across: float) -> float:
    """How high a chart can be on the first page, which is `across` wide."""
    over = height_of(sheet, 1, _header(book))
    return min(TALL, max(LOWEST, PAPER * across - over - 2 * LEAST))


def _table(book: Book, sheet: Sheet, exhibit: Exhibit, at: int, tall: float) -> int:
    """Write the table; return the last row that it or the chart takes."""
    table, header = exhibit.table, _header(book)
    last = header if exhibit.chart else header + 1
    if table:
        name = table_name(book.document.labels.exhibit.format(number=at + 1))
        last = write_table(sheet, _padded(table), (header, TABLE), name, book.language)
    return _filled(sheet, header, last, tall) if exhibit.chart else last


def _padded(table: Table) -> Table:
    """Rows as long as the head: what is shorter would leave a cell of the table unsaid."""
    wide = len(table.head)
    return table._replace(
        rows=tuple((*row, *[Cell("")] * (wide - len(row)))[:wide] for row in table.rows)
    )


def _filled(sheet: Sheet, header: int, last: int, tall: float) -> int:
    """Rows under the table until the chart's end; return the last."""
    used = height_of(sheet, header + 1, last)
    while used < tall + LEAST:
        last += 1
        raise_row(sheet, last, LEAST)
        used += LEAST
    return last


def _place_chart(
    book: Book, sheet: Sheet, plot: Plot, exhibit: Exhibit, tall: float
) -> None:  # fmt: skip
    chart = exhibit.chart
    if chart is None:
        return
    made = drawing(
        plot, book.others["chart_data"], book.language,
        percent=chart.percent, levels=chart.is_levels,
    )  # fmt: skip
    size = XDRPositiveSize2D(
        pixels_to_EMU(round(READ / 0.75) - 4), pixels_to_EMU(round(tall / 0.75))
    )
    made.anchor = OneCellAnchor(
        _from=AnchorMarker(col=0, row=_header(book), colOff=0, rowOff=40000), ext=size
    )
    sheet.add_chart(made)


def _sections(book: Book, sheet: Sheet, exhibit: Exhibit, row: int, across: float) -> None:
    """What stands under chart and table, each under its heading."""
    pages, is_apart = Pages(sheet, across, book.last), exhibit.chart is not None
    for at, (title, parts) in enumerate(_told_then(book, exhibit)):
        if at == 1 and is_apart:  # a page of figures, and one of what to know of them
            pages.turn(row)
        begun, row = row, _section(sheet, row, title, parts)
        if begun == row:
            continue
        if at == 0 and is_apart:  # key lines stand whole under the chart, or whole on the next page
            is_apart = pages.is_first(begun, row - 2)
        else:
            pages.keep(begun, begun + 1)
    _ways_on(book, sheet, exhibit, row)


def _section(sheet: Sheet, row: int, title: str, parts: tuple[str, ...]) -> int:
    """A heading with its paragraphs, a row each; return where the next part begins."""
    if not parts:
        return row
    flowing(sheet, row, 1, title, SECTION)
    for said in (piece for one in parts for piece in pieces(one, BODY, READ)):
        row += 1
        flowing(sheet, row, 1, said, BODY)
    raise_row(sheet, row + 1, SPACE)
    return row + 2


def _ways_on(book: Book, sheet: Sheet, exhibit: Exhibit, row: int) -> None:
    words = book.document.labels
    if exhibit.path:
        flowing(sheet, row, 1, told(words.link, urljoin(book.issue.link, exhibit.path),
                                    book.language), SMALL, READ)  # fmt: skip
        row += 1
    if exhibit.chart and "chart_data" in book.others:
        link(sheet, row, 1, words.chart_data, place(book.others["chart_data"], "A1"), LINK)


def _told_then(book: Book, exhibit: Exhibit) -> Iterator[tuple[str, tuple[str, ...]]]:
    words, chart = book.document.labels, exhibit.chart
    yield words.key_lines, tuple(said for line in exhibit.lines_told for said in line if said)
    yield words.notes, (*_gaps(book, exhibit), *exhibit.notes)
    yield words.unsaid, exhibit.unsaid
    yield words.breaks, tuple(breaks_of(exhibit))
    events = chart.events if chart else ()
    yield words.events, tuple(f"{one.key}. {one.words}" for one in events)
    yield words.definition, tuple(filter(None, (exhibit.definition,)))
    yield words.sources, exhibit.sources


def _gaps(book: Book, exhibit: Exhibit) -> list[str]:
    """Where the line has a gap, and why: a chart cannot say it in its own place."""
    points = exhibit.chart.points if exhibit.chart else ()
    return [told(one.label, one.said, book.language) for one in points if one.number is None]
