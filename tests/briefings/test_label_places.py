"""Words beside the marks of a native chart lie on no line; a bound is no hidden value."""

from decimal import Decimal

import pytest

from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.label_places import (
    AFTER,
    OVER,
    UNDER,
    Ground,
    place,
    side_of_baseline,
)
from dashboard.briefings.pptx.overlay import overlay_part
from dashboard.briefings.pptx.parts import HATCH
from dashboard.briefings.pptx.plot import Plot, Role, Series, plotted
from dashboard.briefings.pptx.theme import FOOT_RULE, PLOT, SOURCE, Box
from tests.briefings.made import EN
from tests.briefings.sample import chart, document

FRAME = Box(0, 0, 400, 200)


def plot(*values, way=()):
    numbers = tuple(None if one is None else Decimal(one) for one in values)
    series = [Series("a", Role.VALUES, numbers)]
    if way:
        series.append(Series("way", Role.WAY, tuple(one and Decimal(one) for one in way)))
    return Plot(tuple(map(str, range(len(values)))), tuple(series), 0.0, 1.0)


def at(plot, row, sides=OVER + UNDER):
    ground = Ground(plot, Box(50, 30, 330, 140), FRAME)
    return place(ground, (row, float(plot.series[0].numbers[row])), "1,234", sides)


def test_over_a_high_and_under_a_low_words_stand_where_they_are():
    assert at(plot(10, 90, 10), 1) == (OVER, 0.0, 0.0)
    assert at(plot(90, 40, 90), 1) == (UNDER, 0.0, 0.0)


def test_where_lines_pass_on_both_sides_words_are_moved_past_them():
    busy = plot(*[50, 60] * 20, way=(40, *[None] * 38, 90))
    placed = at(busy, 21)
    assert placed.side == OVER
    assert placed.down < 0


def test_after_the_last_mark_words_stand_where_no_line_goes_on_through_them():
    assert at(plot(50, 60, None, None), 1, AFTER + OVER).side == AFTER
    flat = plot(50, 60, None, None, way=(50, 60, 61, 62))
    assert at(flat, 1, AFTER + OVER).side == OVER
    steep = plot(50, 60, None, None, way=(50, 60, 90, 10))
    assert at(steep, 1, AFTER + OVER).side == OVER


def test_near_an_edge_words_are_moved_inwards_and_never_onto_the_axis():
    assert at(plot(50, 90, 10), 0).right == 0
    assert at(plot(*[50] * 30), 0).right > 0
    assert at(plot(90, 2, 90), 1, OVER + UNDER).side == OVER


@pytest.mark.parametrize(("after", "side"), [(90, UNDER), (10, OVER)])
def test_the_words_of_a_baseline_stand_on_the_side_that_its_lines_leave(after, side):
    found = plot(50, after)
    mark = Series("baseline", Role.BASELINE, (Decimal(50), None), said="baseline")
    assert side_of_baseline(mark, found, 0) == side


def test_a_value_published_as_under_a_number_is_an_open_box_and_no_hidden_one():
    told = document(EN)
    drawn = chart(EN, "503", None, "387", name="People", aimed=False)
    hidden = overlay_part(Drawn(drawn, plotted(drawn, told.labels), EN, PLOT))
    points = tuple(
        one._replace(said="under 5", is_box=True) if one.number is None else one
        for one in drawn.points
    )
    under = drawn._replace(points=points)
    boxed = overlay_part(Drawn(under, plotted(under, told.labels), EN, PLOT))
    assert (hidden.count(HATCH), boxed.count(HATCH)) == (1, 0)
    assert boxed.count("<cdr:sp ") == hidden.count("<cdr:sp ")


def test_the_rule_of_the_foot_runs_above_the_sources():
    assert SOURCE.y > FOOT_RULE
