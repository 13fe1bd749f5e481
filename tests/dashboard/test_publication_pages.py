"""Funding, initiatives, sources and methods, on the project's own data."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dashboard import funds
from dashboard.addresses import moment_of
from dashboard.deeds import row_id
from dashboard.findings import tally
from dashboard.glossary import SUBJECT, USED_HERE
from dashboard.holdings import files_of
from dashboard.text import Words
from metrics import Language, ObservationStatus, Progress, Qualifier, labels
from tests.dashboard.drawn import joined

DATA = Path(__file__).parents[2] / "data"
ADDRESSES = ("/funding", "/initiatives", "/sources", "/sources/ontario-funding", "/methods",
             "/quality")  # fmt: skip


@pytest.fixture
def held(whole):
    return whole.server.extensions["services"]


@pytest.fixture
def read(whole):
    client = whole.server.test_client()

    def page(address, status=200):
        response = client.get(address)
        assert response.status_code == status, address
        return joined(unescape(response.get_data(as_text=True)).replace("\u00a0", " "))

    return page


def cells(page):
    """What a reader reads: the page without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_tables_have_captions_and_scopes(read, address, language):
    page = read(f"{address}?lang={language}")
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert tables
    assert all("<caption" in one for one in tables)
    assert all("scope" in head for one in tables for head in re.findall(r"<th\b[^>]*>", one))


def test_every_funding_series_is_on_the_page_once(held):
    declared = list(held.catalogue.source(funds.SOURCE).series)
    assert sorted(funds.every_series()) == sorted(declared)


def test_a_ceiling_stays_a_ceiling_in_both_languages(read):
    english, french = read("/funding"), read("/funding?lang=fr")
    assert "up to $72,000,000" in english
    assert "more than $345,000,000" in english
    assert "jusqu'à 72 000 000 $" in french
    assert "plus de 345 000 000 $" in french


def test_every_amount_of_the_page_is_one_that_the_store_holds(read, held):
    """No sum is made: each amount that leads to a trail is a published one."""
    lines = held.store.lines([f"{funds.SOURCE}/{one}" for one in funds.every_series()])
    known = {
        labels.value_words(one, line.unit, Language.EN) for line in lines for one in line.values
    }
    page = read("/funding")
    shown = re.findall(r'<a class="to-trail[^"]*"[^>]*>([^<]+)</a>', page)
    assert {one.replace(" ", " ") for one in shown} <= known
    assert len(shown) >= sum(len(line.values) for line in lines)


def test_one_amount_for_several_recipients_says_so(read):
    page = cells(read("/funding"))
    assert "One amount for six recipients" in page
    assert "One amount for eight recipients" in page


def test_nothing_is_said_to_be_spent_by_a_strategy(read):
    page = cells(read("/funding"))
    assert "no figure was found of what was spent on them" in page
    assert "no yearly spending of the strategy was found" in page


def test_funding_as_it_was_known_leaves_out_later_announcements(read):
    page = read("/funding?known_at=2019-12-31")
    assert "up to $72,000,000" in page
    assert "$307,000,000" not in page


def test_every_action_stands_in_the_table(read, held):
    page = read("/initiatives")
    ids = re.findall(r'id="(action-[a-z0-9-]+)"', page)
    assert sorted(ids) == sorted(map(row_id, held.store.actions()))


def test_actions_are_narrowed_by_pillar_and_state(read, held):
    page = read("/initiatives?pillar=support-survivors&state=announced")
    ids = set(re.findall(r'id="(action-[a-z0-9-]+)"', page))
    assert ids == {
        row_id(one) for one in held.store.actions(pillar="support-survivors")
        if one.action.state == "announced"
    }  # fmt: skip
    assert '<option value="support-survivors" selected' in page


def test_an_undated_action_says_so_and_is_not_drawn(read, held):
    undated = [one for one in held.store.actions() if not one.action.on]
    page = read("/initiatives")
    assert page.count("no date found") == len(undated)


@pytest.mark.parametrize("asked", ["pillar=support-survivor", "state=announce"])
def test_an_unknown_pillar_or_state_names_the_nearest(read, asked):
    page = cells(read(f"/initiatives?{asked}", 404))
    assert re.search(r"Nearest known: (support-survivors|announced)", page)


def test_what_was_known_on_a_day_leaves_out_later_actions_and_figures(read):
    page = read("/initiatives?known_at=2019-12-31")
    assert 'id="action-ontario-initiatives-strategy-2016-announced"' in page
    assert "Ontario's Anti-Human Trafficking Strategy, 2025 to 2030</th>" not in page
    figures = read("/sources/ontario-funding?series=strategy-commitments&known_at=2019-12-31")
    assert "up to $72,000,000" in figures
    assert "$307,000,000" not in figures


def test_a_choice_without_actions_says_so(read):
    page = read("/initiatives?pillar=raise-awareness&state=passed")
    assert "No action is on record for this choice" in cells(page)


