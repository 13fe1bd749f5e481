"""Jobs of several workers on one board: nothing lost, nothing twice, nobody kept waiting."""

import socket
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread

import psycopg
import pytest

from dashboard.returns import crew as crews
from dashboard.returns.crew import Crew, Ended, Kind, is_gone
from dashboard.returns.jobs import Jobs
from dashboard.returns.store import Board, Drafts, DraftState, JobState, TurnLostError, board
from dashboard.returns.store.drafts import NewDraft
from metrics import Language, Settings, StoreError

PATIENCE = 20  # seconds
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path, database_url, monkeypatch):
    """Drafts on either database; figures and accounts are not opened."""
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'figures.sqlite'}",
        accounts_url=f"sqlite:///{tmp_path / 'accounts.sqlite'}",
        returns_url=database_url.replace("store.sqlite", "returns.sqlite"),
        env="test",
    )


@pytest.fixture
def drafts(settings):
    opened = Drafts.open(settings)
    yield opened
    opened.close()


@pytest.fixture
def jobs(drafts):
    return Board(drafts.database)


def add(drafts, organization="partner-a"):
    new = NewDraft("someone", organization, "", "", Language.EN, "a.csv", b"a,b\n1,2\n")
    return drafts.add(new, LONG_AGO).id


def job_of(jobs, subject):
    return next(one for one in jobs.jobs() if one.subject == subject)


def as_silent(jobs, seconds):
    """As if who runs anything had given no sign of life for so long."""
    with jobs.database.writing() as connection:
        told = f"UPDATE job SET seen_at = seen_at - {int(seconds * 1_000_000)}"
        connection.exec_driver_sql(told)


def test_one_of_a_key_runs_at_a_time_whoever_takes_it(jobs):
    for subject, key in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        jobs.ask("check", subject, key)
    first, second = (jobs.take(one, ["check"]) for one in ("one", "two"))
    assert [first.subject, second.subject] == ["a1", "b1"]
    assert jobs.take("three", ["check"]) is None
    jobs.end(first)
    assert jobs.take("three", ["check"]).subject == "a2"
    assert jobs.take("three", ["load"]) is None


def test_whoever_was_served_longest_ago_comes_first(jobs):
    for subject in ("a1", "a2", "b1"):
        jobs.ask("check", subject, subject[0])
    jobs.end(jobs.take("one", ["check"]))
    assert [jobs.take("one", ["check"]).subject for _ in range(2)] == ["b1", "a2"]


