"""Work on a partner's file in a child process that can read it, answer, and nothing else.

A fault of a reader, its crash, its hunger for memory or its endless loop end the child, never this
process. Nothing but JSON and bytes comes back, and no more of either than is asked for.
"""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, NamedTuple

from ingest import child
from ingest.findings import ReadError
from ingest.limits import DEFAULT, MEBIBYTE, Limits
from ingest.progress import Told
from ingest.sandbox_words import ENDINGS

_PROJECT = Path(child.__file__).resolve().parent.parent
_PIECE = 1 << 16
_LONGEST_HEADER = 64 * MEBIBYTE
_MOST_MADE = 3  # times as large as a file may be: its copy with notes is not
_MOST_TOLD = 10_000  # steps of progress
_ENDING = 5  # seconds that a child may take to end once it has closed its output
KILLED = "killed"  # by something else on this machine, not by us
_LOOK = os.WEXITED | os.WNOHANG | os.WNOWAIT
_LOG = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What the child found: what JSON can hold, and bytes (a workbook, or none)."""

    found: dict[str, Any]
    content: bytes
    guards: tuple[str, ...] = ()  # what held the child


def run(
    task: str, content: bytes, asked: Mapping[str, Any], limits: Limits = DEFAULT,
    told: Told | None = None,
) -> Answer:  # fmt: skip
    """Do a task of `ingest.child` on a file; raise ReadError where it does not end well.

    A child that was killed from outside is no fault of the file: it is tried once more.
    """
    kind, said, made = _held(task, content, asked, limits, told)
    if kind == child.FAILED and said.get("rule") == KILLED:
        kind, said, made = _held(task, content, asked, limits, told)
    if kind != child.FOUND:
        raise _fault(task, said)
    found, guards = said.get("found"), said.get("guards")
    if not isinstance(found, dict) or not isinstance(guards, list):
        raise _ended(task, "unreadable", "no answer")
    return Answer(found, made, tuple(map(str, guards)))


def _held(
    task: str, content: bytes, asked: Mapping[str, Any], limits: Limits, told: Told | None
) -> tuple[bytes, dict[str, Any], bytes]:
    """The kind, header and content of one child's answer."""
    with _started(child.TASKS[task], limits) as process:
        return _Talk(process, limits, told).hold(child.frame(child.ASKED, asked, content), content)


@contextmanager
def _started(function: str, limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    """The child, in a session of its own, without an environment; gone at the end, with its own."""
    given = (str(_PROJECT), function, limits.seconds, limits.memory, os.getpid())
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", "-B", "-X", "utf8", child.__file__, *map(str, given)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={}, cwd="/", start_new_session=True, bufsize=0,
        )  # fmt: skip
    except OSError as error:
        raise _ended(function, "busy", str(error.errno)) from error
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # not yet waited for: the number is still its own
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


class _EndedError(Exception):
    """The talk is over without an answer; why, by rule."""

    def __init__(self, rule: str, where: str = "") -> None:
        super().__init__(rule)
        self.rule, self.where = rule, where


