"""`pillars audit`: what it says, in which language, with which exit code, and what it writes."""

import csv
import json
import re
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from dashboard import command
from dashboard.audit_commands import flat_record
from metrics import AuditEntry, MetricsStore, Settings
from tests.factories import catalogue, observation, submission

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def store(tmp_path):
    """A store whose log holds five entries, one of them of a load, a day apart."""
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", framework="plan")
    opened = MetricsStore.open(settings, catalogue())
    opened.record(submission(), [observation("10")], actor="command line")
    for day, (actor, action) in enumerate(
        [("a1", "signed-in"), ("a1", "viewed"), ("b2", "exported"), ("b2", "signed-out")]
    ):
        opened.audit.clock = lambda at=NOON + timedelta(days=day): at
        opened.note(actor, action, "series:hotline/calls", format="csv", rows=day)
    opened.close()
    return opened


@pytest.fixture
def pillars(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pillars", "audit", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


def attacked(store, statement):
    with store._repository.engine.begin() as connection:
        for name in ("kept_from_update", "kept_from_delete", "grows_by_one"):
            connection.execute(text(f"DROP TRIGGER audit_entry_{name}"))
        connection.execute(text(statement))


def test_a_sound_log(pillars):
    code, told, faults = pillars("verify")
    assert (code, faults) == (0, "")
    assert told.startswith("The audit log is as it was written.\n5 entries; digest of the newest: ")
    assert "Anchored up to entry 5, at 2026-05-04T12:00:00Z." in told
    code, told, _ = pillars("verify", "--lang", "fr")
    assert (code, told.splitlines()[0]) == (0, "Le journal est tel qu'il a été écrit.")
    _, told, _ = pillars("verify", "--json")
    verdict = json.loads(told)
    assert (verdict["state"], verdict["entries"], verdict["unanchored"]) == ("sound", 5, 0)
    assert (verdict["head"]["position"], verdict["breaks"]) == (5, [])


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Entry 3 is missing: it was deleted"), ("fr", "L'inscription 3 manque")],
)
def test_a_broken_log(pillars, store, lang, words):
    attacked(store, "DELETE FROM audit_entry WHERE position = 3")
    code, told, _ = pillars("verify", "--lang", lang)
    assert code == 1
    assert told.splitlines()[1].startswith(words)
    code, told, _ = pillars("verify", "--json", "--lang", lang)
    (found,) = json.loads(told)["breaks"]
    assert (code, found["kind"], found["position"]) == (1, "missing", 3)
    assert found["words"].startswith(words)


def test_a_log_without_anchors_is_not_proven(pillars, store, tmp_path):
    copy = tmp_path / "copy"
    store.audit._anchors.rename(copy)
    code, told, _ = pillars("verify")
    assert code == 1
    assert "nothing outside the database proves that it is whole" in told
    assert "There is no file of anchors" in told
    assert "5 entries were written since the last anchor" in told
    assert pillars("verify", "--anchors", str(copy))[0] == 0


@pytest.mark.parametrize(("lang", "first"), [
    ("en", "The audit log fits together and agrees with its anchors, but the database no longer"),
    ("fr", "Le journal se tient et concorde avec ses ancres, mais la base de données ne refuse"),
])  # fmt: skip
def test_a_log_that_nothing_guards_is_not_said_to_lack_its_anchors(pillars, store, lang, first):
    attacked(store, "SELECT 1")  # no more than taking the triggers away
    code, told, _ = pillars("verify", "--lang", lang)
    assert code == 1
    assert told.startswith(first)
    assert "5 entries; digest" in told or "5 inscriptions" in told
    assert "Anchored up to entry 5" in told or "Ancré jusqu'à l'inscription 5" in told


def test_what_came_after_the_last_anchor_is_told(pillars, store):
    path = store.audit._anchors
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))
    code, told, _ = pillars("verify")
    assert code == 0
    assert "1 entry was written since the last anchor: for it, only the database speaks." in told


def test_a_store_that_is_not_there_is_not_made(pillars, tmp_path, monkeypatch):
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    code, told, faults = pillars("verify")
    assert (code, told) == (1, "")
    assert "There is no store at" in faults
    assert not (tmp_path / "other.sqlite").exists()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_log_is_listed_newest_first(pillars, lang):
    code, told, faults = pillars("list", "--lang", lang)
    assert (code, faults) == (0, "")
    positions = re.findall(r"^ *(\d) +20", told, re.MULTILINE)
    assert positions == ["5", "4", "3", "2", "1"]
    assert "format=csv; rows=3" in told


def listed(pillars, *asked):
    return [one["position"] for one in json.loads(pillars("list", "--json", *asked)[1])]


