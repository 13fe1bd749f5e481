"""Signing in and out through the pages, as a person does."""

import re

import pyotp
import pytest

from dashboard.access.roles import AccountKind, Role
from dashboard.access.store import Purpose
from tests.access.house import PASSWORD, TOKEN, sent

RIGHT = {"name": "Editor", "password": PASSWORD}


@pytest.fixture
def known(house):
    """The house, with passwords for its editor and its partner A."""
    for who in ("editor", "partner a"):
        account = house.people[who]
        house.accounts.set_password(account.id, PASSWORD, house.at)
    return house


def is_ended(client):
    """Whether a page of one's own leads back to signing in, which says why."""
    given = client.get("/account")
    return given.status_code == 302 and given.location.startswith("/sign-in?ended=1")


def cookie_of(client):
    with client.session_transaction() as cookie:
        return dict(cookie)


def test_a_right_password_opens_ones_account(known):
    client = known.client()
    given = sent(client, "/sign-in", **RIGHT)
    assert (given.status_code, given.location) == (302, "/")
    page = client.get("/account").get_data(as_text=True)
    assert "editor" in page
    assert "office editor: reads and corrects" in page


def test_after_signing_in_one_is_where_one_wanted_to_be(known):
    client = known.client()
    client.get("/sign-in?next=/pillar/support")
    assert sent(client, "/sign-in?next=/pillar/support", **RIGHT).location == "/pillar/support"


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "/\\evil", "file:///x"]
)
def test_nobody_is_sent_to_another_site(known, next_):
    assert sent(known.client(), f"/sign-in?next={next_}", **RIGHT).location == "/"


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(known):
    said = []
    for name, password in (("editor", "wrong"), ("nobody", PASSWORD), ("editor", "")):
        given = sent(known.client(), "/sign-in", name=name, password=password)
        assert given.status_code == 403
        text = given.get_data(as_text=True).replace(name, "")
        said.append(TOKEN.sub("", text))
    assert said[0] == said[1] == said[2]
    assert "The name or the password is not right" in said[0]


def test_the_password_is_never_written_back(known):
    given = sent(known.client(), "/sign-in", name="editor", password="hunter2-hunter2")
    assert "hunter2" not in given.get_data(as_text=True)


def test_many_tries_are_slowed_and_nobody_is_locked_out(known):
    stranger = known.client()
    answers = [sent(stranger, "/sign-in", name="editor", password=f"no {n}").status_code
               for n in range(12)]  # fmt: skip
    assert set(answers) == {403, 429}
    there = {"REMOTE_ADDR": "203.0.113.9"}
    own = known.client()
    own.environ_base = {**own.environ_base, **there}
    assert sent(own, "/sign-in", **RIGHT).status_code == 302


def test_a_session_is_new_at_sign_in_and_nothing_after_sign_out(known):
    client = known.client()
    client.get("/sign-in")
    before = cookie_of(client)
    sent(client, "/sign-in", **RIGHT)
    kept = cookie_of(client)
    assert "_user_id" not in before
    assert kept["_user_id"]
    out = sent(client, "/account", "/sign-out")
    assert out.status_code == 200
    with client.session_transaction() as cookie:
        cookie.update(kept)
    assert is_ended(client)


@pytest.mark.parametrize("span", [{"minutes": 31}, {"hours": 9}])
def test_a_session_ends_by_itself(known, span):
    client = known.client("editor")
    assert client.get("/account").status_code == 200
    known.wait(**span)
    assert is_ended(client)
    assert "Your session has ended" in client.get("/sign-in?ended=1").get_data(as_text=True)


def test_a_session_in_use_ends_after_eight_hours_at_the_latest(known):
    client = known.client("editor")
    for _ in range(23):
        known.wait(minutes=20)
        assert client.get("/account").status_code == 200
    known.wait(minutes=20)
    assert is_ended(client)


@pytest.mark.parametrize("change", ["role", "disable", "password"])
def test_a_session_ends_when_the_account_changes(known, change):
    client, account = known.client("editor"), known.people["editor"]
    if change == "role":
        known.accounts.set_role(account.id, Role.VIEWER)
    elif change == "disable":
        known.accounts.disable(account.id)
    else:
        known.accounts.set_password(account.id, "another umbrella for violins", known.at)
    assert is_ended(client)


def test_a_session_is_ended_from_another_device_and_only_by_its_owner(known):
    here, there, other = known.client("editor"), known.client("editor"), known.client("viewer")
    ids = {one.id for one in known.accounts.sessions_of(known.people["editor"].id, known.at)}
    mine = known.accounts.session(cookie_of(here)["_user_id"], known.at).session.id
    (theirs,) = ids - {mine}
    assert sent(other, "/account", f"/account/sessions/{theirs}/end").status_code == 404
    assert there.get("/account").status_code == 200
    assert sent(here, "/account", f"/account/sessions/{theirs}/end").status_code == 302
    assert is_ended(there)
    assert here.get("/account").status_code == 200
    assert known.entries("refused")


def test_changing_the_password_asks_for_the_present_one_and_ends_other_sessions(known):
    client, other = known.client("editor"), known.client("editor")
    new = "seven quiet lanterns by water"
    fields = {"present": PASSWORD, "new": new, "again": new}
    for wrong in ({"present": "no"}, {"again": "different"}, {"new": "short", "again": "short"}):
        given = sent(client, "/account", "/account/password", **{**fields, **wrong})
        assert given.status_code == 400
        assert 'role="alert"' in given.get_data(as_text=True)
    before = cookie_of(client)["_user_id"]
    assert sent(client, "/account", "/account/password", **fields).status_code == 302
    assert client.get("/account").status_code == 200
    assert cookie_of(client)["_user_id"] != before
    assert is_ended(other)
    assert sent(known.client(), "/sign-in", name="editor", password=new).status_code == 302


