"""Personal data where no cell shows it, in pieces, and in words that are about a person."""

import time

import pytest

from ingest.book import Book, BookSheet
from ingest.gate import FileKind
from ingest.personal_data import is_private, scan
from ingest.returns.checking import check
from tests.ingest.hidden_places import COSTLY, costly
from tests.ingest.return_forms import context


def found(*rows, name="a.xlsx"):
    sheet = BookSheet("S", dict(enumerate(map(list, rows), 1)))
    told = scan(Book(FileKind.XLSX, (sheet,), ()), name)
    return {(one.rule.partition(":")[2], one.cell) for one in told}


@pytest.mark.parametrize("words", [
    "Maria, 17, from Barrie moved in", "Ben from the shelter told us", "aaliyah okonkwo came back",
    "416\n967\n2368", "416-967-\n2368", "zq.doe@\ngmail.com",
])  # fmt: skip
def test_a_reason_about_a_person_is_private(words):
    assert is_private(words)


@pytest.mark.parametrize("words", [
    "Toronto, 17, and Ottawa, 12", "Elizabeth Fry Society opened a site", "St. Michael's Hospital",
    "Maison Marie-Louise a fermé", "416 calls\n967 texts", "April and May were counted twice",
])  # fmt: skip
def test_a_reason_about_a_figure_is_not(words):
    assert not is_private(words)


@pytest.mark.parametrize("rows", [
    [["Region", "Q1", "Q2", "Q3"], ["North", 416, 967, 2368], ["South", 514, 300, 4000]],
    [["North", 416, 967, 2368]],
    [["Calls", "Texts", "Visits"], [416, 967, 2368]],
    [[12, 416, 967, 2368, 5]],
    [["K1A", 12, "M5V", 14]],
    [["5 @", "$20"]],
    [["Halifax 02 George Square"], ["Victoria Park Gate"]],
    [["Survivor", "Count"], ["S1", 4], ["S2", 5]],
    [["SIN", 12, 13, 14]],
    [["@SUM(A1)"]],
])  # fmt: skip
def test_rows_of_figures_and_places_pass(rows):
    assert found(*rows) == set()


def test_a_hostile_cell_of_any_length_takes_no_long_time():
    for words in (*COSTLY, "x" * 1_000_000, "(" * 1_000_000):
        start = time.process_time()
        found(["Note"], [words])
        assert time.process_time() - start < 2
    start = time.process_time()
    for words in COSTLY:
        check(costly(words), "return.csv", context())
    assert time.process_time() - start < 20


def test_what_stands_behind_the_first_signs_of_a_long_text_is_found():
    assert found(["a " * 400_000 + "416-555-0123"]) == {("telephone", "A1")}
    assert found(["a " * 1_995 + "416-555-0123 " + "b " * 5_000]) == {("telephone", "A1")}
