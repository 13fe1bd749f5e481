"""The sheets of a file that a template put there: nothing of theirs is news.

A partner's own sheet may have the name of one: it is told as any other, since what stands on it is
not read.
"""

from ingest.book import Book, BookSheet, SheetState
from ingest.cells import plain
from ingest.returns.notation import folded
from metrics import INSTRUCTIONS_SHEET, ReturnForm, Text

LISTS_SHEET = Text("Lists", "Listes")
_INSTRUCTIONS = {folded(one) for one in INSTRUCTIONS_SHEET}
_LISTS = {folded(one) for one in LISTS_SHEET}


def own_sheets(book: Book, form: ReturnForm, *, has_template: bool) -> frozenset[str]:
    """The names of the sheets of instructions and of lists, and of findings of an earlier check."""
    found = {one.name for one in book.sheets if _is_ours(one, form, has_template=has_template)}
    return frozenset(found | {book.findings_sheet} - {""})


def _is_ours(sheet: BookSheet, form: ReturnForm, *, has_template: bool) -> bool:
    name = folded(sheet.name)
    if name in _INSTRUCTIONS:
        titled = plain(sheet.cell(1, 1)).strip() in form.title
        return titled or (has_template and _has_words_alone(sheet))
    hidden = sheet.state is not SheetState.VISIBLE
    return name in _LISTS and (hidden or has_template) and _has_words_alone(sheet)


def _has_words_alone(sheet: BookSheet) -> bool:
    """As a template writes these sheets; a partner's own lists may be of numbers."""
    return all(one is None or isinstance(one, str) for _, row in sheet.iter_rows() for one in row)
