"""The database of the accounts: who can read its files, what it refuses, and many at once."""

import os
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from stat import S_IMODE

import pytest
from pyotp import TOTP
from sqlalchemy import text

from dashboard.access import AccessError, Account, Accounts, Purpose, Role
from dashboard.access.keys import Keys
from dashboard.store import files
from metrics import Settings, StoreError
from tests.access.conftest import NOW, OTHER, PASSWORD, SECRET

THREADS = 8


def settings_of(path, **more):
    return Settings(
        accounts_url=f"sqlite:///{path}", database_url="sqlite:///:memory:",
        **{"secret_key": SECRET, **more},
    )  # fmt: skip


def mode(path):
    return S_IMODE(path.stat().st_mode)


def test_nobody_else_reads_the_files_at_any_time(tmp_path, quick, monkeypatch):
    path = tmp_path / "new" / "accounts.sqlite"
    monkeypatch.setattr(Path, "chmod", None)  # closed from the first, not afterwards
    before = os.umask(0)
    try:
        opened = Accounts.open(settings_of(path, secret_key=None))
        opened.add("chief", Role.ADMIN, now=NOW)
        opened.check_password("chief", PASSWORD, "192.0.2.1", NOW)
    finally:
        os.umask(before)
    files = sorted(one.name for one in path.parent.iterdir())
    assert files == ["accounts.secret", "accounts.sqlite", "accounts.sqlite-shm",
                     "accounts.sqlite-wal"]  # fmt: skip
    assert {mode(path.parent / one) for one in files} == {0o600}
    assert mode(path.parent) == 0o700
    opened.close()


def test_files_that_others_could_read_are_closed_to_them(tmp_path):
    path = tmp_path / "accounts.sqlite"
    Accounts.open(settings_of(path)).close()
    path.chmod(0o644)
    Accounts.open(settings_of(path)).close()
    assert mode(path) == 0o600


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path):
    tmp_path.chmod(0o755)
    Accounts.open(settings_of(tmp_path / "accounts.sqlite")).close()
    assert mode(tmp_path) == 0o755


def test_what_was_written_is_there_after_opening_again(settings, accounts, marie):
    again = Accounts.open(settings)
    assert again.every() == (marie,)
    again.close()


def test_a_newer_schema_is_refused_in_words(settings, accounts):
    with accounts._database.writing() as connection:
        connection.execute(text("UPDATE schema_version SET number = 99"))
    with pytest.raises(StoreError) as told:
        Accounts.open(settings)
    assert "99" in told.value.text.en
    assert "plus récente" in told.value.text.fr


def test_the_store_of_the_figures_is_refused(settings):
    shared = settings.model_copy(update={"database_url": settings.accounts_url})
    with pytest.raises(StoreError, match="database of their own"):
        Accounts.open(shared)


def test_the_store_of_the_figures_is_refused_by_any_path(tmp_path):
    other = f"sqlite:///{tmp_path}/here/../accounts.sqlite"
    with pytest.raises(StoreError, match="database of their own"):
        Accounts.open(settings_of(tmp_path / "accounts.sqlite").model_copy(
            update={"database_url": other}))  # fmt: skip


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "figures.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE observation (value)")
    connection.close()
    with pytest.raises(StoreError, match="something else"):
        Accounts.open(settings_of(path))


@pytest.mark.parametrize("address", ["mysql://x/y", "accounts", "sqlite://", "sqlite:///:memory:",
                                     "sqlite:///file:a?mode=memory&uri=true"])  # fmt: skip
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(StoreError, match="PILLARS_ACCOUNTS_URL"):
        Accounts.open(Settings(accounts_url=address))


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "accounts.sqlite"
    path.write_text("This is a letter and not a database. " * 50, encoding="utf-8")
    with pytest.raises(StoreError, match="damaged"):
        Accounts.open(settings_of(path))


def test_a_server_that_is_not_there_is_told_without_its_password():
    settings = Settings(accounts_url="postgresql://me:hidden@127.0.0.1:1/accounts")
    with pytest.raises(StoreError, match="did not answer") as told:
        Accounts.open(settings)
    assert "hidden" not in str(told.value.text)


