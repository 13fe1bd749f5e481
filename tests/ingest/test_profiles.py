"""A partner's own layout: described as data, read like the template, checked, and proposed."""

from decimal import Decimal
from pathlib import Path

import pytest

from ingest.book import Book, BookSheet, Value, read_book
from ingest.gate import FileKind
from ingest.limits import DEFAULT
from ingest.personal_data import scan
from ingest.returns.profiles import (
    Meaning,
    Profile,
    ProfileTable,
    check_by,
    form_cells,
    read_by,
    read_profile,
    suggest,
    write_profile,
)
from metrics import DefinitionError
from tests.ingest.conftest import EVIDENCE
from tests.ingest.return_forms import NEW, SERVED, form, layout
from tests.ingest.return_forms import catalogue as catalogue_of

PROFILES = Path(__file__).parent / "profiles"
RETURNS = Path(EVIDENCE) / "raw" / "uk-post-award-returns"
real = pytest.mark.skipif(not EVIDENCE, reason="PILLARS_EVIDENCE is not set")

# The faults that the twins were given, found by comparing them cell by cell. What else differs is
# a total that follows from them, or an answer that is as right as the one before it.
PLANTED = {
    1: {
        ("Admin", "B24"): "email",
        ("Admin", "B29"): "telephone",
        ("Progress", "B6"): "required",
        ("Outputs", "G20"): "number",
        ("Finances", "J47"): "below",
        ("Risks", "F9"): "choice",
    },
    2: {
        ("Admin", "B11"): "date",
        ("Admin", "B34"): "telephone",
        ("Progress", "E9"): "required",
        ("Progress", "F26"): "required",
        ("Project location", "C10"): "pattern",
        ("Finances", "E17"): "number",
        ("Finances", "K33"): "number",
    },
}


def profile_of(number: int) -> Profile:
    return read_profile((PROFILES / f"pf-round-{number}.toml").read_text("utf-8"))


def real_book(number: int, which: str) -> Book:
    file = f"PF_Round_{number}_{which}.xlsx"
    return read_book((RETURNS / file).read_bytes(), file, FileKind.XLSX, DEFAULT)


@real
@pytest.mark.parametrize("number", [1, 2])
def test_a_file_without_faults_has_none(number: int) -> None:
    assert check_by(real_book(number, "Success"), profile_of(number), "a.xlsx") == ()


@real
@pytest.mark.parametrize("number", [1, 2])
def test_each_planted_fault_is_named_at_its_cell(number: int) -> None:
    book = real_book(number, "General_Validation_Failures")
    found = check_by(book, profile_of(number), "a.xlsx")
    assert {(one.sheet, one.cell): one.rule for one in found} == PLANTED[number]


@real
def test_what_differs_else_is_a_total_that_follows_or_a_right_answer() -> None:
    """Every other cell that differs is either not asked (a total), or holds a valid answer."""
    for number in (1, 2):
        twins = [real_book(number, one) for one in ("Success", "General_Validation_Failures")]
        differing = _differing(*twins)
        assert set(PLANTED[number]) <= differing
        read = {(one.at.sheet, one.at.cell) for one in read_by(twins[1], profile_of(number)).cells}
        told = {(one.sheet, one.cell) for one in check_by(twins[1], profile_of(number), "")}
        assert (differing & read) - told == _VALID[number]


_CHANGED = "B57 C46 F46 G46 H46 K46 L46 M46 K49 C50 E50 F50 G50 H50 J50 K50 L50 M50 P70"  # as right
_VALID = {1: {("Finances", cell) for cell in _CHANGED.split(" ")}, 2: set()}


def _differing(first: Book, second: Book) -> set[tuple[str, str]]:
    cells = [{(sheet.name, row, column): value for sheet in book.sheets
              for row, values in sheet.iter_rows() for column, value in enumerate(values, 1)}
             for book in (first, second)]  # fmt: skip
    return {
        (sheet, f"{chr(64 + column)}{row}")
        for sheet, row, column in cells[0].keys() | cells[1].keys()
        if cells[0].get((sheet, row, column)) != cells[1].get((sheet, row, column)) and column < 27
    }


@real
@pytest.mark.parametrize("number", [1, 2])
def test_the_scan_says_on_its_own_that_people_stand_in_these_files(number: int) -> None:
    found = {(one.sheet, one.rule) for one in scan(real_book(number, "Success"), "a.xlsx")}
    assert ("Admin", "personal-data:e-mail") in found


@real
def test_headings_of_three_rows_and_rows_of_totals_are_read_as_what_they_are() -> None:
    read = read_by(real_book(2, "Success"), profile_of(2))
    capital = [one for one in read.cells if one.table == "spend-capital"]
    (cell,) = [one for one in capital if one.at.cell == "K21"]
    assert (cell.means.measure, cell.means.period, cell.value) == ("secured-match", "2025-Q3", 7.0)
    assert not {one.at.row for one in capital} & {20, 23, 24}  # totals
    assert not {one.at.letters for one in capital} & {"D", "I", "N", "S", "T"}
    assert {one.at.row for one in read.cells if one.table == "spend-revenue"} == {31, 32, 33, 35,
                                                                               36}  # fmt: skip


