"""Charts of a document as native charts hold them: one category for each period, one width each."""

from decimal import Decimal

import pytest

from dashboard.briefings.document import Aim, Cell, Chart, Point
from dashboard.briefings.labels import labels_of
from dashboard.briefings.pptx.axes import number_format
from dashboard.briefings.pptx.plot import Scale, lies_flat, plotted, scale
from dashboard.briefings.pptx.render import render_pptx
from dashboard.briefings.pptx.text import Para, Run, fitted, height, lines, paged, words
from metrics import Language
from tests.briefings.sample import ISSUE, document
from tests.briefings.test_pptx import charts_of, opened, words_of

LABELS = labels_of(Language.EN)


def chart(*points: Point, **more) -> Chart:
    runs = more.pop("runs", (tuple(range(len(points))),))
    return Chart("People", "", points, runs, "people", "alt", value_name="People", **more)


def point(label: str, at: float, number: int | None = 5, **more) -> Point:
    return Point(label, at, None if number is None else Decimal(number), str(number), **more)


def test_years_that_lie_between_have_a_category_and_a_name():
    plot = plotted(
        chart(point("2010", 2010.5), point("2012", 2012.5), point("2015", 2015.5)), LABELS
    )
    assert plot.categories == ("2010", "2011", "2012", "2013", "2014", "2015")


def test_the_years_up_to_a_target_are_named_as_the_others_are():
    aim = Aim((), (), (2013.99, Decimal(9), "Target 9"))
    fiscal = chart(point("2009–2010", 2010.25), point("2010–2011", 2011.25), aim=aim)
    assert plotted(fiscal, LABELS).categories == (
        "2009–2010", "2010–2011", "2011–2012", "2012–2013", "2013–2014",
    )  # fmt: skip


@pytest.mark.parametrize(("names", "last"), [
    ("Q1 {}|Q2 {}|Q3 {}|Q4 {}", "Q4 2013"),
    ("T1 {0}-{1}|T2 {0}-{1}|T3 {0}-{1}|T4 {0}-{1}", "T4 2013-2014"),
])  # fmt: skip
def test_the_quarters_up_to_a_target_are_named_too(names, last):
    said = [one.format(year, year + 1) for year in (2010, 2011) for one in names.split("|")]
    points = [point(one, 2010.125 + at / 4) for at, one in enumerate(said)]
    aim = Aim((), (), (2013.875, Decimal(9), "Target 9"))
    named = plotted(chart(*points, aim=aim), LABELS).categories
    assert all(named)
    assert named[-1] == last
    assert len(set(named)) == len(named) == 16


def test_a_target_at_the_end_of_a_year_stands_in_that_year():
    aim = Aim((), (), (2013.0, Decimal(9), "Target 9"))
    plot = plotted(chart(point("2010", 2010.5), point("2011", 2011.5), aim=aim), LABELS)
    (goal,) = [one for one in plot.series if one.name == LABELS.target]
    assert plot.categories[goal.numbers.index(Decimal(9))] == "2012"


def test_a_range_has_a_mark_at_each_end_and_its_words_at_the_upper_one():
    aim = Aim((), (), (2013.0, Decimal(9), "Target 9 to 12"), top=Decimal(12))
    plot = plotted(chart(point("2010", 2010.5), point("2011", 2011.5), aim=aim), LABELS)
    said = {max(filter(None, one.numbers)): one.said for one in plot.series if "arget" in one.name}
    assert said == {Decimal(12): "Target 9 to 12", Decimal(9): ""}
    assert [one.drop for one in plot.series if one.drop] == [Decimal(3)]


def test_counts_have_whole_numbers_on_their_axis():
    due = Aim(((2010.5, Decimal("0.5")),), (), (2012.0, Decimal(1), "Target 1"))
    few = chart(point("2010", 2010.5, 0), point("2011", 2011.5, 1), aim=due)
    assert scale(plotted(few, LABELS)).step == 1
    rate = chart(point("2010", 2010.5)._replace(number=Decimal("0.5")), aim=due)
    assert scale(plotted(rate, LABELS)).step < 1


def test_quarters_and_months_take_a_category_each():
    quarters = [point(f"Q{at + 1}", 2020.125 + at / 4) for at in range(4)]
    months = [point(str(at), 2020 + (at + 0.5) / 12) for at in range(12)]
    assert len(plotted(chart(*quarters), LABELS).categories) == 4
    assert len(plotted(chart(*months), LABELS).categories) == 12


