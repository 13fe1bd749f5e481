import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ingest.command import main, run_load
from metrics import Catalogue, Language, MetricsStore, Settings
from tests.ingest.conftest import column, specification

ROOT = Path(__file__).parents[2]
TABLE = '[[tables]]\nid = "t"\nfile = "table.csv"\nplace = "CA"\n'
COLUMNS = column("period", "Year") + column("value", "People", series="people")


@pytest.fixture
def folder(add_source):
    text = "Year,People\n2020,5\n2021,7\n"
    return add_source("publisher", specification(TABLE + COLUMNS), **{"table.csv": text})


@pytest.fixture
def settings(data, tmp_path):
    return Settings(database_url=f"sqlite:///{tmp_path / 'store.sqlite'}", data=data)


@pytest.fixture
def run(settings, capsys):
    def run_one(*names, **options):
        code = run_load(names, settings=settings, **options)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_one


def test_a_load_tells_what_it_did(folder, run):
    added = "publisher: 2 added, 0 changed, 0 unchanged, 0 withdrawn"
    assert run("publisher", dry_run=True) == (0, f"{added} (nothing kept)\n", "")
    assert run("publisher") == (0, f"{added}\n", "")
    assert run() == (0, "publisher: no file changed\n", "")


def test_a_load_speaks_french(folder, run):
    _, out, _ = run("publisher", language=Language.FR)
    assert out == "publisher : 2 ajoutées, 0 modifiées, 0 inchangées, 0 retirées\n"


def test_a_refused_source_is_told_with_its_cells_and_exit_code_1(folder, run):
    (folder / "table.csv").write_text("Year,People\n2020,five\n", encoding="utf-8")
    code, out, _ = run("publisher")
    assert code == 1
    assert out.splitlines()[0] == "publisher: refused, 1 error(s); the store is as it was"
    assert out.splitlines()[1].startswith("  error: table.csv, B2: 'five' is not a number")


def test_only_so_many_findings_are_told_and_the_rest_counted(folder, run):
    rows = "".join(f"{year},x\n" for year in range(2000, 2030))
    (folder / "table.csv").write_text("Year,People\n" + rows, encoding="utf-8")
    _, out, _ = run("publisher")
    assert len(out.splitlines()) == 1 + 20 + 1
    assert out.splitlines()[-1] == "  and 10 more"


def test_a_check_needs_no_store(folder, run, tmp_path):
    assert run("publisher", check=True) == (
        0, "publisher: 2 observations and 0 actions read, no error\n", "",
    )  # fmt: skip
    assert not (tmp_path / "store.sqlite").exists()


def test_an_unknown_source_is_told_with_the_nearest_names(folder, run):
    assert run("publsher") == (2, "", "Unknown source 'publsher'. Nearest known: publisher.\n")


def test_where_no_name_is_near_all_are_told_if_they_are_few(folder, add_source, run):
    for name in ("east", "north", "west"):
        add_source(name, specification(""))
    told = "Unknown source 'xyz'. Known are east, north, publisher, west.\n"
    assert run("xyz") == (2, "", told)
    _, _, french = run("xyz", language=Language.FR)
    assert french.endswith("Noms connus\u00a0: east, north, publisher, west.\n")


def test_data_that_cannot_be_read_is_told_line_by_line(folder, run):
    with (folder / "source.toml").open("a", encoding="utf-8") as file:
        file.write("[series.more]\nindicator = 'nope'\n")
    code, _, err = run("publisher")
    assert code == 1
    assert "'series.more.title' is missing" in err
    assert err.count("\n") == 3


def test_a_load_is_noted_once_as_done_from_the_command_line(folder, run, settings, data):
    for options in ({"dry_run": True}, {}, {}, {"force": True}):
        assert run("publisher", **options)[0] == 0
    store = MetricsStore.open(settings, Catalogue.read(data))
    (entry,) = store.audit_entries()
    assert (entry.actor, entry.action, entry.object) == ("command line", "recorded", "submission:1")
    assert store.verify_audit().state == "sound"
    store.close()


def test_a_store_that_cannot_be_opened_is_told_in_one_line(folder, data, capsys):
    settings = Settings(database_url="oracle://x", data=data)
    assert run_load(["publisher"], settings=settings) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_unknown_indicator_is_told_with_the_file_that_names_it(folder, run):
    path = folder / "source.toml"
    text = path.read_text(encoding="utf-8").replace('"people-counted"', '"people-countd"')
    path.write_text(text, encoding="utf-8")
    code, _, err = run("publisher")
    assert code == 1
    assert err.startswith("sources/publisher/source.toml [series.people]: unknown indicator 'peo")


