"""Bad input for the Word document: nothing is cut, nothing becomes markup or a field."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree

from dashboard.briefings.document import Document
from dashboard.briefings.docx.words import clean, run
from metrics import Language
from tests.briefings.sample import DRAFT, document, hostile
from tests.briefings.test_docx import LANGUAGES, made, opened, words_of

UNHEALTHY = "a\x00b\x1fc\ud800d\ufffee\u202ef\x85g\u2028h\x7fi"
SCRIPTS = "Report العربية and עברית ᐃᓄᒃᑎᑐᑦ"


def with_first(told: Document, **changed: Any) -> Document:
    first, *rest = told.exhibits
    return told._replace(exhibits=(first._replace(**changed), *rest))


@LANGUAGES
def test_every_part_is_well_formed(language: Language) -> None:
    with ZipFile(BytesIO(made(hostile(language), DRAFT))) as held:
        for name in held.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(held.read(name))
        assert held.testzip() is None


@LANGUAGES
def test_hostile_text_is_there_as_it_was_written(language: Language) -> None:
    told = hostile(language)
    whole = words_of(opened(told, DRAFT).element.body)
    first = told.exhibits[0]
    for said in (told.head.title, told.lines[0].text, first.name, first.finding, *first.notes):
        assert said in whole


def test_what_no_file_may_hold_is_left_out() -> None:
    told = with_first(document(Language.EN), finding=UNHEALTHY, name=UNHEALTHY, notes=(UNHEALTHY,))
    whole = words_of(opened(told).element.body)
    assert "abcdef g hi" in whole


def test_what_looks_like_a_field_stays_text() -> None:
    told = with_first(document(Language.EN), finding='{ INCLUDETEXT "/etc/hosts" }',
                      notes=("{ DDEAUTO cmd }", "</w:t><w:instrText>x"))  # fmt: skip
    body = opened(told).element.body
    codes = "".join(one.text for one in body.iter(qn("w:instrText")))
    assert "INCLUDETEXT" not in codes
    assert "DDE" not in codes
    assert "</w:t><w:instrText>x" in words_of(body)


def test_other_scripts_are_set_in_their_language_and_direction() -> None:
    found = etree.fromstring(
        f'<p xmlns:w="{qn("w:p")[1:].partition("}")[0]}">{run(SCRIPTS)}</p>'
    )  # fmt: skip
    read = {}
    for one in found:
        said = one.find(f".//{qn('w:lang')}")
        rtl = one.find(f".//{qn('w:rtl')}") is not None
        read[words_of(one)] = (dict(said.attrib).popitem()[1] if said is not None else "", rtl)
    assert read["العربية"] == ("ar-SA", True)
    assert read["עברית"] == ("he-IL", True)
    assert read["ᐃᓄᒃᑎᑐᑦ"] == ("iu-Cans-CA", False)
    assert read["Report "] == ("", False)
    assert "".join(read) == SCRIPTS


def test_a_text_wholly_from_the_right_is_a_paragraph_from_the_right() -> None:
    told = with_first(document(Language.EN), notes=("العربية 2024",))
    body = opened(told).element.body
    (found,) = (one for one in body.iter(qn("w:p")) if words_of(one) == "العربية 2024")
    assert found.pPr.find(qn("w:bidi")) is not None


def test_lines_of_a_text_run_on() -> None:
    assert clean("a\r\n\tb\x0bc") == "a b c"


def test_a_briefing_of_sixty_indicators_has_them_all() -> None:
    told = document(Language.FR, 60)
    file = opened(told)
    assert len(file.sections) == 61 + 3
    assert len(file.tables) == 1 + 61 + 60 + 2


def test_a_briefing_without_lines_changes_or_exhibits_is_one() -> None:
    told = document(Language.EN)
    empty = told._replace(
        lines=(), changes=(), exhibits=(), chips=(), scorecard=told.scorecard._replace(rows=()),
        trails=told.trails._replace(rows=()), labels=told.labels._replace(since=""),
    )  # fmt: skip
    file = opened(empty)
    assert told.head.title in words_of(file.element.body)
    assert len(file.sections) == 2


def test_an_address_that_is_no_page_becomes_no_link() -> None:
    told = with_first(document(Language.EN), path="javascript:alert(1)")
    outside = [one.target_ref for one in opened(told).part.rels.values() if one.is_external]
    assert not [one for one in outside if "javascript" in one]
