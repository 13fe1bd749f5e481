"""The drawing of a chart: what it shows, and that nothing of it is cut or lies over another."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.briefings.document import Aim, Chart, Event, Point
from dashboard.briefings.drawing import chart_ink
from dashboard.briefings.drawing.chart_svg import HEIGHT, WIDTH, break_key, chart_svg
from metrics import Language
from tests.briefings.sample import chart as sample_chart

SVG = "{http://www.w3.org/2000/svg}"
STYLE = Path(__file__).parents[2] / "dashboard" / "assets" / "design.css"
LEVELS = ("Tier 3", "Tier 2 Watch List", "Tier 2", "Tier 1")


def point(year: float, number: object, said: str = "", **more: object) -> Point:
    value = None if number is None else Decimal(str(number))
    return Point(str(int(year)), year, value, said or str(number), **more)


def chart(*points: Point, **more: object) -> Chart:
    runs = (tuple(at for at, one in enumerate(points) if one.number is not None),)
    return Chart("Title", "Subtitle", points, runs, "people", "In words", **more)


def yearly(*values: object, first: int = 2014, **more: object) -> Chart:
    ones = [point(first + at + 0.5, one, is_labelled=True) for at, one in enumerate(values)]
    return chart(*ones, **more)


def read(drawn: Chart, language: Language = Language.EN, **size: float) -> ET.Element:
    return ET.fromstring(chart_svg(drawn, language, **size))


def words(root: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def extents(root: ET.Element) -> list[tuple[float, float, float, str]]:
    """Left, right and foot of each text."""
    found = []
    for one in root.iter(f"{SVG}text"):
        said, x = "".join(one.itertext()), float(one.get("x", 0))
        wide = chart_ink.wide(said, float(one.get("font-size", 12)))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[
            one.get("text-anchor", "start")
        ]
        found.append((left, left + wide, float(one.get("y", 0)), said))
    return found


MANY = {
    "sample": sample_chart(Language.EN, "3", "238", None, "387", "384", name="N", aimed=True),
    "one": yearly(1234567890, aim=Aim((), (), (2030.5, Decimal(2 * 10**9), "Target 2 000 000"))),
    "hidden": yearly(*(None if at % 2 else at for at in range(20))),
    "below zero": yearly(3, -5, 4, -2, 0),
    "zeros": yearly(0, 0, 0),
    "bounds": chart(point(2014.5, 5, "< 5", side=-1, is_labelled=True),
                    point(2015.5, 12, "at least 12", side=1, is_labelled=True)),
    "boxes": chart(*(point(2010.5 + at, None, "under 5", is_box=True) for at in range(9))),
    "spans": chart(point(2007.5, 120, span=6, is_labelled=True),
                   point(2012.5, 300, span=3, is_labelled=True)),
    "months": chart(*(point(2019 + at / 12, at % 37, span=1 / 12, is_labelled=at in (0, 71))
                      for at in range(72))),
    "events": yearly(1, 2, 3, events=tuple(Event(2015 + at / 9, str(at), "e") for at in range(9))),
    "long words": yearly(1, 2, aim=Aim((), (), (2015.5, Decimal(2), "Target " + "very " * 12))),
    "longer words": yearly(1, 2, aim=Aim((), (), (2015.5, Decimal(2), "Target " + "very " * 40))),
    "levels": yearly(1, 2, None, 4, is_levels=True, levels=LEVELS),
}  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", MANY)
def test_every_word_stands_inside_the_drawing(name, language):
    root = read(MANY[name], language)
    width, height = float(root.get("width")), float(root.get("height"))
    for left, right, foot, said in extents(root):
        assert left >= -1, said
        assert right <= width + 1, said
        assert 8 <= foot <= height, said


@pytest.mark.parametrize("name", MANY)
def test_no_words_lie_over_others(name):
    found = sorted(extents(read(MANY[name])))
    for at, (left, right, foot, said) in enumerate(found):
        for other_left, _, other_foot, other in found[at + 1 :]:
            apart = other_left >= right - 1 or abs(foot - other_foot) >= 11
            assert apart, (said, other, left)


def test_the_axis_of_values_begins_at_zero():
    assert {"0", "200", "600"} <= set(words(read(yearly(410, 420, 500))))


@pytest.mark.parametrize(
    ("language", "said"), [(Language.EN, "2,000"), (Language.FR, "2\u00a0000")]
)
def test_numbers_are_written_as_the_language_writes_them(language, said):
    assert said in words(read(yearly(1500, 1900), language))


@pytest.mark.parametrize(("language", "said"), [(Language.EN, "40%"), (Language.FR, "40\u00a0%")])
def test_percentages_carry_their_sign(language, said):
    assert said in words(read(yearly(38, 31, percent=True), language))


def test_a_line_is_cut_where_a_run_ends():
    whole, cut = yearly(1, 2, 3, 4), yearly(1, 2, 3, 4)._replace(runs=((0, 1), (2, 3)))
    lines = [len(re.findall(r'stroke-width="2.5"', chart_svg(one, Language.EN)))
             for one in (whole, cut)]  # fmt: skip
    assert lines == [1, 2]


def test_a_value_that_is_not_firm_is_hollow_and_its_line_dotted():
    firm = chart_svg(yearly(1, 2), Language.EN)
    soft = chart_svg(chart(point(2014.5, 1), point(2015.5, 2, hollow=True)), Language.EN)
    assert "1.5 4" not in firm
    assert "1.5 4" in soft
    assert f'fill="{chart_ink.PAPER}" stroke="{chart_ink.DATA}"' in soft


def test_a_hidden_value_is_a_hatched_block_with_its_words_and_never_a_point():
    told = yearly(10, None, 12)
    told = told._replace(points=(told.points[0], told.points[1]._replace(said="hidden"),
                                 told.points[2]))  # fmt: skip
    root = read(told)
    assert "hidden" in words(root)
    assert len(list(root.iter(f"{SVG}circle"))) == 2


def test_words_of_a_target_too_long_for_the_plot_stand_under_the_axis():
    said = "Target " + "very " * 40 + "end"
    told = yearly(1, 2, aim=Aim((), (), (2015.5, Decimal(2), said), (2014.5, Decimal(1), "From")))
    assert said in " ".join(words(read(told)))


def heavy(root: ET.Element) -> list[tuple[float, float, float, float]]:
    """The strokes of a target, from the left and from above."""
    found = [one for one in root.iter(f"{SVG}line") if float(one.get("stroke-width", 0)) >= 3]
    return sorted(tuple(float(one.get(end)) for end in ("x1", "y1", "x2", "y2")) for one in found)


def test_a_range_is_a_bracket_from_one_end_to_the_other_and_its_way_ends_at_it():
    way = ((2014.5, Decimal(46)), (2020.5, Decimal(30)))
    aim = Aim(way, (), (2020.5, Decimal(20), "target 20 to 30, 2020"), top=Decimal(30))
    root = read(yearly(46, 41, 38, aim=aim))
    upper, lower, bar = heavy(root)
    assert upper[1] == upper[3] == min(bar[1], bar[3])
    assert lower[1] == lower[3] == max(bar[1], bar[3])
    assert bar[0] == bar[2] == pytest.approx((upper[0] + upper[2]) / 2)
    dashed = next(one for one in root.iter(f"{SVG}path") if one.get("stroke-dasharray") == "6 4")
    end = [float(one) for one in dashed.get("d").rpartition("L")[2].split()]
    assert end == pytest.approx([bar[0], upper[1]], abs=0.1)
    assert "target 20 to 30, 2020" in words(root)


def test_one_amount_is_one_heavy_tick():
    aim = Aim((), (), (2020.5, Decimal(20), "target at least 20, 2020"))
    ((_, y, _, other),) = heavy(read(yearly(46, 41, 38, aim=aim)))
    assert y == other


def test_words_of_a_target_keep_off_lines_and_points_and_stand_under_the_axis_else():
    zigzag = [23, 5, 24, 3, 25, 2, 23, 5, 24, 3, 25, 2, 24, 4, 23, 1]
    ones = [point(2024 + at / 12, one) for at, one in enumerate(zigzag)]
    way = ((2024.5, Decimal(23)), (2026.0, Decimal(10)))
    aim = Aim(way, (), (2026.0, Decimal(10), "target"), (2024.5, Decimal(23), "baseline, May"))
    root = read(chart(*ones, aim=aim))
    foot = {said: y for _, _, y, said in extents(root)}
    assert foot["baseline, May"] > foot["2024"]
    clear = {said: y for _, _, y, said in extents(read(chart(*ones[::8], aim=aim)))}
    assert clear["baseline, May"] < clear["2024"]
    assert words(root).count("baseline, May") == words(root).count("target") == 1


def test_bars_over_the_same_days_stand_beside_each_other_and_years_are_named():
    one = point(2016.99, 6, span=1.0, is_labelled=True)._replace(label="June 2016 to June 2017")
    two = read(chart(one, point(2017.49, 6, span=2.0, is_labelled=True)))
    (bar,) = [
        float(one.get("y")) + 2.5 for one in two.iter(f"{SVG}rect") if one.get("height") == "5"
    ]
    dot = next(float(one.get("cy")) for one in two.iter(f"{SVG}circle"))
    assert abs(bar - dot) >= 12
    assert {"2016", "2017", "2018"} <= set(words(two))
    spans = read(chart(*(point(2016.5 + at / 2, 6, span=2.0) for at in range(3))))
    heights = [float(one.get("y")) for one in spans.iter(f"{SVG}rect") if one.get("height") == "5"]
    assert len(set(heights)) == 3
    apart = read(chart(point(2014.5, 6, span=2.0), point(2016.5, 6, span=2.0)))
    assert len({one.get("y") for one in apart.iter(f"{SVG}rect") if one.get("height") == "5"}) == 1


def test_counts_have_whole_numbers_on_their_axis_and_rates_their_parts():
    due = Aim(((2014.5, Decimal(3)), (2015.5, Decimal("5.5"))), (), (2016.5, Decimal(9), "target"))
    assert {"0", "5", "10"} <= set(words(read(yearly(3, 5, 7, aim=due))))
    assert "2.5" not in words(read(yearly(3, 5, 7, aim=due)))
    assert "2.5" in words(read(yearly("3.5", 5, 7, aim=due)))


def test_a_line_of_text_is_not_broken_at_a_space_that_keeps_its_neighbours():
    assert chart_ink.wrapped("cible\u00a0: 1\u202f000 de plus", 60) == [
        "cible\u00a0:", "1\u202f000 de", "plus",
    ]  # fmt: skip


def test_under_five_is_an_open_box_on_the_axis_and_neither_hidden_nor_a_point():
    box = Point("2015", 2015.5, None, "under 5", is_labelled=True, is_box=True)
    drawn = chart_svg(chart(point(2014.5, 9), box, point(2016.5, 12)), Language.EN)
    assert "under 5" in words(ET.fromstring(drawn))
    assert f'fill="{chart_ink.PAPER}" stroke="{chart_ink.DATA}"' in drawn
    assert chart_ink.EDGE not in drawn
    assert drawn.count("<circle") == 2


def test_two_reasons_for_hiding_are_told_apart_by_their_periods():
    ones = [point(2010.5 + at, None if at % 2 else at, ("a", "b")[at % 4 == 1]) for at in range(12)]
    said = " ".join(words(read(chart(*ones))))
    assert "b (2011, 2015, 2019)" in said
    assert "a (2013, 2017, 2021)" in said


def test_events_have_numbers_and_breaks_have_letters():
    told = yearly(1, 2, 3, 4, events=(Event(2015.2, "1", "e"), Event(2015.25, "2", "e")),
                  breaks=((2016.0, "b"),))  # fmt: skip
    assert {"1", "2", "a"} <= set(words(read(told)))
    assert [break_key(at) for at in (0, 1, 25, 26)] == ["a", "b", "z", "a1"]


def test_levels_are_a_row_of_named_steps_with_the_first_at_the_foot():
    root = read(MANY["levels"])
    foot = {said: y for _, _, y, said in extents(root)}
    assert foot["Tier 3"] > foot["Tier 2"] > foot["Tier 1"]
    assert "100" not in words(root)


def test_years_are_labels_of_the_points_and_go_on_in_their_way():
    ones = [point(2018.75 + at, at + 1)._replace(label=f"{2018 + at}-{19 + at}") for at in range(3)]
    aim = Aim((), (), (2022.75, Decimal(9), "Target"))
    assert "2022-23" in words(read(chart(*ones, aim=aim)))


def test_no_text_of_people_becomes_markup():
    wild = '<script>"&</svg>'
    told = yearly(1, 2, None)._replace(alt=wild)
    told = told._replace(points=tuple(one._replace(said=wild, label=wild) for one in told.points))
    root = read(told)
    assert root.get("aria-label") == wild
    assert wild in words(root)
    assert not list(root.iter(f"{SVG}script"))


def test_a_drawing_is_as_large_as_told_and_the_same_each_time():
    told = MANY["sample"]
    root = read(told)
    assert (float(root.get("width")), float(root.get("height"))) == (WIDTH, HEIGHT)
    assert float(read(told, width=360.0, height=200.0).get("width")) == 360
    assert chart_svg(told, Language.FR) == chart_svg(told, Language.FR)
