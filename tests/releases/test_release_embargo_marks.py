"""A figure under embargo is marked wherever it is shown early; everybody else sees none of it."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from tests.access.house import ANONYMOUS, asked
from tests.metrics.released import LIFTS
from tests.releases.release_desk import KEEPER, STEWARD, page

MARK = {"en": "embargoed until", "fr": "sous embargo jusqu'au"}
FIGURE = "385"  # visits of all partners, rounded
PLACES = ("/", "/indicator/visits", "/download/visits.csv", "/download/visits.json", "/releases")


def main(drawn: str) -> str:
    return drawn.partition("<main")[2].partition("<footer")[0]


@pytest.fixture
def scheduled(house):
    house.code = house.scheduled(by_partner=True)
    return house


@pytest.mark.parametrize("who", [ANONYMOUS, "house a", STEWARD, KEEPER])
def test_until_its_minute_it_is_on_no_page_and_in_no_file_of_anybody_else(scheduled, who):
    client = scheduled.client(who)
    for path in PLACES:
        drawn = client.get(path).get_data(as_text=True)
        drawn = main(drawn) or drawn
        assert MARK["en"] not in drawn, path
        assert who in (STEWARD,) or not re.search(rf"\b{FIGURE}\b", drawn), path


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_official_sees_it_marked_in_headline_table_chart_and_its_words(scheduled, lang):
    client = scheduled.client("official")
    drawn = page(client, f"/indicator/visits?lang={lang}")
    assert FIGURE in drawn
    shown = main(drawn)
    facts, table = shown.partition('class="facts"')[2][:2000], shown.partition("<table")[2][:3000]
    assert MARK[lang] in facts.replace("&#x27;", "'")
    assert MARK[lang] in table.replace("&#x27;", "'")
    chart = re.findall(r'aria-label="([^"]*)"', shown.replace("&#x27;", "'"))
    assert any(MARK[lang] in one for one in chart) or "fig-s" not in shown
    sent = asked(client, "/indicator/visits", f"?lang={lang}").get_data(as_text=True)
    assert MARK[lang] in sent.replace("\\u0027", "'")


def test_it_is_marked_wherever_its_number_stands_on_the_overview_and_its_pillar(scheduled):
    """In tiles, in rows, in the tips of marks and in what is said of small drawings."""
    client = scheduled.client("official")
    for path in ("/", "/pillar/support"):
        shown = main(page(client, path)).replace("&#x27;", "'")
        assert FIGURE in shown, path
        for found in re.finditer(rf"\b{FIGURE}\b", shown):
            near = shown[found.start() : found.start() + 500]
            assert MARK["en"] in near, (path, near[:120])


def test_the_mark_is_in_the_files_and_goes_at_the_minute(scheduled):
    client = scheduled.client("official")
    rows = json.loads(page(client, "/download/visits.json"))
    assert {one["embargoed_until"] for one in rows} == {"2025-08-20T14:30:00Z"}
    written = csv.DictReader(io.StringIO(page(client, "/download/visits.csv").lstrip("\ufeff")))
    assert {one["embargoed_until"] for one in written} == {"2025-08-20T14:30:00Z"}
    for at, is_marked in ((LIFTS - timedelta(microseconds=1), True), (LIFTS, False)):
        scheduled.move(at)
        client = scheduled.client("official")  # a session of its own: the other has ended by then
        drawn = page(client, "/indicator/visits")
        assert FIGURE in main(drawn)
        assert (MARK["en"] in drawn) == is_marked
        rows = json.loads(page(client, "/download/visits.json"))
        assert all(bool(one["embargoed_until"]) == is_marked for one in rows)


def test_at_its_minute_it_is_on_every_page_without_a_restart(scheduled):
    client = scheduled.client()
    before = page(client, "/indicator/visits")
    assert FIGURE not in main(before)
    scheduled.move(LIFTS)
    after = page(client, "/indicator/visits")
    assert FIGURE in main(after)
    assert "How figures are hidden and rounded to protect people" in after
    assert 'href="/protection"' in after
    assert "Figures of partners" in page(client, "/releases")


def test_hidden_figures_are_told_apart_from_zero_and_missing_in_the_files(scheduled):
    scheduled.move(LIFTS)
    rows = json.loads(page(scheduled.client(), "/download/visits.json"))
    hidden = [one for one in rows if one["obs_status"] == "Q"]
    shown = [one for one in rows if one["obs_status"] != "Q"]
    assert hidden
    assert {(one["value"], one["words"]) for one in hidden} == {(None, "hidden to protect people")}
    assert all(one["value"] is not None and one["words"] is None for one in shown)
    french = json.loads(page(scheduled.client(), "/download/visits.json?lang=fr"))
    assert "masqué pour protéger les personnes" in {one["words"] for one in french}
    line = next(one for one in csv.DictReader(io.StringIO(
        page(scheduled.client(), "/download/visits.csv").lstrip("\ufeff")))
        if one["obs_status"] == "Q")  # fmt: skip
    assert (line["value"], line["words"]) == ("", "hidden to protect people")


def test_the_page_of_a_hidden_figure_says_so_in_words_everywhere(scheduled):
    scheduled.move(LIFTS)
    rows = json.loads(page(scheduled.client(), "/download/visits.json"))
    one = next(row for row in rows if row["obs_status"] == "Q")
    address = (
        f"/indicator/visits?place={one['place']}&series=hotline%2Fvisits&period={one['period']}"
        f"&disaggregation={one['disaggregation'].replace('=', '%3D').replace(';', '%3B')}"
    )
    drawn = page(scheduled.client(), address)
    shown = main(drawn)
    assert "hidden to protect people" in shown.partition("<h1>")[2].partition("</h1>")[0]
    assert "hidden to protect people" in shown.partition("<table")[2]
    assert not re.search(r"\b0 calls", shown)
