"""Time in lanes: bars as long as their years, flags that do not hide one another."""

import re
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.lanes import (
    APART,
    Bar,
    Flag,
    Lane,
    bars_drawing,
    lanes_drawing,
    shortened,
    spoken,
    stacked,
)
from dashboard.scales import TimeScale
from dashboard.svg import Box
from dashboard.text import Words
from metrics import Language, Period
from tests.dashboard.drawn import outside

SCALE = TimeScale(2016, 2026, Box(4, 0, 300, 0))
ROOM = APART["narrow"]
DAYS = st.dates(date(2016, 1, 1), date(2025, 12, 31))


def day(text):
    return Period.parse(text)


@given(st.lists(DAYS, max_size=30))
def test_two_flags_on_one_level_never_touch(days):
    flags = [Flag(number, Period(one, one)) for number, one in enumerate(days)]
    placed = stacked(flags, SCALE, ROOM)
    assert len(placed) == len(flags)
    for (_, x, level), (_, other, other_level) in combinations(placed, 2):
        assert level != other_level or abs(x - other) >= ROOM


def test_a_bar_is_as_long_as_its_years():
    bars = [Bar("First", day("2016-01-01/2019-12-31"), "up to $72M"),
            Bar("Second", day("2020-01-01/2025-12-31"), "$307M")]  # fmt: skip
    markup = bars_drawing(bars, [], "Two bars").markup
    assert markup.count("<svg") == 3
    assert 'aria-label="Two bars"' in markup
    # the widest drawing: 2016 to 2026 between 4 and 1268
    assert 'class="span" x1="4" y1="38" x2="509.6"' in markup
    assert 'class="span" x1="509.6"' in markup


def test_only_said_or_begun_is_drawn_open():
    lane = Lane("Pillar", [Flag(1, day("2016-06-30"), True), Flag(2, day("2018-01"))])
    markup = lanes_drawing([lane], [], "Two").markup
    assert markup.count('class="lt"') == 3  # one in each width
    assert markup.count('class="evf"') == 3
    assert markup.count('class="rev"') == 3  # only the month of the second is known


def test_a_number_leads_to_its_row_and_says_its_name():
    flag = Flag(7, day("2017-06-01"), row="action-a-act", name="The Act, 1 June 2017")
    markup = lanes_drawing([Lane("Pillar", [flag])], [], "One").markup
    assert markup.count('<a href="#action-a-act" aria-label="7. The Act, 1 June 2017">') == 3
    assert 'role="img"' not in markup  # what is an image holds no link
    assert markup.count('role="group"') == 3


@pytest.mark.parametrize(
    ("kind", "width", "least"), [("xl", 1280, 1052), ("mid", 720, 553), ("narrow", 300, 284)]
)
def test_numbers_stand_as_far_apart_as_a_finger_needs(kind, width, least):
    """`least`: the room for the drawing on the narrowest screen that shows this width."""
    assert (APART[kind] - 0.5) * least / width >= 24


def test_a_long_name_of_a_lane_stands_on_two_lines():
    name = "Faire en sorte que les contrevenants répondent de leurs actes, 2020-2025"
    markup = lanes_drawing([Lane(name, [Flag(1, day("2021"))])], [], "One").markup
    narrow = markup[markup.index('class="c narrow"') :]
    assert ">Faire en sorte que les contrevenants répondent</text>" in narrow
    assert ">de leurs actes, 2020-2025</text>" in narrow
    assert outside(markup) == []


@pytest.mark.parametrize("said", ["$307M", "more than $345M", "plus de 345 000 000 $"])
@pytest.mark.parametrize("span", ["2016-01-01/2029-12-31", "2016", "2029", "2020-01-01/2024-12-31"])
def test_the_words_of_a_bar_stay_in_the_drawing(said, span):
    name = "Ontario's Anti-Human Trafficking Strategy, 2025 to 2030"
    bars = [Bar(name, day(span), said), Bar("All", day("2016-01-01/2029-12-31"), "")]
    assert outside(bars_drawing(bars, [], "Two").markup) == []


def test_on_a_phone_names_that_begin_alike_are_told_apart():
    names = [f"The Indigenous-led fund and the community supports fund, {one}"
             for one in ("five-year total", "call for applications")]  # fmt: skip
    bars = [Bar(one, day("2020"), "$1M") for one in (*names, "Short")]
    markup = bars_drawing(bars, [], "Three").markup
    narrow = markup[markup.index('class="c narrow"') :]
    lines = re.findall(r'<text class="tn halo"[^>]* y="([\d.]+)"[^>]*>([^<]*)<', narrow)
    said = [one for _, one in lines]
    assert " ".join(said) == " ".join([*names, "Short"])
    assert "…" not in narrow
    heights = [float(y) for y, _ in lines]
    assert heights == sorted(heights)
    assert all(after - before >= 15 for before, after in pairwise(heights))
    spans = [float(one) for one in re.findall(r'class="span" [^>]*y1="([\d.]+)"', narrow)]
    assert all(abs(y - span) >= 10 for y in heights for span in spans)
    assert outside(markup) == []


def test_bars_of_one_name_are_told_apart_by_their_years():
    bars = [Bar("Both funds, awarded", day("2017-09-28/2020-09-27"), "$18M"),
            Bar("Both funds, awarded", day("2020"), "$46M"),
            Bar("Call", day("2017"), "$1M")]  # fmt: skip
    markup = bars_drawing(bars, [], "Three").markup
    for name in ("Both funds, awarded, 2017–2020", "Both funds, awarded, 2020", "Call"):
        assert markup.count(f">{name}</text>") == 3
    assert spoken(bars, Words(Language.EN)).startswith("Both funds, awarded, 2017–2020: $18M; ")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Strategy", "Strategy"),
        ("Strategy to End Human Trafficking, 2016 to 2020", "Strategy to End… 2016 to 2020"),
        ("The two strategy funds together, awarded", "The two strategy funds togeth…"),
    ],
)
def test_the_years_of_a_long_name_stay(name, shown):
    assert shortened(name, 30) == shown


def test_hostile_names_are_escaped():
    bars = [Bar("<script>alert(1)</script>", day("2016"), "<b>")]
    lanes = [Lane("<script>", [Flag(1, day("2016"))])]
    for drawn in (bars_drawing(bars, [], '"><script>'), lanes_drawing(lanes, [], "<script>")):
        assert "<script" not in drawn.markup
        assert "<b>" not in drawn.markup


def test_the_years_stand_over_the_lanes_as_under_them():
    lane = Lane("Pillar", [Flag(1, day("2021")), Flag(2, day("2024"))])
    drawn = lanes_drawing([lane], [], "Actions").markup.partition("</svg>")[0]
    named = re.findall(r'<text class="tn" x="([\d.]+)" y="([\d.]+)"[^>]*>(\d{4})<', drawn)
    over, under = sorted({float(y) for _, y, _ in named})
    years = [{(x, year) for x, y, year in named if float(y) == at} for at in (over, under)]
    assert over < 20
    assert years[0] == years[1]
