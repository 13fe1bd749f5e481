"""The search page: every kind of thing that has a name, in both languages, whatever the accents."""

import re
from html import unescape

import pytest


def read(app, address, status=200):
    given = app.server.test_client().get(address)
    assert given.status_code == status, address
    return unescape(given.get_data(as_text=True))


def kinds(page):
    return re.findall(r'<h2 id="([a-z]+)-title">[^<]*\(([\d,\u202f\u00a0]+)\)', page)


ONE_OF_EACH = {
    "people trained": ("indicators", "/indicator/people-trained"),
    "awards to partners under": ("series", "/sources/ontario-funding#series-partner-awards"),
    "kenora chiefs": ("partners", "/partner/kenora-chiefs-advisory"),
    "kenora care unit": ("initiatives", "/initiatives#action-ontario-initiatives-care-unit-kenora"),
    "ireland": ("places", "/data?place=IE"),
    "hotlines organizations": ("sources", "/sources/hotlines"),
    "series of record": ("definitions", "/methods#term-record"),
}


@pytest.mark.parametrize("asked", ONE_OF_EACH)
def test_each_kind_is_found_and_leads_to_its_place(whole, asked):
    kind, way = ONE_OF_EACH[asked]
    page = read(whole, f"/search?q={asked}")
    assert kind in dict(kinds(page))
    assert f'href="{way}' in page


@pytest.mark.parametrize("asked", ["kenora chiefs", "CHIEFS kenora", "Kénora  Chiefs"])
def test_words_may_come_in_any_order_with_any_accents_and_capitals(whole, asked):
    assert "/partner/kenora-chiefs-advisory" in read(whole, f"/search?q={asked}")


def test_both_languages_are_searched_and_links_keep_the_readers(whole):
    found = read(whole, "/search?q=victim services sudbury&lang=fr")
    assert 'href="/partner/sudbury-and-area-victim-services?lang=fr"' in found
    assert "Services aux victimes de Sudbury et de la région" in found
    assert "Partenaires (1)" in found


def test_kinds_stand_in_one_order_each_with_its_count(whole):
    held = kinds(read(whole, "/search?q=ontario"))
    order = ["indicators", "series", "programs", "partners", "initiatives", "places", "sources",
             "definitions"]  # fmt: skip
    names = [name for name, _ in held]
    assert names == [one for one in order if one in names]
    total = int(re.search(r"<h1>(\d+) results", read(whole, "/search?q=ontario"))[1])
    assert sum(int(count) for _, count in held) == total


def test_one_kind_alone_is_an_address(whole):
    page = read(whole, "/search?q=ontario&kind=series")
    shown = kinds(page)
    assert [name for name, _ in shown] == ["series"]
    rows = re.search(r'<ul class="items">(.*?)</ul>', page, re.S)[1].count("<li>")
    assert rows == int(shown[0][1])
    assert 'aria-current="true"' in page


def test_an_unknown_kind_is_refused(whole):
    read(whole, "/search?q=ontario&kind=people", 404)


def test_what_is_found_in_a_title_comes_first(whole):
    page = read(whole, "/search?q=trained&kind=indicators")
    titles = re.findall(r'<a href="/indicator/[^"]+">([^<]+)</a>', page)
    in_title = ["trained" in one.lower() for one in titles]
    assert any(in_title)
    assert in_title == sorted(in_title, reverse=True)


def test_a_name_written_wrongly_leads_to_partners_too(whole):
    assert "q=beendigen" in read(whole, "/search?q=beendigan").lower()


def test_every_definition_that_is_found_stands_on_the_methods_page(whole):
    methods = read(whole, "/methods")
    found = read(whole, "/search?kind=definitions")
    anchors = re.findall(r'href="/methods#([a-z-]+)"', found)
    assert anchors
    assert [one for one in anchors if f'id="{one}"' not in methods] == []


def test_the_box_says_what_it_searches_and_names_its_key(whole):
    for language, hint in (("en", "partner"), ("fr", "partenaire")):
        page = read(whole, f"/?lang={language}")
        box = re.search(r'<input[^>]*id="q"[^>]*>', page)[0]
        assert hint in box
        assert 'aria-keyshortcuts="/"' in box
