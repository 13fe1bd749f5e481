"""R0 to R4: a partner's workbook of ten columns read, checked, recorded and marked.

The limit reads the same workbook with the fast reader into Python lists and writes its rows into
an empty table with a key. Ours does all that is done with a file that nobody trusts: the gate, the
reading with every address, the search for personal data, the figures, the rules; then the record.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import count, product
from json import dumps, loads
from pathlib import Path
from time import perf_counter
from typing import Any

from python_calamine import CalamineWorkbook

from bench.figures import WORDS
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
    Dimension,
    Document,
    FileRead,
    Indicator,
    Language,
    Member,
    MetricsStore,
    Partner,
    Period,
    Place,
    ReturnForm,
    SentReturn,
    Series,
    Settings,
    Source,
    Text,
    Unit,
    of_partner,
)

SIZES = (1_000, 10_000, 100_000)
ROUNDS = {1_000: 15, 10_000: 7, 100_000: 3}
PERIOD = Period.parse("2025-Q3")
TODAY = date(2025, 10, 15)
DIMENSIONS, MEMBERS, MEASURES = 5, 9, 2
A_PLACE = (
    DIMENSIONS * MEMBERS * MEASURES + DIMENSIONS * MEASURES
)  # rows: each member, and the total
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
    content, known = file.read_bytes(), _catalogue(rows)
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
    context = context_to_json(_context(_catalogue(SIZES[-1])))
    asked = loads(dumps({"file": "return.xlsx", "context": context}))
    found, _ = run(Path(file).read_bytes(), asked)
    dumps(found)


def _marked(file: Path, rows: int, most: float) -> Measured:
    """R4: a file with faults checked and given back with its marks, each in a child process."""
    write_workbook(file, _faulty(_rows(rows)))
    content, known = file.read_bytes(), _catalogue(rows)
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
                _series(split, measure_), PERIOD.code, f"P{place}", *words, value,
                f"Comment {value} on a figure",
            )  # fmt: skip


def _series(split: int, measure_: int) -> str:
    return f"series-{split}-{measure_}"


def _context(known: Catalogue) -> Context:
    return Context(known, TODAY, Language.EN, "partner", "made-up", PERIOD)


def _catalogue(rows: int) -> Catalogue:
    """A form that asks for exactly the rows of the file."""
    names = [_series(*one) for one in product(range(DIMENSIONS), range(MEASURES))]
    places = [Place(code="P", title=WORDS, kind="country")]
    places += (
        Place(code=f"P{n}", title=Text(f"Region {n}", f"Région {n}"), kind="region", parent="P")
        for n in range(rows // A_PLACE)
    )
    return Catalogue(
        indicators={name: _indicator(name) for name in names},
        frameworks={},
        sources={"made-up": _source(names)},
        units={"things": Unit(id="things", one=WORDS, many=WORDS, kind="count")},
        dimensions={f"split-{at}": _dimension(at) for at in range(DIMENSIONS)},
        places={one.code: one for one in places},
        partners={"partner": Partner(id="partner", title=WORDS, language=Language.EN)},
        returns={"made-up": _form(tuple(one.code for one in places[1:]))},
    )


def _form(places: tuple[str, ...]) -> ReturnForm:
    tables = [
        {
            "id": f"table-{at}",
            "sheet": Text(f"Table {at}", f"Tableau {at}"),
            "title": WORDS,
            "dimension": f"split-{at}",
            "members": [f"part-{n}" for n in range(MEMBERS)],
            "total": True,
            "places": places,
            "measures": [{"series": _series(at, n)} for n in range(MEASURES)],
        }
        for at in range(DIMENSIONS)
    ]
    fields = {
        "id": "made-up", "version": 1, "title": WORDS, "instructions": WORDS, "source": "made-up",
        "frequency": "Q", "place": "P", "due": {"days": 30}, "tables": tables,
        "obligations": [{"partner": "partner", "since": "2020-Q1"}],
    }  # fmt: skip
    return ReturnForm.model_validate(fields)


def _dimension(at: int) -> Dimension:
    members = {
        f"part-{n}": Member(f"part-{n}", Text(f"Part {n}", f"Partie {n}")) for n in range(MEMBERS)
    }
    return Dimension(f"split-{at}", Text(f"Split {at}", f"Ventilation {at}"), members)


def _source(names: list[str]) -> Source:
    document = Document(id="returns", title="Returns", publisher=WORDS, read_on=date(2024, 1, 1))
    series = {
        name: Series(
            id=name, indicator=name, title=Text(name, name), publisher=WORDS, definition=WORDS
        )
        for name in names
    }
    fields = {
        "id": "made-up", "title": WORDS, "description": WORDS, "publisher": WORDS,
        "licence": WORDS, "coverage": WORDS, "returns": "made-up",
        "documents": {"returns": document}, "series": series,
    }  # fmt: skip
    return Source.model_validate(fields)


def _indicator(name: str) -> Indicator:
    fields = {
        "id": name, "title": WORDS, "definition": WORDS, "does_not_tell": (WORDS,),
        "level": "output", "unit": "things", "measure": "count", "direction": "none",
        "frequency": "Q", "roll_up_time": "sum", "roll_up_place": "sum", "reported_by": WORDS,
    }  # fmt: skip
    return Indicator.model_validate(fields)
