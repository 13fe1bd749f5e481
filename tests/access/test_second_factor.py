"""The second factor: codes that count once, recovery codes, and secrets that are kept sealed."""

from datetime import timedelta

import pytest
from pyotp import TOTP

from dashboard.access import AccessError, Accounts, Refused
from dashboard.access.store import tables
from metrics import Settings
from tests.access.conftest import NOW, OTHER, SECRET

HOME, AWAY = "192.0.2.7", "198.51.100.9"
STEP = timedelta(seconds=30)


def code_at(enrolment, now):
    return TOTP(enrolment.secret).at(now)


@pytest.fixture
def enrolled(accounts, marie):
    """Marie's enrolment, confirmed half an hour ago, and her recovery codes."""
    then = NOW - timedelta(minutes=30)
    made = accounts.enrol(marie.id, "Pillars", then)
    return made, accounts.confirm(marie.id, code_at(made, then), HOME, then)


def test_a_second_factor_counts_from_its_first_code(accounts, marie):
    made = accounts.enrol(marie.id, "Pillars of Ontario", NOW)
    assert made.groups.replace(" ", "") == made.secret
    assert made.address.startswith("otpauth://totp/Pillars%20of%20Ontario:Marie%40example.ca?")
    assert not accounts.account(marie.id).has_second_factor
    assert accounts.check_code(marie.id, code_at(made, NOW), HOME, NOW) == Refused(0, True)
    assert accounts.confirm(marie.id, "000000", HOME, NOW) == Refused(0, True)
    codes = accounts.confirm(marie.id, code_at(made, NOW), HOME, NOW)
    assert len(set(codes)) == 10
    assert accounts.account(marie.id).has_second_factor


def test_a_mistyped_first_code_does_not_make_a_new_secret(accounts, marie):
    first = accounts.enrol(marie.id, "Pillars", NOW)
    assert accounts.enrol(marie.id, "Pillars", NOW + timedelta(minutes=14)) == first
    late = NOW + timedelta(minutes=15)
    assert accounts.confirm(marie.id, code_at(first, late), HOME, late) == Refused(0, True)
    assert accounts.enrol(marie.id, "Pillars", late) != first


def test_nothing_is_confirmed_that_was_not_begun(accounts, marie):
    assert accounts.confirm(marie.id, "000000", HOME, NOW) == Refused(0, True)


def test_a_code_is_good_once(accounts, marie, enrolled):
    code = code_at(enrolled[0], NOW)
    assert accounts.check_code(marie.id, f" {code[:3]} {code[3:]} ", HOME, NOW).id == marie.id
    for address in (HOME, AWAY):
        assert isinstance(accounts.check_code(marie.id, code, address, NOW + STEP), Refused)
    fresh = code_at(enrolled[0], NOW + STEP)
    assert accounts.check_code(marie.id, fresh, HOME, NOW + STEP).id == marie.id


def test_the_code_that_confirmed_is_used_up(accounts, marie):
    made = accounts.enrol(marie.id, "Pillars", NOW)
    accounts.confirm(marie.id, code_at(made, NOW), HOME, NOW)
    assert accounts.check_code(marie.id, code_at(made, NOW), HOME, NOW) == Refused(0, True)


def test_an_older_code_is_not_good_after_a_newer(accounts, marie, enrolled):
    newer, older = (code_at(enrolled[0], NOW + step) for step in (STEP, -STEP))
    assert accounts.check_code(marie.id, newer, HOME, NOW).id == marie.id
    assert isinstance(accounts.check_code(marie.id, older, HOME, NOW), Refused)


