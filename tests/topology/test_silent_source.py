"""F20: the store's own server holds on to whoever asks it, and answers nothing more."""

import time
from contextlib import contextmanager

import psycopg
import pytest

from dashboard.returns.store import Drafts
from metrics import MetricsStore, Settings, StoreError
from metrics.store import patience
from tests.factories import catalogue, observation, submission


@pytest.fixture
def settings(cluster, tmp_path):
    for name in ("figures", "drafts"):
        cluster.primary.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cluster.primary.run(f"CREATE DATABASE {name}")
    return Settings(
        database_url=cluster.address("figures"), returns_url=cluster.address("drafts"),
        framework="plan", env="test", audit_anchor=tmp_path / "anchors",
    )  # fmt: skip


LETS_IN = 5  # seconds, as the address of the cluster says


def say(store, value):
    store.record(submission(), [observation(value)])


def value(store):
    return str(store.series("calls").lines[0].values[-1].observation.value)


@contextmanager
def silent_source(cluster):
    """Within, the store's own server takes connections and answers nothing."""
    cluster.primary.pause()
    try:
        yield
    finally:
        cluster.primary.pause(go_on=True)


def test_a_source_that_holds_on_and_answers_nothing_is_told_in_a_bounded_time(
    cluster, settings, monkeypatch
):
    """F20: nothing else can answer; nobody waits for it for ever, and it is met again by itself."""
    monkeypatch.setattr(patience, "SILENT", 0.2)
    monkeypatch.setattr(patience, "ENTERING", 1)
    store = MetricsStore.open(settings, catalogue())
    drafts = Drafts.open(settings)
    say(store, "10")
    with silent_source(cluster):
        for ask in (lambda: value(store), lambda: say(store, "11"), lambda: drafts.find("none")):
            with pytest.raises(StoreError):
                took_at_most(ask, 4 * LETS_IN + patience.ALONE * 0.2 + 5)
    assert value(store) in ("10", "11")  # what was said meanwhile is known by asking
    say(store, "12")
    assert value(store) == "12"
    assert drafts.find("none") is None
    drafts.close()
    store.close()


def took_at_most(work, seconds):
    began = time.monotonic()
    try:
        return work()
    finally:
        assert time.monotonic() - began < seconds


def test_a_server_that_is_full_is_not_taken_for_a_silent_one(cluster):
    """It says that it is: whoever is inside already goes on being answered."""
    cluster.primary.run("CREATE ROLE narrow LOGIN CONNECTION LIMIT 1")
    one = f"host=127.0.0.1 port={cluster.primary.port} user=narrow dbname=postgres"
    with psycopg.connect(one):
        assert patience._answers((one,), {})
    with silent_source(cluster):
        assert not patience._answers((one,), {"connect_timeout": 2})
