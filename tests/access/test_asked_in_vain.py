"""Whatever is asked for in vain leaves an entry that names it: at every address, by every method.

The addresses are those of the matrix, so that a new one is tried here as soon as it has its row.
"""

import re

import pytest
from limits import parse

from dashboard.access import journal
from tests.access.house import ANONYMOUS, PEOPLE, asked, build, sent
from tests.access.test_matrix import FORMS, ROUTES

CODE = "b7" * 11  # of the form that codes have
NAMED = {  # where an address with a code begins: the kind of thing that the entry names
    "/returns/sent": "return", "/returns/review": "return", "/returns/checks": "draft",
    "/returns/profile": "draft", "/releases": "release", "/briefings": "briefing",
    "/annotations": "annotation", "/admin/accounts": "account",
}  # fmt: skip
UNSEEN = ("/_dash", "/static", "/assets", "/account/recovery-codes")


def gets():
    """Address and role of each row that is answered as what does not exist."""
    for (method, rule), (address, expected) in ROUTES.items():
        for who in PEOPLE:
            if method == "GET" and expected[who] == 404 and not rule.startswith(UNSEEN):
                yield rule, address, {}, who


def posts():
    for rule, address, fields, expected in FORMS:
        for who in PEOPLE:
            if expected[who] == 404:
                yield rule, address, fields, who


def coded(rule, address):
    return address.replace("/x", f"/{CODE}") if re.search("<(code|id_)>", rule) else address


def named(rule):
    return next((f"{kind}:{CODE}" for begins, kind in NAMED.items()
                 if rule.startswith(begins) and re.search("<(code|id_)>", rule)), None)  # fmt: skip


def noted(house, who):
    actor = house.people[who].id
    return [one.object for one in house.entries("refused") if one.actor == actor]


@pytest.mark.parametrize("who", PEOPLE)
def test_each_address_that_is_nothing_to_a_role_is_noted_and_named(house, who):
    for rule, address, _, role in gets():
        if role == who:
            before = noted(house, who)
            assert house.client(who).get(coded(rule, address)).status_code == 404
            after = noted(house, who)
            assert len(after) == len(before) + 1, rule
            assert named(rule) in (None, after[0]), rule
            house.wait(minutes=2)


@pytest.mark.parametrize("who", PEOPLE)
def test_each_form_that_is_nothing_to_a_role_is_noted_and_named(house, who):
    for rule, address, fields, role in posts():
        if role == who:
            before = noted(house, who)
            client, at = house.client(who), coded(rule, address)
            assert sent(client, "/account", at, **fields).status_code == 404, rule
            after = noted(house, who)
            assert len(after) == len(before) + 1, rule
            assert named(rule) in (None, after[0]), rule
            house.wait(minutes=2)


def test_whoever_has_not_signed_in_leaves_no_entry(house):
    client = house.client(ANONYMOUS)
    for path in (f"/releases/{CODE}", "/annotations", "/indicator/none", "/returns/calendar/x.ics"):
        assert client.get(path).status_code == 404
    assert house.entries("refused") == []


@pytest.mark.parametrize("path", [
    "/releases/marie-tremblay", "/returns/sent/416-555-0199", "/consent/jane/give",
    "/briefings/jane-doe", "/annotations/jane", "/download/jane.csv", "/indicator/jane",
    "/returns/calendar/secretoffeed.ics", "/partner/jane",
])  # fmt: skip
def test_words_that_are_no_code_stay_out_of_the_log(house, path):
    assert house.client("partner a").get(path).status_code == 404
    (entry,) = house.entries("refused")
    assert not re.search("jane|marie|555|secret", f"{entry.object} {entry.detail}"), entry


def test_asking_again_and_again_leaves_one_entry_in_a_minute(house):
    client = house.client("partner a")
    for _ in range(200):
        assert client.get("/figure/calls.csv?partner=partner-b").status_code == 404
    assert noted(house, "partner a") == ["indicator:calls"]
    house.wait(minutes=2)
    client.get("/figure/calls.csv?partner=partner-b")
    assert len(noted(house, "partner a")) == 2


def test_whoever_tries_one_code_after_another_is_stopped(house, monkeypatch):
    monkeypatch.setattr(journal, "MOST_REFUSED", parse("7 per hour"))
    client, most = house.client("partner a"), 7
    answers = [client.get(f"/releases/{number:022d}").status_code for number in range(most + 5)]
    assert answers == [404] * most + [429] * 5
    assert len(noted(house, "partner a")) == most
    assert client.get("/account").status_code == 200
    assert house.client("partner b").get(f"/releases/{CODE}").status_code == 404


@pytest.mark.parametrize("who", [ANONYMOUS, "viewer"])
def test_an_account_or_an_address_takes_so_many_files_within_an_hour(house, tmp_path, who):
    folder = tmp_path / "few"
    folder.mkdir()
    few = build(folder, house.services, files=3)
    answers = [few.client(who).get("/data.csv") for _ in range(5)]
    assert [one.status_code for one in answers] == [200] * 3 + [429] * 2
    assert "Too many requests" in answers[-1].get_data(as_text=True)
    pages = [one.object for one in few.entries("exported") if one.object == "page:data"]
    assert len(pages) == (0 if who == ANONYMOUS else 3), "each that was taken, and no other"
    assert few.client(who).get("/data").status_code == 200
    few.accounts.close()


def test_a_page_that_does_not_exist_is_noted_also_by_the_callback(house):
    asked(house.client("partner a"), "/indicator/none")
    assert noted(house, "partner a") == ["indicator:unnamed"]
