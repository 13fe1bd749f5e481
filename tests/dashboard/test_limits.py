"""What is refused before anything is drawn, and in which words."""

import json
import logging

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.limits import LARGEST_BODY
from dashboard.services import Services
from metrics import MetricsError, Settings

CALLBACK = "/_dash-update-component"
DEEP = "[" * (LARGEST_BODY - 10)


def question(path="/", search=""):
    return {
        "output": "shell-page.children",
        "outputs": {"id": "shell-page", "property": "children"},
        "inputs": [
            {"id": "shell-location", "property": "pathname", "value": path},
            {"id": "shell-location", "property": "search", "value": search},
        ],
        "changedPropIds": ["shell-location.pathname"],
    }


def without(key):
    return {name: value for name, value in question().items() if name != key}


MALFORMED = [
    None, [], 1, {}, "x", {"output": "x.y"}, without("inputs"), without("outputs"),
    {**question(), "output": "shell-location.search"}, {**question(), "inputs": None},
    {**question(), "inputs": [1, 2]}, {**question(), "inputs": []},
    {**question(), "inputs": question()["inputs"][:1]},
    {**question(), "inputs": [[one] for one in question()["inputs"]]},
    {**question(), "outputs": []}, {**question(), "output": ["shell-page.children"]},
    {**question(), "changedPropIds": 1}, question(path={}), question(path=1), question(search=[]),
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: json.dumps(body)[:40])
def test_what_is_no_callback_is_refused(client: FlaskClient, caplog, body):
    response = client.post(CALLBACK, data=json.dumps(body), content_type="application/json")
    assert response.status_code == 400
    assert "This request could not be understood" in response.text
    assert caplog.records == []


@pytest.mark.parametrize(
    "body", [b"", b"{", DEEP.encode(), b'{"a":' * 2000, b"\xff\xfe", b'"\\ud800"', b"\x00" * 99]
)
def test_what_is_no_json_is_refused(client: FlaskClient, caplog, body):
    response = client.post(CALLBACK, data=body, content_type="application/json")
    assert response.status_code == 400
    assert caplog.records == []


def test_a_lone_surrogate_is_refused(client: FlaskClient):
    body = json.dumps(question(search="?q=\ud800"))
    assert client.post(CALLBACK, data=body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("path", [None, "", "/nowhere", "//evil.example", "/\\evil.example"])
def test_a_callback_for_any_path_gets_a_page(client: FlaskClient, path):
    response = client.post(CALLBACK, json=question(path, None))
    assert response.status_code == 200
    assert "evil.example" not in json.dumps(
        [one for one in links(response.get_json()) if one is not None]
    )


def links(tree):
    """Every address in an answer, whether in a component or in markup."""
    text = json.dumps(tree).replace('\\"', '"')
    return [part.split('"')[0] for mark in ('href="', 'action="', '"href": "')
            for part in text.split(mark)[1:]]  # fmt: skip


@pytest.mark.parametrize("sent", [None, {}, [], 1, "\ud800", "?q=\ud800", "\x00", "?path=\udfff"])
def test_a_page_is_drawn_whatever_was_sent(app: Dash, caplog, sent):
    from dashboard.routes import draw

    with app.server.test_request_context("/"):
        assert {draw(sent, "").status, draw("/", sent).status} <= {200, 404}
    assert caplog.records == []


def test_a_long_address_is_refused_in_both_ways_of_asking(client: FlaskClient):
    long = "?q=" + "x" * 5000
    direct = client.get("/search" + long)
    by_script = client.post(CALLBACK, json=question("/search", long))
    for response in (direct, by_script):
        assert response.status_code == 414
        assert "This address is too long" in response.text
    assert client.post(CALLBACK, json=question("/search", long[:4000])).status_code == 200


def test_a_large_body_is_refused(client: FlaskClient):
    response = client.post(CALLBACK, json=question("/search", "?q=" + "x" * 900_000))
    assert response.status_code == 413
    assert "More was sent than this service takes" in response.text


@pytest.mark.parametrize(
    ("method", "address", "status", "said"),
    [
        ("POST", "/", 405, "This address cannot be used in that way"),
        ("POST", "/?lang=fr", 405, "Cette adresse ne s'emploie pas de cette façon"),
        ("GET", "/?lang=fr&q=" + "x" * 5000, 414, "Cette adresse est trop longue"),
        ("POST", CALLBACK + "?lang=fr", 415, "Cela ne peut être lu sous la forme où"),
        ("GET", "/assets/none.css", 404, "Nothing is at this address"),
        ("GET", "/_dash-component-suites/os/x.py", 404, "Nothing is at this address"),
        ("GET", "/_dash-component-suites/dash/dash.py", 404, "Nothing is at this address"),
        ("GET", "/_dash-component-suites/dash/dcc/../dash.py", 404, "Nothing is at this address"),
    ],
)
def test_each_refusal_has_words_of_its_own(
    client: FlaskClient, caplog, method, address, status, said
):
    response = client.open(address, method=method)
    assert (response.status_code, said in response.text) == (status, True)
    assert caplog.records == []


def test_a_file_that_a_component_names_and_does_not_bring_is_not_found(
    app: Dash, client: FlaskClient
):
    client.get("/")
    app.registered_paths["dash"].add("dcc/none.js.map")
    response = client.get("/_dash-component-suites/dash/dcc/none.js.map")
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8050", 200), ("localhost", 200), ("LOCALHOST:9000", 200), ("[::1]:80", 200),
        ("figures.example", 200), ("figures.example:443", 200), ("evil.example", 400),
        ("", 400), ("figures.example.evil.example", 400), ("evil.example:127.0.0.1", 400),
    ],
)  # fmt: skip
def test_only_names_of_this_installation_are_answered(small: Services, host, status):
    settings = small.settings.model_copy(update={"hosts": "figures.example, other.example"})
    services = Services(settings, small.catalogue, small.store)
    client = create_app(services).server.test_client()
    ready = client.post(CALLBACK, json=question())
    assert ready.status_code == 200
    for response in (
        client.get("/", headers={"Host": host}),
        client.post(CALLBACK, json=question(), headers={"Host": host}),
    ):
        assert response.status_code == status
        assert ("does not answer under this name" in response.text) == (status == 400)
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_any_name_is_answered_where_that_is_asked_for():
    assert Settings(hosts="*").allowed_hosts is None
    assert Settings(host="0.0.0.0").allowed_hosts == {"0.0.0.0", "localhost", "127.0.0.1", "[::1]"}


def test_production_names_its_hosts():
    from dashboard.serve import prepare

    with pytest.raises(MetricsError, match="PILLARS_HOSTS: production needs the names"):
        prepare(Settings(env="production", secret_key="s" * 32))


@pytest.fixture(autouse=True)
def heard(caplog):
    caplog.set_level(logging.WARNING)
