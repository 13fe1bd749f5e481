"""Q1 to Q3: what pages ask of a store, by turns with the barest SQL and with a smaller store."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from typing import TypeAlias

from bench.databases import Bare, bare
from bench.figures import COMPARED, INDICATORS, MANY, catalogue
from bench.timing import Measured, by_turns
from metrics import NOW, PUBLIC, MetricsStore, Settings
from metrics.scorecards import Asked, scorecard
from metrics.store.engine import open_engine
from metrics.store.newest import LineAsked
from metrics.store.repository import Repository
from metrics.store.seeks import Sight

Question: TypeAlias = Callable[[], object]
Cells: TypeAlias = Iterable[tuple[int, int]]  # the numbers of an indicator and of a place

SEEN = Sight(PUBLIC, date(2026, 1, 1))
A_YEAR_BACK = SEEN._replace(known_at=date(2023, 12, 31))
FIVE_YEARS_MORE = SEEN._replace(known_at=date(2018, 12, 31))
WHOLE = Asked("made-up", None, NOW, SEEN, SEEN.today)
# Indicators and places have their numbers in the order in which they were recorded.
NINTH = INDICATORS.index(COMPARED) + 1
PAIR = (COMPARED, f"made-up/{COMPARED}")
RECORDS = [LineAsked(name, f"made-up/{name}", "P0") for name in INDICATORS]
PLACES = [LineAsked(*PAIR, f"P{n}") for n in range(MANY)]
RECORD_CELLS = [(n, 1) for n in range(1, len(INDICATORS) + 1)]
PLACE_CELLS = [(NINTH, n) for n in range(1, MANY + 1)]
LINE = (
    "{0}.indicator_id = c.i AND {0}.series_id = c.i AND {0}.organization_id = 0 "
    "AND {0}.place_id = c.p AND {0}.disaggregation_id = 0 AND {0}.frequency = 4"
)
ENDS = ("period_start", "period_length", "revision")
BROKEN_DOWN = (
    "SELECT * FROM observation WHERE indicator_id = {i} AND series_id = {i} "
    "AND organization_id = 0 AND place_id = 2 ORDER BY disaggregation_id, frequency, {ends}"
).format(i=NINTH, ends=", ".join(ENDS))


def questions(url: str, size: str) -> Iterator[Measured]:
    """Each question of a store of this size, to the bare SQL that finds as many rows."""
    repository = Repository(open_engine(url))
    with closing(bare(url)) as connection:
        yield from _newest(repository, connection, size)
        yield from _broad(repository, connection, size)
        yield from _as_known(repository, size)
        yield from _kept(url, connection, size)
    repository.engine.dispose()


def _newest(repository: Repository, connection: Bare, size: str) -> Iterator[Measured]:
    rows = _seeks(connection, "l.*, p.*", RECORD_CELLS)
    values = _seeks(connection, "l.value, p.value", RECORD_CELLS)
    ours, what = partial(repository.newest_rows, RECORDS, SEEN), f"50 indicators' rows, {size}, to"
    yield Measured("Q1", f"{what} bare seeks of whole rows", *by_turns(rows, ours), 2)
    yield Measured("Q1b", f"{what} bare seeks of values alone", *by_turns(values, ours))
    whole = partial(scorecard, repository, catalogue(), WHOLE, 0)
    yield Measured("Q1c", f"scorecard, nothing kept, {size}", *by_turns(values, whole), 15)


def _broad(repository: Repository, connection: Bare, size: str) -> Iterator[Measured]:
    rows = _seeks(connection, "l.*, p.*", PLACE_CELLS)
    ours = partial(repository.newest_rows, PLACES, SEEN)
    yield Measured("Q1e", f"{MANY} places' rows, {size}, to bare seeks", *by_turns(rows, ours), 2)
    taken = by_turns(
        lambda: connection.execute(BROKEN_DOWN).fetchall(), partial(_series, repository)
    )
    yield Measured("Q1f", f"one series by sex, as lines, {size}, to a bare SELECT", *taken)


def _as_known(repository: Repository, size: str) -> Iterator[Measured]:
    now = partial(repository.newest_rows, RECORDS, SEEN)
    for day, target in ((A_YEAR_BACK, 3), (FIVE_YEARS_MORE, 12)):
        then = partial(repository.newest_rows, RECORDS, day)
        what = f"as known on {day.known_at} to as known now, {size}"
        yield Measured("Q3", what, *by_turns(now, then), target)


def _kept(url: str, connection: Bare, size: str) -> Iterator[Measured]:
    values = _seeks(connection, "l.value, p.value", RECORD_CELLS)
    store = MetricsStore.open(Settings(database_url=url, framework="made-up"), catalogue())
    store.scorecard("made-up")
    warm = by_turns(values, partial(store.scorecard, "made-up"))
    yield Measured("Q1d", f"scorecard, kept from before, {size}", *warm, 1)
    store.close()


def _seeks(connection: Bare, columns: str, cells: Cells) -> Question:
    """The newest and the previous of each line by hand: two seeks a line and no bookkeeping."""
    listed = list(cells)
    query = seeks_sql(columns, listed, sqlite=connection.__class__.__module__ == "sqlite3")
    assert len(connection.execute(query).fetchall()) == len(listed)
    return lambda: connection.execute(query).fetchall()


def seeks_sql(columns: str, cells: Cells, *, sqlite: bool = True) -> str:
    """The same, as it is asked of one of the two databases."""
    join = _by_key if sqlite else _lateral
    return f"""
        WITH c(i, p) AS (VALUES {", ".join(map(str, cells))}) SELECT {columns} FROM c
        {join("l", "")} {join("p", "AND o.period_start < l.period_start")}
    """


def _by_key(alias: str, before: str) -> str:
    """SQLite: the key by a seek, then the row by the key."""
    ends = ", ".join(f"{alias}.{one}" for one in ENDS)
    sought = f"(SELECT {', '.join(ENDS)} {_newest_of(before)})"
    return f"JOIN observation {alias} ON {LINE.format(alias)} AND ({ends}) = {sought}"


def _lateral(alias: str, before: str) -> str:
    """PostgreSQL: the row itself, sought once for each line."""
    return f"CROSS JOIN LATERAL (SELECT o.* {_newest_of(before)}) {alias}"


def _newest_of(before: str) -> str:
    order = ", ".join(f"{one} DESC" for one in ENDS)
    return f"FROM observation o WHERE {LINE.format('o')} {before} ORDER BY {order} LIMIT 1"


def growth(small: str, large: str, sizes: str) -> Iterator[Measured]:
    """Q2: the same questions of the larger store to the smaller one."""
    one, other = (Repository(open_engine(url)) for url in (small, large))
    for what, ask in (
        ("scorecard", lambda asked: asked.newest(RECORDS, SEEN)),
        ("one series by sex", _series),
        ("one series, one sex", lambda asked: asked.lines([PAIR], SEEN, "P1", "sex=f")),
        (f"{MANY} places compared", lambda asked: asked.newest(PLACES, SEEN)),
        ("scorecard as known", lambda asked: asked.newest(RECORDS, A_YEAR_BACK)),
    ):
        taken = by_turns(partial(ask, one), partial(ask, other))
        yield Measured("Q2", f"{what}, {sizes}", *taken, 1.5)
    for repository in (one, other):
        repository.engine.dispose()


def _series(repository: Repository) -> object:
    """One series of one place, broken down by sex: three lines of ten years by month."""
    return repository.lines([PAIR], SEEN, "P1")
