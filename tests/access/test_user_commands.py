"""`pillars user`: what it says, its exit codes, and what it leaves in the audit log."""

import io
import json

import pytest

from dashboard.access import Accounts, Purpose, Role, user_commands, user_desk
from metrics import Settings
from tests.access.conftest import NOW, OTHER, PASSWORD, SECRET

ADDRESS = "192.0.2.1"


@pytest.fixture
def accounts(tmp_path, monkeypatch, quick):
    address = f"sqlite:///{tmp_path / 'accounts.sqlite'}"
    monkeypatch.setenv("PILLARS_ACCOUNTS_URL", address)
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setenv("PILLARS_SECRET_KEY", SECRET)
    monkeypatch.setattr(user_commands, "_now", lambda: NOW)
    opened = Accounts.open(Settings())
    yield opened
    opened.close()


@pytest.fixture
def log(monkeypatch):
    """What was noted, in place of the audit log of a store."""
    noted = []
    monkeypatch.setattr(
        user_desk, "audit_of", lambda _: lambda *said, **more: noted.append((*said, more))
    )
    return noted


@pytest.fixture
def pillars(accounts, log, at_terminal):
    """`pillars user` on these accounts and this log."""
    return at_terminal


def token_in(told):
    return told.rpartition("?token=")[2].strip()


def test_an_account_without_a_password_is_invited_once(pillars, accounts, log):
    code, told, faults = pillars("add", "Marie@example.ca", "--role", "editor")
    marie = accounts.find("marie@example.ca")
    assert (code, faults) == (0, "")
    assert told.startswith("Marie@example.ca was added as editor.\nInvitation, good once")
    assert "/choose-password?token=" in told
    assert accounts.choose_password(token_in(told), PASSWORD, NOW).id == marie.id
    assert log == [
        ("command line", "account-added", f"account:{marie.id}",
         {"role": "editor"}),
        ("command line", "link-issued", f"account:{marie.id}",
         {"purpose": "invite", "role": "editor"}),
    ]  # fmt: skip


def test_a_password_comes_from_standard_input(pillars, accounts):
    code, told, _ = pillars("add", "chief", "--role", "admin", "--password-stdin",
                            typed=f"{PASSWORD}\n")  # fmt: skip
    assert (code, told) == (0, "chief was added as admin.\n")
    assert accounts.check_password("chief", PASSWORD, ADDRESS, NOW).role is Role.ADMIN


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("second", "ends"), [(PASSWORD, 0), (OTHER, 2)])
def test_a_password_is_asked_for_twice(pillars, accounts, monkeypatch, second, ends):
    answers = iter([PASSWORD, second])
    monkeypatch.setattr(user_commands, "getpass", lambda words: next(answers))
    monkeypatch.setattr(io, "StringIO", Terminal)
    code, told, faults = pillars("add", "chief", "--role", "admin", "--password")
    assert code == ends
    assert PASSWORD not in told + faults
    assert (accounts.find("chief") is None) is bool(ends)


def test_an_account_of_an_identity_provider_has_neither(pillars, accounts):
    code, told, _ = pillars("add", "luc@example.ca", "--role", "viewer", "--oidc", "--lang", "fr")
    assert (code, told) == (0, "luc@example.ca est ajouté; rôle\u00a0: lecture.\n")
    account = accounts.bind("https://id.example", "17", "luc@example.ca")
    assert (account.kind, account.language) == ("oidc", "fr")
    code, _, told = pillars("reset", "luc@example.ca")
    assert (code, told.count("identity provider")) == (1, 1)


WRONG = [
    (("add", "chief", "--role", "boss"), 2, "official"),
    (("add", "chief", "--role", "partner"), 2, "organization"),
    (("add", "chief", "--role", "admin", "--organization", "haven"), 2, "organization"),
    (("add", "two words", "--role", "admin"), 2, "characters"),
    (("add", "chief", "--role", "admin", "--oidc", "--password-stdin"), 2, "--oidc"),
    (("add", "chief", "--role", "admin", "--password"), 2, "--password-stdin"),
    (("add", "chief", "--role", "admin", "--password-stdin"), 2, "standard input"),
    (("add", "held", "--role", "viewer"), 1, "taken"),
    (("disable", "hold"), 2, "held"),
    (("role", "held", "partner"), 2, "organization"),
    (("disable", "held"), 1, "last admin"),
    (("role", "held", "viewer"), 1, "last admin"),
    (("list", "--lang", "de"), 2, "fr"),
]


@pytest.mark.parametrize(("asked", "ends", "said"), WRONG, ids=lambda one: str(one)[:40])
def test_what_is_wrong_is_one_line_and_changes_nothing(pillars, accounts, log, asked, ends, said):
    held = accounts.add("held", Role.ADMIN, password=PASSWORD, now=NOW)
    code, told, faults = pillars(*asked)
    assert (code, told) == (ends, "")
    assert said in faults
    assert faults.count("\n") == 1
    assert accounts.every() == (held,)
    assert log == []


