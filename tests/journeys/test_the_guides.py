"""The guides under docs/, followed to the letter."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from metrics import Catalogue, Settings

ROOT = Path(__file__).parents[2]
FILE = re.compile(r"`data/([^`]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
CELL = re.compile(r"^\| ([A-Z]\d+) \| (\d{4}) \| ?(\S*) \| (.+) \|$", re.MULTILINE)
COMMAND = re.compile(r"^pillars ([^#\n]+)", re.MULTILINE)


def guide(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def steps(name):
    """The text of each numbered step of a guide, from the first on."""
    return re.split(r"^## \d\. ", guide(name), flags=re.MULTILINE)[1:]


def block(text, start):
    """The first fenced TOML block after these words."""
    return re.search(r"```toml\n(.*?)```", text[text.index(start) :], re.DOTALL).group(1)


@pytest.fixture
def data(tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def pillars(data, tmp_path):
    """Runs `pillars` on the copy of data/ and a store of its own: its code and what it says."""
    store = f"sqlite:///{tmp_path / 'store.sqlite'}"
    env = {**os.environ, "PILLARS_DATA": str(data), "PILLARS_DATABASE_URL": store}

    def run(words):
        command = [Path(sys.executable).with_name("pillars"), *words.split()]
        ended = subprocess.run(
            command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
        )
        return ended.returncode, ended.stdout + ended.stderr

    return run


def write_files(step, data):
    """Write each file of a step that the guide gives whole."""
    found = FILE.findall(step)
    for name, text in found:
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    return [name for name, _ in found]


def run_all(step, pillars):
    """What each command of a step says; none may fail."""
    told = [pillars(command) for command in COMMAND.findall(step)]
    assert [code for code, _ in told] == [0] * len(told), told
    return [words for _, words in told]


def test_an_indicator_is_added_step_by_step_up_to_its_value(data, pillars):
    first, second, third, fourth, fifth = steps("add-an-indicator.md")
    assert write_files(first, data) == ["indicators/outreach-visits.toml"]

    framework = data / re.search(r"`data/(frameworks/[^`]+)`", second)[1]
    before, outcome, after = framework.read_text(encoding="utf-8").partition(
        re.search(r'`(id = "[^`]+")`', second)[1]
    )
    after = after.replace("indicators = [\n", block(second, "Put its id"), 1)
    framework.write_text(before + outcome + after, encoding="utf-8")

    (listed,) = run_all(third, pillars)
    assert "outreach-visits" in listed

    assert len(write_files(fourth, data)) == 2
    record = block(fourth, "say which series speaks")
    added = data / "indicators" / "outreach-visits.toml"
    whole = added.read_text(encoding="utf-8") + record
    loaded, _ = run_all(fourth, pillars)  # the scorecard has nothing to say of it yet
    assert loaded == "example-outreach: 3 added, 0 changed, 0 unchanged, 0 withdrawn\n"
    added.write_text(whole, encoding="utf-8")
    *_, scorecard = run_all(fourth, pillars)
    (line,) = [line for line in scorecard.splitlines() if "Outreach visits" in line]
    assert "352" in line

    added.write_text(whole + block(fifth, "A target is written"), encoding="utf-8")
    code, scorecard = pillars("scorecard --framework ontario-2016")
    assert code == 0
    assert "352" in next(line for line in scorecard.splitlines() if "Outreach visits" in line)
    assert Catalogue.read(data).indicator("outreach-visits").target.value == "400"
    code, explained = pillars("explain outreach-visits")
    assert (code, "Rule distance-covered, version 1" in explained) == (0, True)
    assert "Target: at least 400 contacts by 31 March 2027." in explained


def test_a_target_that_is_never_judged_is_told_all_the_same(data, pillars):
    first, _, _, fourth, fifth = steps("add-an-indicator.md")
    write_files(first, data)
    write_files(fourth, data)
    added = data / "indicators" / "outreach-visits.toml"
    whole = added.read_text(encoding="utf-8").replace('direction = "up"', 'direction = "none"')
    record, target = block(fourth, "say which series speaks"), block(fifth, "A target is written")
    added.write_text(whole + record + target, encoding="utf-8")
    assert pillars("load example-outreach")[0] == 0
    _, explained = pillars("explain outreach-visits")
    assert "not assessed, no direction by design" in explained
    assert "Target: at least 400 contacts by 31 March 2027." in explained


def test_a_record_before_its_source_is_told_as_the_guide_says(data, pillars):
    first, _, _, fourth, _ = steps("add-an-indicator.md")
    write_files(first, data)
    with (data / "indicators" / "outreach-visits.toml").open("a", encoding="utf-8") as file:
        file.write(block(fourth, "say which series speaks"))
    code, told = pillars("indicators")
    assert code == 1
    assert told.startswith("indicators/outreach-visits.toml: unknown series 'example-outreach/")


def test_a_source_is_added_step_by_step_up_to_its_figures(data, pillars):
    first, second, third = steps("add-a-source.md")
    third = third.partition("\n## ")[0]
    assert write_files(first, data) + write_files(second, data) == [
        "sources/example-helpline/calls.csv", "sources/example-helpline/source.toml",
    ]  # fmt: skip
    checked, previewed, loaded = run_all(third, pillars)
    assert checked == "example-helpline: 8 observations and 0 actions read, no error\n"
    assert previewed.endswith("(nothing kept)\n")
    assert loaded in guide("add-a-source.md")
    code, told = pillars("load example-helpline --force")
    assert (code, told) == (0, "example-helpline: 0 added, 0 changed, 8 unchanged, 0 withdrawn\n")
    assert figures(pillars) == sorted(CELL.findall(third))


def figures(pillars):
    """Cell, year, breakdown and value of what was loaded, as the guide's table has them."""
    _, told = pillars("observations --source example-helpline --json")
    return sorted(
        (one["provenance"]["cell"], one["period"], one["disaggregation"], _value(one))
        for one in json.loads(told)
    )


def _value(one):
    stated = [] if one["value"] is None else [f"{one['qualifier']} {one['value']}"]
    return ", ".join(stated + [one["obs_status"]] * (one["obs_status"] != "A"))


def test_a_fault_of_a_description_stops_every_load_as_the_guide_says(data, pillars):
    path = data / "sources" / "hotlines" / "source.toml"
    path.write_text("titel = 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    for command in ("load --all", "scorecard"):
        code, told = pillars(command)
        assert code == 1
        assert told.startswith("sources/hotlines/source.toml: unknown key 'titel'; known keys are")


def test_every_setting_is_in_the_guide():
    text = guide("settings.md")
    names = [
        "PORT" if name == "port" else f"PILLARS_{name.upper()}" for name in Settings.model_fields
    ]
    assert [name for name in names if f"`{name}`" not in text] == []
