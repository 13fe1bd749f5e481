"""The page of all data and its files: one choice, told the same everywhere."""

import csv
import io
import json
import re
from html import unescape

import pytest
from openpyxl import load_workbook

from dashboard.addresses import MOMENTS
from dashboard.exploring.codes import LISTS
from dashboard.observation_records import OBSERVATION_COLUMNS
from metrics import Language

CHOICES = [
    "", "?indicator=people-trained", "?source=hotlines&by=total", "?place=CA&from=2019&to=2021",
    "?source=tip-report&place=WLD&lang=fr", "?status=E", "?as_of=2021-12-31&source=hotlines",
]  # fmt: skip
TRAIL = re.compile(r'href="(/indicator/[^"]+)#trail"')
TOTAL = re.compile(r"<caption>[^<]*?(?:of|sur) ([\d,\u00a0\u202f ]+)</caption>")


@pytest.fixture(scope="module")
def client(whole):
    return whole.server.test_client()


def page(client, query):
    given = client.get(f"/data{query}")
    assert given.status_code == 200
    return unescape(given.get_data(as_text=True).partition('id="first-drawing"')[2])


def rows_of(client, query):
    text = client.get(f"/data.csv{query}").get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("query", CHOICES)
def test_page_and_files_hold_the_same_values(client, query):
    drawn = page(client, query)
    rows, told = rows_of(client, query), client.get(f"/data.json{query}").json
    found = TOTAL.search(drawn)
    assert int(re.sub(r"\D", "", found.group(1))) == len(rows) == len(told) > 0
    assert [one["value"] for one in rows[:5]] == [
        "" if one["value"] is None else str(one["value"]) for one in told[:5]
    ]
    book = load_workbook(io.BytesIO(client.get(f"/data.xlsx{query}").data))
    heads, *values = book["observations"].iter_rows(values_only=True)
    assert list(heads) == [*MOMENTS * ("as_of" in query), *OBSERVATION_COLUMNS]
    assert len(values) == len(rows)
    assert len(book["Notes"]["A"]) > 5


def test_the_pages_of_a_choice_hold_every_value_once(client):
    query = "?source=hotlines"
    whole = rows_of(client, query)
    pages = [page(client, f"{query}&page={at}") for at in range(1, -(-len(whole) // 50) + 1)]
    links = [link for one in pages for link in TRAIL.findall(one)]
    assert len(links) == len(whole)
    assert len(set(links)) == len(links)


def test_the_address_keeps_the_choice_from_page_to_page_and_between_languages(client):
    drawn = page(client, "?place=CA&from=2019&by=total&page=2")
    assert 'href="/data?place=CA&by=total&from=2019&page=3#values"' in drawn
    assert 'href="/data?place=CA&by=total&from=2019#values"' in drawn
    assert 'href="/data?lang=fr&place=CA&by=total&from=2019&page=2"' in drawn
    assert '<option value="CA" selected' in drawn
    assert 'href="/data.csv?place=CA&by=total&from=2019"' in drawn


@pytest.mark.parametrize(
    "query", ["?indicator=no", "?series=no/no", "?place=ZZ", "?by=no", "?from=no", "?from=99999",
              "?status=_W", "?page=0", "?page=9999", "?page=x", "?page=1e3", "?source=no"]
)  # fmt: skip
def test_what_is_not_known_is_told(client, query):
    assert client.get(f"/data{query}").status_code == 404
    if "page" not in query:
        given = client.get(f"/data.csv{query}")
        assert given.status_code == 404
        assert given.mimetype == "text/plain"


def test_a_choice_that_fits_nothing_says_so_and_offers_no_file(client):
    drawn = page(client, "?indicator=people-trained&place=US")
    assert "No value fits this choice" in drawn
    assert "/data.csv" not in drawn
    assert rows_of(client, "?indicator=people-trained&place=US") == []


def test_a_file_that_has_not_changed_is_not_sent_again(client):
    given = client.get("/data.csv?indicator=people-trained")
    mark = given.headers["ETag"]
    again = client.get("/data.csv?indicator=people-trained", headers={"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    assert "people-trained-data-" in given.headers["Content-Disposition"]


@pytest.mark.parametrize("name", LISTS)
def test_code_lists_have_words_in_both_languages(client, name):
    text = client.get(f"/data/codes/{name}.csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    assert all(one["code"] and one["en"] and one["fr"] for one in rows if one["list"] != "unit")
    assert len({(one["list"], one["code"], one["within"]) for one in rows}) == len(rows)


def test_every_code_in_the_data_is_in_a_list(client):
    listed = {
        one["code"] for name in LISTS for one in csv.DictReader(io.StringIO(
            client.get(f"/data/codes/{name}.csv").get_data(as_text=True).removeprefix("\ufeff"),
            newline=""))
    }  # fmt: skip
    for one in rows_of(client, ""):
        names = ("indicator", "series", "place", "unit", "qualifier", "obs_status")
        breakdown = filter(None, one["disaggregation"].split(";"))
        assert {*(one[name] for name in names), *breakdown} <= listed
        assert set(one) <= listed


def test_the_page_in_french_has_no_word_of_the_english_one(client):
    drawn = page(client, "?lang=fr&from=2019")
    for word in ("Every indicator", "From year", "as published", "How to cite", "Take it away"):
        assert word not in drawn
    assert f'lang="{Language.FR}-CA"' in client.get("/data?lang=fr").get_data(as_text=True)


def test_hidden_values_of_examples_are_told_and_have_no_number(app_of_examples):
    client = app_of_examples.server.test_client()
    rows = rows_of(client, "?status=Q")
    assert all(one["value"] == "" and one["words"] for one in rows)
    told = json.dumps(client.get("/data.json").json, ensure_ascii=False)
    assert '"example":' in told
