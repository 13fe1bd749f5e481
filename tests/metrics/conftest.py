"""Databases of a server that hold an empty store from the beginning."""

import pytest


@pytest.fixture
def new_databases_like(request: pytest.FixtureRequest) -> str:
    """The one that was migrated, but for tests of the migrations themselves."""
    asked = request.fixturenames
    return "template1" if "migrated" in asked else request.getfixturevalue("empty_database")
