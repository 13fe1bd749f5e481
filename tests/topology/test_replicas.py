"""Pages read from a server that follows: never older than what was written, or met, before."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from dashboard.app import create_app
from dashboard.services import Services
from metrics import MetricsStore, Settings, StoreError
from metrics.store import patience, replicas
from metrics.store.engine import reading
from tests.factories import catalogue, observation, submission
from tests.loaded import record_small, small_catalogue


@pytest.fixture
def settings(cluster, tmp_path):
    cluster.primary.run("DROP DATABASE IF EXISTS figures WITH (FORCE)")
    cluster.primary.run("CREATE DATABASE figures")
    return Settings(
        database_url=cluster.address("figures"), framework="plan", env="test",
        audit_anchor=tmp_path / "anchors",
    )  # fmt: skip


@pytest.fixture
def writer(settings):
    """Another process: the worker, or another host."""
    opened = MetricsStore.open(settings, catalogue())
    yield opened
    opened.close()


@pytest.fixture
def reader(cluster, settings, writer):
    """A process that serves pages."""
    address = cluster.read_address().partition("?")[0]  # how long it is waited for is not said
    opened = MetricsStore.open(settings, catalogue(), read_url=address)
    yield opened
    opened.close()


@contextmanager
def behind(cluster):
    """Within, the replica takes what comes and shows none of it."""
    cluster.replica.run("SELECT pg_wal_replay_pause()", "figures")
    try:
        yield
    finally:
        cluster.replica.run("SELECT pg_wal_replay_resume()", "figures")


def say(store, value):
    store.record(submission(), [observation(value)])


def value(store):
    lines = store.series("calls").lines
    return str(lines[0].values[-1].observation.value) if lines else None


def port(store):
    """Of the server that answers a question now."""
    with replicas_reading(store) as connection:
        return connection.exec_driver_sql("SELECT inet_server_port()").scalar_one()


def replicas_reading(store):
    return reading(store._repository.engine)


def _why(cluster, reader):
    replica = replicas.replica_of(reader._repository.engine)
    log = (cluster.root / "two.log").read_text()[-2000:]
    return replica.needed, cluster.replica.run(replicas.POSITION), log


def caught_up(cluster, reader):
    until = time.monotonic() + 60
    while port(reader) != cluster.replica.port:
        assert time.monotonic() < until, _why(cluster, reader)
        time.sleep(0.05)


def test_pages_are_read_from_the_replica_and_what_is_written_goes_to_the_primary(cluster, reader):
    say(reader, "10")
    caught_up(cluster, reader)
    assert (value(reader), port(reader)) == ("10", cluster.replica.port)
    with pytest.raises(StoreError), replicas_reading(reader) as connection:
        connection.exec_driver_sql("UPDATE data_version SET version = 99")


def test_whoever_writes_reads_it_at_once_while_the_replica_is_behind(cluster, reader):
    say(reader, "10")
    caught_up(cluster, reader)
    assert value(reader) == "10"
    with behind(cluster):
        say(reader, "11")
        assert (value(reader), port(reader)) == ("11", cluster.primary.port)
    caught_up(cluster, reader)
    assert value(reader) == "11"


def test_a_reader_who_comes_from_another_host_brings_along_what_must_be_there(
    cluster, reader, settings
):
    """The signed cookie says it; here by its number."""
    say(reader, "10")
    other = MetricsStore.open(settings, catalogue(), read_url=cluster.read_address())
    caught_up(cluster, other)
    assert value(other) == "10"
    with behind(cluster):
        say(reader, "11")
        other.begin_reading(reader.written(), at_source=False)
        assert value(other) == "11"
    other.close()


def test_what_others_write_is_missed_for_two_seconds_at_most_and_never_kept_wrongly(
    cluster, reader, writer
):
    """A version that was met on the primary is never answered from an older state."""
    say(writer, "10")
    caught_up(cluster, reader)
    assert value(reader) == "10"
    with behind(cluster):
        say(writer, "11")
        replica = replicas.replica_of(reader._repository.engine)
        replica._heard_at = time.monotonic() - replicas.HEARD_EVERY  # the two seconds are over
        assert value(reader) == "11"
        say(writer, "12")
        reader.begin_reading(0, at_source=True)  # a form is sent: read where it will be written
        version = reader.data_version()
        reader.begin_reading(0, at_source=False)
        assert (value(reader), reader.data_version()) == ("12", version)
    caught_up(cluster, reader)
    assert (value(reader), reader.data_version()) == ("12", version)


def test_the_log_is_proven_against_what_is_anchored_by_its_own_server(cluster, reader, writer):
    say(writer, "10")
    caught_up(cluster, reader)
    with behind(cluster):
        say(writer, "11")
        assert not reader.verify_audit().breaks


def test_what_was_lost_with_a_server_is_not_waited_for(cluster, reader, writer):
    say(writer, "10")
    caught_up(cluster, reader)
    replica = replicas.replica_of(reader._repository.engine)
    replica.needs(replicas.UNKNOWN)
    assert reader.written() == 0  # nobody's cookie holds a number that is no position
    assert port(reader) == cluster.primary.port
    replica._heard_at = float("-inf")
    caught_up(cluster, reader)


def test_without_its_replica_a_store_is_read_from_its_own_server(cluster, settings, writer):
    say(writer, "10")
    gone = cluster.read_address().replace(f":{cluster.replica.port}/", ":1/")
    reader = MetricsStore.open(settings, catalogue(), read_url=gone)
    assert (value(reader), port(reader)) == ("10", cluster.primary.port)
    reader.close()


def test_while_the_primary_is_away_pages_are_read_and_nothing_can_be_saved(
    cluster, settings, writer
):
    say(writer, "10")
    reader = MetricsStore.open(settings, catalogue(), read_url=cluster.read_address())
    caught_up(cluster, reader)
    writer.close()
    reader._repository.engine.dispose()
    cluster.primary.kill()
    try:
        assert value(reader) == "10"
        assert reader.obstacle() == "read-only"
        assert reader.health().is_current
        with pytest.raises(StoreError):
            say(reader, "11")
    finally:
        cluster.primary.start()
    say(reader, "11")
    assert value(reader) == "11"
    reader.close()


@contextmanager
def silent(cluster):
    """Within, the replica takes connections, as its machine does, and answers nothing."""
    cluster.replica.pause()
    try:
        yield
    finally:
        cluster.replica.pause(go_on=True)


def took(work):
    began = time.monotonic()
    return work(), time.monotonic() - began


BOUND = 2 * (patience.SILENT + patience.ENTERING) + 2  # seconds; a machine at work may be slower


def test_a_replica_that_holds_on_and_answers_nothing_is_left_in_a_bounded_time(cluster, reader):
    """Nobody commits meanwhile: what is written waits for the replica by its own settings."""
    say(reader, "10")
    caught_up(cluster, reader)
    assert value(reader) == "10"
    with silent(cluster):
        found, seconds = took(lambda: value(reader))
        assert (found, seconds < BOUND) == ("10", True), seconds
        assert reader.is_follower_away
        found, seconds = took(lambda: (value(reader), port(reader)))
        assert found == ("10", cluster.primary.port)
        assert seconds < 1  # known now
        replica = replicas.replica_of(reader._repository.engine)
        replica._rests_until = float("-inf")  # it is tried again, and lets nobody in
        assert took(lambda: value(reader))[1] < patience.ENTERING + 2
        assert took(lambda: value(reader))[1] < 1
    caught_up(cluster, reader)
    assert not reader.is_follower_away


def test_of_those_who_come_while_it_is_tried_again_one_waits(cluster, reader):
    say(reader, "10")
    caught_up(cluster, reader)
    with silent(cluster):
        value(reader)
        replicas.replica_of(reader._repository.engine)._rests_until = float("-inf")
        with ThreadPoolExecutor(8) as readers:
            times = [one[1] for one in readers.map(took, [lambda: port(reader)] * 8)]
    assert sum(one > 1 for one in times) == 1
    caught_up(cluster, reader)


def test_a_statement_that_is_slow_is_not_taken_for_silence(cluster, reader, monkeypatch):
    monkeypatch.setattr(patience, "SILENT", 0.2)
    say(reader, "10")
    caught_up(cluster, reader)
    with replicas_reading(reader) as connection:
        asked = "SELECT inet_server_port() FROM pg_sleep(1)"
        assert connection.exec_driver_sql(asked).scalar_one() == cluster.replica.port
    assert not reader.is_follower_away


def test_one_that_was_started_anew_is_read_from_again_at_once(cluster, reader):
    """Its connections were lost, and nobody is sent elsewhere for that."""
    say(reader, "10")
    caught_up(cluster, reader)
    cluster.replica.kill()
    cluster.replica.start()
    assert (value(reader), port(reader)) == ("10", cluster.replica.port)


def test_a_page_in_the_midst_of_which_the_replica_falls_silent_is_drawn_whole(cluster, settings):
    """And /readyz says why pages are slower, while it stays ready."""
    writer = MetricsStore.open(settings, small_catalogue())
    record_small(writer)
    writer.close()
    reader = MetricsStore.open(settings, small_catalogue(), read_url=cluster.read_address())
    caught_up(cluster, reader)
    server = create_app(Services(settings, small_catalogue(), reader)).server
    first = True

    def fall_silent(*_):
        nonlocal first
        if first:
            cluster.replica.pause()
        first = False

    replica = replicas.replica_of(reader._repository.engine)
    for path in ("/indicator/calls", "/download/calls.csv"):
        caught_up(cluster, reader)
        first = True
        event.listen(replica.engine, "before_cursor_execute", fall_silent)
        try:
            answer, seconds = took(lambda path=path: server.test_client().get(path))
            ready = server.test_client().get("/readyz", headers={"Host": "localhost"})
        finally:
            event.remove(replica.engine, "before_cursor_execute", fall_silent)
            cluster.replica.pause(go_on=True)
        assert (answer.status_code, first, seconds < BOUND) == (200, False, True), seconds
        assert "608" in answer.text or path.endswith("csv")
        assert (ready.status_code, ready.json["status"]) == (200, "degraded")
        assert any("does not answer" in one for one in ready.json["why"])
    caught_up(cluster, reader)
    reader.close()
