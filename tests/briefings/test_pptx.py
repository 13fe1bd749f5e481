"""The slides of a briefing: opened again and read part by part."""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation

from dashboard.briefings.document import Document, Format
from dashboard.briefings.pptx.render import render_pptx
from dashboard.briefings.pptx.text import Para, Run, height
from dashboard.briefings.pptx.theme import HIGH, WIDE
from metrics import Language
from tests.briefings.sample import DRAFT, ISSUE, document, hostile
from tests.sweeps import sample

EMU = 12700
LANGS = {Language.EN: "en-CA", Language.FR: "fr-CA"}
SPACE = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
CASES = [
    (document(Language.EN), ISSUE),
    (document(Language.FR), ISSUE),
    (hostile(Language.EN), DRAFT),
    (hostile(Language.FR), ISSUE),
    (document(Language.EN, 60), ISSUE),
]


@cache
def opened(made: bytes):
    return Presentation(io.BytesIO(made))


def named(tag: str) -> str:
    space, name = tag.split(":")
    return f"{{{SPACE[space]}}}{name}"


def words_of(slide) -> str:
    return "\n".join(
        "".join(one.itertext(named("a:t"))) for one in slide._element.iter(named("a:p"))
    )


def charts_of(slide):
    return [one.chart for one in slide.shapes if one.has_chart]


NAMES = ("english", "french", "hostile", "hostile-french", "sixty")


@pytest.fixture(params=CASES, ids=NAMES, scope="module")
def made(request):
    found, issue = request.param
    return found, issue, render_pptx(found, issue)


