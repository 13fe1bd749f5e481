"""F23: the service is told to stop while somebody sends, and while somebody is answered."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest

START = """
import sys, time
from pathlib import Path
from flask import Flask, request
from dashboard import serve
from metrics import Settings
app = Flask("small")
def keep():
    taken = len(request.get_data())
    time.sleep(1.5)
    Path(sys.argv[1]).write_text(str(taken))
    return "kept"
app.add_url_rule("/keep", view_func=keep, methods=["POST"])
serve.listen(app, Settings())
"""
SIZE = 2_000
HEAD = b"POST /keep HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % SIZE
ENDS_WITHIN = 10  # seconds; five of them are for those who are being answered


@pytest.fixture
def server(monkeypatch, tmp_path):
    """A server in a process of its own, what it keeps, and its port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    kept = tmp_path / "kept"
    process = subprocess.Popen([sys.executable, "-c", START, kept], stdout=subprocess.PIPE)
    try:
        assert process.stdout.readline()
        yield process, kept, port
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def sent(port, body):
    one = socket.create_connection(("127.0.0.1", port), timeout=ENDS_WITHIN)
    one.sendall(HEAD + body)
    time.sleep(0.5)
    return one


def test_of_an_upload_that_was_not_whole_nothing_is_kept(server):
    process, kept, port = server
    with sent(port, b"x" * (SIZE // 2)) as sender:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=ENDS_WITHIN) == 0
        sender.settimeout(ENDS_WITHIN)
        with suppress(ConnectionResetError):
            assert sender.recv(100) == b""  # it knows that it was not taken
    assert not kept.exists()


def test_an_upload_that_is_being_taken_is_kept_and_answered(server):
    process, kept, port = server
    with sent(port, b"x" * SIZE) as sender:
        process.send_signal(signal.SIGTERM)
        answer = b""
        while more := sender.recv(10_000):
            answer += more
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b"kept")
        assert process.wait(timeout=ENDS_WITHIN) == 0
    assert kept.read_text() == str(SIZE)
