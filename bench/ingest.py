"""I1 to I4: a workbook of 100,000 rows x 12 columns, from its bytes to the store, and again.

The limit reads the same workbook with the fast reader into Python lists, and writes the rows that
ours wrote, ready and sorted, into an empty table of the same key. Ours does all that it always
does: headings, words, numbers, every fault at its cell, provenance, revisions.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from python_calamine import CalamineWorkbook

from bench.databases import bare_write, postgresql
from bench.figures import catalogue, observations
from bench.timing import Measured, seconds
from bench.workbooks import write_workbook
from ingest import load_source
from metrics import Catalogue, MetricsStore, Settings

ROWS, MANY_ROWS = 100_000, 500_000
ROUNDS = 5
HEADINGS = ("Series", "Place", "Period", "Sex", "Value", "Status", "Document", "Published",
            "Region", "Unit", "Table", "Comment")  # fmt: skip
ROLES = {"Series": "series", "Place": "place", "Period": "period", "Sex": "dimension",
         "Value": "value", "Status": "status", "Document": "document",
         "Published": "known_on"}  # fmt: skip
SEXES = {"": "Total", "sex=f": "f", "sex=m": "m"}
# Linux keeps the peak of the process itself; what the system's own call tells includes its parent.
PEAK = "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    source = _source(folder / "made-up", ROWS)
    first, again, forced, limit = _sqlite(source, folder)
    what = f"{ROWS:,} rows read, checked and recorded in SQLite to calamine and executemany"
    yield Measured("I1", what, limit, first, 1.5)
    yield from _postgresql(source)
    yield from _memory(source, folder)
    yield Measured("I4", "the same file loaded again to its first load", first, again, 1.0)
    yield Measured("I4b", "the same, read and compared although unchanged", first, forced)
    if full:
        many = _source(folder / "many" / "made-up", MANY_ROWS)
        what = "peak memory (in MiB) of 500,000 rows to five times that of 100,000"
        yield Measured("I3b", what, 5 * _peak_of_ours(source), _peak_of_ours(many), 1.0)


def _source(folder: Path, rows: int) -> Path:
    """A source folder: its workbook with a title above the headings, and its specification."""
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text("", encoding="utf-8")  # described in `_catalogue`
    write_workbook(folder / "figures.xlsx", _rows(rows))
    return folder


def _rows(rows: int) -> Iterator[tuple[str | int, ...]]:
    yield ("A bulletin of made-up figures",)
    yield HEADINGS
    for number, one in enumerate(observations(rows)):
        series = one.series.partition("/")[2]
        sex, known = SEXES[one.disaggregation.code], one.known.on.isoformat()
        value = number * 37 % 20_011
        yield (
            series, one.place, one.period.code, sex, value if number % 50 else "<5",
            "A" if number % 7 else "P", one.document, known, "Somewhere", "things", "Table 1",
            f"Comment {number % 3000} on a figure",
        )  # fmt: skip


def _catalogue() -> Catalogue:
    columns: list[dict[str, Any]] = [  # as TOML gives them
        {"headings": [name], "role": ROLES.get(name, "ignore")} for name in HEADINGS
    ]
    columns[HEADINGS.index("Sex")]["dimension"] = "sex"
    known = catalogue()
    table = {"id": "figures", "file": "figures.xlsx", "columns": columns}
    source = known.sources["made-up"].model_copy(update={"tables": (table,)})
    return replace(known, sources={"made-up": source})


def _open(url: str) -> tuple[Catalogue, MetricsStore]:
    known = _catalogue()
    return known, MetricsStore.open(Settings(database_url=url), known)


def _load(source: Path, known: Catalogue, store: MetricsStore, force: bool = False) -> None:
    report = load_source(source, known, store, force=force)
    if report.refused:
        raise AssertionError(report.findings[0].line())
    if force and (receipt := report.receipt) and (receipt.added or receipt.changed):
        raise AssertionError(receipt)


def _sqlite(source: Path, folder: Path) -> tuple[float, ...]:
    """The best of several rounds, taken by turns: first load, again, forced again, the limit."""
    rounds = []
    for number in range(ROUNDS):
        path = folder / f"ingest-{number}.sqlite"
        known, store = _open(f"sqlite:///{path}")
        first = seconds(partial(_load, source, known, store))
        again = seconds(partial(_load, source, known, store))
        forced = seconds(partial(_load, source, known, store, force=True))
        store.close()
        limit = seconds(partial(_read, source)) + bare_write(f"sqlite:///{path}")
        rounds.append((first, again, forced, limit))
        path.unlink()
    return tuple(min(column) for column in zip(*rounds, strict=True))


def _read(source: Path) -> None:
    workbook = CalamineWorkbook.from_path(source / "figures.xlsx")
    workbook.get_sheet_by_index(0).to_python()


def _postgresql(source: Path) -> Iterator[Measured]:
    """I2, on the PostgreSQL of DATABASE_URL or on one started from its wheel."""
    rounds = []
    with postgresql() as server:
        for number in range(ROUNDS):
            url = server.new(f"ingest-{number}")
            known, store = _open(url)
            ours = seconds(partial(_load, source, known, store))
            store.close()
            rounds.append((seconds(partial(_read, source)) + bare_write(url), ours))
    limit, ours = (min(column) for column in zip(*rounds, strict=True))
    yield Measured("I2", "the same in PostgreSQL to calamine and COPY", limit, ours, 1.5)


def _memory(source: Path, folder: Path) -> Iterator[Measured]:
    what = "peak memory (in MiB) of I1 to calamine to_python alone"
    yield Measured("I3", what, _peak(f"_read(Path({str(source)!r}))"), _peak_of_ours(source), 1.5)


def _peak_of_ours(source: Path) -> float:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/store.sqlite"
        return _peak(f"_load(Path({str(source)!r}), *_open({url!r}))")


def _peak(work: str) -> float:
    """The most memory that a process of its own takes: in GiB, so that the report shows MiB."""
    code = f"from pathlib import Path; from bench.ingest import _load, _open, _read; {work}; {PEAK}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return int(done.stdout) / 1024 / 1000
