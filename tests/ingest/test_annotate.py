"""A partner's own workbook comes back marked, and only the marks are new."""

import contextlib
import io
import random
import re
import time
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from ingest.annotate import COLOURS, annotate
from ingest.annotated.book_parts import MARKER
from ingest.annotated.words import AUTHOR
from ingest.findings import Finding, ReadError, Severity
from ingest.returns import check
from metrics import Language, Text
from tests.ingest import annotated_books as books
from tests.ingest import return_forms as made
from tests.ingest.annotated_books import (
    MAIN,
    ODD_NAME,
    full_book,
    hand_written,
    parts_of,
    sheet_part,
)

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
WRONG = Text("This is not a whole number.", "Ceci n'est pas un nombre entier.")
RIGHT = Text("Write a whole number.", "Écrivez un nombre entier.")


def finding(sheet, cell, severity=Severity.ERROR, **more):
    return Finding(severity, "whole", "r.xlsx", sheet, cell, "1,5", WRONG, RIGHT)._replace(**more)


def opened(content):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content))


def cells_of(part):
    """Each cell's markup by its address."""
    root = ElementTree.fromstring(part)
    return {one.get("r"): ElementTree.tostring(one) for one in root.iter(f"{{{MAIN}}}c")}


def without_cells(part):
    """A sheet's markup without its rows' cells and what an annotation may add."""
    part = re.sub(rb"<legacyDrawing [^>]*/>", b"", part)
    return re.sub(rb"<c [^>]*?(/>|>.*?</c>)", b"", part, flags=re.S)


def changed(before, after):
    old, new = parts_of(before), parts_of(after)
    return {name for name in old if new.get(name) != old[name]}, set(new) - set(old)


def list_of(content, language=Language.EN):
    name = "Findings" if language is Language.EN else "À corriger"
    rows = opened(content)[name].iter_rows(min_row=5, max_col=7, values_only=True)
    return [tuple(one or "" for one in row) for row in rows]


def test_a_clean_file_comes_back_as_it_is():
    content = full_book()
    assert annotate(content, [], Language.EN) is content
    assert annotate(content, [finding("Figures", "B2", shadow=True)], Language.FR) is content


def test_parts_that_no_finding_touches_are_the_same_bytes():
    content = full_book()
    edited, fresh = changed(content, annotate(content, [finding("Figures", "B2")], Language.EN))
    assert edited == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml",
    } or edited == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
        "xl/worksheets/sheet1.xml", "xl/comments/comment1.xml", "xl/drawings/legacyDrawing1.vml",
    }  # fmt: skip
    assert fresh == {"xl/worksheets/sheet5.xml"}


def test_unchanged_parts_are_copied_as_they_were_packed():
    content = full_book()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(io.BytesIO(annotate(content, [finding("", "")], Language.EN))) as new,
    ):
        one, other = (held.getinfo("xl/charts/chart1.xml") for held in (old, new))
    assert (one.compress_size, one.CRC, one.date_time) == (
        other.compress_size, other.CRC, other.date_time,
    )  # fmt: skip


def test_a_sheet_differs_in_its_faulty_cells_alone():
    content = full_book()
    marked = annotate(content, [finding("Figures", "B2"), finding("Figures", "C12")], Language.EN)
    name = "xl/worksheets/sheet1.xml"
    old, new = parts_of(content)[name], parts_of(marked)[name]
    before, after = cells_of(old), cells_of(new)
    assert {one for one in after if before.get(one) != after[one]} == {"B2", "C12"}
    assert set(before) <= set(after)
    assert without_cells(old) == without_cells(new).replace(b'<row r="12"></row>', b"")
    assert books.X14.encode() in new


def test_a_marked_cell_keeps_its_value_format_font_and_border():
    content = full_book()
    marked = opened(annotate(content, [finding("Figures", "B2")], Language.EN))
    old, new = opened(content)["Figures"]["B2"], marked["Figures"]["B2"]
    assert new.value == old.value
    assert new.number_format == old.number_format
    assert (repr(new.font), repr(new.border)) == (repr(old.font), repr(old.border))
    assert new.fill.fgColor.rgb == COLOURS[Severity.ERROR]


