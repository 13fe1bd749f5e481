"""A blank return: the workbook that one partner fills in for one period, in its language.

Everything stands where `ingest.returns.layout` says, by which it is read when it comes back.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ingest.annotated.addresses import spot
from ingest.blank import looks
from ingest.blank.asked import Asked, Past
from ingest.blank.directives import write_directives
from ingest.blank.finish import packed, tell_about
from ingest.blank.general import add_lists, fill_in_general
from ingest.blank.tables import fill_in, note
from ingest.blank.words import COMMENT
from ingest.returns.layout import where_is
from metrics import INSTRUCTIONS_SHEET, Catalogue, Language, Period, Remark, ReturnForm

Stated: TypeAlias = int | float | str


def blank_return(
    form: ReturnForm,
    catalogue: Catalogue,
    partner: str,
    period: Period,
    language: Language,
    past: Past,
    comments: Iterable[Remark] = (),
    office: str = "",
    stated: Mapping[tuple[str, str], Stated] = MappingProxyType({}),
) -> bytes:
    """The workbook as .xlsx: the same bytes for the same return.

    `stated` is what to fill in already, by sheet and cell: for examples and trials.
    `past` holds the partner's values so far, of which those of the period before are shown in grey;
    `comments` are what the office wrote to a return that it sent back; `office` is its name.
    """
    layout = where_is(form, catalogue, partner, period, language)
    asked = Asked(layout, catalogue, past, tuple(comments), office)
    book = Workbook()
    write_directives(_named(book, INSTRUCTIONS_SHEET.in_(language)), asked)
    for sheet in layout.sheets:
        fill_in(book.create_sheet(sheet.name(language)), sheet, asked)
    fill_in_general(book.create_sheet(layout.data.sheet.in_(language)), asked)
    add_lists(book, asked)
    _write_stated(book, stated)
    _write_comments(book, asked)
    tell_about(book, asked)
    return packed(book, asked)


def _named(book: Workbook, name: str) -> Worksheet:
    sheet = book.active
    sheet.title = name
    return sheet


def _write_stated(book: Workbook, stated: Mapping[tuple[str, str], Stated]) -> None:
    for (name, cell), said in stated.items():
        book[name][cell] = said


def _write_comments(book: Workbook, asked: Asked) -> None:
    """What the office wrote, at the cells that it wrote it to."""
    by_cell: dict[tuple[str, str], list[str]] = {}
    for one in asked.comments:
        sheet = asked.sheet_named(one.sheet)
        if spot(one.cell) and sheet in book.sheetnames:
            by_cell.setdefault((sheet, one.cell), []).append(one.words)
    for (name, address), said in by_cell.items():
        cell = book[name][address]
        intro = COMMENT.in_(asked.language)
        before = [cell.comment.text] if cell.comment else []
        told = "\n".join([*before, *(intro + one for one in said)])
        cell.comment = note(told, asked.office or intro.strip(" :\u00a0"))
        cell.fill = looks.filled(looks.NOTE)
