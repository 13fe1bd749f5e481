"""I5, Q1 to Q3 and the whole scorecard on SQLite, against the same work by hand on sqlite3."""

import gc
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from bench.figures import INDICATORS, SUBMISSION, catalogue, observations
from bench.timing import Measured, by_turns, seconds
from metrics import NOW, PUBLIC, MetricsStore, Settings
from metrics.scorecards import Asked, scorecard
from metrics.store.engine import PRAGMAS, open_engine
from metrics.store.repository import LineAsked, Repository
from metrics.store.seeks import Sight

SMALL, LARGE, LARGEST = 100_000, 1_000_000, 10_000_000
BATCH = 1_000_000  # observations held in memory at once
SEEN = Sight(PUBLIC, date(2026, 1, 1))
A_YEAR_BACK = SEEN._replace(known_at=date(2023, 12, 31))
FIVE_YEARS_MORE = SEEN._replace(known_at=date(2018, 12, 31))
WHOLE = Asked("made-up", None, NOW, SEEN, SEEN.today)
NINTH = ("indicator-9", "made-up/indicator-9")
ASKED = [LineAsked(name, f"made-up/{name}", "P0") for name in INDICATORS]


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """Time the loading of a million rows; then ask stores of several sizes the same questions."""
    small = _loaded(folder / "small.sqlite", SMALL)
    yield from _load(folder)
    large = folder / "ours-1.sqlite"
    yield from _questions(large, "1M rows")
    yield from _growth(small, large, "100k to 1M rows")
    if full:
        largest = _loaded(folder / "largest.sqlite", LARGEST)
        yield from _questions(largest, "10M rows")
        yield from _growth(small, largest, "100k to 10M rows")


def _load(folder: Path) -> Iterator[Measured]:
    """Twice by turns: ours first, because its rows are then what the limit writes."""
    held = list(observations(LARGE))
    gc.collect()
    gc.freeze()  # the garbage collector need not walk them again and again
    ours, limit, again = [], [], []
    for n in (1, 2):
        store = _open(folder / f"ours-{n}.sqlite")
        ours.append(seconds(partial(store.record, SUBMISSION, held)))
        again.append(seconds(partial(store.record, SUBMISSION, held)))
        store.close()
        limit.append(_bare_load(folder / f"ours-{n}.sqlite", folder / f"bare-{n}.sqlite"))
    gc.unfreeze()
    what = f"record() of {len(held):,} observations to executemany into the same key"
    yield Measured("I5", what, min(limit), min(ours), 1.3)
    yield Measured("I5b", "the same sent again to its first load", min(ours), min(again), 1.5)


def _bare_load(ours: Path, bare: Path) -> float:
    """Write the rows that ours wrote, ready and sorted, into an empty table of the same key."""
    with sqlite3.connect(ours) as source:
        rows = source.execute("SELECT * FROM observation").fetchall()
        (table,) = source.execute("SELECT sql FROM sqlite_master WHERE name = 'observation'")
    source.close()
    connection = sqlite3.connect(bare, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute(table[0])
    insert = f"INSERT INTO observation VALUES ({','.join('?' * len(rows[0]))})"

    def load() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows)
        connection.execute("COMMIT")

    taken = seconds(load)
    connection.close()
    bare.unlink()
    return taken


def _questions(path: Path, size: str) -> Iterator[Measured]:
    repository = Repository(open_engine(f"sqlite:///{path}"))
    declared = catalogue()
    connection = sqlite3.connect(path)
    values, rows = _bare_seeks(connection, "l.value, p.value"), _bare_seeks(connection, "l.*, p.*")
    ours: Callable[[], object] = partial(repository.newest_rows, ASKED, SEEN)
    whole = partial(scorecard, repository, declared, WHOLE, 0)
    what = f"50 indicators' newest and previous rows, {size}, to the bare seeks"
    yield Measured("Q1", f"{what} of whole rows", *by_turns(rows, ours), 2)
    yield Measured("Q1b", f"{what} of values alone", *by_turns(values, ours))
    yield Measured("Q1c", f"scorecard, nothing kept, {size}", *by_turns(values, whole), 15)
    for days, target in ((A_YEAR_BACK, 3), (FIVE_YEARS_MORE, 12)):
        known = partial(repository.newest_rows, ASKED, days)
        what = f"as known on {days.known_at} to as known now, {size}"
        yield Measured("Q3", what, *by_turns(ours, known), target)
    store = _open(path)
    store.scorecard("made-up")
    warm = by_turns(values, partial(store.scorecard, "made-up"))
    yield Measured("Q1d", f"scorecard, kept from before, {size}", *warm, 1)
    store.close()
    connection.close()
    repository.engine.dispose()


def _bare_seeks(connection: sqlite3.Connection, columns: str) -> Callable[[], object]:
    """The newest and the previous of each line by hand: two seeks a line and no bookkeeping."""
    line = (
        "o.indicator_id = c.i AND o.series_id = c.i AND o.organization_id = 0 AND o.place_id = 1 "
        "AND o.disaggregation_id = 0 AND o.frequency = 4"
    )
    ends = "period_start, period_length, revision"
    newest = f"ORDER BY {ends.replace(',', ' DESC,')} DESC LIMIT 1"
    cells = ",".join(f"({n})" for n in range(1, len(INDICATORS) + 1))
    query = f"""
        WITH c(i) AS (VALUES {cells}) SELECT {columns} FROM c
        JOIN observation l ON {line.replace("o.", "l.")} AND (l.period_start, l.period_length,
            l.revision) = (SELECT {ends} FROM observation o WHERE {line} {newest})
        JOIN observation p ON {line.replace("o.", "p.")} AND (p.period_start, p.period_length,
            p.revision) = (SELECT {ends} FROM observation o WHERE {line}
            AND o.period_start < l.period_start {newest})
    """
    assert len(connection.execute(query).fetchall()) == len(INDICATORS)
    return lambda: connection.execute(query).fetchall()


def _growth(small: Path, large: Path, sizes: str) -> Iterator[Measured]:
    one, other = (Repository(open_engine(f"sqlite:///{path}")) for path in (small, large))
    for what, ask in (
        ("scorecard", lambda asked: asked.newest(ASKED, SEEN)),
        ("series, three breakdowns", lambda asked: asked.lines([NINTH], SEEN, "P1")),
        ("map", _map),
    ):
        taken = by_turns(partial(ask, one), partial(ask, other))
        yield Measured("Q2", f"{what}, {sizes}", *taken, 1.5)
    for repository in (one, other):
        repository.engine.dispose()


def _map(repository: Repository) -> object:
    """One indicator in the places that every size has."""
    indicator, series = NINTH
    return repository.newest([LineAsked(indicator, series, f"P{n}") for n in range(5)], SEEN)


def _open(path: Path) -> MetricsStore:
    settings = Settings(database_url=f"sqlite:///{path}", framework="made-up")
    return MetricsStore.open(settings, catalogue())


def _loaded(path: Path, rows: int) -> Path:
    """A store of so many rows, recorded in batches that fit in memory."""
    store = _open(path)
    figures = observations(rows)
    while batch := list(islice(figures, BATCH)):
        store.record(SUBMISSION._replace(replaces_all=False), batch)
    store.close()
    return path
