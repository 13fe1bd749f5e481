"""Steps of returns cut off, at once, or kept waiting: the old state or the new one, never between.

F1, F2, F6, F7, F9 and F20 of the list of faults: the process is killed at each statement, or the
connection is lost at each; two send at once; another holds the lock.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from shutil import copytree
from threading import Barrier, Thread
from time import sleep, time

import psycopg
import pytest
from sqlalchemy import event

from metrics import OFFICE, MetricsStore, StoreError
from tests.metrics.digests import whole_digest
from tests.metrics.returned import (
    CLERK,
    NORTH,
    Q1,
    REVIEWER,
    numbers,
    office,
    open_store,
    partner,
    sent,
    submit,
    values,
)
from tests.sweeps import FULL, examples, sample

MOST_STATEMENTS = 200  # a step has fewer
PAIRS = examples("pairs of returns sent at once", 6, 50)
FIRST, SECOND = values("10", "4"), values("12")
SENT = sent(SECOND, key="second-draft")
BEFORE = {"2025-Q1": 10, "2025-Q1 sex=female": 4}


class CutOffError(Exception):
    """Stands for whatever ends a step in its middle."""


# ---- each step, begun from one state and ending in one other ------------------------------------


def begin(store: MetricsStore) -> None:
    """Two values, approved: what stands before the step."""
    first = submit(store, FIRST, on=date(2025, 4, 12))
    office(store).approve(first.code, REVIEWER)


def begin_with_second(store: MetricsStore) -> None:
    begin(store)
    store.today = lambda: date(2025, 5, 2)
    partner(store).submit(SENT, SECOND, CLERK)


def begin_with_approved(store: MetricsStore) -> None:
    begin_with_second(store)
    office(store).approve(newest(store).receipt.code, REVIEWER)


def newest(store: MetricsStore):
    return office(store).held()[0]


def do_submit(store: MetricsStore) -> None:
    partner(store).submit(SENT, SECOND, CLERK)


def do_approve(store: MetricsStore) -> None:
    office(store).approve(newest(store).receipt.code, REVIEWER)


def do_withdraw(store: MetricsStore) -> None:
    office(store).withdraw(newest(store).receipt.code, REVIEWER, "Counted twice.")


def do_undo(store: MetricsStore) -> None:
    office(store).undo(newest(store).receipt.code, REVIEWER, "By mistake.")


Step = Callable[[MetricsStore], None]
AFTER_APPROVED = {"2025-Q1": 12}
STEPS: dict[str, tuple[Step, Step, str, str, dict[str, int]]] = {
    "submit": (begin, do_submit, "approved", "submitted", {**BEFORE, "2025-Q1": 12}),
    "approve": (begin_with_second, do_approve, "submitted", "approved", AFTER_APPROVED),
    "withdraw": (begin_with_approved, do_withdraw, "approved", "withdrawn", {}),
    "undo": (begin_with_approved, do_undo, "approved", "withdrawn", BEFORE),
}
BEGUN = {"submit": 3, "approve": 4, "withdraw": 5, "undo": 5}  # audit entries after the step


def check_step(store: MetricsStore, name: str, before: str) -> bool:
    """The state before the step, untouched, or the state after it, whole; True for the latter."""
    _, _, old_state, new_state, after = STEPS[name]
    done = newest(store).receipt.state == new_state and (
        name != "submit" or len(office(store).held()) == 2
    )
    assert store.verify_audit().state in ("sound", "unproven")
    assert len(store.audit_entries()) == BEGUN[name] - (0 if done else 1)
    if done:
        assert numbers(store, OFFICE) == after
    else:
        assert whole_digest(store) == before
        assert newest(store).receipt.state == old_state
    return done


# ---- F1: killed at each statement ---------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """For each step a folder with a store as it is before it, and that store's digest."""
    found = {}
    for name, (start, *_) in STEPS.items():
        folder = tmp_path_factory.mktemp(name)
        store = open_store(address(folder))
        start(store)
        found[name] = folder, whole_digest(store)
        store.close()
    return found


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite'}"


def traced(store: MetricsStore, at: Callable[[int], None]) -> None:
    """Tell each statement, BEGIN and COMMIT and every row of many too, before it is run."""
    counted = iter(range(1, 10**6))

    def listen(connection, _):
        connection.set_trace_callback(lambda _: at(next(counted)))

    event.listen(store._repository.engine, "connect", listen)


def statements_of(folder: Path, name: str, scratch: Path) -> int:
    """How many statements a step has."""
    copytree(folder, scratch)
    store, last = open_store(address(scratch)), [0]
    store.today = lambda: date(2025, 5, 2)
    traced(store, lambda n: last.__setitem__(0, n))
    STEPS[name][1](store)
    store.close()
    return last[0]


