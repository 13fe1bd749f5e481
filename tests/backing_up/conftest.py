"""An installation for each test, filled."""

import pytest

from tests.backing_up.installation import filled, settings_of


@pytest.fixture
def settings(tmp_path):
    return filled(settings_of(tmp_path))