def test_a_hidden_folder_is_no_source(folder, data, run):
    (data / "sources" / ".ipynb_checkpoints").mkdir()
    (data / "sources" / "__pycache__").mkdir()
    (data / "indicators" / ".#share.toml").write_text("nothing", encoding="utf-8")
    assert run() == (0, "publisher: 2 added, 0 changed, 0 unchanged, 0 withdrawn\n", "")


def test_a_refused_load_is_noted_and_a_dry_run_is_not(folder, run, settings):
    (folder / "table.csv").write_text("Year,People\n2020,about\n")
    run("publisher", dry_run=True)
    run("publisher")
    with closing(MetricsStore.open(settings, Catalogue.read(settings.data))) as store:
        (entry,) = store.audit_entries(action="refused")
    assert (entry.actor, entry.object) == ("command line", "source:publisher")
    assert entry.detail == {"findings": 1}


def test_the_others_are_loaded_beside_a_source_that_is_refused(folder, add_source, run):
    text = "Year,People\n2020,x\n"
    add_source("another", specification(TABLE + COLUMNS), **{"table.csv": text})
    code, out, _ = run()
    assert code == 1
    lines = out.splitlines()
    assert lines[0] == "another: refused, 1 error(s); the store is as it was"
    assert lines[2] == "publisher: 2 added, 0 changed, 0 unchanged, 0 withdrawn"


def test_a_file_that_no_table_reads_is_printed(folder, run):
    (folder / "more.csv").touch()
    warning = "  warning: more.csv: No table in source.toml reads this file."
    for _ in range(2):  # loaded, then unchanged
        code, out, _ = run("publisher")
        assert (code, out.splitlines()[1]) == (0, warning)


def test_a_load_that_is_interrupted_ends_without_a_traceback(folder, data, tmp_path):
    pipe = folder / "table.csv"
    pipe.unlink()
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest", "publisher", "--check"],
        cwd=ROOT,
        env={**os.environ, "PILLARS_DATA": str(data)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    )
    try:
        end = _writing_end(pipe)  # the command now waits for what stands in its file
        process.send_signal(signal.SIGINT)
        os.close(end)  # a signal that comes just before the wait begins does not end the wait
        assert process.wait(20) == 130
        assert process.stderr.read() == ""
    finally:
        process.kill()
        process.stderr.close()
        process.wait(20)


def _heed_interrupts():
    """As from a terminal: whatever runs these tests behind it may have had interrupts ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _writing_end(pipe):
    """The pipe opened for writing, once somebody reads it."""
    for _ in range(400):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nobody reads the file")


def test_json_has_stable_keys(folder, run):
    (folder / "table.csv").write_text("Year,People\n2020,5\n2020,5\n", encoding="utf-8")
    _, out, _ = run("publisher", as_json=True)
    (report,) = json.loads(out)
    (finding,) = report.pop("findings")
    assert report == {
        "source": "publisher", "state": "loaded", "added": 1, "changed": 0, "unchanged": 0,
        "withdrawn": 0, "observations": 1, "actions": 0, "errors": 0, "warnings": 1,
    }  # fmt: skip
    assert finding == {
        "severity": "warning", "rule": "repeated", "file": "table.csv", "sheet": "", "cell": "B3",
        "words": "5", "message": "Repeats table.csv, B2; counted once.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "state"),
    [({"dry_run": True}, "previewed"), ({"check": True}, "checked"), ({}, "loaded")],
)
def test_json_says_how_far_it_went(folder, run, options, state):
    _, out, _ = run("publisher", as_json=True, **options)
    assert json.loads(out)[0]["state"] == state


@pytest.mark.parametrize("arguments", [[], ["--lang", "de"], ["--what"]])
def test_arguments_that_mean_nothing_exit_2(arguments, capsys):
    with pytest.raises(SystemExit) as error:
        main(arguments)
    assert error.value.code == 2


def test_a_setting_that_does_not_fit_is_told_by_its_variable(monkeypatch, capsys):
    monkeypatch.setenv("PILLARS_ENV", "somewhere")
    with pytest.raises(SystemExit) as error:
        main(["--all"])
    assert error.value.code == 1
    assert capsys.readouterr().err.startswith(
        "The setting PILLARS_ENV is 'somewhere', which does not fit. (development, test or"
    )
