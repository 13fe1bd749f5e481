"""The files of figures: the page's own numbers, and a picture that can stand alone."""

import csv
import io
import re
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from dashboard.addresses import MOMENTS, moment_of
from dashboard.drawn import can_be_drawn
from dashboard.figure_said import aim_of
from dashboard.figures.picture import LOOK
from dashboard.moments_said import moment_clause
from dashboard.record_files import named_moment
from dashboard.targets_said import goal_said
from dashboard.text import Words
from metrics import NOW, Language, Moment
from metrics.settings import PROJECT

INCIDENTS = "criminal-code-trafficking-incidents"
OF_ALBERTA = "?place=CA-AB&series=canada-police-and-courts/criminal-code-incidents"
FIGURES = [
    "/figure/criminal-code-trafficking-incidents.{kind}", "/figure/tip-tier.{kind}?place=US",
    "/figure/tip-victims-identified.{kind}?series=tip-report/victims-identified&place=WLD"
    "&disaggregation=total&beside=form%3Dforced-labour",
    "/figure/funding/committed.{kind}", "/figure/funding/funds.{kind}",
]  # fmt: skip
PAGES = ("/indicator/criminal-code-trafficking-incidents", "/indicator/people-trained",
         "/indicator/tip-tier?place=US", "/hotlines", "/international", "/funding")  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
TOKEN = re.compile(r"--([\w-]+):(#[0-9a-f]{3,6})")


@pytest.fixture(scope="module")
def client(whole):
    return whole.server.test_client()


def asked(client, address, kind, lang="en"):
    path = address.format(kind=kind)
    given = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert given.status_code == 200, path
    return given


def drawn(client, address):
    return unescape(client.get(address).get_data(as_text=True).partition('id="first-drawing"')[2])


def cited(page):
    """The citation in words; a title in the other language stands in it with its own mark."""
    return re.sub("<[^>]+>", "", re.search(r'class="cite">(.+?)</p>', page).group(1))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_every_figure_links_its_files_and_each_link_names_it(client, path, lang):
    page = drawn(client, f"{path}{'&' if '?' in path else '?'}lang={lang}")
    links = re.findall(r'href="(/figure/[^"]+)"[^>]*>(\w+)<span class="vh">([^<]+)</span>', page)
    assert links
    assert page.count('class="fig-n figure-files"') == sum(".csv" in link for link, *_ in links)
    for link, _, name in links:
        assert len(name) > 10
        if ".png" not in link:  # the drawing of which is tried with .svg
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("address", FIGURES)
def test_the_picture_holds_its_title_source_and_date_and_needs_nothing_else(client, address):
    for lang, source in (("en", "Source: "), ("fr", "Source\u00a0: ")):
        text = asked(client, address, "svg", lang).get_data(as_text=True)
        root = ElementTree.fromstring(text)
        said = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
        title, alt = root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text
        assert root.get("lang") == f"{lang}-CA"
        assert title.split()[0] in said
        assert len(alt) > len(title)
        assert source.replace("\u00a0", " ") in said.replace("\u00a0", " ")
        assert {"en": "Read on ", "fr": "Consulté le "}[lang] in said
        assert "href" not in text
        assert "url(" not in text


@pytest.mark.parametrize("language", list(Language))
def test_the_picture_calls_a_target_as_its_page_does(app_of_examples, example, language):
    client, told = app_of_examples.server.test_client(), 0
    for one in example.catalogue.indicators:
        found = example.store.series(one)
        aim = aim_of(found, found.record) if found.record else None
        if aim is None or not can_be_drawn(found.record, found.record.unit):
            continue
        text = asked(client, f"/figure/{one}.{{kind}}", "svg", language).get_data(as_text=True)
        said = goal_said(aim, found.record.unit, Words(language))
        shown = [line.text for line in ElementTree.fromstring(text).iter(f"{SVG}text")]
        assert said in shown, one
        told += 1
    assert told > 20


