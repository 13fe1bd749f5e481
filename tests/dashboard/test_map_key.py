"""The key of the map: each mark leads to the indicators that have it, and to no others."""

import re
from html import unescape

import pytest

from dashboard.app import create_app
from tests.loaded import small_services


@pytest.fixture
def read(tmp_path):
    with small_services(tmp_path) as services:
        client = create_app(services).server.test_client()

        def get(path, status=200):
            answer = client.get(path)
            assert answer.status_code == status
            return unescape(answer.get_data(as_text=True))

        yield get


def part(page: str, tag: str, name: str) -> str:
    return re.search(rf'<{tag}[^>]*class="{name}".*?</{tag}>', page, re.DOTALL).group()


def test_a_mark_leads_to_those_that_have_it_and_one_that_none_has_leads_nowhere(read):
    key = part(read("/"), "ul", "key")
    assert 'href="/?mark=na#map"' in key
    assert 'href="/?mark=absent_nothing#map"' in key
    assert "mark=watch" not in key
    assert "Show every indicator" not in key


def test_the_map_holds_those_alone_and_counts_stay(read):
    page = read("/?mark=absent_nothing&lang=fr")
    drawn, key = part(page, "table", "map"), part(page, "ul", "key")
    assert 'href="/indicator/silent?lang=fr"' in drawn
    assert "/indicator/calls" not in drawn
    assert "/indicator/calls" in part(read("/?mark=na"), "table", "map")
    assert 'href="/?lang=fr&mark=na#map"' in key, "the way to the others stays"
    assert re.search(r'aria-current="true"[^>]*>.*?rien de publié', key)
    assert 'href="/?lang=fr#map"' in key


def test_a_mark_that_no_key_has_is_refused(read):
    assert "mark" in read("/?mark=gold", 404)