@pytest.mark.parametrize("number", [1, 2])
def test_a_profile_is_written_as_it_is_read(number: int) -> None:
    profile = profile_of(number)
    assert read_profile(write_profile(profile)) == profile


# ---------------- a twin of the same shape, made here

OWN = """
id = "own"
version = 3
blank = ["Please choose"]

[[tables]]
id = "spend"
sheet = ["Money", "Argent"]
title = "Spending, capital"
heading = "Kind"
heading_rows = 3
all = { type = "number", required = true, least = 0 }

[tables.columns]
"Year 2025 to 2026 | (Apr to Jun) | *" = { period = "2025-Q2" }
"Year 2025 to 2026 | (Jul to Sep) | *" = { period = "2025-Q3" }
"* | Total" = { total = true }
"Grand total" = { total = true }

[tables.rows]
"Staff" = { measure = "staff", scale = 1000 }
"Rent*" = { measure = "rent" }
"Total" = { total = true }

[[tables]]
id = "risks"
sheet = ["Money"]
title = "Risks"
heading = "Risk"
end = ["END"]

[tables.columns]
"Score" = { required = true, choices = ["1 - Low", "2 - High"] }
"Owner" = { type = "text", unique = true }

[[fields]]
id = "closing"
sheet = ["Money"]
label = "Closing date"
below = 2
means = { type = "date", required = true }
"""
ROWS: tuple[list[Value], ...] = (
    ["Closing date"],
    ["When the books are closed"],
    ["2026-03-31"],
    ["Spending, capital"],
    ["Kind", "Year 2025 to 2026", None, None, "Grand total"],
    [None, "(Apr to Jun)", "(Jul to Sep)", "Total"],
    [None, "Actual", "Forecast"],
    ["Staff", 4.0, 5.0, 9.0, 9.0],
    ["Rent, heat", 1.0, "2,5", 3.0, 3.0],
    ["Total", 5.0, 7.0, 12.0, 12.0],
    [],
    ["Risks"],
    ["Risk", "Score", "Owner"],
    ["Flood", "2 - High", "Board"],
    ["Please choose", "Please choose"],
    ["END"],
)


def own_book(**changes: Value) -> Book:
    rows = {row: list(cells) for row, cells in enumerate(ROWS, 1) if cells}
    for cell, value in changes.items():
        column, row = ord(cell[0]) - 65, int(cell[1:])
        rows[row] += [None] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    return Book(FileKind.XLSX, (BookSheet("Money", rows),))


def test_the_twin_has_no_fault() -> None:
    assert check_by(own_book(), read_profile(OWN), "a.xlsx") == ()


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("A3", "soon", "date"),
        ("A3", None, "required"),
        ("B8", "many", "number"),
        ("B8", -1.0, "below"),
        ("C9", None, "required"),
        ("C9", "Please choose", "required"),
        ("B14", "9 - Dire", "choice"),
        ("B14", None, "required"),
        ("C14", 12.0, "text"),
    ],
)
def test_a_fault_is_told_at_its_cell_in_both_languages(cell: str, value: Value, rule: str) -> None:
    (found,) = check_by(own_book(**{cell: value}), read_profile(OWN), "a.xlsx")
    assert (found.sheet, found.cell, found.rule) == ("Money", cell, rule)
    assert found.message.en != found.message.fr
    assert found.right is not None


def test_what_may_stand_once_names_the_other_cell() -> None:
    book = own_book(A15="Fire", B15="1 - Low", C15="board")
    (found,) = check_by(book, read_profile(OWN), "a.xlsx")
    assert (found.cell, found.rule, found.against) == ("C15", "twice", "Money!C14")


def test_a_table_a_column_a_field_and_a_sheet_that_are_gone_are_told() -> None:
    profile = read_profile(OWN)
    assert [one.rule for one in check_by(own_book(A4="Other"), profile, "")] == ["missing-table"]
    assert [one.rule for one in check_by(own_book(B13="Points"), profile, "")] == ["missing-column"]
    assert [one.rule for one in check_by(own_book(A1="When"), profile, "")] == ["missing-field"]
    empty = Book(FileKind.XLSX, (BookSheet("Other", {1: ["x"]}),))
    assert {one.rule for one in check_by(empty, profile, "")} == {"missing-sheet", "missing-field"}


def test_a_table_is_found_wherever_it_has_moved_to() -> None:
    moved = {row + 7: [None, None, *cells] for row, cells in enumerate(ROWS, 1) if cells}
    read = read_by(Book(FileKind.XLSX, (BookSheet("Argent", moved),)), read_profile(OWN))
    spend = {(one.means.measure, one.means.period): one.at.cell for one in read.cells
             if one.table == "spend"}  # fmt: skip
    assert spend == {("staff", "2025-Q2"): "D15", ("staff", "2025-Q3"): "E15",
                     ("rent", "2025-Q2"): "D16", ("rent", "2025-Q3"): "E16"}  # fmt: skip


