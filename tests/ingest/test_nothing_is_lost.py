"""Whatever stands in a file, reading ends, and no filled value cell goes missing."""

import csv
import zipfile
from contextlib import suppress
from io import BytesIO, StringIO
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.cells import plain
from ingest.delimited import read_csv
from ingest.findings import Problem, ReadError
from ingest.folder import Folder
from ingest.load import read_source
from ingest.numbers import Notation, Number, read_number
from ingest.workbook import Workbook
from metrics import Catalogue, Text, Unit
from tests.ingest.conftest import column, specification, workbook
from tests.sweeps import examples, sample

EXAMPLES = examples("tables of any words", 60, 2_000)
NUMBERS = examples("numbers of any signs", 300, 20_000)
FILES = examples("files of any bytes", 60, 2_000)
DAMAGES = sample("damaged workbooks", range(5_000), 100)
PARTS_DAMAGED = sample("workbooks with a damaged part", range(10_000), 300)

WORDS = st.one_of(
    st.sampled_from(["", " ", "5", "<5", "1,282", "n/a", "x", "5p", "Total", "#REF!", "=1+1", "-3",
                     "2020", "2021-Q3", "Canada", "CA", "Female", "17 (3)", "0.5", "\ufeff"]),
    st.text(max_size=12),
)  # fmt: skip
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=6)
HEADINGS = ("Year", "Where", "Sex", "People")
COLUMNS = (
    column("period", "Year")
    + column("place", "Where")
    + column("dimension", "Sex", dimension="sex")
    + column("value", "People", series="people")
)
TABLE = (
    '[[tables]]\nid = "t"\nfile = "table.csv"\nmissing = ["n/a"]\nstatuses = { "x" = "Q" }\n'
    'marks = { "p" = "P" }\n'
)
PEOPLE = Unit(id="people", one=Text("person", ""), many=Text("people", ""), kind="count")


@pytest.fixture
def read_rows(data, add_source):
    folder = add_source("publisher", specification(TABLE + COLUMNS))
    catalogue = Catalogue.read(data)

    def read_rows(rows):
        text = StringIO()
        csv.writer(text).writerows([HEADINGS, *rows])
        (folder / "table.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
        return read_source(Folder(folder), catalogue.source("publisher"), catalogue)

    return read_rows


@given(rows=ROWS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_every_filled_value_cell_is_an_observation_or_a_finding(read_rows, rows):
    reading = read_rows(rows)
    if any(not one.cell for one in reading.findings):
        return  # the file as a whole is refused
    told = {one.location.row for one in reading.observations}
    told |= {int("".join(filter(str.isdigit, one.cell))) for one in reading.findings}
    for number, (*_, value) in enumerate(rows, 2):
        if plain(value) and plain(value).lower() != "n/a":
            assert number in told, value


@given(words=st.text(alphabet="0123456789,.' -<>≤%$()pxQ[]*€\u00a0\u202f−e", max_size=14))
@settings(max_examples=NUMBERS, deadline=None, derandomize=True)
def test_any_text_is_a_number_or_nothing_or_a_problem(words):
    read = read_number(words, PEOPLE, Notation(bracketed=True))
    assert read is None or isinstance(read, Number | Problem)
    if isinstance(read, Number) and read.bracketed is None:
        digits = "".join(filter(str.isdigit, words.partition("[")[0]))
        assert str(int(read.value)) in (digits.lstrip("0") or "0")


@given(number=st.integers(0, 10**15), separator=st.sampled_from([",", " ", "\u202f", ""]))
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
def test_a_whole_number_is_read_as_itself_however_it_is_grouped(number, separator):
    assert read_number(f"{number:,}".replace(",", separator), PEOPLE, Notation()).value == number
    assert read_number(float(number), PEOPLE, Notation()).value == number


@given(content=st.binary(max_size=200))
@settings(max_examples=FILES, deadline=None, derandomize=True)
def test_any_bytes_are_rows_or_a_fault_of_the_file(content):
    with suppress(ReadError):
        assert all(isinstance(row, list) for row in read_csv(content))


WHOLE = workbook(*[["Year", "People", "#REF!", "=1+1", True]] * 20, others=["Notes"])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_workbook_is_rows_or_a_fault_of_the_file(damage):
    chance = Random(damage)
    content = bytearray(WHOLE)
    for _ in range(chance.choice([1, 3, 30])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    cut = len(content) if chance.random() < 0.7 else chance.randrange(len(content))
    with suppress(ReadError):
        list(Workbook(bytes(content[:cut])).sheet("Data").rows)


with zipfile.ZipFile(BytesIO(WHOLE)) as archive:
    PARTS = {name: archive.read(name) for name in archive.namelist()}
OF_XML = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("damage", PARTS_DAMAGED)
def test_a_workbook_with_a_damaged_part_is_rows_or_a_fault_of_the_file(damage):
    """The archive is whole: what is damaged is the XML inside it, or a name in its headers."""
    chance = Random(damage)
    name = chance.choice(OF_XML)
    parts = {**PARTS, name: _mutated(PARTS[name], chance)}
    result = BytesIO()
    with zipfile.ZipFile(result, "w", chance.choice([0, 8])) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
        local = archive.getinfo(name).header_offset + 30  # its name in the local header
    content = bytearray(result.getvalue())
    if chance.random() < 0.2:
        content[local + chance.randrange(len(name))] ^= 1 << chance.randrange(8)
    with suppress(ReadError):
        book = Workbook(bytes(content))
        list(book.sheet("Data").rows)
        list(book.sheet(book.only_sheet()).rows)


def _mutated(xml, chance):
    """Bytes changed, cut out or put in, once or often."""
    data = bytearray(xml)
    for _ in range(chance.choice([0, 1, 3, 30])):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2:
                data[at:at] = chance.randbytes(chance.randrange(1, 10))
    return bytes(data)