def killed_at(folder: Path, name: str, n: int) -> bool:
    """Take the step in a process that is killed at its n-th statement."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            store = open_store(address(folder))
            store.today = lambda: date(2025, 5, 2)
            traced(store, lambda at: os.kill(os.getpid(), signal.SIGKILL) if at == n else None)
            STEPS[name][1](store)
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("name", STEPS)
def test_killed_at_any_statement_leaves_the_old_state_or_the_new(name, prepared, tmp_path):
    folder, before = prepared[name]
    last = statements_of(folder, name, tmp_path / "counting")
    assert 20 < last < MOST_STATEMENTS
    points = list(range(1, last + 2))
    chosen = sorted({*sample(f"kills of {name}", points, 12), last, last + 1})
    for n in chosen:
        at = tmp_path / f"at-{n}"
        copytree(folder, at)
        killed = killed_at(at, name, n)
        assert killed is (n <= last)
        with sqlite3.connect(at / "store.sqlite") as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        raw.close()
        store = open_store(address(at))
        store.today = lambda: date(2025, 5, 2)
        done = check_step(store, name, before)
        assert done or killed
        if not done:
            STEPS[name][1](store)
        assert check_step(store, name, before)
        store.close()


def test_killed_after_the_commit_the_same_key_gives_the_receipt(prepared, tmp_path):
    """F2: the answer was lost, the return was not."""
    folder = tmp_path / "answer"
    copytree(prepared["submit"][0], folder)
    child = os.fork()
    if child == 0:
        store = open_store(address(folder))
        store.audit.wrote = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
        do_submit(store)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    store = open_store(address(folder))
    before = whole_digest(store)
    receipt = partner(store).submit(SENT, SECOND, CLERK)
    assert receipt.again
    assert receipt.code == newest(store).receipt.code
    assert whole_digest(store) == before
    store.close()


# ---- cut off and lost, on either database -------------------------------------------------------


@pytest.fixture
def store(database_url: str) -> Iterator[MetricsStore]:
    opened = open_store(database_url)
    yield opened
    opened.close()


def failing_at(store: MetricsStore, n: int, fail: Callable[[object], None]) -> Callable[[], int]:
    """Fail once, before the n-th statement of those that write, or the commit."""
    engine, counted = store._repository.engine, [0]

    def before(connection, *_):
        if connection.get_execution_options().get("begin") is None:
            return
        counted[0] += 1
        if counted[0] == n:
            fail(connection)

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "commit", before)

    def stop() -> int:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "commit", before)
        return counted[0]

    return stop


def cut_off(_: object) -> None:
    raise CutOffError


@pytest.mark.parametrize("name", STEPS)
def test_cut_off_at_any_statement_leaves_the_old_state_and_is_done_by_the_next(name, store):
    STEPS[name][0](store)
    store.today = lambda: date(2025, 5, 2)
    before = whole_digest(store)
    step = 1 if FULL else 5
    for n in range(1, MOST_STATEMENTS, step):
        stop = failing_at(store, n, cut_off)
        try:
            STEPS[name][1](store)
        except CutOffError:
            assert not check_step(store, name, before)
        else:
            break
        finally:
            stop()
    assert n > step
    assert check_step(store, name, before)


LOST = [(name, n) for name in STEPS for n in range(1, 16)]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(("name", "n"), sample("lost connections", LOST, 6))
def test_a_lost_connection_is_taken_up_again_and_nothing_is_done_twice(name, n, store):
    """F20: PostgreSQL ends the session at a statement of the step."""
    STEPS[name][0](store)
    store.today = lambda: date(2025, 5, 2)
    before = whole_digest(store)
    stop = failing_at(store, n, ended)
    STEPS[name][1](store)
    assert stop() > n
    assert check_step(store, name, before)


def ended(connection) -> None:
    """Let the server end this session, as it does when it is stopped."""
    address = connection.engine.url.set(drivername="postgresql")
    pid = connection.connection.driver_connection.info.backend_pid
    with psycopg.connect(address.render_as_string(hide_password=False)) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (pid,))


@pytest.mark.parametrize("state", ["40001", "40P01"])
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_the_server_gives_up_is_asked_again_three_times_at_most(state, store):
    begin(store)
    refused = [psycopg.errors.lookup(state)()] * 2

    def give_up(*_) -> None:
        if refused:
            raise refused.pop()

    event.listen(store._repository.engine, "before_cursor_execute", give_up)
    assert submit(store, SECOND).state == "submitted"
    refused += [psycopg.errors.lookup(state)()] * 3
    with pytest.raises(StoreError):
        submit(store, values("13"))
    event.remove(store._repository.engine, "before_cursor_execute", give_up)
    assert len(office(store).held()) == 2


# ---- two at once --------------------------------------------------------------------------------


def both(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Do two things at the same time, as far as two threads can."""
    start = Barrier(2)

    def run(work: Callable[[], object]) -> object:
        start.wait()
        return work()

    with ThreadPoolExecutor(2) as pool:
        return [one.result() for one in [pool.submit(run, work) for work in (first, second)]]


