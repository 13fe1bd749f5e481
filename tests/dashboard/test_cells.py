"""No cell of a file that leaves here is run by a spreadsheet, on the web or on the command line."""

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import dashboard
from dashboard.cells import REPLACED, begins_like_a_formula, harmless
from dashboard.printing import print_csv
from dashboard.record_files import csv_lines
from dashboard.workbook import write_workbook

DATA = Path(__file__).parents[2] / "data"
NUMBER = re.compile(r"[-+−]?[\d\s.,]*\d\s?%?")
FORMULAS = [
    '=HYPERLINK("x")', "@SUM(1)", "+1", "-1+1", "\t=1", "\r=1", "\n=1", "|cmd", "%0A=1",
    "=cmd|'/C calc'!A0", "＝1+1", "＋1", "－1", "＠SUM(1)", "｜cmd", "﹦1", "₌1", "⁼1", " =1",
    "\u00a0=1", "\u200b=1", "\ufeff=1", "\u202e=1", '"=1', "'=1", "’=1", "«\u00a0=1", "\x00=1",
    "\x1b=1", "\u3164=1", "\u0301=1", " \u200b'\"  @x", "\u2028-1",
]  # fmt: skip
BEFORE = st.text(alphabet=" \u00a0\u2003\u200b\u200d\u2060\ufeff\"'’«\u3164\x00\x1b", max_size=4)
SIGNS = st.sampled_from("=+-@|%＝＋－＠｜％﹢﹣﹦﹪﹫\t\r\n")
AFTER = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HOSTILE = st.builds("{}{}{}".format, BEFORE, SIGNS, AFTER)


def shown(text):
    """What csv gives back of one cell, and how many rows and cells there are."""
    written = "".join(csv_lines([{"note": text, "end": "end"}], ("note", "end")))
    written = written.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(written, newline="")))
    head, row = rows
    assert len(row) == len(head)
    return row[head.index("note")]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text(formula, capsys):
    said = "'" + re.sub("[\x00-\x08\x0b-\x0c\x0e-\x1f]", REPLACED, formula.replace("\r", "\n"))
    print_csv([{"note": formula, "value": -5, "provenance": {"sheet": formula}}])
    found = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert list(found) == [{"note": said, "value": "-5", "sheet": said}]
    told = [{"note": formula, "value": -5, "provenance": {"sheet": formula}}]
    written = "".join(csv_lines(told, ("note", "value", "sheet")))
    (row,) = csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert {key: cell for key, cell in row.items() if cell} == {
        "note": said, "value": "-5", "sheet": said,
    }  # fmt: skip


@given(HOSTILE)
def test_whatever_stands_before_and_after_the_sign_it_is_a_text(text):
    assert begins_like_a_formula(text)
    assert shown(text).startswith("'")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_one_apostrophe_taken_away_gives_back_what_was_said(text):
    said = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", REPLACED,
                  text.replace("\r\n", "\n").replace("\r", "\n"))  # fmt: skip
    found = shown(text)
    assert found in (said, f"'{said}")
    assert (found != said) == begins_like_a_formula(text)


@given(st.text(max_size=20))
def test_what_leaves_never_begins_like_a_formula(text):
    first = unicodedata.normalize("NFKC", str(harmless(text)))[:1]
    assert first not in set("=+-@|%\t\r\n") or not first


@given(st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none())
def test_a_number_is_never_touched(value):
    assert harmless(value) is value


def test_a_workbook_holds_hostile_words_as_words(tmp_path):
    path = tmp_path / "hostile.xlsx"
    words = [*FORMULAS, "#REF!", "#N/A", "2026-11-22", "0012", "-5", "TRUE"]
    write_workbook([{"note": one, "value": -5, "share": -0.5} for one in words], path, "notes")
    rows = list(load_workbook(path)["notes"].iter_rows(min_row=2))
    assert {row[0].data_type for row in rows} == {"s"}
    assert {(row[1].value, row[2].value) for row in rows} == {(-5, -0.5)}
    assert {(row[1].data_type, row[2].data_type) for row in rows} == {("n", "n")}
    # A mark in the cell's style keeps it a text when somebody edits it.
    assert [row[0].quotePrefix for row in rows] == [begins_like_a_formula(one) for one in words]


def test_a_carriage_return_begins_no_row(capsys):
    print_csv([{"note": "told\r=1", "provenance": {}}, {"note": "a\r\nb", "provenance": {}}])
    assert capsys.readouterr().out == 'note\n"told\n=1"\n"a\nb"\n'


@pytest.mark.parametrize("value", ["", "a=b", "2019-20", "é", "“quoted”", None, 5, -5, -0.5, True])
def test_everything_else_is_as_it_is(value):
    assert harmless(value) == value


def test_every_module_that_writes_a_table_is_known():
    """A new way out must pass through cells.py and be added to the tests of exports."""
    folder = Path(dashboard.__file__).parent
    writes = re.compile(r"csv\.(?:Dict)?[wW]riter\(|to_csv\(|to_excel\(|Workbook\(")
    found = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    made_up = "demo/filled.py"  # files as partners would send them, of made-up numbers
    assert found - {made_up} == {
        "audit_commands.py", "briefings/pptx/workbook.py", "briefings/xlsx/frame.py",
        "governance/own_records.py", "printing.py", "record_files.py", "workbook.py",
    }  # fmt: skip


def test_the_files_sent_as_they_are_hold_no_formula():
    """A transcription is sent byte for byte, so that its checksum holds: it must hold none."""
    for path in DATA.glob("**/sources/**/*.csv"):
        rows = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
        cells = {cell.strip() for row in rows for cell in row}
        assert not [
            one for one in cells if begins_like_a_formula(one) and not NUMBER.fullmatch(one)
        ]
