"""Whether anything can be saved: when a look closes, when it opens again."""

import errno
import os
import sqlite3

import pytest

from dashboard.watching.door import (
    AGAIN,
    HOLDS,
    LOCKED_FOR,
    LOOK_CLOSER,
    LOOK_EVERY,
    PATIENCE,
    STALE,
    Door,
    Doors,
)
from metrics import Obstacle, obstacle_at
from metrics.store import health
from metrics.store.engine import open_engine


class Clock:
    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


class Looking:
    """A door whose looks see what the test says, and that counts them."""

    def __init__(self):
        self.clock, self.sees, self.looks = Clock(), None, 0
        self.let_go_at = float("inf")
        self.door = Door(self._look, self.clock, self.pause)

    def _look(self):
        self.looks += 1
        return self.sees if self.clock.at < self.let_go_at else None

    def pause(self, seconds):
        self.clock.at += seconds

    def after(self, seconds):
        self.clock.at += seconds
        return self.door.obstacle()


@pytest.fixture
def looking():
    return Looking()


def test_it_is_looked_at_now_and_then_and_not_at_every_request(looking):
    for _ in range(10):
        looking.after(LOOK_EVERY / 5)
    assert looking.looks == 2


@pytest.mark.parametrize("obstacle", [Obstacle.FULL, Obstacle.READ_ONLY])
def test_a_full_or_closed_disk_closes_at_once_and_opens_by_itself(looking, obstacle):
    looking.sees = obstacle
    assert looking.after(LOOK_EVERY) is obstacle
    looking.sees = None
    assert looking.after(LOOK_EVERY / 2) is obstacle
    assert looking.after(LOOK_EVERY) is None


def test_a_lock_closes_only_when_it_has_lasted(looking):
    looking.sees = Obstacle.LOCKED
    waited = 0.0
    while looking.after(LOOK_EVERY) is None:
        waited += LOOK_EVERY
        assert waited <= LOCKED_FOR + LOOK_EVERY
    assert waited >= LOCKED_FOR
    looking.sees = None
    assert looking.after(LOOK_EVERY) is None


def test_two_locks_met_long_apart_are_two(looking):
    """Nobody has asked in between: that it was locked all the time is not known."""
    looking.sees = Obstacle.LOCKED
    looking.after(LOOK_EVERY)
    assert looking.after(STALE + LOCKED_FOR) is None


def test_a_lock_that_was_let_go_in_between_begins_anew(looking):
    looking.sees = Obstacle.LOCKED
    for _ in range(5):
        looking.after(LOOK_EVERY)
    looking.sees = None
    looking.after(LOOK_EVERY)
    looking.sees = Obstacle.LOCKED
    assert looking.after(LOOK_EVERY) is None
    assert looking.after(LOOK_EVERY) is None


def test_what_a_write_has_met_counts_for_a_while_although_no_look_sees_it(looking):
    looking.after(LOOK_EVERY)
    looking.door.met(Obstacle.FULL)
    assert looking.after(0.0) is Obstacle.FULL
    assert looking.after(HOLDS - 1) is Obstacle.FULL
    assert looking.after(1) is None


def test_what_the_looks_see_come_and_go_is_not_held_longer(looking):
    looking.door.met(Obstacle.FULL)
    looking.sees = Obstacle.FULL
    looking.after(LOOK_EVERY)
    looking.sees = None
    assert looking.after(LOOK_EVERY) is None


def test_a_lock_that_a_write_has_met_is_left_to_the_looks(looking):
    looking.door.met(Obstacle.LOCKED)
    assert looking.after(0.0) is None


def test_many_who_write_for_a_moment_each_do_not_look_like_one_who_stays(looking):
    """A look in nine of ten meets one of them."""
    for step in range(400):
        looking.sees = None if step % 10 == 9 else Obstacle.LOCKED
        assert looking.after(LOOK_CLOSER) is None


def test_where_no_lock_was_met_nobody_waits_to_know_whether_it_lasts(looking):
    looking.after(LOOK_EVERY)
    before = looking.looks
    assert not looking.door.lock_lasts()
    assert looking.looks == before


