"""What is written of each request and each fault, under which number, and what never is."""

import json
import logging
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest

from dashboard.app import create_app
from dashboard.peers import PEER, Peer
from dashboard.proxies import behind
from dashboard.services import Services
from dashboard.watching import following
from dashboard.watching.logs import AsJson, AsText, set_up_logs
from metrics import Settings, StoreError
from tests.access.house import CANARY, PASSWORD, asked, sent

NUMBER = re.compile(r"[0-9a-f]{16}")
PROXY = Peer("10.0.0.9", is_proxy=True, forwards=True)
KEYS = {"time", "level", "request_id", "kind", "method", "route", "status", "ms", "bytes",
        "language", "role"}  # fmt: skip


class Kept(logging.Handler):
    """Keeps every line as the formatter writes it."""

    def __init__(self, formatter):
        super().__init__()
        self.setFormatter(formatter)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


@pytest.fixture(params=[AsJson, AsText])
def each_log(request):
    yield from _logging(request.param())


@pytest.fixture
def log():
    yield from _logging(AsJson())


def _logging(formatter):
    handler, own = Kept(formatter), logging.getLogger(following.__name__)
    before = own.level
    own.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    own.setLevel(before)


def requests_of(log):
    told = [json.loads(one) for one in log.lines]
    return [one for one in told if one["kind"] == "request"]


def test_each_request_is_one_line_with_these_keys_and_no_others(house, log):
    given = house.client("editor").get("/indicator/calls?lang=fr")
    (line,) = requests_of(log)
    assert set(line) == KEYS
    assert line["request_id"] == given.headers["X-Request-ID"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/indicator/<indicator>", 200)
    assert (line["language"], line["role"]) == ("fr", "editor")
    assert line["bytes"] == len(given.data)
    assert line["ms"] > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])


def test_a_callback_is_logged_under_the_page_it_has_drawn(house, log):
    asked(house.client(), "/indicator/calls")
    (line,) = requests_of(log)
    assert (line["method"], line["route"], line["role"]) == (
        "POST", "/indicator/<indicator>", "anonymous",
    )  # fmt: skip


def test_neither_what_was_typed_nor_a_name_nor_a_figure_is_logged(house, each_log):
    typed = "canary-typed"
    for who in ("admin", "partner a", "anonymous"):
        client = house.client(who)
        for path in (
            f"/search?q={typed}", f"/indicator/{typed}", f"/{typed}", "/partner/partner-a",
            "/download/calls.csv", f"/returns/sent/{typed}", "/indicator/calls",
        ):  # fmt: skip
            client.get(path)
            asked(client, path)
    sent(house.client(), "/sign-in", name="editor-typed", password=PASSWORD)
    text = "\n".join(each_log.lines)
    assert each_log.lines
    for found in (typed, "partner-a", "editor-typed", PASSWORD, *CANARY.values()):
        assert found not in text, found


def test_each_request_has_a_number_of_its_own(house):
    numbers = [house.client().get("/healthz").headers["X-Request-ID"] for _ in range(5)]
    assert all(map(NUMBER.fullmatch, numbers))
    assert len(set(numbers)) == 5


@pytest.mark.parametrize("path", ["/", "/healthz", "/nowhere", "/assets/design.css", "/sign-in"])
def test_every_answer_carries_it(house, path):
    given = house.client().get(path)
    given.close()
    assert NUMBER.fullmatch(given.headers["X-Request-ID"])


def test_a_named_proxy_gives_the_number(house):
    given = house.client().get(
        "/", headers={"X-Request-ID": "proxy-4711"}, environ_overrides={PEER: PROXY}
    )
    assert given.headers["X-Request-ID"] == "proxy-4711"


@pytest.mark.parametrize(
    "number", ["short", "x" * 65, "with space", "line%0abreak", 'quo"te-quote', "é" * 10, ""]
)
def test_a_number_that_is_not_well_formed_is_not_taken(house, number):
    given = house.client().get(
        "/", headers={"X-Request-ID": number.encode().decode("latin-1")},
        environ_overrides={PEER: PROXY},
    )  # fmt: skip
    assert NUMBER.fullmatch(given.headers["X-Request-ID"])


