"""The child process: what it may do, how it ends, and what its parent makes of it."""

import ctypes
import os
import signal
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest import child, sandbox
from ingest.findings import ReadError
from ingest.limits import DEFAULT, MEBIBYTE
from tests.ingest import child_tasks

QUICK = DEFAULT._replace(seconds=4)
FRAME = child.FRAME.size


@pytest.fixture(autouse=True)
def tasks(monkeypatch):
    """The tasks of the tests beside the real ones."""
    for name in vars(child_tasks):
        monkeypatch.setitem(child.TASKS, name, f"tests.ingest.child_tasks:{name}")


def refused(task, content=b"", limits=DEFAULT, **asked):
    with pytest.raises(ReadError) as caught:
        sandbox.run(task, content, asked, limits)
    assert caught.value.text.en
    assert caught.value.text.fr
    return caught.value


OTHERS: set[str] = set()  # what other tests of the same run have started: a browser, a server


def of_this_process():
    """The processes that this one has started and that are still in the kernel's table."""
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return set(" ".join(one.read_text() for one in found).split())


@pytest.fixture(autouse=True)
def alone():
    OTHERS.clear()
    OTHERS.update(of_this_process())


def children():
    """Those that a test has started."""
    return sorted(of_this_process() - OTHERS)


def test_a_file_goes_in_and_its_answer_comes_back():
    content = os.urandom(3 * MEBIBYTE)
    answer = sandbox.run("echo", content, {"words": "é"})
    assert (answer.found["asked"], answer.content) == ({"words": "é"}, content)


@pytest.mark.parametrize("task", ["ingest.returns.checking:run", "ingest.annotate:run"])
def test_a_child_loads_no_more_than_it_needs(task):
    """Neither the store nor the arithmetic of forecasts: they would take most of a small check."""
    found = sandbox.run("loaded", b"", {"module": task.partition(":")[0]}).found["modules"]
    assert not {"sqlalchemy", "alembic", "scipy", "numpy"} & set(found)


def test_the_child_knows_nothing_of_where_it_runs(monkeypatch):
    monkeypatch.setenv("PILLARS_SECRET_KEY", "not for the child" * 3)
    told = sandbox.run("surroundings", b"", {}).found
    assert set(told["environment"]) <= {"LC_CTYPE"}  # which Python itself sets
    assert (told["folder"], told["session"]) == ("/", True)
    limits = told["limits"]
    assert (limits["RLIMIT_CORE"], limits["RLIMIT_FSIZE"]) == ([0, 0], [0, 0])
    assert limits["RLIMIT_CPU"][1] <= DEFAULT.seconds
    assert limits["RLIMIT_NOFILE"][1] <= 64
    assert limits["RLIMIT_AS"][1] > 0


def _holds_files():
    """Whether this kernel can keep a process from the files of others (Landlock)."""
    return ctypes.CDLL(None).syscall(444, None, 0, 1) > 0


@pytest.mark.parametrize("what", child_tasks.ATTEMPTS)
def test_the_child_may_only_read(tmp_path, what):
    if what.startswith("read") and not _holds_files():
        pytest.skip("the kernel knows no Landlock")
    there = tmp_path / "there"
    there.write_text("as it was")
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked = {"what": what, "folder": str(tmp_path), "port": server.getsockname()[1]}
        assert sandbox.run("attempt", b"", asked).found["stopped"]
    assert [one.name for one in tmp_path.iterdir()] == ["there"]
    assert there.read_text() == "as it was"


def test_something_holds_the_child_that_it_cannot_take_back():
    guards = sandbox.run("echo", b"", {}).guards
    assert "hook" in guards
    assert {"filter", "network"} & set(guards)


def test_threads_are_no_other_processes():
    assert sandbox.run("many_threads", b"x" * 10, {}).found == {"sum": 80}


def test_what_the_child_holds_stays_under_its_limit():
    assert refused("hungry").rule == "memory"
    assert sandbox.run("memory_of", b"x", {}).found["peak"] < 160 * MEBIBYTE


def test_neither_side_waits_for_the_other_to_empty_its_pipe():
    answer = sandbox.run("large", b"x" * 10 * MEBIBYTE, {"size": 40 * MEBIBYTE})
    assert len(answer.content) == 40 * MEBIBYTE


