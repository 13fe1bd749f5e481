"""deploy/nginx.conf run for real, before the service's own reading of what a proxy tells."""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard.serve import _server
from metrics import Settings
from tests.browser.conftest import free_port
from tests.checks import ROOT

NAME = "figures.example.ca"
WRITTEN = (ROOT / "deploy" / "nginx.conf").read_text()
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = pytest.mark.skipif(
    not (NGINX and shutil.which("openssl")), reason="nginx is not installed: apt-get install nginx"
)


class Front(NamedTuple):
    """The ports on which the proxy answers, with and without TLS."""

    tls: int
    plain: int

    def get(self, path: str = "/", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        trust = ssl._create_unverified_context()
        asked = http.client.HTTPSConnection("127.0.0.1", self.tls, context=trust, timeout=10)
        with closing(asked):
            asked.request("POST" if body else "GET", path, body, {"Host": NAME, **headers})
            answer = asked.getresponse()
            return answer.status, answer.read()


def told(environ, start_response):
    """What reached the service."""
    kept = {key: str(environ.get(key)) for key in
            ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "HTTP_X_REQUEST_ID")}  # fmt: skip
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(kept).encode()]


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("nginx")
    service = _server(told, Settings(port=free_port(), proxies="127.0.0.1"))
    threading.Thread(target=service.run, daemon=True).start()
    made = Front(free_port(), free_port())
    conf = _configured(folder, made, int(service.effective_port))
    proxy = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(conf), "-g", "daemon off;"])
    try:
        _wait_for(made, proxy)
        yield made
    finally:
        proxy.terminate()
        proxy.wait(timeout=20)
        service.close()


def _configured(folder: Path, front: Front, service: int) -> Path:
    """The file as it stands, but for ports and certificate."""
    key, proof = folder / "key.pem", folder / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         f"/CN={NAME}", "-keyout", str(key), "-out", str(proof)], check=True, capture_output=True,
    )  # fmt: skip
    text = WRITTEN
    for before, after in (
        ("listen 80;", f"listen 127.0.0.1:{front.plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{front.tls} ssl;"),
        ("server 127.0.0.1:8050;", f"server 127.0.0.1:{service};"),
        ("/etc/ssl/pillars/fullchain.pem", str(proof)),
        ("/etc/ssl/pillars/key.pem", str(key)),
    ):
        assert text.count(before) == 1
        text = text.replace(before, after)
    conf = folder / "nginx.conf"
    temporary = "".join(f"{one}_temp_path {folder}/{one};" for one in
                        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    who = "user root;" if os.geteuid() == 0 else ""  # else it may not read this folder
    conf.write_text(f"{who} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
                    f"http {{ access_log off; {temporary}\n{text}\n}}")  # fmt: skip
    return conf


def _wait_for(front: Front, proxy: subprocess.Popen) -> None:
    for _ in range(100):
        assert proxy.poll() is None
        try:
            front.get()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the proxy did not answer in time")


def test_the_service_learns_who_asks_by_which_name_and_that_the_way_is_encrypted(front):
    _, body = front.get(**{"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "http"})
    reached = json.loads(body)
    assert len(reached.pop("HTTP_X_REQUEST_ID")) == 32
    assert reached == {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "https", "HTTP_HOST": NAME}


def test_whoever_asks_without_tls_is_sent_on(front):
    asked = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=10)
    with closing(asked):
        asked.request("GET", "/hotlines?lang=fr", headers={"Host": NAME})
        answer = asked.getresponse()
        told = answer.status, answer.headers["Location"]
    assert told == (301, f"https://{NAME}/hotlines?lang=fr")


def test_the_numbers_of_the_service_are_not_for_outside(front):
    assert front.get("/metrics")[0] == 404


@pytest.mark.parametrize(
    ("path", "taken", "refused"),
    [("/returns/check", 20 << 20, 22 << 20), ("/briefings/x", 300_000, 500_000),
     ("/sign-in", 60_000, 70_000)],
)  # fmt: skip
def test_what_is_sent_may_be_as_large_as_the_service_takes_and_no_larger(
    front, path, taken, refused
):
    signed_in = {"Cookie": "session=made-up"}  # the service takes no large file without one
    assert front.get(path, b"x" * taken, **signed_in)[0] == 200
    assert front.get(path, b"x" * refused, **signed_in)[0] == 413


def test_who_asks_for_very_much_is_held_back(front):
    """Last: what it does is held against this address for seconds."""
    statuses = [front.get()[0] for _ in range(120)]
    assert statuses[:20] == [200] * 20
    assert 429 in statuses
