"""The first sheet: what the file is, its key lines, what every page carries, and the way in."""

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.workbook.defined_name import DefinedName

from dashboard.briefings.xlsx.cells import (
    BODY,
    HEADING,
    LINK,
    SMALL,
    TITLE,
    Look,
    Sheet,
    link,
    text,
)
from dashboard.briefings.xlsx.frame import Book, printed_on_each, set_page
from dashboard.briefings.xlsx.names import place, table_name
from dashboard.briefings.xlsx.room import flowing, height, pieces, raise_row, set_room

NAMES, SAID = 150.0, 580.0  # points: the two columns
LABEL = SMALL._replace(size=10)
KEY = Look(12)
PART = HEADING._replace(rule="medium", size=12)


class Row(NamedTuple):
    """A label, what stands for it, and the sheet that it leads to."""

    label: str
    said: str
    to: str = ""
    is_small: bool = False


def read_me(book: Book) -> None:
    """Title first, then key lines, then everything by which the file is known, then its sheets."""
    words, head = book.document.labels, book.document.head
    sheet = book.workbook.create_sheet(book.others["read_me"])
    set_room(sheet, 1, NAMES)
    set_room(sheet, 2, SAID)
    text(sheet, 1, 1, words.read_me, TITLE._replace(bold=False, ink=LABEL.ink))
    flowing(sheet, 1, 2, head.title, TITLE if len(head.title) < 120 else TITLE._replace(size=13))
    flowing(sheet, 2, 2, head.organization, LABEL)
    row = _part(sheet, 4, words.key_lines, _key_lines(book), KEY)
    row = _part(sheet, row, words.code, _known_by(book), BODY)
    begin = row + 1
    row = _part(sheet, row, words.contents, _contents(book), BODY)
    _name(book, words.contents, begin, row - 2)
    row = _part(sheet, row, words.key, [Row("", one) for one in words.about], BODY)
    flowing(sheet, row, 2, book.document.footer, BODY._replace(bold=True))
    set_page(book, sheet)
    sheet.freeze_panes = "A2"
    printed_on_each(sheet, 2, 2)


def _part(sheet: Sheet, row: int, title: str, rows: list[Row], look: Look) -> int:
    """A heading with its rows; return where the next part begins."""
    if not rows:
        return row
    for column, said in ((1, title), (2, "")):
        text(sheet, row, column, said, PART)
    raise_row(sheet, row, 20)
    for one in rows:
        own = LABEL if one.is_small else look
        for at, piece in enumerate(pieces(one.said, own, SAID)):
            row += 1
            _write(sheet, row, one._replace(said=piece, label="" if at else one.label), own)
    return row + 2


def _write(sheet: Sheet, row: int, one: Row, look: Look) -> None:
    if one.label and one.to:
        link(sheet, row, 1, one.label, place(one.to, "A1"), LINK)
    elif one.label:
        text(sheet, row, 1, one.label, LABEL._replace(wrap=True))
        raise_row(sheet, row, height(one.label, LABEL, NAMES))
    if one.to and not one.label:
        link(sheet, row, 2, one.said, place(one.to, "A1"))
        raise_row(sheet, row, 18)
    else:
        flowing(sheet, row, 2, one.said, look)
        raise_row(sheet, row, (sheet.row_dimensions[row].height or 0) + 3)


def _key_lines(book: Book) -> list[Row]:
    """Each sentence, with where its number is explained."""
    at = {one.indicator: number for number, one in enumerate(book.document.exhibits)}
    said = book.document.labels.exhibit
    rows = []
    for one in book.document.lines:
        number = at.get(one.indicator)
        if number is None:
            rows.append(Row("", one.text))
        else:
            rows.append(Row(said.format(number=number + 1), one.text, book.exhibits[number]))
        if one.figures:
            rows.append(Row("", one.figures, is_small=True))
    return rows


def _known_by(book: Book) -> list[Row]:
    """Everything of the head and of the issue, the content hash whole."""
    head, words, issue = book.document.head, book.document.labels, book.issue
    pairs = (
        ("", head.example), ("", head.embargo), (words.classification, head.classification),
        (words.code, issue.code), ("", issue.status), (words.scope, head.scope),
        (words.as_of, head.as_of), (words.known_at, head.known_at),
        (words.framework, head.framework), (words.coverage, head.coverage),
        (words.marks, head.marks), (words.link, issue.link), (words.content, issue.content),
    )  # fmt: skip
    return [Row(label, said) for label, said in pairs if said]


def _contents(book: Book) -> list[Row]:
    return list(_sheets(book))


def _sheets(book: Book) -> Iterator[Row]:
    """Every sheet in its order; an exhibit by its finding."""
    words = book.document.labels
    names = {book.others[label]: str(getattr(words, label)) for label in book.others}
    exhibits = dict(zip(book.exhibits, enumerate(book.document.exhibits, 1), strict=True))
    for name in book.order:
        if name in exhibits:
            at, one = exhibits[name]
            said = f"{one.code} {one.name}. {one.finding}" if one.finding else one.name
            yield Row(words.exhibit.format(number=at), said, name)
        elif name != book.others["read_me"]:
            yield Row(names[name], "", name)


def _name(book: Book, said: str, first: int, last: int) -> None:
    """The list of sheets, by a name."""
    where = place(book.others["read_me"], f"$A${first}:$B${last}")
    name = table_name(said)
    book.workbook.defined_names[name] = DefinedName(name, attr_text=where)
