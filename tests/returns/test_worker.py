"""The worker beside the server: it takes what waits, also what another left half done, and ends."""

import os
import signal
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dashboard.returns.checks import Checks
from dashboard.returns.crew import Crew
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Board, Drafts
from dashboard.returns.store.drafts import NewDraft
from dashboard.returns.worker import kept_worker, kinds_of, working
from metrics import Catalogue, Language, MetricsStore, Settings
from tests.loaded import EXAMPLE

PATIENCE = 90  # seconds


@pytest.fixture
def settings(tmp_path):
    return Settings(
        data=EXAMPLE, framework="example-strategy", env="test",
        database_url=f"sqlite:///{tmp_path / 'figures.sqlite'}",
        accounts_url=f"sqlite:///{tmp_path / 'accounts.sqlite'}",
        returns_url=f"sqlite:///{tmp_path / 'returns.sqlite'}",
        audit_anchor=tmp_path / "anchors",
    )  # fmt: skip


def wait_for(drafts, id_):
    until = time.monotonic() + PATIENCE
    while (found := drafts.find(id_)).is_open and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_a_worker_checks_what_waits_and_what_was_left_half_done(settings):
    partner = next(iter(Catalogue.read(EXAMPLE).partners))
    MetricsStore.open(settings, Catalogue.read(EXAMPLE)).close()
    drafts, jobs = Drafts.open(settings), Jobs(settings)
    new = NewDraft("someone", partner, "", "", Language.EN, "a.csv", b"a,b\n1,2\n")
    asked, half_done = (drafts.add(new, datetime.now(UTC)).id for _ in range(2))
    jobs.ask_check(asked)
    drafts.begin(half_done)  # by a worker that is no more
    assert jobs.waiting() == 1
    with working(settings):
        found = [wait_for(drafts, one) for one in (asked, half_done)]
    assert {one.state.value for one in found} == {"checked"}
    assert {one.outcome for one in found} == {"reject"}
    drafts.close()


def share_of_a_processor(process, seconds):
    """How much of one a process has taken within this while; that is its own time, not others'."""

    def taken():
        after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    before = taken()
    time.sleep(seconds)
    return (taken() - before) / seconds


def test_a_worker_with_nothing_to_do_takes_under_a_hundredth_of_a_processor(settings):
    MetricsStore.open(settings, Catalogue.read(EXAMPLE)).close()
    kept = kept_worker(settings)
    try:
        until = time.monotonic() + PATIENCE
        while (share := share_of_a_processor(kept.pid, 5)) >= 0.01:  # it starts, and looks around
            assert time.monotonic() < until, share
    finally:
        kept.stop()


def test_a_worker_that_is_killed_is_started_anew_and_takes_up_what_it_left(settings):
    partner = next(iter(Catalogue.read(EXAMPLE).partners))
    MetricsStore.open(settings, Catalogue.read(EXAMPLE)).close()
    drafts = Drafts.open(settings)
    kept = kept_worker(settings)
    try:
        first = kept.pid
        new = NewDraft("someone", partner, "", "", Language.EN, "a.csv", b"a,b\n1,2\n")
        draft = drafts.add(new, datetime.now(UTC)).id
        drafts.begin(draft)  # by the worker that dies
        os.kill(first, signal.SIGKILL)
        assert wait_for(drafts, draft).state.value == "checked"
        second = kept.pid
        assert second != first
    finally:
        kept.stop()
    drafts.close()
    for one in (first, second, kept.pid):
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)


def test_the_queue_is_for_this_account_only(settings):
    file = Jobs(settings).queue.storage.filename
    assert Path(file).stat().st_mode & 0o077 == 0


def test_a_worker_loads_a_source_that_it_is_asked_for(settings):
    catalogue = Catalogue.read(EXAMPLE)
    store = MetricsStore.open(settings, catalogue)
    drafts = Drafts.open(settings)
    board = Board(drafts.database)
    crew = Crew(board, kinds_of(Checks(settings, catalogue, store, drafts)))
    board.ask("load", "example-yearly", "load/example-yearly")
    crew.work(["load"])
    assert board.jobs()[0].state == "done", board.jobs()
    assert store.loaded_files("example-yearly")
    board.ask("load", "no-such-source", "load/no-such-source")
    crew.work(["load"])
    held = {one.subject: (one.state, one.fault) for one in board.jobs()}
    assert held["no-such-source"] == ("waiting", "UnknownError")  # to be tried again
    drafts.close()
    store.close()
