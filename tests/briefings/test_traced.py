"""On paper each file is named once, and every value stands with its cell."""

from dashboard.briefings.document import Cell, Table
from dashboard.briefings.traced import MOST, traced
from tests.briefings.made import EN, FR, outline
from tests.briefings.made import document as composed
from tests.briefings.sample import document

HEAD = ("Indicator", "Series", "Place", "Breakdown", "Period", "Value", "Marks", "Document",
        "File", "Checksum", "Cell")  # fmt: skip
FIRST, SECOND = ("A table, 2025", "a.csv", "0a0a"), ("A table, 2023", "b.csv", "0b0b")


def row(period, value, file, cell, *, marks="", place="Ontario"):
    said = ("HOT-01", "Calls", place, "total", period, value, marks, *file, cell)
    return tuple(map(Cell, said))


def told(*rows, language=EN):
    return traced(document(language, 0)._replace(trails=Table("Every value", HEAD, rows)))


def texts(table):
    return [[cell.text.replace("\u00a0", " ") for cell in one] for one in table.rows]


def test_a_file_is_named_once_and_each_value_stands_with_its_cell_behind_its_number():
    found = told(
        row("2024", "503", FIRST, "V2"),
        row("2023", "522", FIRST, "U2", marks="provisional; N1"),
        row("2022", "under 5", SECOND, "Sheet!H3"),
        row("2024", "9", FIRST, "V3", place="Canada"),
    )
    assert texts(found.files) == [["[1] A table, 2025", "a.csv", "0a0a"],
                                  ["[2] A table, 2023", "b.csv", "0b0b"]]  # fmt: skip
    assert texts(found.values) == [
        ["HOT-01, Calls, Ontario, total",
         "[1] 2024: 503 (V2); 2023: 522, provisional, N1 (U2); [2] 2022: under 5 (Sheet!H3)"],
        ["HOT-01, Calls, Canada, total", "[1] 2024: 9 (V3)"],
    ]  # fmt: skip
    assert found.values.head == ("Indicator", "[Document] Period: Value (Cell)")
    assert (found.values.caption, found.files.caption) == ("Every value", "Sources")


def test_what_was_released_has_no_cell_and_says_none():
    found = told(row("Q1 2026", "40", ("A release", "R-2026-001", ""), ""))
    assert texts(found.values)[0][1] == "[1] Q1 2026: 40"


def test_a_colon_stands_as_the_language_has_it():
    found = told(row("2024", "503", FIRST, "V2"), language=FR)
    assert found.values.rows[0][1].text == "[1]\u00a02024\u00a0:\u00a0503\u00a0(V2)"


def test_many_values_take_several_rows_and_none_is_lost():
    every = [row(str(at), str(at), FIRST, f"B{at}") for at in range(2 * MOST + 1)]
    found = told(*every)
    assert len(found.values.rows) == 3
    said = " ".join(one for _, one in texts(found.values))
    assert all(f"{at}: {at} (B{at})" in said for at in range(2 * MOST + 1))


def test_every_value_of_a_real_briefing_is_found_on_paper(whole):
    chosen = outline("people-convicted", "tip-tier", framework="ontario-2025")
    briefing = composed(whole.store, whole.catalogue, chosen)
    trails, paper = briefing.trails, traced(briefing)
    said = " ".join(one for line in texts(paper.values) for one in line)
    for *_, period, value, _marks, _document, _file, _checksum, cell in trails.rows:
        assert f"{period.text}: {value.text}" in said
        assert f"({cell.text})" in said
    assert len(trails.rows) > 20
    assert len(paper.files.rows) == len({one[7:10] for one in trails.rows})