def test_every_source_is_listed_with_its_counts(read, held):
    page = cells(read("/sources"))
    for one in held.store.sources():
        assert one.source.title.en in page
        assert one.source.publisher.en in page


def test_a_source_page_has_documents_series_files_and_cells(read, held):
    source = held.catalogue.source("ontario-funding")
    page = read("/sources/ontario-funding?series=partner-awards")
    for document in source.documents.values():
        assert f'id="document-{document.id}"' in page
        assert document.url is None or document.url in page
    for series in source.series.values():
        assert series.title.en in page
        assert f'/indicator/{series.indicator}"' in page
    own = {k: v for k, v in held.store.loaded_files(source.id).items() if "/" not in k}
    for name, digest in own.items():  # not what they were read by: indicators and lists
        assert name in page
        assert digest in page
    assert "awards.csv<br>cell F2" in page


def test_many_figures_are_shown_in_parts(read):
    first = read("/sources/uk-nrm")
    link = re.search(r'href="(/sources/uk-nrm\?[^"]*from=100[^"]*)"', first).group(1)
    assert "Rows 101 to" in cells(read(link.partition("#")[0]))
    assert "write from=100" in cells(read("/sources/uk-nrm?from=some", 404))


def test_an_unknown_source_or_series_names_the_nearest(read):
    assert "ontario-funding" in cells(read("/sources/ontario-fundin", 404))
    assert "partner-awards" in cells(read("/sources/ontario-funding?series=partner-award", 404))


def test_a_file_of_a_source_is_sent_as_it_lies_in_the_data(whole, held):
    client = whole.server.test_client()
    for source in held.catalogue.sources.values():
        for name in files_of(source):
            with client.get(f"/sources/{source.id}/files/{name}") as response:
                assert response.status_code == 200, name
                assert response.get_data() == (DATA / "sources" / source.id / name).read_bytes()
                assert response.headers["Content-Disposition"].startswith("attachment")
                assert "max-age=31536000" not in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    [
        "/sources/ontario-funding/files/../../../pyproject.toml",
        "/sources/ontario-funding/files/%2e%2e%2f%2e%2e%2freference%2funits.toml",
        "/sources/ontario-funding/files/../tip-report/figures.csv",
        "/sources/ontario-funding/files//etc/passwd",
        "/sources/ontario-funding/files/notes.csv",
        "/sources/../files/figures.csv",
        "/sources/none/files/figures.csv",
    ],
)
def test_no_other_file_is_sent(whole, path):
    response = whole.server.test_client().get(path)
    assert response.status_code == 404
    assert b"root:" not in response.get_data()


@pytest.mark.parametrize("language", list(Language))
def test_methods_explains_every_word_that_pages_use(read, language):
    page, words = cells(read(f"/methods?lang={language}")), Words(language)
    for one in Progress:
        assert labels.PROGRESS[one].in_(language) in page
    for one in Qualifier:
        assert cells(words(f"methods.qualifier_{one}")).replace("\u00a0", " ") in page
    for one in ObservationStatus:
        assert f" {one.value} " in page
    for one in (*USED_HERE, *SUBJECT):
        assert words(f"glossary.{one}").replace("\u00a0", " ") in page


def test_methods_counts_the_targets_of_the_strategy(read, held):
    total = tally(held.store.scorecard("ontario-2020"))["total"]
    assert f"none of its {total} indicators has a target" in cells(
        read("/methods?framework=ontario-2020")
    )


def test_publishers_and_bodies_have_their_french_names_on_french_pages(read, held):
    funding, actions = cells(read("/funding?lang=fr")), cells(read("/initiatives?lang=fr"))
    for english in ("Government of Ontario", "Treasury Board Secretariat of Ontario"):
        assert f"{english}," not in funding
    assert "Gouvernement de l'Ontario, " in funding
    assert "Police provinciale de l'Ontario" in actions
    assert "Ontario Provincial Police" not in actions
    report = cells(read("/sources/tip-report?lang=fr"))
    assert "Département d'État des États-Unis" in report
    assert "United States Department of State" not in report
    assert "(public domain in the United States)" not in report
    bodies = {one.action.body for one in held.store.actions()} - {""}
    assert bodies <= held.catalogue.publishers.keys()


@pytest.mark.parametrize("moment", [{}, {"known_at": "2023-12-31"}, {"as_of": "2018-12-31"}])
def test_only_sources_that_give_figures_are_counted_for_them(read, held, moment):
    page = cells(read(f"/sources?{urlencode(moment)}"))
    store = held.store.at(moment_of(moment))
    giving = [one for one in store.sources() if one.values]
    assert len(giving) < len(held.catalogue.sources)
    figures = f"{sum(one.values for one in giving):,}"
    assert f"{figures} figures from {len(giving)} sources" in page
    assert f"{figures} figures come from {len(giving)} sources and" in page
