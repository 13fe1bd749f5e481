"""The sheet of one indicator: its finding and figure, its chart beside its table, its notes."""

from collections.abc import Iterator
from urllib.parse import urljoin

from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import pixels_to_EMU
from openpyxl.worksheet.pagebreak import Break

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
    BLOCK,
    Book,
    open_sheet,
    printed_on_each,
    told,
)
from dashboard.briefings.xlsx.lists import breaks_of
from dashboard.briefings.xlsx.names import place, table_name
from dashboard.briefings.xlsx.room import flowing, pieces, raise_row, room_of
from dashboard.briefings.xlsx.tables import stretched, widths_of, write_table
from dashboard.briefings.xlsx.traces import Plot

READ = 520.0  # points: the column that is read
BESIDE = 270.0  # points: the least that stands beside it
GAP = 22.0  # between it and the table
TABLE = 3  # the column where the table begins
FOUND = BLOCK + 2  # the row of the finding
HEADER = FOUND + 7  # the row of the words over the columns of the table
TALL = 235.0  # points: a chart
LEAST, SPACE = 15.0, 7.0
PAPER = 0.64  # how high a page is for each point of its width, between head and foot


def exhibit_sheet(book: Book, at: int, plot: Plot | None) -> None:
    """`at` counts from 0; `plot` is what its chart is drawn of."""
    exhibit = book.document.exhibits[at]
    words = book.document.labels
    widths = widths_of(exhibit.table, 150, 205) if exhibit.table else (0.0,)
    widths = stretched(widths, exhibit.table.right if exhibit.table else (), BESIDE)
    title = f"{words.exhibit.format(number=at + 1)}. {exhibit.code} {exhibit.name}"
    sheet = open_sheet(book, book.exhibits[at], title, (READ, GAP, *widths))
    _told_first(book, sheet, exhibit, READ + GAP + sum(widths))
    last = _chart_and_table(book, sheet, exhibit, at)
    if plot:
        _place_chart(book, sheet, plot, exhibit)
        _keep_whole(sheet, READ + GAP + sum(widths))
    _sections(book, sheet, exhibit, last + 2)
    sheet.freeze_panes = "A2"
    printed_on_each(sheet, BLOCK, TABLE + len(widths) - 1)


def _told_first(book: Book, sheet: Sheet, exhibit: Exhibit, across: float) -> None:
    """Finding, figure, what it is of, progress, change, coverage: each in its row."""
    words, language = book.document.labels, book.language
    flowing(sheet, FOUND, 1, exhibit.finding, FINDING, across)
    figure(sheet, FOUND + 1, 1, exhibit.figure or Cell("–"), language, _size(exhibit))
    raise_row(sheet, FOUND + 1, 36)
    what = APART.join(filter(None, (exhibit.unit, exhibit.place, exhibit.when, exhibit.pillar)))
    flowing(sheet, FOUND + 2, 1, what, BODY, across)
    chip = exhibit.progress
    reason = f"{chip.word} ({chip.reason})" if chip.reason else chip.word
    look = BODY._replace(bold=True, ink=INKS.get(chip.shape, SMALL.ink))
    said = flowing(
        sheet, FOUND + 3, 1, told(words.progress, reason, language), look, across
    )  # fmt: skip
    said.number_format = f'"{GLYPHS[chip.shape]}  "@'
    also = (told(words.signal, exhibit.signal, language),
            told(words.coverage, exhibit.coverage, language))  # fmt: skip
    flowing(sheet, FOUND + 4, 1, APART.join(filter(None, also)) or "–", BODY, across)


def _size(exhibit: Exhibit) -> Look:
    found = exhibit.figure
    return FIGURE if found and len(found.text) < 20 else FIGURE._replace(size=14)


def _chart_and_table(book: Book, sheet: Sheet, exhibit: Exhibit, at: int) -> int:
    """The heads over both, and the table; return the last row that either takes."""
    chart, table, words = exhibit.chart, exhibit.table, book.document.labels
    flowing(sheet, HEADER - 1, 1, chart.title if chart else exhibit.no_chart, HEADING)
    if chart:
        flowing(sheet, HEADER, 1, chart.subtitle, SMALL)
    if table is None:
        return HEADER + 1 if chart is None else _filled(sheet, HEADER)
    across = sum(room_of(sheet, TABLE + one) for one in range(len(table.head)))
    flowing(sheet, HEADER - 1, TABLE, table.caption, HEADING, across)
    name = table_name(words.exhibit.format(number=at + 1))
    last = write_table(sheet, _padded(table), (HEADER, TABLE), name, book.language)
    return max(last, _filled(sheet, last) if chart else last)


def _padded(table: Table) -> Table:
    """Rows as long as the head: what is shorter would leave a cell of the table unsaid."""
    wide = len(table.head)
    return table._replace(
        rows=tuple((*row, *[Cell("")] * (wide - len(row)))[:wide] for row in table.rows)
    )


def _filled(sheet: Sheet, last: int) -> int:
    """Rows under the table until the chart's end; return the last."""
    used = sum(sheet.row_dimensions[row].height or LEAST for row in range(HEADER + 1, last + 1))
    while used < TALL + LEAST:
        last += 1
        raise_row(sheet, last, LEAST)
        used += LEAST
    return last


def _keep_whole(sheet: Sheet, across: float) -> None:
    """A chart that the first page has no room for begins the next."""
    over = sum(sheet.row_dimensions[row].height or LEAST for row in range(1, HEADER + 1))
    if over + TALL + LEAST > PAPER * across:
        sheet.row_breaks.append(Break(id=HEADER - 2))


def _place_chart(book: Book, sheet: Sheet, plot: Plot, exhibit: Exhibit) -> None:
    chart = exhibit.chart
    if chart is None:
        return
    made = drawing(
        plot, book.others["chart_data"], book.language,
        percent=chart.percent, levels=chart.is_levels,
    )  # fmt: skip
    size = XDRPositiveSize2D(
        pixels_to_EMU(round(READ / 0.75) - 4), pixels_to_EMU(round(TALL / 0.75))
    )
    made.anchor = OneCellAnchor(
        _from=AnchorMarker(col=0, row=HEADER, colOff=0, rowOff=40000), ext=size
    )
    sheet.add_chart(made)


def _sections(book: Book, sheet: Sheet, exhibit: Exhibit, row: int) -> None:
    """What stands under chart and table, each under its heading."""
    words = book.document.labels
    for at, (title, parts) in enumerate(_told_then(book, exhibit)):
        if at == 1 and exhibit.chart:  # a page of figures, and one of what to know of them
            sheet.row_breaks.append(Break(id=row - 1))
        if not parts:
            continue
        flowing(sheet, row, 1, title, SECTION)
        row += 1
        for said in (piece for one in parts for piece in pieces(one, BODY, READ)):
            flowing(sheet, row, 1, said, BODY)
            row += 1
        raise_row(sheet, row, SPACE)
        row += 1
    if exhibit.path:
        flowing(sheet, row, 1, told(words.link, urljoin(book.issue.link, exhibit.path),
                                    book.language), SMALL, READ)  # fmt: skip
        row += 1
    if exhibit.chart and "chart_data" in book.others:
        link(sheet, row, 1, words.chart_data, place(book.others["chart_data"], "A1"), LINK)


def _told_then(book: Book, exhibit: Exhibit) -> Iterator[tuple[str, tuple[str, ...]]]:
    words, chart = book.document.labels, exhibit.chart
    yield words.key_lines, exhibit.lines
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
