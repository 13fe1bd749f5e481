"""Native charts: drawn from the figures of the workbook, cut where a line would lie."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from dashboard.briefings.document import Chart, Document, Point
from dashboard.briefings.xlsx.cells import is_kept
from dashboard.briefings.xlsx.chart_rows import number_of
from dashboard.briefings.xlsx.render import render_xlsx
from dashboard.briefings.xlsx.traces import plot_of, stretches
from metrics import Language
from tests.briefings.sample import ISSUE, chart, document
from tests.briefings.test_xlsx import opened

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LABELS = document(Language.EN).labels


def markup(found: Document, part: str) -> ElementTree.Element:
    with ZipFile(BytesIO(render_xlsx(found, ISSUE))) as held:
        return ElementTree.fromstring(held.read(part))


def of_kind(found: Chart, kind: str) -> list[Any]:
    drawn = [part for one in plot_of(found, LABELS, 9).traces for part in stretches(one)]
    return [one for one in drawn if one.kind == kind]


@pytest.mark.parametrize("language", list(Language))
def test_every_chart_tells_in_words_what_it_shows(language: Language) -> None:
    found = document(language, 3)
    drawn = [one for one in found.exhibits if one.chart]
    for at, one in enumerate(drawn, 1):
        frame = next(markup(found, f"xl/drawings/drawing{at}.xml").iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
        ))  # fmt: skip
        assert frame.get("descr") == one.chart.alt  # type: ignore[union-attr]
        assert frame.get("name") == one.chart.title  # type: ignore[union-attr]


@pytest.mark.parametrize("language", list(Language))
def test_each_place_of_a_chart_is_the_cell_that_it_names(language: Language) -> None:
    found = document(language, 3)
    workbook = opened(found)
    held = 0
    for at in range(1, 4):
        for one in markup(found, f"xl/charts/chart{at}.xml").iter(f"{C}numRef"):
            sheet, _, where = one.findtext(f"{C}f", "").rpartition("!")
            rows = workbook[sheet.strip("'")][where.replace("$", "")]
            written = [cell[0].value for cell in rows]
            assert written == [float(v.text or "") for v in one.iter(f"{C}v")]
            held += len(written)
    assert held > 60


def test_a_row_of_the_figures_says_what_the_document_says() -> None:
    found = document(Language.EN, 1)
    sheet = opened(found).worksheets[-1]
    points = found.exhibits[0].chart.points  # type: ignore[union-attr]
    rows = list(sheet.iter_rows(min_row=9, max_row=8 + len(points), values_only=True))
    for one, row in zip(points, rows, strict=True):
        assert row[2] == one.label
        assert row[3] == (one.said if one.number is None else one.number)
        assert row[6] == (None if one.number is None else one.number)


def test_a_line_ends_at_what_is_hidden_and_at_a_break() -> None:
    found = chart(Language.EN, "3", "238", None, "387", "384", "386", "503", name="x", aimed=False)
    lines = [[one.x for one in trace.places] for trace in of_kind(found, "data")]
    assert lines == [[2014, 2015], [2017], [2018, 2019]]
    assert [len(one.places) for one in of_kind(found, "loose")] == [2]
    assert [one.places[0].y for one in of_kind(found, "gap")] == [None]


def test_a_provisional_point_is_a_ring_at_the_end_of_a_dashed_line() -> None:
    series = list(markup(document(Language.EN, 1), "xl/charts/chart1.xml").iter(f"{C}ser"))
    ringed = [one for one in series if one.find(f"{C}dPt") is not None]
    assert len(ringed) == 1
    fill = ringed[0].find(f"{C}dPt/{C}marker/{C}spPr/{A}solidFill/{A}srgbClr")
    assert fill is not None
    assert fill.get("val") == "FFFFFF"
    dash = ringed[0].find(f"{C}spPr/{A}ln/{A}prstDash")
    assert dash is not None
    assert dash.get("val") == "sysDash"


def test_the_way_to_a_target_is_dashed_and_its_marks_are_named() -> None:
    drawn = markup(document(Language.EN, 2), "xl/charts/chart2.xml")
    dashes = [one.get("val") for one in drawn.iter(f"{A}prstDash")]
    assert "dash" in dashes
    said = {one.text for one in drawn.iter(f"{A}t")}
    assert {"Target 600", "Baseline 238", "1", "A"} <= said


def test_values_begin_at_zero_and_gaps_stay_gaps() -> None:
    drawn = markup(document(Language.EN, 1), "xl/charts/chart1.xml")
    assert [one.get("val") for one in drawn.iter(f"{C}min")] == ["2014", "0.0"]
    assert next(drawn.iter(f"{C}dispBlanksAs")).get("val") == "gap"


def made_of(*points: Point, runs: tuple[tuple[int, ...], ...], **more: Any) -> Chart:
    base = chart(Language.EN, "1", "2", name="x", aimed=False)
    return base._replace(points=points, runs=runs, breaks=(), events=(), **more)


def test_a_figure_over_several_years_is_a_bar_over_them() -> None:
    bar = Point("2010–2014", 2012.5, Decimal(50), "50", span=5.0, is_labelled=True)
    one, two = (Point(str(at), at + 0.5, Decimal(at), str(at)) for at in (2015, 2016))
    found = made_of(bar, one, two, runs=((1, 2),))
    (drawn,) = of_kind(found, "bar")
    assert [(at.x, at.y) for at in drawn.places] == [(2009.5, 50), (2014.5, 50)]
    assert drawn.places[0].value.number == 50
    assert drawn.places[1].value.number is None


def test_levels_are_named_at_the_side_and_years_of_two_halves_under_the_axis() -> None:
    points = tuple(
        Point(f"{at}–{at - 1999}", at + 0.75, Decimal(1 + at % 2), f"Tier {1 + at % 2}")
        for at in range(2014, 2018)
    )
    levels = ("Tier 1", "Tier 2")
    found = made_of(*points, runs=((0, 1, 2, 3),), is_levels=True, levels=levels)
    assert [one.said.strip() for one in of_kind(found, "level")[0].places] == list(levels)
    named = of_kind(found, "year")[0].places
    assert [one.said for one in named] == [one.label for one in points]
    assert [one.x for one in named] == [2014, 2015, 2016, 2017]


def test_a_bound_is_drawn_and_its_cell_holds_its_words() -> None:
    bound = Point("2015", 2015.5, Decimal(5), "< 5", side=-1)
    found = made_of(Point("2014", 2014.5, Decimal(7), "7"), bound, runs=((0, 1),))
    (line,) = of_kind(found, "data")
    assert [one.y for one in line.places] == [7, 5]
    assert [(one.value.text, one.value.number) for one in line.places] == [("7", 7), ("< 5", None)]
    assert line.places[1].said == "< 5"


def test_a_chart_without_a_number_is_not_drawn() -> None:
    found = document(Language.EN, 1)
    empty = made_of(Point("2014", 2014.5, None, "hidden"), runs=())
    exhibits = (found.exhibits[0]._replace(chart=empty), *found.exhibits[1:])
    workbook = opened(found._replace(exhibits=exhibits))
    assert LABELS.chart_data not in workbook.sheetnames
    assert not any(sheet._charts for sheet in workbook)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("place", [16.85295267892061, 1 / 3, 2014.1234567890123, 1e9 / 7, 0.3])
def test_every_place_on_an_axis_is_a_number(language: Language, place: float) -> None:
    """Of more digits than a workbook keeps of a number it would be text, and not be drawn."""
    held = number_of(place, language).number
    assert held is not None
    assert is_kept(held)
    assert float(held) == pytest.approx(place, rel=1e-11)