class _Talk:
    """Both pipes at once: a child that answers before it has read everything blocks nobody."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits, told: Told | None) -> None:
        self._process, self._limits, self._told = process, limits, told
        self._until = monotonic() + limits.seconds
        self._got = bytearray()
        self._steps = 0

    def hold(self, *messages: bytes) -> tuple[bytes, dict[str, Any], bytes]:
        """The kind, header and content of the answer to these messages."""
        try:
            return self._hold([memoryview(one) for one in messages if one])
        except _EndedError as ended:
            return child.FAILED, {"rule": ended.rule, "where": ended.where}, b""

    def _hold(self, messages: list[memoryview]) -> tuple[bytes, dict[str, Any], bytes]:
        process = self._process
        with selectors.DefaultSelector() as ready:
            for pipe, event in (
                (process.stdin, selectors.EVENT_WRITE),
                (process.stdout, selectors.EVENT_READ),
            ):
                assert pipe is not None  # noqa: S101 - both were asked for
                os.set_blocking(pipe.fileno(), False)
                ready.register(pipe, event)
            while True:
                for key, _ in ready.select(self._left()):
                    if key.fileobj is process.stdin:
                        self._write(ready, key.fd, messages)
                    elif answer := self._read(key.fd):
                        return answer

    def _left(self) -> float:
        if (left := self._until - monotonic()) <= 0:
            raise _EndedError("time")
        return left

    def _write(
        self, ready: selectors.BaseSelector, descriptor: int, messages: list[memoryview]
    ) -> None:
        try:
            written = os.write(descriptor, messages[0][:_PIECE])
            messages[0] = messages[0][written:]
        except BrokenPipeError:
            messages.clear()  # it has ended, or wants no more: its output says which
        while messages and not messages[0]:
            del messages[0]
        if not messages and self._process.stdin:
            ready.unregister(self._process.stdin)
            self._process.stdin.close()

    def _read(self, descriptor: int) -> tuple[bytes, dict[str, Any], bytes] | None:
        got = os.read(descriptor, _PIECE)
        if not got:
            raise _EndedError(*self._last_words())
        self._got += got
        while answer := self._message():
            if answer[0] != child.TOLD:
                return answer
            self._pass_on(answer[1])
        return None

    def _message(self) -> tuple[bytes, dict[str, Any], bytes] | None:
        """The first whole message of what has come, taken from it; refused as soon as too long."""
        if len(self._got) < child.FRAME.size:
            return None
        kind, header, content = child.FRAME.unpack_from(self._got)
        if header > _LONGEST_HEADER or content > _MOST_MADE * self._limits.bytes:
            raise _EndedError("unreadable", "too long an answer")
        begins, ends = child.FRAME.size + header, child.FRAME.size + header + content
        if len(self._got) < ends:
            return None
        said = _said(bytes(self._got[child.FRAME.size : begins]))
        made = bytes(memoryview(self._got)[begins:ends])
        del self._got[:ends]
        return kind, said, made

    def _pass_on(self, said: dict[str, Any]) -> None:
        self._steps += 1
        share, stage = said.get("share"), said.get("stage")
        if self._steps > _MOST_TOLD or not isinstance(share, int | float):
            raise _EndedError("unreadable", "too many steps")
        if self._told:
            self._told(min(max(float(share), 0.0), 1.0), str(stage)[:100])

    def _last_words(self) -> tuple[str, str]:
        """Why the child has ended without an answer, as far as its end tells."""
        until = min(self._until, monotonic() + _ENDING)
        while monotonic() < until:
            # Looked at, not taken away: until then no other process gets its number.
            if ended := os.waitid(
                os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT
            ):
                rule = self._rule(ended.si_code, ended.si_status)
                return rule, f"ended with {ended.si_code} {ended.si_status}"
            sleep(0.01)
        late = monotonic() >= self._until
        return "time" if late else "unreadable", "closed its output"

    def _rule(self, code: int, status: int) -> str:
        """By what end: the kernel kills for processor time, whose limit is the whole deadline."""
        if code != os.CLD_KILLED or status not in (signal.SIGXCPU, signal.SIGKILL):
            return "unreadable"
        is_late = 2 * (self._until - monotonic()) < self._limits.seconds
        return "time" if status == signal.SIGXCPU or is_late else KILLED


def _said(header: bytes) -> dict[str, Any]:
    try:
        said = json.loads(header)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise _EndedError("unreadable", "no JSON")
    return said


def _fault(task: str, said: dict[str, Any]) -> ReadError:
    """The fault that the child tells of; its own words are taken where it has some."""
    rule, en, fr = (str(said.get(name, ""))[:2000] for name in ("rule", "en", "fr"))
    return ReadError(en, fr, rule) if en and fr else _ended(task, rule, str(said.get("where", "")))


def _ended(task: str, rule: str, where: str) -> ReadError:
    _LOG.warning("task %s ended: %s %r", task, rule, where[:200])
    words = ENDINGS.get(rule, ENDINGS["unreadable"])
    return ReadError(words.en, words.fr, rule if rule in ENDINGS else "unreadable")
