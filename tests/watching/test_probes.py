"""What probes are told, and who is told more than the status."""

import os
import time
from pathlib import Path

import pytest

from dashboard.access.reader import Accounts
from dashboard.app import create_app
from dashboard.peers import PEER, Peer
from dashboard.returns.beat import beat, beat_file
from dashboard.services import Services
from dashboard.watching import looks
from dashboard.watching.looks import LATE
from dashboard.watching.readiness import Probe
from metrics import StoreError, StoreHealth
from tests.access.house import ANONYMOUS
from tests.loaded import EXAMPLE, example_services

TOKEN = "a word of another machine"
NEAR = [
    Peer("127.0.0.1", is_proxy=False, forwards=False),
    Peer("::1", is_proxy=False, forwards=False),
    Peer("10.0.0.9", is_proxy=True, forwards=False),
]
FAR = [
    Peer("127.0.0.1", is_proxy=False, forwards=True),
    Peer("10.0.0.9", is_proxy=True, forwards=True),
    Peer("10.0.0.8", is_proxy=False, forwards=False),
    Peer("no address", is_proxy=False, forwards=False),
]


def asked(client, path, peer, **headers):
    return client.get(path, environ_overrides={PEER: peer}, headers=headers)


@pytest.mark.parametrize("peer", NEAR)
def test_this_machine_and_a_named_proxy_are_told_every_check(house, peer):
    told = asked(house.client(), "/readyz", peer).get_json()
    assert told["status"] == "ready"
    assert told["why"] == []
    assert {one["check"] for one in told["checks"]} == {
        "store", "schema", "log", "accounts", "writing", "worker", "key", "room", "backup",
    }  # fmt: skip


@pytest.mark.parametrize("peer", FAR)
def test_everybody_else_is_told_the_status_alone(house, peer):
    for who in (ANONYMOUS, "partner a", "editor", "official"):
        given = asked(house.client(who), "/readyz", peer)
        assert (given.status_code, given.get_json()) == (200, {"status": "ready"})
        assert asked(house.client(who), "/metrics", peer).status_code == 404


def test_an_administrator_is_told_from_anywhere(house):
    assert "checks" in asked(house.client("admin"), "/readyz", FAR[2]).get_json()


def test_a_page_elsewhere_learns_nothing_through_a_browser_of_this_machine(house):
    given = asked(house.client(), "/readyz", NEAR[0], Host="evil.example")
    assert (given.status_code, given.get_json()) == (200, {"status": "ready"})
    assert asked(house.client(), "/metrics", NEAR[0], Host="evil.example").status_code == 404


def test_in_french(house):
    told = house.client().get("/readyz?lang=fr").get_json()
    assert "l'entrepôt des chiffres répond" in {one["words"] for one in told["checks"]}


def test_that_the_process_lives_is_asked_of_no_database(house):
    house.accounts.close()
    house.services.store.close()
    folder = Path(house.services.settings.accounts_url.removeprefix("sqlite:///")).parent
    for name in ("store.sqlite", "accounts.sqlite"):
        (folder / name).rename(folder / f"away-{name}")
    given = house.client().get("/healthz")
    assert (given.status_code, given.text) == (200, "OK")


def test_a_store_that_does_not_answer_is_not_ready_and_says_why(house, monkeypatch):
    def gone():
        raise StoreError("secret/path", "secret/path")

    monkeypatch.setattr(house.services.store, "health", gone)
    given = house.client().get("/readyz")
    assert (given.status_code, given.get_json()["status"]) == (503, "not_ready")
    assert given.headers["Retry-After"] == "30"
    assert any("does not answer" in one for one in given.get_json()["why"])
    assert "secret" not in given.text
    assert asked(house.client(), "/readyz", FAR[0]).get_json() == {"status": "not_ready"}


def test_tables_of_another_version_are_not_ready(house, monkeypatch):
    other = house.services.store.health()._replace(schema="9999")
    monkeypatch.setattr(house.services.store, "health", lambda: other)
    given = house.client().get("/readyz")
    assert given.status_code == 503
    assert any("another version (9999)" in one for one in given.get_json()["why"])


def test_accounts_that_do_not_answer_are_not_ready(house, monkeypatch):
    def gone(_):
        raise StoreError("", "")

    monkeypatch.setattr(Accounts, "admin_has_existed", gone)
    assert house.client().get("/readyz").status_code == 503


def test_the_stores_are_asked_once_a_second_however_often_it_is_asked(house, monkeypatch):
    found, asking = house.services.store.health(), []
    monkeypatch.setattr(house.services.store, "health", lambda: asking.append(1) or found)
    client = house.client()
    for _ in range(20):
        client.get("/readyz")
    assert len(asking) <= 2


