from datetime import date

import pytest

from metrics import Break, HeldObservation, ObservationStatus, Qualifier
from metrics.comparability import comparable, segments
from tests.factories import observation, words

BREAK_2017 = Break(on=date(2017, 1, 1), note=words("Counted anew."))


def held(period="2020", value="1", **changes):
    return HeldObservation(observation(value, period, **changes), 1, "", 1, "")


def pieces(*values, breaks=()):
    return [len(piece) for piece in segments(values, breaks)]


def test_adjoining_periods_are_joined():
    assert pieces(held("2015"), held("2016"), held("2017")) == [3]
    assert pieces(held("2019-Q4"), held("2020-Q1")) == [2]


def test_nothing_is_cut_into_nothing():
    assert segments((), ()) == ()


def test_a_gap_is_not_joined():
    assert pieces(held("2015"), held("2017")) == [1, 1]


def test_a_declared_break_is_not_joined():
    values = held("2015"), held("2016"), held("2017"), held("2018")
    assert pieces(*values, breaks=[BREAK_2017]) == [2, 2]


def test_a_period_that_a_break_falls_into_is_joined_with_neither_side():
    values = held("2015/16"), held("2016/17"), held("2017/18"), held("2018/19")
    assert pieces(*values, breaks=[BREAK_2017]) == [1, 1, 2]


@pytest.mark.parametrize(
    "changes",
    [
        {"value": None},
        {"qualifier": Qualifier.LESS_THAN},
        {"value": None, "qualifier": Qualifier.IN_WORDS},
        {"status": ObservationStatus.DEFINITION_DIFFERS},
    ],
    ids=str,
)
def test_a_value_that_cannot_be_drawn_or_differs_stands_alone(changes):
    assert pieces(held("2015"), held("2016", **changes), held("2017")) == [1, 1, 1]


def test_a_break_marked_by_the_publisher_is_not_joined_with_what_came_before():
    broken = held("2016", status=ObservationStatus.BREAK)
    assert pieces(held("2015"), broken, held("2017")) == [1, 2]


def test_a_gap_can_be_compared_across_but_a_break_cannot():
    assert comparable(held("2010"), held("2016"), [BREAK_2017])
    assert not comparable(held("2010"), held("2018"), [BREAK_2017])


def test_periods_that_share_days_are_not_compared():
    """2011-12 to 2021-22 holds most of 2009-10 to 2019-20: a difference is not a change."""
    earlier, later = held("2009-04-01/2020-03-31"), held("2011-04-01/2022-03-31")
    assert not comparable(earlier, later)
    assert comparable(held("2009-04-01/2010-03-31"), later)


@pytest.mark.parametrize("bound", [Qualifier.UP_TO, Qualifier.AT_LEAST, Qualifier.MORE_THAN])
def test_a_bound_is_joined_with_nothing(bound):
    """ "About 9,000" and then "up to 14,000": nothing is known of the way between."""
    open_ = held("2025", qualifier=bound)
    assert pieces(held("2024"), open_, held("2026")) == [1, 1, 1]
    assert pieces(held("2024", qualifier=bound), open_) == [1, 1]
    assert pieces(held("2024", qualifier=Qualifier.APPROXIMATE), held("2025")) == [2]
