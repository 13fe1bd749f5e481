"""Links lead to pages of this site, and two addresses that show the same are one."""

import re
from html import unescape
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient

import dashboard
from dashboard.addresses import STATE, Address, read_address
from dashboard.figures.of_line import KEYS
from dashboard.services import PAGES_BYTES, page_weight
from dashboard.tidied import without_empty
from metrics import Language

HERE = Address("/search", Language.FR, "plan", "plan")
FOREIGN = [
    "//evil.example/x", "/\\evil.example/x", "\\\\evil.example", "https://evil.example",
    "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "", "evil.example", "/x//evil",
]  # fmt: skip


@pytest.mark.parametrize("path", FOREIGN)
def test_a_link_never_leads_to_another_site(path):
    assert HERE.to(path) == "/?lang=fr"


@pytest.mark.parametrize("path", ["/", "/pillar/support", "/initiatives#row-1.2", "/sources/a_b/"])
def test_a_link_to_a_page_is_kept(path):
    bare, _, anchor = path.partition("#")
    assert HERE.to(path) == f"{bare}?lang=fr" + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize("key", ["path", "self", "query"])
def test_any_key_may_be_asked(client: FlaskClient, key):
    assert HERE.to("/search", **{key: "x"}) == f"/search?lang=fr&{key}=x"
    for page in ("/", "/search", "/indicator/calls", "/international"):
        assert client.get(f"{page}?{key}=x").status_code == 200


@pytest.mark.parametrize(
    "asked", ["/%5Cevil.example/x", "/%5C%5Cevil.example", "/%09/evil.example"]
)
def test_a_missing_page_repeats_no_foreign_address(client: FlaskClient, asked):
    response = client.get(asked)
    assert response.status_code == 404
    addresses = re.findall(r'(?:href|action)="([^"]*)"', unescape(response.text))
    assert [one for one in addresses if "evil" in one] == []


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("/indicator/calls?known_at=2023-13-40", "/indicator/calls"),
        ("/?as_of=2999-01-01&lang=fr", "/?lang=fr"),
        ("/nowhere?as_of=2999-01-01", None),
    ],
)
def test_a_day_that_is_none_leads_to_the_page_without_it(client: FlaskClient, asked, plain):
    page = client.get(asked)
    assert page.status_code == 404
    said = "Cette page sans ce choix" if "lang=fr" in asked else "This page without the choice"
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*>{said}</a>', page.text)
    assert (found[1] if found else None) == plain


def test_what_a_page_does_not_ask_for_is_no_other_page(app: Dash, client: FlaskClient):
    pages = app.server.extensions["services"].pages
    client.get("/international?countries=all")
    before = len(pages)
    for number in range(5):
        client.get(f"/international?x={number}&countries=all")
    assert len(pages) == before
    assert "x=4" not in client.get("/international?x=4&countries=all").text


def test_every_key_that_a_page_reads_is_one_that_it_declares(app: Dash):
    folder = Path(dashboard.__file__).parent
    code = "\n".join(one.read_text(encoding="utf-8") for one in folder.rglob("*.py"))
    declared = {key for route in app.server.extensions["routes"] for key in route.asks}
    forms = {key for said in re.findall(r'address_of\(([^)]+)\)', code)
             for key in re.findall(r'"(\w+)"', said)}  # fmt: skip
    assert set(re.findall(r'\.asked\("(\w+)"\)', code)) <= declared | forms | {*STATE, *KEYS}


def test_kept_pages_have_a_weight(app: Dash, client: FlaskClient):
    pages = app.server.extensions["services"].pages
    client.get("/methods")
    assert pages.budget == PAGES_BYTES
    assert 0 < pages.weight <= PAGES_BYTES
    with app.server.test_request_context("/"):
        from dashboard.routes import draw

        drawn = draw("/methods", "")
    assert page_weight(drawn) > len(drawn.markup)


def test_the_order_of_keys_makes_no_other_address(app: Dash):
    held = app.server.extensions["services"]
    one, other = (
        read_address("/x", asked, held.catalogue, "plan", ("place", "series"))
        for asked in ("?place=CA&series=a&z=1", "?series=a&place=CA")
    )
    assert one == other
    assert one.asked("z") is None


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("as_of=&known_at=&held_at=", ""),
        ("lang=fr&framework=plan&as_of=2024-12-31&known_at=", "lang=fr&as_of=2024-12-31"),
        ("framework=other&as_of=&place=CA", "framework=other&place=CA"),
        ("framework=plan&place=", None),
        ("as_of=2024-12-31", None),
        ("", None),
    ],
)
def test_an_address_keeps_nothing_that_a_form_has_left_empty(asked, kept):
    assert without_empty(asked, "plan") == kept


def test_the_form_of_strategy_and_date_leads_to_an_address_without_empty_parts(
    small, client: FlaskClient
):
    own = small.settings.framework
    sent = f"framework={own}&as_of=2021-12-31&known_at=&held_at="
    answer = client.get(f"/indicator/calls?lang=fr&{sent}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/indicator/calls?lang=fr&as_of=2021-12-31"
    assert client.get(answer.headers["Location"]).status_code == 200
    assert client.get(f"/?{sent.replace('2021-12-31', '')}").headers["Location"] == "/"


def test_the_form_of_a_page_leads_to_an_address_without_its_empty_parts(client: FlaskClient):
    """What no page asks for is left to who asked; a page's own choice that is none goes."""
    answer = client.get("/initiatives?lang=fr&pillar=&state=")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/initiatives?lang=fr")
    answer = client.get("/data?q=a+b&source=&from=&place=CA&mine=")
    assert answer.headers["Location"] == "/data?q=a+b&place=CA&mine="
    assert client.get("/initiatives?mine=").status_code == 200
    assert client.post("/initiatives?pillar=").status_code == 405


@pytest.mark.parametrize("path", ["//evil.example/x", "/%5Cevil.example", "/%09/evil.example"])
def test_what_is_led_on_stays_on_this_site(client: FlaskClient, path):
    answer = client.get(f"{path}?as_of=")
    assert answer.headers.get("Location", "/").startswith("/")
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))
    assert "evil" not in answer.headers.get("Location", "")
