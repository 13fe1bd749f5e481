"""A program's page shows what partners report as it was released, and nothing before."""

import re

from tests.releases.release_desk import page

HOUSES = "/program/houses"


def shown(client, name: str) -> str:
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', page(client, HOUSES), re.DOTALL)
    return re.sub("<[^>]+>", " ", found[0]) if found else ""


def test_before_a_release_nothing_of_partners_stands_on_it_not_for_the_office_either(house):
    for who in ("anonymous", "editor", "official"):
        client = house.client(who) if who != "anonymous" else house.client()
        assert "$" not in shown(client, "money"), who
        assert "Not found: what was offered or committed, awarded and paid." in shown(
            client, "money"
        ), who


def test_what_is_hidden_in_a_release_is_hidden_on_it(house):
    house.released(by_partner=True)
    money = shown(house.client(), "money")
    assert money.count("hidden to protect people") == 6
    assert "$9,200" in money


def test_its_head_has_the_whole_amount_and_not_one_partners(house):
    house.released(by_partner=True)
    head = page(house.client(), HOUSES).partition('class="facts"')[2].partition("</dl>")[0]
    assert "$9,200" in head
    assert "hidden to protect people" not in head
