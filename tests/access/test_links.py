"""Links that are good once: the first admin, invitations and resets."""

from datetime import timedelta

import pytest

from dashboard.access import AccessError, AccountKind, FaultyPasswordError, Purpose, Role
from dashboard.access.store import tables
from metrics import Language
from tests.access.conftest import NOW, OTHER, PASSWORD

SETUP, CHOOSE = "first-admin", "choose-password"
ADDRESS = "192.0.2.1"


def refused(key):
    return pytest.raises(AccessError, check=lambda error: error.key == f"access.{key}")


def test_the_first_admin_is_made_once(accounts):
    token = accounts.issue(Purpose.FIRST_ADMIN, NOW)
    assert accounts.is_good(SETUP, token, NOW)
    made = accounts.add_first_admin(token, "chief", PASSWORD, NOW, Language.FR)
    assert (made.role, made.language, made.kind) == (Role.ADMIN, Language.FR, AccountKind.LOCAL)
    assert accounts.check_password("chief", PASSWORD, ADDRESS, NOW) == made
    assert not accounts.is_good(SETUP, token, NOW)
    with refused("link_void"):
        accounts.add_first_admin(token, "second", PASSWORD, NOW)
    with refused("admin_existed"):
        accounts.issue(Purpose.FIRST_ADMIN, NOW)


BECOMING = {
    "added": lambda accounts: accounts.add("chief", Role.ADMIN, now=NOW),
    "given the role": lambda accounts: accounts.set_role(
        accounts.add("chief", Role.VIEWER, now=NOW).id, Role.ADMIN
    ),
}


@pytest.mark.parametrize("become", BECOMING.values(), ids=BECOMING)
def test_no_first_admin_once_there_has_been_one(accounts, become):
    token = accounts.issue(Purpose.FIRST_ADMIN, NOW)
    assert not accounts.admin_has_existed()
    become(accounts)
    assert accounts.admin_has_existed()
    with accounts._database.writing() as connection:  # whatever becomes of the account
        connection.execute(tables.account.update().values(disabled=True, role="viewer"))
    assert not accounts.is_good(SETUP, token, NOW)
    with refused("link_void"):
        accounts.add_first_admin(token, "second", PASSWORD, NOW)
    with accounts._database.writing() as connection:
        connection.execute(tables.handled.delete())
        connection.execute(tables.account.delete())
    with refused("admin_existed"):
        accounts.issue(Purpose.FIRST_ADMIN, NOW)


def test_a_new_first_link_voids_the_older(accounts):
    older, newer = (accounts.issue(Purpose.FIRST_ADMIN, NOW) for _ in range(2))
    assert [accounts.is_good(SETUP, one, NOW) for one in (older, newer)] == [False, True]


def test_a_fault_leaves_the_first_link_good(accounts):
    token = accounts.issue(Purpose.FIRST_ADMIN, NOW)
    with pytest.raises(FaultyPasswordError):
        accounts.add_first_admin(token, "chief", "chief", NOW)
    with refused("name_unfit"):
        accounts.add_first_admin(token, "c", PASSWORD, NOW)
    accounts.add("taken", Role.VIEWER, now=NOW)
    with refused("name_taken"):
        accounts.add_first_admin(token, "taken", PASSWORD, NOW)
    assert accounts.is_good(SETUP, token, NOW)


@pytest.mark.parametrize("purpose", [Purpose.INVITE, Purpose.RESET])
def test_a_password_is_chosen_once(accounts, marie, purpose):
    token = accounts.issue(purpose, NOW, marie.id)
    assert accounts.holder(token, NOW) == marie
    with pytest.raises(FaultyPasswordError):
        accounts.choose_password(token, "marie", NOW)
    accounts.choose_password(token, OTHER, NOW)
    assert accounts.check_password(marie.name, OTHER, ADDRESS, NOW) == marie
    assert not accounts.is_good(CHOOSE, token, NOW)
    assert accounts.holder(token, NOW) is None
    with refused("link_void"):
        accounts.choose_password(token, PASSWORD, NOW)


@pytest.mark.parametrize(
    ("purpose", "life"),
    [(Purpose.INVITE, timedelta(days=7)), (Purpose.RESET, timedelta(days=1))],
)
def test_links_expire(accounts, marie, purpose, life):
    token = accounts.issue(purpose, NOW, marie.id)
    assert accounts.is_good(CHOOSE, token, NOW + life - timedelta(seconds=1))
    assert not accounts.is_good(CHOOSE, token, NOW + life)
    with refused("link_void"):
        accounts.choose_password(token, OTHER, NOW + life)


def test_the_first_link_expires_in_a_day(accounts):
    token = accounts.issue(Purpose.FIRST_ADMIN, NOW)
    assert not accounts.is_good(SETUP, token, NOW + timedelta(days=1))


def test_a_link_is_good_for_nothing_else(accounts, marie):
    reset, first = accounts.issue(Purpose.RESET, NOW, marie.id), None
    first = accounts.issue(Purpose.FIRST_ADMIN, NOW)
    assert not accounts.is_good(SETUP, reset, NOW)
    assert not accounts.is_good(CHOOSE, first, NOW)
    assert not accounts.is_good("session", reset, NOW)


VOIDING = {
    "disabled": lambda accounts, one: accounts.disable(one.id),
    "changed": lambda accounts, one: accounts.set_password(one.id, OTHER, NOW),
    "asked again": lambda accounts, one: accounts.issue(Purpose.RESET, NOW, one.id),
}


@pytest.mark.parametrize("change", VOIDING.values(), ids=VOIDING)
def test_what_voids_a_reset(accounts, marie, change):
    token = accounts.issue(Purpose.RESET, NOW, marie.id)
    change(accounts, marie)
    assert not accounts.is_good(CHOOSE, token, NOW)
    accounts.enable(marie.id)
    assert not accounts.is_good(CHOOSE, token, NOW)


def test_no_link_for_an_identity_provider_nor_a_disabled_account(accounts, marie):
    outside = accounts.add("luc", Role.VIEWER, kind=AccountKind.OIDC, now=NOW)
    accounts.disable(marie.id)
    for purpose in (Purpose.INVITE, Purpose.RESET):
        with refused("oidc_password"):
            accounts.issue(purpose, NOW, outside.id)
        with refused("disabled_first"):
            accounts.issue(purpose, NOW, marie.id)
        with refused("no_account"):
            accounts.issue(purpose, NOW)


def test_a_link_issued_before_an_account_became_another_kind_sets_no_password(accounts, marie):
    token = accounts.issue(Purpose.RESET, NOW, marie.id)
    with accounts._database.writing() as connection:
        connection.execute(tables.account.update().values(kind="oidc", password=None))
    with refused("oidc_password"):
        accounts.choose_password(token, OTHER, NOW)
    assert not accounts.account(marie.id).has_password


def test_the_database_holds_no_link(accounts, marie):
    token = accounts.issue(Purpose.RESET, NOW, marie.id)
    with accounts._database.reading() as connection:
        (row,) = connection.execute(tables.token.select())
    assert token not in str(row)
    assert len(row.digest) == 32
    assert not accounts.is_good(CHOOSE, row.digest.hex(), NOW)
