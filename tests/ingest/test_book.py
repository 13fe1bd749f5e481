"""A partner's workbook: what its cells hold, however the file writes it."""

from datetime import date, datetime, time, timedelta

import pytest

from ingest.book import ErrorValue, Percent, SheetState, Unsaved
from ingest.book.formats import Shown, number_of, style_of
from ingest.book.strings import unescaped, without_entities
from ingest.findings import ReadError
from ingest.limits import DEFAULT
from tests.ingest.book_files import MAIN, book_of, formats, package, rows_of, rules_of, worksheet

STRINGS = (
    "<si><t>plain</t></si>"
    "<si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space='preserve'>text</t></r></si>"
    "<si><t>漢字</t><rPh sb='0' eb='2'><t>Jane Doe</t></rPh><phoneticPr fontId='1'/></si>"
    "<si><t>_x000D_end _x005F_x000D_</t></si>"
    "<si><t/></si>"
)
ROWS = (
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
    '<c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c></row>'
    '<row r="4"><c r="C4"><v>3501</v></c><c r="D4"><v>3501.0</v></c><c r="E4"><v>0.5</v></c>'
    '<c r="F4"><v>1E3</v></c><c r="G4"><v>123456789012345678</v></c><c r="H4"><v>-7</v></c></row>'
    '<row r="5"><c r="A5" t="b"><v>1</v></c><c r="B5" t="e"><v>#REF!</v></c>'
    '<c r="C5"><f>SUM(A1:A9)</f></c><c r="D5"><f>1+1</f><v>2</v></c>'
    '<c r="E5" t="str"><f>"a"&amp;"b"</f><v>a&amp;b</v></c>'
    '<c r="F5" t="str"><f>""</f><v></v></c>'
    '<c r="G5" t="inlineStr"><is><t>typed &lt;here&gt;</t></is></c></row>'
    '<row r="6"><c r="A6"><v>NaN</v></c><c r="B6"><v>1e309</v></c><c r="C6"><v>INF</v></c>'
    '<c r="D6"><v>1_000</v></c><c r="E6"><v></v></c><c r="F6" t="s"><v></v></c></row>'
)
EXPECTED = {
    2: {1: "plain", 2: "rich text", 3: "漢字", 4: "\rend _x000D_"},
    4: {3: 3501, 4: 3501, 5: 0.5, 6: 1000, 7: 123456789012345678, 8: -7},
    5: {1: True, 2: "#REF!", 3: "=SUM(A1:A9)", 4: 2, 5: "a&b", 7: "typed <here>"},
    6: {1: "NaN", 2: "1e309", 3: "INF", 4: "1_000"},
}


def test_every_kind_of_cell_at_its_own_address() -> None:
    assert rows_of(package({"Sheet": ROWS}, strings=STRINGS)) == EXPECTED


def test_types_tell_what_is_no_value() -> None:
    (sheet,) = book_of(package({"Sheet": ROWS}, strings=STRINGS)).sheets
    assert type(sheet.cell(5, 2)) is ErrorValue
    assert type(sheet.cell(5, 3)) is Unsaved
    assert {type(sheet.cell(6, column)) for column in range(1, 5)} == {ErrorValue}
    assert type(sheet.cell(4, 4)) is int
    assert sheet.formulas == 4
    assert sheet.cell(1, 1) is sheet.cell(99, 99) is sheet.cell(2, 0) is None


def same_sheet(form: str) -> str:
    """The same rows in other forms of XML that mean the same."""
    whole = str(worksheet(ROWS))
    if form == "prefix":
        return (
            whole.replace("</", "</x:")
            .replace("<", "<x:")
            .replace("<x:/x:", "</x:")
            .replace("xmlns=", "xmlns:x=")
        )
    if form == "single quotes":
        return whole.replace('"', "'").replace("'a'&amp;'b'", '"a"&amp;"b"').replace("''", '""')
    if form == "comments":
        return whole.replace("<v>", "<!-- <c r='Z9'><v>9</v></c> --><v>")
    if form == "character data":
        return whole.replace("<v>3501</v>", "<v><![CDATA[3501]]></v>")
    if form == "other order of attributes":
        return whole.replace('<c r="A2" t="s">', '<c t="s" r="A2">')
    if form == "lines":
        return whole.replace("<row", "\r\n  <row").replace("</row>", "\n</row>")
    if form == "entities":
        return whole.replace("<v>0.5</v>", "<v>&#48;.&#x35;</v>")
    return whole


