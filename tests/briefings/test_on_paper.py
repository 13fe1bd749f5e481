"""What a printed page holds: sources at its foot, no page for a few lines, and what is left out."""

import re
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from dashboard.briefings.docx.render import render_docx
from dashboard.briefings.pdf.render import render_pdf
from dashboard.briefings.pptx.render import render_pptx
from metrics import Language
from tests.briefings.sample import ISSUE, document, said

BOTH = pytest.mark.parametrize("language", Language)
COLON = {Language.EN: ":", Language.FR: " :"}


def with_cautions(language: Language, count: int):
    """One exhibit with so many sentences that say what its figure does not tell."""
    found = document(language, 1)
    every = tuple(
        said(language, f"It does not tell how many were reached twice, number {at} of many.",
             f"Ceci ne dit pas combien ont été rejointes deux fois, numéro {at}.")
        for at in range(count)
    )  # fmt: skip
    return found._replace(exhibits=(found.exhibits[0]._replace(unsaid=every),))


def pages_of(told) -> list[str]:
    read = PdfReader(BytesIO(render_pdf(told, ISSUE))).pages
    return [one.extract_text().replace("\u00a0", " ") for one in read]


def foot_of(page: str, told) -> str:
    """The line of sources nearest to the foot of a page."""
    begins = f"{told.labels.sources}{COLON[told.language]} "
    return [one for one in page.splitlines() if one.startswith(begins)][-1]


@BOTH
def test_the_foot_of_each_page_names_its_sources_or_where_they_stand(language):
    told = document(language, 2)
    first, *others, last = pages_of(told)
    many = said(language, "exhibits 1–3.", "figures 1–3.")
    assert foot_of(first, told).endswith(many)
    assert foot_of(last, told).endswith(many)
    source = told.exhibits[0].sources[0]
    assert others
    assert all(foot_of(one, told).endswith(source) for one in others)


@BOTH
@pytest.mark.parametrize("count", [60, 90])
def test_a_page_after_one_that_ran_over_names_its_own_exhibits_alone(language, count):
    """The second exhibit fits on a page, and stands on the one after those of the first."""
    told, first = document(language, 3), with_cautions(language, count).exhibits[0]
    one, other = (first, told.exhibits[1])
    told = told._replace(exhibits=tuple(
        each._replace(sources=(f"Paper {at}",)) for at, each in enumerate((one, other), 1)
    ))  # fmt: skip
    marks = said(language, "reached twice", "rejointes deux fois"), other.code
    pages = [" ".join(page.split()) for page in pages_of(told)]
    for page, whole in zip(pages_of(told), pages, strict=True):
        shown = {f"Paper {at}" for at, mark in enumerate(marks, 1) if mark in whole}
        if shown and told.labels.provenance not in whole and told.labels.scorecard not in whole:
            assert {*re.findall(r"Paper \d", foot_of(page, told))} == shown
    assert any(marks[0] in page and told.exhibits[0].code not in page for page in pages)


@BOTH
def test_sources_that_take_more_than_a_line_stand_at_their_exhibit_alone(language):
    told = document(language, 1)
    long = tuple(f"A made-up newsletter with a long name, 2024, table {at}" for at in range(9))
    told = told._replace(exhibits=(told.exhibits[0]._replace(sources=long),))
    (_, page, *_) = pages_of(told)
    assert foot_of(page, told).endswith(said(language, "See exhibit 1.", "Voir la figure 1."))


@BOTH
@pytest.mark.parametrize("count", [26, 28])
def test_an_exhibit_that_would_run_over_by_a_few_lines_stays_on_its_page(language, count):
    told = with_cautions(language, count)
    words = said(language, "reached twice", "rejointes deux fois")
    assert len([one for one in pages_of(told) if words in " ".join(one.split())]) == 1


def test_one_that_is_longer_than_a_page_is_not_cut():
    whole = " ".join(pages_of(with_cautions(Language.EN, 90)))
    assert all(f"number {at} of many" in " ".join(whole.split()) for at in range(90))


def test_the_link_of_an_exhibit_stands_on_its_name_and_is_no_broken_address():
    told = document(Language.EN, 1)
    (_, page, *_) = PdfReader(BytesIO(render_pdf(told, ISSUE))).pages
    assert "\u200b" not in page.extract_text()
    assert "as_of=" not in page.extract_text()
    found = [one.get_object() for one in page["/Annots"]]
    assert [one["/A"]["/URI"] for one in found if "/A" in one][-1].endswith(told.exhibits[0].path)


@BOTH
def test_contents_in_word_lead_by_numbers_that_stand_at_the_foot_of_the_pages(language):
    told = document(language, 2)
    body = docx.Document(BytesIO(render_docx(told, ISSUE))).element.body
    entries = [*body.find(qn("w:sdt")).iter(qn("w:hyperlink"))]
    assert not any([*one.iter(qn("w:tab"))] for one in entries)
    named = [told.labels.exhibit.format(number=at).replace(" ", "\u00a0") for at in (1, 2, 3)]
    texts = ["".join(part.text or "" for part in one.iter(qn("w:t"))) for one in entries]
    assert [one for one in named if any(text.startswith(one) for text in texts)] == named
    feet = [
        " ".join(para.text for para in one.footer.paragraphs)
        for one in docx.Document(BytesIO(render_docx(told, ISSUE))).sections
    ]
    found = [[one for one in named if one in foot] for foot in feet]
    assert found[:4] == [[], *([one] for one in named)]
    assert not any(found[4:])


@BOTH
def test_a_slide_says_how_many_cautions_only_the_notes_hold(language):
    told = with_cautions(language, 14)
    show = Presentation(BytesIO(render_pptx(told, ISSUE)))
    slide = next(
        one for one in show.slides
        if any(part.name == "unsaid" for part in one.shapes)
    )  # fmt: skip
    text = next(part.text_frame.text for part in slide.shapes if part.name == "unsaid")
    assert said(language, "And 13 more, in the speaker notes.", "Et 13 autres, dans les") in text
    notes = slide.notes_slide.notes_text_frame.text
    assert all(one in notes for one in told.exhibits[0].unsaid)


@BOTH
def test_a_slide_that_holds_them_all_speaks_of_no_more(language):
    show = Presentation(BytesIO(render_pptx(with_cautions(language, 1), ISSUE)))
    texts = [part.text_frame.text for one in show.slides for part in one.shapes
             if part.name == "unsaid"]  # fmt: skip
    assert texts
    assert not any(said(language, "more", "autre") in one for one in texts)
