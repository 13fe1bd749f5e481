"""Drawings of a line: what is joined, what stands alone, and what is never a point."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.panels import panel_drawing
from dashboard.scales import ticks
from dashboard.services import Services
from dashboard.svg import width_of
from dashboard.text import Words
from dashboard.timeline import Axis, axis_drawing, make_axis, row_drawing, sparkline, spoken
from metrics import Language, ObservationStatus, Qualifier, SeriesLine
from tests.dashboard.drawn import outside

WORDS = Words(Language.EN)


def line_of(small: Services, frequency: str) -> SeriesLine:
    return next(one for one in small.store.lines(["hotlines/calls"]) if one.frequency == frequency)


def row(small: Services, frequency: str) -> str:
    axis = make_axis((2016, 2022), list(small.catalogue.frameworks.values()))
    wide, _ = re.findall(
        r"<svg.*?</svg>", row_drawing(line_of(small, frequency), axis, WORDS).markup
    )
    return wide


def test_a_value_under_five_is_an_open_box_that_no_line_reaches(small):
    drawn = row(small, "A")
    (box,) = re.findall(r'<rect class="lt" x="([\d.]+)"', drawn)
    (path,) = re.findall(r'<path class="ln" d="M([^"]*)"', drawn)
    assert len(path.split("L")) == 3
    assert float(box) < min(float(point.split()[0]) for point in path.split("L"))


def test_a_provisional_value_is_hollow(small):
    assert row(small, "A").count('class="pp"') == 1


def test_a_figure_for_two_years_is_a_bar_over_both(small):
    span = r'<line class="span" x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)"'
    (found,) = re.findall(span, row(small, "_O"))
    scale = make_axis((2016, 2022), list(small.catalogue.frameworks.values())).scale("wide", 0, 1)
    assert float(found[0]) == pytest.approx(scale.x(2016.5), abs=0.5)
    assert float(found[1]) == pytest.approx(scale.x(2018.5), abs=0.5)


def test_a_drawing_says_its_values(small):
    assert "2019: 597; 2020: 570; 2021: 608" in row(small, "A")
    assert "under 3" in row(small, "A")


def test_the_axis_numbers_its_events(small):
    plan = small.catalogue.framework("plan")
    drawn = axis_drawing(make_axis((2016, 2022), [plan]), plan.events, WORDS).markup
    assert re.findall(r'<text class="evn"[^>]*>(\d)</text>', drawn) == ["1"]


def test_a_sparkline_is_drawn_as_it_was(small):
    assert sparkline(line_of(small, "_O"), (2016, 2019), WORDS).markup == (
        '<svg class="c spark" viewBox="0 0 180 54" role="img" aria-label='
        '"30 June 2016 to 30 June 2018: 2,600">'
        '<line class="span" x1="32.4" y1="20" x2="147.1" y2="20"/>'
        '<text class="tn" x="0" y="50" text-anchor="start">2016</text>'
        '<text class="tn" x="180" y="50" text-anchor="end">2018</text></svg>'
    )


def test_a_panel_has_two_sizes_and_an_axis_from_zero(small):
    drawn = panel_drawing([line_of(small, "A")], (2016, 2022), WORDS).markup
    assert re.findall(r'class="c (\w+)"', drawn) == ["wide", "narrow"]
    assert ">0</text>" in drawn


def more_than(line: SeriesLine, value: int) -> SeriesLine:
    """The same line with its last value a long one, as wide as any that is held."""
    last = line.values[-1]
    long = last._replace(
        observation=last.observation._replace(value=Decimal(value), qualifier=Qualifier.MORE_THAN)
    )
    return replace(line, values=(*line.values[:-1], long), segments=())


@pytest.mark.parametrize("words", [WORDS, Words(Language.FR)])
@pytest.mark.parametrize("years", [(2016, 2022), (2021, 2022)])
def test_the_last_value_of_a_panel_ends_inside_it(small, words, years):
    line = more_than(line_of(small, "A"), 1_010_500)
    markup = panel_drawing([line], years, words).markup
    said = "more than 1,010,500" if words is WORDS else "plus de 1\u00a0010\u00a0500"
    assert said in re.sub(r"<svg[^>]*>", "", markup)
    assert outside(markup) == []


@pytest.mark.parametrize("words", [WORDS, Words(Language.FR)])
@pytest.mark.parametrize("years", [(2016, 2019), (2016, 2022), (2000, 2018)])
def test_the_value_of_a_bar_stays_in_its_row(small, words, years):
    line = more_than(line_of(small, "_O"), 206_000)
    axis = make_axis(years, [])
    markup = row_drawing(line, axis, words).markup
    assert ("plus de 206\u00a0000" if words is not WORDS else "more than 206,000") in markup
    assert outside(markup) == []


def test_words_that_fit_on_neither_side_of_a_bar_stand_under_it(small):
    line = more_than(line_of(small, "_O"), 206_000_000)
    axis = make_axis((2016, 2019), [])
    narrow = row_drawing(line, axis, WORDS).markup.split("<svg")[2]
    (bar,) = re.findall(r'class="span" x1="[\d.]+" y1="([\d.]+)"', narrow)
    (said,) = re.findall(r'class="tx halo" x="[\d.]+" y="([\d.]+)"', narrow)
    assert float(said) > float(bar) + 12


def test_a_narrow_row_names_its_years(small):
    axis = make_axis((2016, 2022), list(small.catalogue.frameworks.values()))
    wide, narrow = re.findall(
        r"<svg.*?</svg>", row_drawing(line_of(small, "A"), axis, WORDS).markup
    )
    assert ">2016</text>" in narrow
    assert ">2016</text>" not in wide  # the axis over the column names them there


@pytest.mark.parametrize(
    ("top", "expected"),
    [(608, "0 200 400 600 800"), (3, "0 1 2 3"), (0, "0 1"), (133_943, "0 50000 100000 150000")],
)
def test_ticks_are_round_and_whole(top, expected):
    assert " ".join(str(one) for one in ticks(top)) == expected


def bounded(line: SeriesLine) -> SeriesLine:
    """The same line with every point a floor: "more than"."""
    values = tuple(
        one._replace(observation=one.observation._replace(qualifier=Qualifier.MORE_THAN))
        for one in line.values
        if one.observation.value is not None
    )
    return replace(line, values=values, segments=tuple((one,) for one in values))


def test_a_bound_has_its_arrow_in_drawings_of_every_size(small):
    line = bounded(line_of(small, "A"))
    arrows = 2 * len(line.values)  # a stem and a head each
    axis = make_axis((2016, 2022), [])
    assert sparkline(line, (2016, 2022), WORDS).markup.count('class="opn"') == arrows
    assert panel_drawing([line], (2016, 2022), WORDS).markup.count('class="opn"') == 2 * arrows
    assert row_drawing(line, axis, WORDS).markup.count('class="opn"') == 2 * arrows
    assert 'class="opn"' not in panel_drawing([line_of(small, "A")], (2016, 2022), WORDS).markup


def test_the_number_over_the_highest_point_clears_its_arrow(small):
    line = line_of(small, "A")
    plain, floor = (
        re.search(r'y="([\d.]+)" text-anchor="middle">[^<]*6,000<', panel_drawing(
            [topped(line, qualifier)], (2016, 2022), WORDS).markup)
        for qualifier in (Qualifier.EXACT, Qualifier.MORE_THAN)
    )  # fmt: skip
    assert plain
    assert floor
    assert float(plain.group(1)) - float(floor.group(1)) == pytest.approx(7)


def topped(line: SeriesLine, qualifier: Qualifier) -> SeriesLine:
    """The same line with its first point the highest."""
    place = next(
        n for n, one in enumerate(line.values) if one.observation.qualifier.value == "exact"
    )
    one = line.values[place]
    high = one._replace(
        observation=one.observation._replace(value=Decimal(6000), qualifier=qualifier)
    )
    return replace(
        line, values=(*line.values[:place], high, *line.values[place + 1 :]), segments=()
    )


@given(
    st.lists(st.integers(1996, 2029), max_size=4, unique=True),
    st.integers(1995, 2016),
    st.integers(2019, 2030),
)
def test_no_year_under_a_row_lies_over_another_or_leaves_the_drawing(small, eras, first, last):
    begun = tuple(sorted(one + 0.5 for one in eras))
    axis = Axis(min([first, *eras]), max([last, *(one + 1 for one in eras)]), begun)
    markup = row_drawing(line_of(small, "_O"), axis, WORDS).markup.split("<svg")[2]
    named = re.findall(r'<text class="tn" x="([\d.]+)"[^>]*>(\d{4})</text>', markup)
    places = sorted(float(x) for x, _ in named)
    assert named
    assert all(two - one >= width_of("2016") + 4 for one, two in pairwise(places))
    assert len({year for _, year in named}) == len(named)
    assert outside(f"<svg{markup}") == []


def test_the_year_of_a_strategy_stands_under_its_line(small):
    axis = make_axis((2007, 2026), list(small.catalogue.frameworks.values()))
    markup = row_drawing(line_of(small, "_O"), axis, WORDS).markup.split("<svg")[2]
    lines = re.findall(r'<line class="era" x1="([\d.]+)"', markup)
    named = dict(re.findall(r'<text class="tn" x="([\d.]+)"[^>]*>(\d{4})</text>', markup))
    assert [named[x] for x in lines] == [str(int(one)) for one in axis.eras]
    assert "2007" in named.values()


def test_a_drawing_says_what_is_provisional_and_how_many_values_it_leaves_out(small):
    line = line_of(small, "A")
    last = line.values[-1]
    waiting = last._replace(
        observation=last.observation._replace(status=ObservationStatus.PROVISIONAL)
    )
    said = spoken(replace(line, values=(*line.values[:-1], waiting)), WORDS)
    assert said.endswith("(provisional)")
    assert said.count("(provisional)") == 1
    many = replace(line, values=(last,) * 15)
    assert spoken(many, WORDS).startswith("The newest 12 of 15 values. ")
    assert spoken(many, Words(Language.FR)).startswith("Les 12 valeurs les plus récentes sur 15. ")
    assert "newest" not in spoken(replace(line, values=(last,) * 12), WORDS)