def test_light_words_are_given_ink_on_the_pale_fill():
    marked = opened(annotate(full_book(), [finding("Figures", "B4")], Language.EN))
    assert marked["Figures"]["B4"].font.color.rgb == "FF16202B"


@pytest.mark.parametrize("severity", list(Severity))
def test_each_severity_has_its_fill_and_its_word(severity):
    marked = opened(annotate(full_book(), [finding("Figures", "B7", severity)], Language.FR))
    cell = marked["Figures"]["B7"]
    assert cell.fill.fgColor.rgb == COLOURS[severity]
    words = {"error": "À corriger", "warning": "À expliquer", "info": "Pour information"}
    assert cell.comment.text.split("\n")[:2] == [words[severity], WRONG.fr]
    assert cell.comment.author == AUTHOR.fr


def test_the_gravest_finding_of_a_cell_fills_it_and_all_stand_in_its_note():
    told = [finding("Figures", "B7", Severity.INFO), finding("Figures", "B7", Severity.ERROR)]
    cell = opened(annotate(full_book(), told, Language.EN))["Figures"]["B7"]
    assert cell.fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert cell.comment.text.index("Fix") < cell.comment.text.index("For information")


def test_a_comment_of_the_partner_is_kept_above_ours():
    marked = opened(annotate(full_book(), [finding("Figures", "B5")], Language.EN))
    note = marked["Figures"]["B5"].comment
    assert note.text.startswith("Counted twice, see <b> & page 3.")
    assert note.text.endswith(RIGHT.en)
    assert note.author == "A. Partner"


def test_merged_cells_are_marked_at_the_first_of_them():
    marked = opened(annotate(full_book(), [finding("Figures", "C15")], Language.EN))
    assert marked["Figures"]["A14"].comment.text.startswith("Fix")
    assert marked["Figures"]["A14"].fill.fgColor.rgb == COLOURS[Severity.ERROR]


def test_a_cell_that_is_not_there_yet_looks_like_its_column():
    content = full_book()
    back = annotate(annotate(content, [finding("Figures", "F30")], Language.EN), [], Language.EN)
    assert opened(back)["Figures"]["F30"].fill.fgColor.rgb == "FFEECCAA"


def test_the_list_names_every_finding_in_the_order_of_the_book():
    told = [
        finding(ODD_NAME, "B2", Severity.WARNING), finding("Figures", "B10"),
        finding("Figures", "B9", against="Hidden!A1"), finding("", ""), finding("Gone", "A1"),
    ]  # fmt: skip
    rows = list_of(annotate(full_book(), told, Language.EN))
    assert [row[:3] for row in rows] == [
        ("Fix", "the whole file", ""), ("Fix", "Gone", "A1"), ("Fix", "Figures", "B9"),
        ("Fix", "Figures", "B10"), ("Explain", ODD_NAME, "B2"),
    ]  # fmt: skip
    assert rows[2][3:] == ("1,5", WRONG.en, RIGHT.en, "Hidden!A1")


def test_links_lead_to_cells_of_sheets_with_quotes_and_accents():
    sheet = opened(annotate(full_book(), [finding(ODD_NAME, "B2")], Language.FR))["À corriger"]
    assert sheet["C5"].hyperlink.location == "'L''été « 1 » & more'!B2"


def test_our_list_is_known_by_its_mark_and_not_by_its_name():
    marked = annotate(made.saved(made.workbook()), [finding("People", "D7")], Language.EN)
    assert check(marked, "a.xlsx", made.context()).findings == ()
    partner_own = made.workbook()
    partner_own.create_sheet("Findings")["A1"] = "Quarter in words"
    both = annotate(made.saved(partner_own), [finding("People", "D7")], Language.EN)
    told = check(both, "a.xlsx", made.context()).findings
    assert [(one.sheet, one.rule) for one in told] == [("Findings", "sheet-unknown")]


