"""Stores to compose briefings from: small, everything under data/, the example, and releases."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dashboard.services import Services
from tests.briefings.lines_told import WHOLE, faults_told, known_to
from tests.briefings.made import EN
from tests.briefings.test_narrative import every
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


@pytest.fixture
def released_house(tmp_path: Path) -> Iterator[Desk]:
    """With a release that has been out for a minute; `begun` is its code."""
    with desk(tmp_path, Desk.released) as found:
        yield found


@pytest.fixture(scope="session")
def told(whole: Services, example: Services):
    """What is wrong with a line of an indicator of the data or of the example, in a language."""

    def said(name: str, text: str, language=EN) -> list[str]:
        if name.startswith("example-"):
            return faults_told(example, example.settings.framework, name, text, language)
        return faults_told(whole, WHOLE, name, text, language)

    return said


@pytest.fixture(scope="session")
def borne(whole: Services, example: Services):
    """Every proposed line with the exhibits that bear it, and what it is checked against."""
    frameworks = ((whole, WHOLE), (example, example.settings.framework))
    return [
        (line, shown, known_to(services))
        for services, framework in frameworks
        for line, shown in every(services, framework)
    ]
