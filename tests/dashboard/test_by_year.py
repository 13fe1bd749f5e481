"""Years made of shorter periods, and the strategies in which an indicator stands."""

import re

import pytest

from dashboard.addresses import Address
from dashboard.by_year import by_year
from dashboard.markup import render
from dashboard.text import Words
from metrics import Language
from tests.dashboard.test_explaining import said

PLAN = "example-strategy"


def shown(example, name, language=Language.EN):
    found = example.store.series(f"example-{name}")
    parts = by_year(
        found.indicator, found.record, Address("/", language, PLAN, PLAN), Words(language)
    )
    return said("".join(render(one) for one in parts))


def test_a_year_with_a_part_under_five_is_a_range(example):
    page = shown(example, "briefings-produced")
    assert "2024-25 32 to 36 " in page
    assert "2025 44 " in page


def test_a_made_year_leads_to_the_values_that_it_is_made_of(app_of_examples):
    client = app_of_examples.server.test_client()
    page = client.get("/indicator/example-briefings-produced").get_data(as_text=True)
    assert 'href="#made-2025"' in page
    _, _, made = page.partition('id="made-2025"')
    assert "period=2025-Q1" in made.partition("<h3")[0]


def test_a_year_that_is_not_covered_is_refused_with_what_is_missing(example):
    page = shown(example, "briefings-produced")
    assert "2026 not made 2026 is not fully covered. Nothing is held for Q4 2026." in page
    assert "Wait for what is missing" in page


def test_what_the_definition_refuses_is_refused_once(example):
    page = shown(example, "survivors-served")
    assert page.count("One person may be counted in several periods") == 1
    assert "Calendar years" not in page


@pytest.mark.parametrize("language", list(Language))
def test_both_kinds_of_year_stand_in_the_language(example, language):
    page, words = shown(example, "training-places", language), Words(language)
    assert words("explain.by_year_calendar") in page
    assert words("explain.by_year_fiscal") in page


def test_a_yearly_line_has_no_such_table(example):
    assert shown(example, "charges-laid") == ""


def test_the_page_says_which_strategies_listed_the_indicator_and_when(client):
    page = said(client.get("/indicator/calls").get_data(as_text=True))
    for year in (2016, 2020):
        assert f"Plan {year} Support support 30 June {year} to 30 June {year + 4}" in page


def test_a_series_with_a_break_is_told_before_and_after_it(app_of_examples):
    client = app_of_examples.server.test_client()
    page = client.get("/indicator/example-partners-who-shaped-the-program")
    page = said(page.get_data(as_text=True)).partition("Before and after each break")[2]
    assert "before 1 April 2025 as defined above 2 values, 2023-24 to 2024-25" in page
    assert "1 April 2025 Example data: the question asks about the year" in page


def test_series_with_definitions_of_their_own_stand_side_by_side(whole):
    client = whole.server.test_client()
    page = client.get("/indicator/criminal-code-trafficking-incidents").get_data(as_text=True)
    page = said(page).partition("Definitions side by side")[2]
    assert "Actual incidents of violation code 1525 per 100,000 population." in page
    assert "Percentage change in the rate" in page


def test_a_span_of_spans_has_two_ends(whole):
    client, path = whole.server.test_client(), "/indicator/police-reported-trafficking-incidents"
    for lang in ("en", "fr"):
        page = said(client.get(f"{path}?lang={lang}").get_data(as_text=True))
        assert re.search(r"\d+ (values|valeurs), 2009 (to|à) 2024", page)
        assert not re.search(r"\d{4} (to|à) \d{4} (to|à) ", page)
