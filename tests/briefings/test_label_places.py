"""Words beside the marks of a native chart lie on no line; a bound is no hidden value."""

from decimal import Decimal
from itertools import combinations

import pytest

from dashboard.briefings.document import Event
from dashboard.briefings.pptx.drawn import Drawn
from dashboard.briefings.pptx.flags import flags
from dashboard.briefings.pptx.label_places import (
    AFTER,
    OVER,
    UNDER,
    Ground,
    covered,
    meet,
    place,
    side_of_baseline,
)
from dashboard.briefings.pptx.overlay import overlay_part
from dashboard.briefings.pptx.parts import HATCH
from dashboard.briefings.pptx.plot import Plot, Role, Series, lies_flat, plotted
from dashboard.briefings.pptx.tags import placed_tags
from dashboard.briefings.pptx.theme import FOOT_RULE, PLOT, SOURCE, Box
from tests.briefings.made import EN, FR, outline
from tests.briefings.made import document as made
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


def test_words_beside_marks_of_like_height_lie_on_no_words_before_them_and_on_no_mark():
    ground = Ground(plot(50, 52, None, 10, 51), Box(50, 30, 90, 140), FRAME)
    taken: list[Box] = []
    for row, number in ((1, 52.0), (0, 50.0), (4, 51.0)):
        placed = place(ground, (row, number), "jusqu'à 2,5 M$", OVER + UNDER, taken)
        box = covered(ground, (row, number), "jusqu'à 2,5 M$", placed)
        assert not any(meet(box, one) for one in taken)
        assert not any(box.x < ground.x(at) < box.x + box.wide
                       and box.y < ground.y(here) < box.y + box.high
                       for at, here in ((0, 50.0), (1, 52.0), (4, 51.0)))  # fmt: skip
        taken.append(box)


def test_no_words_of_a_chart_lie_on_others_in_the_example(example):
    names = [one for one in example.catalogue.indicators if one.startswith("example-")]
    chosen = outline(*names, framework=example.settings.framework)
    told = made(example.store, example.catalogue, chosen, FR)
    charts = [one.chart for one in told.exhibits if one.chart and not lies_flat(one.chart)]
    assert sum(len(boxes_of(one, told.labels)) > 2 for one in charts) > 5
    for one in charts:
        boxes = boxes_of(one, told.labels)
        assert not [pair for pair in combinations(boxes, 2) if meet(*pair)], one.title


def boxes_of(chart, labels):
    """Where the words of a chart and the keys of its events lie."""
    drawn = Drawn(chart, plotted(chart, labels), FR, PLOT)
    ground = Ground(drawn.plot, drawn.inner, drawn.box)
    if drawn.plot.is_bars:
        return []
    words = [
        covered(ground, (one.row, float(drawn.plot.series[one.series].numbers[one.row])),
                one.said, one.at)
        for one in placed_tags(drawn)
    ]  # fmt: skip
    return [*words, *(one.box for one in flags(drawn))]


def test_the_keys_of_events_close_to_each_other_stand_side_by_side():
    drawn = chart(EN, "503", "400", "387", name="People", aimed=False)
    events = tuple(Event(2015.5 + at / 100, str(at), "An event") for at in range(4))
    told = drawn._replace(events=events)
    found = flags(Drawn(told, plotted(told, document(EN).labels), EN, PLOT))
    assert [one.key for one in found if one.is_boxed] == list("0123")
    assert not [pair for pair in combinations(found, 2) if meet(pair[0].box, pair[1].box)]


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