def test_a_baseline_before_the_first_value_has_its_place():
    aim = Aim(((2008.5, Decimal(1)),), (), (2012.5, Decimal(9), "t"), (2008.5, Decimal(1), "b"))
    plot = plotted(chart(point("2010", 2010.5), point("2011", 2011.5), aim=aim), LABELS)
    assert plot.categories[0] == "2008"
    assert plot.share(2010.5) == pytest.approx(2.5 / 5)


def test_sums_over_years_are_bars_and_unequal_ones_no_chart():
    even = chart(point("2010–2012", 2011.5, span=3.0), point("2013–2015", 2014.5, span=3.0))
    odd = chart(point("2010–2012", 2011.5, span=3.0), point("2013", 2013.5))
    assert plotted(even, LABELS).is_bars
    assert not lies_flat(even)
    assert lies_flat(odd)


def test_a_chart_of_hidden_values_alone_is_no_chart():
    assert lies_flat(chart(point("2010", 2010.5, None), runs=()))


@pytest.mark.parametrize("most", [0, 1, 3, 7, 99, 503, 1522, 2_600_000])
def test_the_axis_reaches_the_highest_value_from_zero(most):
    found = scale(plotted(chart(point("2010", 2010.5, most)), LABELS))
    assert found.low == 0
    assert found.high >= most
    assert 1 <= (found.high - found.low) / found.step <= 6


def test_values_below_zero_are_on_the_axis():
    assert (
        scale(plotted(chart(point("2010", 2010.5, -40), point("2011", 2011.5, 7)), LABELS)).low
        < -39
    )


def test_thousands_and_percent_are_written_as_the_language_does():
    thousands = Scale(Decimal(0), Decimal(2000), Decimal(500))
    assert '"\u00a0"000' in number_format(thousands, Language.FR, percent=False)
    assert '","000' in number_format(thousands, Language.EN, percent=False)
    assert number_format(thousands, Language.FR, percent=True).endswith('0"\u00a0%"')


def test_levels_are_a_table_that_is_read_like_a_chart():
    found = document(Language.EN, 1)
    tiers = ("Tier 3", "Tier 2", "Tier 1")
    points = [Point(str(at), at + 0.5, Decimal(3), "Tier 1") for at in range(2015, 2020)]
    levels = chart(*points, is_levels=True, levels=tiers)
    first = found.exhibits[0]._replace(chart=levels)
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    slide = show.slides[-1]
    (table,) = [one.table for one in slide.shapes if one.has_table]
    assert [row.cells[0].text for row in table.rows] == ["Period", "Tier 1", "Tier 2", "Tier 3"]
    assert [cell.text for cell in table.rows[1].cells][1:] == ["●"] * 5
    assert charts_of(slide) == []


def test_a_long_table_goes_on_over_slides_with_its_head():
    found = document(Language.EN, 1)
    first = found.exhibits[0]
    table = first.table._replace(
        rows=tuple((Cell(str(at)), Cell("5"), Cell("")) for at in range(40))
    )
    first = first._replace(chart=None, no_chart="Only a table.", table=table)
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    tables = [s.table for slide in list(show.slides)[4:] for s in slide.shapes if s.has_table]
    assert len(tables) > 1
    assert {one.cell(0, 0).text for one in tables} == {"Period"}
    assert [row.cells[0].text for one in tables for row in list(one.rows)[1:]] == [
        str(at) for at in range(40)
    ]


def test_an_exhibit_with_neither_chart_nor_table_says_why():
    found = document(Language.EN, 1)
    first = found.exhibits[0]._replace(chart=None, table=None, no_chart="Nothing is held.")
    show = opened(render_pptx(found._replace(exhibits=(first,)), ISSUE))
    assert "Nothing is held." in words_of(show.slides[-1])


def test_text_is_wrapped_and_shrunk_by_its_measured_width():
    para = words("word " * 40, 20)
    assert lines(para, 200) > lines(para, 800) > 1
    assert lines(words("x" * 400, 20), 200) > 10
    assert height(fitted((para,), 300, 60), 300) <= 60


def test_pages_of_text_lose_nothing():
    every = [words(f"line {at} " * 20, 20) for at in range(30)]
    pages = paged(every, 400, 300)
    assert [one for page in pages for one in page] == every
    assert all(height(page, 400) <= 300 for page in pages)
    one = Para((Run("long " * 2000, 20),))
    assert "".join(part.text for page in paged([one], 400, 300) for part in page) == one.text
