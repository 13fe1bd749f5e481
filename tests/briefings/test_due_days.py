"""On which day a schedule comes due: working days of Ontario, by the clock and by the calendar."""

from datetime import date

import pytest

from dashboard.issuing.due_days import (
    Kind,
    Rule,
    due_day,
    is_working_day,
    next_day,
    working_day_after,
)
from metrics import Period
from tests.briefings.issuing import day

QUARTER = Rule(Kind.QUARTER, 3)


@pytest.mark.parametrize(
    "text", ["quarter+3", "quarter+0", "quarter+60", "return:quarterly+3", "month:1", "month:15"]
)
def test_a_rule_is_read_as_it_is_written(text):
    assert Rule.parse(text).text == text


@pytest.mark.parametrize(
    "text",
    ["", "quarter", "quarter+61", "quarter+-1", "month:0", "month:16", "return:+3", "return+3",
     "quarter:x+3", "return:A B+3", "quarter+3 ", "month:٣"],
)  # fmt: skip
def test_what_is_no_rule_is_none(text):
    assert Rule.parse(text) is None


@pytest.mark.parametrize(
    "holiday",
    ["2026-01-01", "2026-02-16", "2026-04-03", "2026-05-18", "2026-07-01", "2026-09-07",
     "2026-10-12", "2026-12-25", "2026-12-28", "2026-10-10", "2026-10-11"],
)  # fmt: skip
def test_public_holidays_of_ontario_and_weekends_are_no_working_days(holiday):
    assert not is_working_day(day(holiday))


def test_days_that_are_no_holiday_in_ontario_are_worked():
    assert all(map(is_working_day, map(day, ("2026-09-30", "2026-08-03", "2026-11-11"))))


@pytest.mark.parametrize(
    ("closes", "count", "due"),
    [("2026-06-30", 3, "2026-07-06"),  # Canada Day and a weekend lie between
     ("2026-12-31", 3, "2027-01-06"), ("2026-09-30", 3, "2026-10-05"),
     ("2026-03-31", 3, "2026-04-06"),  # Good Friday
     ("2026-01-31", 0, "2026-02-02"), ("2026-01-30", 0, "2026-01-30")],
)  # fmt: skip
def test_working_days_after_a_day(closes, count, due):
    assert working_day_after(day(closes), count) == day(due)


@pytest.mark.parametrize(
    ("today", "key"),
    [("2026-07-05", None), ("2026-07-06", "2026-Q2"), ("2026-07-27", "2026-Q2"),
     ("2026-07-28", None), ("2027-01-06", "2026-Q4"), ("2027-01-05", None)],
)  # fmt: skip
def test_a_quarter_comes_due_on_its_day_and_not_when_it_is_long_past(today, key):
    found = due_day(QUARTER, day(today))
    assert (found.key if found else None) == key


def test_a_month_comes_due_on_its_own_working_day():
    rule = Rule(Kind.MONTH, 1)
    assert due_day(rule, day("2026-08-03")) == ("2026-08", date(2026, 8, 3))
    assert due_day(rule, day("2026-07-20")).key == "2026-07"
    assert next_day(rule, day("2026-08-03")) == ("2026-09", date(2026, 9, 1))


def test_a_return_comes_due_after_its_last_due_day_extensions_and_all():
    rule = Rule(Kind.RETURN, 3, "quarterly")
    closings = [(Period.parse("2025-Q4"), day("2026-01-30")),
                (Period.parse("2026-Q1"), day("2026-04-30"))]  # fmt: skip
    assert due_day(rule, day("2026-02-04"), closings) == ("2025-Q4", date(2026, 2, 4))
    assert due_day(rule, day("2026-02-03"), closings) is None
    assert next_day(rule, day("2026-02-04"), closings).key == "2026-Q1"
    assert due_day(rule, day("2026-02-04")) is None
