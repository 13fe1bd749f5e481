"""From when to when values go, and which periods lie near to one."""

import pytest

from metrics import Language, Period
from metrics.period_names import form_period_words, near_periods, span_words

EN, FR = Language


@pytest.mark.parametrize(
    ("codes", "english", "french"),
    [
        (["2019"], "2019", "2019"),
        (["2019", "2021", "2020"], "2019 to 2021", "2019 à 2021"),
        (["2009-01-01/2016-12-31", "2024"], "2009 to 2024", "2009 à 2024"),
        (["2009", "2013-01-01/2023-12-31", "2012-01-01/2022-12-31"], "2009 to 2023", "2009 à 2023"),
        (["2013-01-01/2023-12-31", "2024", "2024-Q4"], "2013 to 2024", "2013 à 2024"),
        (["2017-18", "2023-24"], "2017-18 to 2023-24", "2017-2018 à 2023-2024"),
        (["2020-Q1", "2024-Q3"], "Q1 2020 to Q3 2024", "T1 2020 à T3 2024"),
        (["2016-06-30/2020-06-30", "2018-09-01"], "30 June 2016 to 30 June 2020",
         "du 30 juin 2016 au 30 juin 2020"),
        (["2016-06-30", "2018-09-01"], "30 June 2016 to 1 September 2018",
         "du 30 juin 2016 au 1er septembre 2018"),
    ],
)  # fmt: skip
def test_a_span_of_periods_has_two_ends(codes, english, french):
    periods = [Period.parse(one) for one in codes]
    assert span_words(periods, EN) == english
    assert span_words(reversed(periods), FR) == french


def test_the_nearest_period_comes_first_and_each_once():
    held = [Period.parse(one) for one in ("2015", "2020", "2024-Q1", "2020")]
    asked = Period.parse("2021")
    assert [one.code for one in near_periods(asked, held)] == ["2020", "2024-Q1", "2015"]


@pytest.mark.parametrize(
    ("code", "fiscal", "english", "french"),
    [
        ("2026-Q3", True, "Q2 2026-27 (July to September 2026)",
         "T2 2026-2027 (juillet à septembre 2026)"),
        ("2026-Q3", False, "Q3 2026 (July to September 2026)",
         "T3 2026 (juillet à septembre 2026)"),
        ("2025-26", True, "2025-26 (April 2025 to March 2026)",
         "2025-2026 (avril 2025 à mars 2026)"),
        ("2026-S2", False, "July to December 2026", "juillet à décembre 2026"),
        ("2026-05", True, "May 2026", "mai 2026"),
        ("2026-05-01/2026-06-15", False, "1 May 2026 to 15 June 2026",
         "du 1er mai 2026 au 15 juin 2026"),
    ],
)  # fmt: skip
def test_a_period_of_a_form_is_named_with_its_months(code, fiscal, english, french):
    period = Period.parse(code)
    assert form_period_words(period, EN, fiscal=fiscal) == english
    assert form_period_words(period, FR, fiscal=fiscal) == french
