import pytest

from ingest.cells import Sheet
from ingest.findings import ReadError
from ingest.headings import find_table, headings_of
from ingest.spec import TableSpec

YEAR = {"headings": ["Year", "Année"], "role": "period"}
VALUE = {"headings": ["Incidents"], "role": "value"}


def table(*columns, **options):
    return TableSpec.model_validate({"id": "t", "file": "t.csv", "columns": columns, **options})


def found(rows, spec):
    layout, below = find_table(Sheet("", rows), spec)
    return {one.column.role.value: one.at for one in layout.found}, list(below)


def test_a_table_is_found_below_its_title_and_at_any_column():
    rows = [["Table 1"], [], ["", "Note", ""], ["", "Incidents", "Year"], ["", "5", "2020"]]
    columns, below = found(rows, table(YEAR, VALUE))
    assert columns == {"value": 1, "period": 2}
    assert below == [(5, ["", "5", "2020"])]


@pytest.mark.parametrize(
    "heading", ["year", "YEAR ", " Year\n", "Year [1]", "Year¹", "Year*", "Année", "Year (2)"]
)
def test_case_spaces_line_breaks_and_footnote_marks_of_a_heading_are_ignored(heading):
    columns, _ = found([[heading, "Incidents"]], table(YEAR, VALUE))
    assert columns == {"period": 0, "value": 1}


def test_a_renamed_heading_is_told_with_the_row_that_came_nearest():
    with pytest.raises(ReadError) as error:
        found([["Title"], ["Year", "Cases"], ["2020", "5"]], table(YEAR, VALUE))
    assert error.value.text.en == (
        "No row has the headings 'Year', 'Incidents'. Row 2 lacks 'Incidents'. If the publisher "
        "renamed one, add its new spelling to `headings` in source.toml."
    )


def test_two_columns_with_one_heading_are_refused():
    with pytest.raises(ReadError, match="Row 1 has two columns 'Incidents' and 'incidents'"):
        found([["Year", "Incidents", "incidents"]], table(YEAR, VALUE))


def test_headings_of_three_rows_are_carried_right_as_far_as_the_cell_above_reaches():
    rows = [
        ["Theme", "Unit", "Year 1", "", "", "Year 2", "", "Grand total", ""],
        ["", "", "Apr", "", "Total", "Apr", "Total", "", ""],
        ["", "", "Actual", "Forecast", "", "Forecast", "", "", ""],
    ]
    assert headings_of(rows) == [
        "Theme",
        "Unit",
        "Year 1 / Apr / Actual",
        "Year 1 / Apr / Forecast",
        "Year 1 / Total",
        "Year 2 / Apr / Forecast",
        "Year 2 / Total",
        "Grand total",
        "",
    ]


def test_the_last_row_of_headings_tells_columns_apart_and_is_not_carried():
    assert headings_of([["Sex", "", "Notes"], ["Female", "Male", ""]]) == [
        "Sex / Female",
        "Sex / Male",
        "Notes",
    ]
    assert headings_of([["Year", "", "Value"]]) == ["Year", "", "Value"]


def test_headings_that_match_a_pattern_keep_its_named_groups():
    spec = table(
        {"headings": ["Place"], "role": "place"},
        {"pattern": r"^(?P<period>\d{4})$", "role": "value"},
    )
    layout, _ = find_table(Sheet("", [["Place", 2020.0, "2021*"]]), spec)
    assert [one.groups for one in layout.found] == [{}, {"period": "2020"}, {"period": "2021"}]


def test_one_of_several_tables_on_a_sheet_is_bracketed_by_words_before_and_after_it():
    rows = [["Year", "Incidents"], ["2019", "1"], ["B. Second table"], ["Year", "Incidents"],
            ["2020", "2"], ["Source: police"], ["2021", "3"]]  # fmt: skip
    _, below = found(rows, table(YEAR, VALUE, after="b. second", before="Source:"))
    assert below == [(5, ["2020", "2"])]
    with pytest.raises(ReadError, match=r"No cell begins with 'C\. Third'"):
        found(rows, table(YEAR, VALUE, after="C. Third"))


def test_an_optional_column_may_be_missing():
    optional = {"headings": ["Notes"], "role": "ignore", "optional": True}
    columns, _ = found([["Year", "Incidents"]], table(YEAR, VALUE, optional))
    assert columns == {"period": 0, "value": 1}
