"""Numbers extracted back from all eight files of a real briefing: equal, exhibit by exhibit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import pairwise

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.utils import range_boundaries
from pptx import Presentation
from pypdf import PdfReader

from dashboard.briefings.document import Exhibit, Format
from dashboard.issuing.making import (
    drafted,
    files,
    issue,
    kept_snapshot,
    made,
    printed,
    printed_draft,
    rebuilt,
)
from dashboard.issuing.next_time import said_again
from metrics import OFFICIAL, Language
from tests.briefings.made import BETWEEN, outline, restate, restating

EN, FR = Language
CHOSEN = 8  # indicators, of each kind some
DIGITS = re.compile(r"[-−]?\d+(?:\.\d+)?")
HEADS = {EN: "Exhibit", FR: "Figure"}
ALL = [(language, format_) for language in Language for format_ in Format]


@pytest.fixture(scope="module")
def store(whole):
    return whole.store.seen_by(OFFICIAL)


@pytest.fixture(scope="module")
def snapshot(store):
    names = [*dict.fromkeys(several(store))]
    chosen = outline(*names, framework="ontario-2025", title_en="In brief", title_fr="En bref")
    first, *others = said_again(store, chosen).lines
    own = first.model_copy(update={"en": "In short.", "fr": "En bref.", "edited": True})
    return made(store, chosen.model_copy(update={"lines": (own, *others)})).snapshot


@pytest.fixture(scope="module")
def taken(store, snapshot):
    """The eight files by language and format."""
    told = {one: printed_draft(one, snapshot.held_at) for one in Language}
    return {(one.language, one.format): one.data for one in files(snapshot, told)}


def several(store) -> Iterator[str]:
    """Indicators with charts, of money, of percentages, with tables of related figures alone."""
    plan = store.catalogue.framework("ontario-2025")
    every = [one for pillar in plan.pillars for one in pillar.indicators]
    found = made(store, outline(*every[:60], framework="ontario-2025")).snapshot.documents[0]
    most = sorted(found.exhibits, key=lambda one: -len(expected(one)))
    with_chart = [one for one in most if one.chart and one.table]
    others = [one for one in most if one.table and not one.chart]
    percent = [one for one in with_chart if one.chart and one.chart.percent]
    yield from (one.indicator for one in percent[:2])
    yield from (one.indicator for one in with_chart[: CHOSEN - 4])
    yield from (one.indicator for one in others[:2])


def expected(exhibit: Exhibit) -> list[Decimal]:
    rows = exhibit.table.rows if exhibit.table else ()
    return [cell.number for row in rows for cell in row if cell.number is not None]


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", "", text)


def number_in(text: str, language: Language) -> Decimal:
    """The number that a cell writes, by the habits of its language."""
    plain = squeezed(text).replace("−", "-")
    plain = plain.replace(",", ".") if language is FR else plain.replace(",", "")
    found = DIGITS.search(plain)
    assert found, text
    return Decimal(found.group().replace("−", "-"))


def found_in(text: str, exhibit: Exhibit, language: Language) -> list[Decimal]:
    """The numbers of an exhibit's table, looked up in its part of a file in reading order."""
    whole, at, found = squeezed(text), 0, []
    for row in exhibit.table.rows if exhibit.table else ():
        for cell in row:
            if cell.number is None:
                continue
            written = squeezed(cell.text)
            at = whole.find(written, at)
            assert at >= 0, (exhibit.indicator, cell.text)
            found.append(number_in(whole[at : at + len(written)], language))
            at += len(written)
    return found


def by_pdf(data: bytes, exhibits, language) -> list[list[Decimal]]:
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    starts = [
        re.search(rf"^{HEADS[language]}\s{at}\s·", text, re.MULTILINE).start()
        for at, _ in enumerate(exhibits, 1)
    ]
    parts = [text[one:other] for one, other in pairwise([*starts, len(text)])]
    return [found_in(*pair, language) for pair in zip(parts, exhibits, strict=True)]


def by_docx(data: bytes, exhibits, language) -> list[list[Decimal]]:
    parts: list[list[str]] = []
    for block in docx.Document(BytesIO(data)).element.body:
        style = getattr(block, "style", None)
        if style == "Heading2":
            parts.append([])
        elif style == "Heading1" and len(parts) == len(exhibits):
            break
        if parts and block.tag == qn("w:tbl"):
            parts[-1].append("".join(one.text or "" for one in block.iter(qn("w:t"))))
    assert len(parts) == len(exhibits)
    pairs = zip(parts, exhibits, strict=True)
    return [found_in(" ".join(tables), one, language) for tables, one in pairs]


def slides_of(data: bytes, exhibits, language) -> list[list]:
    """The slides of each exhibit."""
    parts: dict[int, list] = {at: [] for at, _ in enumerate(exhibits, 1)}
    for slide in Presentation(BytesIO(data)).slides:
        told = {one.name: one.text_frame.text for one in slide.shapes if one.has_text_frame}
        numbered = re.match(rf"{HEADS[language]}\s(\d+)\b", told.get("kicker", ""))
        if numbered:
            parts[int(numbered[1])].append(slide)
    return [*parts.values()]


def by_pptx(data: bytes, exhibits, language) -> list[list[Decimal]]:
    """From the tables on the slides; where there is a chart from the notes beside it."""
    found = []
    for slides, one in zip(slides_of(data, exhibits, language), exhibits, strict=True):
        cells = [
            cell.text for slide in slides for shape in slide.shapes if shape.has_table
            for row in shape.table.rows for cell in row.cells
        ]  # fmt: skip
        notes = [slide.notes_slide.notes_text_frame.text for slide in slides[:1]]
        found.append(found_in(" ".join(notes if one.chart else cells), one, language))
    return found


