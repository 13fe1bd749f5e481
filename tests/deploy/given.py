"""What a file of settings leaves to whoever installs."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.production import production_checks
from metrics import Settings


def lacking(given: Mapping[str, str], patch: pytest.MonkeyPatch, folder: Path) -> set[str]:
    """The checks of production that fail with these settings and no others."""
    for name in os.environ:
        if name.startswith("PILLARS_"):
            patch.delenv(name)
    for name, value in given.items():
        patch.setenv(name, value.replace("/var/lib/pillars", str(folder)))
    folder.chmod(0o700)
    checks = production_checks(Settings(), lambda: False, {})
    return {one.name for one in checks if not one.ok}