def test_the_log_is_narrowed(pillars):
    assert listed(pillars, "--actor", "b2") == [5, 4]
    assert listed(pillars, "--action", "exported") == [4]
    assert listed(pillars, "--object", "series:hotline/calls", "--limit", "2") == [5, 4]
    assert listed(pillars, "--before", "3", "--actor", "a1") == [2]
    assert listed(pillars, "--since", "2026-05-02", "--until", "2026-05-03") == [4, 3]
    assert listed(pillars, "--until", "2026-05-01T12:00:00Z") == [2]
    assert listed(pillars, "--since", "2026-05-04T12:00:01Z") == [1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [(("--action", "export"), "exported"), (("--since", "then"), "is not an instant")],
)
def test_what_cannot_be_asked_is_refused(pillars, asked, words):
    code, told, faults = pillars("list", *asked)
    assert (code, told) == (2, "")
    assert words in faults
    assert faults.count("\n") == 1


def rows_of(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [[str(cell) for cell in row] for row in csv.reader(file)]
    sheet = load_workbook(path)["audit"]
    return [[str(cell.value) for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", ["log.csv", "log.xlsx"])
def test_the_log_is_taken_away_and_that_is_noted(pillars, store, tmp_path, name):
    path = tmp_path / name
    code, told, _ = pillars("export", "--out", str(path), "--until", "2026-05-31")
    assert (code, told) == (0, f"4 entries written to {path}\n")
    heading, *rows = rows_of(path)
    assert heading == list(AuditEntry._fields)
    assert [row[:5] for row in rows] == [
        ["2", "2026-05-01T12:00:00.000000Z", "a1", "signed-in", "series:hotline/calls"],
        ["3", "2026-05-02T12:00:00.000000Z", "a1", "viewed", "series:hotline/calls"],
        ["4", "2026-05-03T12:00:00.000000Z", "b2", "exported", "series:hotline/calls"],
        ["5", "2026-05-04T12:00:00.000000Z", "b2", "signed-out", "series:hotline/calls"],
    ]
    assert rows[2][5] == "format=csv; rows=2"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    newest = store.audit_entries()[0]
    assert newest[2:5] == ("command line", "exported", "audit:log")
    assert newest.detail == {"rows": 4}


@pytest.mark.parametrize("name", ["log.csv", "log.xlsx"])
@pytest.mark.parametrize("value", ["=1+1", "@SUM(1)", "-1+1", "\t=1", "＝1+1"])
def test_no_cell_is_a_formula_whatever_an_attacker_put_there(pillars, store, tmp_path, name, value):
    with store._repository.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entry_kept_from_update"))
        query = text("UPDATE audit_entry SET actor = :value, object = :value WHERE position = 2")
        connection.execute(query, {"value": value})
    path = tmp_path / name
    assert pillars("export", "--out", str(path))[0] == 0
    if path.suffix == ".csv":
        assert [row[2] for row in rows_of(path)][2] == f"'{value}"
        return
    cells = [cell for row in load_workbook(path)["audit"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert value in [cell.value for cell in cells]


def test_an_export_without_entries_has_its_heading(pillars, tmp_path):
    path = tmp_path / "log.csv"
    assert pillars("export", "--out", str(path), "--actor", "nobody")[0] == 0
    assert rows_of(path) == [list(AuditEntry._fields)]


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("log.txt", 2, "ends in .csv or .xlsx"), ("nowhere/log.csv", 1, "cannot be written"),
     ("nowhere/log.xlsx", 1, "cannot be written")],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_refused(pillars, store, tmp_path, name, code, words):
    ended, told, faults = pillars("export", "--out", str(tmp_path / name))
    assert (ended, told) == (code, "")
    assert words in faults
    assert len(store.audit_entries()) == 5


def test_the_records_have_the_documented_keys(pillars, store):
    page = (DOCS / "records.md").read_text(encoding="utf-8")

    def documented(start):
        part = page[page.index(start) + len(start) :].partition("\n\n")[0]
        return set(re.findall(r"`([a-z_0-9]+)(?:\[\])?`", part))

    (entry, *_) = json.loads(pillars("list", "--json")[1])
    assert set(entry) == documented("`pillars audit list`:")
    assert set(flat_record(store.audit_entries()[0])) == set(entry)
    attacked(store, "DELETE FROM audit_entry WHERE position = 3")
    verdict = json.loads(pillars("verify", "--json")[1])
    inner = {*verdict["head"], *verdict["breaks"][0]}
    assert set(verdict) | inner == documented("`pillars audit verify`:")


def test_the_guide_tells_what_every_departure_means():
    from metrics import audit_breaks

    guide = (DOCS / "audit.md").read_text(encoding="utf-8")
    for words in (
        "is not as it was written", "is missing", "was written as entry", "put in at position",
        "was put in", "put in another order", "does not follow from", "not the one that was",
        "The log ends at entry", "written anew after entry", "two logs after entry",
        "There is no file of anchors", "no anchor speaks of this log", "that cannot be read",
        "agrees with its anchors, but the database no longer refuses to change it",
    ):  # fmt: skip
        assert words in guide, words
    assert len(audit_breaks.BreakKind) == 10  # a new kind needs its row in the guide
