"""deploy/environment.example is of settings that there are, and lacks nothing but the secret."""

import pytest

from metrics import Settings, variable
from tests.checks import ROOT
from tests.deploy.given import lacking

LINES = (ROOT / "deploy" / "environment.example").read_text().splitlines()
GIVEN = dict(one.split("=", 1) for one in LINES if one and not one.startswith("#"))


def test_each_name_is_one_of_a_setting():
    assert GIVEN.keys() <= {variable(name) for name in Settings.model_fields}


def test_production_lacks_the_secret_and_the_rounding_key_alone(monkeypatch, tmp_path):
    assert lacking(GIVEN, monkeypatch, tmp_path) == {
        "PILLARS_SECRET_KEY", "PILLARS_ROUNDING_KEY_FILE",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["nginx.conf", "pillars.service", "environment.example"])
def test_each_file_says_at_its_head_what_was_tried(name):
    head = (ROOT / "deploy" / name).read_text()[:600]
    assert "tests/deploy" in head or "Not run" in head
