"""A partner's CSV and OpenDocument files: the same cells at the addresses of a spreadsheet."""

from datetime import date, datetime, time, timedelta

import pytest

from ingest.book import ErrorValue, Percent, SheetState, Unsaved
from ingest.findings import ReadError
from ingest.gate import FileKind
from ingest.limits import DEFAULT
from tests.ingest.book_files import book_of, open_document, rows_of, rules_of

TABLE = [["Région", "Nombre", "Note"], ["Montréal", "1,5", "a; b"], ["Nord", "2,5", ""]]
CELLS = {1: {1: "Région", 2: "Nombre", 3: "Note"}, 2: {1: "Montréal", 2: "1,5", 3: "a; b"},
         3: {1: "Nord", 2: "2,5"}}  # fmt: skip
CSV, ODS = FileKind.CSV, FileKind.ODS


def csv_of(delimiter: str, encoding: str, mark: bytes = b"", before: str = "") -> bytes:
    def quoted(cell: str) -> str:
        return f'"{cell}"' if delimiter in cell else cell

    lines = (delimiter.join(map(quoted, record)) for record in TABLE)
    return mark + (before + "\r\n".join(lines)).encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark", "assumed"),
    [
        ("utf-8", b"", False),
        ("utf-8", b"\xef\xbb\xbf", False),
        ("utf-16-le", b"\xff\xfe", False),
        ("utf-16-be", b"\xfe\xff", False),
        ("utf-16-le", b"", True),
        ("utf-16-be", b"", True),
        ("cp1252", b"", True),
    ],
)
def test_encodings_and_delimiters(
    encoding: str, mark: bytes, assumed: bool, delimiter: str
) -> None:
    content = csv_of(delimiter, encoding, mark)
    assert rows_of(content, CSV) == CELLS
    assert rules_of(content, CSV) == ({"encoding": ""} if assumed else {})


@pytest.mark.parametrize("before", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_the_line_that_names_the_separator_is_no_row(before: str) -> None:
    assert rows_of(csv_of(";", "utf-8", before=before), CSV) == CELLS


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a;b;c\n1;2,5;3,5\n2;1,5;2,5\n", {1: "1", 2: "2,5", 3: "3,5"}),
        ("a,b,c\n1,x;y,3\n2,z;w,4\n", {1: "1", 2: "x;y", 3: "3"}),
        ('a,b\n1,"2;3;4"\n', {1: "1", 2: "2;3;4"}),
        ("a\tb\n1\t2,5\n", {1: "1", 2: "2,5"}),
        ("Report, quarter 3\na;b;c\nx, y;2;3\nz, w;4;5\n", None),
        ("one\ntwo\n", {1: "two"}),
        ("a;b\n1;2\n", {1: "1", 2: "2"}),
    ],
)
def test_delimiters_are_not_taken_for_what_stands_in_cells(
    text: str, row: dict[int, str] | None
) -> None:
    rows = rows_of(text.encode(), CSV)
    if row is None:
        assert rows[3] == {1: "x, y", 2: "2", 3: "3"}
    else:
        assert rows[2] == row


def test_a_record_is_a_row_whatever_lines_it_takes() -> None:
    content = b'a,b\n"two\nlines",1\n\n"x ""y""",2\n'
    assert rows_of(content, CSV) == {
        1: {1: "a", 2: "b"}, 2: {1: "two\nlines", 2: "1"}, 4: {1: 'x "y"', 2: "2"},
    }  # fmt: skip


def test_a_value_cut_in_two_is_told_at_its_cell() -> None:
    content = b"a,b\n1,2\n1,1,234\n3,4\n"
    assert rules_of(content, CSV) == {"row-too-long": "C3"}
    assert rows_of(content, CSV)[3] == {1: "1", 2: "1", 3: "234"}


def test_two_ways_to_cut_are_a_doubt() -> None:
    assert rules_of(b"1,5\n2,5\n", CSV) == {"delimiter": ""}
    assert "delimiter" in rules_of(b"a;b,c\nd;e,f\n", CSV)


def test_quotation_marks_that_do_not_close_are_refused_with_their_row() -> None:
    with pytest.raises(ReadError, match="After row 1") as refused:
        book_of(b'a,b\n"1,2\n', CSV)
    assert refused.value.rule == "csv"


def test_letters_that_were_lost_are_told() -> None:
    assert rules_of("a,b\nMontr\ufffdal,1\n".encode(), CSV) == {"letters-lost": ""}


def test_csv_is_held_to_the_limits() -> None:
    with pytest.raises(ReadError, match="rows"):
        book_of(b"a,b\n1,2\n", CSV, DEFAULT._replace(rows=1))


def cell(kind: str, words: str = "", **given: str) -> str:
    held = "".join(
        f" {'table' if name.startswith(('number', 'formula')) else 'office'}:"
        f'{name.replace("_", "-")}="{value}"'
        for name, value in given.items()
    )
    typed = f' office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell{typed}{held}><text:p>{words}</text:p></table:table-cell>"


def test_every_kind_of_cell_of_an_open_document() -> None:
    first = (
        cell("string", "Région")
        + cell("float", "12,5", value="12.5")
        + cell("percentage", "45 %", value="0.45")
        + cell("date", "31/03/2025", date_value="2025-03-31")
        + cell("date", "", date_value="2025-03-31T12:30:00")
        + cell("time", "", time_value="PT06H00M00S")
        + cell("time", "", time_value="PT36H00M00S")
        + cell("boolean", "VRAI", boolean_value="true")
        + cell("currency", "1 000 $", value="1000")
        + cell("string", "a<text:s text:c='2'/>b</text:p><text:p>c")
    )
    (row,) = rows_of(
        open_document(table(f"<table:table-row>{first}</table:table-row>")), ODS
    ).values()
    assert row == {
        1: "Région", 2: 12.5, 3: Percent(0.45), 4: date(2025, 3, 31),
        5: datetime.fromisoformat("2025-03-31T12:30"), 6: time(6), 7: timedelta(hours=36),
        8: True, 9: 1000,
        10: "a  b\nc",
    }  # fmt: skip
    assert type(row[3]) is Percent


