"""Whoever opens the first pages after the data have changed finds them drawn."""

from datetime import date
from time import monotonic, sleep

import pytest

from dashboard.app import create_app
from dashboard.services import Services
from dashboard.warming import Warming, warming
from tests.loaded import loaded_services


@pytest.fixture
def held(tmp_path):
    with loaded_services(tmp_path) as services:
        yield services


def asked(application, path):
    """How many pages had to be drawn for a reader of this address."""
    held: Services = application.extensions["services"]
    before = held.pages.count().misses
    host = f"{held.settings.host}:{held.settings.port}"
    answer = application.test_client().get(path, base_url=f"http://{host}")
    assert answer.status_code == 200
    return held.pages.count().misses - before


def test_a_reader_finds_the_first_pages_drawn(held):
    application = create_app(held).server
    assert asked(application, "/?lang=fr") == 1
    assert Warming(application).look()
    pillar = held.catalogue.framework(held.settings.framework).pillars[0].id
    for path in ("/", f"/pillar/{pillar}", f"/pillar/{pillar}?lang=fr", "/data"):
        assert asked(application, path) == 0


def test_nothing_is_drawn_twice_until_something_changes(held):
    warm = Warming(create_app(held).server)
    assert (warm.look(), warm.look()) == (True, False)
    held.store.today = lambda: date(2027, 1, 1)
    assert (warm.look(), warm.look()) == (True, False)


def test_it_ends_with_the_server(held):
    application, until = create_app(held).server, monotonic() + 30
    with warming(application):
        while not held.pages.count().misses and monotonic() < until:
            sleep(0.02)
    drawn = held.pages.count().misses
    assert drawn
    held.store.today = lambda: date(2027, 1, 1)
    sleep(0.1)
    assert held.pages.count().misses == drawn
