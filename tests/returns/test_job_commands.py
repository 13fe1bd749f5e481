"""`pillars jobs`: what waits, runs or has failed, and what an operator can do about it."""

import json
from datetime import UTC, datetime

import pytest

from dashboard import command
from dashboard.returns.store import Board, Drafts, JobState
from dashboard.returns.store.drafts import NewDraft
from metrics import COMMAND_LINE, Language, MetricsStore, Settings, StoreError
from tests.loaded import EXAMPLE


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    monkeypatch.setenv("PILLARS_RETURNS_URL", f"sqlite:///{tmp_path / 'returns.sqlite'}")
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'figures.sqlite'}")
    monkeypatch.setenv("PILLARS_DATA", str(EXAMPLE))
    monkeypatch.setenv("COLUMNS", "160")  # a row is not wrapped
    opened = Drafts.open(Settings())
    yield opened
    opened.close()


@pytest.fixture
def run(drafts, monkeypatch, capsys):
    def ran(*arguments):
        monkeypatch.setattr("sys.argv", ["pillars", "jobs", *arguments])
        with pytest.raises(SystemExit) as stopped:
            command.main()
        told = capsys.readouterr()
        return int(stopped.value.code or 0), told.out, told.err

    return ran


def noted():
    """What the audit log tells of jobs, oldest first."""
    store = MetricsStore.open(Settings())
    told = [(one.actor, one.action, one.object) for one in store.audit.every()]
    store.close()
    return told


def waiting(drafts):
    new = NewDraft("someone", "partner-a", "", "", Language.EN, "a.csv", b"a,b\n1,2\n")
    draft = drafts.add(new, datetime.now(UTC)).id
    Board(drafts.database).ask_check(draft)
    return draft


def test_jobs_are_listed_for_people_and_programs(run, drafts):
    assert "Nothing waits" in run("list")[1]
    draft, board = waiting(drafts), Board(drafts.database)
    turn = board.take("host/1/a", ["check"])
    board.tell(turn, "cells", 40)
    board.beat("host/1/a", [turn], is_shared=True)
    said = run("list", "--lang", "fr")[1]
    for words in (draft, "vérification d'un fichier", "en cours, 40", "host/1/a", "1 processus"):
        assert words in said
    told = json.loads(run("list", "--json")[1])
    assert told["workers"] == ["host/1/a"]
    (one,) = told["jobs"]
    assert (one["kind"], one["subject"], one["state"], one["tries"]) == (
        "check", draft, "running", 1)  # fmt: skip
    assert one["ended_at"] is None
    assert one["began_at"].endswith("Z")
    board.end(turn)
    assert json.loads(run("list", "--json")[1])["jobs"] == []
    assert len(json.loads(run("list", "--json", "--all")[1])["jobs"]) == 1


def test_what_failed_is_run_again_and_what_runs_is_left(run, drafts):
    draft, board = waiting(drafts), Board(drafts.database)
    turn = board.take("host/1/a", ["check"])
    code, _, said = run("retry", "check", draft)
    assert (code, "being run" in said) == (1, True)
    board.fail(turn._replace(), "StoreError")
    assert board.take("host/1/a", ["check"]) is None
    assert run("retry", "check", draft)[0] == 0
    assert board.take("host/1/a", ["check"]).subject == draft
    assert run("retry", "check", "nothing")[0] == 1


def test_a_check_that_is_cancelled_is_told_to_its_sender_and_its_file_is_gone(run, drafts):
    draft = waiting(drafts)
    assert run("cancel", "check", draft)[0] == 0
    held = drafts.find(draft)
    assert (held.state.value, drafts.content(draft)) == ("failed", None)
    assert "stopped by the office" in drafts.result(draft)["failed"][0]
    assert Board(drafts.database).jobs()[0].state is JobState.CANCELLED
    assert run("cancel", "check", draft)[0] == 1


def test_a_load_is_asked_for_by_its_source_alone(run, drafts):
    assert run("run", "load", "example-yearly")[0] == 0
    (job,) = Board(drafts.database).jobs()
    assert (job.kind, job.subject, job.state) == ("load", "example-yearly", "waiting")
    assert run("run", "load", "no-such-source")[0] == 2
    assert "Only loads" in run("run", "check", "x")[2]


def test_who_has_a_job_run_or_cancelled_stands_in_the_log(run, drafts):
    draft = waiting(drafts)
    run("retry", "check", draft)
    run("cancel", "check", draft)
    run("run", "load", "example-yearly")
    Board(drafts.database).expect("back-up")
    run("retry", "back-up")
    assert noted() == [
        (COMMAND_LINE, "job-retried", f"job:check/{draft}"),
        (COMMAND_LINE, "job-cancelled", f"job:check/{draft}"),
        (COMMAND_LINE, "job-asked", "job:load/example-yearly"),
        (COMMAND_LINE, "job-retried", "job:back-up"),
    ]


def test_what_was_not_done_is_not_noted(run, drafts):
    draft, board = waiting(drafts), Board(drafts.database)
    board.take("host/1/a", ["check"])
    run("retry", "check", draft)  # it runs
    run("cancel", "check", "nothing")
    run("run", "load", "no-such-source")
    assert noted() == []


def test_what_cannot_be_noted_is_not_done(run, drafts, monkeypatch):
    draft = waiting(drafts)

    def locked(*_, **__):
        raise StoreError("The store is locked.", "L'entrepôt est verrouillé.")

    monkeypatch.setattr(MetricsStore, "note", locked)
    assert [run(one, "check", draft)[0] for one in ("cancel", "retry")] == [1, 1]
    assert drafts.find(draft).is_open
    assert Board(drafts.database).jobs()[0].state is JobState.WAITING
