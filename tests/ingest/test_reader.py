import zipfile
from datetime import date
from io import BytesIO

import pytest

from ingest.delimited import read_csv
from ingest.findings import ReadError
from ingest.folder import Folder
from ingest.reader import read_sheets
from ingest.workbook import Workbook
from tests.ingest.conftest import workbook

ROWS = [["Année", "Valeur"], ["2020", "1,5"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_read_in_the_encodings_that_publishers_use(encoding):
    assert list(read_csv("Année;Valeur\n2020;1,5\n".encode(encoding))) == ROWS


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_recognized_by_the_rows_it_makes(delimiter):
    lines = ["A title, with a comma", "", "a|b|c", "1|2|3", "4|5|6"]
    text = "\n".join(lines).replace("|", delimiter)
    assert list(read_csv(text.encode()))[2:] == [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]


def test_decimal_commas_do_not_pass_for_delimiters():
    assert list(read_csv(b"year;a;b\n2020;1,5;2,5\n2021;3,5;4,5\n"))[1] == ["2020", "1,5", "2,5"]


def test_a_record_with_a_line_break_inside_is_one_row():
    rows = list(read_csv(b'a,b\n"two\nlines",1\nx,2\n'))
    assert rows == [["a", "b"], ["two\nlines", "1"], ["x", "2"]]


def test_an_open_quotation_mark_is_named_with_its_line():
    with pytest.raises(ReadError, match="After line 1: not readable as CSV"):
        list(read_csv(b'a,b\n"never closed,1\n'))


def one_sheet(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (sheet,) = read_sheets(Folder(tmp_path), name)
    return list(sheet.rows)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "This file is empty."),
        ("a.csv", b"\xef\xbb\xbf \r\n", "This file is empty."),
        ("a.csv", b"<!DOCTYPE html><html></html>", "This file is a web page, not a table"),
        ("a.csv", b"PK\x03\x04...", "This file is a workbook under the name of a CSV file"),
        ("a.csv", b"a,b\x00\n1,2\n", "This file is not text"),
        ("a.xlsx", b"a,b\n1,2\n", "This file is not a workbook, or it is damaged"),
        ("a.xlsx", b"<html>", "This file is a web page, not a table"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600), "This is an old or a password-protected"),
        ("a.ods", b"PK", "Files ending in '.ods' are not read"),
    ],
)
def test_a_file_that_is_no_table_is_told_as_what_it_is(tmp_path, name, content, message):
    with pytest.raises(ReadError, match=message):
        one_sheet(tmp_path, name, content)


def test_a_truncated_workbook_is_told_as_damaged(tmp_path):
    with pytest.raises(ReadError, match="not a workbook, or it is damaged"):
        one_sheet(tmp_path, "a.xlsx", workbook(["a"], [1])[:-400])


def test_cells_keep_their_place_where_the_first_rows_and_columns_are_empty():
    sheet = Workbook(workbook(["Year", "Value"], [2020, 5], start=(4, 3))).sheet("Data")
    rows = list(sheet.rows)
    assert (sheet.first_column, rows[3], rows[4]) == (3, ["Year", "Value"], [2020.0, 5.0])


def test_dates_stay_dates():
    rows = list(Workbook(workbook(["On"], [date(2020, 3, 31)])).sheet("Data").rows)
    assert rows[1] == [date(2020, 3, 31)]


def test_a_missing_sheet_is_told_with_the_sheets_that_there_are():
    with pytest.raises(ReadError, match="no sheet 'Dats'; this workbook has: Data, Notes"):
        Workbook(workbook(["a"], others=["Notes"])).sheet("Dats")


def test_several_sheets_need_a_choice():
    with pytest.raises(ReadError, match=r"Say in source\.toml which sheet .* has: Data, Notes"):
        Workbook(workbook(["a"], others=["Notes"])).only_sheet()


def test_error_values_formulas_without_result_and_truth_values_are_shown_as_words():
    content = workbook(["a", "b", "c", "d"], ["#REF!", "=1+1", True, 7], start=(2, 2))
    rows = list(Workbook(content).sheet("Data").rows)
    assert rows[2] == ["", "#REF!", "=1+1", "TRUE", 7.0]


def test_a_hidden_cell_beyond_the_last_shown_one_is_found():
    rows = list(Workbook(workbook(["a"], [1], [None, None, "#N/A"])).sheet("Data").rows)
    assert rows[2][2] == "#N/A"