@pytest.mark.parametrize("task", ["hang", "spin", "fall_silent"])
def test_a_reading_without_an_end_is_ended(task):
    before = time.monotonic()
    assert refused(task, limits=QUICK).rule == "time"
    assert time.monotonic() - before < QUICK.seconds + 2
    assert not children()


def test_the_processor_time_of_a_child_is_limited_too():
    assert refused("crash", signal="SIGXCPU").rule == "time"


@pytest.mark.parametrize("name", ["SIGABRT", "SIGSEGV", "SIGTERM"])
def test_a_crash_is_told_in_one_line(name):
    fault = refused("crash", signal=name)
    assert fault.rule == "unreadable"
    assert "\n" not in fault.text.en + fault.text.fr
    assert not children()


@pytest.mark.parametrize(
    ("task", "asked"),
    [
        ("leave", {"code": 0}),
        ("leave", {"code": 1}),
        ("no_dictionary", {}),
        ("not_json", {}),
        ("deep", {}),
        ("garbage", {"bytes": "00" * 40}),
        ("garbage", {"bytes": "72" + "ff" * 40}),
        ("garbage", {"bytes": "72" + "00" * 5}),
        ("garbage", {"bytes": child.FRAME.pack(b"r", 3, 0).hex() + b"[1]".hex()}),
        ("garbage", {"bytes": child.FRAME.pack(b"r", 2, 0).hex() + b"{}".hex()}),
        ("garbage", {"bytes": child.FRAME.pack(b"e", 2, 0).hex() + b"{}".hex()}),
        ("garbage", {"bytes": child.FRAME.pack(b"t", 2, 0).hex() + b"{}".hex()}),
        ("garbage", {"bytes": child.FRAME.pack(b"r", 8000, 0).hex() + b"[".hex() * 8000}),
        ("garbage", {"bytes": child.FRAME.pack(b"r", 2, 1 << 62).hex() + b"{}".hex()}),
    ],
)
def test_an_end_without_a_proper_answer_is_told_in_one_line(task, asked):
    assert refused(task, **asked).rule == "unreadable"
    assert not children()


def test_a_task_that_is_not_there_is_told_like_any_other_end(monkeypatch):
    monkeypatch.setitem(child.TASKS, "nothing", "tests.ingest.child_tasks:no_such_function")
    assert refused("nothing").rule == "unreadable"


def test_the_words_of_a_refusal_come_through():
    fault = refused("refuse")
    assert (fault.rule, fault.text.en, fault.text.fr) == (
        "a-rule", "Not this one.", "Pas celui-ci.",
    )  # fmt: skip


def test_neither_message_nor_log_repeats_what_is_in_the_file(caplog):
    fault = refused("fail", b"Jane Example 416 555 0199")
    assert "Jane" not in fault.text.en + fault.text.fr + caplog.text
    assert "KeyError child_tasks.py" in caplog.text


def test_what_is_printed_is_no_answer(capfd):
    assert sandbox.run("shout", b"", {}).found == {"shouted": True}
    assert capfd.readouterr() == ("", "")


def test_how_far_it_has_come_is_passed_on():
    heard = []
    sandbox.run("steps", b"", {"steps": 4}, told=lambda share, stage: heard.append((share, stage)))
    assert heard == [(0.0, "step 0"), (0.25, "step 1"), (0.5, "step 2"), (0.75, "step 3")]


def test_endless_steps_are_no_answer():
    assert refused("steps", steps=10_100).rule == "unreadable"


def test_a_child_that_is_killed_from_outside_leaves_nothing():
    started, tries = sandbox._started, []

    @contextmanager
    def killed(*arguments):
        with started(*arguments) as process:
            tries.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
            yield process

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "_started", killed)
        assert refused("hang").rule == "killed"
    assert len(tries) == 2  # it is tried once more
    assert not children()


def test_a_child_that_is_killed_once_is_tried_again():
    heard = []
    thread = threading.Thread(
        target=lambda: heard.append(sandbox.run("steps", b"", {"steps": 3}).found)
    )
    started, tries = sandbox._started, []

    @contextmanager
    def killed_first(*arguments):
        with started(*arguments) as process:
            if not tries:
                os.kill(process.pid, signal.SIGKILL)
            tries.append(process.pid)
            yield process

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "_started", killed_first)
        thread.start()
        thread.join(30)
    assert (len(tries), len(heard)) == (2, 1)


def test_no_start_is_told_as_a_wait(monkeypatch):
    def refuse(*_, **__):
        raise OSError(11, "no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert refused("echo").rule == "busy"
