"""The sheets that are one table: scorecard, changes, definitions, footnotes, provenance."""

from collections.abc import Iterator

from dashboard.briefings.document import Cell, Document, Exhibit, Table
from dashboard.briefings.xlsx.cells import LINK, Sheet, link, marked
from dashboard.briefings.xlsx.frame import Book, freeze, open_sheet, printed_on_each, told
from dashboard.briefings.xlsx.names import place, table_name
from dashboard.briefings.xlsx.room import raise_row
from dashboard.briefings.xlsx.tables import stretched, widths_of, write_table
from dashboard.briefings.xlsx.traces import break_key


def list_sheet(
    book: Book, label: str, table: Table, *, first: float = 260, most: float = 190,
    is_filtered: bool = False,
) -> Sheet:  # fmt: skip
    """A sheet of one table; `label` is the field of the document's labels that names it."""
    words = str(getattr(book.document.labels, label))
    title = told(words, table.caption, book.language) or words
    widths = stretched(widths_of(table, first, most), table.right)
    sheet = open_sheet(book, book.others[label], title, widths)
    raise_row(sheet, book.header - 1, 3)
    write_table(
        sheet, table, (book.header, 1), table_name(words), book.language, is_filtered=is_filtered
    )
    freeze(sheet, book.header)
    printed_on_each(sheet, book.header, max(len(table.head), 1))
    return sheet


def scorecard(book: Book) -> None:
    """The newest figures, each indicator leading to its sheet, each word of progress marked."""
    table, chips = with_units(book.document), book.document.chips
    sheet = list_sheet(book, "scorecard", table, first=330, most=220)
    for row, (cells, chip) in enumerate(zip(table.rows, chips, strict=False), book.header + 1):
        at = _last_with(cells, chip.word)
        if at is not None:
            marked(sheet.cell(row, at + 1), chip.shape)
        _lead(book, sheet, row, cells)


def with_units(document: Document) -> Table:
    """The scorecard with a column of units: in a workbook numbers stand without their words."""
    told, exhibits = document.scorecard, document.exhibits
    if len(told.rows) != len(exhibits):
        return told
    rows = zip(told.rows, exhibits, strict=True)
    return Table(
        told.caption,
        (told.head[0], document.labels.unit, *told.head[1:]),
        tuple((cells[0], Cell(one.unit), *cells[1:]) for cells, one in rows),
        tuple(at + 1 for at in told.right),
    )


def _last_with(cells: tuple[Cell, ...], word: str) -> int | None:
    places = [at for at, one in enumerate(cells) if word and one.text.startswith(word)]
    return places[-1] if places else None


def _lead(book: Book, sheet: Sheet, row: int, cells: tuple[Cell, ...]) -> None:
    """Make the first cell of a row a link to the sheet of its indicator."""
    said = cells[0].text if cells else ""
    for name, one in zip(book.exhibits, book.document.exhibits, strict=True):
        if one.name in said or (one.code and said.split(" ")[0] == one.code):
            link(sheet, row, 1, said, place(name, "A1"),
                 LINK._replace(rule="hair", wrap=True))  # fmt: skip
            return


def changes(book: Book) -> None:
    """What has changed since the briefing before, each with where it is explained."""
    words, document = book.document.labels, book.document
    names = {one.indicator: _named(one) for one in document.exhibits}
    rows = tuple(
        (Cell(names.get(one.indicator, one.indicator)), Cell(one.words), Cell(one.path))
        for one in document.changes
    )
    rows = rows or ((Cell("–"), Cell(words.no_changes), Cell("–")),)
    table = Table(words.since, (words.indicator, words.changes, words.link), rows)
    sheet = list_sheet(book, "changes", table, first=250, most=420)
    for row, cells in enumerate(rows, book.header + 1):
        _lead(book, sheet, row, cells)


def definitions(book: Book) -> None:
    words = book.document.labels
    rows = tuple(
        (Cell(_named(one)), Cell(one.unit), Cell(one.definition), Cell(one.coverage or "–"))
        for one in book.document.exhibits
    )
    head = (words.indicator, words.unit, words.definition, words.coverage)
    list_sheet(book, "definitions", Table("", head, rows), most=400, is_filtered=True)


def footnotes(book: Book) -> None:
    """Every note of every exhibit, and what its figures do not tell."""
    words = book.document.labels
    rows = tuple(
        (Cell(_named(one)), Cell(kind), Cell(said))
        for one in book.document.exhibits
        for kind, said in notes_of(book, one)
    )
    head = (words.indicator, words.key, words.footnotes)
    list_sheet(book, "footnotes", Table("", head, rows), most=430, is_filtered=True)


def provenance(book: Book) -> None:
    list_sheet(book, "provenance", book.document.trails, first=200, most=170, is_filtered=True)


def notes_of(book: Book, exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    """The notes of an exhibit with the heading that each stands under."""
    words = book.document.labels
    yield from ((words.notes, one) for one in exhibit.notes)
    yield from ((words.unsaid, one) for one in exhibit.unsaid)
    if exhibit.chart:
        yield from ((words.breaks, one) for one in breaks_of(exhibit))
        yield from ((words.events, f"{one.key}. {one.words}") for one in exhibit.chart.events)


def breaks_of(exhibit: Exhibit) -> list[str]:
    breaks = exhibit.chart.breaks if exhibit.chart else ()
    return [f"{break_key(at)}. {said}" for at, (_, said) in enumerate(breaks)]


def _named(exhibit: Exhibit) -> str:
    return f"{exhibit.code} {exhibit.name}".strip()
