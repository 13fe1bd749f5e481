"""Accounts: their names, roles and organizations, and the admin who must remain."""

import re

import pytest

from dashboard.access import OFFICE_ROLES, AccessError, AccountKind, Role
from metrics import Language
from tests.access.conftest import NOW, OTHER, PASSWORD


def refused(key):
    return pytest.raises(AccessError, check=lambda error: error.key == f"access.{key}")


def test_an_account_is_found_however_its_name_is_written(accounts, marie):
    for name in ("MARIE@example.CA", " marie@example.ca ", "ｍarie@example.ca"):
        assert accounts.find(name) == marie
    assert accounts.find("marie") is None
    assert marie.name == "Marie@example.ca"


@pytest.mark.parametrize("name", ["MARIE@EXAMPLE.CA", "marie@EXAMPLE.ca", "ｍarie@example.ca"])
def test_a_name_is_given_once(accounts, marie, name):
    with refused("name_taken"):
        accounts.add(name, Role.VIEWER, now=NOW)


@pytest.mark.parametrize("name", ["", "a", "two words", "tab\tbed", "line\nfeed", "e\u202eye",
                                  "zero\u200bwidth", "x" * 255])  # fmt: skip
def test_a_name_that_the_eye_cannot_tell_is_refused(accounts, name):
    with refused("name_unfit"):
        accounts.add(name, Role.VIEWER, now=NOW)


def test_ids_are_random_and_fit_for_the_audit_log(accounts):
    ids = {accounts.add(f"person-{n}", Role.VIEWER, now=NOW).id for n in range(20)}
    assert len(ids) == 20
    assert all(re.fullmatch(r"[0-9a-f]{32}", one) for one in ids)


@pytest.mark.parametrize("role", [Role.PARTNER, Role.STEWARD])
def test_partners_and_stewards_belong_to_an_organization(accounts, role):
    for organization in (None, "", "two words", "a/b"):
        with refused("organization_needed"):
            accounts.add("someone", role, organization=organization, now=NOW)
    assert accounts.add("someone", role, organization="haven", now=NOW).organization == "haven"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.OFFICIAL, Role.ADMIN])
def test_nobody_else_does(accounts, role):
    with refused("organization_unused"):
        accounts.add("someone", role, organization="haven", now=NOW)


def test_a_role_of_the_office_takes_the_organization_away(accounts, admin):
    partner = accounts.add("someone", Role.PARTNER, organization="haven", now=NOW)
    changed = accounts.set_role(partner.id, Role.VIEWER)
    assert (changed.role, changed.organization) == (Role.VIEWER, None)
    with refused("organization_needed"):
        accounts.set_role(partner.id, Role.PARTNER)


def test_the_office_signs_in_with_two_factors_and_a_partner_need_not(accounts, marie):
    assert Role.PARTNER not in OFFICE_ROLES
    assert len(OFFICE_ROLES) == len(Role) - 1
    partner = accounts.add("someone", Role.PARTNER, organization="haven", now=NOW)
    outside = accounts.add("other", Role.EDITOR, kind=AccountKind.OIDC, now=NOW)
    assert [one.needs_second_factor for one in (marie, partner, outside)] == [True, False, True]


def test_the_last_admin_stays(accounts, admin, marie):
    for change in (
        lambda: accounts.disable(admin.id),
        lambda: accounts.set_role(admin.id, Role.VIEWER),
    ):
        with refused("last_admin"):
            change()
    accounts.set_role(marie.id, Role.ADMIN)
    assert accounts.disable(admin.id).disabled
    with refused("last_admin"):
        accounts.disable(marie.id)


def test_an_admin_who_never_chose_a_password_does_not_stand_in(accounts, admin):
    invited = accounts.add("invited", Role.ADMIN, now=NOW)
    with refused("last_admin"):
        accounts.disable(admin.id)
    accounts.disable(invited.id)  # but may go
    accounts.enable(invited.id)
    accounts.set_password(invited.id, OTHER, NOW)
    accounts.disable(admin.id)


def test_while_nobody_has_a_password_one_of_two_invited_admins_may_go(accounts):
    mistyped, right = (accounts.add(name, Role.ADMIN, now=NOW) for name in ("cheif", "chief"))
    accounts.disable(mistyped.id)
    with refused("last_admin"):
        accounts.disable(right.id)


def test_a_disabled_account_can_be_enabled(accounts, marie):
    assert accounts.disable(marie.id).disabled
    assert accounts.enable(marie.id) == marie
    assert accounts.check_password(marie.name, PASSWORD, "192.0.2.1", NOW) == marie


def test_all_are_listed_by_name(accounts, marie, admin):
    accounts.disable(marie.id)
    assert [one.name for one in accounts.every()] == ["chief", "Marie@example.ca"]


def test_the_language_is_kept(accounts, marie):
    assert accounts.set_language(marie.id, Language.FR).language is Language.FR


def test_an_account_that_is_not_there_is_told_in_words(accounts):
    assert accounts.account("0" * 32) is None
    with refused("no_account"):
        accounts.set_language("0" * 32, Language.FR)


# An identity provider's accounts, and those of passwords: never the one by way of the other.


@pytest.fixture
def outside(accounts):
    return accounts.add("luc@example.ca", Role.VIEWER, kind=AccountKind.OIDC, now=NOW)


def test_a_person_is_bound_to_the_account_that_was_added_for_them(accounts, outside):
    assert accounts.bind("https://id.example", "17", "LUC@example.ca") == outside
    assert accounts.bind("https://id.example", "17", "renamed@example.ca") == outside


def test_another_person_of_the_same_name_is_not(accounts, outside):
    accounts.bind("https://id.example", "17", outside.name)
    assert accounts.bind("https://id.example", "18", outside.name) is None
    assert accounts.bind("https://other.example", "17", outside.name) is None


def test_nobody_is_bound_without_an_account(accounts, marie):
    assert accounts.bind("https://id.example", "17", "stranger@example.ca") is None
    assert accounts.bind("https://id.example", "17", marie.name) is None  # hers is of a password
    assert accounts.find(marie.name) == marie
    assert accounts.every() == (marie,)


@pytest.mark.parametrize(("issuer", "subject"), [("", "17"), ("https://id.example", "")])
def test_a_provider_that_names_nobody_binds_nobody(accounts, outside, issuer, subject):
    assert accounts.bind(issuer, subject, outside.name) is None


def test_a_disabled_account_is_not_bound_and_lets_nobody_in(accounts, outside):
    accounts.disable(outside.id)
    assert accounts.bind("https://id.example", "17", outside.name) is None
    accounts.enable(outside.id)
    assert accounts.bind("https://id.example", "17", outside.name) == outside
    accounts.disable(outside.id)
    assert accounts.bind("https://id.example", "17", outside.name) is None


def test_no_password_opens_the_account_of_an_identity_provider(accounts, outside):
    with refused("oidc_password"):
        accounts.set_password(outside.id, PASSWORD, NOW)
    with refused("oidc_password"):
        accounts.add("other", Role.VIEWER, kind=AccountKind.OIDC, password=PASSWORD, now=NOW)
    assert not accounts.account(outside.id).has_password
