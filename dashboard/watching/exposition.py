"""The numbers of a process in the text format that Prometheus reads (version 0.0.4).

No figure is among them and no name: routes are patterns, sources are those that data/ declares.
"""

import os
import resource
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from time import clock_gettime, time
from typing import NamedTuple, TypeAlias

from dashboard.returns.beat import last_beat
from dashboard.services import Services
from dashboard.watching.counted import UPPER, Counted
from dashboard.watching.looks import free_room, jobs_of, now
from metrics import MemoCount, Obstacle, StoreError, StoreHealth

Memos: TypeAlias = Mapping[str, Callable[[], MemoCount]]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
STATM = "/proc/self/statm"
BOOT = 7  # CLOCK_BOOTTIME


class Sample(NamedTuple):
    labels: dict[str, str]
    value: float
    end: str = ""  # "_bucket", of a histogram


class Family(NamedTuple):
    """All that is told under one name, with what it means."""

    name: str
    kind: str
    means: str
    samples: list[Sample]


def exposed(families: Iterable[Family]) -> str:
    return "".join(line + "\n" for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    if not family.samples:
        return
    yield f"# HELP {family.name} {family.means}"
    yield f"# TYPE {family.name} {family.kind}"
    for one in family.samples:
        yield f"{family.name}{one.end}{_labels(one.labels)} {_number(one.value)}"


def _labels(labels: dict[str, str]) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def of_requests(counted: Counted) -> Iterator[Family]:
    names = ("route", "method", "status", "language")
    asked = [
        Sample(dict(zip(names, map(str, key), strict=True)), count)
        for key, count in sorted(counted.requests().items())
    ]
    yield Family("pillars_requests_total", "counter", "Requests answered.", asked)
    drawn = [
        Sample({"page": page, "status": str(status)}, count)
        for (page, status), count in sorted(counted.callbacks().items())
    ]
    yield Family("pillars_callbacks_total", "counter", "Pages drawn by the script.", drawn)
    yield Family("pillars_request_seconds", "histogram", "How long answers took.",
                 [*_took(counted)])  # fmt: skip


def _took(counted: Counted) -> Iterator[Sample]:
    for route, took in sorted(counted.took().items()):
        so_far = 0
        for bound, count in zip((*map(str, UPPER), "+Inf"), took.within, strict=True):
            so_far += count
            yield Sample({"route": route, "le": bound}, so_far, "_bucket")
        yield Sample({"route": route}, took.seconds, "_sum")
        yield Sample({"route": route}, so_far, "_count")


def of_memory(memos: Memos) -> Iterator[Family]:
    counts = {name: count() for name, count in memos.items()}

    def each(name: str) -> list[Sample]:
        return [Sample({"memo": memo}, getattr(one, name)) for memo, one in counts.items()]

    yield Family("pillars_memo_hits_total", "counter", "Questions answered from memory.",
                 each("hits"))  # fmt: skip
    yield Family("pillars_memo_misses_total", "counter", "Questions not answered from memory.",
                 each("misses"))  # fmt: skip
    yield Family("pillars_memo_bytes", "gauge", "About how much the kept answers take.",
                 each("weight"))  # fmt: skip


def of_store(held: Services, obstacle: Obstacle | None) -> Iterator[Family]:
    """What the store says of itself; that it does not answer is a number too."""
    try:
        health = held.store.health()
    except StoreError:
        yield _one("pillars_store_up", "Whether the store answers.", 0)
        return
    yield _one("pillars_store_up", "Whether the store answers.", 1)
    yield _one("pillars_store_writable", "Whether anything can be saved.", obstacle is None)
    yield from _of_health(health)


def _of_health(health: StoreHealth) -> Iterator[Family]:
    yield _one("pillars_store_schema_current", "Whether its tables are this program's.",
               health.is_current)  # fmt: skip
    yield _one("pillars_store_data_version", "Grows with every change of the data.",
               health.version)  # fmt: skip
    yield _one("pillars_store_bytes", "Size of the store.", health.bytes)
    if health.wal_bytes is not None:
        yield _one("pillars_store_wal_bytes", "What is not yet in the store's own file.",
                   health.wal_bytes)  # fmt: skip
    since = {source: (now() - at).total_seconds() for source, at in health.loaded_at.items()}
    loads = [Sample({"source": source}, seconds) for source, seconds in sorted(since.items())]
    yield Family("pillars_source_loaded_seconds", "gauge", "Seconds since a source was recorded.",
                 loads)  # fmt: skip


def of_work(held: Services) -> Iterator[Family]:
    """What waits for the worker, when that was last seen, and what room there is."""
    try:
        jobs = jobs_of(held.settings)
    except StoreError:
        jobs = {}
    counts = [Sample({"state": state.value}, count) for state, count in jobs.items()]
    yield Family("pillars_jobs", "gauge", "Files of partners by state.", counts)
    if seen := last_beat(held.settings):
        ago = (now() - seen).total_seconds()
        yield _one("pillars_worker_beat_seconds", "Seconds since the worker was seen.", ago)
    free = [Sample({"of": name}, room) for name, room in free_room(held.settings).items()]
    yield Family("pillars_disk_free_bytes", "gauge", "Room where a database lies.", free)


def of_process() -> Iterator[Family]:
    """Under the names that every program has for them."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield _one("process_cpu_seconds_total", "Time of the processor.",
               used.ru_utime + used.ru_stime, "counter")  # fmt: skip
    yield _one("process_resident_memory_bytes", "Memory in use.", _resident(used.ru_maxrss))
    yield _one("process_start_time_seconds", "When it began, since 1970.", _began())
    told = {"version": version("strategy-performance")}
    yield Family("pillars_build_info", "gauge", "What runs.", [Sample(told, 1)])


def _resident(largest: int) -> int:
    """What is in use now; where that is not told, the most that ever was."""
    try:
        with open(STATM, encoding="ascii") as file:  # noqa: PTH123  no file of ours
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return largest * 1024


def _began() -> float:
    """The start of this process, by its clock ticks since the machine's."""
    try:
        with open("/proc/self/stat", encoding="ascii") as file:  # noqa: PTH123
            ticks = int(file.read().rpartition(")")[2].split()[19])
    except OSError:
        return 0.0
    return time() - clock_gettime(BOOT) + ticks / os.sysconf("SC_CLK_TCK")


def _one(name: str, means: str, value: float, kind: str = "gauge") -> Family:
    return Family(name, kind, means, [Sample({}, value)])
