"""deploy/environment.example is of settings that there are, and lacks nothing but the secret."""

import os

import pytest

from dashboard.production import production_checks
from metrics import Settings, variable
from tests.checks import ROOT

LINES = (ROOT / "deploy" / "environment.example").read_text().splitlines()
GIVEN = dict(one.split("=", 1) for one in LINES if one and not one.startswith("#"))


def test_each_name_is_one_of_a_setting():
    assert GIVEN.keys() <= {variable(name) for name in Settings.model_fields}


def test_production_lacks_the_secret_and_the_rounding_key_alone(monkeypatch, tmp_path):
    for name in os.environ:
        if name.startswith("PILLARS_"):
            monkeypatch.delenv(name)
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value.replace("/var/lib/pillars", str(tmp_path)))
    tmp_path.chmod(0o700)
    checks = production_checks(Settings(), lambda: False, {})
    assert {one.name for one in checks if not one.ok} == {
        "PILLARS_SECRET_KEY", "PILLARS_ROUNDING_KEY_FILE",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["nginx.conf", "pillars.service", "environment.example"])
def test_each_file_says_at_its_head_what_was_tried(name):
    head = (ROOT / "deploy" / name).read_text()[:600]
    assert "tests/deploy" in head or "Not run" in head
