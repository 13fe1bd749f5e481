"""What each page says, in both languages, and what it says where there is nothing to show."""

import re
from html import unescape

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.drawing import mark_kind
from dashboard.findings import placed
from dashboard.signals_said import JUDGED, signal_key
from dashboard.text import Words
from metrics import Language, SignalWord
from tests.sweeps import sample

SIGNALS = (
    "within", "higher", "lower", "changed_higher", "changed_lower", "run_higher", "run_lower",
    "last_usual",
)  # fmt: skip
ADDRESSES = [
    "/", "/pillar/support", "/pillar/context", "/indicator/calls", "/indicator/silent",
    "/indicator/tier", "/indicator/HOT-01", "/international", "/international?countries=all",
    "/hotlines", "/search", "/search?q=call",
]  # fmt: skip
NAMES = {
    "partner": "region-of-peel",
    "pillar": "indigenous-led-approaches",
    "indicator": "people-trained",
    "source": "tip-report",
    "program": "care-units",
}


def read(client: FlaskClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return unescape(response.get_data(as_text=True))


def heading(page: str) -> str:
    (found,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_drawn_in_both_languages(client, address):
    joint = "&" if "?" in address else "?"
    english, french = read(client, address), read(client, f"{address}{joint}lang=fr")
    assert '<html lang="en-CA">' in english
    assert '<html lang="fr-CA">' in french
    assert heading(english)
    assert heading(french)
    path, _, asked = address.partition("?")
    other = f"{path}?lang=fr" + (f"&{asked}" if asked else "")
    assert f'<a class="lang" href="{other}" hreflang="fr" lang="fr">Français</a>' in english
    assert 'hreflang="en" lang="en">English</a>' in french


def test_every_registered_page_is_drawn_on_the_data_of_the_project(whole: Dash):
    client = whole.server.test_client()
    for route in whole.server.extensions["routes"]:
        path = route.path
        for name in re.findall(r"<(\w+)>", path):
            path = path.replace(f"<{name}>", _known(whole, name))
        for language in ("en", "fr"):
            assert heading(read(client, f"{path}?lang={language}")), path


def _known(whole: Dash, name: str) -> str:
    catalogue = whole.server.extensions["services"].catalogue
    first_pillar = next(iter(catalogue.framework("ontario-2016").pillars)).id
    return {**NAMES, "pillar": first_pillar}[name]


def test_every_indicator_and_pillar_of_the_project_is_drawn(whole: Dash):
    catalogue, client = whole.server.extensions["services"].catalogue, whole.server.test_client()
    indicators = [f"/indicator/{name}?" for name in catalogue.indicators]
    pillars = [
        f"/pillar/{pillar.id}?framework={framework.id}"
        for framework in catalogue.frameworks.values()
        for pillar in framework.pillars
    ]
    addresses = [f"{one}&lang={lang}" for one in indicators + pillars for lang in ("en", "fr")]
    for address in sample("indicators and pillars drawn", addresses, 60):
        assert heading(read(client, address))


@pytest.mark.parametrize("language", Language)
def test_a_title_says_of_the_newest_value_what_the_rules_of_chance_bear_out(whole: Dash, language):
    services, client = whole.server.extensions["services"], whole.server.test_client()
    words, judged = Words(language), 0
    every = [words(f"shared.signal_{one}") for one in SIGNALS]
    for name in services.catalogue.indicators:
        signal = services.store.explain(name).signal
        if signal.word is not SignalWord.NOT_APPLICABLE:
            title = heading(read(client, f"/indicator/{name}?lang={language}"))
            said = [one for one in every if title.endswith(f", {one}")]
            own = [words(f"shared.signal_{signal_key(signal)}")] if signal.word in JUDGED else []
            assert (said, title) == (own, title)
            judged += len(own)
    assert judged > 2


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/indicator/cals", "Unknown indicator 'cals'. Nearest known: calls."),
        ("/indicator/cals?lang=fr", "Indicateur inconnu : « cals »."),
        ("/pillar/suport", "Unknown pillar 'suport'. Nearest known: support, context."),
        ("/?framework=plam", "Unknown framework 'plam'. Nearest known: plan, later."),
        ("/?lang=de", "Unknown language 'de'."),
        ("/?known_at=yesterday", "'yesterday' is not a day"),
        ("/?known_at=2999-01-01", "1 January 2999 has not come yet"),
        ("/indicator/calls?period=1999", "Unknown period '1999'."),
        ("/indicator/calls?place=XX", "Unknown place 'XX'."),
        ("/indicator/calls?place=WLD", "“calls” has no figure for the place “WLD”. Held: CA."),
        ("/indicator/calls?disaggregation=sx", "no figure for the breakdown “sx”. Held: total."),
        ("/indicator/calls?series=publisher/x", "Unknown series 'publisher/x'."),
        ("/nowhere", "There is no page at /nowhere."),
    ],
)
def test_what_is_not_known_is_a_404_that_names_it(client, address, said):
    page = read(client, address, status=404)
    assert said in page
    assert 'class="mast"' in page