@pytest.mark.parametrize(("drift", "good"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(accounts, marie, enrolled, drift, good):
    code = code_at(enrolled[0], NOW + drift * STEP)
    assert isinstance(accounts.check_code(marie.id, code, HOME, NOW), Refused) is not good


def test_each_recovery_code_is_good_once(accounts, marie, enrolled):
    _, codes = enrolled
    for left, code in zip(range(9, -1, -1), codes, strict=True):
        assert accounts.check_code(marie.id, f" {code.lower()} ", HOME, NOW).id == marie.id
        assert accounts.check_code(marie.id, code, HOME, NOW) == Refused(0, True)
        assert accounts.recovery_codes_left(marie.id) == left


def test_recovery_codes_are_kept_as_digests_and_are_one_accounts_own(
    accounts, marie, admin, enrolled
):
    with accounts._database.reading() as connection:
        kept = connection.execute(tables.recovery_code.select()).all()
    assert all(len(one.digest) == 32 for one in kept)
    made = accounts.enrol(admin.id, "Pillars", NOW)
    accounts.confirm(admin.id, code_at(made, NOW), HOME, NOW)
    assert isinstance(accounts.check_code(admin.id, enrolled[1][0], HOME, NOW), Refused)


def test_new_recovery_codes_take_the_place_of_the_old(accounts, marie, admin, enrolled):
    fresh = accounts.new_recovery_codes(marie.id)
    assert isinstance(accounts.check_code(marie.id, enrolled[1][0], HOME, NOW), Refused)
    assert accounts.check_code(marie.id, fresh[0], HOME, NOW).id == marie.id
    with pytest.raises(AccessError):
        accounts.new_recovery_codes(admin.id)


def test_a_new_secret_leaves_the_old_one_good_until_it_is_confirmed(accounts, marie, enrolled):
    made = accounts.enrol(marie.id, "Pillars", NOW)
    assert accounts.check_code(marie.id, code_at(enrolled[0], NOW), HOME, NOW).id == marie.id
    accounts.confirm(marie.id, code_at(made, NOW), HOME, NOW)
    later = NOW + 2 * STEP
    assert isinstance(
        accounts.check_code(marie.id, code_at(enrolled[0], later), HOME, later), Refused
    )


def test_a_thousand_wrong_codes_are_bounded_from_one_address_and_from_many(
    accounts, marie, enrolled
):
    def tried(address, second):
        now = NOW + timedelta(seconds=second)
        return accounts.check_code(marie.id, "000000", address, now).examined

    assert sum(tried(AWAY, second) for second in range(1000)) < 15
    assert sum(tried(f"10.0.{n // 250}.{n % 250}", 1000 + n) for n in range(1000)) < 25


def test_a_place_that_was_right_once_does_not_wait_for_strangers(accounts, marie, enrolled):
    for n in range(50):
        accounts.check_code(marie.id, "000000", f"10.0.0.{n}", NOW)
    assert not accounts.check_code(marie.id, "000000", AWAY, NOW).examined
    assert accounts.check_code(marie.id, code_at(enrolled[0], NOW), HOME, NOW).id == marie.id


def test_recovery_codes_are_delayed_too(accounts, marie, enrolled):
    answers = [accounts.check_code(marie.id, "AAAA-AAAA-AAAA-AAAA", AWAY, NOW) for _ in range(50)]
    assert sum(one.examined for one in answers) == 3


def test_a_disabled_account_passes_no_code(accounts, marie, enrolled):
    accounts.disable(marie.id)
    for code in (code_at(enrolled[0], NOW), enrolled[1][0]):
        assert isinstance(accounts.check_code(marie.id, code, HOME, NOW), Refused)


def test_a_removed_second_factor_is_gone(accounts, marie, enrolled):
    assert not accounts.remove_second_factor(marie.id).has_second_factor
    for code in (code_at(enrolled[0], NOW), enrolled[1][0]):
        assert isinstance(accounts.check_code(marie.id, code, HOME, NOW), Refused)
    assert accounts.recovery_codes_left(marie.id) == 0


def test_secrets_are_sealed_for_their_account_with_the_installations_secret(
    accounts, settings, marie, admin, enrolled
):
    with accounts._database.reading() as connection:
        (row,) = connection.execute(tables.second_factor.select())
    assert enrolled[0].secret.encode() not in row.secret
    assert accounts._unsealed(marie.id, row.secret) == enrolled[0].secret
    with pytest.raises(AccessError):
        accounts._unsealed(admin.id, row.secret)


def test_another_secret_is_told_in_words_and_recovery_codes_still_count(
    accounts, settings, marie, enrolled
):
    other = Accounts.open(settings.model_copy(update={"secret_key": None}))
    other._keys._secret = (SECRET + OTHER).encode()
    with pytest.raises(AccessError) as told:
        other.check_code(marie.id, code_at(enrolled[0], NOW), HOME, NOW)
    assert "PILLARS_SECRET_KEY" in told.value.text.fr
    assert other.check_code(marie.id, enrolled[1][0], HOME, NOW).id == marie.id
    other.close()


def test_the_code_of_a_secret_that_leaks_from_one_column_does_not_pass_in_another(
    accounts, marie, enrolled
):
    """Sealed bytes moved to another account open nothing."""
    stranger = accounts.add("stranger", marie.role, now=NOW)
    with accounts._database.writing() as connection:
        (row,) = connection.execute(tables.second_factor.select())
        copied = {"account": stranger.id, "secret": row.secret, "used_step": 0}
        connection.execute(tables.second_factor.insert().values(copied))
    with pytest.raises(AccessError):
        accounts.check_code(stranger.id, code_at(enrolled[0], NOW), HOME, NOW)


def test_settings_are_asked_for_their_secret_only_when_it_is_needed(database_url, quick):
    bare = Settings(accounts_url=database_url, env="production", secret_key=None)
    opened = Accounts.open(bare)
    assert opened.every() == ()
    with pytest.raises(AccessError) as told:
        opened.check_password("name", OTHER, HOME, NOW)
    assert "PILLARS_SECRET_KEY" in told.value.text.en
    opened.close()