def codes(house, who):
    """Turn on the second step through the page; the secret and the recovery codes."""
    client = house.client(who)
    page = client.get("/account/second-step").get_data(as_text=True)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    code = pyotp.TOTP(secret).at(house.at)
    given = sent(client, "/account/second-step", code=code, proof=PASSWORD).get_data(as_text=True)
    return secret, re.findall(r"<code>([A-Z2-7-]+)</code>", given)


def test_a_second_step_is_not_set_up_by_whoever_finds_a_session_open(known):
    client, other = known.client("editor"), known.client("editor")
    page = client.get("/account/second-step").get_data(as_text=True)
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    right = {"code": pyotp.TOTP(secret).at(known.at)}
    for proof in ({}, {"proof": "no"}):
        given = sent(client, "/account/second-step", **right, **proof)
        assert given.status_code == 403
        assert not known.accounts.find("editor").has_second_factor
    before = cookie_of(client)["_user_id"]
    assert sent(client, "/account/second-step", **right, proof=PASSWORD).status_code == 200
    assert known.accounts.find("editor").has_second_factor
    assert cookie_of(client)["_user_id"] != before
    assert client.get("/account").status_code == 200
    assert is_ended(other)


def test_a_code_is_asked_for_and_counts_once(known):
    secret, recovery = codes(known, "editor")
    assert len(recovery) == 10
    known.wait(minutes=2)
    client = known.client()
    assert sent(client, "/sign-in", **RIGHT).location == "/sign-in/code"
    assert client.get("/account").status_code == 302
    half = cookie_of(client)["_user_id"]
    assert sent(client, "/sign-in/code", code="000000").status_code == 403
    code = pyotp.TOTP(secret).at(known.at)
    assert sent(client, "/sign-in/code", code=code).status_code == 302
    assert client.get("/account").status_code == 200
    assert cookie_of(client)["_user_id"] != half
    again = known.client()
    sent(again, "/sign-in", **RIGHT)
    assert sent(again, "/sign-in/code", code=code).status_code == 403
    assert sent(again, "/sign-in/code", code=recovery[0]).status_code == 302


def test_a_half_session_reads_no_more_than_anyone(known):
    codes(known, "editor")
    client = known.client()
    sent(client, "/sign-in", **RIGHT)
    assert "73193" not in client.get("/download/calls.csv").get_data(as_text=True)
    assert client.get("/audit").status_code == 404


def test_the_first_administrator_is_made_once(house, tmp_path):
    from dashboard.access.store import Accounts
    from tests.access.house import build, settings_of

    empty = Accounts.open(settings_of(tmp_path / "empty"))
    fresh = build(tmp_path / "other", house.services)
    del fresh.app.server.extensions["accounts"]
    fresh.app.server.extensions["accounts"] = empty
    page = f"/welcome?token={empty.issue(Purpose.FIRST_ADMIN, house.at)}"
    fields = {"name": "first", "new": PASSWORD, "again": PASSWORD}
    client = fresh.client()
    assert sent(client, page, **{**fields, "again": "no"}).status_code == 400
    assert sent(client, page, **fields).status_code == 302
    assert client.get(page).status_code == 404
    assert empty.find("first").role is Role.ADMIN
    assert sent(client, "/sign-in", name="first", password=PASSWORD).status_code == 302


def test_an_invitation_lets_its_person_choose_a_password(house):
    viewer = house.people["viewer"]
    page = f"/choose-password?token={house.accounts.issue(Purpose.INVITE, house.at, viewer.id)}"
    client = house.client()
    assert sent(client, page, new="password1234", again="password1234").status_code == 400
    assert sent(client, page, new=PASSWORD, again=PASSWORD).status_code == 302
    assert client.get(page).status_code == 404
    assert sent(client, "/sign-in", name="viewer", password=PASSWORD).status_code == 302


def test_what_was_done_stands_in_the_audit_log_without_names_or_passwords(known):
    client = known.client()
    sent(client, "/sign-in", name="editor", password="wrong one here")
    sent(client, "/sign-in", **RIGHT)
    client.get("/indicator/calls")
    client.get("/download/calls.csv")
    sent(client, "/account", "/sign-out")
    found = [one.action for one in known.services.store.audit_entries()]
    for action in ("sign-in-failed", "signed-in", "viewed", "exported", "signed-out"):
        assert action in found
    written = repr(known.services.store.audit_entries())
    assert "wrong one here" not in written
    assert "Editor" not in written
    assert "73193" not in written


def test_the_public_leaves_no_trace(house):
    client = house.client()
    before = len(house.services.store.audit_entries())
    client.get("/indicator/calls")
    client.get("/download/calls.csv")
    assert len(house.services.store.audit_entries()) == before
    assert "Set-Cookie" not in client.get("/").headers


def test_an_account_of_a_provider_has_no_password_here(house):
    account = house.accounts.add("elsewhere", Role.VIEWER, now=house.at, kind=AccountKind.OIDC)
    house.people["elsewhere"] = account
    page = house.client("elsewhere").get("/account").get_data(as_text=True)
    assert "Change the password" not in page
    assert sent(house.client(), "/sign-in", name="elsewhere", password=PASSWORD).status_code == 403


def test_what_is_private_is_kept_by_no_browser(known):
    client = known.client("editor")
    for path in ("/", "/account", "/audit", "/download/calls.csv"):
        assert client.get(path).headers["Cache-Control"] == "no-store", path
    assert known.client().get("/sign-in").headers["Cache-Control"] == "no-store"
    with client.get("/assets/design.css") as style:
        assert style.headers.get("Cache-Control") != "no-store"
