"""A release that an owner's word has stopped: told to whom it concerns, and why."""

import re

from metrics import Detail, Purpose, Terms, of_partner
from tests.metrics.released import FORM, LIFTS, office
from tests.releases.release_desk import OWNER, STEWARD, page


def narrow(house) -> None:
    mine = house.services.store.seen_by(of_partner(OWNER)).consents
    terms = Terms(frozenset(Purpose), Detail.TOTAL, None, "The council", 20, 2)
    mine.give(OWNER, FORM, terms, house.people[STEWARD].id)


def said(house, who: str, path: str, language: str = "en") -> str:
    shown = page(house.client(who), f"{path}?lang={language}")
    inside = shown.partition("<main")[2].partition("<footer")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside))


def stopped(house) -> str:
    code = house.scheduled(by_partner=True)
    narrow(house)
    return code


def test_the_office_and_officials_read_whose_word_has_stopped_it(house):
    code = stopped(house)
    for who in ("editor", "official"):
        told = said(house, who, f"/releases/{code}")
        assert "Stopped before it came out: house-f allows less by now" in told
        assert "stopped: its owner allows less by now" in told
        assert "house-a" not in told  # beside the names the totals would tell it to officials
        assert "stopped by what an owner has said" in said(house, who, "/releases")
    assert "Arrêtée avant d'être diffusée" in said(house, "editor", f"/releases/{code}", "fr")
    assert "cancelled a release" in said(house, "admin", "/audit")


def test_its_owners_steward_reads_that_it_is_asked_again(house):
    told = said(house, STEWARD, f"/releases/{stopped(house)}")
    assert "your organization has changed its consent" in told
    assert "stopped: its owner allows less by now" in told


def test_the_calendar_says_so_to_them_and_nobody_else_knows_of_it(house):
    code = house.scheduled(by_partner=True)
    office(house.services.store).announce(code, house.people["editor"].id)
    narrow(house)
    for who in ("editor", "official", STEWARD):
        assert "it does not come out" in said(house, who, "/calendar"), who
    assert house.client("house a").get(f"/releases/{code}").status_code == 404
    for who in ("anonymous", "house a"):
        assert "it does not come out" not in said(house, who, "/calendar")
        assert "Figures of partners" not in said(house, who, "/releases")
    house.move(LIFTS)
    assert house.client().get(f"/releases/{code}").status_code == 404
