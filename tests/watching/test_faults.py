"""Faults of the disk, the journal and the clock, played on a store: the old state or the new one.

F8, F10, F12, F14 and F21 of the list of faults; docs/faults.md says where the others are played.
"""

import os
import resource
import signal
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import psycopg
import pytest

from metrics import AuditAction, MetricsStore, NotWritableError, Obstacle, Settings, StoreError
from metrics.clock import dated_back
from tests.conftest import _new_database
from tests.factories import catalogue, observation, submission
from tests.sweeps import examples

PAGE = 4096 + 24  # bytes that a page takes in the journal
WRITES = examples("writes of which each is the first to fail", 12, 80)
INDEX = 32768  # bytes of the index of the journal
WRITTEN, REFUSED = 0, 3


def opened(address: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=address, framework="plan"), catalogue())


def at(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite'}"


def record(store: MetricsStore, value: str) -> None:
    store.record(submission(), [observation(value)])


def value_of(store: MetricsStore) -> str:
    return str(store.series("calls").lines[0].values[-1].observation.value)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A store that holds 10."""
    held = tmp_path / "held"
    held.mkdir()
    with closing(opened(at(held))) as store:
        record(store, "10")
    return held


def in_child(work) -> int:
    """Done in a process that ends without closing anything, as one that is killed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = WRITTEN
        except StoreError:
            code = REFUSED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_reader_of_an_old_state_disturbs_no_upload_and_none_disturbs_it(folder):
    """F8."""
    file = folder / "store.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        count = "SELECT count(*) FROM submission"
        before = reader.execute(count).fetchone()
        with closing(opened(at(folder))) as store:
            for number in range(11, 31):
                record(store, str(number))
            assert value_of(store) == "30"
            assert reader.execute(count).fetchone() == before
            reader.execute("ROLLBACK")
            assert reader.execute(count).fetchone() == (before[0] + 20,)
            busy, *_ = reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            assert (busy, file.with_name("store.sqlite-wal").stat().st_size) == (0, 0)


@contextmanager
def no_room(address: str):
    """A server that answers every row for the figures as one does whose disk is full."""
    refuse = "BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $${refuse}$$"
        )
        connection.execute("CREATE TRIGGER full_disk BEFORE INSERT ON observation "
                           "FOR EACH ROW EXECUTE FUNCTION refuse()")  # fmt: skip
        yield
        connection.execute("DROP TRIGGER full_disk ON observation")


def test_a_full_disk_of_a_server_is_told_and_nothing_is_kept(postgresql, tmp_path, monkeypatch):
    """F10: what its server says is played by a trigger; its disk itself is not filled."""
    monkeypatch.setenv("PILLARS_AUDIT_ANCHOR", str(tmp_path / "anchors"))
    for address in _new_database(postgresql):
        with closing(opened(address)) as store:
            record(store, "10")
            with no_room(address):
                with pytest.raises(NotWritableError, match="no room to grow") as refused:
                    record(store, "11")
                assert refused.value.obstacle is Obstacle.FULL
                assert value_of(store) == "10"
            record(store, "11")  # without a restart
            assert value_of(store) == "11"
            assert store.verify_audit().state in ("sound", "unproven")


def fail_beyond(room: int) -> None:
    """From now on the system refuses to write to any file of this process beyond so many bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


@pytest.mark.parametrize("pages", range(WRITES))
def test_whichever_write_is_the_first_to_fail_the_old_state_stands(folder, tmp_path, pages):
    """F12: the system writes nothing beyond a place in the journal; the next start is sound."""
    tried = tmp_path / "tried"
    copytree(folder, tried)

    def work() -> None:
        store = opened(at(tried))
        fail_beyond(max(INDEX, (pages + 1) * PAGE * 2))
        record(store, "11")

    code = in_child(work)
    assert code in (WRITTEN, REFUSED)
    with closing(opened(at(tried))) as store:
        assert value_of(store) == ("11" if code == WRITTEN else "10")
        assert store.verify_audit().state == "sound"
        record(store, "12")
    with closing(sqlite3.connect(tried / "store.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_some_write_fails_and_some_does_not(folder, tmp_path):
    """The sweep above is of both kinds: with little room it is refused, with much it is kept."""
    codes = set()
    for pages in (1, 400):
        tried = tmp_path / str(pages)
        copytree(folder, tried)

        def work(tried=tried, pages=pages) -> None:
            store = opened(at(tried))
            fail_beyond(pages * PAGE)
            record(store, "11")

        codes.add(in_child(work))
    assert codes == {WRITTEN, REFUSED}


def left_open(folder: Path) -> None:
    """What was written last stands in the journal alone."""

    def work() -> None:
        store = opened(at(folder))
        record(store, "11")
        store.note("somebody", AuditAction.SIGNED_IN, "account:somebody")  # anchored at once
        os._exit(WRITTEN)

    assert in_child(work) == WRITTEN
    assert (folder / "store.sqlite-wal").stat().st_size > 0


def test_an_index_of_the_journal_that_is_lost_is_made_anew(folder):
    """F14."""
    left_open(folder)
    (folder / "store.sqlite-shm").unlink()
    with closing(opened(at(folder))) as store:
        assert value_of(store) == "11"
        assert store.verify_audit().state == "sound"


def test_a_journal_that_is_lost_is_told_by_the_anchors(folder):
    """F14: the data are older, and the log says so."""
    left_open(folder)
    for end in ("-wal", "-shm"):
        (folder / f"store.sqlite{end}").unlink()
    with closing(opened(at(folder))) as store:
        assert value_of(store) == "10"
        assert store.verify_audit().state not in ("sound", "unproven")


def test_a_journal_of_another_kind_that_was_left_is_not_believed(folder):
    """F14."""
    left_open(folder)
    (folder / "store.sqlite-journal").write_bytes(b"of another time" * 100)
    with closing(opened(at(folder))) as store:
        assert value_of(store) == "11"


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-400), timedelta(days=1)])
def test_what_was_sent_later_stands_whatever_the_clock_says(folder, jump):
    """F21: the order is that of the sequence, and no instant is given out twice."""
    with closing(opened(at(folder))) as store:
        with dated_back(datetime.now(UTC) + jump):
            record(store, "11")
        record(store, "12")
        assert value_of(store) == "12"
        assert store.verify_audit().state == "sound"
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection:
        query = "SELECT recorded_at FROM submission ORDER BY id"
        instants = [one for (one,) in connection.execute(query)]
    assert instants == sorted(set(instants))