def test_without_accounts_the_figures_alone_are_looked_at(house):
    app = create_app(Services(house.services.settings, house.services.catalogue,
                              house.services.store))  # fmt: skip
    told = app.server.test_client().get("/readyz").get_json()
    assert "accounts" not in {one["check"] for one in told["checks"]}


@pytest.fixture(scope="module")
def with_returns(tmp_path_factory):
    """The example, which has returns to check; `settings` are those of a folder of its own."""
    from datetime import date

    folder = tmp_path_factory.mktemp("example")
    with example_services(folder, date(2026, 11, 22)) as services:
        own = {"returns_url": f"sqlite:///{folder / 'returns.sqlite'}", "data": EXAMPLE}
        yield Services(services.settings.model_copy(update=own), services.catalogue, services.store)


def worker_of(held):
    return looks.look_at_worker(held.settings, held.catalogue, looks.now())


def test_a_worker_that_never_was_one_at_work_and_one_that_is_gone(with_returns):
    assert (worker_of(with_returns).ok, worker_of(with_returns).stops) == (False, False)
    assert "no worker has run" in worker_of(with_returns).words.en
    beat(with_returns.settings)
    assert worker_of(with_returns).ok
    gone = time.time() - LATE - 5
    os.utime(beat_file(with_returns.settings), (gone, gone))
    late = worker_of(with_returns)
    assert not late.ok
    assert "restart the service" in late.words.en
    assert "redémarrez le service" in late.words.fr


def test_the_sign_of_life_is_for_this_account_only(with_returns):
    beat(with_returns.settings)
    assert beat_file(with_returns.settings).stat().st_mode & 0o077 == 0


def test_little_room_is_told_before_there_is_none(house, monkeypatch):
    monkeypatch.setattr(looks, "LEAST_ROOM", 1 << 60)
    found = looks.look_at_room(house.services.settings)
    assert (found.ok, found.stops) == (False, False)
    assert "make room" in found.words.en


def test_a_log_that_has_grown_is_told(house, monkeypatch):
    large = house.services.store.health()._replace(wal_bytes=looks.LARGEST_LOG + 1)
    _, found = looks.look_at_store(lambda: large)
    assert [one.name for one in found if not one.ok] == ["log"]


def test_a_missing_rounding_key_is_told_in_production(house, tmp_path):
    settings = house.services.settings.model_copy(
        update={"env": "production", "rounding_key_file": tmp_path / "none"}
    )
    assert not looks.look_at_key(settings).ok
    (tmp_path / "none").write_bytes(b"k" * 32)
    assert looks.look_at_key(settings).ok


def test_a_backup_that_is_missing_degrades_and_stops_nothing(house, tmp_path):
    settings = house.services.settings.model_copy(update={"backup_folder": tmp_path / "backups"})
    held = Services(settings, house.services.catalogue, house.services.store)
    found = Probe(held, house.accounts, house.app.server.extensions["door"]).look()
    assert (found.is_ready, found.status) == (True, "degraded")
    assert "backup" in {one.name for one in found.looked if not one.ok}


def test_numbers_are_read_from_elsewhere_by_their_word_alone(house):
    settings = house.services.settings.model_copy(update={"metrics_token": Secret(TOKEN)})
    app = create_app(Services(settings, house.services.catalogue, house.services.store))
    client = app.server.test_client()
    right = asked(client, "/metrics", FAR[2], Authorization=f"Bearer {TOKEN}")
    assert right.status_code == 200
    for wrong in (f"Bearer {TOKEN}x", TOKEN, f"Basic {TOKEN}", "Bearer", ""):
        assert asked(client, "/metrics", FAR[2], Authorization=wrong).status_code == 404
    none_set = house.client()
    assert asked(none_set, "/metrics", FAR[2], Authorization="Bearer ").status_code == 404


class Secret:
    """As settings hold it."""

    def __init__(self, value):
        self.value = value

    def get_secret_value(self):
        return self.value


def test_health_says_when_each_source_was_recorded(house):
    found = house.services.store.health()
    assert isinstance(found, StoreHealth)
    assert set(found.loaded_at) == {"hotlines", "tip-report"}
    assert found.is_current
    assert found.bytes > 0


@pytest.mark.parametrize("peer", NEAR)
def test_in_production_this_machine_alone_proves_nothing(house, peer):
    """A proxy beside the service that nobody has named looks like the machine itself."""
    more = {"metrics_token": Secret(TOKEN), "env": "production"}
    settings = house.services.settings.model_copy(update=more)
    held = Services(settings, house.services.catalogue, house.services.store)
    client = create_app(held, house.accounts).server.test_client()
    assert asked(client, "/metrics", peer).status_code == 404
    assert set(asked(client, "/readyz", peer).get_json()) == {"status"}
    given = {"Authorization": f"Bearer {TOKEN}"}
    assert asked(client, "/metrics", peer, **given).status_code == 200
    assert "checks" in asked(client, "/readyz", peer, **given).get_json()