def test_a_locked_database_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PRAGMAS", ("PRAGMA busy_timeout = 1", *files.PRAGMAS[1:]))
    path = tmp_path / "accounts.sqlite"
    opened = Accounts.open(settings_of(path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        opened.add("chief", Role.ADMIN, now=NOW)
    other.close()
    opened.close()


# The secret of a machine where none was set


def test_a_machine_keeps_one_secret(tmp_path):
    settings = settings_of(tmp_path / "accounts.sqlite", secret_key=None)
    first = Keys(settings).keyed("delays", "a")
    assert Keys(settings).keyed("delays", "a") == first
    assert settings.secret_file == tmp_path / "accounts.secret"
    assert len(settings.secret_file.read_text()) == 64
    assert [one.name for one in tmp_path.iterdir()] == ["accounts.secret"]


def test_processes_that_start_together_agree_on_one_secret(tmp_path):
    settings = settings_of(tmp_path / "accounts.sqlite", secret_key=None)
    with ThreadPoolExecutor(THREADS) as many:
        keys = set(many.map(lambda _: Keys(settings).keyed("delays", "a"), range(64)))
    assert len(keys) == 1


def test_a_secret_that_cannot_be_kept_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AccessError, match="cannot be read or written"):
        Keys(settings_of(tmp_path / "file" / "a.sqlite", secret_key=None)).keyed("delays", "a")


def test_each_purpose_has_a_key_of_its_own():
    keys = Keys(Settings(secret_key=SECRET))
    assert keys.keyed("delays", "a", "b") != keys.keyed("second factor", "a", "b")
    assert keys.keyed("delays", "ab") != keys.keyed("delays", "a", "b")
    assert keys.keyed("delays", "a") != Keys(Settings(secret_key=SECRET + "!")).keyed("delays", "a")


def test_the_accounts_beside_a_server_keep_their_secret_under_var():
    assert Settings(accounts_url="postgresql://h/n").secret_file.parts[-2:] == (
        "var", "accounts.secret",
    )  # fmt: skip
    assert Path(Settings().secret_file).name == "accounts.secret"


# Many threads on one


def at_once(work, count=64):
    with ThreadPoolExecutor(THREADS) as many:
        return list(many.map(work, range(count)))


def test_threads_share_the_accounts(accounts, marie):
    def visit(number):
        now = NOW + timedelta(seconds=number)
        token = accounts.begin(marie.id, now, device=f"device {number}")
        found = accounts.session(token, now + timedelta(minutes=2))
        fresh = accounts.rotate(token, now + timedelta(minutes=3))
        return found.account == marie and accounts.session(fresh, now + timedelta(minutes=4))

    assert all(at_once(visit))
    assert len(accounts.sessions_of(marie.id, NOW + timedelta(minutes=10))) == 64


def test_threads_that_open_together_make_the_tables_once(settings):
    opened = at_once(lambda _: Accounts.open(settings), THREADS)
    assert [one.every() for one in opened] == [()] * THREADS
    for one in opened:
        one.close()


def test_a_name_is_given_once_though_many_ask(accounts):
    def add(number):
        try:
            return accounts.add("chief", Role.VIEWER, now=NOW)
        except AccessError:
            return None

    assert sum(one is not None for one in at_once(add)) == 1


def test_a_link_is_good_once_though_many_follow_it(accounts, marie):
    token = accounts.issue(Purpose.RESET, NOW, marie.id)

    def choose(number):
        try:
            return accounts.choose_password(token, OTHER, NOW)
        except AccessError:
            return None

    assert sum(one is not None for one in at_once(choose, 16)) == 1


def test_a_code_is_good_once_though_many_send_it(accounts, marie):
    made = accounts.enrol(marie.id, "Pillars", NOW)
    codes = accounts.confirm(marie.id, TOTP(made.secret).at(NOW), "192.0.2.1", NOW)

    def send(code, now):
        answers = at_once(
            lambda n: accounts.check_code(marie.id, code, f"192.0.2.{n % 4}", now), 16
        )
        return sum(isinstance(one, Account) for one in answers)

    later = NOW + timedelta(minutes=5)
    assert send(TOTP(made.secret).at(later), later) == 1
    assert send(codes[0], NOW + timedelta(days=2)) == 1


def test_wrong_passwords_at_once_are_counted_before_they_are_looked_at(accounts, marie):
    answers = at_once(lambda _: accounts.check_password(marie.name, OTHER, "192.0.2.1", NOW))
    assert sum(one.examined for one in answers) == 3


def test_one_of_two_admins_stays_though_both_leave_at_once(accounts, admin):
    other = accounts.add("other", Role.ADMIN, password=PASSWORD, now=NOW)

    def leave(number):
        try:
            accounts.disable((admin, other)[number % 2].id)
        except AccessError:
            return False
        return True

    at_once(leave, 16)
    assert sum(not one.disabled for one in accounts.every()) == 1


def test_that_somebody_was_seen_waits_for_nobody_who_writes(database_url):
    """A page is only read: when its reader was last seen is written by the next request."""
    settings = Settings(accounts_url=database_url, secret_key=SECRET)
    opened, later = Accounts.open(settings), NOW + timedelta(minutes=2)
    chief = opened.add("chief", Role.ADMIN, now=NOW)
    token = opened.begin(chief.id, NOW)
    with opened._database.writing():
        began = time.monotonic()
        found = opened.session(token, later)
        assert time.monotonic() - began < 2
    assert found is not None
    assert opened.sessions_of(chief.id, later)[0].last_seen_at == NOW
    opened.session(token, later)
    assert opened.sessions_of(chief.id, later)[0].last_seen_at == later
    opened.close()
