"""What a server and its worker hold as time goes on: memory, and files that are open."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

from bench.timing import Measured

LOOKS = 100  # at what is held, in one run


class Held(NamedTuple):
    """What is held at one moment."""

    server: int  # bytes in memory
    worker: int
    files: int  # open, of both


class Holding:
    """What the server of this process id, and the worker that it has started, hold."""

    def __init__(self, server: int) -> None:
        self.server, self.seen = server, list[Held]()

    def watch(self, lasts: float, ended: Callable[[], bool]) -> None:
        """Look until the time is over, or somebody was not answered as is due."""
        until = perf_counter() + lasts
        while perf_counter() < until and not ended():
            self.seen.append(_held(self.server))
            sleep(lasts / LOOKS)

    def told(self, growth: float | None) -> Iterator[Measured]:
        """The most of the last fifth to the most of the second: the first is spent on starting."""
        fifth = len(self.seen) // 5
        early, late = self.seen[fifth : 2 * fifth], self.seen[-fifth:]
        for name, what, unit, share in (
            ("M1", "memory of the server (in MB)", "server", 1e9),
            ("M2", "memory of its worker (in MB)", "worker", 1e9),
            ("M3", "files that both have open", "files", 1e3),
        ):
            before, after = (max(getattr(one, unit) for one in ones) for ones in (early, late))
            said = f"{what} at the end to that of the second fifth"
            yield Measured(name, said, before / share, after / share, growth)


def _held(server: int) -> Held:
    worker = _child(server)
    files = sum(len(list(Path(f"/proc/{one}/fd").iterdir())) for one in (server, worker))
    return Held(_resident(server), _resident(worker), files)


def _child(process: int) -> int:
    """The process that it has started: any of its threads may have done so."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return int(next(filter(None, (one.read_text() for one in tasks))).split()[0])


def _resident(process: int) -> int:
    """The bytes that a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
