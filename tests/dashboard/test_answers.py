"""What goes over HTTP besides the figures: headers, files, faults, downloads."""

import csv
import io
import json
import re
import socket
from pathlib import Path

import plotly
import pytest
from dash import Dash
from flask.testing import FlaskClient

import dashboard
from dashboard.app import create_app
from dashboard.cells import flat
from dashboard.records import OBSERVATION_COLUMNS
from dashboard.serve import claim, prepare, serve
from dashboard.services import Services
from metrics import MetricsError, Settings, StoreError

ASSETS = Path(dashboard.__file__).parent / "assets"


def test_the_content_policy_lets_only_our_own_files_run(client: FlaskClient, app: Dash):
    response = client.get("/")
    policy = response.headers["Content-Security-Policy"]
    scripts = next(one for one in policy.split("; ") if one.startswith("script-src"))
    assert "unsafe" not in scripts
    assert all(one in scripts for one in app.csp_hashes())
    assert "default-src 'self'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_no_page_asks_for_anything_from_elsewhere(client: FlaskClient):
    page = client.get("/indicator/calls").get_data(as_text=True)
    assert re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?:[^"]*)"', page) == []


def test_named_versions_of_files_may_be_kept(client: FlaskClient):
    page = client.get("/").get_data(as_text=True)
    address = re.search(r'href="(/assets/design\.css\?m=[^"]*)"', page)
    assert address
    with client.get(address[1]) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_the_service_says_that_it_is_well(client: FlaskClient):
    assert client.get("/healthz").status_code == 200


def test_the_plotly_in_assets_is_the_one_of_the_plotly_wheel():
    wheel = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    versions = [
        re.search(r"v(\d+\.\d+\.\d+)", path.read_text(encoding="utf-8")[:200])[1]
        for path in (wheel, ASSETS / "plotly-basic.min.js")
    ]
    assert versions[0] == versions[1]


def test_what_others_made_stands_beside_its_licence():
    assert "MIT" in (ASSETS / "plotly-basic-LICENSE.txt").read_text(encoding="utf-8")
    for font in ("source-sans-3", "source-serif-4"):
        licence = (ASSETS / "fonts" / f"{font}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL" in licence.upper()


class _Failing:
    """A store that can not answer."""

    is_followed = False

    def __init__(self, error: Exception) -> None:
        self.error = error

    def memory(self) -> None:
        """It keeps nothing."""

    def obstacle(self) -> None:
        """Nothing else is wrong with it."""

    def data_version(self) -> int:
        raise self.error

    def when_erased(self, _: object) -> None:
        """It never meets that anything was erased."""


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (
            StoreError("The store secret/path is locked.", "Verrouillé."),
            503,
            "does not answer at the",
        ),
        (ZeroDivisionError("secret"), 500, "The fault is ours"),
    ],
)
def test_a_fault_is_a_page_without_a_traceback(small: Services, error, status, said):
    failing = Services(small.settings, small.catalogue, _Failing(error))
    response = create_app(failing).server.test_client().get("/")
    page = response.get_data(as_text=True)
    assert response.status_code == status
    assert said in page
    assert "Traceback" not in page
    assert "secret" not in page


def test_two_applications_stand_side_by_side(small: Services, app: Dash):
    other = create_app(small)
    assert other.server is not app.server
    for one in (app, other):
        assert one.server.test_client().get("/indicator/calls").status_code == 200


def test_a_download_holds_every_line_with_its_provenance(client: FlaskClient):
    records = json.loads(client.get("/download/calls.json").data)
    table = client.get("/download/calls.csv")
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert len(rows) == len(records) == 5
    assert {one["value"] for one in records} == {3, 597, 570, 608, 2600}
    assert records[0]["provenance"]["file"] == "calls.csv"
    assert rows[0]["file"] == "calls.csv"
    assert list(rows[0]) == list(flat(records[0]))  # the columns that `pillars observations` writes
    assert "calls.csv" in table.headers["Content-Disposition"]


def test_a_download_without_a_value_still_has_its_headings(small: Services, client: FlaskClient):
    held = json.loads(client.get("/download/calls.json").data)
    assert list(flat(held[0])) == list(OBSERVATION_COLUMNS)
    silent = next(one for one in small.catalogue.indicators if not small.store.series(one).lines)
    table = client.get(f"/download/{silent}.csv").data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table))) == [list(OBSERVATION_COLUMNS)]
    assert json.loads(client.get(f"/download/{silent}.json").data) == []


def test_a_download_of_nothing_known_names_it(client: FlaskClient):
    response = client.get("/download/cals.csv")
    assert response.status_code == 404
    assert response.get_data(as_text=True) == "Unknown indicator 'cals'. Nearest known: calls."


def test_navigation_by_script_meets_the_same_words(app: Dash, client: FlaskClient):
    body = {
        "output": "shell-page.children",
        "outputs": {"id": "shell-page", "property": "children"},
        "inputs": [
            {"id": "shell-location", "property": "pathname", "value": "/indicator/cals"},
            {"id": "shell-location", "property": "search", "value": "?lang=fr"},
        ],
        "changedPropIds": ["shell-location.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body).get_json()
    page = answer["response"]["shell-page"]["children"]
    assert page["props"]["lang"] == "fr-CA"
    assert "Indicateur inconnu" in json.dumps(page, ensure_ascii=False)


def test_every_callback_speaks_of_ids_that_pages_have(app: Dash, client: FlaskClient):
    from dashboard import ids

    known = {one.value for kind in (ids.Shell, ids.IndicatorPage) for one in kind}
    callbacks = client.get("/_dash-dependencies").get_json()
    named = {
        part["id"] for one in callbacks for part in (*one["inputs"], *one["state"])
    } | {one["output"].rpartition(".")[0] for one in callbacks}  # fmt: skip
    assert named <= known
    drawn = json.dumps([client.get("/_dash-layout").get_json()], ensure_ascii=False) + str(
        create_page(app, "/indicator/calls")
    )
    assert {one for one in named if one not in drawn} == set()


def create_page(app: Dash, path: str) -> object:
    from dashboard.routes import draw

    with app.server.test_request_context(path):
        return json.dumps(draw(path, "").page, default=lambda one: one.to_plotly_json())


def test_a_port_in_use_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MetricsError, match=f"Port {port} on 127.0.0.1 is in use.*PORT="):
            claim("127.0.0.1", port)


def test_production_without_a_secret_is_not_served():
    with pytest.raises(MetricsError, match="production needs a secret of at least 32"):
        serve(Settings(env="production", secret_key=None))


def test_a_framework_that_nothing_carries_stops_the_start():
    settings = Settings(framework="ontario-2061")
    with pytest.raises(MetricsError, match="ontario-2061"):
        prepare(settings)