@pytest.mark.parametrize("words", ["x = ", 'id = "a"\nshape = 1', 'id = "a"\nversion = 0',
                                   'id = "a"\n[[tables]]\nid = "t"'])  # fmt: skip
def test_a_profile_with_a_fault_is_told(words: str) -> None:
    with pytest.raises(DefinitionError):
        read_profile(words, "own.toml")


def test_text_that_toml_escapes_comes_back() -> None:
    columns = {'a "b" | c': Meaning(scale=Decimal(1000))}
    table = ProfileTable(id="t", sheet=("S",), heading="H", columns=columns)
    profile = Profile(id="a", blank=('say "no"\n', "\\", "é\x01"), tables=(table,))
    assert read_profile(write_profile(profile)) == profile


def test_a_row_that_is_gone_or_not_known_is_told() -> None:
    found = check_by(own_book(A9="Heating"), read_profile(OWN), "")
    assert {(one.rule, one.cell) for one in found} == {("missing-row", "A5"), ("strange-row", "A9")}


# ---------------- a profile is proposed, and read into the form

OWN_PEOPLE: dict[int, list[Value]] = {
    1: ["Rapport du troisième trimestre"],
    3: ["Secteur", "Âge", "Personnes desservies (total)", "Nouvelles pers."],
    4: ["Nord", "moins de 25 ans", 4.0, 1.0],
    5: [None, "25 ans et plus", 6.0, 2.0],
    6: ["Sud", "moins de 25 ans", 8.0, 3.0],
    7: [None, "25 ans et plus", 10.0, 4.0],
}


def test_a_profile_is_proposed_with_its_confidence_and_reads_the_form() -> None:
    form_ = form()
    catalogue = catalogue_of(form_)
    titles = {code: place.title.fr for code, place in catalogue.places.items()}
    members = {code: one.title.fr for code, one in catalogue.dimensions["age"].members.items()}
    rows = {row: list(cells) for row, cells in OWN_PEOPLE.items()}
    for row, place in ((4, "ON-N"), (6, "ON-S")):
        rows[row][0] = titles[place]
        rows[row][1], rows[row + 1][1] = members["under-25"], members["25-and-over"]
    book = Book(FileKind.CSV, (BookSheet("Feuil1", rows),))
    proposed = suggest(book, form_, catalogue)
    assert proposed.form == form_.id
    assert all(0.6 <= one <= 1 for one in proposed.confidence.values())
    assert proposed.confidence["people/column/Personnes desservies (total)"] < 1
    kept = read_profile(write_profile(proposed))
    read = {(one.row.place, one.row.member, one.column.measure.series): one.value
            for one in form_cells(read_by(book, kept), layout(form_))}  # fmt: skip
    assert read[("ON-N", "under-25", SERVED)] == 4.0
    assert read[("ON-N", "25-and-over", NEW)] == 2.0
    assert read[("ON-S", "25-and-over", SERVED)] == 10.0
    assert len(read) == 8


def test_of_a_book_of_something_else_every_column_is_listed_and_none_is_read() -> None:
    form_ = form()
    other = Book(FileKind.CSV, (BookSheet("x", {1: ["zzzz", "qqqq"], 2: [1.0, 2.0]}),))
    proposed = suggest(other, form_, catalogue_of(form_))
    assert [one.id for one in proposed.tables] == [one.id for one in form_.tables]
    assert all({*one.columns} == {"zzzz", "qqqq"} for one in proposed.tables)
    assert all(means.skip for one in proposed.tables for means in one.columns.values())
    assert proposed.confidence == {}
    words = Book(FileKind.CSV, (BookSheet("x", {1: ["zzzz", "qqqq"], 2: ["a", "b"]}),))
    assert suggest(words, form_, catalogue_of(form_)).tables == ()


TWICE: tuple[list[Value], ...] = (
    ["In the north"],
    ["Age", "Clients", None],
    [None, "zzz", "zzz"],
    ["k1", 1.0, 2.0],
    ["k2", "n/a", 4.0],
    ["In the south"],
    ["Age", "Clients", None],
    [None, "zzz", "zzz"],
    ["k1", 5.0, 6.0],
)


def test_two_tables_with_the_same_headings_are_proposed_and_read_apart() -> None:
    form_ = form()
    book = Book(FileKind.XLSX, (BookSheet("x", dict(enumerate(TWICE, 1))),))
    proposed = suggest(book, form_, catalogue_of(form_))
    first, second = [one for one in proposed.tables if one.id == proposed.tables[0].id]
    for one, labels, cells in ((first, {"k1", "k2"}, ["C4", "C5"]), (second, {"k1"}, ["C9"])):
        assert [*one.columns] == ["Clients | zzz", "Clients | zzz | #2"]
        assert {*one.rows} == labels
        columns = {"Clients | zzz": Meaning(skip=True), "Clients | zzz | #2": Meaning(measure="m")}
        means = {"columns": columns, "rows": dict.fromkeys(one.rows, Meaning()), "seen": {}}
        own = Profile(id="own", tables=(one.model_copy(update=means),))
        read = read_by(book, read_profile(write_profile(own)))
        assert [cell.at.cell for cell in read.cells] == cells
        assert read.missing == ()
