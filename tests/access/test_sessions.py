"""Sessions: how long they last, what ends them, and what the database knows of them."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import event

from dashboard.access import AccessError, Purpose, Role
from dashboard.access.store import tables
from tests.access.conftest import NOW, OTHER

MINUTE = timedelta(minutes=1)


@pytest.fixture
def token(accounts, marie):
    return accounts.begin(marie.id, NOW, device="Firefox, Windows")


def rows(accounts):
    with accounts._database.reading() as connection:
        return connection.execute(tables.session.select()).all()


def test_a_session_tells_whose_it_is(accounts, marie, token):
    account, session = accounts.session(token, NOW + timedelta(seconds=20))
    assert account == marie
    assert (session.begun_at, session.last_seen_at) == (NOW, NOW)
    assert (session.device, session.is_whole) == ("Firefox, Windows", True)
    assert accounts.session(token[:-1], NOW) is None
    assert accounts.session("", NOW) is None


def test_the_database_holds_a_digest_and_not_the_cookie(accounts, token):
    (row,) = rows(accounts)
    assert len(bytes.fromhex(token)) == 16  # 128 bits
    assert row.digest == sha256(f"session\0{token}".encode()).digest()
    assert token not in str(row)
    assert accounts.session(row.digest.hex(), NOW) is None
    assert accounts.session(row.id, NOW) is None


def test_a_session_left_alone_for_half_an_hour_ends(accounts, token):
    assert accounts.session(token, NOW + 29 * MINUTE)
    assert accounts.session(token, NOW + 58 * MINUTE)
    assert accounts.session(token, NOW + 88 * MINUTE) is None


def test_a_session_in_use_ends_after_eight_hours(accounts, token):
    for quarter in range(1, 32):
        assert accounts.session(token, NOW + quarter * 15 * MINUTE)
    assert accounts.session(token, NOW + timedelta(hours=8)) is None


def test_turning_a_session_over_does_not_lengthen_it(accounts, token):
    for quarter in range(1, 32):
        token = accounts.rotate(token, NOW + quarter * 15 * MINUTE)
    assert accounts.session(token, NOW + timedelta(hours=8)) is None


def test_when_it_was_last_seen_is_written_once_a_minute(accounts, token):
    written = []
    event.listen(
        accounts._database.engine,
        "before_cursor_execute",
        lambda *given: written.append(given[2]) if given[2].startswith("UPDATE") else None,
    )
    for second in range(150):
        accounts.session(token, NOW + timedelta(seconds=second))
    assert len(written) == 2
    (session,) = accounts.sessions_of(accounts.every()[0].id, NOW + 3 * MINUTE)
    assert session.last_seen_at == NOW + 2 * MINUTE


def test_a_turned_session_is_the_same_under_another_token(accounts, token):
    fresh = accounts.rotate(token, NOW + MINUTE)
    assert accounts.session(token, NOW + MINUTE) is None
    before, after = rows(accounts)[0].id, accounts.session(fresh, NOW + MINUTE).session.id
    assert before == after
    with pytest.raises(AccessError):
        accounts.rotate(token, NOW + MINUTE)


def test_a_half_session_says_so_and_ends_soon(accounts, marie):
    half = accounts.begin(marie.id, NOW, whole=False)
    assert not accounts.session(half, NOW + 9 * MINUTE).session.is_whole
    assert accounts.session(half, NOW + 10 * MINUTE) is None
    whole = accounts.rotate(accounts.begin(marie.id, NOW, whole=False), NOW, whole=True)
    assert accounts.session(whole, NOW + 20 * MINUTE).session.is_whole


def test_a_half_session_stays_half_when_turned(accounts, marie):
    half = accounts.rotate(accounts.begin(marie.id, NOW, whole=False), NOW)
    assert not accounts.session(half, NOW).session.is_whole


def test_signing_out_ends_it(accounts, token):
    accounts.end(accounts.session(token, NOW).session.id)
    assert accounts.session(token, NOW) is None


def test_sessions_are_listed_newest_first_and_ended_one_by_one(accounts, marie, admin, token):
    telephone = accounts.begin(marie.id, NOW + MINUTE, device="Safari, iPhone")
    accounts.begin(admin.id, NOW)
    listed = accounts.sessions_of(marie.id, NOW + 2 * MINUTE)
    assert [one.device for one in listed] == ["Safari, iPhone", "Firefox, Windows"]
    accounts.end(listed[0].id)
    assert accounts.session(telephone, NOW + 2 * MINUTE) is None
    assert accounts.session(token, NOW + 2 * MINUTE)
    assert accounts.sessions_of(marie.id, NOW + timedelta(hours=1)) == ()


ENDING = {
    "role": lambda accounts, one: accounts.set_role(one.id, Role.VIEWER),
    "disabled": lambda accounts, one: accounts.disable(one.id),
    "password": lambda accounts, one: accounts.set_password(one.id, OTHER, NOW),
    "second factor": lambda accounts, one: accounts.remove_second_factor(one.id),
    "every": lambda accounts, one: accounts.end_every(one.id),
    "reset": lambda accounts, one: accounts.choose_password(
        accounts.issue(Purpose.RESET, NOW, one.id), OTHER, NOW
    ),
}


@pytest.mark.parametrize("change", ENDING.values(), ids=ENDING)
def test_what_ends_every_session_of_an_account_and_no_other(accounts, marie, admin, change):
    mine = [accounts.begin(marie.id, NOW) for _ in range(3)]
    theirs = accounts.begin(admin.id, NOW)
    change(accounts, marie)
    accounts.enable(marie.id)
    assert [accounts.session(one, NOW) for one in mine] == [None] * 3
    assert accounts.session(theirs, NOW)


def test_a_changed_password_keeps_the_session_it_was_changed_in(accounts, marie, token):
    other = accounts.begin(marie.id, NOW)
    accounts.set_password(marie.id, OTHER, NOW, keep=accounts.session(token, NOW).session.id)
    assert accounts.session(token, NOW)
    assert accounts.session(other, NOW) is None


def test_a_disabled_account_begins_no_session_and_keeps_none(accounts, marie, token):
    with accounts._database.writing() as connection:  # as if it had not been ended
        connection.execute(tables.account.update().values(disabled=True))
    assert accounts.session(token, NOW) is None
    with pytest.raises(AccessError):
        accounts.begin(marie.id, NOW)


def test_ended_sessions_are_not_kept(accounts, marie, token):
    accounts.begin(marie.id, NOW + timedelta(hours=1))
    assert len(rows(accounts)) == 1


def test_a_device_is_a_short_name(accounts, marie):
    accounts.begin(marie.id, NOW, device="x" * 500)
    assert len(accounts.sessions_of(marie.id, NOW)[0].device) == 80


def test_a_link_is_no_session_and_a_session_no_link(accounts, marie, token):
    link = accounts.issue(Purpose.RESET, NOW, marie.id)
    assert accounts.session(link, NOW) is None
    assert not accounts.is_good("choose-password", token, NOW)


def test_a_clock_without_a_time_zone_is_refused(accounts, token):
    with pytest.raises(ValueError, match="time zone"):
        accounts.session(token, NOW.replace(tzinfo=None))
