"""Words of a workbook outside its cells: wherever personal data could hide, it is found."""

import pytest

from ingest.book import Aside
from tests.ingest.book_files import MAIN, OFFICE, book_of, links, package, worksheet

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def asides_of(**given: object) -> set[Aside]:
    sheet = worksheet(ROW, str(given.pop("before", "")), str(given.pop("after", "")))
    return set(book_of(package({"Étape 1": sheet}, **given)).asides)  # type: ignore[arg-type]


def related(*entries: tuple[str, str, str]) -> dict[str, str]:
    return {"xl/worksheets/_rels/sheet1.xml.rels": links(*entries)}


def test_names_of_file_and_sheets() -> None:
    assert {Aside("file-name", "", "", "return.xlsx"),
            Aside("sheet-name", "Étape 1", "", "Étape 1")} <= asides_of()  # fmt: skip


def test_comments_old_and_threaded_with_their_cells() -> None:
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>A Person</author></authors><commentList>'
        '<comment ref="B3" authorId="0"><text><r><t>call </t></r><r><rPr><b/></rPr>'
        "<t>CANARY</t></r></text></comment></commentList></comments>"
    )
    threaded = (
        '<ThreadedComments xmlns="urn:t"><threadedComment ref="C4" id="{1}" personId="{2}">'
        "<text>THREAD</text></threadedComment></ThreadedComments>"
    )
    persons = (
        '<personList xmlns="urn:t"><person displayName="B Person" userId="b@x.org"/></personList>'
    )
    parts = {
        **related(("r1", "comments", "../comments1.xml"),
                  ("r2", "threadedComment", "../threadedComments/threadedComment1.xml")),
        "xl/comments1.xml": comments,
        "xl/threadedComments/threadedComment1.xml": threaded,
        "xl/persons/person.xml": persons,
    }  # fmt: skip
    assert {
        Aside("comment", "Étape 1", "B3", "call CANARY"),
        Aside("author", "Étape 1", "", "A Person"),
        Aside("comment", "Étape 1", "C4", "THREAD"), Aside("author", "", "", "B Person"),
        Aside("author", "", "", "b@x.org"),
    } <= asides_of(parts=parts)  # fmt: skip


def test_headers_validations_links_and_rules_of_a_sheet() -> None:
    after = (
        '<conditionalFormatting sqref="A1"><cfRule type="containsText" text="SMITH"><formula>'
        'SEARCH("JONES",A1)</formula></cfRule></conditionalFormatting>'
        '<dataValidations><dataValidation type="list" sqref="D5:D9" promptTitle="T" prompt="P" '
        'error="E"><formula1>"Ann,Bea"</formula1></dataValidation></dataValidations>'
        '<hyperlinks><hyperlink ref="B2" r:id="rL" tooltip="TIP" display="SHOWN"/></hyperlinks>'
        "<headerFooter><oddHeader>&amp;LHEAD</oddHeader><evenFooter>FOOT</evenFooter></headerFooter>"
        '<extLst><ext xmlns:x="urn:x" xmlns:xm="urn:xm"><x:dataValidations><x:dataValidation>'
        '<x:formula1><xm:f>"Cleo,Dora"</xm:f></x:formula1><xm:sqref>F7</xm:sqref>'
        "</x:dataValidation></x:dataValidations></ext></extLst>"
    )
    parts = related(("rL", "hyperlink", "mailto:jane@example.org"))
    assert {
        Aside("rule", "Étape 1", "", "SMITH"),
        Aside("rule", "Étape 1", "", 'SEARCH("JONES",A1)'),
        Aside("validation", "Étape 1", "D5", '"Ann,Bea"'),
        Aside("validation", "Étape 1", "D5", "P"),
        Aside("validation", "Étape 1", "F7", '"Cleo,Dora"'),
        Aside("link", "Étape 1", "B2", "mailto:jane@example.org"),
        Aside("link-note", "Étape 1", "B2", "TIP"), Aside("link-note", "Étape 1", "B2", "SHOWN"),
        Aside("header", "Étape 1", "", "&LHEAD"), Aside("header", "Étape 1", "", "FOOT"),
    } <= asides_of(parts=parts, after=after)  # fmt: skip


