from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import MetricsError
from metrics.periods import Frequency, Period, months


@pytest.mark.parametrize(
    ("text", "start", "end", "frequency"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), Frequency.ANNUAL),
        ("2023-24", date(2023, 4, 1), date(2024, 3, 31), Frequency.ANNUAL),
        ("2023–24", date(2023, 4, 1), date(2024, 3, 31), Frequency.ANNUAL),
        ("2005–06", date(2005, 4, 1), date(2006, 3, 31), Frequency.ANNUAL),
        ("2023–2024", date(2023, 4, 1), date(2024, 3, 31), Frequency.ANNUAL),
        ("Q1 2022", date(2022, 1, 1), date(2022, 3, 31), Frequency.QUARTERLY),
        ("2011/12", date(2011, 4, 1), date(2012, 3, 31), Frequency.ANNUAL),
        ("FY2017", date(2016, 10, 1), date(2017, 9, 30), Frequency.ANNUAL),
        ("2024-S2", date(2024, 7, 1), date(2024, 12, 31), Frequency.HALF_YEARLY),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), Frequency.QUARTERLY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Frequency.MONTHLY),
        ("2016-06-30", date(2016, 6, 30), date(2016, 6, 30), Frequency.DAILY),
        ("2016-06-30/2020-06-30", date(2016, 6, 30), date(2020, 6, 30), Frequency.OTHER),
    ],
)
def test_a_period_is_read_in_the_forms_of_sdmx_and_iso(text, start, end, frequency):
    period = Period.parse(text)
    assert (period.start, period.end, period.frequency) == (start, end, frequency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13",
        "2024-Q5",
        "2020-06-30/2016-06-30",
        "2023-26",
        "2023–26",
        "2022–05",
        "Q5 2022",
        "Q12022",
    ],
)
def test_what_is_no_period_is_refused_with_the_forms_that_would_do(text):
    with pytest.raises(MetricsError, match="is not a period: write 2024, 2024-Q3"):
        Period.parse(text)


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(0, 4000))
def test_every_period_is_read_back_from_its_code(start, days):
    period = Period(start, date.fromordinal(start.toordinal() + days))
    assert Period.parse(period.code) == period


@given(st.integers(1990, 2050), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]))
def test_whole_months_are_read_back_from_their_code(year, month, count):
    period = months(year, month, count)
    assert Period.parse(period.code) == period


@pytest.mark.parametrize(
    "text", ["9999", "9999-12-31", "9999-Q4", "2200", "1799", "FY1800", "2024-01-01/9999-12-31"]
)
def test_a_year_that_can_not_be_meant_is_refused_in_words(text):
    with pytest.raises(MetricsError, match="is not between 1800 and 2199") as refused:
        Period.parse(text)
    assert "n'est pas entre 1800 et 2199" in refused.value.text.fr


@pytest.mark.parametrize("text", ["1800", "2199", "FY2199", "1800-01-01/2199-12-31"])
def test_the_first_and_the_last_year_are_read(text):
    assert Period.parse(text).days


def test_the_end_of_the_calendar_is_the_end_of_a_month():
    last = Period(date(9999, 1, 1), date.max)
    assert last.frequency is Frequency.ANNUAL
    assert last.follows(Period(date(9998, 1, 1), date(9998, 12, 31)))
    assert not Period(date(9998, 1, 1), date(9998, 12, 31)).follows(last)


def test_a_period_follows_the_one_that_ends_the_day_before():
    assert Period.parse("2024-Q2").follows(Period.parse("2024-Q1"))
    assert not Period.parse("2024-Q3").follows(Period.parse("2024-Q1"))