@pytest.mark.parametrize(
    "form",
    ["prefix", "single quotes", "comments", "character data", "other order of attributes",
     "lines", "entities", "as ever"],
)  # fmt: skip
def test_the_form_of_the_xml_changes_nothing(form: str) -> None:
    assert rows_of(package({"Sheet": same_sheet(form)}, strings=STRINGS)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_the_encoding_of_a_part_changes_nothing(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    part = (declared + str(worksheet(ROWS))).encode(encoding)
    assert rows_of(package({"Sheet": part}, strings=STRINGS)) == EXPECTED


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='5'><c r='C5'><v>3</v></c><c><v>4</v>"
        "</c></row><row><c><v>5</v></c></row>"
    )
    assert rows_of(package({"S": rows})) == {1: {1: 1, 3: 2}, 5: {3: 3, 4: 4}, 6: {1: 5}}


def test_rows_and_cells_out_of_order_stand_where_they_say() -> None:
    rows = (
        '<row r="7"><c r="B7"><v>4</v></c><c r="A7"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c></row>'
    )
    content = package({"S": rows})
    assert rows_of(content) == {2: {1: 1}, 7: {1: 3, 2: 4}}
    assert list(book_of(content).sheets[0].rows) == [2, 7]


def test_a_cell_that_is_filled_twice_is_told() -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    content = package({"S": rows})
    assert rules_of(content) == {"cell-twice": "B2"}
    assert rows_of(content) == {2: {2: 2}}
    assert "1" not in book_of(content).notes[0].words


def test_a_cell_among_those_of_another_row_is_told() -> None:
    content = package({"S": '<row r="2"><c r="B9"><v>1</v></c></row>'})
    assert rules_of(content) == {"cell-astray": "B9"}
    assert rows_of(content) == {9: {2: 1}}


def test_a_row_given_twice_keeps_all_its_cells() -> None:
    rows = '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    assert rows_of(package({"S": rows})) == {2: {1: 1, 2: 2}}


@pytest.mark.parametrize(
    ("code", "words", "value"),
    [
        ("0%", "0.45", Percent(0.45)),
        ('0.0"%"', "45", 45),
        ("yyyy-mm-dd", "45747", date(2025, 3, 31)),
        ("[$-40C]d mmmm yyyy;@", "45747", date(2025, 3, 31)),
        ("dd/mm/yyyy hh:mm", "45747.5", datetime.fromisoformat("2025-03-31T12:00")),
        ("hh:mm", "0.25", time(6)),
        ("[h]:mm", "1.5", timedelta(hours=36)),
        ("yyyy-mm-dd", "1", date(1900, 1, 1)),
        ("yyyy-mm-dd", "59", date(1900, 2, 28)),
        ("yyyy-mm-dd", "60", 60),
        ("yyyy-mm-dd", "61", date(1900, 3, 1)),
        ("yyyy-mm-dd", "2958466", 2958466),
        ("yyyy-mm-dd", "-5", -5),
        ("yyyy-mm-dd", "NaN", "NaN"),
        ('#,##0 "days"', "12", 12),
        ("#,##0.00_);[Red](#,##0.00)", "1234.5", 1234.5),
        ("General", "12", 12),
        ("0.00E+00", "1200", 1200),
    ],
)
def test_a_number_is_what_its_format_shows(code: str, words: str, value: object) -> None:
    content = package({"S": f'<row r="1"><c r="A1" s="1"><v>{words}</v></c></row>'},
                      styles=formats(code))  # fmt: skip
    found = rows_of(content)[1][1]
    assert (found, isinstance(found, Percent)) == (value, isinstance(value, Percent))


def test_dates_counted_from_1904() -> None:
    content = package(
        {"S": '<row r="1"><c r="A1" s="1"><v>44285</v></c></row>'},
        styles=formats("yyyy-mm-dd"),
        properties='<workbookPr date1904="1"/>',
    )
    assert rows_of(content) == {1: {1: date(2025, 3, 31)}}


def test_formats_that_show_other_than_what_is_there() -> None:
    assert style_of("#,##0,").scale == 1
    assert style_of('0.0,,"M"').scale == 2
    assert style_of("#,##0").scale == 0
    assert style_of(";;;").unseen
    assert not style_of("0;-0;;@").unseen
    assert style_of("0;0;0%").shown is Shown.NUMBER
    rows = '<row r="1"><c r="A1" s="1"><v>12000</v></c><c r="B1" s="2"><v>7</v></c></row>'
    content = package({"S": rows}, styles=formats("0,", ";;;"))
    assert rules_of(content) == {"unseen-value": "B1", "scaled-value": "A1"}
    assert rows_of(content) == {1: {1: 12000, 2: 7}}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("_x000D_", "\r"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("a_xyz", "a_xyz"),
    ],
)
def test_escapes_are_read_once(words: str, shown: str) -> None:
    assert unescaped(words) == shown