def table(rows: str, name: str = "Feuille1", style: str = "") -> str:
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}>{rows}</table:table>'


def test_errors_and_unsaved_formulas_of_an_open_document() -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
    )
    unsaved = '<table:table-cell table:formula="of:=[.A1]"/>'
    saved = cell("float", "3", value="3", formula="of:=1+2")
    content = open_document(table(f"<table:table-row>{error}{unsaved}{saved}</table:table-row>"))
    assert rows_of(content, ODS) == {1: {1: "#DIV/0!", 2: "=of:=[.A1]", 3: 3}}
    sheet = book_of(content, ODS).sheets[0]
    assert (type(sheet.cell(1, 1)), type(sheet.cell(1, 2))) == (ErrorValue, Unsaved)
    assert sheet.formulas == 3
    assert rules_of(content, ODS) == {"error-value": "A1", "formula-unsaved": "B1"}


def test_repeated_cells_stand_at_their_own_addresses() -> None:
    one = cell("float", "1", value="1", number_columns_repeated="2")
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        f'table:number-columns-repeated="2"/>{one}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert rows_of(open_document(table(rows)), ODS) == {4: {3: 1, 4: 1}, 5: {3: 1, 4: 1}}


@pytest.mark.parametrize(
    ("down", "right"), [("1048576", "1"), ("1", "16384"), ("1048576", "16384"), ("99999999", "1")]
)
def test_values_repeated_without_measure_are_refused(down: str, right: str) -> None:
    held = cell("float", "1", value="1", number_columns_repeated=right)
    rows = f'<table:table-row table:number-rows-repeated="{down}">{held}</table:table-row>'
    with pytest.raises(ReadError) as refused:
        book_of(open_document(table(rows)), ODS)
    assert refused.value.rule == "too-large"


def test_what_an_open_document_hides() -> None:
    styles = (
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:visibility="filter">{cell("float", "1", value="1")}'
        f"{cell('float', '2', value='2')}</table:table-row>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2" '
        'office:value-type="float" office:value="3"/><table:covered-table-cell '
        'office:value-type="float" office:value="4"/></table:table-row>'
    )
    content = open_document(table(rows, "Caché", "ta2"), styles)
    (sheet,) = book_of(content, ODS).sheets
    assert (sheet.state, sheet.hidden_rows, sheet.hidden_columns) == (SheetState.HIDDEN, {1}, {2})
    assert sheet.merged == ((2, 1, 2, 2),)
    assert rules_of(content, ODS) == {
        "hidden-sheet": "", "hidden-rows": "A1", "hidden-columns": "B1", "merged-value": "B2",
    }  # fmt: skip


def test_words_beside_the_cells_of_an_open_document() -> None:
    note = (
        "<office:annotation><dc:creator>Some One</dc:creator><dc:date>2025-01-01</dc:date>"
        "<text:p>said <text:span>here</text:span></text:p></office:annotation>"
    )
    rows = (
        f'<table:table-row><table:table-cell office:value-type="string">{note}<text:p>'
        '<text:a xlink:href="mailto:x@example.org">shown</text:a></text:p></table:table-cell>'
        "</table:table-row>"
    )
    meta = (
        '<m xmlns:meta="urn:meta"><meta:user-defined meta:name="pillars-form">counts'
        "</meta:user-defined></m>"
    )
    book = book_of(open_document(table(rows), parts={"meta.xml": meta}), ODS)
    assert dict(book.sheets[0].rows[1]) == {1: "shown"}
    assert book.properties == {"pillars-form": "counts"}
    asides = {(one.where, one.cell, one.words) for one in book.asides}
    assert {
        ("comment", "A1", "said here"), ("author", "A1", "Some One"),
        ("link", "A1", "mailto:x@example.org"), ("property", "", "counts"),
        ("sheet-name", "", "Feuille1"), ("file-name", "", "return.ods"),
    } <= asides  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Valeur\n12,5\n1 234,5\n", ["Valeur", "12,5", "1 234,5"]),
        ("Taux\n45,5 %\n12\n", ["Taux", "45,5 %", "12"]),
    ],
)
def test_one_column_of_decimal_commas_is_not_cut(text: str, cells: list[str]) -> None:
    assert [one[1] for one in rows_of(text.encode(), CSV).values()] == cells
    assert "delimiter" in rules_of(text.encode(), CSV)


def test_numbers_that_may_be_one_column_or_two_are_asked_about() -> None:
    assert rows_of(b"12,5\n13,4\n", CSV)[1] == {1: "12", 2: "5"}
    assert "delimiter" in rules_of(b"12,5\n13,4\n", CSV)
    assert "delimiter" not in rules_of(b"one,two\n12,5\n13,4\n", CSV)


@pytest.mark.parametrize("content", [b"a," * 600_000, b"a,b\n" + b"x" * 1_000_001])
def test_a_line_that_no_table_has_is_refused_with_its_number(content: bytes) -> None:
    with pytest.raises(ReadError) as refused:
        book_of(content, CSV)
    number = 2 if b"\n" in content else 1
    assert refused.value.rule == "csv"
    assert f"Line {number} of this file has more than a million" in refused.value.text.en
    assert f"La ligne {number} de ce fichier a plus d'un million" in refused.value.text.fr


def test_a_long_table_is_no_long_line() -> None:
    assert len(rows_of(b"a,b\n" * 4_000, CSV)) == 4_000
