"""While the audit log cannot be written nothing happens that it would have to tell of."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from metrics.store import engine
from tests.access.house import PASSWORD, asked, sent

NEW = "seven quiet lanterns by water"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store gives up at once where another program holds it."""
    monkeypatch.setattr(engine, "PRAGMAS", ("PRAGMA busy_timeout = 1", *engine.PRAGMAS[1:]))


@pytest.fixture
def known(house):
    house.accounts.set_password(house.people["editor"].id, PASSWORD, house.at)
    return house


@contextmanager
def held(house) -> Iterator[None]:
    """Another program holds the store of the figures, where the log is."""
    path = house.services.settings.database_url.removeprefix("sqlite:///")
    house.services.store._repository.engine.dispose()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def sessions(house, who="editor"):
    return house.accounts.sessions_of(house.people[who].id, house.at)


def test_nobody_is_signed_in_unseen(known, impatient):
    client = known.client()
    with held(known):
        given = sent(client, "/sign-in", name="editor", password=PASSWORD)
        assert given.status_code == 503
        assert client.get("/account").status_code == 404
    assert sessions(known) == ()
    assert sent(client, "/sign-in", name="editor", password=PASSWORD).status_code == 302


def test_no_password_is_changed_unseen(known, impatient):
    client = known.client("editor")
    fields = {"present": PASSWORD, "new": NEW, "again": NEW}
    with held(known):
        assert sent(client, "/account", "/account/password", **fields).status_code == 503
    assert sent(known.client(), "/sign-in", name="editor", password=NEW).status_code == 403
    assert sent(known.client(), "/sign-in", name="editor", password=PASSWORD).status_code == 302


def test_signing_out_works_all_the_same(known, impatient):
    client = known.client("editor")
    with held(known):
        assert sent(client, "/account", "/sign-out").status_code == 200
    assert sessions(known) == ()


def test_what_cannot_be_noted_is_not_shown(known, impatient):
    client = known.client("viewer")
    with held(known):
        for given in (
            client.get("/indicator/calls"),
            client.get("/download/calls.csv"),
            asked(client, "/indicator/calls"),
            client.get("/indicator/calls"),  # asked again it is still unnoted
            asked(client, "/indicator/calls"),
        ):
            assert given.status_code == 503
            assert "73193" not in given.get_data(as_text=True)
    assert not known.entries("viewed")
    assert client.get("/indicator/calls").status_code == 200
    assert "series:hotlines/calls" in {one.object for one in known.entries("viewed")}
    assert "73193" in client.get("/download/calls.csv").get_data(as_text=True)


def test_the_audit_page_tells_of_whatever_was_seen(house):
    client = house.client("admin")
    for path in ("/", "/funding", "/hotlines", "/international", "/methods", "/search?q=a",
                 "/initiatives", "/sources", "/indicator/calls", "/download/calls.csv", "/none",
                 "/pillar/none", "/sources/hotlines"):  # fmt: skip
        client.get(path)
    house.services.store.note("system", "viewed", "kind-of-tomorrow:name")
    for language in ("en", "fr"):
        given = client.get(f"/audit?lang={language}")
        assert given.status_code == 200
        assert "kind-of-tomorrow" in given.get_data(as_text=True)