@pytest.mark.parametrize("address", FIGURES[:2] + FIGURES[-1:])
def test_the_picture_in_pixels_is_made_without_a_browser(client, address):
    given = asked(client, address, "png")
    assert given.data.startswith(PNG)
    assert len(given.data) > 20_000
    mark = {"If-None-Match": given.headers["ETag"]}
    assert client.get(address.format(kind="png"), headers=mark).status_code == 304


@pytest.mark.parametrize("address", FIGURES)
def test_csv_and_workbook_hold_the_same_numbers(client, address):
    text = asked(client, address, "csv").get_data(as_text=True).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    book = load_workbook(io.BytesIO(asked(client, address, "xlsx").data))
    heads, *values = book["observations"].iter_rows(values_only=True)
    at = heads.index("value")
    assert [str(one[at]) if one[at] is not None else "" for one in values] == [
        one["value"] for one in rows
    ]
    assert all(isinstance(one[at], int | float | None) for one in values) or "tier" in address
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert {"Title", "Source", "Read on"} <= notes.keys()


def test_the_numbers_of_the_figure_are_those_of_the_table_of_its_page(client):
    for state in ("", OF_ALBERTA, "?as_of=2020-12-31"):
        given = client.get(f"/figure/{INCIDENTS}.csv{state}").get_data(as_text=True)
        rows = csv.DictReader(io.StringIO(given.removeprefix("\ufeff"), newline=""))
        table = drawn(client, f"/indicator/{INCIDENTS}{state}").partition("</table>")[0]
        shown = re.findall(r'class="to-trail"[^>]*>([\d,]+)<', table)
        assert [int(one["value"]) for one in rows] == [
            int(one.replace(",", "")) for one in reversed(shown)
        ]
        assert shown


def test_what_cannot_be_drawn_has_no_picture_and_what_is_unknown_no_figure(client):
    assert client.get("/figure/people-trained.csv").status_code == 200
    for path in ("people-trained.png", "people-trained.svg", "nothing.svg", "funding/none.svg",
                 "tip-tier.svg?place=ZZ", "tip-tier.gif"):  # fmt: skip
        assert client.get(f"/figure/{path}").status_code == 404, path


def test_the_look_of_a_picture_is_that_of_the_pages():
    """The colours of each class of a drawing, as the stylesheet has them."""
    sheet = (PROJECT / "dashboard" / "assets" / "design.css").read_text(encoding="utf-8")
    tokens = {
        name: f"#{2 * one[1:]}" if len(one) == 4 else one for name, one in TOKEN.findall(sheet)
    }
    for name, prop, colour in re.findall(r"\.(\w+)\{[^}]*?(fill|stroke):(#[0-9a-f]{6})", LOOK):
        rules = re.findall(rf"\.{name}[,{{ ][^}}]*?{prop}:(?:var\(--([\w-]+)\)|#fff)", sheet)
        assert rules, name
        assert colour in {tokens[one] if one else "#ffffff" for one in rules}, name


@pytest.mark.parametrize(
    ("moment", "name"),
    [({"known_at": "2025-12-31"}, "-known-2025-12-31"),
     ({"as_of": "2020-12-31"}, "-as-of-2020-12-31"),
     ({"as_of": "2020-12-31", "known_at": "2025-12-31"}, "-as-of-2020-12-31-known-2025-12-31")],
)  # fmt: skip
def test_a_file_of_a_past_moment_says_so_in_its_name_and_in_every_row(client, moment, name):
    asks = {
        f"/download/{INCIDENTS}": ("csv", "json"), "/data": ("csv", "json", "xlsx"),
        f"/figure/{INCIDENTS}": ("csv", "xlsx", "svg", "png"), "/figure/funding/funds": ("csv",),
    }  # fmt: skip
    said = {key: moment.get(key) for key in MOMENTS}
    for path, kinds in asks.items():
        for kind in kinds:
            given = client.get(f"{path}.{kind}", query_string={"indicator": INCIDENTS, **moment})
            assert f'{name}.{kind}"' in given.headers["Content-Disposition"], path
            rows = rows_in(given, kind)
            assert bool(rows) == (kind not in ("svg", "png"))
            assert all({key: one[key] or None for key in MOMENTS} == said for one in rows), path


