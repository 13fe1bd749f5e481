"""What every sheet of a briefing's workbook carries, on screen and on paper."""

from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.drawing.letter_widths import SANS
from dashboard.briefings.xlsx.cells import (
    LINK,
    SMALL,
    TITLE,
    Look,
    Sheet,
    clean,
    link,
    text,
)
from dashboard.briefings.xlsx.names import place
from dashboard.briefings.xlsx.room import AIR, flowing, pieces, raise_row, set_room, wide
from dashboard.tokens import INK_2
from metrics import Language

NARROWEST = 700.0  # points: all columns of a sheet
TIGHT = 12.5  # points: a row of what every sheet carries
FROZEN = 150.0  # points: more would leave no room for what is read
SHORT = 16  # signs of the content hash at the foot
HEADER = 250  # signs that a program takes for a header or a footer
APART = " · "
TITLES = tuple(TITLE._replace(size=size) for size in (18, 13, 10))  # the first that fits


class Book(NamedTuple):
    """The workbook, what it is made from, and the names of its sheets."""

    workbook: Any
    document: Document
    issue: Issue
    exhibits: tuple[str, ...]  # the names of their sheets, in their order
    others: dict[str, str]  # by the label whose sheet it is
    order: tuple[str, ...]  # of all sheets, as they stand in the file
    block: tuple[str, ...]  # what every sheet carries under its title, a row each

    @property
    def last(self) -> int:
        """The last row of what every sheet carries; under it is the way to the contents."""
        return 1 + len(self.block)

    @property
    def header(self) -> int:
        """The row of the words over the columns, on each sheet that is one table."""
        return self.last + 3

    @property
    def language(self) -> Language:
        return self.document.language


def new_workbook(document: Document, issue: Issue) -> Any:
    """An empty workbook with its properties: language, title, day."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    # columns are counted in digits of this typeface
    workbook._fonts = IndexedList([Font(name=SANS, size=10)])
    workbook._named_styles["Normal"].font = Font(name=SANS, size=10)
    head, found = document.head, workbook.properties
    found.title, found.subject = clean(head.title), clean(head.scope)
    found.creator = found.lastModifiedBy = clean(head.organization)
    found.language = locale_of(document.language)
    found.identifier = issue.content or None
    found.category = clean(head.classification)
    return workbook


def locale_of(language: Language) -> str:
    return f"{language.value}-CA"


def told(label: str, said: str, language: Language) -> str:
    """A label and what stands for it; nothing where there is nothing."""
    colon = "\u00a0: " if language is Language.FR else ": "
    return f"{label}{colon}{said}" if said else ""


def carried(document: Document, issue: Issue) -> tuple[str, ...]:
    """The lines of what every sheet carries: none is wider than the narrowest sheet."""
    head, words, language = document.head, document.labels, document.language
    pairs = (
        ((words.classification, head.classification), (words.code, issue.code), ("", issue.status),
         ("", head.example), ("", head.embargo), ("", head.marks)),
        ((words.scope, head.scope), (words.as_of, head.as_of), (words.known_at, head.known_at),
         (words.framework, head.framework), (words.coverage, head.coverage)),
        ((words.link, issue.link), (words.content, issue.content),
         (words.sources, words.provenance)),
    )  # fmt: skip
    told_of = (
        [told(label, said, language) if label else said for label, said in row if said]
        for row in pairs
    )
    return tuple(line for one in told_of for line in _filled(one))


def _filled(said: list[str]) -> list[str]:
    """Lines of as many as fit, each whole unless it is wider than a line by itself."""
    lines: list[str] = []
    for one in said:
        longer = f"{lines[-1]}{APART}{one}" if lines else one
        if lines and wide(longer, SMALL) + AIR <= NARROWEST:
            lines[-1] = longer
        else:
            lines += pieces(one, SMALL, NARROWEST, 1)
    return lines


def open_sheet(book: Book, name: str, title: str, widths: tuple[float, ...]) -> Sheet:
    """A sheet with its title in the first cell and the block of what every sheet carries.

    `widths` are those of its columns, in points.
    """
    sheet = book.workbook.create_sheet(name)
    for column, points in enumerate(widths, 1):
        set_room(sheet, column, points)
    across = sum(widths)
    flowing(sheet, 1, 1, title, _look_of(title, across), across)
    for row, line in enumerate(book.block, 2):
        text(sheet, row, 1, line, SMALL)
        raise_row(sheet, row, TIGHT)
    contents = book.others["read_me"]
    link(sheet, book.last + 1, 1, f"← {book.document.labels.contents}", place(contents, "A1"),
         LINK._replace(size=9))  # fmt: skip
    raise_row(sheet, book.last + 1, 14)
    set_page(book, sheet)
    return sheet


def _look_of(title: str, across: float) -> Look:
    """As large as it can stand in one line."""
    return next((one for one in TITLES if wide(title, one) + AIR <= across), TITLES[-1])


def freeze(sheet: Sheet, last: int) -> None:
    """Keep the rows down to `last` in sight; where they are too high, the title alone."""
    tall = sum(sheet.row_dimensions[row].height or 0 for row in range(1, last + 1))
    sheet.freeze_panes = f"A{last + 1 if tall <= FROZEN else 2}"


def set_page(book: Book, sheet: Sheet) -> None:
    """Paper: landscape, as wide as the page, the block on each page, page x of y."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.65
    margins.header = margins.footer = 0.3
    _head_and_foot(book, sheet)


def _head_and_foot(book: Book, sheet: Sheet) -> None:
    head, words, issue = book.document.head, book.document.labels, book.issue
    as_of = told(words.as_of, head.as_of, book.language)
    _written(sheet.oddHeader, head.scope, APART.join(filter(None, (head.example, head.embargo))),
             as_of)  # fmt: skip
    code = APART.join(filter(None, (issue.code, issue.content[:SHORT]))) or issue.status
    page = _escaped(words.page, 60).format(page="&P", pages="&N")
    _written(sheet.oddFooter, code, head.classification, "", right_code=page)


def _written(
    part: Any, left: str, center: str, right: str, right_code: str = ""
) -> None:  # fmt: skip
    """The whole stands on the sheet: here it is as long as a program takes."""
    part.right.text = right_code or _escaped(right, 60)
    part.center.text = _escaped(center, 50) or None
    part.left.text = _escaped(left, HEADER - 140)
    for one in (part.left, part.center, part.right):
        one.font, one.size, one.color = f"{SANS},Regular", 8, INK_2[1:]


def _escaped(said: str, most: int) -> str:
    """On one line, an ampersand doubled: it would begin a code."""
    plain = " ".join(clean(said).split())
    cut = plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
    while len(cut.replace("&", "&&")) > most:
        cut = cut[:-2].rstrip() + "…"
    return cut.replace("&", "&&")


def printed_on_each(sheet: Sheet, last: int, columns: int) -> None:
    """Repeat the rows down to `last` on each page, and print as many columns as hold something."""
    sheet.print_title_rows = f"1:{last}"
    sheet.print_area = f"A1:{get_column_letter(columns)}{sheet.max_row}"
