"""Who has a page: whom a release names, and for those who see returns also who sends them.

Who stands in totals alone, or keeps back what it sends, is answered like who does not exist.
"""

import re

import pytest

from metrics import of_partner
from tests.access.house import ANONYMOUS
from tests.metrics.released import FORM, PARTNERS
from tests.releases.release_desk import OWNER, STEWARD, page

OFFICE = ("viewer", "editor", "admin")
ANEW = re.compile(r'"end_id":"[^"]+"|name="csrf_token" value="[^"]+"')


def listed(client) -> set[str]:
    return set(re.findall(r'href="/partner/([a-z-]+)', page(client, "/partners")))


def found(client, asked: str) -> set[str]:
    return set(re.findall(r'href="/partner/([a-z-]+)', page(client, f"/search?q={asked}")))


def answer(client, name: str) -> str:
    given = client.get(f"/partner/{name}")
    assert given.status_code == 404, name
    return ANEW.sub("", given.get_data(as_text=True)).replace(name, "")


def test_in_totals_alone_nobody_is_named(house):
    house.released(by_partner=False)
    for who in (ANONYMOUS, "official", "partner a"):
        client = house.client(who)
        assert listed(client) == set() == found(client, "house"), who
        assert answer(client, "house-a") == answer(client, "house-z"), who


@pytest.mark.parametrize("who", OFFICE)
def test_the_office_finds_who_sends_returns_with_their_history(house, who):
    client = house.client(who)
    assert listed(client) == set(PARTNERS)
    shown = page(client, "/partner/house-a")
    assert 'id="returns"' in shown
    assert 'id="quality"' in shown
    assert "/returns/review/" in shown
    assert "/quality?partner=house-a" in shown


def test_a_partner_finds_itself_and_nobody_else(house):
    client = house.client("house a")
    assert listed(client) == {"house-a"}
    assert "/returns/sent/" in page(client, "/partner/house-a")
    assert answer(client, "house-b") == answer(client, "house-z")


def test_a_release_by_name_names_with_its_figures_and_no_returns(house):
    house.released(by_partner=True)
    client = house.client()
    named = listed(client)
    assert named
    assert found(client, "house") == named
    shown = page(client, f"/partner/{min(named)}")
    assert "/indicator/" in shown
    assert "/returns/" not in shown
    assert 'id="quality"' not in shown
    assert "Rapports" not in page(client, f"/partner/{min(named)}?lang=fr")


def test_contributions_say_how_many_of_the_total_are_named(house):
    house.released(by_partner=True)
    shown = page(house.client(), "/indicator/visits")
    part = shown[shown.index('id="contribution"') :]
    assert re.search(r"\d+ of the \d+ organizations in the total are named here", part)


def test_contributions_are_not_drawn_where_totals_alone_are_out(house):
    house.released(by_partner=False)
    assert 'id="contribution"' not in page(house.client(), "/indicator/visits")


@pytest.mark.parametrize("by_partner", [True, False])
def test_who_keeps_its_figures_back_is_found_by_nobody_else(house, by_partner):
    """Neither by search nor in the list nor by a guessed address, also after it was named."""
    house.released(by_partner=by_partner)
    mine = house.services.store.seen_by(of_partner(OWNER))
    mine.consents.withdraw(OWNER, FORM, house.people[STEWARD].id, "Our council decided so.")
    for who in (ANONYMOUS, "official", "partner a", *OFFICE):
        client = house.client(who)
        assert OWNER not in listed(client), who
        assert OWNER not in found(client, "house"), who
        assert answer(client, OWNER) == answer(client, "house-z"), who
        shown = page(client, "/indicator/visits")
        assert f"/partner/{OWNER}" not in shown, who


ASKS = (
    "/indicator/paid?disaggregation=partner%3D{}", "/download/paid.csv?disaggregation=partner%3D{}",
    "/figure/paid.svg?disaggregation=partner%3D{}", "/data?by=partner&place={}", "/search?q={}",
    "/quality?partner={}&measure=valid", "/indicator/paid?partner={}",
)  # fmt: skip


@pytest.mark.parametrize("who", [ANONYMOUS, "official", "partner a"])
def test_no_list_and_no_refusal_tells_who_is_asked_for_returns(house, who):
    """Whoever tries names is answered alike for a partner and for nobody."""
    house.released(by_partner=False)
    client = house.client(who)
    assert "house-" not in page(client, "/data/codes/breakdowns.csv")
    for path in ASKS:
        told = [
            ANEW.sub("", client.get(path.format(one)).get_data(as_text=True)).replace(one, "")
            for one in ("house-b", "house-z")
        ]
        assert told[0] == told[1], path


def test_the_list_of_breakdowns_has_whom_a_release_names(house):
    house.released(by_partner=True)
    listed_ = page(house.client(), "/data/codes/breakdowns.csv")
    named = set(re.findall(r"partner=(house-[a-f])", page(house.client(), "/data.csv")))
    assert named
    assert set(re.findall(r"partner=(house-[a-f])", listed_)) == named


def test_title_and_strip_count_the_same_figures_by_name(house):
    """Each period is a figure; the list beneath holds the newest of each series alone."""
    house.released(by_partner=True)
    client = house.client(ANONYMOUS)
    counted = []
    for name in listed(client):
        shown = page(client, f"/partner/{name}")
        titled = re.search(r"<h1>[^<]*: (\d+|one) figures? (?:are|is) public by its name", shown)
        strip = re.search(r"Public figures by name</dt>\s*<dd[^>]*>(?:<[^>]+>)*(\d+)", shown)
        assert bool(titled) == bool(strip), name
        if titled:
            counted.append((titled[1].replace("one", "1"), strip[1]))
    assert counted
    assert all(one == other for one, other in counted)
