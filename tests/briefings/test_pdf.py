"""The PDF of a briefing: kept rules, whole text, and nothing of what people write becomes code."""

import re
from io import BytesIO

import page
import pytest
from PIL import Image
from pypdf import PdfReader

from dashboard.briefings.document import Cell, Document, Issue, KeyLine, Table
from dashboard.briefings.pdf.render import chart_png, pages_png, render_pages, render_pdf
from metrics import Language
from tests.briefings.sample import DRAFT, ISSUE, document, hostile
from tests.sweeps import sample

RULES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
BOTH = pytest.mark.parametrize("language", Language)
LONG = "x" * 300


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def text_of(made: bytes) -> str:
    return "\n".join(one.extract_text() for one in read(made).pages)


def squeezed(text: str) -> str:
    """Without spaces, ends of lines and places where a long word may break."""
    return re.sub(r"[\s\u200b]+", "", text)


def broken_rules(made: bytes, tmp_path) -> list[str]:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(made)
    every = [page.validate_pdf(path, profile=rule) for rule in RULES]
    return [str(failure) for one in every for failure in one.failures]


def bare(language: Language) -> Document:
    """Nothing chosen and nothing found."""
    found = document(language, 0)
    return found._replace(
        exhibits=(), lines=(), changes=(), chips=(), scorecard=found.scorecard._replace(rows=()),
        trails=found.trails._replace(rows=()),
    )  # fmt: skip


def crowded(language: Language) -> Document:
    """Everything too long: a scope, a word, a table, a sentence, signs that no font draws."""
    found = document(language, 2)
    head = tuple(f"Column {at} {'y' * 20}" for at in range(9))
    rows = tuple(
        tuple(Cell(f"{row}-{at} {'z' * 60}") for at in range(9)) for row in range(90)
    )  # fmt: skip
    first = found.exhibits[0]._replace(
        finding="A finding of many words " * 20, table=Table("Much", head, rows, (1, 2)),
        notes=tuple(f"Note {at} {LONG}" for at in range(30)), sources=(LONG, "中文 \u0000\n\ud800"),
    )  # fmt: skip
    return found._replace(
        head=found.head._replace(scope="A long scope; " * 60, title=LONG),
        exhibits=(first, *found.exhibits[1:]),
        lines=(KeyLine(first.indicator, f"{LONG} שלום"),),
    )


@BOTH
@pytest.mark.parametrize("made", [document, hostile, bare, crowded], ids=lambda one: one.__name__)
def test_every_document_keeps_the_rules_of_accessible_and_archived_pdf(made, language, tmp_path):
    assert broken_rules(render_pdf(made(language), ISSUE), tmp_path) == []
    assert broken_rules(render_pdf(made(language), DRAFT), tmp_path) == []


@pytest.mark.parametrize("language", sample("sixty exhibits in a PDF", list(Language), 1))
def test_sixty_exhibits_keep_the_rules_and_have_contents_with_links(language, tmp_path):
    every = document(language, 60)
    made = render_pdf(every, ISSUE)
    assert broken_rules(made, tmp_path) == []
    assert every.labels.contents in text_of(made)
    listed = [one for one in read(made).pages if every.labels.contents in one.extract_text()]
    assert listed[0].page_number == 0  # after the title, for the figures need pages of their own
    assert len(listed[0]["/Annots"]) > 40


@BOTH
@pytest.mark.parametrize("made", [document, hostile], ids=lambda one: one.__name__)
def test_every_word_and_number_can_be_selected_in_the_order_of_reading(made, language):
    told = made(language)
    text = squeezed(text_of(render_pdf(told, ISSUE)))
    for one in told.exhibits:
        start = text.index(squeezed(f"{one.code} · {one.pillar}"))
        parts = [one.when, one.figure.text if one.figure else ""]
        parts += [cell.text for row in (one.table.rows if one.table else ()) for cell in row]
        for part in parts:
            start = text.index(squeezed(part), start) + len(squeezed(part))


@BOTH
def test_hostile_signs_are_shown_as_they_are(language):
    told = hostile(language)
    text = squeezed(text_of(render_pdf(told, ISSUE)))
    assert squeezed("=1+1 @SUM(A1) #raw[<b>&amp;] $x$ \\u{1} *a* _b_ `c` {d} [e] <f>") in text
    assert squeezed(told.head.title) in text
    for sign in "ᐃᓄᒃᑎᑐᑦ🙂≥≤≈−…«»œŒ":
        assert sign in text


def test_a_sign_that_no_font_draws_is_named_and_never_a_box():
    text = squeezed(text_of(render_pdf(crowded(Language.EN), ISSUE)))
    assert "[U+4E2D][U+6587][U+D800]" in text
    assert "中" not in text


