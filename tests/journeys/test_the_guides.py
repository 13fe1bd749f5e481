"""The guides under docs/, followed to the letter."""

import re
import shutil
from pathlib import Path

from metrics import Catalogue, Settings

ROOT = Path(__file__).parents[2]


def example(guide, start):
    """The first fenced TOML block after these words."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    return re.search(r"```toml\n(.*?)```", text[text.index(start) :], re.DOTALL).group(1)


def test_the_indicator_of_the_guide_can_be_added(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    added = tmp_path / "data" / "indicators" / "outreach-visits.toml"
    added.write_text(
        example("add-an-indicator.md", "Write the file")
        + example("add-an-indicator.md", "A target is written"),
        encoding="utf-8",
    )
    indicator = Catalogue.read(tmp_path / "data").indicator("outreach-visits")
    assert indicator.title.fr == "Visites de proximité"
    assert indicator.target.value == "400"


def test_every_setting_is_in_the_guide():
    guide = (ROOT / "docs" / "run-it.md").read_text(encoding="utf-8")
    names = [
        "PORT" if name == "port" else f"PILLARS_{name.upper()}" for name in Settings.model_fields
    ]
    assert [name for name in names if f"`{name}`" not in guide] == []