def test_the_list_has_a_name_that_no_sheet_has():
    book = opened(full_book())
    book.create_sheet("findings")
    marked = opened(annotate(books.saved(book), [finding("", "")], Language.EN))
    assert marked.sheetnames[-1] == "Findings (2)"
    assert marked.defined_names[MARKER].attr_text == "'Findings (2)'!$A$1"


def test_both_readers_open_it_and_every_sheet_is_as_it_was():
    content = full_book()
    marked = annotate(content, [finding("Figures", "B5"), finding(ODD_NAME, "A1")], Language.EN)
    old, new = opened(content), opened(marked)
    assert new.sheetnames == [*old.sheetnames, "Findings"]
    assert [one.sheet_state for one in old] == [one.sheet_state for one in new][:-1]
    before, after = (CalamineWorkbook.from_filelike(io.BytesIO(one)) for one in (content, marked))
    for name in before.sheet_names:
        assert (
            before.get_sheet_by_name(name).to_python() == after.get_sheet_by_name(name).to_python()
        )


def test_again_with_the_same_findings_is_the_same():
    told = [finding("Figures", "B5"), finding(ODD_NAME, "A1"), finding("Empty", "D4")]
    once = annotate(full_book(), told, Language.EN)
    assert parts_of(annotate(once, told, Language.EN)) == parts_of(once)


