"""The first sheet of a blank return: what is asked, how to say it, and what never to write."""

from collections.abc import Iterable, Sequence

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from ingest.blank import looks, words
from ingest.blank.asked import Asked
from ingest.blank.general import example_row
from ingest.blank.looks import Look, write
from ingest.blank.tables import definition_words, unit_words
from metrics import Text

_WIDTHS = (30.0, 30.0, 18.0, 74.0)


class _Page:
    """Writes the sheet from top to bottom."""

    def __init__(self, made: Worksheet, asked: Asked) -> None:
        self.made, self.asked = made, asked
        self._row = 1

    def said(self, text: Text, **told: str) -> str:
        words_ = text.in_(self.asked.language)
        return words_.format(**told) if told else words_

    def title(self, told: str) -> None:
        write(self.made, self._row, 1, told, looks.TITLE)
        self.made.row_dimensions[self._row].height = 24
        self._row += 1

    def section(self, text: Text, **told: str) -> None:
        self._row += 1
        for column in range(1, len(_WIDTHS) + 1):
            write(self.made, self._row, column, None, looks.SECTION)
        write(self.made, self._row, 1, self.said(text, **told), looks.SECTION)
        self._row += 1

    def paragraph(self, told: str) -> None:
        """Words across the page."""
        self.made.merge_cells(
            start_row=self._row, end_row=self._row, start_column=1, end_column=len(_WIDTHS)
        )
        write(self.made, self._row, 1, told, looks.WORDS)
        self._tall(looks.lines(told, sum(_WIDTHS)))

    def cells(self, told: Sequence[str], look: Look = looks.WORDS, link: str = "") -> None:
        for column, one in enumerate(told, 1):
            if one:
                write(self.made, self._row, column, one, look)
        if link:
            cell = write(self.made, self._row, 1, told[0], looks.LINKED)
            place = "'" + link.replace("'", "''") + "'!A1"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
            cell.font = looks.LINKED.font
        widths = self._joined(told)
        count = max(looks.lines(one, width) for one, width in zip(told, widths, strict=False))
        self._tall(count)

    def _joined(self, told: Sequence[str]) -> Sequence[float]:
        """Words in the second column run on over the columns that are left free behind it."""
        last = len(_WIDTHS) if len(told) == 2 else 2 if told[2] else 3
        if told[1] and last > 2:
            self.made.merge_cells(
                start_row=self._row, end_row=self._row, start_column=2, end_column=last
            )
            return (_WIDTHS[0], sum(_WIDTHS[1:last]), *_WIDTHS[2:])
        return _WIDTHS

    def _tall(self, count: int) -> None:
        self.made.row_dimensions[self._row].height = 15.5 * count + 2
        self._row += 1


def write_directives(made: Worksheet, asked: Asked) -> None:
    page = _Page(made, asked)
    for column, width in zip("ABCD", _WIDTHS, strict=True):
        made.column_dimensions[column].width = width
    _write_about(page)
    _write_comments(page)
    _write_how(page)
    _write_rules(page)
    _write_sheets(page)
    _write_general(page)
    _write_columns(page)
    looks.set_up(made, asked.language, words.PAGE)


def _write_about(page: _Page) -> None:
    asked, form = page.asked, page.asked.layout.form
    page.title(form.title.in_(asked.language))
    for label, told in (
        (words.RETURN_OF, asked.partner),
        (words.FOR_PERIOD, asked.period),
        (words.DUE, asked.due),
        (words.VERSION, str(form.version)),
    ):
        page.cells((page.said(label), told))
    page.section(words.WHAT)
    page.paragraph(form.instructions.in_(asked.language))


def _write_comments(page: _Page) -> None:
    if not page.asked.comments:
        return
    page.section(words.COMMENTS)
    page.paragraph(page.said(words.COMMENTS_WORDS))
    page.cells([page.said(one) for one in (words.SHEET, words.CELL)], looks.STRONG)
    for one in page.asked.comments:
        page.cells((page.asked.sheet_named(one.sheet), one.cell, "", one.words))


def _write_how(page: _Page) -> None:
    page.section(words.HOW)
    for number, step in enumerate(words.HOW_STEPS, 1):
        page.paragraph(f"{number}. {page.said(step)}")
    page.section(words.NOTHING)
    headings = [page.said(one) for one in (words.WRITE, words.MEANS, words.EXAMPLE)]
    page.cells([headings[0], headings[1], "", headings[2]], looks.STRONG)
    for said, means, example in words.FOUR:
        page.cells((page.said(said), page.said(means), "", page.said(example)))


def _write_rules(page: _Page) -> None:
    page.section(words.SMALL)
    page.paragraph(page.said(words.SMALL_WORDS))
    page.section(words.NEVER)
    page.paragraph(page.said(words.NEVER_WORDS))
    page.section(words.ASK)
    if steward := page.asked.layout.form.steward:
        page.paragraph(page.said(words.STEWARD, steward=steward))
    office = page.asked.office
    page.paragraph(
        page.said(words.ASK_OFFICE).format(name=page.said(words.COLON) + office if office else "")
    )


def _write_sheets(page: _Page) -> None:
    language = page.asked.language
    page.section(words.SHEETS)
    for sheet in page.asked.layout.sheets:
        name = sheet.name(language)
        page.cells((name, "", "", sheet.table.title.in_(language)), link=name)


def _write_general(page: _Page) -> None:
    asked = page.asked
    name = asked.layout.data.sheet.in_(asked.language)
    page.section(words.GENERAL, sheet=name)
    page.paragraph(page.said(words.GENERAL_WORDS, sheet=name))
    if not asked.layout.sheets:
        return
    page.paragraph(page.said(words.GENERAL_EXAMPLE))
    headings = (heading.in_(asked.language) for heading in asked.layout.data.headings)
    page.paragraph(_paired(headings, example_row(asked), page.said(words.COLON)))


def _paired(headings: Iterable[str], told: Iterable[str], colon: str) -> str:
    """In a sentence, not in cells: an example in cells might be read as a value."""
    pairs = zip(headings, told, strict=True)
    return "; ".join(f"{heading}{colon}{one}" for heading, one in pairs if one)


def _write_columns(page: _Page) -> None:
    """Every definition as plain cells: notes are hard to reach for some readers."""
    asked, language = page.asked, page.asked.language
    page.section(words.COLUMNS)
    named = (words.COLUMN, words.SHEET, words.UNIT, words.DEFINITION)
    page.cells([page.said(one) for one in named], looks.STRONG)
    for sheet in asked.layout.sheets:
        for column in sheet.columns:
            page.cells(
                (
                    column.heading.in_(language),
                    sheet.name(language),
                    unit_words(column, language),
                    definition_words(column, asked),
                )
            )
