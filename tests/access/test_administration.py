"""The administration: for administrators alone, by a password, noted, and without figures."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace

import pytest

from dashboard.access import standing
from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.standing import means_said, organization_of
from dashboard.administering.accounts_part import Known
from dashboard.text import Words
from metrics import COMMAND_LINE, UNGUARDED, AuditAction, Language, StoreError, Text
from tests.access.house import ANONYMOUS, CANARY, PASSWORD, sent

NEW = "/admin/accounts/new"
INVITED = {"name": "marie@example.ca", "role": "editor", "language": "fr", "kind": "local"}
LINK = re.compile(r"http://localhost(/choose-password\?token=[0-9a-f]+)")


@pytest.fixture
def chief(house):
    """An administrator with a password, and a browser of theirs."""
    house.people["chief"] = house.accounts.add("chief", Role.ADMIN, now=house.at, password=PASSWORD)
    return house.client("chief")


def text(client, path="/admin", status=200):
    given = client.get(path)
    assert given.status_code == status, path
    return given.get_data(as_text=True)


def of(house, who):
    return f"/admin/accounts/{house.people[who].id}"


def take(house, client, who, step, proof=PASSWORD, **fields):
    path = f"{of(house, who)}/{step}"
    return sent(client, path, path, proof=proof, **fields)


def only(house, action):
    (entry,) = house.entries(action)
    return entry


def test_the_way_there_stands_in_the_head_of_administrators_alone(house, chief):
    assert 'href="/admin"' in text(chief, "/")
    assert 'href="/admin"' in text(chief, "/account")
    for who in (ANONYMOUS, "editor", "viewer", "official", "partner a", "steward"):
        assert "/admin" not in text(house.client(who), "/"), who
    assert "/admin" not in text(house.client("editor"), "/account")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_tells_of_accounts_and_of_no_figure(house, chief, lang):
    house.accounts.begin(house.people["viewer"].id, house.at)
    page = text(chief, f"/admin?lang={lang}").partition("<main")[2].partition("<footer")[0]
    for name in house.people:
        assert f">{name.replace(' ', '-')}</a>" in page, name
    for value in (*CANARY.values(), "597", "570", "608"):
        assert value not in re.sub(r"[0-9a-f]{32,}", "", page), value
    said = "Last sign-in" if lang == "en" else "Dernière connexion"
    assert said in page


def test_who_lacks_a_second_step_is_told_of_in_production_and_where_they_can_sign_in(house, chief):
    """Elsewhere nobody is asked for it, and who was invited has had no way to set it up."""
    assert "no second step" not in text(chief)
    invited, active = (Account("a", "a", Role.EDITOR, has_password=one) for one in (False, True))
    waits = active._replace(waits=True)
    assert Known((invited, active, waits), {}, {}).lacking_factor == [active]


def test_nobody_signs_in_with_a_password_that_is_not_chosen_yet():
    invited, active = (Account("a", "a", Role.EDITOR, has_password=one) for one in (False, True))
    outside = invited._replace(kind=AccountKind.OIDC)
    told = [means_said(one, Words(Language.EN)) for one in (invited, active, outside)]
    assert told == [None, "password", "identity provider"]


def test_an_account_is_told_of_with_the_name_of_what_it_is_bound_to(monkeypatch):
    named, form = (SimpleNamespace(title=Text(one, f"{one} (fr)")) for one in ("House", "Return"))
    catalogue = SimpleNamespace(partners={"house": named}, returns={"return": form})
    monkeypatch.setattr(standing, "services", lambda: SimpleNamespace(catalogue=catalogue))
    bound = (Account("a", "a", Role.STEWARD, one) for one in ("house", "return", "gone", None))
    told = [organization_of(one, Words(Language.FR)) for one in bound]
    assert told == ["House (fr)", "Return (fr)", "gone", None]


def test_it_tells_when_each_signed_in_and_how_many_sessions_go_on(house, chief):
    house.accounts.begin(house.people["viewer"].id, house.at)
    viewer = house.people["viewer"].id
    house.services.store.note(viewer, AuditAction.SIGNED_IN, f"account:{viewer}")
    row = next(one for one in text(chief).split("<tr") if ">viewer</a>" in one)
    assert "never" not in row
    assert ">1</td>" in row
    other = next(one for one in text(chief).split("<tr") if ">editor</a>" in one)
    assert "never" in other
    assert ">0</td>" in other


def test_who_looked_at_whose_account_is_noted(house, chief):
    text(chief)
    text(chief, of(house, "viewer"))
    seen = [one.object for one in house.entries("viewed")]
    assert set(seen) == {"page:admin", f"account:{house.people['viewer'].id}"}


def test_a_wrong_password_changes_nothing_and_is_noted(house, chief):
    given = take(house, chief, "viewer", "disable", proof="wrong")
    assert given.status_code == 403
    assert "not your present password" in given.get_data(as_text=True)
    assert not house.accounts.account(house.people["viewer"].id).disabled
    assert only(house, "sign-in-failed").actor == house.people["chief"].id
    assert house.entries("account-disabled") == []


def test_a_disabled_account_is_signed_out_and_can_be_enabled(house, chief):
    viewer = house.client("viewer")
    assert take(house, chief, "viewer", "disable").status_code == 303
    assert viewer.get("/account").status_code != 200
    entry = only(house, "account-disabled")
    assert (entry.actor, entry.object) == (
        house.people["chief"].id, f"account:{house.people['viewer'].id}",
    )  # fmt: skip
    assert chief.get(f"{of(house, 'viewer')}/role").status_code == 404, "first it is enabled"
    assert take(house, chief, "viewer", "enable").status_code == 303
    assert not house.accounts.account(house.people["viewer"].id).disabled
    assert "is enabled" in text(chief, f"{of(house, 'viewer')}?done=enable")


def test_another_role_is_noted_with_the_one_before(house, chief):
    given = take(house, chief, "viewer", "role", role="partner", organization="partner-a")
    assert given.status_code == 303
    changed = house.accounts.account(house.people["viewer"].id)
    assert (changed.role, changed.organization) == (Role.PARTNER, "partner-a")
    told = only(house, "account-changed").detail
    assert (told["before_role"], told["role"], told["organization"]) == (
        "viewer", "partner", "partner-a",
    )  # fmt: skip


def test_a_partner_without_an_organization_is_refused_beside_the_field(house, chief):
    given = take(house, chief, "viewer", "role", role="partner", organization="")
    assert given.status_code == 409
    assert 'href="#organization"' in given.get_data(as_text=True)
    assert house.accounts.account(house.people["viewer"].id).role is Role.VIEWER


def test_somebody_is_invited_by_a_link_that_is_shown_once(house, chief):
    given = sent(chief, NEW, NEW, proof=PASSWORD, **INVITED)
    assert given.status_code == 200
    (link,) = LINK.findall(given.get_data(as_text=True))
    assert house.client(ANONYMOUS).get(link).status_code == 200
    added = house.accounts.find("marie@example.ca")
    assert (added.role, added.language.value) == (Role.EDITOR, "fr")
    assert only(house, "account-added").actor == house.people["chief"].id
    assert only(house, "link-issued").detail == {"purpose": "invite", "role": "editor"}
    assert "token" not in text(chief, f"/admin/accounts/{added.id}")
    again = sent(chief, NEW, NEW, proof=PASSWORD, **INVITED)
    assert again.status_code == 400
    assert "is taken" in again.get_data(as_text=True)


def test_who_signs_in_with_a_provider_gets_no_link(house, chief):
    given = sent(chief, NEW, NEW, proof=PASSWORD, **{**INVITED, "kind": "oidc"})
    assert LINK.findall(given.get_data(as_text=True)) == []
    added = house.accounts.find("marie@example.ca")
    assert added.kind is AccountKind.OIDC
    assert f"/admin/accounts/{added.id}/link" not in text(chief, f"/admin/accounts/{added.id}")
    assert chief.get(f"/admin/accounts/{added.id}/link").status_code == 404


def test_a_link_for_a_forgotten_password_voids_the_one_before(house, chief):
    first, second = (
        LINK.findall(take(house, chief, "viewer", "link").get_data(as_text=True))[0]
        for _ in range(2)
    )
    assert house.client(ANONYMOUS).get(first).status_code == 404
    assert house.client(ANONYMOUS).get(second).status_code == 200


def test_all_sessions_of_an_account_are_ended_and_it_is_noted(house, chief):
    viewer = house.client("viewer")
    assert take(house, chief, "viewer", "sessions").status_code == 303
    assert viewer.get("/account").status_code != 200
    assert only(house, "session-ended").object == f"account:{house.people['viewer'].id}"


def test_nobody_takes_a_step_with_the_account_they_are_signed_in_with(house, chief):
    own = of(house, "chief")
    assert f"{own}/disable" not in text(chief, own)
    assert chief.get(f"{own}/disable").status_code == 404
    assert sent(chief, NEW, f"{own}/disable", proof=PASSWORD).status_code == 404


def test_whoever_has_no_password_here_shows_a_code_or_is_sent_to_the_command_line(house):
    house.people["elsewhere"] = house.accounts.add(
        "elsewhere", Role.ADMIN, now=house.at, kind=AccountKind.OIDC
    )
    client = house.client("elsewhere")
    assert "pillars user" in text(client, f"{of(house, 'viewer')}/disable")
    assert take(house, client, "viewer", "disable").status_code == 403
    assert not house.accounts.account(house.people["viewer"].id).disabled


def test_nothing_is_changed_that_cannot_be_noted(house, chief, monkeypatch):
    def closed(*_, **__):
        raise StoreError("The log is closed.", "Le journal est fermé.")

    path = f"{of(house, 'viewer')}/disable"
    text(chief, path)
    monkeypatch.setattr(type(house.services.store), "note", closed)
    assert take(house, chief, "viewer", "disable").status_code == 503
    assert not house.accounts.account(house.people["viewer"].id).disabled


def test_the_log_is_looked_through_and_the_page_says_when(house, chief):
    assert "not yet; pillars audit verify" in text(chief)
    assert sent(chief, "/admin", "/admin/audit").status_code == 303
    entry = only(house, "audit-verified")
    assert (entry.object, entry.detail["breaks"]) == ("audit:log", 0)
    assert "not yet; pillars audit verify" not in text(chief)


def test_a_log_whose_guards_are_gone_is_told_to_need_a_look(house, chief):
    with closing(sqlite3.connect(house.services.settings.database_url.partition("///")[2])) as held:
        held.execute("DROP TRIGGER audit_entry_kept_from_update")
    assert sent(chief, "/admin", "/admin/audit").status_code == 303
    assert only(house, "audit-verified").detail == {"breaks": 0, "unguarded": 1}
    assert text(chief).count(UNGUARDED.en) == 2  # at the head, and where the log is told of


def test_a_refused_load_stands_beside_its_source_until_it_is_loaded(house, chief):
    store = house.services.store
    store.audit.clock = lambda: house.at + timedelta(days=3650)
    store.note(COMMAND_LINE, AuditAction.REFUSED, "source:hotlines", findings=3)
    page = text(chief)
    assert "The last load of 1 source was refused." in page
    assert "3 faults" in page
    reader = house.people["viewer"].id
    store.note(reader, AuditAction.REFUSED, "source:tip-report")
    assert "The last load of 1 source was refused." in text(chief), "a reader loads nothing"


def test_one_part_that_cannot_be_told_hides_no_other(house, chief, monkeypatch):
    def closed(*_, **__):
        raise StoreError("Out of reach.", "Hors de portée.")

    monkeypatch.setattr(type(house.services.store), "footprint", closed)
    page = text(chief)
    assert "Out of reach." in page
    assert 'id="accounts"' in page
    assert 'id="settings"' in page


def test_settings_that_are_not_safe_are_told_and_no_secret(house, chief):
    page = text(chief)
    assert "PILLARS_HOSTS" in page
    assert "not safe" in page
    secret = house.services.settings.secret_key
    assert secret is None or secret.get_secret_value() not in page


def test_a_partner_is_not_invited_without_an_organization(house, chief):
    given = sent(chief, NEW, NEW, proof=PASSWORD, **{**INVITED, "role": "partner"})
    assert given.status_code == 400
    assert 'href="#organization"' in given.get_data(as_text=True)
    assert house.accounts.find("marie@example.ca") is None


def test_a_misspelt_organization_is_told_with_what_to_do_on_the_page(house, chief):
    slip = {**INVITED, "role": "partner", "organization": "partner-aa"}
    page = sent(chief, NEW, NEW, proof=PASSWORD, **slip).get_data(as_text=True)
    assert "Change the role" in page
    assert "pillars user" not in page