def test_a_formula_with_a_saved_result_is_its_result():
    content = altered(workbook(["a"], ["=1+1"]), b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>")
    assert list(Workbook(content).sheet("Data").rows) == [["a"], [2.0]]


@pytest.mark.parametrize(
    ("before", "after"),
    [(b't="e"', b"t='e'"), (b'r="A2" t="e"', b't="e" r="A2"')],
)
def test_an_error_value_is_found_however_its_cell_is_written(before, after):
    content = altered(workbook(["a"], ["#REF!"]), before, after)
    assert list(Workbook(content).sheet("Data").rows) == [["a"], ["#REF!"]]


def test_an_error_value_is_found_under_a_prefix_of_its_namespace():
    content = workbook(["a"], ["#REF!"])
    for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
        content = altered(content, b"<" + tag + b" ", b"<x:" + tag + b" ")
        content = altered(content, b"<" + tag + b">", b"<x:" + tag + b">")
        content = altered(content, b"</" + tag + b">", b"</x:" + tag + b">")
    content = altered(content, b"xmlns=", b"xmlns:x=")
    assert list(Workbook(content).sheet("Data").rows)[-1] == ["#REF!"]


def altered(content, before, after):
    """The same workbook with some bytes of its sheet replaced."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(before, after) if "sheet1" in name else data)
    return result.getvalue()


@pytest.mark.parametrize("address", ["A2000000", "XFE2", "A0"])
def test_a_cell_beyond_every_sheet_is_damage(address):
    content = altered(workbook(["a"], ["=1+1"]), b'r="A2"><f>', f'r="{address}"><f>'.encode())
    with pytest.raises(ReadError, match="not a workbook, or it is damaged"):
        list(Workbook(content).sheet("Data").rows)


@pytest.mark.parametrize("address", ["XFD1048576", "CZ999999", "ALL100000", "F1000000"])
def test_a_sheet_with_a_cell_far_from_its_table_is_refused_before_it_is_read(address):
    content = altered(workbook(["a"], ["b"]), b'r="A2"', f'r="{address}"'.encode())
    reaches = f"row {address.strip('ABCDFLXZ')} and column"
    with pytest.raises(ReadError, match=reaches):
        Workbook(content).sheet("Data")


def test_a_wide_sheet_and_a_long_one_are_read():
    for address, rows in (("XFD2", 2), ("C1000000", 1_000_000), ("ZZ6000", 6000)):
        content = altered(workbook(["a"], ["b"]), b'r="A2"', f'r="{address}"'.encode())
        assert sum(1 for _ in Workbook(content).sheet("Data").rows) == rows


@pytest.mark.parametrize(
    ("before", "after"),
    [(b'<row r="2"', b'<row r="4294967295"'), (b'r="A2"', b'r="A9999999"')],
)
def test_a_row_beyond_every_sheet_is_damage(before, after):
    content = altered(workbook(["a"], ["b"]), before, after)
    with pytest.raises(ReadError, match="not a workbook, or it is damaged"):
        Workbook(content).sheet("Data")


def test_cells_without_an_address_count_from_the_row_that_they_stand_in():
    content = altered(workbook(["a"], ["b"]), b'<c r="A1"', b"<c/>" * 16_000 + b'<c r="A1"')
    content = altered(content, b'<row r="2"', b'<row r="1048576"')
    content = altered(content, b'r="A2"', b'r="A1048576"')
    with pytest.raises(ReadError, match="reaches to row 1048576 and column 16000"):
        Workbook(content).sheet("Data")


def test_a_workbook_that_unpacks_to_far_more_than_it_can_hold_is_refused():
    content = altered(workbook(["a"]), b"</worksheet>", b" " * (1 << 29) + b"</worksheet>")
    assert len(content) < 1_000_000
    with pytest.raises(ReadError, match="unpacks to 512 MiB"):
        Workbook(content)


def test_cells_that_never_end_are_searched_once():
    """Twice as many take about twice as long; a square would take minutes."""
    content = altered(workbook(["a"], ["#REF!"]), b"</sheetData>", b'<c t="b">' * 400_000)
    with pytest.raises(ReadError, match="not a workbook, or it is damaged"):
        list(Workbook(content).sheet("Data").rows)


def test_a_file_that_may_not_be_read_is_told_without_its_path(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ReadError, match=r"^Not readable: Is a directory\.$"):
        list(read_sheets(Folder(tmp_path), "a.csv"))