def test_each_slide_has_a_title_of_its_own(made):
    _, _, file = made
    titles = [one.shapes.title.text_frame.text for one in opened(file).slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_each_exhibit_has_its_slide_with_its_finding_as_title(made):
    found, _, file = made
    titles = [one.shapes.title.text_frame.text for one in opened(file).slides]
    for one in found.exhibits:
        assert one.finding in titles


def test_each_chart_table_and_picture_says_what_it_shows(made):
    _, _, file = made
    for slide in opened(file).slides:
        for frame in slide._element.iter(named("p:graphicFrame"), named("p:pic")):
            assert frame.find(".//p:cNvPr", SPACE).get("descr")


def test_what_only_decorates_is_marked_so(made):
    _, _, file = made
    for slide in opened(file).slides:
        for rule in slide._element.iter(named("p:cxnSp")):
            assert b"decorative" in etree.tostring(rule)


def test_every_shape_lies_within_the_slide(made):
    _, _, file = made
    for slide in opened(file).slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDE * EMU + 1
            assert shape.top + shape.height <= HIGH * EMU + 1


def test_no_text_is_set_higher_than_its_box(made):
    """Measured anew, run by run, with the sizes that stand in the file."""
    _, _, file = made
    for slide in opened(file).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                assert _set_height(shape) <= shape.height / EMU + 1, shape.text_frame.text[:80]


def _set_height(shape) -> float:
    paras = []
    for one in shape.text_frame._txBody.p_lst:
        runs = [
            Run(run.findtext("a:t", "", SPACE), int(run.find("a:rPr", SPACE).get("sz")) / 100,
                bold=run.find("a:rPr", SPACE).get("b") == "1",
                serif=run.find("a:rPr/a:latin", SPACE).get("typeface") == "+mj-lt")
            for run in one.xpath("a:r | a:fld")
        ]  # fmt: skip
        before = one.find("a:pPr/a:spcBef/a:spcPts", SPACE)
        paras.append(Para(tuple(runs), int(before.get("val")) / 100))
    return height(paras, shape.width / EMU)


def test_every_run_has_its_language(made):
    found, _, file = made
    for slide in opened(file).slides:
        langs = {one.get("lang") for one in slide._element.iter(named("a:rPr"))}
        assert LANGS[found.language] in langs
        assert langs <= {*LANGS.values(), "ar-SA", "he-IL", "iu-Cans-CA"}


def test_chart_values_are_those_of_the_document(made):
    found, _, file = made
    slides = {one.shapes.title.text_frame.text: one for one in opened(file).slides}
    for exhibit in found.exhibits:
        if exhibit.chart is None:
            continue
        (chart,) = charts_of(slides[exhibit.finding])
        (plot,) = chart.plots
        assert _by_period(plot) == {
            one.label: one.number for one in exhibit.chart.points if one.number is not None
        }


def _by_period(plot) -> dict[str, Decimal]:
    """The values of the series of the indicator's name; none is drawn with two values."""
    held: dict[str, Decimal] = {}
    names = [one.name for one in plot.series]
    fixed = ("Way to the target", "Trajectoire vers la cible", "Target", "Cible", "Baseline",
             "Valeur de référence")  # fmt: skip
    for name, series in zip(names, plot.series, strict=True):
        if name.startswith(fixed):
            continue
        for label, value in zip(plot.categories, series.values, strict=True):
            if value is not None:
                assert held.setdefault(label, Decimal(str(value))) == Decimal(str(value))
    return {one: Decimal(f"{value:f}").quantize(Decimal(1)) for one, value in held.items()}


def test_hidden_values_are_gaps_with_their_words(made):
    found, _, file = made
    slides = {one.shapes.title.text_frame.text: one for one in opened(file).slides}
    for exhibit in found.exhibits:
        for point in exhibit.chart.points if exhibit.chart else ():
            if point.number is None:
                assert point.said in words_of(slides[exhibit.finding])


def test_a_line_is_not_drawn_across_a_break_or_a_gap(made):
    """Each run is a series of its own, and no series holds two runs."""
    found, _, file = made
    slides = {one.shapes.title.text_frame.text: one for one in opened(file).slides}
    for exhibit in found.exhibits:
        if exhibit.chart is None:
            continue
        (chart,) = charts_of(slides[exhibit.finding])
        name = exhibit.chart.value_name
        lines = [one for one in chart.plots[0].series if one.name.startswith(name)]
        drawn = sorted(sum(v is not None for v in one.values) for one in lines)
        hollow = sum(one.hollow for one in exhibit.chart.points)
        assert drawn == sorted([*(len(one) for one in exhibit.chart.runs), hollow])


def test_the_target_stands_in_the_chart_as_the_document_says(made):
    found, _, file = made
    slides = {one.shapes.title.text_frame.text: one for one in opened(file).slides}
    for exhibit in found.exhibits:
        aim = exhibit.chart.aim if exhibit.chart else None
        if aim is None:
            continue
        (chart,) = charts_of(slides[exhibit.finding])
        held = {one.name: [v for v in one.values if v is not None] for one in chart.plots[0].series}
        assert held[found.labels.target] == [float(aim.goal[1])]
        assert held[found.labels.way] == [float(number) for _, number in aim.way]
        assert aim.goal[2] in "".join(chart._chartSpace.itertext())


def test_the_axis_of_values_begins_at_zero(made):
    _, _, file = made
    for slide in opened(file).slides:
        for chart in charts_of(slide):
            assert chart.value_axis.minimum_scale == 0


def test_the_workbook_in_a_chart_holds_the_same_numbers_and_no_formula(made):
    _, _, file = made
    for slide in opened(file).slides:
        for chart in charts_of(slide):
            book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
            rows = list(book.active.iter_rows())
            assert all(cell.data_type != "f" for row in rows for cell in row)
            for at, series in enumerate(chart.plots[0].series, 1):
                assert rows[0][at].value == series.name
                assert tuple(row[at].value for row in rows[1:]) == series.values
            assert [row[0].value or "" for row in rows[1:]] == list(chart.plots[0].categories)


def test_the_notes_hold_what_the_slide_has_no_room_for(made):
    found, issue, file = made
    notes = {one.shapes.title.text_frame.text: one.notes_slide.notes_text_frame.text
             for one in opened(file).slides}  # fmt: skip
    for exhibit in found.exhibits:
        told = notes[exhibit.finding]
        rows = [cell.text for row in exhibit.table.rows for cell in row] if exhibit.table else []
        for one in (*exhibit.sources, exhibit.definition, *exhibit.unsaid, *exhibit.notes, *rows):
            assert one in told
        assert issue.content in told


def test_every_slide_carries_what_every_page_must(made):
    found, issue, file = made
    head = found.head
    sources = {exhibit.sources[0] for exhibit in found.exhibits}
    for at, slide in enumerate(opened(file).slides, 1):
        told = words_of(slide)
        carried = (*head._replace(title="", embargo=""), *issue._replace(content="", day=""))
        for one in (*carried, issue.content[:16]):
            assert one in told
        assert any(one in told for one in sources)
        page = found.labels.page.replace("{page}", str(at)).replace("{pages}", str(_count(file)))
        assert page in told


def test_nothing_at_the_foot_is_set_smaller_than_nine_points(made):
    found, issue, _ = made
    marks = f"{found.head.marks}, bounds such as up to and fewer than, and restated figures"
    head = found.head._replace(marks=marks, scope=f"{found.head.scope}; {found.head.scope}")
    many = tuple(f"Report number {at} of an office with a long name, 2024" for at in range(30))
    exhibits = tuple(one._replace(sources=many) for one in found.exhibits)
    whole = render_pptx(found._replace(head=head, exhibits=exhibits), issue)
    for slide in opened(whole).slides:
        for shape in (one for one in slide.shapes if one.top > 448 * EMU):
            sizes = [int(run.get("sz")) for run in shape._element.iter(named("a:rPr"))]
            assert min(sizes, default=900) >= 900, (shape.name, shape.text_frame.text)


def _count(file: bytes) -> int:
    return len(opened(file).slides)


def test_the_whole_hash_stands_on_the_first_slide(made):
    _, issue, file = made
    assert issue.content in words_of(opened(file).slides[0])


def test_key_lines_and_scorecard_lose_nothing_over_their_slides(made):
    found, _, file = made
    told = "\n".join(words_of(one) for one in opened(file).slides)
    for line in found.lines:
        assert line.text in told
    tables = [s.table for one in opened(file).slides for s in one.shapes if s.has_table]
    cells = [cell.text for one in tables for row in list(one.rows)[1:] for cell in row.cells]
    expected = [cell.text for row in found.scorecard.rows for cell in row]
    for written, text in zip(cells, expected, strict=False):
        assert written.endswith(text)


def test_a_row_of_the_scorecard_has_its_mark_and_word(made):
    found, _, file = made
    slide = next(one for one in opened(file).slides if any(s.has_table for s in one.shapes))
    (table,) = [one.table for one in slide.shapes if one.has_table]
    assert table.first_row
    last = table.cell(1, len(table.columns) - 1).text
    assert re.fullmatch(rf".\u00a0{found.chips[0].word}", last)


def test_the_same_document_gives_the_same_bytes(made):
    found, issue, file = made
    assert render_pptx(found, issue) == file


def test_no_part_of_the_file_has_a_time_of_its_own(made):
    _, _, file = made
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in package.namelist():
            if name.endswith(".xlsx"):
                core = zipfile.ZipFile(package.open(name)).read("docProps/core.xml").decode()
                assert "2026-05-03" in core


def test_the_look_is_our_own_and_layouts_speak_the_language():
    show = opened(render_pptx(document(Language.FR), ISSUE))
    names = [one.name for one in show.slide_layouts]
    assert names == ["Note d'information", "Messages clés", "Tableau de bord", "Ce qui a changé",
                     "Figure", "Tableau"]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(render_pptx(document(Language.FR), ISSUE))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
    assert "Office" not in theme
    assert "12436D" in theme
    assert {one.placeholder_format.type.name for one in show.slide_master.placeholders} >= {
        "TITLE", "DATE", "FOOTER", "SLIDE_NUMBER",
    }  # fmt: skip


def test_control_characters_and_half_letters_leave_no_trace():
    found = document(Language.EN, 1)
    dirty = "before\x00\x1b\ud800\u202e after\ufffe"
    first = found.exhibits[0]._replace(finding=dirty)
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    assert "before after" in [one.shapes.title.text_frame.text for one in show.slides]


def test_right_to_left_text_runs_from_the_right():
    found = document(Language.EN, 1)
    first = found.exhibits[0]._replace(finding="العربية 503")
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    slide = next(one for one in show.slides if "العربية" in one.shapes.title.text_frame.text)
    para = slide.shapes.title.text_frame._txBody.p_lst[0]
    assert para.find("a:pPr", SPACE).get("rtl") == "1"
    assert para.find("a:r/a:rPr", SPACE).get("lang") == "ar-SA"


def test_a_key_line_leads_to_the_slide_of_its_indicator():
    found = document(Language.EN)
    show = opened(render_pptx(found, ISSUE))
    (lines,) = [one for one in show.slides if one.shapes.title.text_frame.text == "Key lines"]
    targets = [one.target_part.slide.shapes.title.text_frame.text
               for one in lines.part.rels.values() if one.reltype.endswith("/slide")]  # fmt: skip
    assert targets == [one.finding for one in found.exhibits if one.lines]


def test_without_key_lines_changes_or_exhibits_there_is_still_a_file():
    found = document(Language.EN, 1)
    bare: Document = found._replace(
        lines=(), changes=(), exhibits=(), labels=found.labels._replace(since=""),
        scorecard=found.scorecard._replace(rows=()), chips=(),
    )  # fmt: skip
    assert len(opened(render_pptx(bare, DRAFT)).slides) >= 1


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice: apt-get install libreoffice-impress"
)
@pytest.mark.parametrize("language", sample("slides opened by another program", list(Language), 1))
def test_another_program_opens_it_and_prints_every_slide(tmp_path: Path, language):
    pypdf = pytest.importorskip("pypdf")
    file = tmp_path / f"briefing.{Format.PPTX}"
    made = render_pptx(document(language), ISSUE)
    file.write_bytes(made)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = pypdf.PdfReader(file.with_suffix(".pdf")).pages
    assert len(pages) == len(opened(made).slides)
    assert "503" in pages[4].extract_text()


@pytest.mark.parametrize("language", list(Language))
def test_what_a_figure_does_not_tell_begins_on_its_slide_however_little_room_there_is(language):
    found = document(language, 1)
    first = "This measures what was detected."
    one = found.exhibits[0]._replace(unsaid=(first, *["Another long sentence. " * 30] * 6))
    made = opened(render_pptx(found._replace(exhibits=(one,)), ISSUE))
    slides = [[s.text_frame.text for s in each.shapes if s.has_text_frame] for each in made.slides]
    assert any(first in text for texts in slides for text in texts)
