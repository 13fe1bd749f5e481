"""A number in the workbook is a number, and reads as the document words it."""

from decimal import Decimal

import pytest

from dashboard.briefings.document import Cell
from dashboard.briefings.xlsx.cells import is_kept, number_format
from metrics import Language

EN, FR = Language.EN, Language.FR
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("cell", "language", "expected"),
    [
        (Cell("1,522", Decimal(1522)), EN, "[$-1009]#,##0"),
        (Cell(f"1{NBSP}522,5", Decimal("1522.5"), 1), FR, "[$-C0C]#,##0.0"),
        (Cell("1522", Decimal(1522)), EN, "[$-1009]0"),
        (Cell("38%", Decimal(38), 0, True), EN, '[$-1009]#,##0"%"'),
        (Cell(f"38,0{NBSP}%", Decimal(38), 1, True), FR, f'[$-C0C]#,##0.0"{NBSP}%"'),
        (Cell("about 1,520", Decimal(1520)), EN, '[$-1009]"about "#,##0'),
        (Cell("$1.5 million", Decimal(1500000)), EN, '[$-1009]"$"#,##0'),
        (Cell(f"1,5 million{NBSP}$", Decimal(1500000)), FR, f'[$-C0C]#,##0"{NBSP}$"'),
        (Cell("−5", Decimal(-5)), EN, '[$-1009]#,##0;[$-1009]"−"#,##0'),
        (Cell("0.5", Decimal("0.5"), 1), EN, "[$-1009]#,##0.0"),
        (Cell("5 of 12", Decimal(5)), EN, "[$-1009]#,##0"),
    ],
)
def test_a_format_shows_what_the_document_says(
    cell: Cell, language: Language, expected: str
) -> None:  # fmt: skip
    assert number_format(cell, language) == expected


def test_a_quote_in_the_words_does_not_end_them() -> None:
    made = number_format(Cell('"5";@[Red]', Decimal(5)), EN)
    assert made == '[$-1009]"”"#,##0"”;@[Red]"'


def test_a_number_with_more_digits_than_a_workbook_keeps_is_written_as_words() -> None:
    assert is_kept(Decimal("123456789.25"))
    assert not is_kept(Decimal("1234567890123456789"))
    assert not is_kept(Decimal("NaN"))
