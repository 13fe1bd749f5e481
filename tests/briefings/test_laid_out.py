"""How slides, pages and tables are laid out: periods as long as they are, words beside no axis."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from dashboard.briefings.document import Aim, Cell, Chart, Point, Table
from dashboard.briefings.docx.render import render_docx
from dashboard.briefings.docx.tables import MEASURED, SIZE
from dashboard.briefings.drawing.letter_widths import width
from dashboard.briefings.labels import labels_of
from dashboard.briefings.pdf import typesetting
from dashboard.briefings.pdf.column_widths import GUTTER, widths
from dashboard.briefings.pptx.chart import chart_part
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.plot import is_spans, lies_flat, plotted
from dashboard.briefings.pptx.render import render_pptx
from dashboard.briefings.pptx.sheets import sheets_of
from dashboard.briefings.pptx.theme import PLOT
from metrics import Language
from tests.briefings.sample import ISSUE, document
from tests.briefings.test_pptx import charts_of, opened

LABELS = labels_of(Language.EN)
EN = Language.EN


def spans(*ends: tuple[int, int]) -> Chart:
    points = tuple(
        Point(f"{a} to {b}", (a + b + 1) / 2, Decimal(9), "9", b + 1 - a, is_labelled=True)
        for a, b in ends
    )
    return Chart("Cases", "Bars are as long as periods.", points, (), "cases", "Bars of periods.")


def monthly(baseline: int) -> Drawn:
    points = tuple(
        Point(f"Month {at}", 2024 + (at + 0.5) / 12, Decimal(40 + at), str(40 + at), 1 / 12,
              is_labelled=at in (0, 23))
        for at in range(24)
    )  # fmt: skip
    aim = Aim((), (), (2025.9, Decimal(90), "Target 90 at the end of 2025"),
              (2024.04, Decimal(baseline), "Baseline in January 2024"))  # fmt: skip
    chart = Chart("People", "", points, (tuple(range(24)),), "people", "alt", aim=aim)
    return Drawn(chart, plotted(chart, LABELS), EN, PLOT)


@pytest.mark.parametrize(
    ("ends", "is_so"),
    [(((2010, 2012), (2013, 2015)), True), (((2009, 2019), (2011, 2021)), False),
     (((2010, 2012), (2016, 2018)), False), (((2016, 2016), (2016, 2020)), False)],
)  # fmt: skip
def test_columns_stand_only_for_periods_that_follow_each_other(ends, is_so: bool) -> None:
    assert is_spans(spans(*ends)) is is_so
    assert lies_flat(spans(*ends)) is not is_so


def test_periods_that_overlap_are_a_native_table_over_a_drawing_with_its_words() -> None:
    found = document(EN, 1)
    first = found.exhibits[0]._replace(chart=spans((2009, 2019), (2011, 2021)), table=None)
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    (slide,) = (one for one in show.slides if one.shapes.title.text_frame.text == first.finding)
    (picture,) = (one for one in slide.shapes if one._element.tag.endswith("}pic"))
    (table,) = (one for one in slide.shapes if one.has_table)
    assert not charts_of(slide)
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Bars of periods."
    assert picture.top > table.top + table.height


def test_words_beside_the_first_and_last_mark_of_many_lie_over_no_axis() -> None:
    drawn = monthly(30)
    part = chart_part(drawn)
    tags = {words: tag for tag in part.split("<c:dLbl>") for words in ("Baseline in", "Target 90")
            if words in tag}  # fmt: skip
    moved = {
        words: float(tag.partition('<c:x val="')[2].partition('"')[0])
        for words, tag in tags.items()
    }
    assert moved["Baseline in"] > 0.05
    assert moved["Target 90"] < 0


def test_a_value_at_the_baseline_stands_above_its_words() -> None:
    part = chart_part(monthly(40))
    first = next(tag for tag in part.split("<c:dLbl>") if "<a:t>40</a:t>" in tag)
    assert '<c:dLblPos val="t"/>' in first


def test_names_of_many_periods_stand_aslant_and_of_few_level() -> None:
    assert 'rot="-2700000"' in chart_part(monthly(30))
    few = document(EN, 1).exhibits[0].chart
    assert few is not None
    assert 'rot="-2700000"' not in chart_part(Drawn(few, plotted(few, LABELS), EN, PLOT))


def test_a_column_of_long_names_gets_the_room_that_others_leave() -> None:
    long = Cell(
        "A name of an indicator that is as long as names of indicators can be said to be " * 2
    )
    table = Table(
        "Scorecard", ("Indicator", "Value", "Period"), ((long, Cell("1 500"), Cell("2024")),)
    )
    (sheet,) = sheets_of(table, 400, 300)
    assert sheet.widths[0] > 250
    assert sum(sheet.widths) == pytest.approx(400)


@pytest.mark.parametrize("head", ["People", "Days", "Personnes", "Jours", "Engagements"])
def test_no_word_over_a_column_breaks_in_a_wider_typeface(head: str) -> None:
    """Where a program reads no fonts from files: bold letters of Arial, the widest that we name."""
    table = Table("T", ("Period", head, head), ((Cell("2024"), Cell("5"), Cell("5")),), (1, 2))
    *_, middle, last = widths(table, 480 - GUTTER, MEASURED, full=False)
    needed = width(head, SIZE, bold=True)
    assert middle - GUTTER >= needed
    assert last >= needed


def kept(rows: int, words: str) -> list[Any]:
    """The rows of the table of files, whether each is kept with the next."""
    found = document(EN, 1)
    across = len(found.trails.head)
    lines = tuple((Cell(f"{words}{at}"),) * across for at in range(rows))
    table = found.trails._replace(rows=lines)
    file = docx.Document(BytesIO(render_docx(found._replace(trails=table), ISSUE)))
    return [row._tr.find(f".//{qn('w:pPr')}/{qn('w:keepNext')}") is not None
            for row in file.tables[-1].rows[1:]]  # fmt: skip


def test_a_table_higher_than_a_page_may_part_after_its_first_row() -> None:
    assert not any(kept(12, "many words of a document " * 12))
    assert kept(4, "few") == [True, True, True, False]


@pytest.mark.parametrize("language", Language)
def test_the_contents_of_word_stand_after_the_title_and_before_the_key_lines(language) -> None:
    told = document(language)
    body = docx.Document(BytesIO(render_docx(told, ISSUE))).element.body
    words = ["".join(one.itertext()) for one in body]
    places = [next(at for at, one in enumerate(words) if one.startswith(said))
              for said in (told.head.title, told.labels.contents)]  # fmt: skip
    assert places == [0, 2]
    assert words[3].startswith(told.labels.key_lines)


def test_typst_keeps_no_work_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    compiled = typesetting._compiled
    monkeypatch.setattr(
        typesetting, "_compiled", lambda files, **how: runs.append(files) or compiled(files, **how)
    )
    render_docx(document(EN, 1), ISSUE)
    assert runs[-typesetting.KEPT - 1 :] == [b""] * (typesetting.KEPT + 1)
