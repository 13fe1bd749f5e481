"""An installation with a return form, for the pages of returns."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from dashboard.access import passwords
from tests.access.house import House
from tests.returns.house import drafts_of, house_of, services_with_forms


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that take no time."""
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", weak)
    passwords._decoy.cache_clear()


@pytest.fixture
def desk_house(tmp_path: Path, quick: None) -> Iterator[House]:
    with services_with_forms(tmp_path) as services:
        made = house_of(tmp_path, services)
        yield made
        drafts_of(made).close()
        made.accounts.close()
