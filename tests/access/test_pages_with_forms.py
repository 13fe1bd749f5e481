"""The pages with forms: in the reader's language, faults tied to their fields, codes made anew."""

import re

import pyotp
import pytest
from pydantic import SecretStr

from dashboard.access.refusals import refusal
from dashboard.access.roles import Refused
from dashboard.text import Words
from metrics import Language
from tests.access.house import HERE, PASSWORD, build, sent
from tests.access.test_signing_in import RIGHT, codes, cookie_of, is_ended

NEW = "seven quiet lanterns by water"


@pytest.fixture
def known(house):
    """The house, with a password for its editor."""
    house.accounts.set_password(house.people["editor"].id, PASSWORD, house.at)
    return house


def text_of(given):
    return given.get_data(as_text=True)


def input_of(page, name):
    return re.search(rf'<input [^>]*id="{name}"[^>]*>', page)[0]


def title_of(page):
    return re.search(r"<title>(.*?)</title>", page)[1]


def action_to(page, path):
    post = next(one for one in re.findall(r"<form[^>]*>", page) if 'method="post"' in one)
    return re.search(rf'action="({path}[^"]*)"', post)[1]


def test_french_is_kept_to_the_page_where_one_wanted_to_be(known):
    client = known.client()
    page = text_of(client.get("/sign-in?lang=fr&next=/funding"))
    action = action_to(page, "/sign-in")
    assert action == "/sign-in?lang=fr"
    given = sent(client, "/sign-in?lang=fr&next=/funding", action, **RIGHT)
    assert given.location == "/funding?lang=fr"
    assert client.get("/sign-in?lang=fr").location == "/account?lang=fr"


def test_french_is_kept_through_the_second_step(known):
    secret, _ = codes(known, "editor")
    known.wait(minutes=2)
    client = known.client()
    assert sent(client, "/sign-in?lang=fr", **RIGHT).location == "/sign-in/code?lang=fr"
    assert client.get("/account?lang=fr").location == "/sign-in/code?lang=fr"
    page = text_of(client.get("/sign-in/code?lang=fr"))
    action = action_to(page, "/sign-in/code")
    code = pyotp.TOTP(secret).at(known.at)
    assert sent(client, "/sign-in/code?lang=fr", action, code=code).location == "/?lang=fr"
    assert known.client().get("/sign-in/code?lang=fr").location == "/sign-in?lang=fr"


def test_the_strategy_of_the_address_is_kept(known):
    client = known.client()
    other = next(one for one in known.services.catalogue.frameworks
                 if one != known.services.settings.framework)  # fmt: skip
    given = sent(client, f"/sign-in?lang=fr&framework={other}", **RIGHT)
    assert given.location == f"/?lang=fr&framework={other}"


@pytest.mark.parametrize(
    ("asked", "following"),
    [("", "/?lang=fr"), ("?lang=en", "/?lang=en"), ("?lang=fr", "/?lang=fr")],
)
def test_ones_own_language_counts_where_the_address_names_none(known, asked, following):
    known.accounts.set_language(known.people["editor"].id, Language.FR)
    client = known.client()
    action = action_to(text_of(client.get(f"/sign-in{asked}")), "/sign-in")
    assert action == f"/sign-in{asked}"
    assert sent(client, f"/sign-in{asked}", action, **RIGHT).location == following


def test_a_link_to_the_same_page_leads_to_one_that_can_be_asked_for(known):
    client = known.client("editor")
    page = text_of(sent(client, "/account", "/account/password", present="no", new=NEW, again=NEW))
    assert 'href="/account?lang=fr"' in page
    assert 'href="/sign-in?lang=fr"' in text_of(sent(client, "/account", "/sign-out"))


def test_a_fault_is_tied_to_its_field_and_begins_the_title(known):
    client = known.client()
    sound = text_of(client.get("/sign-in"))
    assert title_of(sound).startswith("Sign in | ")
    assert "autofocus" not in sound
    assert "aria-invalid" not in sound
    page = text_of(sent(client, "/sign-in", name="editor", password="no"))
    assert title_of(page).startswith("Error: Sign in | ")
    for said in ('autofocus=""', 'aria-invalid="true"', 'aria-describedby="name-fault"'):
        assert said in input_of(page, "name")
        assert said not in input_of(page, "password")
    assert '<p id="name-fault"' in page
    assert 'role="alert"' in page
    french = text_of(sent(client, "/sign-in?lang=fr", name="editor", password="no"))
    assert title_of(french).startswith("Erreur\u00a0: Se connecter | ")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"present": "no"}, "present"), ({"again": "other"}, "again"),
     ({"new": "short", "again": "short"}, "new")],
)  # fmt: skip
def test_of_the_password_form_the_faulty_field_is_marked(known, wrong, field):
    fields = {"present": PASSWORD, "new": NEW, "again": NEW, **wrong}
    page = text_of(sent(known.client("editor"), "/account", "/account/password", **fields))
    assert page.count("autofocus") == 1
    assert f'aria-describedby="{field}-fault"' in input_of(page, field)


def test_a_wrong_code_is_tied_to_its_field(known):
    client = known.client("editor")
    page = text_of(sent(client, "/account/second-step", code="000000", proof=PASSWORD))
    assert 'aria-describedby="code-fault"' in input_of(page, "code")
    codes(known, "editor")
    half = known.client()
    sent(half, "/sign-in", **RIGHT)
    page = text_of(sent(half, "/sign-in/code", code="000000"))
    assert 'aria-describedby="code-fault"' in input_of(page, "code")
    assert title_of(page).startswith("Error: Second step")


