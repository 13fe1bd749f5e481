"""Pages that only read go on while somebody else writes, into whichever of the databases."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from dashboard.watching import door
from tests.holding import HOLDS
from tests.ingest.return_forms import SOUND
from tests.returns.house import checked, filled

DATABASES = ("store.sqlite", "accounts.sqlite", "returns.sqlite")
AT_ONCE = 8  # as many as the server has threads
BANNER = "Nothing can be saved at the moment"


@contextmanager
def written_by_another(path, seconds):
    """Another process holds the writer's place in a file, from here on and for so long."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout.readline() == "held\n"
        yield other
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


@pytest.fixture
def check(desk_house):
    return f"/returns/checks/{checked(desk_house.client('partner a'), filled(SOUND))}"


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("seconds", [0.5, 3])
def test_everybody_at_once_reads_behind_a_write_that_ends(
    desk_house, tmp_path, check, database, seconds
):
    """More of them than may wait behind a lock; each page leaves an entry in the log."""
    people = [desk_house.client("partner a") for _ in range(AT_ONCE)]
    pages = [check, "/returns", "/account", "/indicator/calls"] * (AT_ONCE // 4)
    desk_house.wait(minutes=2)  # that they were seen is to be written as well
    time.sleep(door.LOOK_EVERY)  # the next request looks whether anything can be saved
    with written_by_another(tmp_path / database, seconds), ThreadPoolExecutor(AT_ONCE) as readers:
        answers = list(readers.map(lambda who, page: who.get(page), people, pages))
    assert [(page, one.status_code) for page, one in zip(pages, answers, strict=True)] == [
        (page, 200) for page in pages
    ]
    assert not any(BANNER in one.text for one in answers)
    assert desk_house.entries("viewed")


@pytest.mark.parametrize("database", ["accounts.sqlite", "returns.sqlite"])
def test_a_lock_that_lasts_beside_the_figures_closes_forms_and_no_page(
    desk_house, tmp_path, check, database, monkeypatch
):
    monkeypatch.setattr(door, "LOOK_EVERY", 0.1)
    monkeypatch.setattr(door, "LOOK_CLOSER", 0.1)
    monkeypatch.setattr(door, "LOCKED_FOR", 1.0)
    client = desk_house.client("partner a")
    desk_house.wait(minutes=2)
    with written_by_another(tmp_path / database, 60):
        until = time.monotonic() + 2  # longer than a lock is waited for
        while time.monotonic() < until:
            began = time.monotonic()
            answer = client.get(check)
            assert (answer.status_code, BANNER in answer.text) == (200, False)
            assert time.monotonic() - began < 2  # that somebody was seen can be written later
        began = time.monotonic()
        refused = client.post(f"{check}/discard", headers={"Origin": "http://localhost"})
        assert (refused.status_code, BANNER in refused.text) == (503, True)
        assert time.monotonic() - began < 2
    time.sleep(0.2)
    assert client.get(check).status_code == 200
    who = desk_house.people["partner a"].id
    sessions = desk_house.accounts.sessions_of(who, desk_house.at)
    assert max(one.last_seen_at for one in sessions) == desk_house.at
