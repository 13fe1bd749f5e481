"""Whose drafts and returns are whose: for anyone else they do not exist, and trying is noted."""

import re

import pytest

from metrics import OFFICE
from tests.access.house import ANONYMOUS, PEOPLE, asked
from tests.metrics.digests import figures_digest
from tests.returns.house import A, B, checked, drafts_of, filled, post, send, upload

GETS = ("/returns/checks/{draft}", "/returns/checks/{draft}/annotated.xlsx",
        "/returns/checks/{draft}/changes")  # fmt: skip
POSTS = ("say", "discard", "send")
OF_RETURN = ("/returns/sent/{code}", "/returns/sent/{code}.json", "/returns/sent/{code}/file")
OTHERS = ["partner b", "viewer", "editor", "steward", "official", "admin", ANONYMOUS]


@pytest.fixture
def draft(desk_house):
    return checked(desk_house.client("partner a"), filled())


@pytest.mark.parametrize("who", OTHERS)
def test_a_draft_is_nobody_elses(desk_house, draft, who):
    client, before = desk_house.client(who), figures_digest(desk_house.services.store)
    for path in GETS:
        expected = 302 if who == ANONYMOUS else 404  # led to sign in, whatever is there
        assert client.get(path.format(draft=draft)).status_code == expected, path
    for step in POSTS:
        page = "/sign-in" if who == ANONYMOUS else "/account"
        token = re.search(r'value="([^"]+)" name="csrf_token"|name="csrf_token" value="([^"]+)"',
                          client.get(page).get_data(as_text=True))  # fmt: skip
        data = {"csrf_token": next(one for one in token.groups() if one)}
        answer = client.post(f"/returns/checks/{draft}/{step}", data=data,
                             headers={"Origin": "http://localhost"})  # fmt: skip
        assert answer.status_code == 404, step
    assert figures_digest(desk_house.services.store) == before
    assert drafts_of(desk_house).find(draft) is not None
    refused = [one.object for one in desk_house.entries("refused")]
    assert (f"draft:{draft}" in refused) == (who != ANONYMOUS)


def test_a_receipt_is_its_senders_and_the_offices(desk_house, draft):
    code = send(desk_house.client("partner a"), draft)
    seen = {"partner a": (200, 200, 200), "editor": (200, 200, 200), "viewer": (200, 200, 404),
            "admin": (200, 200, 404)}  # fmt: skip
    for who in (*PEOPLE, ANONYMOUS):
        client = desk_house.client(who)
        found = tuple(client.get(one.format(code=code)).status_code for one in OF_RETURN)
        assert found == seen.get(who, (302 if who == ANONYMOUS else 404,) * 3), who
    taken = [one.object for one in desk_house.entries("file-downloaded")]
    assert taken == [f"return:{code}"] * 2


PROBES = [("GET", one) for one in (*OF_RETURN, "/returns/sent/{code}/withdraw")]
PROBES += [("GET", f"/returns/review/{{code}}{one}")
           for one in ("", "/file", "/annotated.xlsx", "/history", "/undo")]  # fmt: skip
PROBES += [("POST", "/returns/sent/{code}/withdraw"), ("POST", "/returns/review/{code}/approve")]


@pytest.mark.parametrize("who", ["partner b", "steward", "official"])
def test_whoever_tries_anothers_receipt_is_named_in_the_log(desk_house, draft, who):
    """Each way by itself, and the same for a code that there is not."""
    code = send(desk_house.client("partner a"), draft)
    client = desk_house.client(who)
    for number, (method, path, one) in enumerate(
        (*probe, one) for probe in PROBES for one in (code, "x" * len(code))
    ):
        at = path.format(code=one)
        given = client.get(at) if method == "GET" else post(client, at)
        assert given.status_code == 404, at
        entries = desk_house.entries("refused")
        told = entries[0].actor, entries[0].object
        assert told == (desk_house.people[who].id, f"return:{one}"), at
        assert len(entries) == number + 1, at
        desk_house.wait(minutes=2)