def test_an_indicator_without_a_value_says_who_would_report_it(client):
    page = read(client, "/indicator/silent")
    assert heading(page) == "silent: nothing is published"
    assert "The operator." in page


def test_a_value_leads_to_its_trail(client):
    page = read(client, "/indicator/calls?period=2019&place=CA&series=hotlines%2Fcalls")
    assert "Where 597 for 2019 comes from" in page
    assert "calls.csv" in page
    assert "528" in page


def test_the_title_sets_the_newest_value_beside_the_one_before_it(client):
    title = heading(read(client, "/indicator/calls"))
    assert title == "Series of calls, CA: 570 in 2020, 608 in 2021 (provisional)"


def test_a_figure_from_outside_the_term_is_marked_in_words(client):
    page = read(client, "/pillar/support")
    assert "2021, provisional (after this strategy), CA" in page
    assert "after this strategy" in read(client, "/")
    assert "2021, provisoire (après cette stratégie)" in read(client, "/pillar/support?lang=fr")
    assert "this strategy)" not in read(client, "/pillar/context")
    assert "this strategy)" not in read(client, "/pillar/support?framework=later")


def test_the_overview_says_how_many_newest_figures_are_about_other_years(client):
    assert "; the newest is wholly or mostly about other years." in read(client, "/")
    assert "other years" not in read(client, "/?framework=later")


def test_the_overview_names_places_and_assumed_dates(whole: Dash):
    page = read(whole.server.test_client(), "/?framework=ontario-2020")
    assert "2013 to 2023, Canada" in page
    assert re.search(r"Made known [^<]*\(assumed: [^<]+\)", page)
    french = read(whole.server.test_client(), "/?framework=ontario-2020&lang=fr")
    assert re.search(r"Diffusé le [^<]*\(date supposée\u00a0: [^<]+\)", french)


def test_money_beside_results_says_which_series_a_mixed_row_is_of(whole: Dash):
    page = read(whole.server.test_client(), "/?framework=ontario-2020")
    money = page[page.index('<table class="money"') :]
    assert '<div class="note">Front-line workers trained by the strategy since 2020</div>' in money
    assert "Health and safety inspectors and employment standards officers trained" in money
    assert money.count('<div class="note">') == 6


@pytest.mark.parametrize(
    ("title", "said", "whole_title"),
    [
        ("Trafficking incidents", ["Canada"], "Trafficking incidents, Canada"),
        ("Duty reports, Canada", ["Canada"], "Duty reports, Canada"),
        ("Victims in the world", ["World", "female"], "Victims in the world, female"),
        ("Female survivors", ["male"], "Female survivors, male"),
    ],
)
def test_a_title_names_its_place_and_breakdown_once(title, said, whole_title):
    assert placed(title, said) == whole_title


def test_related_figures_without_a_record_have_a_mark_and_words_of_their_own(whole: Dash):
    client = whole.server.test_client()
    store = whole.server.extensions["services"].store
    name = "median-time-to-complete-a-case"
    found = store.series(name)
    assert found.record is None
    assert found.lines
    card = store.scorecard("ontario-2025")
    rows = [(one.pillar.id, row) for one in card.pillars for row in one.rows]
    (pillar, row) = next(one for one in rows if one[1].indicator.id == name)
    assert mark_kind(row.assessment) == mark_kind(found.assessment) == "part"
    assert row.assessment.reason == found.assessment.reason == "no_record"
    page = read(client, f"/pillar/{pillar}?framework=ontario-2025")
    start = page.index(f"/indicator/{name}")
    said = page[start : page.index("</tr>", start)]
    assert "st st-part" in said
    assert "no series stands for the whole indicator" in said
    assert "published" not in said


def test_the_groups_of_the_tally_add_up(whole: Dash):
    """Every indicator is counted once: those with a figure by group, the others by why not."""
    client = whole.server.test_client()
    for query in ("", "?known_at=2020-01-01", "?held_at=2024-01-01"):
        page = read(client, f"/{query}")
        held = page[page.index('<div class="tally"') :]
        figures, none = re.findall(r"<p>(\d[^<]*)</p>", held)[:2]
        for said in (figures, none):
            plain = re.sub(r" \(\d+ of them about the years of this strategy\)", "", said)
            total, *parts = [int(one) for one in re.findall(r"\d+", plain)]
            assert total == sum(parts)
    assert "This site held nothing on this strategy on 1 January 2024." in heading(page)
    assert "this site held nothing then" in page


