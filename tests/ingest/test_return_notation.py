"""Numbers, days and periods as partners write them, in both languages; nothing is guessed."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from ingest.book import ErrorValue, Percent, Unsaved
from ingest.returns.figures import Figure, Question, Refused, Settled
from ingest.returns.notation import FOUR, decides, read_value
from ingest.returns.reading_names import READINGS
from ingest.returns.recognition import AS_CURRENT
from ingest.returns.spans import (
    CALENDAR,
    DAY_FIRST,
    FISCAL,
    MONTH_FIRST,
    DayQuestion,
    PeriodQuestion,
    SettledPeriod,
    order_in,
    read_date,
    read_period,
)
from ingest.returns.spelled_periods import read_period as spelled
from metrics import ObservationStatus, Period, Qualifier
from tests.ingest.return_forms import PERIOD, catalogue

UNITS = catalogue().units
PEOPLE, CAD, PERCENT = UNITS["people"], UNITS["cad"], UNITS["percent"]
NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

NUMBERS = [
    ("12", CAD, "12"), ("1 234,5", CAD, "1234.5"), (f"1{NBSP}234,50", CAD, "1234.50"),
    (f"1{NARROW}234,5", CAD, "1234.5"), (f"1{THIN}234", CAD, "1234"), ("1'234", CAD, "1234"),
    ("1’234.5", CAD, "1234.5"), ("1,234.5", CAD, "1234.5"), ("1.234,5", CAD, "1234.5"),
    ("1,234,567", CAD, "1234567"), ("1.234.567", CAD, "1234567"), ("0,25", CAD, "0.25"),
    ("$1 200", CAD, "1200"), ("1 200 $", CAD, "1200"), ("CA$1200.50", CAD, "1200.50"),
    ("1200 dollars", CAD, "1200"), (" 42 ", PEOPLE, "42"), ("１２３", PEOPLE, "123"),
    ("٤٢", PEOPLE, "42"), ("42 people", PEOPLE, "42"), ("42 personnes", PEOPLE, "42"),
    ("1 personne", PEOPLE, "1"), ("zéro", PEOPLE, "0"), ("0", PEOPLE, "0"),
    ("45 %", PERCENT, "45"), ("45%", PERCENT, "45"), (f"45{NBSP}%", PERCENT, "45"),
    ("12,5 %", PERCENT, "12.5"), ("45 pour cent", PERCENT, "45"), ("0.45%", PERCENT, "0.45"),
    (Percent(0.45), PERCENT, "45"), (45.0, PERCENT, "45"), (42, PEOPLE, "42"),
    (12345.67, CAD, "12345.67"), (0.1 + 0.2, CAD, "0.3"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "unit", "value"), NUMBERS)
def test_a_number_is_read_however_it_is_written(cell, unit, value):
    assert read_value(cell, unit) == Figure(Decimal(value))


STATUSES = {
    ObservationStatus.MISSING: ("n/a", "N/A", "s.o.", "S.O.", "sans objet", "not applicable"),
    ObservationStatus.NOT_COLLECTED: ("not available", "Non disponible", "NON DISPONIBLE"),
    ObservationStatus.NOT_YET: ("not yet", "Pas encore", "à venir"),
}


@pytest.mark.parametrize(
    ("words", "status"), [(one, status) for status, said in STATUSES.items() for one in said]
)
def test_three_words_say_nothing_and_none_of_them_is_zero(words, status):
    assert read_value(words, PEOPLE) == Figure(None, status=status)


@pytest.mark.parametrize(
    "words", ["-", "–", "—", "N/D", "nil", "néant", "aucun", "...", "x", "TBD", "unknown"]
)
def test_a_word_that_may_mean_any_of_four_is_asked(words):
    question = read_value(words, PEOPLE)
    assert isinstance(question, Question)
    assert tuple(question.readings) == FOUR
    assert question.readings["zero"] == Figure(Decimal(0))


@pytest.mark.parametrize(
    ("cell", "unit", "rule"),
    [
        ("12.5", PEOPLE, "whole"), (12.5, PEOPLE, "whole"), ("-3", PEOPLE, "negative"),
        ("−3", PEOPLE, "negative"), ("(3)", CAD, "negative"), ("–3", PEOPLE, "negative"),
        ("1.005", CAD, None), ("12.005 1", CAD, "number"), (12.345, CAD, "cents"),
        ("101", PERCENT, "beyond"), (Percent(1.5), PERCENT, "beyond"), ("45 %", PEOPLE, "sign"),
        (Percent(0.45), PEOPLE, "sign"), ("12 $", PEOPLE, "sign"), ("US$12", CAD, "sign"),
        ("12 €", CAD, "sign"), ("12k", PEOPLE, "number"), ("12 34", PEOPLE, "number"),
        ("1,23,456", PEOPLE, "number"), ("12²", PEOPLE, "number"), ("12 or 13", PEOPLE, "number"),
        ("1e5", PEOPLE, "number"), (float("nan"), PEOPLE, "number"), (float("inf"), CAD, "number"),
        (True, PEOPLE, "number"), (date(2025, 4, 3), PEOPLE, "date"),
        ("1234567890123456789", PEOPLE, "long"), (ErrorValue("#REF!"), PEOPLE, "error-value"),
        (Unsaved("=SUM(A1)"), PEOPLE, "formula"), ("<5", PEOPLE, "not-exact"),
        ("less than 5", PEOPLE, "not-exact"), ("moins de 5", PEOPLE, "not-exact"),
        ("about 20", PEOPLE, "not-exact"), ("environ 20", PEOPLE, "not-exact"),
    ],
)  # fmt: skip
def test_what_is_no_figure_is_refused_with_what_would_be_right(cell, unit, rule):
    refused = read_value(cell, unit)
    if rule is None:
        assert isinstance(refused, Question)
        return
    assert isinstance(refused, Refused)
    assert refused.rule == rule
    assert all(refused.message)
    assert all(refused.right)


@pytest.mark.parametrize("cell", [date(2025, 4, 3), time(3, 4)])
def test_a_cell_that_became_a_date_is_mended_by_its_format_first(cell):
    right = read_value(cell, PEOPLE).right
    assert "set the format of the cell to Number" in right.en
    assert "then type the value again" in right.en
    assert "format de la cellule à Nombre" in right.fr
    assert "saisissez de nouveau la valeur" in right.fr


@pytest.mark.parametrize(
    ("words", "value", "qualifier"),
    [
        ("<5", "5", Qualifier.LESS_THAN), ("moins de 5", "5", Qualifier.LESS_THAN),
        ("less than 5", "5", Qualifier.LESS_THAN), ("about 20", "20", Qualifier.APPROXIMATE),
        ("environ 1 200", "1200", Qualifier.APPROXIMATE), ("≥ 10", "10", Qualifier.AT_LEAST),
        ("jusqu'à 10", "10", Qualifier.UP_TO), ("plus de 3", "3", Qualifier.MORE_THAN),
    ],
)  # fmt: skip
def test_a_form_may_take_figures_that_are_not_exact(words, value, qualifier):
    assert read_value(words, PEOPLE, qualifiers=True) == Figure(Decimal(value), qualifier)


@pytest.mark.parametrize(("words", "comma", "point"), [("1,234", "1.234", "1234"),
                                                      ("1.234", "1234", "1.234")])  # fmt: skip
def test_a_sign_that_may_separate_or_stand_before_decimals_is_asked(words, comma, point):
    question = read_value(words, UNITS["percent"].model_copy(update={"kind": "rate"}))
    assert isinstance(question, Question)
    assert question.readings == {
        "decimal-comma": Figure(Decimal(comma)), "decimal-point": Figure(Decimal(point)),
    }  # fmt: skip
    assert all(part in question.message.en for part in (comma, point))


@pytest.mark.parametrize("words", ["1,234", "1.234"])
def test_where_values_are_whole_the_whole_one_alone_is_offered(words):
    right = read_value(words, PEOPLE).right
    assert all("1234" in one for one in right)
    assert not any("1.234" in one or "1,234" in one for one in right)
    assert read_value(words, PERCENT).right.en.startswith("Write 1.234, or")


def test_a_sheet_that_shows_its_sign_settles_the_others():
    assert read_value("1,234", PEOPLE, decimal=".") == Settled(Figure(Decimal(1234)), ".")
    settled = read_value("1,234", PEOPLE, decimal=",")
    assert isinstance(settled, Settled)
    assert isinstance(settled.figure, Refused)  # 1.234 people


@pytest.mark.parametrize(
    ("words", "sign"),
    [("1 234,5", ","), ("1,234.5", "."), ("12.5", "."), ("1,234,567", "."), ("1.234.567", ","),
     ("1,234", None), ("1.234", None), ("12", None), ("Calls", None), ("0,234", ",")],
)  # fmt: skip
def test_which_sign_stands_before_decimals_is_seen_beyond_doubt_or_not_at_all(words, sign):
    assert decides(words) == sign


@pytest.mark.parametrize("cell", [0.45, "0.45", "0,45"])
def test_a_share_in_a_column_of_percentages_is_asked(cell):
    question = read_value(cell, PERCENT)
    assert isinstance(question, Question)
    assert question.readings["as-share"] == Figure(Decimal(45))
    assert question.readings["as-written"] == Figure(Decimal("0.45"))


@pytest.mark.parametrize("cell", [None, "", "  ", NBSP])
def test_an_empty_cell_says_nothing(cell):
    assert read_value(cell, PEOPLE) is None


def test_every_reading_has_words_in_both_languages():
    questions = [read_value(one, PERCENT) for one in ("1,234", "-", "0.5")]
    asked = {code for one in questions if isinstance(one, Question) for code in one.readings}
    spans = {DAY_FIRST, MONTH_FIRST, CALENDAR, FISCAL, AS_CURRENT}
    assert asked | spans <= READINGS.keys()
    assert all(one.en and one.fr for one in READINGS.values())


@pytest.mark.parametrize(
    "words",
    ["2025-03-31", "31/03/2025", "31.03.2025", "03/31/2025", "31 mars 2025", "March 31, 2025",
     "31-Mar-2025", "31 March 2025", "le 31 mars 2025", "2025/3/31", date(2025, 3, 31),
     datetime(2025, 3, 31, 12, 0)],  # noqa: DTZ001
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(words):
    assert read_date(words) == date(2025, 3, 31)


def test_a_day_that_can_be_read_in_two_ways_is_asked():
    question = read_date("03/04/2025")
    assert isinstance(question, DayQuestion)
    assert question.readings == {
        "day-first": date(2025, 4, 3), "month-first": date(2025, 3, 4),
    }  # fmt: skip
    assert read_date("03/04/2025", "day-first") == date(2025, 4, 3)
    assert read_date("05/05/2025") == date(2025, 5, 5)
    assert order_in("31/03/2025") == "day-first"
    assert order_in("03/04/2025") is None


@pytest.mark.parametrize("words", ["30/02/2025", "31/03/25", "soon", "", "2025", "13/13/2025"])
def test_what_is_no_day_is_refused(words):
    assert isinstance(read_date(words), Refused)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("2025-Q4", "2025-Q4"), ("T3 2025-2026", "2025-Q4"), ("2025-26 Q3", "2025-Q4"),
        ("Q3 2025/26", "2025-Q4"), ("Q4 2025–26", "2026-Q1"),
        ("octobre à décembre 2025", "2025-Q4"),
        ("October to December 2025", "2025-Q4"), ("Oct–Dec 2025", "2025-Q4"),
        ("oct. - déc. 2025", "2025-Q4"), ("3e trimestre 2025-2026", "2025-Q4"),
        ("third quarter 2025-26", "2025-Q4"), ("troisième trimestre de 2025-2026", "2025-Q4"),
        ("October 2025", "2025-10"), ("octobre 2025", "2025-10"), ("Août 2025", "2025-08"),
        ("2025-10", "2025-10"), ("2025-26", "2025/26"), ("exercice 2025-2026", "2025/26"),
        ("FY 2025-26", "2025/26"), ("2025", "2025"), ("H1 2025-26", "2025-04-01/2025-09-30"),
        ("December 2025 to February 2026", "2025-12-01/2026-02-28"),
        ("2025-10-01/2025-12-31", "2025-Q4"), (2025.0, "2025"),
    ],
)  # fmt: skip
def test_a_period_is_read_however_it_is_written(words, code):
    assert read_period(words, fiscal=True) == Period.parse(code)


@pytest.mark.parametrize(
    "words",
    [
        "Q3 2025-26 (October to December 2025)",  # as a template's head has it
        "T3 2025-2026 (octobre à décembre 2025)",
        "Q3 2025-26 (1 October 2025 to 31 December 2025)",  # as an older template's has it
        "T3 2025-2026 (du 1er octobre 2025 au 31 décembre 2025)",
        "du 1er octobre au 31 décembre 2025", "1 October to 31 December 2025",
        "Oct 1 - Dec 31, 2025", "2025-10-01 to 2025-12-31", "01/10/2025 - 31/12/2025",
        "Q3 2025-26 (Oct-Dec 2025)", "Q4 2025 (October 2025 to December 2025)",
        "Q3 25-26", "FY25-26 Q3", "T3 25/26",
    ],
)  # fmt: skip
def test_a_period_is_read_where_its_days_stand_with_it_or_for_it(words):
    assert spelled(words, fiscal=True) == PERIOD


@pytest.mark.parametrize(
    "words",
    [
        "Q2 2025-26 (1 October 2025 to 31 December 2025)",  # name and days disagree
        "31 December 2025 to 1 October 2025", "01/02/2025 to 03/04/2025",
        "Q3 2025-26 (draft)", "Q3 25-27", "12-13",
    ],
)  # fmt: skip
def test_where_name_and_days_disagree_or_are_in_doubt_nothing_is_read(words):
    assert isinstance(spelled(words, fiscal=True), Refused)


@pytest.mark.parametrize(
    ("cell", "unit", "fr"),
    [
        ("-4.5", "people", "-4,5 est inférieur à zéro"),
        ("101.5", "percent", "101,5 dépasse ce qui est possible"),
        ("us$5", "people", "porte le signe US$"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_as_its_language_writes_it(cell, unit, fr):
    assert fr in read_value(cell, UNITS[unit]).message.fr


def test_a_quarter_of_one_year_is_asked_where_the_form_counts_fiscal_years():
    question = read_period("Q3 2025", fiscal=True)
    assert isinstance(question, PeriodQuestion)
    assert {key: one.code for key, one in question.readings.items()} == {
        "fiscal": "2025-Q4", "calendar": "2025-Q3",
    }  # fmt: skip
    assert read_period("T3 2025", fiscal=True, asked=PERIOD) == SettledPeriod(
        PERIOD, "fiscal", Period.parse("2025-Q3")
    )
    assert read_period("T3 2025", fiscal=True, asked=PERIOD, settle=False) == question._replace(
        message=read_period("T3 2025", fiscal=True).message
    )
    assert read_period("Q3 2025") == Period.parse("2025-Q3")


def test_a_day_stands_for_the_period_that_is_asked_for():
    assert read_period(date(2025, 11, 1), asked=PERIOD) == PERIOD
    assert read_period("31/12/2025", asked=PERIOD) == PERIOD
    assert read_period("10/11/2025", asked=PERIOD) == PERIOD  # either way
    assert isinstance(read_period("03/10/2025", asked=PERIOD), DayQuestion)
    assert isinstance(read_period("31/03/2025", asked=PERIOD), Refused)


@pytest.mark.parametrize("words", ["Q5 2025", "Q3 2025-27", "last quarter", "13/2025"])
def test_what_is_no_period_is_refused(words):
    assert isinstance(read_period(words), Refused)