@pytest.mark.parametrize(
    ("address", "number"), [("10.0.0.9", "proxy-4711"), ("10.0.0.8", None), ("127.0.0.1", None)]
)
def test_nobody_else_gives_one(house, address, number):
    """As the server hands requests over: it alone says who is at the other end."""
    application, seen = behind(house.app.server, frozenset({"10.0.0.9"})), {}
    from werkzeug.test import Client

    given = Client(application).get(
        "/healthz", headers={"X-Request-ID": "proxy-4711", "X-Forwarded-For": "1.2.3.4"},
        environ_overrides={"REMOTE_ADDR": address},
    )  # fmt: skip
    seen = given.headers["X-Request-ID"]
    assert seen == number if number else NUMBER.fullmatch(seen)


class _Broken:
    """Services whose store fails in a way that nobody foresaw."""

    def __init__(self, error):
        self.error = error

    def __getattr__(self, name):
        if name in ("when_erased", "memory"):
            return lambda *_: None
        if name == "obstacle":
            return lambda: None
        if name == "is_followed":
            return False
        raise self.error


@pytest.mark.parametrize(
    ("error", "status"), [(ZeroDivisionError("canary-value"), 500), (StoreError("gone", ""), 503)]
)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_page_of_a_fault_names_the_number_of_its_line(house, log, error, status, lang):
    held = Services(house.services.settings, house.services.catalogue, _Broken(error))
    given = create_app(held).server.test_client().get(f"/?lang={lang}")
    number = given.headers["X-Request-ID"]
    assert given.status_code == status
    said = {"en": "name this number", "fr": "donnez ce numéro"}[lang]
    assert said in given.text
    assert number in given.text
    faults = [one for one in map(json.loads, log.lines) if one["level"] == "error"]
    assert {one["request_id"] for one in faults} == {number}
    assert "canary-value" not in "\n".join(log.lines)


def test_a_fault_tells_its_kind_and_its_place_and_no_value(log):
    try:
        raise KeyError("canary-value")
    except KeyError:
        logging.getLogger("dashboard.somewhere").exception("failed at %r", "canary-typed")
    (line,) = map(json.loads, log.lines)
    assert (line["error"], line["message"]) == ("KeyError", "failed at %r")
    assert line["at"][-1].endswith("test_a_fault_tells_its_kind_and_its_place_and_no_value")
    assert "canary" not in log.lines[0]


def test_a_store_that_cannot_be_used_says_why(log):
    logging.getLogger("x").error("store: %s", StoreError("It is locked.", ""))
    assert json.loads(log.lines[0])["why"] == "It is locked."


def test_what_breaks_a_line_stays_in_it(each_log):
    logging.getLogger("x").error("one\ntwo\u2028three %s", "four\r\n\x1b[2Jfive")
    (line,) = each_log.lines
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


def test_off_changes_nothing():
    before = list(logging.getLogger().handlers)
    set_up_logs(Settings())
    assert logging.getLogger().handlers == before
    assert Settings().log == "off"


START = """
import sys
from pathlib import Path
from dashboard.app import create_app
from dashboard.serve import listen
from dashboard.watching.logs import set_up_logs
from metrics import Settings
from tests.loaded import small_services
settings = Settings()
set_up_logs(settings)
with small_services(Path(sys.argv[1])) as services:
    listen(create_app(services).server, settings)
"""


@pytest.mark.parametrize("log", ["json", "text", "off"])
def test_a_server_writes_as_it_is_set(tmp_path, monkeypatch, log):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("PILLARS_LOG", log)
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout.readline().startswith("Strategy performance: ")
        with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
            connection.request("GET", "/indicator/calls?lang=fr", headers={"X-Request-ID": "a" * 9})
            connection.getresponse().read()
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
    if log == "off":
        assert told == ""
        return
    (line,) = told.splitlines()
    if log == "text":
        assert "GET /indicator/<indicator> 200" in line
    else:
        found = json.loads(line)
        assert (found["route"], found["language"]) == ("/indicator/<indicator>", "fr")
        assert found["request_id"] != "a" * 9
