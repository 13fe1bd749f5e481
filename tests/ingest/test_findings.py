"""Whatever is wrong in a file is told at its cell, with what would be right."""

import pytest

from metrics import Language
from tests.ingest.conftest import column, specification, told, workbook

PLACE = 'place = "CA"'
YEAR = column("period", "Year")
PEOPLE = column("value", "People", series="people")
WHERE = column("place", "Where")
SEX = column("dimension", "Sex", dimension="sex")


@pytest.mark.parametrize(
    ("text", "columns", "table", "finding"),
    [
        (
            "Year,People\n2020,about 450\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, B2: 'about 450' is not a number: write 1,282 or <5 or a word declared in "
            "`missing` or `statuses` (people).",
        ),
        (
            "Year,People\n20200,5\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, A2: '20200' is not a period: write 2024, 2024-Q3, 2024-05, 2024-05-31, "
            "2023-24, FY2017 or 2016-06-30/2020-06-30.",
        ),
        (
            "Year,Where,People\n2020,Canda,5\n",
            YEAR + WHERE + PEOPLE,
            "",
            "table.csv, B2: Unknown place 'Canda'.",
        ),
        (
            "Year,Where,People\n2020,,5\n",
            YEAR + WHERE + PEOPLE,
            "",
            "table.csv, B2: This row has a value and does not say for which place.",
        ),
        (
            "Year,Sex,People\n2020,femal,5\n",
            YEAR + SEX + PEOPLE,
            PLACE,
            "table.csv, B2: 'femal' is not a known member of sex. Known are female, male. Map it "
            "in `members` or declare it under [members.sex].",
        ),
        (
            "Year,People,Extra\n2020,5,x\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, C1: No column of this table accepts the heading 'Extra': add it to "
            "`headings` in source.toml, or give it the role 'ignore'.",
        ),
        (
            "Year,People\n2020,1,282\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, C2: This cell has no heading above it: check that the row is not shifted "
            "by a comma.",
        ),
        (
            "Year,People,Notes\n2020,5\n",
            YEAR + PEOPLE + column("ignore", "Notes"),
            PLACE,
            "table.csv, B2: This row ends before the last heading: write every cell, empty ones "
            "too.",
        ),
        (
            "Year,Q,People\n2020,Q5,5\n",
            column("year", "Year") + column("quarter", "Q") + PEOPLE,
            PLACE,
            "table.csv, A2: '2020 Q5' is not a quarter, Q1 to Q4 or T1 to T4, of a year such as "
            "2024 or 2023-24.",
        ),
        (
            "Year,People\n2020,<0\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, B2: '<0' is not a count: a count is a whole number, zero or more (people).",
        ),
        (
            "Year,20201\nx,5\n",
            column("ignore", "Year")
            + column("value", pattern="^(?P<period>2.+)$", series="people"),
            PLACE,
            "table.csv, B1: '20201' is not a period: write 2024,",
        ),
        (
            "Year,Known,People\n2020,May 2021,5\n",
            YEAR + column("known_on", "Known") + PEOPLE,
            PLACE,
            "table.csv, B2: 'May 2021' is not a day: write 2024-05-31, or 2024-05 or 2024 when no "
            "more is known.",
        ),
        (
            "Year,Note,Fr,People\n2020,Only English,,5\n",
            YEAR + column("note_en", "Note") + column("note_fr", "Fr") + PEOPLE,
            PLACE,
            "table.csv, B2: This text is in one language only: write it in English and in French.",
        ),
        (
            "Year,Q,En,Fr,People\n2020,in_words,hundreds,des centaines,200\n",
            YEAR + column("qualifier", "Q") + column("words_en", "En") + column("words_fr", "Fr")
            + PEOPLE,
            PLACE,
            "table.csv, E2: Published in words only, so no number may stand here: leave the value "
            "empty.",
        ),
        (
            "Year,Q,People\n2020,upto,5\n",
            YEAR + column("qualifier", "Q") + PEOPLE,
            PLACE,
            "table.csv, B2: 'upto' is not a known qualifier. Known are up_to.",
        ),
        (
            "Year,S,People\n2020,cases?,5\n",
            YEAR + column("series", "S") + column("value", "People"),
            PLACE,
            "table.csv, B2: 'cases?' is not a known series of this source. Known are cases. "
            "Declare it under [series] in source.toml.",
        ),
        (
            "Year,People\n2020,5\n2020,6\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, B3: Says 6 where table.csv, B2 says 5 for the same series, place, period, "
            "breakdown and document: correct one, or tell them apart.",
        ),
        (
            "Year,People\n2020,5\n2020,<5\n",
            YEAR + PEOPLE,
            PLACE,
            "table.csv, B3: Says under 5 where table.csv, B2 says 5",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_cell(read_table, text, columns, table, finding):
    reading = read_table(text, columns, table)
    (line,) = told(reading)
    assert line.startswith(finding)
    assert reading.errors == 1


def test_every_fault_of_a_file_is_told_at_once(read_table):
    text = "Year,Where,People\n2020,Canda,x\n,Canada,5\n2021,Canada,7\n"
    reading = read_table(text, YEAR + WHERE + PEOPLE)
    assert [one.cell for one in reading.findings] == ["C2", "B2", "A3"]


def test_a_fault_of_a_row_is_told_once_and_not_for_each_of_its_values(read_table):
    text = "Where,2019,2020,2021\nCanda,1,2,3\n"
    columns = WHERE + column("value", pattern=r"^(?P<period>\d{4})$", series="people")
    assert [one.cell for one in read_table(text, columns).findings] == ["A2"]


def test_a_fault_of_a_heading_is_told_once_and_not_for_each_row(read_table):
    text = "Where,2019x,2020\nCanada,1,2\nMexico,1,2\n"
    columns = WHERE + column("value", pattern=r"^(?P<period>\d{4}.*)$", series="people")
    reading = read_table(text, columns)
    assert [one.cell for one in reading.findings] == ["B1"]
    assert len(reading.observations) == 2


def test_error_values_and_formulas_without_result_are_told_in_value_cells_only(read_table):
    rows = [["Year", "People", "Note"], [2020, "#REF!", "#N/A"], [2021, "=1+1", None], [2022, 5]]
    reading = read_table(
        workbook(*rows), YEAR + PEOPLE + column("ignore", "Note"), PLACE, file="a.xlsx"
    )
    assert told(reading) == [
        "a.xlsx, Data!B2: '#REF!' is an error value of the spreadsheet: correct the cell and save "
        "the file again (people).",
        "a.xlsx, Data!B3: '=1+1' is a formula without a saved result: open the file, let it "
        "calculate, and save it (people).",
    ]


def test_a_column_of_numbers_without_a_heading_is_told(read_table):
    reading = read_table("Year,People,\n2020,5,6\n2021,7,\n", YEAR + PEOPLE, PLACE)
    assert [one.cell for one in reading.findings] == ["C2"]


def test_a_second_table_under_the_first_is_not_read_as_its_rows(read_table):
    reading = read_table("Year,People\n2020,5\nYear,People\n2020,9\n", YEAR + PEOPLE, PLACE)
    assert [(one.rule, one.cell) for one in reading.findings] == [
        ("number", "B3"), ("period", "A3"), ("conflict", "B4"),
    ]  # fmt: skip


def test_a_missing_file_is_told(add_source, read):
    table = f'[[tables]]\nid = "t"\nfile = "gone.csv"\n{PLACE}\n'
    add_source("publisher", specification(table + YEAR + PEOPLE))
    assert told(read("publisher")) == [
        "gone.csv: This file is named in source.toml and is not in the folder.",
    ]


def test_a_finding_speaks_both_languages(read_table):
    reading = read_table("Year,People\n2020,x\n", YEAR + PEOPLE, PLACE)
    (finding,) = reading.findings
    assert finding.line(Language.FR) == (
        "table.csv, B2 : « x » : pas un nombre : écrivez 1,282 ou <5 ou un mot déclaré dans "
        "`missing` ou `statuses` (personnes)."
    )


@pytest.mark.parametrize(
    ("columns", "table", "fault"),
    [
        (YEAR + PEOPLE, 'place = "XX"', "Unknown place 'XX'."),
        (YEAR + PEOPLE, "", "nothing says which place the values under 'People' belong to"),
        (PEOPLE, PLACE, "nothing says which period the values under 'People' belong to"),
        (YEAR + column("value", "People"), PLACE, "nothing says which series"),
        (YEAR + PEOPLE, PLACE + '\ndocument = "first"', "'first' is not a known document"),
        (YEAR + PEOPLE, PLACE + '\nperiod = "spring"', "'spring' is not a period"),
        (YEAR + PEOPLE, PLACE + '\ndimensions = { sex = "fem" }', "'fem' is not declared for sex"),
        (YEAR + PEOPLE, PLACE + '\nnumbered = "lines"', "'lines' is not declared for dimension"),
        (
            YEAR + column("value", "People", series="peple"),
            PLACE,
            "'peple' is not a known series of this source. Known are people.",
        ),
        (
            YEAR + PEOPLE + column("dimension", "Sex", dimension="sexe"),
            PLACE,
            "'sexe' is not declared for dimension",
        ),
        (
            YEAR + column("value", pattern="^(?P<sexe>.+)$", series="people"),
            PLACE,
            "'sexe' is not declared for pattern",
        ),
    ],
)
def test_names_in_source_toml_that_nothing_declares_are_told_before_any_file_is_read(
    read_table, columns, table, fault
):
    (line,) = told(read_table("", columns, table))
    assert line.startswith(f"sources/publisher/source.toml [tables.table]: {fault}")


def test_a_table_without_any_row_is_an_error(read_table):
    assert told(read_table("Year,People\n,\n", YEAR + PEOPLE, PLACE)) == [
        "table.csv, A1: The headings stand here and no row below them says anything: check that "
        "the file is whole."
    ]


KIND = "Year,Kind,People\n"


@pytest.mark.parametrize(
    ("text", "table", "rules"),
    [
        (KIND, 'where = { "Kind" = ["East"] }', ["no-rows", "filter"]),
        (KIND, 'unless = { "Kind" = ["Sum"] }', ["no-rows", "filter"]),
        (KIND + "Source: us,,\n", 'unless = { "Kind" = ["Sum"] }', ["no-rows", "filter"]),
        (KIND + "2020,West,5\n", 'where = { "Kind" = ["East"] }', ["no-rows", "filter"]),
        (KIND + "2020,East,\n2020,West,5\n", 'where = { "Kind" = ["East"] }', ["no-rows"]),
        (KIND + "2020,Sum,5\n", 'unless = { "Kind" = ["Sum"] }', []),
    ],
)
def test_a_filter_is_no_excuse_for_a_table_without_rows(read_table, text, table, rules):
    reading = read_table(text, YEAR + PEOPLE + column("ignore", "Kind"), f"{PLACE}\n{table}")
    assert [one.rule for one in reading.findings] == rules
    assert bool(reading.errors) == ("no-rows" in rules)


def test_words_of_a_filter_that_no_file_has_are_told(add_source, read):
    table = (
        '[[tables]]\nid = "t"\nplace = "CA"\nfiles = ["a.csv", "b.csv"]\n'
        'where = { "Kind" = ["East", "West", "Nort"] }\n'
    )
    add_source(
        "publisher",
        specification(table + YEAR + PEOPLE),
        **{"a.csv": "Year,Kind,People\n2020,East,5\n", "b.csv": "Year,Kind,People\n2021,West,5\n"},
    )
    reading = read("publisher")
    assert told(reading) == [
        "sources/publisher/source.toml [tables.t]: No row says 'Nort' under 'Kind': check the "
        "spelling in `where` or `unless`."
    ]
    assert (reading.errors, len(reading.observations)) == (0, 2)


def test_a_file_that_no_table_reads_is_told(read_table, data):
    (data / "sources" / "publisher").mkdir()
    (data / "sources" / "publisher" / "forgotten.csv").touch()
    (data / "sources" / "publisher" / "README.md").touch()
    reading = read_table("Year,People\n2020,5\n", YEAR + PEOPLE, PLACE)
    assert told(reading) == ["forgotten.csv: No table in source.toml reads this file."]


def test_parts_that_do_not_add_to_their_total_are_told_and_kept(read_table):
    text = (
        "Year,Sex,People\n2020,Female,2\n2020,Male,3\n2020,Total,6\n2021,Female,<5\n2021,Male,3\n"
        "2021,Total,7\n2022,Female,2\n2022,Male,3\n2022,Total,5\n2023,Total,5\n"
    )
    reading = read_table(text, YEAR + SEX + PEOPLE, PLACE + '\nadds_up = ["sex"]')
    assert told(reading) == [
        "table.csv, C4: The parts by sex add to 5, and the total is 6.",
    ]
    assert (reading.errors, len(reading.observations)) == (0, 10)


SECOND = (
    '[documents.second]\ntitle = "Second"\npublisher = { en = "P", fr = "P" }\n'
    'published_on = "2026-05"\nread_on = 2026-06-01\n'
)


AMOUNT = column("value", "Amount", series="amount")
UNBEGUN = (
    "The period {} begins after the day on which 'bulletin' was published (2024-03-31): check the "
    "year. If it was announced for a term to come, its series says so with `for_a_term = true`."
)
UNENDED = (
    "The period {} was not over on the day on which 'bulletin' was published (2024-03-31): check "
    "the year, or write the days that the value covers. If it was announced for a term, its series "
    "says so with `for_a_term = true`."
)


@pytest.mark.parametrize(
    ("period", "message"), [("2051", UNBEGUN), ("2024", UNENDED), ("Q2 2024", UNBEGUN)]
)
def test_nothing_is_counted_before_its_period_is_over(read_table, period, message):
    columns = YEAR + PEOPLE + column("value", "Cases", series="cases")
    reading = read_table(f"Year,People,Cases\nQ1 2024,1,2\n{period},3,\n", columns, PLACE)
    code = "2024-Q2" if period == "Q2 2024" else period
    assert told(reading) == ["table.csv, B3: " + message.format(code)]
    assert reading.errors == 1


def test_a_period_that_is_not_over_is_told_in_french(read_table):
    (finding,) = read_table("Year,People\n2024,3\n", YEAR + PEOPLE, PLACE).findings
    assert "La période 2024 n'était pas terminée le jour de publication de" in finding.message.fr


def test_an_amount_may_be_for_years_to_come_and_one_of_a_far_year_is_told(read_table):
    reading = read_table("Year,Amount\n2024,1\n2025,2\n2026,3\n2062,4\n", YEAR + AMOUNT, PLACE)
    assert told(reading) == [
        f"table.csv, B{row}: The period {year} begins more than a year after its document "
        "'bulletin' (2024-03-31): check the year."
        for row, year in ((4, 2026), (5, 2062))
    ]
    assert (reading.errors, reading.warnings, len(reading.observations)) == (0, 2, 4)


def test_a_series_may_declare_that_it_is_announced_for_a_term(add_source, read):
    table = '[[tables]]\nid = "table"\nfile = "table.csv"\n' + PLACE + "\n" + YEAR + PEOPLE
    text = specification(table).replace("[series.people]", "[series.people]\nfor_a_term = true")
    add_source("publisher", text, **{"table.csv": "Year,People\n2024-25,3\n"})
    assert (told(read("publisher")), read("publisher").errors) == ([], 0)


def test_what_is_marked_as_estimated_is_a_forecast(read_table):
    marked = column("value", "People", series="people", status="E")
    assert told(read_table("Year,People\n2024,3\n", YEAR + marked, PLACE)) == []


def test_a_numbered_row_is_late_too(read_table):
    reading = read_table("Year,People\n2051,3\n", YEAR + PEOPLE, PLACE + '\nnumbered = "line"')
    assert reading.errors == 1


def test_a_period_is_late_by_the_document_of_its_own_row(read_table):
    text = "Year,Document,People\n2025,second,5\n2025,bulletin,6\n"
    columns = YEAR + column("document", "Document") + PEOPLE
    reading = read_table(text, columns, PLACE, documents=SECOND)
    assert [one.partition(": ")[0] for one in told(reading)] == ["table.csv, C3"]


QUALIFIED = PEOPLE + column("qualifier", "How exactly")


@pytest.mark.parametrize(
    ("cell", "stated", "faulty"),
    [
        ("<5900", "more_than", True), ("~450", "exact", True), (">100", "up_to", True),
        ("<5", "less_than", False), ("<5", "", False), ("450", "approximate", False),
    ],
)  # fmt: skip
def test_a_cell_and_its_qualifier_may_not_contradict_each_other(read_table, cell, stated, faulty):
    reading = read_table(
        f"Year,People,How exactly\n2020,{cell},{stated}\n", YEAR + QUALIFIED, PLACE
    )
    message = (
        f"table.csv, B2: '{cell}' and its qualifier '{stated}' contradict each other: correct one "
        "of them."
    )
    assert told(reading) == ([message] if faulty else [])
    assert reading.errors == int(faulty)


def test_a_qualifier_without_a_value_is_told(read_table):
    reading = read_table(
        "Year,People,How exactly\n2020,5,\n2021,,up_to\n2022,,\n", YEAR + QUALIFIED, PLACE
    )
    assert told(reading) == [
        "table.csv, B3: This row has a qualifier and no value, and is passed over: write the "
        "value, or take the row out."
    ]
    assert (reading.errors, len(reading.observations)) == (0, 1)


@pytest.mark.parametrize("row", ["2020,\u0664\u0665\u0660", "\u0662\u0660\u0662\u0660,450"])
def test_digits_of_other_scripts_are_refused(read_table, row):
    assert read_table(f"Year,People\n{row}\n", YEAR + PEOPLE, PLACE).errors == 1


def test_a_link_that_leads_out_of_the_folder_is_refused(add_source, read, tmp_path):
    table = '[[tables]]\nid = "table"\nfile = "table.csv"\n' + PLACE + "\n" + YEAR + PEOPLE
    folder = add_source("publisher", specification(table))
    (tmp_path / "elsewhere.csv").write_text("Year,People\n2020,5\n", encoding="utf-8")
    (folder / "table.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert told(read("publisher")) == [
        "table.csv: This file is a link that leads out of the source's folder: put the file itself "
        "there."
    ]
    (folder / "table.csv").unlink()
    (folder / "edition-1.csv").write_text("Year,People\n2020,5\n", encoding="utf-8")
    (folder / "table.csv").symlink_to("edition-1.csv")
    assert read("publisher").errors == 0
