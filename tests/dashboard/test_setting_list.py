"""`pillars settings` and the page of the guide that is made by it."""

import json

import pytest

from dashboard.setting_list import page_of, settings_in
from dashboard.text import Words
from metrics import Language, Settings, variable
from tests.checks import ROOT


def test_the_page_of_the_guide_is_what_the_code_says():
    words = Words(Language.EN)
    made = page_of(list(settings_in(words)), words)
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == f"{made}\n"


@pytest.mark.parametrize("language", Language)
def test_each_setting_is_there_once_with_what_holds_without_it(language):
    found = list(settings_in(Words(language)))
    assert [one.variable for one in found] == [variable(name) for name in Settings.model_fields]
    by_name = {one.variable: one for one in found}
    assert by_name["PORT"].default == "8050"
    assert "65535" in by_name["PORT"].limits
    assert by_name["PILLARS_DATABASE_URL"].default == "sqlite:///var/pillars.sqlite"
    assert all(one.default and one.means.endswith(".") for one in found)


def test_the_command_answers_in_three_ways(run_pillars):
    code, told, _ = run_pillars("settings", "--json")
    assert (code, json.loads(told)[0]["variable"]) == (0, "PILLARS_DATABASE_URL")
    assert run_pillars("settings", "--markdown")[1].startswith("# Settings\n")
    assert "Sans indication" in run_pillars("settings", "--lang", "fr")[1]