def test_a_file_of_now_speaks_of_no_moment(client):
    given = client.get(f"/download/{INCIDENTS}.csv")
    assert f'filename="{INCIDENTS}.csv"' in given.headers["Content-Disposition"]
    assert not rows_in(given, "csv")[0].keys() & {*MOMENTS, "moment"}
    assert "moment" not in client.get(f"/download/{INCIDENTS}.json").json[0]


def rows_in(given, kind):
    """The records of a file of values, as their columns or as their moment; none of a picture."""
    if kind == "json":
        return [one["moment"] for one in given.json]
    if kind == "csv":
        text = given.get_data(as_text=True).removeprefix("\ufeff")
        return list(csv.DictReader(io.StringIO(text, newline="")))
    if kind != "xlsx":
        return []
    heads, *rows = load_workbook(io.BytesIO(given.data))["observations"].iter_rows(values_only=True)
    return [dict(zip(heads, one, strict=True)) for one in rows]


def test_an_instant_stands_in_a_name_without_colons_and_the_end_of_a_day_as_the_day():
    instant = Moment(held_at=datetime(2026, 5, 31, 14, 0, 7, tzinfo=UTC))
    assert named_moment(instant) == "-held-2026-05-31T140007Z"
    assert named_moment(moment_of({"held_at": "2026-05-31"})) == "-held-2026-05-31"
    assert named_moment(NOW) == ""


@pytest.mark.parametrize(
    ("lang", "state", "said"),
    [("en", "known_at=2025-12-31", "Strategy performance, as known on 31 December 2025. Read on "),
     ("en", "as_of=2023-12-31", "Strategy performance, as of 31 December 2023. Read on "),
     ("fr", "known_at=2025-12-31", ", selon ce qui était connu le 31 décembre 2025. Consulté le "),
     ("fr", "as_of=2023-01-01", ", état au 1er janvier 2023. Consulté le ")],
)  # fmt: skip
def test_a_citation_under_a_banner_has_the_moment_as_a_clause(client, lang, state, said):
    page = drawn(client, f"/indicator/{INCIDENTS}?lang={lang}&{state}")
    assert said in cited(page)


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.EN, "as of 1 May 2026, as known on 2 May 2026, "
                   "as held by this site on 3 May 2026 at 23:59:59 UTC"),
     (Language.FR, "état au 1er mai 2026, selon ce qui était connu le 2 mai 2026, "
                   "selon ce que ce site détenait le 3 mai 2026 à 23:59:59 UTC")],
)  # fmt: skip
def test_every_part_of_a_moment_has_its_clause(language, said):
    asked = {"as_of": "2026-05-01", "known_at": "2026-05-02", "held_at": "2026-05-03"}
    assert moment_clause(moment_of(asked), Words(language)) == said


def test_a_citation_says_publisher_title_period_days_and_address(client):
    page = drawn(client, f"/indicator/{INCIDENTS}?as_of=2020-12-31&lang=fr")
    said = cited(page)
    assert said.startswith("Statistique Canada. ")
    assert "2006 à 20" in said
    assert "31 décembre 2020" in said
    assert f"/indicator/{INCIDENTS}?lang=fr&as_of=2020-12-31" in said


def test_a_citation_of_odd_spans_goes_from_the_first_month_to_the_last(client):
    for lang, said in (("en", "June 2016 to March 2030"), ("fr", "juin 2016 à mars 2030")):
        page = drawn(client, f"/indicator/strategy-funding-committed?lang={lang}")
        assert f", {said}. " in cited(page)


def test_a_citation_ends_in_the_whole_address_that_was_asked_for(client):
    """A page is kept, and never shown under a host that another reader asked for."""
    for host in ("http://localhost:8050", "http://127.0.0.1"):
        page = unescape(client.get(f"/indicator/{INCIDENTS}", base_url=host).text)
        said = cited(page)
        assert said.endswith(f" {host}/indicator/{INCIDENTS}")


def test_a_document_of_a_year_is_published_in_it(client):
    page = drawn(client, "/indicator/strategy-funding-committed?lang=fr")
    assert "; publié en 2025; " in page
    assert "en date de" not in page
