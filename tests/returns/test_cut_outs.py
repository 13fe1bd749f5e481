"""The cells around a finding: under the form's headings, without codes, units and empty rows."""

from io import BytesIO

import openpyxl
import pytest

from dashboard.returns.cut_outs import Cuts, cut_outs
from dashboard.returns.grouping import grouped
from dashboard.returns.sheet_heads import sheet_heads
from dashboard.text import Words
from ingest import Context, check
from metrics import Language
from tests.ingest.return_forms import SERVED, SPENT
from tests.returns.house import FORM, PERIOD, TODAY, A, catalogue, changed, filled

PEOPLE = "People"


def faulty():
    values = changed(SPENT, "many")
    values["people"]["ON-N:under-25"][SERVED] = 4.5
    return filled(values)


def moved(content, at):
    """The same file with an empty column put before one of its columns."""
    book = openpyxl.load_workbook(BytesIO(content))
    book[PEOPLE].insert_cols(at)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def read(content):
    context = Context(catalogue(), TODAY, Language.EN, A, FORM, PERIOD)
    return check(content, "return.xlsx", context)


def drawn(content, rule, language=Language.EN):
    """The first table of the cause of this rule: its headings, and the words of its rows."""
    checked = read(content)
    cuts = Cuts(checked.cutouts, sheet_heads(checked, catalogue()))
    group = next(one for one in grouped(checked.findings) if one.first.rule == rule)
    outer = cut_outs(group, cuts, Words(language))[0]
    table = outer.children[1].children
    head, body = table.children[1].children, table.children[2].children
    heads = [_words(one.children) for one in head.children[1:]]
    rows = [[cell.children for cell in row.children] for row in body]
    marked = [cell for row in body for cell in row.children if getattr(cell, "className", None)]
    return heads, rows, marked, outer.children[0].children


def _words(said):
    return (said, "") if isinstance(said, str) else (said[0], said[1].children)


def test_columns_bear_the_forms_headings_and_no_locked_code():
    heads, rows, marked, _ = drawn(faulty(), "whole")
    told = dict(heads)
    assert "A" not in told
    assert all(told.values())
    assert all("ON-N:" not in str(cell) for row in rows for cell in row)
    assert len(marked) == 1


def test_neither_the_row_of_units_nor_an_empty_one_is_drawn():
    _, rows, _, caption = drawn(faulty(), "number")
    assert [row[0] for row in rows] == ["7"]
    assert caption.endswith("row 7")


@pytest.mark.parametrize(("language", "said"), [(Language.EN, "row 7"), (Language.FR, "ligne 7")])
def test_the_caption_says_which_rows(language, said):
    *_, caption = drawn(faulty(), "number", language)
    assert caption.endswith(said)


def test_a_sheet_that_was_moved_as_a_whole_has_its_headings_where_they_are():
    here, there = drawn(faulty(), "whole")[0], drawn(moved(faulty(), 1), "whole")[0]
    assert [heading for _, heading in here] == [heading for _, heading in there]
    assert [chr(ord(letter) + 1) for letter, _ in here] == [letter for letter, _ in there]


def test_where_columns_have_changed_places_no_heading_is_claimed():
    content = moved(faulty(), 5)  # between two measures
    checked = read(content)
    assert PEOPLE not in sheet_heads(checked, catalogue())
    heads, _, marked, _ = drawn(content, "whole")
    assert not any(heading for _, heading in heads)
    assert len(marked) == 1


def test_of_a_file_that_was_not_read_nothing_is_known():
    assert sheet_heads(None, catalogue()) == {}
    assert sheet_heads(read(b"not a workbook"), catalogue()) == {}