def test_the_same_return_sent_twice_at_once_is_one_return_with_two_receipts(store, database_url):
    """F6: two workers, each with connections of its own."""
    other = open_store(database_url)
    for n in range(PAIRS):
        now = values(str(n))
        one, two = sent(now), sent(now)
        found = both(
            lambda one=one, now=now: partner(store).submit(one, now, CLERK),
            lambda two=two, now=now: partner(other).submit(two, now, "clerk-c3"),
        )
        assert found[0].code == found[1].code
        assert sorted(receipt.again for receipt in found) == [False, True]
    assert len(office(store).held()) == PAIRS
    revisions = office(store).history("hotline/calls", NORTH, "CA", "", Q1)
    assert [one.observation.value for one in revisions] == list(range(PAIRS))
    other.close()


def test_two_different_returns_at_once_are_both_kept_and_the_later_one_counts(store, database_url):
    """F7: nothing is lost; who commits later speaks."""
    other = open_store(database_url)
    for n in range(PAIRS):
        one, two = values(str(2 * n)), values(str(2 * n + 1))
        both(
            lambda one=one: partner(store).submit(sent(one), one, CLERK),
            lambda two=two: partner(other).submit(sent(two), two, CLERK),
        )
    held = office(store).held()
    assert len(held) == 2 * PAIRS
    told = [
        one.observation.value for one in office(store).history("hotline/calls", NORTH, "CA", "", Q1)
    ]
    assert sorted(told) == list(range(2 * PAIRS))
    (last,) = office(store).values(held[0].receipt.code)
    assert numbers(store, OFFICE) == {"2025-Q1": last.observation.value} == {"2025-Q1": told[-1]}
    assert store.verify_audit().state == "sound"
    other.close()


def test_processes_that_send_at_once_lose_nothing(tmp_path):
    """As F7, with four processes on one file."""
    where = f"sqlite:///{tmp_path / 'store.sqlite'}"
    open_store(where).close()
    children = [_sender(where, n) for n in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    store = open_store(where)
    assert len(office(store).held()) == 12
    told = office(store).history("hotline/calls", NORTH, "CA", "", Q1)
    assert sorted(one.observation.value for one in told) == list(range(12))
    assert store.verify_audit().state == "sound"
    store.close()


def _sender(where: str, n: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            store = open_store(where)
            for number in range(3 * n, 3 * n + 3):
                now = values(str(number))
                partner(store).submit(sent(now, key=f"draft-{number}-x"), now, CLERK)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


# ---- another holds the lock ---------------------------------------------------------------------


def test_a_lock_held_for_a_while_is_waited_for_and_one_held_on_is_told(tmp_path):
    """F9: three seconds are waited for; beyond the patience of the store nothing is written."""
    where = tmp_path / "store.sqlite"
    store = open_store(f"sqlite:///{where}")
    begin(store)
    before, began = whole_digest(store), time()
    with Locked(where, 3 if FULL else 1):
        assert submit(store, SECOND).state == "submitted"
    assert time() - began > 0.9
    event.listen(
        store._repository.engine, "begin",
        lambda connection: connection.connection.driver_connection.execute(
            "PRAGMA busy_timeout = 200"), insert=True,
    )  # fmt: skip
    before = whole_digest(store)
    with Locked(where, 2), pytest.raises(StoreError, match="locked by another program"):
        submit(store, values("13"))
    assert whole_digest(store) == before
    assert submit(store, values("13")).state == "submitted"
    store.close()


class Locked:
    """Another program that holds the writer's lock for some seconds."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path, self.seconds, self.ready = path, seconds, Barrier(2)

    def __enter__(self) -> None:
        self.thread = Thread(target=self._hold)
        self.thread.start()
        self.ready.wait()

    def __exit__(self, *_: object) -> None:
        self.thread.join()

    def _hold(self) -> None:
        connection = sqlite3.connect(self.path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        self.ready.wait()
        sleep(self.seconds)
        connection.execute("ROLLBACK")
        connection.close()
