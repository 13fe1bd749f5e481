"""Fields of the Word document: numbers, references and contents that are right before updating."""

import re
from typing import Any

import pytest
from docx.oxml.ns import qn

from dashboard.briefings.docx.fields import page_of
from metrics import Language
from tests.briefings.sample import DRAFT, document, hostile
from tests.briefings.test_docx import LANGUAGES, all_of, opened, words_of

KNOWN = re.compile(
    r'SEQ \w+ \\\* ARABIC|REF exhibit_\d+ \\h|PAGE|NUMPAGES|TOC \\o "1-2" \\h \\z'
)  # fmt: skip


def fields(root: Any) -> list[tuple[str, str]]:
    """Each field with its result, after it was found to begin, part and end in order."""
    found, open_ones = [], []
    for one in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        kind = one.get(qn("w:fldCharType"))
        if kind == "begin":
            open_ones.append(["", "", "code"])
        elif kind == "separate":
            assert open_ones[-1][2] == "code"
            open_ones[-1][2] = "result"
        elif kind == "end":
            code, result, part = open_ones.pop()
            assert part == "result"
            found.append((code.strip(), result))
        elif one.tag == qn("w:instrText"):
            open_ones[-1][0] += one.text
        elif open_ones:
            open_ones[-1][1] += one.text or ""
    assert not open_ones
    return found


@LANGUAGES
def test_every_field_is_whole_and_of_our_words(language: Language) -> None:
    for told, issue in ((document(language), None), (hostile(language), DRAFT)):
        file = opened(told, issue) if issue else opened(told)
        for root in all_of(file):
            assert all(KNOWN.fullmatch(code) for code, _ in fields(root))
            assert root.find(f".//{qn('w:fldSimple')}") is None


@LANGUAGES
def test_a_reference_has_the_number_of_the_caption_it_leads_to(language: Language) -> None:
    told = document(language)
    body = opened(told).element.body
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    ids = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]
    ends = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkEnd"))]
    assert len(set(ids)) == len(ids)
    assert sorted(ids) == sorted(ends)
    references = [one for one in fields(body) if one[0].startswith("REF")]
    assert len(references) >= len(told.lines) + len(told.scorecard.rows)
    for code, result in references:
        name = code.split()[1]
        assert name in marks
        assert name == f"exhibit_{result}"


@LANGUAGES
def test_captions_are_counted_under_the_word_that_stands_before_them(language: Language) -> None:
    told = document(language)
    found = fields(opened(told).element.body)
    for label, most in ((told.labels.exhibit, 4), (told.labels.table, 6)):
        word = label.replace("{number}", "").strip()
        numbers = [result for code, result in found if code.startswith(f"SEQ {word} ")]
        assert numbers == [str(at) for at in range(1, most + 1)]


@LANGUAGES
def test_the_contents_are_written_out_and_lead_to_every_heading(language: Language) -> None:
    told = document(language)
    file = opened(told)
    entries = file.element.body.find(qn("w:sdt")).iter(qn("w:hyperlink"))
    read = {one.get(qn("w:anchor")): words_of(one) for one in entries}
    heads = [
        one for one in file.element.body.iter(qn("w:p")) if one.style in ("Heading1", "Heading2")
    ]  # fmt: skip
    assert len(read) == len(heads)
    for one in heads:
        name = one.find(qn("w:bookmarkStart")).get(qn("w:name"))
        assert read[name].endswith(words_of(one))
    labels = [told.labels.exhibit.format(number=at) for at in range(1, 5)]
    numbers = [one.replace(" ", "\u00a0") for one in labels]
    assert [
        said for said in numbers if any(one.startswith(said) for one in read.values())
    ] == numbers


def test_word_asks_nothing_when_the_file_is_opened() -> None:
    file = opened(document(Language.EN))
    assert file.settings.element.find(f".//{qn('w:updateFields')}") is None
    for root in all_of(file):
        assert not [one for one in root.iter() if one.get(qn("w:dirty"))]


@pytest.mark.parametrize("label", ["Page {page} of {pages}", "{pages} / {page}"])
def test_both_numbers_of_a_page_are_filled_in(label: str) -> None:
    written = page_of(label)
    assert written.count(" PAGE ") == written.count(" NUMPAGES ") == 1
    assert "{" not in written


@LANGUAGES
def test_links_lead_to_our_pages_alone(language: Language) -> None:
    file = opened(document(language))
    outside = {one.target_ref for one in file.part.rels.values() if one.is_external}
    assert outside
    assert all(one.startswith("https://figures.example/") for one in outside)
