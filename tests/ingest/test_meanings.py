"""What words mean, apart from the table that they stand in."""

from datetime import date

import pytest

from ingest.findings import Problem
from ingest.meanings import month_of, quarter_of, read_day, read_period


@pytest.mark.parametrize(
    ("words", "style", "code"),
    [
        ("2023-24 Q1", None, "2023-Q2"),
        ("2023-24 Q1", "fiscal", "2023-Q2"),
        ("2023/24 Q1", "fiscal", "2023-Q2"),
        ("Q1 2023-24", "fiscal", "2023-Q2"),
        ("2023-2024 T1", "fiscal", "2023-Q2"),
        ("2023–24 T4", "fiscal", "2024-Q1"),
        ("T4, 2023-24", None, "2024-Q1"),
        ("Q3 2024", None, "2024-Q3"),
        ("T3 2024", None, "2024-Q3"),
        ("2024-Q3", None, "2024-Q3"),
        ("Q3 2024", "fiscal", "2024-Q4"),
        ("2024-Q3", "fiscal", "2024-Q4"),
        ("Q1 FY2024", None, "2023-Q4"),
        ("FY2024 Q1", "us-fiscal", "2023-Q4"),
        ("2011-12", "fiscal", "2011/12"),
        ("2023-2024", "fiscal", "2023/24"),
    ],
)
def test_quarters_and_fiscal_years_are_read_as_they_are_printed(words, style, code):
    assert read_period(words, style).code == code


def test_a_written_fiscal_year_has_quarters_and_months():
    assert quarter_of("2023-24", "Q1", "fiscal").code == "2023-Q2"
    assert quarter_of("2023-24", "T4", None).code == "2024-Q1"
    assert month_of("2023-24", "Feb", "fiscal").code == "2024-02"
    assert month_of("2023-2024", "avril", "fiscal").code == "2023-04"


@pytest.mark.parametrize(
    ("words", "style", "other"),
    [
        ("2023-25 Q1", "fiscal", "2023-24"),
        ("2024 Q5", None, "2023-24"),
        ("FY2024 Q1", "fiscal", "2023-24"),
        ("2023-24 Q1", "us-fiscal", "FY2024"),
    ],
)
def test_a_quarter_of_no_year_is_told_with_what_would_be_right(words, style, other):
    problem = read_period(words, style)
    assert problem.message.en == (
        f"'{words}' is not a quarter, Q1 to Q4 or T1 to T4, of a year such as 2024 or {other}."
    )
    assert "un trimestre, T1 à T4 ou Q1 à Q4" in problem.message.fr


def test_a_day_a_month_and_a_year_are_days_and_nothing_else_is():
    assert read_day("2024-05-31") == (date(2024, 5, 31), False)
    assert read_day("2024-02") == (date(2024, 2, 29), True)
    assert read_day("2024") == (date(2024, 12, 31), True)
    for words in ("2012-13", "2025-13", "2025-02-31", "0000", "2024-Q1", "2023-24", ""):
        assert isinstance(read_day(words), Problem), words
