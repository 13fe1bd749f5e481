"""The application on a small store, and on the project's own data."""

import sys
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard import command
from dashboard.app import create_app
from dashboard.services import Services
from tests.loaded import example_services, loaded_services, small_services


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with small_services(tmp_path_factory.mktemp("small")) as services:
        yield services


@pytest.fixture(scope="session")
def app(small: Services) -> Dash:
    return create_app(small)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dash]:
    """The application on everything under data/."""
    with loaded_services(tmp_path_factory.mktemp("whole")) as services:
        yield create_app(services)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The example data: every progress word, reason and signal can be seen in them."""
    with example_services(tmp_path_factory.mktemp("example"), date(2026, 11, 22)) as services:
        yield services


@pytest.fixture(scope="session")
def app_of_examples(example: Services) -> Dash:
    return create_app(example)


@pytest.fixture
def run_pillars(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run `pillars` with these arguments: exit code, answer, what went to standard error."""

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["pillars", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run