def test_only_declared_statements_of_the_same_thing_are_said_to_differ(whole: Dash):
    page = read(whole.server.test_client(), "/")
    differ = page[page.index("Needs attention") : page.index("Next dates")]
    assert "$57,220,000" in differ
    assert "more than $60,000,000" in differ
    assert "41" not in differ
    assert "$14,000,000" not in differ


def test_the_newest_source_is_one_that_was_out_by_the_day_of_report(client):
    years = re.findall(r"Newest source: [^<]*?(\d{4})<", read(client, "/?as_of=2021-01-01"))
    assert all(int(year) <= 2021 for year in years)


def test_a_past_date_shows_what_was_known_then_and_says_so(client):
    page = read(client, "/indicator/calls?known_at=2020-12-31")
    assert "as they were known on 31 December 2020" in page
    assert "528 in 2019" in heading(page)
    assert 'href="/?known_at=2020-12-31"' in page


def test_the_language_switch_keeps_page_and_state(client):
    page = read(client, "/indicator/calls?place=CA&known_at=2022-01-01&framework=later")
    (link,) = set(re.findall(r'href="([^"]*)" hreflang="fr"', page))
    assert "place=CA" in link
    assert "known_at=2022-01-01" in link
    assert "framework=later" in link
    assert "lang=fr" in link


def test_the_overview_claims_no_judgement_that_it_cannot_make(client):
    page = read(client, "/")
    assert "None of it can be judged yet." in heading(page)
    assert "1 of 2 indicators of the pillars" in page


def test_a_search_finds_titles_codes_and_accents_in_either_language(client):
    assert "/indicator/calls" in read(client, "/search?q=hot-01")
    assert heading(read(client, "/search?q=zzz")) == "Nothing was found for “zzz”"


def test_a_hostile_question_stays_a_question(client):
    page = client.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_countries_stand_with_canada_first_then_the_alphabet(client):
    page = read(client, "/international?countries=all")
    assert re.findall(r'<tr class="pinned"><th scope="row">(\w+)', page) == ["CA"]


@pytest.mark.parametrize("asked", [
    "/international?country=nowhere", "/international?country=zz", "/international?countries=CA,zz",
    "/quality?measure=zz", "/quality?source=zz", "/initiatives?state=zz", "/search?kind=zz",
    "/data?by=zz", "/data?status=zz",
])  # fmt: skip
def test_an_unknown_name_in_a_question_is_not_found_and_named(client, asked):
    answer = client.get(asked)
    shown = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 404
    assert re.search(rf"Unknown [a-z]+ '{re.split('[=,]', asked)[-1]}'\.", shown)


def test_a_country_that_is_nearly_spelled_is_offered_and_no_far_fetched_one(whole: Dash):
    client = whole.server.test_client()
    answers = [client.get(f"/international?country={one}") for one in ("germny", "zz", "mexico")]
    assert [one.status_code for one in answers] == [404, 404, 200]
    assert "Nearest known: Germany." in answers[0].text
    assert "Nearest known" not in answers[1].text


def test_what_is_near_an_indicator_is_listed_but_does_not_speak_for_it(whole: Dash):
    """Liaisons in place: partners of the liaisons are published, positions are not."""
    response = whole.server.test_client().get("/indicator/indigenous-liaisons-in-place")
    page = response.get_data(as_text=True)
    assert "Indigenous liaisons in place: no series stands for the whole indicator" in page
    assert "Related figures" in page
    assert "Newest value</dt>" not in page


def test_a_code_is_found_without_its_hyphen(client):
    assert "/indicator/calls" in read(client, "/search?q=HOT01")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "since 1 December 2021, after the strategy had ended on 30 June 2020"),
        ("?lang=fr", "depuis le 1er décembre 2021, après la fin de la stratégie le 30 juin 2020"),
    ],
)
def test_no_listing_ends_before_it_begins(whole: Dash, query: str, said: str):
    page = read(whole.server.test_client(), f"/indicator/joint-forces-investigations{query}")
    assert said in plain_spaces(page)


def test_what_is_listed_as_context_is_no_outcome_of_the_strategy(whole: Dash):
    page = read(whole.server.test_client(), "/indicator/criminal-code-trafficking-incidents")
    kicker = page.partition('class="kicker"')[2].partition("</p>")[0]
    assert "Context" in kicker
    assert "outcome" not in kicker


def plain_spaces(page: str) -> str:
    return page.replace("\u00a0", " ").replace("&nbsp;", " ")