@BOTH
def test_every_page_says_what_it_is_of(language):
    told = document(language, 3)
    made = render_pdf(told, ISSUE)
    pages = read(made).pages
    head = told.head
    for number, one in enumerate(pages, 1):
        text = one.extract_text()
        for said in (
            head.organization, head.scope, head.as_of, head.known_at, head.framework, head.coverage,
            head.marks, head.classification, head.example, ISSUE.code, ISSUE.content[:16],
            ISSUE.link, told.footer, told.labels.page.format(page=number, pages=len(pages)),
        ):  # fmt: skip
            assert said in text
    assert ISSUE.content in text_of(made)


def test_a_draft_and_an_embargo_are_said_on_every_page():
    told = document(Language.EN, 2)
    told = told._replace(head=told.head._replace(embargo="Embargoed until 4 June 2026, 9 a.m."))
    for one in read(render_pdf(told, DRAFT)).pages:
        assert DRAFT.status in one.extract_text()
        assert "Embargoed until 4 June 2026" in one.extract_text()


@BOTH
def test_the_file_says_its_language_title_day_and_parts(language):
    told = document(language, 3)
    found = read(render_pdf(told, ISSUE))
    assert found.trailer["/Root"]["/Lang"] == f"{language}-CA"
    assert found.metadata.title == told.head.title
    assert found.metadata.creation_date.date().isoformat() == ISSUE.day
    top, under = found.outline
    assert top["/Title"] == told.head.title
    assert [one["/Title"] for one in under][3:-1] == [one.finding for one in told.exhibits]


def test_links_lead_to_exhibits_and_to_pages_and_nowhere_else():
    found = read(render_pdf(document(Language.EN, 2), ISSUE))
    notes = [one.get_object() for part in found.pages for one in part.get("/Annots", [])]
    assert {one["/Dest"] for one in notes if "/Dest" in one} == {f"exhibit-{n}" for n in (1, 2, 3)}
    away = {one["/A"]["/URI"] for one in notes if "/A" in one}
    assert all(one.startswith("https://figures.example/") for one in away)
    told = document(Language.EN, 1)
    script = Issue("B", "0f" * 32, "javascript:alert(1)", "Issued", "2026-05-03")
    found = read(render_pdf(told, script))
    notes = [one.get_object() for part in found.pages for one in part.get("/Annots", [])]
    assert not [one for one in notes if "/A" in one]


@BOTH
def test_the_same_briefing_gives_the_same_bytes(language):
    one, other = (render_pdf(document(language), ISSUE) for _ in range(2))
    assert one == other


@BOTH
@pytest.mark.parametrize("made", [document, hostile, crowded], ids=lambda one: one.__name__)
def test_nothing_reaches_into_the_margins(made, language):
    for one in pages_png(made(language), ISSUE, ppi=50):
        with Image.open(BytesIO(one)) as picture:
            grey = picture.convert("L")
        width, height = grey.size
        side = int(width * 20 / 210) - 2
        assert grey.crop((0, 0, side, height)).getextrema()[0] > 250
        assert grey.crop((width - side, 0, width, height)).getextrema()[0] > 250


def test_a_long_table_is_whole_and_repeats_its_head():
    made = [one.extract_text() for one in read(render_pdf(crowded(Language.EN), ISSUE)).pages]
    assert sum("Column 0" in one for one in made) > 5
    text = squeezed("".join(made))
    assert all(f"{row}-{at}zzzzzz" in text for row in range(90) for at in range(9))


@BOTH
def test_twelve_exhibits_have_a_first_page_that_stands_alone(language):
    told = document(language, 11)
    made = render_pdf(told, ISSUE)
    first = read(made).pages[0].extract_text()
    assert told.labels.contents not in text_of(made)  # so few entries would leave a page empty
    for said in (told.labels.key_lines, told.labels.scorecard, told.labels.changes):
        assert said in first
    assert squeezed(told.changes[0].words) in squeezed(first)


def test_pages_for_the_screen_are_those_of_the_document():
    told = document(Language.EN, 2)
    pages = render_pages(told, DRAFT)
    assert len(pages) == len(read(render_pdf(told, DRAFT)).pages) == len(pages_png(told, DRAFT))
    assert render_pages(told, DRAFT, first=1) == pages[:1]
    drawn = [one for one in pages if told.exhibits[0].chart.alt in one]
    assert len(drawn) == 1
    for one in pages:
        assert "<script" not in one
        assert "data:image" not in one


def test_a_chart_becomes_a_picture_as_wide_as_asked():
    made = chart_png(document(Language.EN).exhibits[0].chart, Language.EN, 800)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(made[16:20], "big") == 800
