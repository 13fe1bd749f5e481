"""The command line: what it answers, in which language, and with which exit code."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import command
from ingest import load_source
from metrics import MEANS, Catalogue, MetricsStore, Settings

SOURCES = ("ontario-funding", "ontario-initiatives")
RECORDS = Path(__file__).parents[2] / "docs" / "records.md"
READING = [
    ("sources",), ("indicators",), ("initiatives",), ("scorecard",), ("series", "PCL-01"),
    ("trace", "PCL-01", "--period", "2016-06-30/2020-06-30"),
]  # fmt: skip
NO_SUCH_PLACE = "has no figure for the place “British Columbia”. Held: Ontario"  # as on its page
UNKNOWN = [
    (("series", "strategy-spendin"), "strategy-spending"),
    (("explain", "pcl-1"), "known: PCL-01"),
    (("series", "nope"), "`pillars indicators` lists them all"),
    (("trace", "PCL-01", "--period", "1887"), "Values are held from"),
    (("explain", "PCL-01", "--period", "1887"), "Values are held from"),
    (("series", "PCL-01", "--place", "Ontaro"), "Ontario"),
    (("series", "PCL-01", "--place", ""), "Unknown place ''"),
    (("scorecard", "--framework", "ontario-2017"), "ontario-2016"),
    (("scorecard", "--lang", "fra"), "fr"),
    (("scorecard", "--pillar", "indigenous"), "indigenous-led"),
    (("initiatives", "--pillar", "indigenous"), "indigenous-led"),
    (("observations", "--source", "ontario"), "ontario-funding"),
    (("trace", "PCL-01", "--period", "2016/2020"), "2016-06-30/2020-06-30"),
    (("trace", "PCL-01", "--period", "2012"), "known: 2011-04-01/2014-03-31, 2011, "),
    (("trace", "PCL-01", "--period", "2011/2014", "--place", "CA-ON"), "2011-04-01/2014-03-31"),
    (("series", "hotline-cals"), "known: hotline-calls-and-contacts, "),
    (("series", "PCL-01", "--place", "CA-BC"), NO_SUCH_PLACE),
    (
        ("trace", "PCL-01", "--period", "2011", "--place", "CA-BC"),
        "has no figure for the place “British Columbia”. Held for 2011: Manitoba.",
    ),
    (("trace", "PCL-01", "--period", "1887", "--place", "CA-BC"), NO_SUCH_PLACE),
    (
        ("trace", "PCL-01", "--period", "2011", "--place", "CA-ON"),
        "for the period 2011 and the place “Ontario”. Held there: 2011-04-01/2014-03-31",
    ),
    (("trace", "PCL-01", "--period", "2011", "--place", "CA-ON"), "Held for 2011: Manitoba."),
    (
        ("trace", "PCL-01", "--period", "2011", "--place", "CA-ON", "--lang", "fr"),
        "chiffre pour la période 2011 et le lieu «\u00a0Ontario\u00a0». Détenu pour ce lieu",
    ),
    (("trace", "PCL-01", "--period", "1887", "--place", "CA-ON"), "and 4 more."),
    (("load", "ontario"), "ontario-funding"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The address of a store that holds two of the project's sources."""
    address = f"sqlite:///{tmp_path_factory.mktemp('command') / 'store.sqlite'}"
    settings = Settings(database_url=address)
    catalogue = Catalogue.read(settings.data)
    opened = MetricsStore.open(settings, catalogue)
    for name in SOURCES:
        load_source(settings.data / "sources" / name, catalogue, opened)
    opened.close()
    return address


