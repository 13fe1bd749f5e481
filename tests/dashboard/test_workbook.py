import pytest
from openpyxl import load_workbook

from dashboard.workbook import write_workbook
from metrics import MetricsError

RECORD = {
    "indicator": "calls", "value": 528, "words": "=HYPERLINK(1)", "note": None,
    "provenance": {"file": "figures.csv", "cell": "B2"},
}  # fmt: skip


def test_numbers_stay_numbers_and_words_stay_words(tmp_path):
    path = tmp_path / "observations.xlsx"
    assert write_workbook([RECORD, {**RECORD, "value": None}], path) == 2
    sheet = load_workbook(path)["observations"]
    headings, first, second = sheet.iter_rows()
    assert [cell.value for cell in headings] == [
        "indicator",
        "value",
        "words",
        "note",
        "file",
        "cell",
    ]
    assert [cell.value for cell in first] == [
        "calls",
        528,
        "=HYPERLINK(1)",
        None,
        "figures.csv",
        "B2",
    ]
    assert "f" not in {cell.data_type for cell in first}
    assert second[1].value is None


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path):
    with pytest.raises(MetricsError, match="cannot be written"):
        write_workbook([RECORD], tmp_path / "nowhere" / "observations.xlsx")