def test_shapes_charts_and_what_they_link_to() -> None:
    drawing = (
        f'<wsDr xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"><from><col>4165551234</col></from><sp>'
        '<cNvPr id="2" name="Box" descr="ALT TEXT"/><txBody><a:p><a:r><a:t>split </a:t></a:r>'
        "<a:r><a:rPr/><a:t>words</a:t></a:r></a:p><a:p><a:r><a:t>second</a:t></a:r></a:p></txBody>"
        "</sp></wsDr>"
    )
    chart = (
        f'<chart xmlns:a="{DRAWING}"><title><a:p><a:r><a:t>TITLE</a:t></a:r></a:p></title>'
        "<strCache><pt><v>CATEGORY</v></pt></strCache><numCache><pt><v>4165551234</v></pt>"
        "</numCache></chart>"
    )
    parts = {
        **related(("r1", "drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": drawing,
        "xl/drawings/_rels/drawing1.xml.rels": links(
            ("r1", "chart", "../charts/chart1.xml"), ("r2", "hyperlink", "https://x.example/me")
        ),
        "xl/charts/chart1.xml": chart,
    }
    found = asides_of(parts=parts)
    assert {
        Aside("shape", "Étape 1", "", "split words"), Aside("shape", "Étape 1", "", "second"),
        Aside("shape", "Étape 1", "", "ALT TEXT"), Aside("chart", "Étape 1", "", "TITLE"),
        Aside("chart", "Étape 1", "", "CATEGORY"),
        Aside("link", "Étape 1", "", "https://x.example/me"),
    } <= found  # fmt: skip
    # nobody's place or copy of a figure is so long: the search tells whether it is one of a cell
    assert Aside("shape", "Étape 1", "", "4165551234") in found
    assert Aside("chart", "Étape 1", "", "4165551234") in found


def test_old_drawings_that_are_no_xml() -> None:
    parts = {
        **related(("r1", "vmlDrawing", "../drawings/vmlDrawing1.vml")),
        "xl/drawings/vmlDrawing1.vml": "<xml><v:textbox><div>OLD<br>WORDS</div></v:textbox></xml>",
    }
    words = {one.words for one in asides_of(parts=parts)}
    assert {"OLD", "WORDS"} <= words


@pytest.mark.parametrize(
    ("part", "xml", "where", "words"),
    [
        ("docProps/core.xml", "<p><creator>CANARY</creator></p>", "property", "CANARY"),
        ("docProps/app.xml", "<p><Manager>CANARY</Manager></p>", "property", "CANARY"),
        ("customXml/item1.xml", '<x note="CANARY"/>', "data", "CANARY"),
        ("xl/tables/table1.xml", '<table comment="CANARY"/>', "table", "CANARY"),
        ("xl/pivotCache/pivotCacheRecords1.xml", '<r><s v="CANARY"/></r>', "pivot", "CANARY"),
        ("xl/pivotCache/d1.xml", '<d refreshedBy="CANARY"/>', "pivot", "CANARY"),
        ("xl/connections.xml", '<c connection="CANARY"/>', "other", "CANARY"),
        ("xl/unknown/what.xml", "<what><ever>CANARY</ever></what>", "other", "CANARY"),
    ],
)
def test_every_other_part(part: str, xml: str, where: str, words: str) -> None:
    assert Aside(where, "", "", words) in asides_of(parts={part: xml})


def test_defined_names_and_paths_of_the_workbook() -> None:
    inside = (
        '<definedNames><definedName name="Jane" comment="NOTE">"a literal"</definedName>'
        '</definedNames><absPath url="C:\\Users\\jane\\"/>'
    )
    found = [*asides_of(inside_book=inside)]
    assert {"Jane", "NOTE", '"a literal"'} <= {one.words for one in found if one.where == "name"}
    assert "C:\\Users\\jane\\" in {one.words for one in found if one.where == "author"}


def test_texts_within_formulas() -> None:
    formula = '<f>IF(B1=1,"JANE &amp; CO","JANE &amp; CO"&amp;"")</f><v>3</v>'
    rows = f'<row r="1"><c r="A1">{formula}</c></row>'
    found = [one for one in book_of(package({"S": rows})).asides if one.where == "formula"]
    assert found == [Aside("formula", "S", "", "JANE & CO")]


def test_texts_that_no_cell_shows_any_more() -> None:
    strings = "<si><t>DELETED</t></si><si><t>漢</t><rPh sb='0' eb='1'><t>READING</t></rPh></si>"
    words = {one.words for one in asides_of(strings=strings) if one.where == "left-over"}
    assert {"DELETED", "READING", "漢"} <= words


def test_properties_by_which_a_template_is_known() -> None:
    custom = (
        '<Properties xmlns:vt="urn:vt"><property name="pillars-form"><vt:lpwstr>counts</vt:lpwstr>'
        '</property><property name="empty"><vt:lpwstr/></property></Properties>'
    )
    content = package(
        {"S": ROW},
        parts={
            "_rels/.rels": links(
                ("r1", "officeDocument", "xl/workbook.xml"),
                ("r2", "custom-properties", "docProps/custom.xml"),
            ),
            "docProps/custom.xml": custom,
        },
    )
    assert book_of(content).properties == {"pillars-form": "counts", "empty": ""}


@pytest.mark.parametrize("part", ["xl/theme/theme1.xml", "xl/styles.xml", "xl/other/made.xml",
                                  "docProps/app.xml", "xl/calcChain.xml"])  # fmt: skip
def test_a_comment_between_the_tags_of_a_part(part: str) -> None:
    found = asides_of(parts={part: "<a xmlns='urn:a'><!-- canary@example.org --><b/></a>"})
    assert "canary@example.org" in {one.words.strip() for one in found}


def test_a_comment_between_the_tags_of_a_sheet() -> None:
    assert "canary@example.org" in {
        one.words for one in asides_of(after="<!-- canary@example.org -->")
    }
