"""What a partner reads where a file cannot be taken as it is: its own cell, and its own words."""

import openpyxl
import pytest

from ingest.findings import ReadError, Severity
from ingest.gate import FileKind, GateError, admit
from ingest.returns import Outcome, check
from metrics import Language, Period
from tests.ingest import return_forms as made
from tests.ingest.book_files import book_of, open_document, package, worksheet
from tests.ingest.making import book

REVISIONS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PYTHON_SAYS = ("unexpected end", "field larger", "expected after", "csv.Error", "line contains")


def told(content, file="return.csv", **changes):
    return check(content, file, made.context(**changes))


def rules(result, severity=None):
    return [one.rule for one in result.findings if severity in (None, one.severity)]


def test_a_shared_workbook_with_tracked_changes_is_a_workbook():
    """Its revision log is no drawing of Visio, though its name has these letters in it."""
    kinds = {f"/xl/revisions/{one}1.xml": f"{REVISIONS}.{one}+xml"
             for one in ("revisionHeaders", "revisionLog")}  # fmt: skip
    content = book({name[1:]: b"<x/>" for name in kinds}, overrides=kinds)
    assert admit(content, "a.xlsx") is FileKind.XLSX


def test_a_very_hidden_sheet_of_the_form_is_read_and_said_to_be_hidden():
    held = made.workbook(made.layout())
    held["People"].sheet_state = "veryHidden"
    result = check(made.saved(held), "return.xlsx", made.context())
    assert result.outcome == Outcome.ACCEPT
    assert rules(result) == ["hidden-sheet"]
    assert len(result.observations) == 15


def test_of_a_hidden_sheet_that_is_not_read_it_is_not_said_that_it_was():
    held = made.workbook(made.layout())
    held.create_sheet("Workings")["A1"] = "ours"
    held["Workings"].sheet_state = "veryHidden"
    result = check(made.saved(held), "return.xlsx", made.context())
    (hidden,) = (one for one in result.findings if one.rule == "hidden-sheet")
    assert "read like" not in hidden.message.en
    assert "lue comme" not in hidden.message.fr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a,b\n1,"2\n', "none ends it"),
        ('a,b\n1,"' + "x" * 140_000 + "\n", "quotation mark is probably not closed"),
        ('a,b\n1,"2"3\n', "double the quotation marks"),
    ],
)
def test_a_csv_that_breaks_off_is_told_in_our_words(text, says):
    (one,) = told(text.encode()).findings
    assert says in one.message.en
    assert "guillemet" in one.message.fr
    assert not any(words in said for words in PYTHON_SAYS for said in one.message)
    assert one.message.en.startswith(f"After row {1}:")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Indicator|Value\ncontacts|12\nspent|4\n", "separates its cells"),
        ("Indicator,Period,Place,Value\n", "one row"),
        ("ours,theirs\n1,2\n3,4\n", "has the headings of this form"),
    ],
)
def test_a_csv_of_which_nothing_is_read_is_told_once_and_why(text, says):
    result = told(text.encode())
    (one,) = (one for one in result.findings if one.severity is Severity.ERROR)
    assert (one.rule, result.outcome) == ("nothing-read", Outcome.REJECT)
    assert says in one.message.en


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;X1;Y1;K12\r\nE\r\n", "exchange"),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n', "exchange"),
        (b"ID;Period;Value\r\ncontacts;2025-Q4;12\r\n", None),
        (b"TABLE 1, people\n1,2\n", None),
    ],
)
def test_older_exchange_formats_are_named(text, rule):
    if rule is None:
        assert admit(text, "a.csv") is FileKind.CSV
        return
    with pytest.raises(GateError) as fault:
        admit(text, "a.csv")
    assert fault.value.rule == rule


def test_one_stray_byte_does_not_turn_every_accent_into_two_letters():
    text = "Indicateur,Valeur,Note\ncontacts,12,été à Montréal\nspent,4,déjà compté\n".encode()
    result = told(text.replace("déjà".encode(), b"d\xe9j\xc3\xa0"))
    (one,) = (one for one in result.findings if one.rule == "letters-lost")
    assert "line 3" in one.message.en
    assert "ligne 3" in one.message.fr
    assert "encoding" not in rules(result)


def test_windows_letters_are_read_as_before():
    result = told("Indicateur,Valeur\nété,12\n".encode("cp1252"))
    assert "encoding" in rules(result)


FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def test_a_cell_far_outside_is_named_with_its_sheet():
    with pytest.raises(ReadError) as fault:
        book_of(package({"Data": worksheet(FAR)}))
    one = fault.value.finding("return.xlsx")
    assert (one.rule, one.sheet, one.cell) == ("too-large", "Data", "XFD1048576")
    assert "SF" in one.message.en  # the last column that is read
    assert "more than 500" not in one.message.en


def test_a_cell_far_outside_an_open_document_is_named_as_well():
    cell = ('<table:table-cell table:number-columns-repeated="600"/><table:table-cell '
            'office:value-type="float" office:value="1"/>')  # fmt: skip
    content = open_document(f'<table:table table:name="Data"><table:table-row>{cell}'
                            "</table:table-row></table:table>")  # fmt: skip
    with pytest.raises(ReadError) as fault:
        book_of(content, FileKind.ODS)
    one = fault.value
    assert (one.sheet, one.cell) == ("Data", "WC1")


def test_a_row_that_is_full_too_far_is_told_as_too_wide():
    (one,) = told(",".join(["1"] * 501).encode() + b"\n").findings
    assert "more than 500 columns" in one.message.en


def test_the_name_of_a_sheet_at_fault_is_told_once():
    held = openpyxl.Workbook()
    sheet = held.active
    sheet.title = "416-967-2368"
    sheet["A1"] = 1
    sheet.print_area = "A1:B2"
    sheet.print_title_rows = "1:1"
    messages = [one.message.en for one in told(made.saved(held), "return.xlsx").findings]
    assert len(messages) == 1
    assert messages[0].startswith("The name of this sheet")


@pytest.mark.parametrize(
    ("content", "file", "rule"),
    [
        (b"a,b\n1,2\n", "return.xlsx", "not-a-workbook"),
        (b"a,b\n1,2\n", "return.ods", "not-a-workbook"),
        (b"\x00\x01\x02\x03abc", "return.xlsx", "damaged"),
        (b"a,b\n1,2\n", "return", "no-ending"),
        (b"a,b\n1,2\n", "a.xlsx.", "no-ending"),
    ],
)
def test_a_name_that_does_not_fit_is_told_as_what_it_is(content, file, rule):
    with pytest.raises(ReadError) as fault:
        admit(content, file)
    assert fault.value.rule == rule
    assert "'.'" not in fault.value.text.en


def test_a_file_that_is_called_by_its_ending_alone_is_read():
    assert admit(book(), ".xlsx") is FileKind.XLSX


def test_days_in_a_finding_are_written_in_its_language():
    result = told(made.saved(made.workbook(made.layout())), "return.xlsx",
                  period=Period.parse("2026-Q4"), language=Language.FR)  # fmt: skip
    (one,) = (one for one in result.findings if one.rule == "period-future")
    assert "31 décembre 2026" in one.message.fr
    assert "31 December 2026" in one.message.en
