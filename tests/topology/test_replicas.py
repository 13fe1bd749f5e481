"""Pages read from a server that follows: never older than what was written, or met, before."""

import time
from contextlib import contextmanager

import pytest

from metrics import MetricsStore, Settings, StoreError
from metrics.store import replicas
from metrics.store.engine import reading
from tests.factories import catalogue, observation, submission


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
    opened = MetricsStore.open(settings, catalogue(), read_url=cluster.read_address())
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