@pytest.mark.parametrize("path", [
    "/figure/calls.csv?partner={whose}", "/quality?partner={whose}",
    "/returns/template?form=quarterly&period=2025-Q4&partner={whose}",
])  # fmt: skip
def test_asking_in_vain_for_a_partners_figures_is_noted_with_the_partner(desk_house, path):
    client = desk_house.client("partner b")
    assert client.get(path.format(whose=A)).status_code == 404
    assert client.get(path.format(whose="jane-doe")).status_code == 404
    unknown, known = desk_house.entries("refused")
    assert (known.object, known.detail) == (unknown.object, {"organization": A})
    assert unknown.detail == {}


def test_asking_by_the_callback_is_noted_with_the_partner_too(desk_house):
    asked(desk_house.client("partner b"), "/quality", f"?partner={A}")
    (entry,) = desk_house.entries("refused")
    assert (entry.object, entry.detail) == ("page:quality", {"organization": A})


def test_a_file_is_sent_by_partners_for_themselves_and_by_editors_for_any(desk_house):
    for who in (*PEOPLE, ANONYMOUS):
        if who in ("partner a", "partner b", "editor"):
            continue
        client = desk_house.client(who)
        assert upload(client, filled(), partner=A).status_code in (400, 404), who
    of_b = checked(desk_house.client("partner b"), filled(partner=B), partner=A)
    assert drafts_of(desk_house).find(of_b).organization == B
    of_a = checked(desk_house.client("editor"), filled(), partner=A)
    assert drafts_of(desk_house).find(of_a).organization == A
    send(desk_house.client("editor"), of_a)
    held = desk_house.services.store.seen_by(OFFICE).returns.held(organization=A)
    assert held[0].receipt.actor == desk_house.people["editor"].id


def test_a_partner_gets_its_own_template_and_no_other(desk_house):
    client = desk_house.client("partner b")
    path = "/returns/template?form=quarterly&period=2025-Q4&language=fr"
    own, of_other = client.get(path), client.get(f"{path}&partner={A}")
    assert own.status_code == 200
    assert "quarterly-partner-b-2025-10-to-2025-12-fr.xlsx" in own.headers["Content-Disposition"]
    assert of_other.status_code == 404
    refused = {(one.actor, one.object) for one in desk_house.entries("refused")}
    assert (desk_house.people["partner b"].id, "return:template") in refused
    unknown = client.get(f"{path}&partner=partner-z")
    assert unknown.status_code == 404
    assert client.get(f"{path}&partner=partner-b").status_code == 200
    assert desk_house.client("viewer").get(f"{path}&partner={A}").status_code == 200
    for who in ("steward", "official", ANONYMOUS):
        expected = 302 if who == ANONYMOUS else 404
        assert desk_house.client(who).get(f"{path}&partner={A}").status_code == expected
    for wrong in (
        "form=x&period=2025-Q4",
        "form=quarterly&period=2025-10",
        "form=quarterly&period=2020-Q4",
        "form=quarterly&period=2025-Q4&language=de",
    ):
        assert client.get(f"/returns/template?{wrong}").status_code == 404, wrong


def test_the_link_to_returns_stands_for_those_who_have_any(desk_house):
    shown = {who: 'href="/returns"' in desk_house.client(who).get("/").get_data(as_text=True)
             for who in (*PEOPLE, ANONYMOUS)}  # fmt: skip
    assert {who for who, there in shown.items() if there} == {
        "partner a", "partner b", "viewer", "editor", "admin"
    }  # fmt: skip


def test_a_session_that_has_ended_is_led_to_sign_in(desk_house, draft):
    client = desk_house.client("partner a")
    client.get("/returns")
    desk_house.wait(days=40)
    answer = client.get(f"/returns/checks/{draft}")
    assert answer.status_code == 302
    assert "/sign-in" in answer.location
