import os
import shutil
from pathlib import Path

import pytest

from ingest.load import read_source
from metrics import Catalogue

HERE = Path(__file__).parent
REFERENCE = HERE.parents[1] / "data" / "reference"
EVIDENCE = os.environ.get("PILLARS_EVIDENCE", "")

INDICATORS = {  # id: (unit, measure)
    "people-counted": ("people", "count"),
    "things-counted": ("cases", "count"),
    "rate-per-100000": ("per-100000", "rate"),
    "share": ("percent", "ratio"),
    "placement": ("tier", "level"),
    "dollars": ("usd", "money"),
    "money": ("cad", "money"),
}
INDICATOR = """
title = {{ en = "{id}", fr = "{id}" }}
definition = {{ en = "For tests.", fr = "Pour les essais." }}
does_not_tell = [{{ en = "Anything else.", fr = "Rien d'autre." }}]
level = "output"
unit = "{unit}"
measure = "{measure}"
direction = "none"
frequency = "A"
roll_up_time = "none"
roll_up_place = "none"
reported_by = {{ en = "Nobody.", fr = "Personne." }}
"""
PLACE = '["{code}"]\ntitle = {{ en = "{code}", fr = "{code}" }}\nkind = "region"\n'
GROUPS_OF_COUNTRIES = (
    "X-AW-CW", "X-CAR", "X-CAS", "X-EEU", "X-MCA", "X-MCN", "X-SAF", "X-SAM", "X-SARK",
)  # fmt: skip


@pytest.fixture
def data(tmp_path):
    """A data folder with the project's reference lists, the indicators above and no source."""
    folder = tmp_path / "data"
    shutil.copytree(REFERENCE, folder / "reference")
    places = folder / "reference" / "places.toml"
    more = "".join(PLACE.format(code=code) for code in GROUPS_OF_COUNTRIES)
    places.write_text(places.read_text(encoding="utf-8") + more, encoding="utf-8")
    for name in ("indicators", "frameworks", "sources"):
        (folder / name).mkdir()
    for name, (unit, measure) in INDICATORS.items():
        text = INDICATOR.format(id=name, unit=unit, measure=measure)
        (folder / "indicators" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def add_source(data):
    """Add a source to the data folder: its source.toml, and its files as text or bytes."""

    def add(name, specification, **files):
        folder = data / "sources" / name
        folder.mkdir()
        (folder / "source.toml").write_text(specification, encoding="utf-8")
        for file, content in files.items():
            mode = {"encoding": "utf-8", "newline": ""} if isinstance(content, str) else {}
            write = "w" if isinstance(content, str) else "wb"
            with (folder / file).open(write, **mode) as opened:
                opened.write(content)
        return folder

    return add


@pytest.fixture
def read(data):
    """Read one source of the data folder."""

    def read_one(name):
        catalogue = Catalogue.read(data)
        return read_source(data / "sources" / name, catalogue.source(name), catalogue)

    return read_one