def test_a_faulty_password_tells_each_fault_and_adds_nothing(pillars, accounts, log):
    code, _, faults = pillars(
        "add", "marie", "--role", "editor", "--password-stdin", "--lang", "fr", typed="marie\n"
    )
    assert code == 1
    assert "200 caractères" in faults
    assert "nom du compte" in faults
    assert (accounts.every(), log) == ((), [])


def test_accounts_are_listed(pillars, accounts):
    accounts.add("chief", Role.ADMIN, password=PASSWORD, now=NOW)
    accounts.add("shelter", Role.PARTNER, organization="haven", now=NOW)
    code, told, _ = pillars("list", "--lang", "fr")
    lines = told.splitlines()
    assert code == 0
    assert any("shelter" in line and "haven" in line and "invité" in line for line in lines)
    assert any("chief" in line and "administration" in line and "actif" in line for line in lines)


def test_accounts_are_listed_as_json_without_a_secret(pillars, accounts):
    chief = accounts.add("chief", Role.ADMIN, password=PASSWORD, now=NOW)
    accounts.disable(accounts.add("shelter", Role.PARTNER, organization="haven", now=NOW).id)
    _, told, _ = pillars("list", "--json")
    assert json.loads(told) == [
        {"account": chief.id, "name": "chief", "role": "admin", "organization": None,
         "language": "en", "kind": "local", "state": "active", "has_second_factor": False},
        {"account": accounts.find("shelter").id, "name": "shelter", "role": "partner",
         "organization": "haven", "language": "en", "kind": "local", "state": "disabled",
         "has_second_factor": False},
    ]  # fmt: skip


def test_each_change_is_done_and_noted(pillars, accounts, log, monkeypatch):
    monkeypatch.setattr(user_desk, "owners_of", lambda _: frozenset())  # as if haven were declared
    accounts.add("chief", Role.ADMIN, password=PASSWORD, now=NOW)
    marie = accounts.add("marie", Role.EDITOR, password=PASSWORD, now=NOW)
    token = accounts.begin(marie.id, NOW)
    made = accounts.enrol(marie.id, "Pillars", NOW)

    assert pillars("role", "MARIE", "partner", "--organization", "haven")[0] == 0
    assert accounts.find("marie").organization == "haven"
    assert accounts.session(token, NOW) is None
    assert pillars("disable", "marie")[0] == 0
    assert accounts.find("marie").disabled
    assert pillars("enable", "marie")[0] == 0
    assert not accounts.find("marie").disabled
    _, told, _ = pillars("reset", "marie", "--second-factor")
    link = token_in(told.splitlines()[0])
    assert accounts.holder(link, NOW).id == marie.id
    assert accounts.enrol(marie.id, "Pillars", NOW).secret != made.secret

    about, bound_to = f"account:{marie.id}", {"role": "partner", "organization": "haven"}
    assert log == [
        (
            "command line",
            "account-changed",
            about,
            {"before_role": "editor", "role": "partner", "organization": "haven"},
        ),
        ("command line", "account-disabled", about, bound_to),
        ("command line", "account-enabled", about, bound_to),
        ("command line", "link-issued", about, {"purpose": "reset", **bound_to}),
        ("command line", "second-factor-changed", about, bound_to),
    ]


def test_nobody_prepares_an_account_of_what_is_not_declared_alone(pillars, accounts):
    """Once it is declared it may govern its data, and the account would read them unseen."""
    code, _, fault = pillars("add", "early", "--role", "partner", "--organization", "haven")
    assert (code, "--account" in fault) == (1, True)
    assert accounts.find("early") is None


def test_who_signs_in_by_a_provider_can_begin_the_second_factor_again(pillars, accounts):
    pillars("add", "luc@example.ca", "--role", "viewer", "--oidc")
    code, told, faults = pillars("reset", "luc@example.ca", "--second-factor")
    assert (code, faults) == (0, "")
    assert "token" not in told


def test_a_reset_leaves_the_second_factor(pillars, accounts):
    marie = accounts.add("marie", Role.EDITOR, password=PASSWORD, now=NOW)
    made = accounts.enrol(marie.id, "Pillars", NOW)
    pillars("reset", "marie")
    assert accounts.enrol(marie.id, "Pillars", NOW) == made


@pytest.mark.parametrize("asked", [("add", "chief", "--role", "admin"), ("disable", "held")])
def test_nothing_is_changed_where_the_audit_log_cannot_be_opened(
    pillars, accounts, monkeypatch, asked
):
    held = accounts.add("held", Role.VIEWER, now=NOW)

    def closed(_):
        raise user_commands.AccessError("access.store_locked", store="figures")

    monkeypatch.setattr(user_desk, "audit_of", closed)
    assert pillars(*asked)[0] == 1
    assert accounts.every() == (held,)


def test_where_links_lead():
    assert user_commands.path_of(Purpose.FIRST_ADMIN, "x") == "/welcome?token=x"
    assert user_commands.path_of(Purpose.RESET, "x") == "/choose-password?token=x"
