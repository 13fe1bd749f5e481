"""Nobody alone hands out an account that decides or reads for an owner of data."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from dashboard.access import Account, Accounts, Role
from dashboard.access.authorize import Action, Kind, Thing, authorize, scope_of
from dashboard.access.faults import AccessError
from dashboard.access.roles import Refused
from dashboard.access.store import Purpose
from metrics import PUBLIC, Settings
from tests.access.conftest import NOW, OTHER, PASSWORD, SECRET

HERE, OWNER, LATER = "192.0.2.1", "haven", NOW + timedelta(hours=73)


@pytest.fixture
def first(accounts):
    return accounts.add("first", Role.ADMIN, password=PASSWORD, now=NOW)


@pytest.fixture
def second(accounts):
    return accounts.add("second", Role.ADMIN, password=PASSWORD, now=NOW)


def as_(accounts, who):
    return accounts.noting(lambda _: None, by=who.id)


def steward(accounts, by, name="steward", organization=OWNER, now=LATER, **more) -> Account:
    with as_(accounts, by):
        return accounts.add(name, Role.STEWARD, organization=organization, now=now, **more)


def signs_in(accounts, name="steward", now=LATER) -> Account | Refused:
    return accounts.check_password(name, PASSWORD, HERE, now)


def refused(key):
    return pytest.raises(AccessError, match=key)


def standing(accounts, first, second):
    """A steward who was confirmed."""
    made = steward(accounts, first, password=PASSWORD)
    return accounts.vouch(made.id, second, LATER)


def test_the_account_of_a_steward_takes_no_effect_before_a_second_person_has_confirmed_it(
    accounts, first, second
):
    made = steward(accounts, first, password=PASSWORD)
    assert made.waits
    assert made.lifts_at is None
    assert signs_in(accounts).waits  # whoever has the password is told so, and nobody else
    assert not accounts.check_password("steward", OTHER, HERE, LATER).waits
    with refused("waits"):
        accounts.begin(made.id, LATER)
    assert not authorize(made, Action.UPDATE, Thing(Kind.CONSENT, organization=OWNER))
    assert scope_of(made) == PUBLIC
    confirmed = accounts.vouch(made.id, second, LATER)
    assert authorize(confirmed, Action.UPDATE, Thing(Kind.CONSENT, organization=OWNER))
    assert isinstance(signs_in(accounts, now=LATER + timedelta(minutes=1)), Account)


def test_who_has_asked_confirms_nothing_whoever_asked_besides(accounts, first, second):
    made = steward(accounts, first, password=PASSWORD)
    with refused("somebody else"):
        accounts.vouch(made.id, first, LATER)
    with as_(accounts, second):
        accounts.enable(made.id, LATER)
    for one in (first, second, made):
        with refused("somebody else"):
            accounts.vouch(made.id, one, LATER)


@pytest.mark.parametrize("step", ["link", "factor", "enable", "role", "organization"])
def test_each_step_that_could_take_an_account_over_asks_again(accounts, first, second, step):
    held = standing(accounts, first, second)
    token = accounts.begin(held.id, LATER)
    steps = {
        "link": lambda: accounts.issue(Purpose.RESET, LATER, held.id),
        "factor": lambda: accounts.remove_second_factor(held.id, LATER),
        "enable": lambda: accounts.enable(held.id, LATER),
        "role": lambda: accounts.set_role(held.id, Role.STEWARD, OWNER, LATER),
        "organization": lambda: accounts.set_role(held.id, Role.STEWARD, "river", LATER),
    }
    with as_(accounts, first):
        steps[step]()
    assert accounts.account(held.id).waits
    assert accounts.session(token, LATER) is None
    with refused("somebody else"):
        accounts.vouch(held.id, first, LATER)


def test_an_account_of_the_office_waits_for_nobody(accounts, first, second):
    with as_(accounts, first):
        made = accounts.add("editor", Role.EDITOR, password=PASSWORD, now=NOW)
        partner = accounts.add("partner", Role.PARTNER, organization=OWNER, now=NOW)
    assert not made.waits
    assert not partner.waits
    with refused("waits for nobody"):
        accounts.vouch(made.id, second, LATER)


def test_a_partner_of_an_owner_waits_too_for_it_reads_all_that_the_owner_keeps(
    accounts, first, second
):
    accounts.owners = frozenset({OWNER})
    with as_(accounts, first):
        made = accounts.add("partner", Role.PARTNER, organization=OWNER, password=PASSWORD, now=NOW)
        other = accounts.add("other", Role.PARTNER, organization="river", now=NOW)
    assert (made.waits, other.waits) == (True, False)
    assert not accounts.vouch(made.id, second, LATER).waits


def test_where_there_is_a_steward_already_that_steward_confirms(accounts, first, second):
    held = standing(accounts, first, second)
    made = steward(accounts, first, "another", password=PASSWORD)
    with refused("has a steward already"):
        accounts.vouch(made.id, second, LATER)
    elsewhere = steward(accounts, first, "elsewhere", "river", password=PASSWORD)
    accounts.vouch(elsewhere.id, second, LATER)
    with refused("has a steward already"):
        accounts.vouch(made.id, elsewhere, LATER)
    assert not accounts.vouch(made.id, held, LATER).waits


def test_a_steward_who_waits_confirms_nobody(accounts, first, second):
    made = steward(accounts, first, password=PASSWORD)
    other = steward(accounts, first, "another", password=PASSWORD)
    with refused("Only another administrator"):
        accounts.vouch(made.id, other, LATER)


def test_an_administrator_made_or_taken_over_lately_is_no_second_person(accounts, first, second):
    """Else one administrator would make the other, or take it over by a link."""
    made = steward(accounts, first, password=PASSWORD)
    with as_(accounts, first):
        puppet = accounts.add("puppet", Role.ADMIN, password=PASSWORD, now=LATER)
        accounts.issue(Purpose.RESET, LATER, second.id)
    for one in (puppet, second):
        with refused("less than 72 hours"):
            accounts.vouch(made.id, one, LATER)
        assert not accounts.may_vouch(made.id, one, LATER)
    assert accounts.vouch(made.id, puppet, LATER + timedelta(hours=73)).may_act


def test_who_has_made_the_other_administrator_does_not_confirm_what_that_one_asks(accounts, first):
    with as_(accounts, first):
        puppet = accounts.add("puppet", Role.ADMIN, password=PASSWORD, now=LATER)
    made = steward(accounts, puppet, password=PASSWORD)
    with refused("less than 72 hours"):
        accounts.vouch(made.id, first, LATER)


def test_nobody_else_of_the_office_confirms(accounts, first, second):
    made = steward(accounts, first, password=PASSWORD)
    for role in (Role.EDITOR, Role.OFFICIAL, Role.VIEWER):
        one = accounts.add(role.value, role, password=PASSWORD, now=NOW)
        with refused("Only another administrator"):
            accounts.vouch(made.id, one, LATER)


def test_its_person_chooses_the_password_before_it_is_confirmed(accounts, first, second):
    """Whoever holds the link could else choose it after the second person has looked."""
    made = steward(accounts, first)
    with as_(accounts, first):
        token = accounts.issue(Purpose.INVITE, LATER, made.id)
    with refused("chooses a password"):
        accounts.vouch(made.id, second, LATER)
    accounts.choose_password(token, PASSWORD, LATER)
    assert signs_in(accounts).waits
    assert accounts.vouch(made.id, second, LATER).may_act


def test_a_sole_administrator_waits_and_does_not_confirm(accounts, first):
    made = steward(accounts, first, password=PASSWORD)
    assert made.lifts_at == LATER + timedelta(hours=72)
    accounts.settle(LATER + timedelta(hours=71))
    assert accounts.account(made.id).waits
    told = []
    with accounts.noting(told.append):
        accounts.settle(LATER + timedelta(hours=72))
    assert [one.id for one in told] == [made.id]
    assert accounts.account(made.id).may_act


def test_what_waits_for_a_person_never_takes_effect_by_itself(accounts, first, second):
    made = steward(accounts, first, password=PASSWORD)
    accounts.settle(LATER + timedelta(days=999))
    assert accounts.account(made.id).waits


def test_who_is_there_again_by_then_has_to_confirm_it(accounts, first, second):
    """Else one administrator would disable the others for the minute in which they ask."""
    accounts.disable(second.id)
    made = steward(accounts, first, password=PASSWORD)
    accounts.enable(second.id, LATER)
    told = []
    with accounts.noting(told.append):
        accounts.settle(LATER + timedelta(hours=73))
    held = accounts.account(made.id)
    assert (held.waits, held.lifts_at, told) == (True, None, [])
    assert not accounts.vouch(made.id, second, LATER + timedelta(hours=73)).waits


def test_what_can_no_longer_be_told_to_the_log_is_not_settled(accounts, first):
    made = steward(accounts, first, password=PASSWORD)

    def closed(_):
        raise AccessError("access.store_closed", store="figures")

    with refused("figures"), accounts.noting(closed):
        accounts.settle(LATER + timedelta(hours=72))
    assert accounts.account(made.id).waits


def test_another_role_waits_no_longer_and_the_old_one_asks_anew(accounts, first, second):
    made = steward(accounts, first, password=PASSWORD)
    assert not accounts.set_role(made.id, Role.VIEWER, None, LATER).waits
    assert accounts.set_role(made.id, Role.STEWARD, OWNER, LATER).waits


def test_accounts_of_an_older_version_are_opened_and_go_on(tmp_path, quick):
    """The tables that are new are added; who was a steward before goes on being one."""
    path = tmp_path / "accounts.sqlite"
    settings = Settings(accounts_url=f"sqlite:///{path}", secret_key=SECRET)
    with closing(Accounts.open(settings)) as accounts:
        held = accounts.add("steward", Role.STEWARD, organization=OWNER, password=PASSWORD, now=NOW)
    with closing(sqlite3.connect(path)) as older:
        older.executescript(
            "DROP TABLE awaited; DROP TABLE handled; DROP TABLE counted;"
            "UPDATE schema_version SET number = 1"
        )
    with closing(Accounts.open(settings, as_it_is=True)) as accounts:
        assert not accounts.admin_has_existed()
    assert tables_in(path) & {"awaited", "handled"} == set()  # who only looks changes nothing
    with closing(Accounts.open(settings)) as accounts:
        assert accounts.account(held.id).may_act
        assert steward(accounts, held, "another").waits
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("SELECT number FROM schema_version").fetchall() == [(3,)]


def tables_in(path) -> set[str]:
    with closing(sqlite3.connect(path)) as found:
        return {one for (one,) in found.execute("SELECT name FROM sqlite_master")}
