"""`pillars status`: what an operator asks first, and when it ends with 1."""

import json
import os
import sqlite3
import time
from datetime import UTC, datetime

import pytest

from dashboard.access.store import Accounts
from dashboard.returns.beat import beat, beat_file
from dashboard.returns.store import Drafts
from dashboard.returns.store.drafts import NewDraft
from ingest import load_source
from metrics import (
    Catalogue,
    Language,
    MetricsStore,
    Obstacle,
    Settings,
    StoreError,
    obstacle_at,
    store_health,
    store_obstacle,
)
from tests.dashboard.conftest import run_pillars
from tests.factories import catalogue, observation
from tests.loaded import EXAMPLE

__all__ = ["run_pillars"]
KEYS = {"status", "version", "store", "loads", "worker_seen_at", "last_backup_at", "disk_free",
        "checks"}  # fmt: skip


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """The example data, loaded, in a folder of its own."""
    own = {
        "DATA": str(EXAMPLE), "FRAMEWORK": "example-strategy", "ENV": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'store.sqlite'}",
        "ACCOUNTS_URL": f"sqlite:///{tmp_path / 'accounts.sqlite'}",
        "RETURNS_URL": f"sqlite:///{tmp_path / 'returns.sqlite'}",
    }  # fmt: skip
    for name, value in own.items():
        monkeypatch.setenv(f"PILLARS_{name}", value)
    return Settings()


@pytest.fixture
def loaded(installation):
    held = Catalogue.read(EXAMPLE)
    store = MetricsStore.open(installation, held)
    for one in held.sources:
        load_source(EXAMPLE / "sources" / one, held, store)
    store.close()
    beat(installation)
    return installation


def told(run_pillars, *options):
    code, answer, error = run_pillars("status", "--json", *options)
    assert error == ""
    return code, json.loads(answer)


def unsound(found):
    return {one["check"] for one in found["checks"] if not one["ok"]}


def test_a_sound_installation_ends_with_0(run_pillars, loaded):
    code, found = told(run_pillars)
    assert (code, found["status"], unsound(found)) == (0, "sound", set())
    assert set(found) == KEYS
    assert found["store"]["schema"] == found["store"]["known_schema"]
    assert found["store"]["bytes"] > 0
    assert all(one["at"].endswith("Z") for one in found["loads"])
    assert {one["source"] for one in found["loads"]} == set(Catalogue.read(EXAMPLE).sources)
    assert found["worker_seen_at"].endswith("Z")
    assert found["last_backup_at"] is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Nothing needs attention.", "none known", "Last recorded (UTC)", "saving: "]),
        ("fr", ["Rien ne demande votre attention.", "aucune connue", "Dernier enregistrement (UTC)",
                "enregistrement\u00a0: "]),
    ],
)  # fmt: skip
def test_in_words(run_pillars, loaded, lang, said):
    code, answer, _ = run_pillars("status", "--lang", lang)
    assert code == 0
    for one in said:
        assert one in answer


def test_where_there_is_no_store_that_is_said_and_none_is_made(run_pillars, installation, tmp_path):
    code, found = told(run_pillars)
    assert (code, found["store"]) == (1, None)
    assert "store" in unsound(found)
    assert not (tmp_path / "store.sqlite").exists()
    assert not (tmp_path / "accounts.sqlite").exists()
    assert not (tmp_path / "returns.sqlite").exists()


def test_what_is_not_loaded_is_named(run_pillars, installation):
    MetricsStore.open(installation, Catalogue.read(EXAMPLE)).close()
    code, found = told(run_pillars)
    assert code == 1
    assert {"loads", "worker"} <= unsound(found)
    assert {one["at"] for one in found["loads"]} == {None}


def test_a_store_of_another_version_is_told_and_left_alone(run_pillars, loaded, tmp_path):
    with sqlite3.connect(tmp_path / "store.sqlite") as held:
        held.execute("UPDATE alembic_version SET version_num = '0001'")
    held.close()
    code, found = told(run_pillars)
    assert (code, found["store"]["schema"]) == (1, "0001")
    assert unsound(found) == {"schema"}
    assert store_health(loaded.database_url).schema == "0001"  # nothing was migrated