def test_many_workers_at_once_take_each_job_once(jobs):
    for at in range(12):
        jobs.ask("load", f"source-{at}", f"source-{at % 5}")
    taken, lock = [], Lock()

    def work(name):
        while turn := jobs.take(name, ["load"]):
            with lock:
                taken.append(turn.subject)
            jobs.end(turn)

    threads = [Thread(target=work, args=(f"worker-{at}",)) for at in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
    while turn := jobs.take("last", ["load"]):  # what a busy key had kept from them
        taken.append(turn.subject)
        jobs.end(turn)
    assert sorted(taken) == sorted(f"source-{at}" for at in range(12))


def test_what_a_worker_has_left_is_taken_by_another_and_the_first_can_end_nothing(jobs, drafts):
    draft = add(drafts)
    jobs.ask_check(draft)
    first = jobs.take("elsewhere/1/a", ["check"])
    slow = drafts.under(first)
    assert slow.begin(draft)
    assert jobs.release(is_gone) == ()
    assert job_of(jobs, draft).state is JobState.RUNNING  # it has just been seen
    as_silent(jobs, 31)
    jobs.release(is_gone)
    second = jobs.take("here/2/b", ["check"])
    assert (second.subject, second.tries) == (draft, 2)
    other = drafts.under(second)
    assert other.begin(draft)
    for late in (lambda: slow.tell(draft, "cells", 50),
                 lambda: slow.finish(draft, "accept", {}, None),
                 lambda: slow.refuse(draft, DraftState.FAILED, {}),
                 lambda: jobs.tell(first, "cells", 50)):  # fmt: skip
        with pytest.raises(TurnLostError):
            late()
    other.finish(draft, "accept", {"by": "two"}, None)
    jobs.end(first)
    assert job_of(jobs, draft).state is JobState.RUNNING
    jobs.end(second)
    assert (job_of(jobs, draft).state, drafts.result(draft)) == (JobState.DONE, {"by": "two"})


def test_who_gives_a_sign_of_life_keeps_its_job(jobs):
    jobs.ask("load", "source", "source")
    turn = jobs.take("elsewhere/1/a", ["load"])
    as_silent(jobs, 31)
    jobs.beat("elsewhere/1/a", [turn], is_shared=True)
    jobs.release(is_gone)
    assert job_of(jobs, "source").state is JobState.RUNNING
    assert list(jobs.workers()) == ["elsewhere/1/a"]


def test_a_process_of_this_host_that_has_ended_is_known_to_be_gone():
    here = socket.gethostname()
    assert is_gone(f"{here}/{2**22 + 1}/a")
    assert not is_gone(f"{here}/1/a")
    assert not is_gone("another-host/1/a")
    own = crews.worker_name()
    assert not is_gone(own)
    assert is_gone(f"{own}0")  # the same number after a container was started anew


def test_what_ends_every_worker_is_left_and_its_sender_told(jobs, monkeypatch):
    told = []
    crew = Crew(jobs, {"check": Kind(lambda _: None, give_up=told.append)})
    jobs.ask("check", "poison", "a")
    for _ in range(board.MOST_TRIES):
        assert jobs.take("elsewhere/1/a", ["check"])
        as_silent(jobs, 31)
        crew.beat()
    assert (told, job_of(jobs, "poison").state) == (["poison"], JobState.FAILED)
    assert jobs.take("here", ["check"]) is None
    assert jobs.retry("check", "poison")
    assert jobs.take("here", ["check"]).tries == 1


def test_what_fails_is_tried_again_later_and_then_left_to_people(jobs, monkeypatch):
    monkeypatch.setattr(board, "FIRST_PAUSE", timedelta())
    tried = []

    def run(turn):
        tried.append(turn.tries)
        raise StoreError("The server is away.", "Le serveur est absent.")

    Crew(jobs, {"load": Kind(run)}).work(["load"])
    assert tried == []
    jobs.ask("load", "source", "source")
    Crew(jobs, {"load": Kind(run)}).work(["load"])
    assert tried == [1, 2, 3, 4, 5]
    found = job_of(jobs, "source")
    assert (found.state, found.fault) == (JobState.FAILED, "StoreError")


def test_a_pause_lies_between_two_tries_that_grows(jobs):
    jobs.ask("load", "source", "source")
    turn = jobs.take("one", ["load"])
    jobs.fail(turn, "StoreError")
    assert jobs.take("one", ["load"]) is None
    found = job_of(jobs, "source")
    assert timedelta(seconds=4) < found.due_at - found.ended_at <= timedelta(seconds=5)


def test_what_comes_by_itself_comes_again_also_after_it_failed(jobs):
    begun = []

    def run(turn):
        begun.append(turn.kind)
        if len(begun) == 1:
            raise OSError

    crew = Crew(jobs, {"remind": Kind(run, timedelta(minutes=10))})
    for _ in range(2):  # of two workers each expects it, and one is there
        crew.expect()
    crew.work(["remind"])
    found = job_of(jobs, "")
    assert (begun, found.state, found.fault) == (["remind"], JobState.WAITING, "OSError")
    jobs.retry("remind", "")
    crew.work(["remind"])
    found = job_of(jobs, "")
    assert (len(begun), found.state, found.fault) == (2, JobState.WAITING, "")
    assert found.due_at - found.ended_at == timedelta(minutes=10)


def test_a_cancelled_job_is_not_run_and_what_was_running_keeps_nothing(jobs, drafts):
    waits, runs = add(drafts), add(drafts, "partner-b")
    for one in (runs, waits):
        jobs.ask_check(one)
    turn = jobs.take("one", ["check"])
    mine = drafts.under(turn)
    mine.begin(turn.subject)
    for one in (waits, runs):
        assert jobs.cancel("check", one)
    assert jobs.take("two", ["check"]) is None
    with pytest.raises(TurnLostError):
        mine.finish(turn.subject, "accept", {}, None)
    assert {one.state for one in jobs.jobs()} == {JobState.CANCELLED}
    assert not jobs.cancel("check", waits)


def test_what_is_asked_again_while_it_runs_runs_once_more(jobs):
    jobs.ask("check", "draft", "a")
    turn = jobs.take("one", ["check"])
    time.sleep(0.002)
    jobs.ask("check", "draft", "a")
    jobs.end(turn)
    assert jobs.take("one", ["check"]).subject == "draft"


def test_a_file_that_nobody_was_asked_to_check_is_asked_for(jobs, drafts):
    forgotten, read, known = (add(drafts) for _ in range(3))
    drafts.begin(read)
    jobs.ask_check(known)
    fresh = drafts.add(
        NewDraft("someone", "partner-b", "", "", Language.EN, "a.csv", b"a"), datetime.now(UTC)
    )
    assert jobs.ask_for_the_forgotten(timedelta(minutes=2)) == 2
    assert {one.subject for one in jobs.jobs()} == {forgotten, read, known}
    assert fresh.id not in {one.subject for one in jobs.jobs()}


def test_a_draft_that_its_sender_takes_back_ends_its_check(jobs, drafts):
    draft = add(drafts)
    jobs.ask_check(draft)
    turn = jobs.take("one", ["check"])
    mine = drafts.under(turn)
    mine.begin(draft)
    drafts.cancel(draft)
    with pytest.raises(TurnLostError):
        mine.tell(draft, "cells", 10)


def test_five_slow_files_of_one_partner_hold_one_thread_and_all_are_read(jobs):
    begun, go, lock = [], {}, Lock()

    def run(turn):
        with lock:
            begun.append(turn.subject)
        assert go.setdefault(turn.subject, Event()).wait(PATIENCE)

    crew, threads = Crew(jobs, {"check": Kind(run)}), []

    def ask(subject):
        go.setdefault(subject, Event())
        jobs.ask("check", subject, subject[0])
        threads.append(Thread(target=crew.work, args=(["check"],)))
        threads[-1].start()

    def begins(subject):
        until = time.monotonic() + PATIENCE
        while subject not in begun:
            assert time.monotonic() < until
            time.sleep(0.01)

    for subject in ("a1", "a2", "a3", "a4", "a5"):
        ask(subject)
        begins("a1")
    ask("b1")
    begins("b1")
    assert begun == ["a1", "b1"]  # the second partner waits for nobody
    for one in go.values():
        one.set()
    for one in threads:
        one.join(PATIENCE)
    assert sorted(begun) == ["a1", "a2", "a3", "a4", "a5", "b1"]


def test_what_waits_when_the_process_is_to_end_is_left_for_others(jobs):
    def run(_):
        crew.over.set()

    crew = Crew(jobs, {"check": Kind(run)})
    for subject in ("a1", "a2"):
        jobs.ask("check", subject, "a")
    crew.work(["check"])
    states = {one.subject: one.state for one in jobs.jobs()}
    assert states == {"a1": JobState.DONE, "a2": JobState.WAITING}


def test_the_queue_of_several_hosts_lies_on_the_server_and_wakes_any_of_them(settings):
    asks, done = Jobs(settings), []
    asks.ask_check("draft")
    worker = Jobs(settings, done.append)
    assert worker.waiting() == 1
    worker.queue.execute(worker.queue.dequeue())
    assert (done, worker.waiting()) == (["draft"], 0)
    on_server = settings.returns_url.startswith("postgresql")
    assert hasattr(worker.queue.storage, "filename") is not on_server
    for one in (asks, worker):
        one.close()


def test_who_cannot_wake_a_worker_has_asked_all_the_same(jobs, settings, caplog):
    asks = Jobs(settings, board=jobs)

    away = {False: sqlite3.OperationalError, True: psycopg.OperationalError}

    def broken(*_, **__):
        raise away[jobs.database.is_on_server]

    asks.queue.enqueue = broken
    asks.ask_check("draft")
    assert job_of(jobs, "draft").state is JobState.WAITING
    assert "no worker was woken" in caplog.text
    asks.close()


def test_of_each_turn_it_is_told_how_it_ended(jobs):
    """What watches the service learns the kind of a job and how it ended, not of whom it is."""
    told = []

    def fails(_):
        raise ValueError("words of a fault")

    def lost(turn):
        raise TurnLostError(turn)

    kinds = {"load": Kind(lambda _: None), "check": Kind(fails), "brief": Kind(lost)}
    for kind in kinds:
        jobs.ask(kind, "somebody", kind)
    Crew(jobs, kinds, told.append).work(kinds)
    assert {one.kind: one.ended for one in told} == {
        "load": Ended.DONE, "check": Ended.FAILED, "brief": Ended.TAKEN,
    }  # fmt: skip
    assert all(one.seconds >= 0 for one in told)
