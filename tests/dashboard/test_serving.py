"""The server itself: what is half sent, never read or piled up holds nobody else up."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection

import pytest

START = """
from flask import Flask
from dashboard import connections, serve
from metrics import Settings
connections.WHOLE_WITHIN, serve.SILENT_FOR, serve.LOOK_EVERY = 2, 2, 1
app = Flask("small")
app.add_url_rule("/healthz", view_func=lambda: "OK")
app.add_url_rule("/large", view_func=lambda: b"x" * 5_000_000, endpoint="large")
serve.listen(app, Settings())
"""
HALF_A_HEADER = b"GET / HTTP/1.1\r\nHost: x\r\nX-a: "
HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{"
LARGE = b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
def port(monkeypatch):
    """A server in a process of its own, ended by its id."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    process = subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == f"Strategy performance: http://127.0.0.1:{port}\n"
        yield port
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def health(port):
    """Status of /healthz and how long it took."""
    start = time.monotonic()
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status, time.monotonic() - start


def opened(port, sent, count):
    """So many connections on which this was sent and nothing is read."""
    found = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(count)]
    for one in found:
        one.sendall(sent)
    time.sleep(0.5)
    return found


@pytest.mark.parametrize(
    ("sent", "count"),
    [(HALF_A_HEADER, 40), (HALF_A_BODY, 40), (LARGE * 4, 10), (LARGE * 100, 10)],
    ids=["half a header", "half a body", "answers unread", "requests piled up"],
)
def test_others_are_answered_at_once(port, sent, count):
    open_ones = opened(port, sent, count)
    status, seconds = health(port)
    for one in open_ones:
        one.close()
    assert status == 200
    assert seconds < 2


def test_a_silent_connection_is_dropped(port):
    (one,) = opened(port, HALF_A_HEADER, 1)
    assert one.recv(10) == b""
    one.close()


def test_a_request_that_never_becomes_whole_is_dropped(port):
    (one,) = opened(port, HALF_A_HEADER, 1)
    with pytest.raises(ConnectionError):
        drip(one, 10)
    one.close()


def drip(one, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        one.sendall(b"a")
        time.sleep(0.3)


def test_a_few_requests_at_once_are_answered_in_order(port):
    asked = b"GET /%d HTTP/1.1\r\nHost: x\r\n\r\n"
    (one,) = opened(port, b"".join(asked % place for place in range(4)), 1)
    assert one.recv(100_000).count(b"HTTP/1.1 404") >= 1
    one.close()