def test_a_worker_that_is_gone_wants_attention(run_pillars, loaded):
    gone = time.time() - 3600
    os.utime(beat_file(loaded), (gone, gone))
    code, found = told(run_pillars)
    assert (code, unsound(found)) == (1, {"worker"})


def test_jobs_are_counted_by_state(run_pillars, loaded):
    drafts, partner = Drafts.open(loaded), next(iter(Catalogue.read(EXAMPLE).partners))
    new = NewDraft("someone", partner, "", "", Language.EN, "a.csv", b"a,b\n")
    drafts.add(new, datetime.now(UTC))
    drafts.begin(drafts.add(new, datetime.now(UTC)).id)
    drafts.close()
    _, found = told(run_pillars)
    (jobs,) = [one["words"] for one in found["checks"] if one["check"] == "jobs"]
    assert jobs == "waiting 1, being read 1, failed 0"


def test_unsafe_settings_want_attention_in_production_and_are_noted_elsewhere(
    run_pillars, loaded, monkeypatch
):
    code, found = told(run_pillars)
    (safety,) = [one for one in found["checks"] if one["check"] == "settings"]
    assert (code, safety["ok"]) == (0, True)
    assert "--production" in safety["words"]
    monkeypatch.setenv("PILLARS_ENV", "production")
    code, found = told(run_pillars)
    assert code == 1
    assert "settings" in unsound(found)


def test_accounts_that_are_none_are_told_and_the_rest_is_looked_at(run_pillars, loaded, tmp_path):
    (tmp_path / "accounts.sqlite").write_bytes(b"no database" * 1000)
    code, found = told(run_pillars)
    assert code == 1
    assert "accounts" in unsound(found)
    assert found["store"]["bytes"] > 0


def test_no_account_and_no_figure_is_in_it(run_pillars, loaded, quick):
    from dashboard.access import Role

    accounts = Accounts.open(loaded)
    accounts.add("Canary@example.ca", Role.ADMIN, now=datetime.now(UTC))
    accounts.close()
    _, answer, _ = run_pillars("status", "--json")
    assert "anary" not in answer


def test_the_store_on_each_database(store, database_url):
    from metrics import FileRead, Submission

    store.record(Submission("hotline", (FileRead("calls.csv", "a1" * 32),), ""), [observation()])
    found, own = store_health(database_url), store.health()
    assert found.is_current
    assert set(found.loaded_at) == {"hotline"}
    assert abs((datetime.now(UTC) - found.loaded_at["hotline"]).total_seconds()) < 60
    assert (found.version, own.version) == (store.data_version(), store.data_version())
    assert found.bytes > 0
    assert store_obstacle(database_url) is store.obstacle() is None


def test_a_lock_is_seen_on_each_database(store, database_url):
    from metrics.store.engine import writing

    with writing(store._repository.engine, durable=False):
        assert store.obstacle() is Obstacle.LOCKED
        assert store_obstacle(database_url) is Obstacle.LOCKED
    assert store.obstacle() is None


def test_health_of_what_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="There is no store"):
        store_health(f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert not (tmp_path / "none.sqlite").exists()
    assert obstacle_at(f"sqlite:///{tmp_path / 'none.sqlite'}") is Obstacle.READ_ONLY


def test_settings_are_kept_in_bounds(monkeypatch):
    from pydantic import ValidationError

    for name, value in (("LOG", "loud"), ("SLOW_QUERY_MS", "-1"), ("METRICS_TOKEN", "short")):
        with monkeypatch.context() as patch:
            patch.setenv(f"PILLARS_{name}", value)
            with pytest.raises(ValidationError):
                Settings()


def test_the_small_catalogue_is_enough_for_a_store(tmp_path):
    opened = MetricsStore.open(Settings(database_url=f"sqlite:///{tmp_path / 'a.sqlite'}",
                                        framework="plan"), catalogue())  # fmt: skip
    assert opened.health().loaded_at == {}
    opened.close()
