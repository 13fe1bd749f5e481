"""R0 to R4: a partner's workbook of ten columns read, checked, recorded and marked.

The limit reads the same workbook with the fast reader into Python lists and writes its rows into
an empty table with a key. Ours does all that is done with a file that nobody trusts: the gate, the
reading with every address, the search for personal data, the figures, the rules; then the record.
The record is timed in a store that has been written to before, as that of a server that runs: the
first return after a start costs some ten milliseconds more, in which each statement is prepared.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import partial
from hashlib import sha256
from itertools import count, product
from json import dumps, loads
from pathlib import Path
from time import perf_counter
from typing import Any

from python_calamine import CalamineWorkbook

from bench.return_catalogue import A_PLACE, DIMENSIONS, MEASURES, MEMBERS, catalogue_of, series_id
from bench.timing import Measured, seconds
from bench.workbooks import write_workbook
from ingest.annotate import annotate_in_child
from ingest.book import read_book
from ingest.findings import Severity
from ingest.gate import FileKind
from ingest.returns import Checked, Context, check, context_to_json, run
from ingest.returns.in_child import check_in_child
from metrics import (
    Catalogue,
    FileRead,
    Known,
    Language,
    Location,
    MetricsStore,
    Observation,
    Period,
    SentReturn,
    Settings,
    of_partner,
)

SIZES = (1_000, 10_000, 100_000)
ROUNDS = {1_000: 15, 10_000: 7, 100_000: 3}
PERIOD, EARLIER = Period.parse("2025-Q3"), Period.parse("2025-Q2")
TODAY = date(2025, 10, 15)
KEY = 8  # of the ten columns: all but the value and the note
PEAK = "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
WITHIN = {10_000: 10.0, 100_000: 60.0}  # seconds in which a file comes back with its marks
FAULT_EVERY = 50  # rows
CHILD = 400  # MiB that the child process may take


def measure(folder: Path, full: bool) -> Iterator[Measured]:
    for rows in SIZES:
        file = folder / f"return-{rows}.xlsx"
        write_workbook(file, _rows(rows))
        yield from _times(file, rows)
    yield from _memory(folder / f"return-{SIZES[-1]}.xlsx")
    for rows, most in WITHIN.items():
        yield _marked(folder / f"faulty-{rows}.xlsx", rows, most)


def _times(file: Path, rows: int) -> Iterator[Measured]:
    content, known = file.read_bytes(), catalogue_of(rows)
    taken = [
        (
            seconds(partial(_read_bare, file)),
            _insert(_read_bare(file), file.with_suffix(".sqlite")),
            seconds(partial(read_book, content, file.name, FileKind.XLSX)),
            *_check_and_record(content, known, file.with_suffix(".store")),
        )
        for _ in range(ROUNDS[rows])
    ]
    bare, insert, read, checked, recorded = map(min, zip(*taken, strict=True))
    what = f"{rows:,} rows read with every address and all that hides, to calamine"
    yield Measured("R0", what, bare, read, 1.6)
    what = f"{rows:,} rows checked to calamine and executemany"
    yield Measured("R1", what, bare + insert, checked, 3.0)
    what = f"{rows:,} rows checked and recorded to calamine and executemany"
    yield Measured("R2", what, bare + insert, checked + recorded, 4.0)


def _read_bare(file: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def _insert(rows: list[list[Any]], bare: Path) -> float:
    """The file's rows into an empty table with their key."""
    columns = [f"column_{at}" for at in range(len(HEADINGS))]
    with closing(sqlite3.connect(bare)) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        key = ", ".join(columns[:KEY])
        connection.execute(f"CREATE TABLE bare ({', '.join(columns)}, PRIMARY KEY ({key}))")
        insert = f"INSERT INTO bare VALUES ({','.join('?' * len(columns))})"

        def write() -> None:
            connection.executemany(insert, rows)
            connection.commit()

        taken = seconds(write)
    bare.unlink()
    return taken


