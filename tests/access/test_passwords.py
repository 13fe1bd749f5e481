"""Passwords: which may be chosen, how they are kept, and what a wrong one is answered."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from sqlalchemy import update

from dashboard.access import (
    Account,
    AccountKind,
    FaultyPasswordError,
    Refused,
    Role,
    password_faults,
    passwords,
)
from dashboard.access.delays import place_of
from dashboard.access.store import tables
from tests.access.conftest import NOW, OTHER, PASSWORD

HOME, AWAY = "192.0.2.7", "198.51.100.9"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("kite-Ostrich", None),
        ("short-17-Kj", "12"),
        ("k" * 201, "200"),
        ("password1234", "leaked"),
        ("passwordpassword", "guess"),
        ("aaaaaaaaaaaaaaaa", "guess"),
        ("november2026", "guess"),
        ("qwertyuiop123456", "guess"),
        ("1qaz2wsx3edc4rfv", "leaked"),
        ("1QAZ2WSX3edc4rfv", "leaked"),
        ("velvet-marie@example.ca-otter", "name"),
        ("velvet-MARIE-otter-quartz", "name"),
        (PASSWORD, None),
        (OTHER, None),
    ],
)
def test_what_may_be_a_password(password, said):
    told = password_faults(password, "Marie@example.ca")
    assert bool(told) is (said is not None)
    assert said is None or any(said in one.en for one in told)


def test_every_fault_is_told_at_once_in_both_languages():
    english, french = zip(*password_faults("marie", "marie@example.ca"), strict=True)
    assert len(english) == 2
    assert "200 caractères" in french[0]
    assert "nom du compte" in french[1]


def test_a_password_may_not_hold_a_part_of_the_name():
    assert password_faults("dominique-tremblay-1", "dominique.roy@example.ca")
    assert not password_faults("dominique-tremblay-1", "someone.else@example.ca")


@pytest.mark.parametrize(
    ("name", "password", "is_refused"),
    [
        ("vic", "vic-vic-vic-vic1", True),
        ("vic@example.ca", "lantern4vic-harbour", True),
        ("vic.lee", "Otter-LEE-quartz-moss", True),
        ("jo", "jojo-otter-quartz-moss", True),
        ("vic", "victory-otter-quartz", False),  # inside another word a short name means nothing
        ("jo", "a major joke enjoyed by otters", False),
        ("marie.de.la.roche", "le soleil de la nuit verte", False),
        ("jo", "I do not know jo from adam today", False),  # two letters are a word of a sentence
        ("vi@example.ca", "we saw vi and harbour lanterns", False),
        ("le", "le vent se lève et le soleil brille", False),
        ("jo", "otter-jo-jo-quartz-moss", True),
        ("jo@example.ca", "jo1jo2-otter-quartz-moss", True),
        ("vi", "vi-otter-vi-kelp", True),  # a quarter of it
        ("vi", "Vi.Vi.Vi.Vi.2026", True),
        ("pat", "I do not know pat from adam today", True),  # three letters are known as a name
    ],
)
def test_a_short_name_is_refused_as_a_word_of_its_own(name, password, is_refused):
    told = [one.en for one in password_faults(password, name)]
    assert any("name" in one for one in told) is is_refused, told


def test_a_password_is_the_same_however_its_accents_are_typed():
    kept = passwords.hash_password("brouillard-v\u00e9lo-42")
    assert passwords.is_right(kept, "brouillard-ve\u0301lo-42")
    assert not passwords.is_right(kept, "brouillard-velo-42")


def test_passwords_are_kept_with_argon2id_and_a_salt():
    first, second = passwords.hash_password(PASSWORD), passwords.hash_password(PASSWORD)
    found, least = extract_parameters(first), extract_parameters(PasswordHasher().hash("x"))
    assert first != second
    assert found.type is Type.ID
    assert (found.time_cost, found.memory_cost) >= (least.time_cost, least.memory_cost)
    assert found.memory_cost >= 64 * 1024


def test_no_password_is_never_right():
    assert not passwords.is_right(None, "")
    assert not passwords.is_right("", "")
    assert not passwords.is_right("not a hash", PASSWORD)


def test_the_right_password_lets_in(accounts, marie):
    assert accounts.check_password("MARIE@example.ca", PASSWORD, HOME, NOW) == marie
    assert accounts.check_password(marie.name, PASSWORD + " ", HOME, NOW) == Refused(0, True)


@pytest.fixture
def every_kind(accounts, marie):
    """Names that must all be answered alike, with the right password or a wrong one."""
    disabled = accounts.add("disabled", Role.VIEWER, password=PASSWORD, now=NOW)
    accounts.disable(disabled.id)
    accounts.add("outside", Role.VIEWER, kind=AccountKind.OIDC, now=NOW)
    accounts.add("invited", Role.VIEWER, now=NOW)
    return {"unknown": PASSWORD, marie.name: OTHER, "disabled": PASSWORD, "outside": PASSWORD,
            "invited": PASSWORD}  # fmt: skip


def test_an_identity_providers_account_is_refused_even_with_a_password(accounts, marie):
    with accounts._database.writing() as connection:
        connection.execute(update(tables.account).values(kind="oidc"))
    assert accounts.check_password(marie.name, PASSWORD, HOME, NOW) == Refused(0, True)


@dataclass
class Counting:
    """A hasher that counts what it is asked to verify."""

    inner: PasswordHasher
    verified: int = 0

    def verify(self, kept, password):
        extract_parameters(kept)  # a hash in truth: else nothing would be computed
        self.verified += 1
        return self.inner.verify(kept, password)

    def __getattr__(self, name):
        return getattr(self.inner, name)


def test_every_refusal_is_the_same_answer_after_the_same_work(accounts, every_kind, monkeypatch):
    counting = Counting(passwords.HASHER)
    monkeypatch.setattr(passwords, "HASHER", counting)
    for at, (name, password) in enumerate(every_kind.items()):
        waits = []
        for attempt in range(6):
            now = NOW + timedelta(hours=attempt)
            waits.append(accounts.check_password(name, password, f"192.0.2.{at}", now))
        assert waits == [Refused(wait, True) for wait in (0, 0, 1, 2, 4, 8)]
        assert counting.verified == 6 * (at + 1)


def test_the_decoy_takes_the_same_parameters():
    passwords._decoy.cache_clear()
    decoy, kept = passwords._decoy(), passwords.hash_password(PASSWORD)
    assert extract_parameters(decoy) == extract_parameters(kept)


def test_an_older_hash_is_renewed_when_its_password_is_given(accounts, marie, monkeypatch):
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", stronger)
    before = kept_of(accounts, marie)
    accounts.check_password(marie.name, OTHER, HOME, NOW)
    assert kept_of(accounts, marie) == before
    accounts.check_password(marie.name, PASSWORD, HOME, NOW)
    assert extract_parameters(kept_of(accounts, marie)).memory_cost == 16
    assert accounts.check_password(marie.name, PASSWORD, HOME, NOW) == marie


def kept_of(accounts, account):
    with accounts._database.reading() as connection:
        asked = tables.account.select().where(tables.account.c.id == account.id)
        return connection.execute(asked).one().password


def test_a_new_password_takes_the_place_of_the_old(accounts, marie):
    accounts.set_password(marie.id, OTHER, NOW)
    assert accounts.check_password(marie.name, OTHER, HOME, NOW) == marie
    assert accounts.check_password(marie.name, PASSWORD, HOME, NOW) == Refused(0, True)
    with pytest.raises(FaultyPasswordError) as told:
        accounts.set_password(marie.id, "marie", NOW)
    assert len(told.value.faults) == 2


# Delays


def tries(accounts, name, password, address, count, apart=timedelta(seconds=1)):
    """How many of so many tries were looked at, and the last answer."""
    answers = [
        accounts.check_password(name, password, address, NOW + number * apart)
        for number in range(count)
    ]
    return sum(isinstance(one, Account) or one.examined for one in answers), answers[-1]


def test_a_thousand_tries_are_bounded_and_the_true_person_still_signs_in(accounts, marie):
    examined, last = tries(accounts, marie.name, OTHER, HOME, 1000)
    assert examined < 15
    assert not last.examined
    later = NOW + timedelta(seconds=1000)
    assert accounts.check_password(marie.name, PASSWORD, AWAY, later) == marie
    early = accounts.check_password(marie.name, PASSWORD, HOME, later)
    assert early == Refused(early.wait, False)
    once_over = later + timedelta(seconds=early.wait)
    assert accounts.check_password(marie.name, PASSWORD, HOME, once_over) == marie


def test_a_thousand_names_from_one_address_are_bounded(accounts, marie):
    answers = [
        accounts.check_password(f"name-{n}", OTHER, HOME, NOW + timedelta(seconds=n))
        for n in range(1000)
    ]
    assert sum(one.examined for one in answers) < 60
    assert accounts.check_password(marie.name, PASSWORD, AWAY, NOW) == marie


def test_waits_grow_up_to_a_quarter_of_an_hour(accounts, marie):
    now, waits = NOW, []
    for _ in range(16):
        refused = accounts.check_password(marie.name, OTHER, HOME, now)
        assert refused.examined
        waits.append(refused.wait)
        now += timedelta(seconds=refused.wait)
    assert waits[:6] == [0, 0, 1, 2, 4, 8]
    assert max(waits) == 900


def test_a_try_that_comes_too_early_does_not_lengthen_the_wait(accounts, marie):
    tries(accounts, marie.name, OTHER, HOME, 4, timedelta(seconds=30))
    then = NOW + timedelta(seconds=90)
    assert [accounts.check_password(marie.name, PASSWORD, HOME, then).wait for _ in range(5)] == [
        2
    ] * 5


def test_the_right_password_frees_its_own_account_only(accounts, marie, admin):
    """A stranger who has an account cannot use it to try others without waiting."""
    examined = 0
    for number in range(200):
        now = NOW + timedelta(seconds=number)
        accounts.check_password(marie.name, PASSWORD, HOME, now)
        answer = accounts.check_password(f"name-{number}", OTHER, HOME, now)
        examined += answer.examined
    assert examined < 40


def test_a_place_that_was_right_once_does_not_wait_for_the_tries_of_others(accounts, marie):
    accounts.check_password(marie.name, PASSWORD, HOME, NOW)
    for number in range(40):
        accounts.check_password(f"name-{number}", OTHER, HOME, NOW)
    assert not accounts.check_password("unknown", OTHER, HOME, NOW).examined
    assert accounts.check_password(marie.name, PASSWORD, HOME, NOW) == marie


def test_the_right_password_ends_the_wait_of_its_account(accounts, marie):
    tries(accounts, marie.name, OTHER, HOME, 6, timedelta(minutes=1))
    later = NOW + timedelta(minutes=6)
    for _ in range(2):
        assert accounts.check_password(marie.name, PASSWORD, HOME, later) == marie
    assert accounts.check_password(marie.name, OTHER, HOME, later) == Refused(0, True)


def test_the_right_password_takes_back_its_own_try_and_no_others(accounts, marie):
    for number in range(19):
        accounts.check_password(f"name-{number}", OTHER, HOME, NOW)
    now = NOW + timedelta(minutes=1)
    assert accounts.check_password(marie.name, PASSWORD, HOME, now) == marie
    later = now + timedelta(minutes=1)
    assert accounts.check_password("another", OTHER, HOME, later) == Refused(1, True)


def test_failures_are_forgotten_after_a_day(accounts, marie):
    tries(accounts, marie.name, OTHER, HOME, 100)
    assert rows(accounts)
    later = NOW + timedelta(days=1, minutes=30)
    assert accounts.check_password(marie.name, OTHER, HOME, later) == Refused(0, True)
    accounts.check_password("other", OTHER, AWAY, later + timedelta(days=2))
    assert len(rows(accounts)) == 2  # of the last try alone


def test_proven_places_are_forgotten_after_a_month(accounts, marie):
    accounts.check_password(marie.name, PASSWORD, HOME, NOW)
    accounts.check_password("other", OTHER, AWAY, NOW + timedelta(days=29))
    assert any(one.proven_at for one in rows(accounts))
    accounts.check_password("other", OTHER, AWAY, NOW + timedelta(days=31))
    assert not any(one.proven_at for one in rows(accounts))


def test_the_database_of_delays_holds_no_address_and_no_name(accounts, marie):
    tries(accounts, marie.name, OTHER, HOME, 3)
    told = b"".join(one.key for one in rows(accounts))
    assert len(told) == 2 * 32
    assert HOME.encode() not in told
    assert all(isinstance(value, int | bytes | None) for one in rows(accounts) for value in one)


def rows(accounts):
    with accounts._database.reading() as connection:
        return connection.execute(tables.delay.select()).all()


def test_a_household_of_ipv6_is_one_place(accounts, marie):
    answers = [
        accounts.check_password(marie.name, OTHER, f"2001:db8:1:2::{n:x}", NOW) for n in range(50)
    ]
    assert sum(one.examined for one in answers) == 3
    assert place_of("::ffff:192.0.2.7") == place_of("192.0.2.7") == "192.0.2.7"
    assert place_of("2001:db8:1:2::1%eth0") == place_of("2001:db8:1:2:ffff::")
    assert place_of("unix") == "unix"


def test_a_password_changed_meanwhile_is_not_undone_by_a_renewal(accounts, marie, monkeypatch):
    stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    theirs = passwords.hash_password(OTHER)
    monkeypatch.setattr(passwords, "HASHER", stronger)

    def hash_slowly(password):
        with accounts._database.writing() as connection:
            connection.execute(update(tables.account).values(password=theirs))
        return stronger.hash(password)

    monkeypatch.setattr("dashboard.access.store.signing_in.hash_password", hash_slowly)
    accounts.check_password(marie.name, PASSWORD, HOME, NOW)
    assert kept_of(accounts, marie) == theirs
