"""The place of what was written goes with its writer to whichever host answers next."""

from types import SimpleNamespace

import pytest
from flask import Flask, abort, request

from dashboard.kept import CALLBACK
from dashboard.own_writes import follow_own_writes
from metrics import StoreError


class Store:
    """What a host knows of how far its replica must have come."""

    def __init__(self):
        self.at, self.asked = 0, []

    def written(self):
        return self.at

    def begin_reading(self, written, *, at_source):
        self.asked.append((written, at_source))
        self.is_at_source = at_source

    def turn_to_source(self):
        before, self.is_at_source = self.is_at_source, True
        return not before


def host(store):
    server = Flask("host")
    server.secret_key = "s" * 40
    server.extensions["services"] = SimpleNamespace(store=store)
    follow_own_writes(server)

    def view(code=200):
        if store.at:
            store.at += 1
        return "", code

    server.add_url_rule("/page", view_func=view, methods=["GET", "POST"])
    server.add_url_rule("/fault", "fault", lambda: view(503), methods=["POST"])
    server.add_url_rule(CALLBACK, "callback", view, methods=["POST"])
    return server.test_client()


@pytest.fixture
def stores():
    return Store(), Store()


def test_who_has_written_brings_the_place_to_the_other_host(stores):
    one, two = map(host, stores)
    stores[0].at = 41
    one.post("/page")
    cookie = one.get_cookie("session")
    two.set_cookie("session", cookie.value)
    two.get("/page")
    assert (stores[0].asked, stores[1].asked) == ([(0, True)], [(42, False)])


def test_who_only_reads_is_given_no_cookie_and_a_page_s_script_only_reads(stores):
    client = host(stores[0])
    stores[0].at = 41
    for answer in (client.get("/page"), client.post(CALLBACK), client.post("/fault")):
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert stores[0].asked == [(0, False), (0, False), (0, True)]


def test_a_place_that_nobody_here_has_signed_is_not_believed(stores):
    client = host(stores[0])
    client.set_cookie("session", "eyJ3cml0dGVuIjo5OTk5OX0.forged.forged")
    client.get("/page")
    assert stores[0].asked == [(0, False)]


@pytest.fixture
def silent(stores):
    """A host whose follower does not answer, with how often each view was asked."""
    asked = []

    def view(path, method):
        asked.append((path, method))
        if not stores[0].is_at_source or path == "gone":
            raise StoreError("It does not answer.", "Il ne répond pas.")
        if path == "missing":
            abort(404)
        return "read"

    client = host(stores[0])
    made = client.application
    made.add_url_rule("/of/<path>", "of", lambda path: view(path, request.method),
                      methods=["GET", "POST"])  # fmt: skip
    return client, asked


def test_what_the_follower_cannot_answer_is_read_once_more_at_the_source(silent):
    client, asked = silent
    assert (client.get("/of/page").text, len(asked)) == ("read", 2)
    assert client.get("/of/missing").status_code == 404  # as any view may say
    assert len(asked) == 4


def test_where_the_source_is_gone_too_that_is_told_after_two_tries(silent):
    client, asked = silent
    assert (client.get("/of/gone").status_code, len(asked)) == (503, 2)


def test_what_would_write_is_asked_at_the_source_and_never_twice(silent):
    client, asked = silent
    assert client.post("/of/gone").status_code == 503
    assert asked == [("gone", "POST")]