def test_each_session_that_can_be_ended_is_named(known):
    here, _ = known.client("editor"), known.client("editor")
    page = text_of(here.get("/account"))
    named = 'aria-label="End the session on Firefox, Linux, begun 22 November 2026, 09:00 UTC"'
    assert page.count(named) == 1
    assert page.count(">End</button>") == 1
    assert '<th scope="col">Session</th>' in page


def test_who_has_no_second_factor_yet_is_led_to_set_it_up(known, tmp_path):
    office = build(tmp_path / "production", known.services, "production", hosts="localhost",
                   secret_key=SecretStr("k3J9-qLz7-Wm2X-vT5b-Nd8R-pG4h-Yc6s"))  # fmt: skip
    office.accounts.set_password(office.people["editor"].id, PASSWORD, office.at)
    client = office.client()
    client.environ_base = {**client.environ_base, "wsgi.url_scheme": "https"}
    given = sent(client, "/sign-in?lang=fr", **RIGHT)
    assert given.location == "/account/second-step?lang=fr"
    for path in ("/account", "/sign-in/code"):
        assert client.get(f"{path}?lang=fr").location == "/account/second-step?lang=fr", path
    page = "/account/second-step?lang=fr"
    assert sent(client, page, "/sign-in/code?lang=fr", code="000000").location == page
    office.accounts.close()


def test_the_key_is_drawn_linked_and_written(known):
    page = text_of(known.client("editor").get("/account/second-step"))
    assert re.search(r'<a href="otpauth://totp/[^"]*secret=[A-Z2-7]+[^"]*">', page)
    assert re.search(r'<div class="qr"><svg viewBox=[^>]* role="img"', page)
    assert re.search(r"<code>([A-Z2-7]{4} ?)+</code>", page)


def test_new_recovery_codes_ask_for_the_present_password(known):
    _, old = codes(known, "editor")
    client = known.client("editor")
    page = text_of(client.get("/account"))
    assert "10 recovery codes are left." in page
    given = sent(client, "/account", "/account/recovery-codes", proof="no")
    assert given.status_code == 400
    assert 'aria-describedby="proof-fault"' in input_of(text_of(given), "proof")
    assert not re.findall(r"<code>([A-Z2-7-]+)</code>", text_of(given))
    before = len(known.entries("second-factor-changed"))
    given = sent(client, "/account", "/account/recovery-codes", proof=PASSWORD)
    new = re.findall(r"<code>([A-Z2-7-]+)</code>", text_of(given))
    assert len(set(new)) == 10
    assert len(known.entries("second-factor-changed")) == before + 1
    known.wait(minutes=2)
    other = known.client()
    sent(other, "/sign-in", **RIGHT)
    assert sent(other, "/sign-in/code", code=old[0]).status_code == 403
    assert sent(other, "/sign-in/code", code=new[0]).status_code == 302
    assert "9 recovery codes are left." in text_of(other.get("/account"))
    assert "Il reste 9 codes de secours." in text_of(other.get("/account?lang=fr"))


def test_without_a_second_step_there_are_no_codes_to_make(known):
    client = known.client("editor")
    assert "recovery" not in text_of(client.get("/account"))
    assert sent(client, "/account", "/account/recovery-codes", proof=PASSWORD).status_code == 404
    assert sent(known.client(), "/sign-in", "/account/recovery-codes").status_code == 404


def test_while_a_delay_runs_the_present_password_is_answered_with_the_wait(known):
    client = known.client("editor")
    fields = {"new": NEW, "again": NEW}
    said = [text_of(sent(client, "/account", "/account/password", present="no", **fields))
            for _ in range(3)]  # fmt: skip
    assert all("This is not your present password." in one for one in said)
    found = [one.object for one in known.entries("sign-in-failed")]
    assert [str(one) for one in found] == [str(found[0])] * 3
    assert known.people["editor"].id in str(found[0])
    right = text_of(sent(client, "/account", "/account/password", present=PASSWORD, **fields))
    assert "This is not your present password." not in right
    assert "Please try again in 1 second;" in right
    assert len(known.entries("sign-in-failed")) == 3
    known.wait(minutes=1)
    given = sent(client, "/account", "/account/password", present=PASSWORD, **fields)
    assert given.status_code == 302


def test_a_second_sign_in_in_one_browser_ends_the_first(known):
    viewer = known.people["viewer"]
    known.accounts.set_password(viewer.id, PASSWORD, known.at)
    client, copy = known.client(), known.client()
    sent(client, "/sign-in", **RIGHT)
    first = cookie_of(client)
    page = text_of(client.get("/account"))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    again = {"csrf_token": token, "name": "viewer", "password": PASSWORD}
    assert client.post("/sign-in", data=again, headers=HERE).status_code == 302
    with copy.session_transaction() as cookie:
        cookie.update(first)
    assert is_ended(copy)
    assert known.accounts.sessions_of(known.people["editor"].id, known.at) == ()
    assert "office viewer" in text_of(client.get("/account"))
    assert len(known.entries("session-ended")) == 1


@pytest.mark.parametrize(
    ("wait", "english", "french"),
    [(0, "in 1 second;", "dans 1 seconde;"), (1, "in 1 second;", "dans 1 seconde;"),
     (2, "in 2 seconds;", "dans 2 secondes;")],
)  # fmt: skip
def test_seconds_are_counted(wait, english, french):
    refused = Refused(wait, examined=False)
    assert english in refusal(refused, "sign_in.refused", Words(Language.EN))
    assert french in refusal(refused, "sign_in.refused", Words(Language.FR))
