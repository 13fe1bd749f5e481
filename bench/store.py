"""I5 and Q1 to Q4: the store on SQLite and on PostgreSQL, against the same work by its driver.

A hundred thousand and a million observations with their revisions: at most twelve minutes on two
busy cores. In full ten million too, some ten times the loading. PostgreSQL is as its wheel sets it.
"""

import gc
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from bench.databases import Database, bare_write, databases
from bench.figures import SUBMISSION, catalogue, spread
from bench.questions import growth, questions
from bench.timing import Measured, seconds
from bench.uploads import while_uploading
from metrics import MetricsStore, Observation, Settings

SMALL, LARGE, LARGEST = 100_000, 1_000_000, 10_000_000
BATCH = 1_000_000  # observations held in memory at once


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """On each database: the loading of a million; then the same questions at every size."""
    with databases(folder) as both:
        for database in both:
            for one in _on(database, full):
                yield one.on(database.name)


def _on(database: Database, full: bool) -> Iterator[Measured]:
    small = _loaded(database.new("small"), SMALL)
    yield from questions(small, "100k rows")
    large, other = database.new("large"), database.new("large-again")
    yield from _loads(large, other)
    yield from questions(large, "1M rows")
    yield from growth(small, large, "100k to 1M rows")
    yield from while_uploading(large, LARGE)
    if full:
        largest = _loaded(database.new("largest"), LARGEST)
        yield from questions(largest, "10M rows")
        yield from growth(small, largest, "100k to 10M rows")


def _loads(*urls: str) -> Iterator[Measured]:
    """By turns: ours first, because its rows are then what the limit writes."""
    held = list(spread(LARGE))
    gc.collect()
    gc.freeze()  # the garbage collector need not walk them again and again
    rounds = [_load(url, held) for url in urls]
    gc.unfreeze()
    limit, first, again = (min(column) for column in zip(*rounds, strict=True))
    what = f"record() of {len(held):,} observations to the driver's own into the same key"
    yield Measured("I5", what, limit, first, 1.3)
    yield Measured("I5b", "the same sent again to its first load", first, again, 1.5)


def _load(url: str, held: Iterable[Observation]) -> tuple[float, float, float]:
    store = _open(url)
    first = seconds(partial(store.record, SUBMISSION, held))
    again = seconds(partial(store.record, SUBMISSION, held))
    store.close()
    return bare_write(url), first, again


def _open(url: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=url, framework="made-up"), catalogue())


def _loaded(url: str, rows: int) -> str:
    """A store of so many rows, recorded in batches that fit in memory."""
    store, figures = _open(url), spread(rows)
    while batch := list(islice(figures, BATCH)):
        store.record(SUBMISSION._replace(replaces_all=False), batch)
    store.close()
    return url
