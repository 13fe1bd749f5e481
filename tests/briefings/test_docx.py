"""The Word document, opened again: structure, figures, descriptions, language, the same bytes."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from dashboard.briefings.document import Document, Issue
from dashboard.briefings.docx.render import render_docx
from dashboard.briefings.docx.styles import STYLES
from dashboard.briefings.docx.theme import TOKENS
from dashboard.briefings.traced import traced
from metrics import Language
from tests.briefings.sample import DRAFT, ISSUE, document, hostile

LANGUAGES = pytest.mark.parametrize("language", list(Language))
CSS = Path("dashboard/assets/design.css")
CODES = {Language.EN: "en-CA", Language.FR: "fr-CA"}


@cache
def made(told: Document, issue: Issue = ISSUE) -> bytes:
    return render_docx(told, issue)


def opened(told: Document, issue: Issue = ISSUE) -> Any:
    return docx.Document(BytesIO(made(told, issue)))


def words_of(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def styled(file: Any, *names: str) -> list[str]:
    return [
        words_of(one) for one in file.element.body.iter(qn("w:p"))
        if one.style in names
    ]  # fmt: skip


def grid(table: Any) -> list[list[str]]:
    return [[words_of(cell._tc) for cell in row.cells] for row in table.rows]


def all_of(file: Any) -> Iterator[Any]:
    """The body, then each head and foot."""
    yield file.element.body
    yield file.sections[0].header._element
    yield from (one.footer._element for one in file.sections)


@LANGUAGES
def test_headings_are_real_ones_and_no_level_is_skipped(language: Language) -> None:
    told = document(language)
    file = opened(told)
    names = [one.style.name for one in file.paragraphs if one.style.name.startswith("Heading")]
    levels = [int(name[-1]) for name in names]
    assert set(levels) == {1, 2, 3}
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [one.style.name for one in file.paragraphs].count("Title") == 1
    assert styled(file, "Heading2") == [one.finding for one in told.exhibits]


def test_every_style_that_is_used_is_one_of_ours() -> None:
    file = opened(hostile(Language.EN))
    known = {one.style_id for one in file.styles}
    used = {
        one.get(qn("w:val"))
        for part in all_of(file)
        for one in part.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used <= known
    assert {one.id for one in STYLES} <= known


def test_the_colours_are_those_of_the_pages() -> None:
    tokens = dict(re.findall(r"--([\w-]+):#([0-9a-f]{6})", CSS.read_text(encoding="utf-8")))
    assert {name: tokens[name] for name in TOKENS} == TOKENS


@LANGUAGES
def test_every_cell_of_the_tables_is_found_again(language: Language) -> None:
    told = document(language)
    found = [grid(one) for one in opened(told).tables]
    for table in (*traced(told), *(one.table for one in told.exhibits if one.table)):
        expected = [list(table.head), *([cell.text for cell in row] for row in table.rows)]
        assert expected in found
    card = found[0]
    for number, (row, chip) in enumerate(zip(told.scorecard.rows, told.chips, strict=True), 1):
        last = f"\u00a0{chip.word}" + (f", {chip.reason}" if chip.reason else "")
        assert card[number] == [*(one.text for one in row[:-1]), last, str(number)]


@LANGUAGES
def test_every_line_is_found_again(language: Language) -> None:
    told = document(language)
    file = opened(told)
    read = styled(file, "KeyLine")
    for number, line in enumerate(told.lines, 1):
        see = told.labels.see.replace(" {number}", f"\u00a0{number}")
        assert f"{line.text} {see}" in read
    assert any(told.changes[0].words in one for one in styled(file, "ListBullet"))
    whole = words_of(file.element.body)
    for one in told.exhibits:
        said = (*one.notes, *one.unsaid, *one.sources, one.definition, one.signal, one.coverage)
        assert all(text in whole for text in said)
        assert one.figure is None or one.figure.text in whole


def test_heads_of_tables_come_again_and_no_row_is_split() -> None:
    file = opened(document(Language.EN))
    assert file.tables
    for one in file.tables:
        rows = list(one._tbl.iter(qn("w:tr")))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        look = one._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        for tag in ("w:tblCaption", "w:tblDescription"):
            assert one._tbl.tblPr.find(qn(tag)).get(qn("w:val"))


def test_no_page_begins_with_the_last_source_and_the_link_alone() -> None:
    blocks = list(opened(document(Language.EN)).element.body)
    at = next(n for n, one in enumerate(blocks) if words_of(one) == "Definition")
    end = next(n for n in range(at, len(blocks)) if words_of(blocks[n]).startswith("Link"))
    assert end - at >= 4
    assert all(one.find(f".//{qn('w:keepNext')}") is not None for one in blocks[at + 1 : end])


@LANGUAGES
def test_a_drawing_has_words_for_it_or_is_marked_as_decoration(language: Language) -> None:
    told = document(language)
    drawn = list(opened(told).element.body.iter(qn("wp:docPr")))
    charts = [one.chart.alt for one in told.exhibits if one.chart]
    assert [one.get("descr") for one in drawn if one.get("descr")] == charts
    for one in drawn:
        marked = any(part.tag.endswith("}decorative") for part in one.iter())
        assert bool(one.get("descr")) is not marked
    assert len({one.get("id") for one in drawn}) == len(drawn)


@LANGUAGES
def test_the_language_is_said(language: Language) -> None:
    file = opened(document(language))
    said = file.styles.element.find(f".//{qn('w:docDefaults')}").find(f".//{qn('w:lang')}")
    assert said.get(qn("w:val")) == CODES[language]
    assert file.core_properties.language == CODES[language]


def test_a_title_in_the_other_language_is_marked_so() -> None:
    told = document(Language.EN)
    (first, *rest), *rows = told.scorecard.rows
    quoted = told.scorecard._replace(rows=((first._replace(lang=Language.FR), *rest), *rows))
    body = opened(told._replace(scorecard=quoted)).element.body
    marked = [one for one in body.iter(qn("w:lang")) if one.get(qn("w:val")) == "fr-CA"]
    assert [words_of(one.getparent().getparent()) for one in marked] == [first.text]


@LANGUAGES
def test_the_properties_name_the_organization_and_no_person(language: Language) -> None:
    told = document(language)
    found = opened(told).core_properties
    assert (found.title, found.subject) == (told.head.title, told.head.scope)
    assert found.author == found.last_modified_by == told.head.organization
    assert found.created == found.modified == datetime(2026, 5, 3, tzinfo=UTC)


@LANGUAGES
@pytest.mark.parametrize("issue", [ISSUE, DRAFT], ids=["issued", "draft"])
def test_every_page_carries_by_what_it_is_read_and_found(
    language: Language, issue: Issue
) -> None:  # fmt: skip
    told = document(language)
    head = told.head._replace(embargo="Embargoed until noon")
    file = opened(told._replace(head=head), issue)
    above = words_of(file.sections[0].header._element)
    for said in (head.scope, head.as_of, head.known_at, head.classification, head.example,
                 head.embargo, issue.status):  # fmt: skip
        assert said in above
    *inner, last = list(file.sections)[1:]
    assert all(one.header.is_linked_to_previous for one in inner)
    assert words_of(last.header._element) == above
    for one in file.sections:
        below = words_of(one.footer._element)
        for said in (head.framework, head.coverage, head.marks, issue.link, issue.code,
                     issue.content[:16], told.exhibits[0].sources[0].rstrip(".")):  # fmt: skip
            assert said in below


def test_the_whole_hash_is_in_the_file_once() -> None:
    assert words_of(opened(document(Language.EN)).element.body).count(ISSUE.content) == 1


def test_sources_too_many_for_the_foot_are_pointed_to() -> None:
    told = document(Language.EN)
    first = told.exhibits[0]._replace(
        sources=tuple(f"A long source {at}. " * 12 for at in range(5))
    )
    file = opened(told._replace(exhibits=(first, *told.exhibits[1:])))
    feet = [words_of(one.footer._element) for one in file.sections]
    assert "Sources: See exhibits 1–4." in feet[0]
    assert "Sources: See exhibit 1." in feet[1]
    assert "A made-up newsletter" in feet[2]
    assert all(one.strip() in words_of(file.element.body) for one in first.sources)


@LANGUAGES
def test_the_same_briefing_gives_the_same_bytes(language: Language) -> None:
    again = render_docx(document(language), ISSUE)
    assert again == made(document(language))
    with ZipFile(BytesIO(again)) as held:
        assert {one.date_time for one in held.infolist()} == {(2026, 5, 3, 0, 0, 0)}


def test_pictures_that_come_again_are_kept_once() -> None:
    with ZipFile(BytesIO(made(document(Language.EN, 12)))) as held:
        pictures = [one for one in held.namelist() if one.startswith("word/media/")]
    assert len(pictures) == 12 + 8