def test_entities_of_xml() -> None:
    assert without_entities("a &amp;lt; &#233;&#xE9;") == "a &lt; éé"
    for words in ("&nosuch;", "a & b"):
        with pytest.raises((KeyError, ValueError)):
            without_entities(words)


def test_numbers_are_exact_or_errors() -> None:
    assert number_of("-123456789012345678") == -123456789012345678
    assert number_of(" 12 ") == 12
    assert number_of("") is None
    for words in ("１２", "1 2", "0x10", "nan", "Infinity", "1" * 400):
        assert isinstance(number_of(words), ErrorValue)


def test_states_of_sheets() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content = package(
        {"Seen": row, "Hidden": row, "Deep": row, "Empty": ""},
        states={"Hidden": "hidden", "Deep": "veryHidden", "Empty": "hidden"},
    )
    book = book_of(content)
    assert [sheet.state for sheet in book.sheets] == [
        SheetState.VISIBLE, SheetState.HIDDEN, SheetState.VERY_HIDDEN, SheetState.HIDDEN,
    ]  # fmt: skip
    assert [(note.rule, note.sheet) for note in book.notes] == [
        ("hidden-sheet", "Hidden"), ("hidden-sheet", "Deep"),
    ]  # fmt: skip


def test_hidden_rows_and_columns_with_values() -> None:
    before = '<cols><col min="2" max="3" width="0" /><col min="7" max="16384" hidden="1"/></cols>'
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row>'
        '<row r="3" spans="1:1" ht="0" customHeight="1"><c r="A3"><v>1</v></c></row>'
        '<row r="4" hidden="1"><c r="A4"/></row>'
    )
    book = book_of(package({"S": worksheet(rows, before)}))
    (sheet,) = book.sheets
    assert sheet.hidden_rows == {2, 3}
    assert {2, 3, 7, 16384} <= sheet.hidden_columns
    said = {note.rule: (note.cell, note.message.en) for note in book.notes}
    assert said["hidden-rows"] == ("A2", "Hidden rows hold something, and were read: 2-3.")
    assert said["hidden-columns"] == ("C1", "Hidden columns hold something, and were read: C.")


def test_values_under_merged_cells() -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="C2"><v>9</v></c></row>'
    after = (
        '<mergeCells count="2"><mergeCell ref="B2:D2"/><mergeCell ref="A5:XFD1048576"/>'
        "</mergeCells>"
    )
    content = package({"S": worksheet(rows, "", after)})
    assert rules_of(content) == {"merged-value": "C2"}
    assert book_of(content).sheets[0].merged[0] == (2, 2, 2, 4)
    assert rows_of(content) == {2: {2: 1, 3: 9}}


def test_a_dimension_that_lies() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 14))
    content = package({"S": worksheet(rows, '<dimension ref="A1:A3"/>')})
    assert len(rows_of(content)) == 13
    assert "A13" in book_of(content).notes[0].message.en
    assert rules_of(content) == {"dimension": ""}


def test_a_million_formatted_rows_are_passed_by() -> None:
    real = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 13))
    bare = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>'
                   for n in range(13, 300_000))  # fmt: skip
    last = '<row r="300001"><c r="B300001"><v>7</v></c></row>'
    content = package({"S": real + bare + last})
    assert len(rows_of(content)) == 13
    assert rows_of(content)[300_001] == {2: 7}
    assert rules_of(content) == {"bare-rows": ""}


def test_errors_are_told_one_by_one_up_to_a_number() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="e"><v>#N/A</v></c></row>' for n in range(1, 151))
    notes = book_of(package({"S": rows})).notes
    assert len(notes) == 101
    assert (notes[0].cell, notes[0].words) == ("A1", "#N/A")
    assert notes[-1].message.en.startswith("50 more")