def _check_and_record(content: bytes, known: Catalogue, store: Path) -> tuple[float, float]:
    """How long the check takes, and the record of what it gives in a store of its own."""
    held = MetricsStore.open(Settings(database_url=f"sqlite:///{store}"), known)
    _send_earlier(held)
    start = perf_counter()
    checked = _check(content, known)
    done = perf_counter()
    file = FileRead("return.xlsx", sha256(content).hexdigest())
    sent = SentReturn(
        checked.form, checked.partner, PERIOD, checked.language, checked.version, checked.content,
        file, "key",
    )  # fmt: skip
    sending = held.seen_by(of_partner("partner"))
    receipt = sending.returns.submit(sent, checked.observations, "partner")
    taken = perf_counter() - done
    held.close()
    if receipt.receipt.added != len(checked.observations):
        raise AssertionError(receipt)
    for part in store.parent.glob(f"{store.name}*"):
        part.unlink()
    return done - start, taken


def _send_earlier(held: MetricsStore) -> None:
    """A return of one value, of the quarter before, so that no statement is met for the first time.

    It brings none of the names that the file will bring, but those of its own value.
    """
    value = Observation(
        indicator=series_id(0, 0), series=f"made-up/{series_id(0, 0)}", place="P0", period=EARLIER,
        value=Decimal(1), known=Known(EARLIER.end), document="returns",
        location=Location("earlier.xlsx", "Data", 2, 9),
    )  # fmt: skip
    file = FileRead("earlier.xlsx", sha256(b"earlier").hexdigest())
    sent = SentReturn("made-up", "partner", EARLIER, Language.EN, 1, file.sha256, file, "earlier")
    held.seen_by(of_partner("partner")).returns.submit(sent, [value], "partner")


def _check(content: bytes, known: Catalogue) -> Checked:
    checked = check(content, "return.xlsx", _context(known))
    if faults := [one for one in checked.findings if one.severity is not Severity.INFO]:
        raise AssertionError(faults[0].line())
    return checked


def _memory(file: Path) -> Iterator[Measured]:
    """R3: the most memory for the largest file, with all that passes in and out of the child."""
    code = f"from pathlib import Path; from bench import returns; returns._as_child({str(file)!r})"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {PEAK}"], capture_output=True, check=True, text=True
    )
    what = f"peak memory (in MiB) of a check of {SIZES[-1]:,} rows to what a child may take"
    yield Measured("R3", what, CHILD / 1000, int(done.stdout) / 1024 / 1000, 1.0)


def _as_child(file: str) -> None:
    context = context_to_json(_context(catalogue_of(SIZES[-1])))
    asked = loads(dumps({"file": "return.xlsx", "context": context}))
    found, _ = run(Path(file).read_bytes(), asked)
    dumps(found)


def _marked(file: Path, rows: int, most: float) -> Measured:
    """R4: a file with faults checked and given back with its marks, each in a child process."""
    write_workbook(file, _faulty(_rows(rows)))
    content, known = file.read_bytes(), catalogue_of(rows)
    start = perf_counter()
    checked = check_in_child(content, "return.xlsx", _context(known))
    annotate_in_child(content, checked.findings, Language.EN)
    taken = perf_counter() - start
    what = (
        f"{rows:,} rows with {len(checked.findings):,} findings checked and marked, to {most:g} s"
    )
    return Measured("R4", what, most, taken, 1.0)


def _faulty(rows: Iterator[tuple[str | int, ...]]) -> Iterator[tuple[str | int, ...]]:
    for number, row in enumerate(rows):
        yield (
            row
            if number % FAULT_EVERY
            else (*row[:KEY], "about 12" if number else row[KEY], row[-1])
        )


HEADINGS = ("Indicator", "Period", "Place", *(f"Split {at}" for at in range(DIMENSIONS)),
            "Value", "Note")  # fmt: skip


def _rows(rows: int) -> Iterator[tuple[str | int, ...]]:
    """A return in the long format, whose parts make their totals."""
    yield HEADINGS
    numbers = count()
    places = range(rows // A_PLACE)
    for place, split, measure_ in product(places, range(DIMENSIONS), range(MEASURES)):
        values = [next(numbers) * 37 % 2_011 for _ in range(MEMBERS)]
        for member, value in (*enumerate(values), ("", sum(values))):
            words = [""] * DIMENSIONS
            words[split] = f"Part {member}" if member != "" else ""
            yield (
                series_id(split, measure_), PERIOD.code, f"P{place}", *words, value,
                f"Comment {value} on a figure",
            )  # fmt: skip


def _context(known: Catalogue) -> Context:
    return Context(known, TODAY, Language.EN, "partner", "made-up", PERIOD)