@pytest.fixture
def pillars(store, monkeypatch, capsys):
    """Run `pillars` with these arguments: exit code, answer, what went to standard error."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", store)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["pillars", *arguments])
        with pytest.raises(SystemExit) as ended:
            command.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


@pytest.mark.parametrize("asked", READING, ids=lambda one: one[0])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reading_command_fits_a_screen_of_100_columns(pillars, asked, language):
    code, told, faults = pillars(*asked, "--lang", language)
    assert (code, faults) == (0, "")
    assert told.strip()
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.parametrize("asked", [("scorecard",), ("explain", "PCL-01")], ids=lambda one: one[0])
def test_a_figure_is_told_with_what_it_counts_where_its_indicator_asks_for_more(pillars, asked):
    for language, said in (("en", "shown:"), ("fr", "présenté\u00a0:")):
        code, told, _ = pillars(*asked, "--lang", language)
        assert code == 0
        assert said in told


@pytest.mark.parametrize("asked", READING, ids=lambda one: one[0])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_reading_command_answers_as_json(pillars, asked, language):
    code, told, _ = pillars(*asked, "--json", "--lang", language)
    assert code == 0
    assert json.loads(told)


def documented(start):
    """The keys that docs/records.md names after these words, up to the next empty line."""
    text = RECORDS.read_text(encoding="utf-8")
    part = text[text.index(start) + len(start) :]
    return set(re.findall(r"`([a-z_0-9]+)(?:\[\])?`", part.partition("\n\n")[0]))


def test_an_observation_has_the_documented_keys(pillars):
    text = RECORDS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", text, re.MULTILINE)
    keys = {key for names, _ in rows for key in re.findall(r"`(\w+)`", names)}
    places = set(re.findall(r"`(\w+)`", next(means for one, means in rows if "provenance" in one)))
    _, told, _ = pillars("observations", "--json")
    first = json.loads(told)[0]
    assert set(first) == keys
    assert set(first["provenance"]) == places


def test_the_other_records_have_the_documented_keys(pillars):
    def first(*asked):
        answer = json.loads(pillars(*asked, "--json")[1])
        return answer[0] if isinstance(answer, list) else answer

    series, card = first("series", "PCL-01"), first("scorecard")
    assert set(series) == documented("`pillars series`: the indicator's keys")
    assert set(first("indicators")) == {"pillar", *series} - {"observations"}
    pillar = card["pillars"][0]
    assert {*card, *pillar, *pillar["indicators"][0]} == documented("`pillars scorecard`:")
    held = json.loads(pillars("sources", "--json")[1])
    source = next(one for one in held if one["files"])
    assert {*source, *source["files"][0]} == documented("`pillars sources`:")
    assert set(first("initiatives")) == documented("`pillars initiatives`:")
    assert set(first("doctor")) == documented("`pillars doctor`:")
    trail = first(*READING[-1])
    assert {"trail", *trail["trail"][0]} == documented("`pillars trace`: observations with")


@pytest.mark.parametrize(("asked", "near"), UNKNOWN, ids=lambda one: " ".join(one)[:40])
def test_an_unknown_name_is_told_in_one_line_with_the_nearest(pillars, asked, near):
    code, told, faults = pillars(*asked)
    assert (code, told) == (2, "")
    assert faults.count("\n") == 1
    assert near in faults


def test_a_period_or_day_that_cannot_be_read_is_told_how_to_write_it(pillars):
    code, _, faults = pillars("trace", "PCL-01", "--period", "last year")
    assert code == 2
    assert "write 2024, 2024-Q3" in faults
    code, _, faults = pillars("scorecard", "--known-at", "31/12/2020", "--lang", "fr")
    assert code == 2
    assert "n'est pas un jour" in faults


def test_a_trace_of_what_nobody_publishes_says_so_as_its_series_does(pillars):
    for lang in ("en", "fr"):
        asked = ("PCS-09", "--lang", lang)
        code, told, _ = pillars("trace", *asked, "--period", "2022")
        assert (code, told) == (0, pillars("series", *asked)[1])
    assert pillars("trace", "PCS-09", "--period", "2022", "--json")[1] == "[]\n"


def test_a_trace_says_in_words_when_a_value_was_recorded_and_in_its_records_in_iso(pillars):
    asked = ("trace", "PCL-01", "--period", "2016-06-30/2020-06-30")
    for lang, said in (("en", r"Submission \d+, \d+ \w+ \d{4}, \d\d:\d\d UTC"),
                       ("fr", r"Envoi \d+, \w+ \w+ \d{4}, \d+\sh\s\d\d UTC")):  # fmt: skip
        _, told, _ = pillars(*asked, "--lang", lang)
        assert re.search(said, told)
        assert not re.search(r"\d{4}-\d\d-\d\dT", told)
    assert re.search(r'"recorded_at": "\d{4}-\d\d-\d\dT', pillars(*asked, "--json")[1])


def test_a_trace_leads_to_file_cell_checksum_and_document(pillars):
    _, told, _ = pillars("trace", "PCL-01", "--period", "2016-06-30/2020-06-30", "--json")
    (found,) = [one for one in json.loads(told) if one["series"].endswith("strategy-commitments")]
    assert (found["value"], found["qualifier"]) == (72_000_000, "up_to")
    words = " ".join(step["words"] for step in found["trail"])
    provenance = found["provenance"]
    for part in (provenance["file"], provenance["cell"], provenance["sha256"]):
        assert part in words
    assert "Transcribed from" in words


def test_what_was_known_on_a_day_leaves_out_what_came_later(pillars):
    _, told, _ = pillars("series", "PCL-01", "--known-at", "2019-12-31", "--json")
    periods = {one["period_end"] for one in json.loads(told)["observations"]}
    assert "2020-06-30" in periods
    assert "2025-03-31" not in periods


def test_an_empty_store_is_said_to_be_empty(pillars, tmp_path, monkeypatch):
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    MetricsStore.open(settings).close()
    monkeypatch.setenv("PILLARS_DATABASE_URL", settings.database_url)
    code, _, said = pillars("scorecard")
    assert code == 0
    assert "pillars load --all" in said
    assert json.loads(pillars("observations", "--json")[1]) == []


FAULTS = {
    "PILLARS_DATA": ("nowhere", "set PILLARS_DATA"),
    "PORT": ("none", "PORT"),
    "PILLARS_DATABASE_URL": ("oracle://x", "PILLARS_DATABASE_URL"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_installation_is_one_line_and_exit_1(pillars, monkeypatch, name):
    value, said = FAULTS[name]
    monkeypatch.setenv(name, value)
    code, told, faults = pillars("scorecard")
    assert (code, told) == (1, "")
    assert faults.count("\n") == 1
    assert said in faults


def test_a_file_that_is_no_store_is_one_line_and_exit_1(pillars, monkeypatch, tmp_path):
    (tmp_path / "notes.txt").write_text("not a store, only notes\n" * 100, encoding="utf-8")
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'notes.txt'}")
    code, told, faults = pillars("sources", "--lang", "fr")
    assert (code, told, faults.count("\n")) == (1, "", 1)


def test_whoever_reads_may_stop_reading(store, tmp_path):
    """Three lines are read of many; the command ends without a word."""
    run = f"{sys.executable} -c 'from dashboard.command import main; main()' observations | head -3"
    ended = subprocess.run(
        run, shell=True, capture_output=True, text=True, check=False, timeout=60,
        env={"PILLARS_DATABASE_URL": store, "PATH": "/usr/bin:/bin"}, cwd=RECORDS.parents[1],
    )  # fmt: skip
    assert ended.stdout.count("\n") == 3
    assert ended.stderr == ""


def test_loading_again_changes_nothing(pillars):
    code, told, _ = pillars("load", "ontario-initiatives", "--json")
    assert code == 0
    assert [one["state"] for one in json.loads(told)] == ["unchanged"]


def test_every_setting_has_words_in_both_languages():
    assert set(MEANS) == set(Settings.model_fields)
    assert all(one.en and one.fr for one in MEANS.values())


def test_the_module_of_the_command_runs_as_a_script():
    asked = [sys.executable, "-m", "dashboard.command", "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
    assert "pillars" in told.stdout.lower() or "Usage" in told.stdout