def test_a_lock_that_is_let_go_in_a_moment_does_not_last(looking):
    looking.sees = Obstacle.LOCKED
    looking.after(LOOK_EVERY)
    looking.let_go_at = looking.clock.at + PATIENCE / 2
    assert not looking.door.lock_lasts()
    assert looking.clock.at - looking.let_go_at <= 2 * AGAIN


def test_one_that_stays_is_waited_for_once_and_then_known(looking):
    looking.sees = Obstacle.LOCKED
    looking.after(LOOK_EVERY)
    began = looking.clock.at
    assert looking.door.lock_lasts()
    assert PATIENCE <= looking.clock.at - began <= PATIENCE + 2 * AGAIN
    known = looking.clock.at
    assert looking.door.lock_lasts()
    assert looking.clock.at == known
    looking.sees = None
    assert not looking.door.lock_lasts()  # looked at anew: it is let go
    looking.sees = Obstacle.LOCKED
    looking.after(LOOK_EVERY)
    assert looking.door.lock_lasts()
    assert looking.clock.at - known >= PATIENCE  # another lock, of which nothing is known


def test_whoever_reads_waits_for_nobody_who_writes_beside_the_figures():
    figures, beside = Looking(), Looking()
    doors = Doors(figures.door, beside.door)
    beside.sees = Obstacle.LOCKED
    for _ in range(int((LOCKED_FOR + LOOK_EVERY) / LOOK_CLOSER)):
        figures.pause(LOOK_CLOSER), beside.pause(LOOK_CLOSER)
        doors.obstacle()
    assert (doors.obstacle(), doors.obstacle_to_reading()) == (Obstacle.LOCKED, None)
    assert doors.lock_lasts(for_reading=False)
    assert not doors.lock_lasts(for_reading=True)
    beside.sees = Obstacle.FULL
    beside.pause(LOOK_EVERY)
    assert doors.obstacle_to_reading() is Obstacle.FULL


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    yield path
    engine.dispose()


def test_a_store_that_can_be_written_has_no_obstacle_and_is_left_as_it_was(store):
    before = sorted(one.name for one in store.parent.iterdir())
    assert obstacle_at(f"sqlite:///{store}") is None
    assert sorted(one.name for one in store.parent.iterdir()) == before


def test_a_lock_of_another_program_is_seen_without_waiting(store):
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert obstacle_at(f"sqlite:///{store}") is Obstacle.LOCKED
    other.execute("ROLLBACK")
    other.close()
    assert obstacle_at(f"sqlite:///{store}") is None


@pytest.mark.parametrize(
    ("number", "obstacle"),
    [
        (errno.ENOSPC, Obstacle.FULL), (errno.EDQUOT, Obstacle.FULL),
        (errno.EROFS, Obstacle.READ_ONLY), (errno.EACCES, Obstacle.READ_ONLY),
    ],
)  # fmt: skip
def test_each_refusal_of_the_system_has_its_name(store, monkeypatch, number, obstacle):
    def refuse(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(health.os, "posix_fallocate", refuse)
    assert obstacle_at(f"sqlite:///{store}") is obstacle


def test_room_is_asked_for_by_writing_where_it_cannot_be_set_aside(store, monkeypatch):
    monkeypatch.delattr(health.os, "posix_fallocate")
    assert obstacle_at(f"sqlite:///{store}") is None

    class Full:
        def write(self, _):
            raise OSError(errno.ENOSPC, "no room")

        __enter__ = lambda self: self  # noqa: E731
        __exit__ = lambda *_: None  # noqa: E731

    monkeypatch.setattr(health, "TemporaryFile", lambda **_: Full())
    assert obstacle_at(f"sqlite:///{store}") is Obstacle.FULL


def test_a_store_in_memory_or_on_a_server_is_not_looked_at_by_its_files():
    assert obstacle_at("sqlite:///:memory:") is None
    assert obstacle_at("sqlite:///file:x?mode=memory&cache=shared&uri=true") is None
    assert obstacle_at("postgresql://reader@nowhere/figures") is None


def test_the_store_on_each_database_says_whether_it_can_be_written(store_on_each):
    assert store_on_each.obstacle() is None


@pytest.fixture
def store_on_each(database_url):
    from metrics import MetricsStore, Settings
    from tests.factories import catalogue

    opened = MetricsStore.open(Settings(database_url=database_url, framework="plan"), catalogue())
    yield opened
    opened.close()