def test_marks_of_before_give_way_and_their_cells_look_as_they_did():
    content = full_book()
    first = annotate(content, [finding("Figures", one) for one in ("B2", "B3", "B5")], Language.EN)
    second = annotate(first, [finding("Figures", "B9")], Language.EN)
    old, new = opened(content)["Figures"], opened(second)["Figures"]
    for one in ("B2", "B3", "B4", "B5"):
        assert repr(new[one].fill) == repr(old[one].fill)
        assert repr(new[one].font) == repr(old[one].font)
    assert [[one.value for one in row] for row in new.rows] == [
        [one.value for one in row] for row in old.rows
    ]
    assert new["B2"].comment is None
    assert new["B5"].comment.text == old["B5"].comment.text
    assert new["B9"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert len(list_of(second)) == 1


def test_a_mended_file_loses_every_mark():
    content = full_book()
    mended = annotate(annotate(content, [finding("Figures", "B3")], Language.EN), [], Language.EN)
    assert annotate(mended, [], Language.EN) is mended
    assert opened(mended).sheetnames == opened(content).sheetnames
    for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        assert parts_of(mended)[name] == parts_of(content)[name]
    assert MARKER not in opened(mended).defined_names


def test_marks_give_way_also_when_another_program_saved_the_file_between():
    content = full_book()
    told = [finding("Figures", one) for one in ("B2", "B3", "B5")]
    between = books.saved(opened(annotate(content, told, Language.EN)))
    back = opened(annotate(between, [finding("Figures", "B2")], Language.FR))
    old, new = opened(content)["Figures"], back["Figures"]
    assert new["B2"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    assert new["B3"].fill.fgColor.rgb == old["B3"].fill.fgColor.rgb == "00FFFF00"
    assert new["B5"].fill.patternType is None
    assert new["B5"].comment.text == "Counted twice, see <b> & page 3."
    assert new["B3"].comment is None
    assert new["B2"].comment.text.count(WRONG.fr) == 1
    assert back.sheetnames.count("Findings") == 1


def test_a_list_that_was_moved_or_deleted_is_no_obstacle():
    content = full_book()
    book = opened(annotate(content, [finding("Figures", "B2")], Language.EN))
    book.move_sheet("Findings", -(len(book.sheetnames) - 1))
    moved = annotate(books.saved(book), [], Language.EN)
    assert opened(moved).sheetnames == opened(content).sheetnames
    assert opened(moved)[ODD_NAME].defined_names["Own"].attr_text == "Hidden!$A$1"
    del book["Findings"]
    again = opened(annotate(books.saved(book), [finding("Figures", "B9")], Language.EN))
    assert again.sheetnames[-1] == "Findings"
    assert again["Figures"]["B2"].fill.patternType is None


HAND_WRITTEN = {
    "prefixed": sheet_part("").replace(
        f'<worksheet xmlns="{MAIN}"></worksheet>',
        f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='2'><x:c t='n' r='B2'>"
        "<x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
    ),
    "self-closed data": sheet_part("<sheetData/>"),
    "self-closed row": sheet_part('<sheetData><row r="2" /><row r="9"/></sheetData>'),
    "rows without numbers": sheet_part(
        "<sheetData><row/><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"
    ),
    "after the cell": sheet_part('<sheetData><row r="2"><c r="D2"><v>4</v></c></row></sheetData>'),
    "before the cell": sheet_part('<sheetData><row r="2"><c r="A2"><v>4</v></c></row></sheetData>'),
    "cdata": sheet_part(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B2"/></row>]]></t>'
        '</is></c></row><!-- <row r="2"> --><row r="2"><c r="B2" s="0"/></row></sheetData>'
    ),
    "byte order mark": b"\xef\xbb\xbf" + sheet_part("<sheetData/>").encode(),
    "two bytes a letter": (
        '<?xml version="1.0" encoding="UTF-16"?>' + sheet_part("<sheetData/>")
    ).encode("utf-16"),
    "western": (
        '<?xml version="1.0" encoding="windows-1252"?>'
        + sheet_part('<sheetData><row r="1"><c r="A1" t="str"><v>été</v></c></row></sheetData>')
    ).encode("windows-1252"),
    "an angle in an attribute": sheet_part(
        "<sheetData><row r='2' x='a>b'><c x=\"'>\" r='B2' s = '0'/></row></sheetData>"
    ),
    "tables after": sheet_part("<sheetData/>", '<tableParts count="0"/><extLst/>'),
}


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_however_a_sheet_is_written_the_cell_is_marked_in_its_place(name):
    content = hand_written(HAND_WRITTEN[name])
    marked = annotate(content, [finding("One", "B2")], Language.EN)
    part = parts_of(marked)["xl/worksheets/sheet1.xml"]
    root = ElementTree.fromstring(part)
    rows = list(root.iter(f"{{{MAIN}}}row"))
    held = [cell for row in rows for cell in row]
    assert sum(int(one.get("s") or 0) > 0 for one in held) == 1
    numbers = [int(row.get("r")) for row in rows if row.get("r")]
    assert numbers == sorted(set(numbers))
    names = [one.tag.partition("}")[2] for one in root]
    assert names.index("legacyDrawing") < min(
        (names.index(one) for one in names if one in ("tableParts", "extLst")), default=99
    )
    if name != "rows without numbers":
        cell = opened(marked)["One"]["B2"]
        assert cell.fill.fgColor.rgb == COLOURS[Severity.ERROR]
        assert cell.comment.text.startswith("Fix")
    for row in rows:
        letters = [one.get("r") for one in row if one.get("r")]
        assert letters == sorted(letters)


def test_a_document_type_is_refused():
    part = '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + sheet_part("<sheetData/>")
    with pytest.raises(ReadError):
        annotate(hand_written(part), [finding("One", "B2")], Language.EN)


@pytest.mark.parametrize(
    "content",
    [b"a;b\r\n1;2", b"PK\x03\x04 not a package", hand_written("<worksheet"), hand_written("")],
)
def test_what_is_no_workbook_is_refused_in_words(content):
    with pytest.raises(ReadError):
        annotate(content, [finding("One", "A1")], Language.EN)


def test_words_of_a_finding_cannot_break_the_file():
    words = "<c>&\x00\x1f_x0041_\ud800 ]]> \"'"
    told = finding("Figures", "B2", words=words, message=Text(words, words))
    marked = annotate(full_book(), [told], Language.EN)
    assert opened(marked)["Figures"]["B2"].comment.text.count("_x0041_") <= 1
    rows = CalamineWorkbook.from_filelike(io.BytesIO(marked)).get_sheet_by_name("Findings")
    assert "<c>&" in rows.to_python(skip_empty_area=False)[4][3]


def test_a_drawing_that_is_not_well_formed_is_extended_at_its_end():
    """Excel writes <br> into the text boxes of form controls."""
    vml = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="b1"><br></v:shape></xml>'
    part = sheet_part("<sheetData/>", f'<legacyDrawing xmlns:r="{books.OFFICE}" r:id="rId1"/>')
    more = {
        "xl/worksheets/_rels/sheet1.xml.rels": books.rels("vmlDrawing", "../drawings/d1.vml"),
        "xl/drawings/d1.vml": vml,
    }
    marked = parts_of(annotate(hand_written(part, **more), [finding("One", "B2")], Language.EN))
    assert marked["xl/drawings/d1.vml"].startswith(vml[: -len(b"</xml>")])
    assert b"<x:Row>1</x:Row>" in marked["xl/drawings/d1.vml"]
    assert b"comments" in marked["xl/worksheets/_rels/sheet1.xml.rels"]


def test_a_large_file_is_marked_in_seconds():
    row = (
        '<row r="{0}">'
        + "".join(f'<c r="{letter}{{0}}"><v>{{0}}</v></c>' for letter in "ABCDEFGHIJ")
        + "</row>"
    )
    data = "".join(row.format(number) for number in range(1, 100_001))
    content = hand_written(sheet_part(f"<sheetData>{data}</sheetData>"))
    told = [finding("One", f"C{number}") for number in range(50, 100_000, 50)]
    start = time.process_time()
    marked = annotate(content, told, Language.EN)
    assert time.process_time() - start < 15
    part = parts_of(marked)["xl/worksheets/sheet1.xml"]
    assert len(re.findall(rb' s="[1-9][0-9]*"', part)) == len(told) == 1999


def test_parts_that_write_a_prefix_before_every_name_are_marked_alike():
    def prefixed(part):
        words = part.decode()
        words = re.sub(r"<(/?)(?![?!])([A-Za-z]+)(?=[\s/>])", r"<\1x:\2", words)
        return words.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()

    plain = parts_of(full_book())
    names = ("xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml")
    content = books.packed({**plain, **{one: prefixed(plain[one]) for one in names}})
    told = [finding(ODD_NAME, "B2"), finding(ODD_NAME, "F9")]
    marked = annotate(content, told, Language.EN)
    for name, part in parts_of(marked).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(part)
    assert b"<x:definedName" in parts_of(marked)["xl/workbook.xml"]
    assert opened(marked)[ODD_NAME]["B2"].fill.fgColor.rgb == COLOURS[Severity.ERROR]
    back = annotate(marked, [], Language.EN)
    assert parts_of(back)["xl/workbook.xml"] == parts_of(content)["xl/workbook.xml"]


def test_whatever_is_damaged_is_refused_in_words():
    told = [finding("Figures", "B2"), finding("Figures", "C30"), finding(ODD_NAME, "B2")]
    marked = annotate(full_book(), told, Language.EN)
    parts = parts_of(marked)
    names = sorted(name for name in parts if name.endswith((".xml", ".rels", ".vml")))
    chance = random.Random(20)
    for _ in range(400):
        name = chance.choice(names)
        part = bytearray(parts[name])
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(len(part))
            put = chance.choice((b"", b"<", b">", b'"', b"/", b"&", b"\0", b"9", b"99999", b"x"))
            part[at : at + chance.choice((0, 1, 1, 20))] = put
        with contextlib.suppress(ReadError):
            annotate(books.packed({**parts, name: bytes(part)}), told[:2], Language.EN)
    for _ in range(100):
        content = bytearray(marked)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        with contextlib.suppress(ReadError):
            annotate(bytes(content), told, Language.EN)
