"""The way to a target; all numbers here are made up."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import Language, Period, Target, Unit, step_words
from metrics.trajectories import due_in, due_on, sum_way, way_from, way_steps, windows
from tests.factories import words
from tests.sweeps import examples

TRIED = settings(deadline=None, max_examples=examples("ways to a target", 30, 2000))
NUMBERS = st.decimals(-10_000, 10_000, places=2)
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
CALLS = Unit(id="calls", one=words("call"), many=words("calls"), kind="count")
BASE = Period.parse("2019")


def target(**changes):
    fields = {
        "kind": "exact", "value": "400", "by": "2023-12-31", "basis": "published", "source": "a/b",
    }  # fmt: skip
    return Target.model_validate({**fields, **changes})


def way(start, **changes):
    one = target(**changes)
    return way_from(one, (BASE, Decimal(start)), one.amount)


def seasonal(shares, years=1, **changes):
    fields = {"from": "2020-01-01", "by": f"{2019 + years}-12-31", "due": "cumulative"}
    fields |= {"trajectory": "seasonal", "shares": shares}
    return target(**{**fields, **changes})


def test_a_straight_way_is_measured_in_days():
    straight = way("100", by="2022-12-31")  # 1,096 days of which 366 have passed by 2020
    assert due_on(straight, date(2020, 12, 31)) == Decimal(100) + Decimal(300) * 366 / 1096
    assert due_on(straight, date(2022, 12, 31)) == 400


def test_nothing_is_due_before_the_way_begins():
    assert due_on(way("100"), date(2019, 12, 31)) is None
    later = way("100", **{"from": "2021-01-01"})
    assert due_on(later, date(2020, 12, 31)) is None
    assert due_on(later, date(2021, 1, 1)) > 100


def test_a_step_asks_for_nothing_before_its_day():
    step = way("100", trajectory="step")
    assert due_on(step, date(2023, 12, 30)) is None
    assert due_on(step, date(2023, 12, 31)) == 400


def test_of_milestones_the_last_that_has_ended_is_due():
    listed = [{"period": "2021", "value": "200"}, {"period": "2022", "value": "250"}]
    stones = way("100", trajectory="milestones", milestones=listed)
    days = [date(2021, 12, 30), date(2021, 12, 31), date(2022, 12, 30), date(2022, 12, 31)]
    assert [due_on(stones, day) for day in days] == [None, 200, 200, 250]
    assert due_on(stones, date(2023, 12, 31)) == 400


def test_a_seasonal_sum_follows_the_shares_of_each_year():
    one = seasonal(["0.1", "0.2", "0.3", "0.4"], years=2, value="800")
    ends = [date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30), date(2020, 12, 31)]
    assert [due_on(sum_way(one), day) for day in ends] == [40, 120, 240, 400]
    assert due_on(sum_way(one), date(2021, 3, 31)) == 440
    assert due_on(sum_way(one), date(2021, 12, 31)) == 800
    fifteen_of_91_days = due_on(sum_way(one), date(2020, 4, 15))
    assert round(fifteen_of_91_days, 12) == round(40 + Decimal(80) * 15 / 91, 12)


def test_the_first_share_belongs_to_the_month_of_from():
    fiscal = seasonal(["0.7", "0.1", "0.1", "0.1"], **{"from": "2020-04-01", "by": "2021-03-31"})
    assert due_on(sum_way(fiscal), date(2020, 6, 30)) == 280
    assert [one.code for one in windows(fiscal)] == ["2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1"]


def test_nothing_is_due_in_a_season_without_a_share():
    one = seasonal(["0", "0.5", "0.5", "0"])
    assert due_on(sum_way(one), date(2020, 3, 31)) is None
    assert due_on(sum_way(one), date(2020, 6, 30)) == 200


def test_each_period_has_its_season_and_no_other_period_has_one():
    one = seasonal(["0.1", "0.2", "0.3", "0.4"], years=2, due="each_period")
    due = [due_in(one, Period.parse(code), None) for code in ("2020-Q1", "2021-Q4", "2020")]
    assert due == [40, 160, None]


def test_without_a_baseline_the_same_is_due_in_every_period():
    flat = target(due="each_period", **{"from": "2020-01-01"})
    assert [due_in(flat, Period.parse(code), None) for code in ("2020", "2023")] == [400, 400]


@pytest.mark.parametrize("language", list(Language))
def test_each_way_tells_its_arithmetic(language):
    milestones = [{"period": "2021", "value": "200"}]
    ways = [
        way("100", by="2022-12-31"),
        way("100", trajectory="step"),
        way("100", trajectory="milestones", milestones=milestones),
        sum_way(seasonal(["0.25"] * 4, by="2022-12-31")),
    ]
    for one in ways:
        due = due_on(one, date(2021, 12, 31))
        steps = way_steps(one, date(2021, 12, 31), due)
        told = [step_words(step, CALLS, language) for step in steps]
        assert told
        assert "{" not in "".join(told)
        if due is not None and due == due.to_integral_value():
            assert f"{due:.0f}" in told[-1]


def test_a_straight_ways_arithmetic_can_be_read():
    day = date(2020, 12, 31)
    steps = way_steps(way("0"), day, due_on(way("0"), day))
    told = [step_words(one, CALLS, Language.EN) for one in steps]
    assert told == [
        "The straight way leads from 0 calls at the end of 31 December 2019 "
        "to 400 calls at the end of 31 December 2023.",
        "366 of 1,461 days have passed on 31 December 2020: due is 100.21 calls.",
    ]


@TRIED
@given(NUMBERS, NUMBERS, DAYS)
def test_what_is_due_lies_between_baseline_and_target(start, goal, day):
    due = due_on(way(start, value=str(goal), by="2029-06-30"), day)
    assert due is None or min(start, goal) <= due <= max(start, goal)


@TRIED
@given(NUMBERS, NUMBERS, DAYS, DAYS)
def test_a_straight_way_never_turns_back(start, goal, one, other):
    straight = way(start, value=str(goal), by="2029-06-30")
    due = [found for day in sorted((one, other)) if (found := due_on(straight, day)) is not None]
    assert due == sorted(due, reverse=goal < start)


@TRIED
@given(st.lists(st.integers(0, 100), min_size=4, max_size=4).filter(any), st.integers(1, 4), DAYS)
def test_a_seasonal_way_ends_at_the_target_and_never_exceeds_it(parts, years, day):
    shares = [str(round(Decimal(part) / sum(parts), 6)) for part in parts[:3]]
    shares.append(str(1 - sum(Decimal(one) for one in shares)))
    if Decimal(shares[-1]) < 0:
        shares = ["0.25"] * 4
    held = sum_way(seasonal(shares, years))
    last = held.target.by
    assert due_on(held, last) == 400
    due, next_day = due_on(held, day), due_on(held, day + timedelta(days=1))
    assert 0 <= (due or 0) <= (next_day or 0) <= 400
    quarters = [due_in(held.target, window, None) for window in windows(held.target)]
    assert sum(quarters) == 400 * years  # the shares of each year are the whole of it


@TRIED
@given(NUMBERS, NUMBERS, DAYS)
def test_a_step_is_never_due_before_its_date(start, goal, day):
    due = due_on(way(start, value=str(goal), trajectory="step", by="2025-06-30"), day)
    assert (due is None) == (day < date(2025, 6, 30))
