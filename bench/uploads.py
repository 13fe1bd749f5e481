"""Q4: what readers and a second writer wait while 300,000 values are restated.

The upload is a process of its own, as `pillars load` is beside the server; the reader and the
second writer are threads of this one, as the server's are. Nothing may fail: what does, ends the
run. Reads are paced as pages are, so that the processor is idle between them.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count, islice
from statistics import quantiles
from time import perf_counter, sleep

from bench.figures import SUBMISSION, catalogue, spread
from bench.questions import RECORDS, SEEN
from bench.timing import Measured, seconds
from metrics import Known, MetricsStore, Observation, Settings
from metrics.store.engine import open_engine
from metrics.store.repository import Repository

IDLE_READS = 500
PAUSE = 0.005  # seconds between two reads
BETWEEN_WRITES = 0.1  # seconds
Going = Callable[[], bool]


def while_uploading(url: str, held: int, restated: int = 300_000) -> Iterator[Measured]:
    """Read and write in a store of so many rows (`figures.spread`) while so many are restated."""
    repository = Repository(open_engine(url))
    read = partial(repository.newest, RECORDS, SEEN)
    idle = _reads(read, partial(next, iter([True] * IDLE_READS), False))
    with _upload(url, held, restated) as going, ThreadPoolExecutor() as threads:
        start = perf_counter()
        writes = threads.submit(_writes, url, going)
        reads = _reads(read, going)
        taken = perf_counter() - start
    repository.engine.dispose()
    what = f"p95 of {len(reads)} reads while {restated:,} values are restated to idle, none failed"
    yield Measured("Q4", what, _p95(idle), _p95(reads), 2)
    waits = writes.result()
    what = f"longest of {len(waits)} second writes to the whole restatement, none failed"
    yield Measured("Q4b", what, taken, max(waits))


def _reads(read: Callable[[], object], going: Going) -> list[float]:
    taken = []
    while going():
        taken.append(seconds(read))
        sleep(PAUSE)
    return taken


def _writes(url: str, going: Going) -> list[float]:
    """Small entries in the audit log, as signing in and approving make them."""
    store, taken = _open(url), []
    number = count()
    while going():
        note = partial(store.note, "second", "viewed", f"run:{next(number)}")
        taken.append(seconds(note))
        sleep(BETWEEN_WRITES)
    store.close()
    return taken


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


@contextmanager
def _upload(url: str, held: int, restated: int) -> Iterator[Going]:
    """Restate, in a process of its own, what is made ready before; is it still going on?"""
    command = [sys.executable, "-m", "bench.uploads", url, f"{held}", f"{restated}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()  # it is ready
        process.stdin.close()
        yield lambda: process.poll() is None
        if process.wait():
            raise AssertionError("the upload failed")


def _restated(held: int) -> Iterator[Observation]:
    later = Known(date(2025, 6, 30))
    for one in spread(held):
        if one.document == "first":
            yield one._replace(value=Decimal(1000), known=later, document="second")


def _open(url: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=url, framework="made-up"), catalogue())


def _main(url: str, held: int, restated: int) -> None:
    values, store = list(islice(_restated(held), restated)), _open(url)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()  # until it is closed
    receipt = store.record(SUBMISSION._replace(replaces_all=False), values)
    assert receipt.added + receipt.changed == restated, receipt
    store.close()


if __name__ == "__main__":
    _main(sys.argv[1], *map(int, sys.argv[2:]))
