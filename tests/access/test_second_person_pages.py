"""A second person for accounts of stewards: on the pages, at a terminal, and in both logs."""

import re

import pytest

from dashboard.access import Role, user_commands, user_desk
from metrics import AuditAction
from tests.access.house import PASSWORD, sent

NEW = "/admin/accounts/new"
STEWARD = {"name": "guardian", "role": "steward", "organization": "partner-a", "language": "en",
           "kind": "local"}  # fmt: skip


@pytest.fixture
def two(house):
    """Two administrators with passwords, who have been so for some days."""
    for name in ("chief", "other"):
        house.people[name] = house.accounts.add(
            name, Role.ADMIN, now=house.at, password=PASSWORD
        )  # fmt: skip
    house.wait(hours=73)
    return house


def text(given) -> str:
    return given.get_data(as_text=True)


def invited(house):
    given = sent(house.client("chief"), NEW, NEW, proof=PASSWORD, **STEWARD)
    assert given.status_code == 200
    return text(given), house.accounts.find("guardian")


def confirm(house, who, made, proof=PASSWORD):
    return sent(house.client(who), NEW, f"/admin/accounts/{made.id}/confirm", proof=proof)


def test_a_steward_is_invited_by_one_and_confirmed_by_another(two):
    page, made = invited(two)
    assert "once a second person has confirmed it" in page
    about = f"/admin/accounts/{made.id}"
    assert f"{about}/confirm" not in text(two.client("chief").get(about))
    assert confirm(two, "chief", made).status_code == 404
    assert "1 account waits for a second person" in text(two.client("other").get("/admin"))
    assert confirm(two, "other", made).status_code == 409  # no password was chosen yet
    two.accounts.set_password(made.id, PASSWORD, two.at)
    assert confirm(two, "other", made, proof="wrong").status_code == 403
    assert two.accounts.account(made.id).waits
    assert confirm(two, "other", made).status_code == 303
    assert two.accounts.account(made.id).may_act


def test_both_steps_stand_in_the_log_and_in_that_of_the_organization(two):
    _, made = invited(two)
    two.accounts.set_password(made.id, PASSWORD, two.at)
    confirm(two, "other", made)
    (added,), (confirmed,) = (
        two.entries(one) for one in (AuditAction.ACCOUNT_ADDED, AuditAction.ACCOUNT_CONFIRMED)
    )
    assert (added.actor, added.detail["waits"]) == (two.people["chief"].id, "second-person")
    assert (confirmed.actor, confirmed.object) == (two.people["other"].id, f"account:{made.id}")
    own = text(two.client("partner a").get("/consent/log"))
    assert "added an account" in own
    assert "confirmed an account" in own
    assert "waits for a second person" in text(two.client("chief").get("/audit"))


def test_who_has_the_password_is_told_what_is_waited_for(two):
    _, made = invited(two)
    two.accounts.set_password(made.id, PASSWORD, two.at)
    given = sent(two.client(), "/sign-in", "/sign-in", name="guardian", password=PASSWORD)
    assert given.status_code == 403
    assert "once a second person has confirmed it" in text(given)
    wrong = sent(two.client(), "/sign-in", "/sign-in", name="guardian", password="wrong")
    assert "second person" not in text(wrong)


def test_a_sole_administrator_waits_and_the_organization_reads_until_when(house):
    house.people["chief"] = house.accounts.add("chief", Role.ADMIN, now=house.at, password=PASSWORD)
    page, made = invited(house)
    assert re.search("it takes effect by itself on .*25.*, 09:00 UTC", page)
    assert "it takes effect by itself on" in text(house.client("partner a").get("/consent"))
    (entry,) = house.entries(AuditAction.ACCOUNT_ADDED)
    assert entry.detail["lifts"] == "lifts-20261125T0900Z"
    house.accounts.set_password(made.id, PASSWORD, house.at)
    fields = {"name": "guardian", "password": PASSWORD}
    assert sent(house.client(), "/sign-in", "/sign-in", **fields).status_code == 403
    house.wait(hours=72)
    assert sent(house.client(), "/sign-in", "/sign-in", **fields).status_code == 302
    (settled,) = house.entries(AuditAction.ACCOUNT_CONFIRMED)
    assert (settled.actor, settled.detail["organization"]) == ("system", "partner-a")


def test_where_there_is_a_steward_it_confirms_on_the_page_of_consent(two):
    own = {"organization": "partner-b", "name": "second-guardian"}
    two.accounts.set_password(two.people["steward"].id, PASSWORD, two.at)
    sent(two.client("chief"), NEW, NEW, proof=PASSWORD, **{**STEWARD, **own})
    made = two.accounts.find("second-guardian")
    two.accounts.set_password(made.id, PASSWORD, two.at)
    assert confirm(two, "other", made).status_code == 404
    path = f"/consent/accounts/{made.id}"
    assert path in text(two.client("steward").get("/consent"))
    assert path not in text(two.client("partner b").get("/consent"))
    for who in ("partner b", "partner a", "admin", "editor"):
        assert two.client(who).get(path).status_code == 404, who
    assert sent(two.client("steward"), path, path, proof="wrong").status_code == 403
    assert sent(two.client("steward"), path, path, proof=PASSWORD).status_code == 303
    assert two.accounts.account(made.id).may_act


@pytest.fixture
def pillars(two, monkeypatch, at_terminal):
    """`pillars user` on the same installation."""
    settings = two.services.settings
    monkeypatch.setattr(user_desk, "Settings", lambda: settings)
    monkeypatch.setattr(user_desk, "audit_of", lambda _: two.services.store.note)
    monkeypatch.setattr(user_desk.Catalogue, "read", lambda _: two.services.catalogue)
    monkeypatch.setattr(user_commands, "_now", lambda: two.at)
    return at_terminal


def test_at_a_terminal_both_are_named_and_give_their_passwords(two, pillars):
    add = ("add", "guardian", "--role", "steward", "--organization", "partner-a")
    code, _, error = pillars(*add)
    assert (code, "--account" in error) == (1, True)
    assert two.accounts.find("guardian") is None
    code, _, error = pillars(*add, "--account", "chief", typed="wrong\n")
    assert (code, two.accounts.find("guardian")) == (1, None), error
    code, _, error = pillars(*add, "--account", "viewer", typed=f"{PASSWORD}\n")
    assert two.accounts.find("guardian") is None
    two.wait(minutes=1)
    code, said, error = pillars(*add, "--account", "chief", typed=f"{PASSWORD}\n")
    assert code == 0, error
    assert "once a second person has confirmed it" in said
    made = two.accounts.find("guardian")
    two.accounts.set_password(made.id, PASSWORD, two.at)
    give = ("confirm", "guardian", "--account")
    code, _, error = pillars(*give, "chief", typed=f"{PASSWORD}\n")
    assert (code, "somebody else confirms it" in error) == (1, True)
    code, said, error = pillars(*give, "other", typed=f"{PASSWORD}\n")
    assert (code, error) == (0, "")
    assert two.accounts.account(made.id).may_act
    actors = {one.action: one.actor for one in two.services.store.audit_entries()}
    assert actors["account-confirmed"] == two.people["other"].id
    assert actors["account-added"] == two.people["chief"].id


@pytest.mark.parametrize("step", [("reset",), ("enable",), ("role", "steward")])
def test_steps_with_a_steward_s_account_name_who_takes_them(two, pillars, step):
    more = ("--organization", "partner-b") if step[0] == "role" else ()
    code, _, error = pillars(step[0], "steward", *step[1:], *more)
    assert (code, "--account" in error) == (1, True)
    assert not two.accounts.account(two.people["steward"].id).waits
