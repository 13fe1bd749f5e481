"""`pillars backup` and `pillars restore`: what they say, in which language, with which code."""

import json
import re
import sys

import pytest

from dashboard import command
from metrics.settings import PROJECT
from tests.backing_up.installation import record, value
from tests.backing_up.test_taking import flip


@pytest.fixture
def pillars(settings, tmp_path, monkeypatch, capsys):
    for name in ("database_url", "accounts_url", "returns_url", "backup_folder", "backup_key_file"):
        monkeypatch.setenv(f"PILLARS_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pillars", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out.replace("\u00a0", " "), said.err

    return run


def newest(settings):
    return max(settings.backup_folder.glob("*.backup"))


def test_what_was_taken_is_told_with_its_size_time_and_largest_loss(pillars, settings):
    code, told, faults = pillars("backup")
    assert (code, faults) == (0, "")
    assert told.startswith(f"Backup kept: {newest(settings)}\n")
    assert " kB in 0." in told or " kB in " in told
    assert "  accounts: " in told
    assert "The audit log is as it was written." in told
    assert "It is the first one here: until now everything would have been lost." in told
    code, told, _ = pillars("backup", settings.backup_folder.parent / "other", "--lang", "fr")
    assert code == 0
    assert told.startswith("Sauvegarde gardée : ")
    assert "  comptes : " in told
    assert "jusqu'à présent, tout aurait été perdu" in told


def test_as_json_it_has_stable_keys(pillars, settings):
    _, told, _ = pillars("backup", "--json")
    said = json.loads(told)
    assert list(said) == [
        "file", "size", "seconds", "largest_loss_seconds", "removed", "made_at", "parts", "audit",
    ]  # fmt: skip
    assert said["audit"]["position"] == 1
    assert {one["name"]: one["kind"] for one in said["parts"]}["figures"] == "sqlite"
    code, told, _ = pillars("backup", "--list", "--json")
    assert code == 0
    (held,) = json.loads(told)
    assert (held["file"], held["kept_as"], held["head_sound"]) == (said["file"], "month", True)
    code, told, _ = pillars("backup", "--verify", said["file"], "--json")
    assert (code, json.loads(told)["parts"]) == (0, said["parts"])


def test_the_keys_are_documented(pillars, settings):
    page = (PROJECT / "docs" / "records.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`([a-z_0-9]+)`", page[page.index("`pillars backup`:") :]))
    said = [json.loads(pillars("backup", "--json")[1])]
    said += json.loads(pillars("backup", "--list", "--json")[1])
    record(settings, "11")
    said.append(json.loads(pillars("restore", newest(settings), "--json")[1]))
    said.append(json.loads(pillars("restore", newest(settings), "--over", "--json")[1]))
    said += [*said[0]["parts"], said[0]["audit"], said[2]["here_head"]]
    assert {key for one in said for key in one} - documented == set()


def test_the_list_says_what_would_be_lost_now(pillars, settings):
    _, told, _ = pillars("backup", "--list")
    assert "There is no backup in" in told
    pillars("backup")
    _, told, _ = pillars("backup", "--list")
    assert newest(settings).name in told
    assert "newest of its month" in told
    assert "If the installation were lost now: what was recorded in the last" in told
    flip(newest(settings), 50)
    _, told, _ = pillars("backup", "--list", "--lang", "fr")
    assert "ENDOMMAGÉE : ne compte pas" in told


def test_a_damaged_one_is_a_fault_in_either_language(pillars, settings):
    pillars("backup")
    flip(newest(settings), newest(settings).stat().st_size - 40)
    code, told, faults = pillars("backup", "--verify", newest(settings))
    assert (code, told) == (1, "")
    assert "is damaged: block 1 is not as it was written" in faults
    code, _, faults = pillars("backup", "--verify", newest(settings), "--lang", "fr")
    assert code == 1
    assert "est endommagé" in faults


def test_without_a_folder_or_key_it_says_what_to_do(pillars, monkeypatch):
    monkeypatch.delenv("PILLARS_BACKUP_KEY_FILE")
    code, _, faults = pillars("backup")
    assert (code, "head -c 32 /dev/urandom" in faults) == (1, True)
    monkeypatch.delenv("PILLARS_BACKUP_FOLDER")
    code, _, faults = pillars("backup")
    assert (code, "pillars backup FOLDER" in faults) == (1, True)


def test_a_newer_store_is_not_replaced_unless_asked_to(pillars, settings):
    pillars("backup")
    record(settings, "11")
    code, told, faults = pillars("restore", newest(settings))
    assert code == 1
    assert "The log of the backup ends at entry 1 (digest " in told
    assert "The log that stood here ends at entry 2 (digest " in told
    assert "To be sent again (1 submission):" in told
    assert "recorded a submission (submission:2;" in told or "submission:2" in told
    assert faults.startswith("Nothing was changed")
    assert value(settings) == "11"
    code, told, faults = pillars("restore", newest(settings), "--lang", "fr")
    assert (code, "À envoyer de nouveau (1 envoi) :" in told) == (1, True)
    assert faults.startswith("Rien n'a été changé")
    code, told, _ = pillars("restore", newest(settings), "--json")
    assert (code, json.loads(told)["to_send_again"][0]["object"]) == (1, "submission:2")
    code, told, _ = pillars("restore", newest(settings), "--over")
    assert code == 0
    assert "What stood there was kept beside:" in told
    assert "To be sent again (1 submission):" in told
    assert value(settings) == "10"


def test_the_check_of_the_log_tells_of_it_ever_after(pillars, settings):
    pillars("backup")
    record(settings, "11")
    pillars("restore", newest(settings), "--over")
    record(settings, "12")
    code, told, _ = pillars("audit", "verify")
    assert code == 0
    assert "A backup was put back at" in told
    assert "The log that stood there before ended at entry 2" in told
    _, told, _ = pillars("audit", "verify", "--json")
    assert json.loads(told)["restored"][0]["detail"]["replaced"] == 2


def test_into_a_folder(pillars, settings, tmp_path):
    pillars("backup")
    code, told, _ = pillars("restore", newest(settings), "--to", tmp_path / "look", "--json")
    assert code == 0
    assert str(tmp_path / "look" / "figures.sqlite") in json.loads(told)["places"]
    code, told, _ = pillars("restore", newest(settings), "--to", tmp_path / "again", "--lang", "fr")
    assert (code, "Rien d'autre n'a été touché" in told) == (0, True)