def test_distinct_texts_with_their_first_places() -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}" t="s"><v>{n % 2}</v></c></row>' for n in range(1, 9))
    (sheet,) = book_of(package({"S": rows}, strings=STRINGS)).sheets
    assert list(sheet.texts()) == [("rich text", 1, 2), ("plain", 2, 2)]
    assert (sheet.last_row, sheet.last_column) == (8, 2)


def test_limits_are_told_in_both_languages() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="AZ1"><v>1</v></c></row>'
    rows = row + '<row r="2"><c r="A2"><v>1</v></c></row>'
    content = package({"S": rows, "T": rows})
    for limits, word in (
        (DEFAULT._replace(rows=1), "rows"),
        (DEFAULT._replace(columns=20), "columns"),
        (DEFAULT._replace(cells=60), "cells"),
        (DEFAULT._replace(sheets=1), "sheets"),
    ):
        with pytest.raises(ReadError, match=word) as refused:
            book_of(content, limits=limits)
        assert refused.value.rule == "too-large"
        assert ("Cette cellule" if word == "columns" else "Ce fichier") in refused.value.text.fr


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="odd"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&nosuch;</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_what_is_damaged_is_refused_in_one_line(rows: str) -> None:
    with pytest.raises(ReadError) as refused:
        book_of(package({"S": rows}))
    assert refused.value.rule == "damaged"


def test_a_doctype_is_refused_here_too() -> None:
    part = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e "1">]><worksheet xmlns="{MAIN}"/>'
    with pytest.raises(ReadError):
        book_of(package({"S": part}))


def test_a_book_never_shows_what_is_in_it() -> None:
    book = book_of(package({"S": ROWS}, strings=STRINGS))
    assert "plain" not in repr(book) + repr(book.sheets)


@pytest.mark.parametrize(
    "table",
    [
        "<si><t>a</t></si><si><t xml:space=\"preserve\"> b &amp; c </t></si>",
        "<si><t>a</t></si><!-- <si><t>x</t></si> --><si><t> b &#38; c </t></si>",
        "\n<si>\n<t>a</t></si>\n<si><t> b <![CDATA[&]]> c </t></si>\n",
        "<si><r><t>a</t></r></si><si><r><t> b </t></r><r><t>&amp; c </t></r></si>",
    ],
)  # fmt: skip
def test_the_table_of_texts_in_any_form(table: str) -> None:
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    assert rows_of(package({"S": row}, strings=table)) == {1: {1: "a", 2: " b & c "}}


def test_a_table_of_many_texts_longer_than_a_piece() -> None:
    table = "".join(f"<si><t>text {n} é</t></si>" for n in range(120_000))
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>119999</v></c></row>'
    content = package({"S": rows}, strings=table)
    assert rows_of(content) == {1: {1: "text 0 é", 2: "text 119999 é"}}


def test_many_rows_longer_than_a_piece() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}" t="str"><v>é{n}</v></c></row>'
        for n in range(1, 40_001)
    )
    found = rows_of(package({"S": rows}))
    assert found == {n: {1: n, 3: f"é{n}"} for n in range(1, 40_001)}


@pytest.mark.parametrize(
    ("code", "worded"),
    [('0"00"', True), ('"n/a"', True), ("0\\5", True), ('"99";0', True), ('0" people"', False),
     ('0" (est.)"', False), ('"$"#,##0', False), ('[=0]"none";0', False), ('0;-0;"-"', False),
     ("General", False), ('"T"0', False), ("@", False)],
)  # fmt: skip
def test_a_format_with_digits_or_words_of_its_own_is_told(code: str, worded: bool) -> None:
    assert style_of(code).worded == worded
    rows = '<row r="1"><c r="A1" s="1"><v>52</v></c></row>'
    content = package({"S": rows}, styles=formats(code))
    assert rules_of(content) == ({"worded-value": "A1"} if worded else {})
    assert rows_of(content) == {1: {1: 52}}


@pytest.mark.parametrize("inside", [
    "<v>52</v><v>99</v>", '<x:v xmlns:x="urn:x">99</x:v><v>52</v>',
    '<v>52</v><x:v xmlns:x="urn:x">99</x:v>', "<f>1</f><f>2</f><v>5</v>",
])  # fmt: skip
def test_a_cell_with_two_values_is_refused(inside: str) -> None:
    content = package({"S": f'<row r="1"><c r="A1">{inside}</c></row>'})
    with pytest.raises(ReadError) as refused:
        book_of(content)
    assert (refused.value.rule, refused.value.cell) == ("damaged", "A1")
