"""How far one PostgreSQL carries: questions, writes and sizes as its rows grow, and by years.

Not part of a plain `python -m bench`: `python -m bench scale` grows a store to four million
observations, `--full` to a hundred million (some 45 GB of disk, most of an hour). Only the first
million is recorded through the store: the others are copies of it in other places, which the
server makes itself. docs/scaling.md says what was seen.
"""

from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path
from time import perf_counter

from bench.databases import Bare, bare, postgresql
from bench.figures import INDICATORS, MONTHS, SEXES, SUBMISSION, _figures, catalogue, spread
from bench.questions import SEEN, growth, questions
from bench.timing import Measured
from metrics import MetricsStore, Settings, divide_by_year
from metrics.store.choosing import Narrowed, line_counts
from metrics.store.engine import open_engine
from metrics.store.repository import Repository
from metrics.store.tables import COLUMNS

SMALL, STEP = 100_000, 1_000_000
STEPS, STEPS_IN_FULL = 4, 100
APART = 1_000  # numbers of places between one copy and the next


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """The same questions of a small store, of the large one, and of the large one by years."""
    steps = STEPS_IN_FULL if full else STEPS
    size = f"{steps}M rows"
    with postgresql() as server:
        small, large = server.new("small"), server.new("scale")
        _recorded(small, SMALL)
        _recorded(large, STEP)
        _told("recorded through the store", large)
        yield from _writes(small, "100k rows")
        _grow(large, steps)
        yield from _asked(small, large, size)
        _divide(large)
        yield from _asked(small, large, f"{size} in partitions by year")


def _asked(small: str, large: str, size: str) -> Iterator[Measured]:
    _told(size, large)
    yield from questions(large, size)
    yield from growth(small, large, f"100k to {size}")
    yield from _writes(large, size)
    _read_whole(large, size)


def _recorded(url: str, rows: int) -> None:
    store = _open(url)
    begun = perf_counter()
    receipt = store.record(SUBMISSION._replace(replaces_all=False), list(spread(rows)))
    _say(f"record() of {receipt.added:,}", begun, receipt.added)
    store.close()


def _open(url: str) -> MetricsStore:
    return MetricsStore.open(Settings(database_url=url, framework="made-up"), catalogue())


def _writes(url: str, size: str) -> Iterator[Measured]:
    """A return of sixty lines and three months, and the same again."""
    store = _open(url)
    lines = list(product(INDICATORS[:20], [999], SEXES))
    rows = [one for one in _figures(lines) if one.period in MONTHS[-3:]]
    for what in ("first", "again"):
        begun = perf_counter()
        store.record(SUBMISSION._replace(replaces_all=False), rows)
        _say(f"a return of {len(rows)} values, {what}, {size}", begun, len(rows))
    store.close()
    yield from ()


def _grow(url: str, steps: int) -> None:
    """Copies in places of their own, a million in a transaction, as a load would be."""
    with closing(bare(url)) as held:
        held.execute(
            "INSERT INTO place (id, code) SELECT n, 'P' || n FROM generate_series(1000, %s) n "
            "ON CONFLICT DO NOTHING" % (steps * APART + APART)
        )
        held.execute("CREATE TABLE first AS SELECT * FROM observation")
        for step in range(1, steps):
            begun = perf_counter()
            rows = held.execute(
                f"INSERT INTO observation SELECT {_columns(step * APART)} FROM first"
            ).rowcount
            if step % 10 == 0 or step == steps - 1:
                _say(f"step {step} by the server itself", begun, rows)
        held.execute("DROP TABLE first")
        _vacuumed(held)


def _columns(further: int) -> str:
    moved = f"place_id + {further}"
    return ", ".join(moved if name == "place_id" else name for name in COLUMNS)


def _divide(url: str) -> None:
    """The same rows in a part for each year, as `pillars divide-store` makes them."""
    begun = perf_counter()
    _say(f"{divide_by_year(url)} parts made", begun)
    with closing(bare(url)) as held:
        _vacuumed(held)


def _vacuumed(held: Bare) -> None:
    begun = perf_counter()
    held.execute("VACUUM (ANALYZE) observation")
    _say("VACUUM (ANALYZE)", begun)
    held.execute("CHECKPOINT")


def _read_whole(url: str, size: str) -> None:
    """What a backup reads, and what the page of all data counts."""
    with closing(bare(url)) as held, held.cursor() as cursor:
        begun, length = perf_counter(), 0
        with cursor.copy("COPY (SELECT * FROM observation) TO STDOUT") as copy:
            for block in copy:
                length += len(block)
        _say(f"all rows by COPY, {length / 1e9:.2f} GB, {size}", begun)
    repository, begun = Repository(open_engine(url)), perf_counter()
    lines = line_counts(repository, SEEN, Narrowed())
    _say(
        f"{len(lines):,} lines counted, {sum(one.values for one in lines):,} values, {size}", begun
    )
    repository.engine.dispose()


def _told(what: str, url: str) -> None:
    """Rows and bytes, of the rows themselves and of their key."""
    sizes = (
        "SELECT sum(c.reltuples), sum(pg_relation_size(c.oid)), sum(pg_indexes_size(c.oid)) "
        "FROM pg_class c WHERE c.relkind = 'r' AND (c.relname = 'observation' OR c.oid IN "
        "(SELECT inhrelid FROM pg_inherits WHERE inhparent = 'observation'::regclass))"
    )
    with closing(bare(url)) as held:
        held.execute("ANALYZE observation")
        rows, heap, key = held.execute(sizes).fetchone()
    print(
        f"{what}: about {rows:,.0f} rows, {float(heap) / rows:.0f} bytes a row and "
        f"{float(key) / rows:.0f} of its key, {float(heap + key) / 1e9:.2f} GB",
        flush=True,
    )


def _say(what: str, begun: float, rows: int = 0) -> None:
    taken = perf_counter() - begun
    rate = f", {rows / taken:,.0f} a second" if rows else ""
    print(f"{what}: {taken:.2f} s{rate}", flush=True)
