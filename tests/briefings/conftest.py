"""Stores to compose briefings from: small, everything under data/, the example, and releases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.services import Services
from tests.loaded import example_services, loaded_services, small_services
from tests.releases.release_desk import Desk, desk


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with small_services(tmp_path_factory.mktemp("small")) as services:
        yield services


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with loaded_services(tmp_path_factory.mktemp("whole")) as services:
        yield services


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with example_services(tmp_path_factory.mktemp("example"), date(2026, 11, 22)) as services:
        yield services


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as found:
        yield found
