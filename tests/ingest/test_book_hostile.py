"""Workbooks made to take long: each is read or refused within seconds."""

from time import perf_counter

import pytest

from ingest.findings import ReadError
from ingest.gate import FileKind
from tests.ingest.book_files import book_of, formats, open_document, package, rules_of, worksheet

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
MANY = 300_000
LONG = {
    "cells that do not end": '<row r="1">' + '<c r="A1"><f>' * MANY,
    "one row without an end": '<row r="1">' + '<c r="A1" s="1"/>' * MANY,
    "marks without a name": "<" * MANY,
    "spaces between rows": ROW + " " * 9_000_000,
    "empty rows": "".join(f'<row r="{n}" />' for n in range(1, MANY)),
    "rows that stand still": '<row r="1"><c r="A1"><v>1</v></c></row>' * MANY,
}
AROUND = {
    "merged over each other": ("", '<mergeCell ref="A1:XFD1048576"/>' * 20_000),
    "columns hidden again": ('<cols><col min="1" max="16384" hidden="1"/></cols>' * 20_000, ""),
    "links": ("", '<hyperlink ref="A1" location="x"/>' * 50_000),
}


@pytest.mark.parametrize("rows", LONG.values(), ids=LONG)
def test_rows(rows: str) -> None:
    within_seconds(package({"S": worksheet(rows)}))


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_around_the_rows(around: tuple[str, str]) -> None:
    filled = "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="ZZ{n}"/></row>' for n in range(1, 2_000)
    )
    within_seconds(package({"S": worksheet(filled, *around)}))


@pytest.mark.parametrize("code", ["[" * MANY, '"' * (MANY + 1), "0;" * MANY, "\\" * MANY])
def test_number_formats(code: str) -> None:
    row = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'
    within_seconds(package({"S": row}, styles=formats(code)))


@pytest.mark.parametrize("strings", [" " * 3_000_000, "<si>" * MANY, "<si><t>" + "_x" * MANY])
def test_texts(strings: str) -> None:
    within_seconds(package({"S": ROW}, strings=strings))


@pytest.mark.parametrize(
    "text", ['"' * MANY, ",;" * MANY, "\n" * MANY, '"' + "a\n" * MANY, "sep=" + "x" * MANY]
)
def test_csv(text: str) -> None:
    within_seconds(text.encode(), FileKind.CSV)


def test_open_documents() -> None:
    deep = "<table:table-row><table:table-cell>" * 5_000
    for tables in (
        f'<table:table table:name="a">{deep}',
        '<table:table table:name="a">'
        + '<table:table-column table:number-columns-repeated="999999999" '
        'table:visibility="collapse"/>' * 5_000 + "</table:table>",
    ):
        within_seconds(open_document(tables), FileKind.ODS)


def test_sheets_of_the_same_name_are_told() -> None:
    content = package({"Data": ROW, "DATA": ROW})
    assert rules_of(content) == {"sheet-twice": ""}


def test_a_text_that_the_file_does_not_have_is_told_at_its_cell() -> None:
    rows = ROW + '<row r="7"><c r="C7" t="s"><v>99</v></c></row>'
    with pytest.raises(ReadError) as refused:
        book_of(package({"Totals": ROW, "People": rows}, strings="<si><t>one</t></si>"))
    told = refused.value.finding("a.xlsx")
    assert (told.rule, told.sheet, told.cell) == ("damaged", "People", "C7")


@pytest.mark.parametrize(
    ("said", "told"),
    [("A1:XFD1048576", True), ("A1:B5000", True), ("A1:ZZ1", True), ("A1:D900", False),
     ("A1", False)],
)  # fmt: skip
def test_a_sheet_that_claims_far_too_much_is_told(said: str, told: bool) -> None:
    part = worksheet(ROW, before=f'<dimension ref="{said}"/>')
    assert ("dimension" in rules_of(package({"S": part}))) is told


def test_a_cell_with_two_contents_is_refused() -> None:
    row = '<row r="1"><c r="A1"><v>1</v><is><t>x</t></is></c></row>'
    with pytest.raises(ReadError):
        book_of(package({"S": row}))


def test_a_text_of_its_own_is_read_whatever_the_cell_says_it_is() -> None:
    row = '<row r="1"><c r="A1"><is><t>x</t></is></c><c r="B1" t="inlineStr"><v>y</v></c></row>'
    assert dict(book_of(package({"S": row})).sheets[0].rows[1]) == {1: "x", 2: "y"}


def within_seconds(content: bytes, kind: FileKind = FileKind.XLSX) -> None:
    start = perf_counter()
    try:
        book_of(content, kind)
    except ReadError as refused:
        assert all(refused.text)  # noqa: PT017 - a refusal is as good as a reading
    assert perf_counter() - start < 15
