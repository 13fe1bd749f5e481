"""An installation of its own, watched."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.access import passwords
from tests.access.conftest import quick
from tests.access.house import PASSWORD, House, build, send_partners_values
from tests.loaded import small_services

__all__ = ["quick"]


@pytest.fixture
def house(tmp_path: Path, quick: None) -> Iterator[House]:
    with small_services(tmp_path) as services:
        send_partners_values(services)
        made = build(tmp_path, services)
        made.accounts.set_password(made.people["editor"].id, PASSWORD, made.at)
        yield made
        made.accounts.close()
    passwords._decoy.cache_clear()
