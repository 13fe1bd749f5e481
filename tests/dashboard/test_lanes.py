"""Time in lanes: bars as long as their years, flags that do not hide one another."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.lanes import FLAG, Bar, Flag, Lane, bars_drawing, lanes_drawing, shortened, stacked
from dashboard.scales import TimeScale
from dashboard.svg import Box
from metrics import Period

SCALE = TimeScale(2016, 2026, Box(4, 0, 300, 0))
DAYS = st.dates(date(2016, 1, 1), date(2025, 12, 31))


def day(text):
    return Period.parse(text)


@given(st.lists(DAYS, max_size=30))
def test_two_flags_on_one_level_never_touch(days):
    flags = [Flag(number, Period(one, one)) for number, one in enumerate(days)]
    placed = stacked(flags, SCALE)
    assert len(placed) == len(flags)
    for (_, x, level), (_, other, other_level) in combinations(placed, 2):
        assert level != other_level or abs(x - other) >= FLAG


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
