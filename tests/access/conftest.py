"""Accounts to test on, on SQLite and on PostgreSQL, with passwords that are quick to hash."""

import io
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dashboard import command
from dashboard.access import Account, Accounts, Role, passwords
from metrics import Settings
from tests.access.house import House, build, send_partners_values
from tests.loaded import small_services

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSWORD = "tisane-brouillard-42-kayak"
OTHER = "quartz velours 7 marmotte nuit"
SECRET = "a secret of this test, long enough for production"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time: how strong they are has a test of its own."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", weak)
    passwords._decoy.cache_clear()


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(accounts_url=database_url, database_url="sqlite:///:memory:",
                    secret_key=SECRET)  # fmt: skip


@pytest.fixture
def accounts(settings: Settings, quick: None) -> Iterator[Accounts]:
    opened = Accounts.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def at_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run `pillars user` with lines typed: exit code, answer, what went to standard error."""

    def run(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pillars", "user", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def marie(accounts: Accounts) -> Account:
    """An editor with a password."""
    return accounts.add("Marie@example.ca", Role.EDITOR, password=PASSWORD, now=NOW)


@pytest.fixture
def admin(accounts: Accounts) -> Account:
    return accounts.add("chief", Role.ADMIN, password=PASSWORD, now=NOW)


@pytest.fixture
def house(tmp_path: Path, quick: None) -> Iterator[House]:
    """An application with an account for each role, and two partners' unreleased values."""
    with small_services(tmp_path) as services:
        send_partners_values(services)
        made = build(tmp_path, services)
        yield made
        made.accounts.close()
