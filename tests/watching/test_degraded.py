"""While nothing can be saved pages go on, with a banner; what would save is refused in plain words.

On a real small disk that becomes full and read-only, and with a lock that another process holds.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from dashboard.watching import door, places
from tests.access.house import CANARY, PASSWORD, asked, sent
from tests.holding import HOLDS

ROOT = Path(__file__).parents[2]
OWN = next(iter(CANARY.values()))
TITLE = {"page": "Nothing can be saved at the moment",
         "french": "Rien ne peut être enregistré pour le moment",
         "callback": "Nothing can be saved at the moment"}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What was answered while the disk was full, and while it was read-only."""
    may = subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False)
    if may.returncode:
        pytest.skip("this machine gives no process mounts of its own")
    folder = tmp_path_factory.mktemp("small-disk")
    asking = [sys.executable, "-m", "tests.watching.small_disk", str(folder)]
    done = subprocess.run(
        ["unshare", "-Urm", *asking], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


STATES = pytest.mark.parametrize("fault", ["full", "read-only"])


@STATES
@pytest.mark.parametrize("asking", ["page", "french", "callback"])
def test_pages_are_read_with_a_banner_in_their_language(told, fault, asking):
    during, after = told[fault]["then"][asking], told[fault]["after"][asking]
    assert (during["status"], after["status"]) == (200, 200)
    assert TITLE[asking] in during["text"]
    assert "608" in during["text"]  # a published value
    assert TITLE[asking] not in after["text"]


@STATES
def test_whoever_has_signed_in_reads_what_the_public_reads(told, fault):
    during, after = told[fault]["then"], told[fault]["after"]
    assert (during["viewer"]["status"], during["file"]["status"]) == (200, 200)
    assert OWN not in during["viewer"]["text"] + during["file"]["text"]
    assert OWN in after["file"]["text"]


@STATES
def test_ones_own_pages_are_closed_in_plain_words(told, fault):
    closed = told[fault]["then"]["account"]
    assert (closed["status"], closed["again"]) == (503, "30")
    assert TITLE["page"] in closed["text"]
    assert told[fault]["after"]["account"]["status"] == 200  # and the session has outlived it


@STATES
def test_probes_say_why(told, fault):
    during, after = told[fault]["then"], told[fault]["after"]
    assert during["alive"]["status"] == 200
    assert during["ready"]["status"] == 200  # pages are answered
    assert during["ready"]["json"]["status"] == "degraded"
    assert any("nothing can be saved" in one for one in during["ready"]["json"]["why"])
    assert not any("nothing can be saved:" in one for one in after["ready"]["json"]["why"])
    writing = {one["check"]: one["ok"] for one in after["ready"]["json"]["checks"]}["writing"]
    assert writing


@pytest.mark.parametrize("when", ["at once", "sign-in"])
def test_signing_in_is_refused_with_when_to_come_again(told, when):
    """Also by the very write that meets the full disk first."""
    refused = told["full"][when]
    assert (refused["status"], refused["again"]) == (503, "30")
    assert TITLE["page"] in refused["text"]
    assert "Traceback" not in refused["text"]


def test_signing_in_works_again_without_a_restart_and_the_log_is_whole(told):
    assert told["full"]["sign-in after"]["status"] == 302
    assert told["log"] == "sound"


def held_by_another(house, seconds):
    """Another process holds the store of the figures; it has it when this returns."""
    path = house.services.settings.database_url.removeprefix("sqlite:///")
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, path, str(seconds)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "held\n"
    return other


@pytest.fixture
def hasty(monkeypatch):
    """Seconds for which the real waits are tens of seconds."""
    monkeypatch.setattr(door, "LOOK_EVERY", 0.2)
    monkeypatch.setattr(door, "LOCKED_FOR", 1.0)


def test_a_lock_of_three_seconds_is_waited_for(house):
    with held_by_another(house, 3) as other:
        began = time.monotonic()
        given = sent(house.client(), "/sign-in", name="editor", password=PASSWORD)
        took = time.monotonic() - began
        other.wait()
    assert given.status_code == 302
    assert took > 1
    assert house.entries("signed-in")


def test_a_lock_that_lasts_closes_saving_and_not_reading(house, hasty):
    client, before = house.client(), len(house.services.store.audit_entries())
    with held_by_another(house, 60) as other:
        until = time.monotonic() + 20
        while TITLE["page"] not in client.get("/indicator/calls").text:
            assert time.monotonic() < until
            time.sleep(0.1)
        began = time.monotonic()
        refused = client.post("/sign-in", data={"name": "editor", "password": PASSWORD})
        assert time.monotonic() - began < 5  # nobody waits behind the lock, and no thread is lost
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
        assert asked(client, "/indicator/calls").status_code == 200
        assert house.client("viewer").get("/download/calls.csv").status_code == 200
        other.kill()
        other.wait()
    time.sleep(0.3)
    assert TITLE["page"] not in client.get("/indicator/calls").text
    assert len(house.services.store.audit_entries()) == before  # nothing of it was stored
    assert sent(client, "/sign-in", name="editor", password=PASSWORD).status_code == 302


def test_behind_a_lock_only_so_many_wait_and_the_others_read(house, monkeypatch):
    """Each that waits holds a thread of the server: those who only read must find one."""
    monkeypatch.setattr(door, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(places, "MOST", 1)
    waiting = []
    with held_by_another(house, 60) as other:
        first = Thread(
            target=lambda: waiting.append(house.client("viewer").get("/indicator/calls"))
        )
        first.start()
        time.sleep(1)
        began = time.monotonic()
        second = house.client("editor").get("/indicator/calls")
        public = house.client().get("/indicator/calls")
        assert time.monotonic() - began < 10
        assert not waiting  # it is at its place behind the lock
        other.kill()
        other.wait()
        first.join(timeout=60)
    assert TITLE["page"] in second.text
    assert (second.status_code, public.status_code) == (200, 200)
    assert TITLE["page"] not in public.text  # a lock of a second closes nothing
    assert waiting[0].status_code == 200
    assert "/account" in waiting[0].text
    assert "/account" in house.client("editor").get("/indicator/calls").text


def test_one_who_has_signed_in_stays_so_while_accounts_cannot_be_written(house):
    """That a session was used is written once a minute: where that fails it goes on."""
    client = house.client("viewer")
    path = house.services.settings.accounts_url.removeprefix("sqlite:///")
    house.wait(minutes=2)
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, path, "60"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "held\n"
        given = client.get("/indicator/calls")
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    assert given.status_code == 200
    assert "/account" in given.text