def by_xlsx(data: bytes, exhibits, language) -> list[list[Decimal]]:
    """The cells that are numbers, of the table of each sheet."""
    workbook = openpyxl.load_workbook(BytesIO(data))
    sheets = [one for one in workbook.worksheets if re.match(r"\d+\. ", one.title)]
    assert len(sheets) == len(exhibits)
    found = []
    for sheet in sheets:
        values = []
        for table in sheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            rows = sheet.iter_rows(top + 1, bottom, left, right, values_only=True)
            values += [one for row in rows for one in row if isinstance(one, int | float)]
        found.append([Decimal(str(one)) for one in values])
    return found


READERS = {
    Format.PDF: by_pdf, Format.DOCX: by_docx, Format.PPTX: by_pptx, Format.XLSX: by_xlsx,
}  # fmt: skip


@pytest.mark.parametrize(("language", "format_"), ALL)
def test_every_number_is_found_again(language, format_, taken, snapshot):
    exhibits = snapshot.document(language).exhibits
    found = READERS[format_](taken[language, format_], exhibits, language)
    assert found == [expected(one) for one in exhibits]
    assert sum(map(len, found)) > 30


def test_both_languages_hold_the_same_numbers(snapshot):
    english, french = (snapshot.document(one).exhibits for one in Language)
    assert [expected(one) for one in english] == [expected(one) for one in french]
    assert [one.figure and one.figure.number for one in english] == [
        one.figure and one.figure.number for one in french
    ]


@pytest.mark.parametrize("language", Language)
def test_charts_of_slides_hold_the_numbers_of_the_document(language, taken, snapshot):
    """In the chart and in the workbook that is embedded for editing it; marks repeat some."""
    exhibits = snapshot.document(language).exhibits
    slides = slides_of(taken[language, Format.PPTX], exhibits, language)
    seen = 0
    for own, one in zip(slides, exhibits, strict=True):
        for chart in (shape.chart for slide in own for shape in slide.shapes if shape.has_chart):
            numbers = {point.number for point in one.chart.points} - {None}
            plotted = {
                Decimal(str(value)) for plot in chart.plots for series in plot.series
                for value in series.values if value is not None
            }  # fmt: skip
            blob = chart.part.chart_workbook.xlsx_part.blob
            sheet = openpyxl.load_workbook(BytesIO(blob)).active
            held = {
                Decimal(str(value)) for row in sheet.iter_rows(min_row=2, min_col=2,
                                                               values_only=True)
                for value in row if isinstance(value, int | float)
            }  # fmt: skip
            assert numbers <= plotted
            assert plotted == held
            seen += 1
    assert seen >= 3


@pytest.mark.parametrize(("language", "format_"), ALL)
def test_every_key_line_is_found_again_word_for_word(language, format_, taken, snapshot):
    data, lines = taken[language, format_], snapshot.document(language).lines
    text = squeezed(whole_text(data, format_))
    assert lines
    assert [one.text for one in lines if squeezed(one.text) not in text] == []


@pytest.mark.parametrize(("language", "format_"), ALL)
def test_beneath_an_edited_line_stands_what_the_figures_say(language, format_, taken, snapshot):
    """Beneath the line itself, and where its exhibit says it again: on slides in the notes."""
    document = snapshot.document(language)
    first, *others = document.lines
    assert first.is_edited
    assert first.figures.startswith({EN: "The figures: ", FR: "Les chiffres\u00a0: "}[language])
    assert [one.figures for one in others] == [""] * len(others)
    assert [one.beside for one in document.exhibits if one.beside] == [(first.figures,)]
    text, wanted = squeezed(whole_text(taken[language, format_], format_)), squeezed(first.figures)
    assert text.count(wanted) == (1 if format_ is Format.PPTX else 2)


@pytest.mark.parametrize("language", Language)
def test_the_notes_of_slides_say_it_too(language, taken, snapshot):
    slides = Presentation(BytesIO(taken[language, Format.PPTX])).slides
    told = squeezed(snapshot.document(language).lines[0].figures)
    notes = [squeezed(one.notes_slide.notes_text_frame.text) for one in slides]
    assert sum(told in one for one in notes) >= 2


def whole_text(data: bytes, format_: Format) -> str:
    if format_ is Format.PDF:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if format_ is Format.DOCX:
        body = docx.Document(BytesIO(data)).element.body
        return "".join(one.text or "" for one in body.iter(qn("w:t")))
    if format_ is Format.PPTX:
        slides = Presentation(BytesIO(data)).slides
        return "".join(
            one.text_frame.text for slide in slides for one in slide.shapes if one.has_text_frame
        )
    sheets = openpyxl.load_workbook(BytesIO(data)).worksheets
    return "".join(
        str(one) for sheet in sheets for row in sheet.iter_rows(values_only=True) for one in row
    )


def test_after_further_loads_the_same_files_are_made_again(tmp_path):
    with restating(tmp_path) as found:
        store = found.seen_by(OFFICIAL)
        chosen = outline("calls", "texts", title_en="In brief", title_fr="En bref")
        composed = made(store, chosen, BETWEEN)
        draft = drafted(store, chosen, "somebody")
        issue(store, draft.code, draft.version, composed, "somebody")
        before = all_files(store, draft.code)
        restate(found)
        again = rebuilt(store, draft.code)
        assert again.is_same
        assert all_files(store, draft.code) == before
        assert made(store, chosen).content != again.content


def all_files(store, code: str) -> dict[str, bytes]:
    found = store.briefings.find(code)
    told = {one: printed(found, one) for one in Language}
    return {one.name: one.data for one in files(kept_snapshot(store, code), told)}
