"""docs/add-a-source.md, followed to the letter."""

import re
import shutil
from pathlib import Path

import pytest

from ingest.command import run_load
from ingest.spec import ACTION_ROLES, Role, TableSpec
from metrics import Catalogue, MetricsStore, ObservationStatus, Settings

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "add-a-source.md").read_text(encoding="utf-8")
FILE = re.compile(r"`data/(sources/[^`]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)


@pytest.fixture
def settings(tmp_path):
    """The project's data with the example added as the guide says, and an empty store."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    for name, text in FILE.findall(GUIDE):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    return Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", data=data)


def said(held):
    one = held.observation
    if one.value is None:
        return one.status.value
    status = "" if one.status is ObservationStatus.NORMAL else f", {one.status.value}"
    return f"{one.qualifier.value} {one.value}{status}"


def test_the_example_loads_and_holds_the_figures_that_the_guide_shows(settings, capsys):
    assert len(FILE.findall(GUIDE)) == 2
    assert run_load(["example-helpline"], settings=settings) == 0
    assert capsys.readouterr().out in GUIDE
    store = MetricsStore.open(settings, Catalogue.read(settings.data))
    table = [
        f"| {one.observation.location.cell} | {one.observation.period.code} "
        f"| {one.observation.disaggregation.code} | {said(one)} |".replace("|  |", "| |")
        for one in store.observations(source="example-helpline")
    ]
    shown = [line for line in GUIDE.splitlines() if re.match(r"\| [B-D]\d \|", line)]
    assert sorted(table) == sorted(shown)


def test_the_fault_that_the_guide_shows_is_told_so(settings, capsys):
    path = settings.data / "sources" / "example-helpline" / "calls.csv"
    path.write_text(path.read_text().replace("1340", "1340?"), encoding="utf-8")
    assert run_load(["example-helpline"], settings=settings) == 1
    assert capsys.readouterr().out in GUIDE


def test_every_key_and_role_is_in_the_guide():
    keys = set(TableSpec.model_fields) - {"kind", "columns", "pillar", "framework", "state", "body"}
    roles = {str(role) for role in {*Role, *ACTION_ROLES}}
    assert [one for one in sorted(keys | roles) if f"`{one}" not in GUIDE] == []
