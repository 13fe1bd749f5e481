"""P1: our scorecard and series to Datasette's JSON and Streamlit's rerun, on a million rows.

`make bench-peers` installs both in an environment of their own, .peers. Our pages are whole, with
their words; they are asked as most readers do, when somebody has asked since the data changed, and
with nothing kept from before. Datasette runs the barest SQL that finds the same rows. Streamlit is
run by its own test harness, without the network that it would need: its script asks the same SQL,
and shows a table and a chart.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.client import HTTPConnection
from itertools import count, repeat
from pathlib import Path
from urllib.parse import quote

from bench.figures import COMPARED, SUBMISSION, catalogue, spread
from bench.questions import BROKEN_DOWN, RECORD_CELLS, seeks_sql
from bench.served import free_port, serving, until_answered
from bench.timing import Measured, by_turns, seconds
from bench.web import answered, ask_page, question
from metrics import MetricsStore, Settings

PEERS = Path(__file__).parent.parent / ".peers" / "bin"
ROWS = 1_000_000
SCORECARD, SERIES = "/pillar/all", f"/indicator/{COMPARED}"
LAST = date(2026, 11, 20)
# of the newest value everything, of the one before it what a scorecard shows
COLUMNS = "l.*, p.period_start AS start_before, p.value AS value_before, p.scale AS scale_before"
ROUNDS, ROUNDS_DRAWN = 15, 3
OURS = """
from bench.figures import catalogue
from dashboard.access.store import Accounts
from dashboard.app import create_app
from dashboard.serve import listen
from dashboard.services import Services
from metrics import MetricsStore, Settings
settings, held = Settings(framework="made-up"), catalogue()
store = MetricsStore.open(settings, held)
listen(create_app(Services(settings, held, store), Accounts.open(settings)).server, settings, "")
"""
SHOWN = """
import sqlite3
import pandas
import streamlit
connection = sqlite3.connect({file!r})
streamlit.selectbox("Day", range(1000), key="day")
streamlit.dataframe(pandas.read_sql({scorecard!r}, connection))
streamlit.line_chart(pandas.read_sql({series!r}, connection)["value"])
"""
RERUN = """
import sys
from time import perf_counter
from streamlit.testing.v1 import AppTest
page = AppTest.from_file(sys.argv[1], default_timeout=60).run()
taken = []
for day in range({rounds}):
    start = perf_counter()
    page.selectbox(key="day").set_value(day).run()
    taken.append(perf_counter() - start)
assert not page.exception, page.exception
print(min(taken))
"""


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    """The three beside each other; without the peers it says how they are installed."""
    if not (PEERS / "datasette").exists():
        raise SystemExit("The peers are not installed: make bench-peers")
    file = folder / "peers.sqlite"
    _fill(file)
    scorecard, series = seeks_sql(COLUMNS, RECORD_CELLS), BROKEN_DOWN
    with serving(OURS, f"sqlite:///{file}") as ours, _datasette(file) as datasette:
        pair = partial(_theirs, datasette, (scorecard, series))
        again, fresh = repeat(LAST), (LAST - timedelta(days=n) for n in count(1))
        _ours(ours, again)
        theirs, kept = by_turns(pair, partial(_ours, ours, again), ROUNDS)
        drawn = min(seconds(partial(_ours, ours, fresh)) for _ in range(ROUNDS_DRAWN))
    rerun = _streamlit(folder, SHOWN.format(file=str(file), scorecard=scorecard, series=series))
    what, other = "our scorecard and series to", "rerun, without its network"
    for name, how, taken in (("P1", "kept from before", kept), ("P1n", "nothing kept", drawn)):
        yield Measured(name, f"{what} Datasette's JSON of the same rows, {how}", theirs, taken, 1)
        yield Measured(f"{name}s", f"{what} Streamlit's {other}, {how}", rerun, taken, 0.1)


def _fill(file: Path) -> None:
    store = MetricsStore.open(
        Settings(database_url=f"sqlite:///{file}", framework="made-up"), catalogue()
    )
    store.record(SUBMISSION, spread(ROWS))
    store.close()


def _ours(connection: HTTPConnection, days: Iterator[date]) -> None:
    search = f"?as_of={next(days)}"
    for path in (SCORECARD, SERIES):
        ask_page(connection, question("shell-location", "shell-page", path, search=search))


def _theirs(connection: HTTPConnection, queries: tuple[str, ...]) -> None:
    for one in queries:
        body, _ = answered(
            connection, "GET", f"/peers.json?_shape=arrays&sql={quote(one)}", b"", {}
        )
        found = json.loads(body)
        assert len(found["rows"]) >= len(RECORD_CELLS), found


@contextmanager
def _datasette(file: Path) -> Iterator[HTTPConnection]:
    """In a process of its own, told that nobody else writes, ended by its id."""
    port = free_port()
    process = subprocess.Popen(
        [PEERS / "datasette", "serve", "-i", file, "-h", "127.0.0.1", "-p", str(port),
         "--setting", "sql_time_limit_ms", "10000"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield until_answered(port, "/-/versions.json")
    finally:
        process.terminate()
        process.wait(timeout=30)


def _streamlit(folder: Path, script: str) -> float:
    """The quickest of its reruns after a choice, in seconds."""
    page = folder / "page.py"
    page.write_text(script)
    told = subprocess.run(
        [PEERS / "python", "-c", RERUN.format(rounds=ROUNDS), page],
        check=True, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    return float(told.stdout.split()[-1])
