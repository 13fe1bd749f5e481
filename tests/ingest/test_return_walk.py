"""What a partner's file says in words of its own, and how that is told back."""

from datetime import date, time
from decimal import Decimal

import pytest

from ingest.returns import Outcome, check
from ingest.returns.figures import Question
from ingest.returns.notation import read_value
from ingest.returns.plausibility import usual
from metrics import Language, Period, Text, Unit
from tests.ingest import return_forms as made
from tests.ingest.test_return_data_sheet import HEADINGS, checked, long_book, rows, told

PEOPLE = made.catalogue().units["people"]
ASKED = Period.parse("2025-Q4")  # Q3 2025-26 as the form counts


def csv_of(periods, first=None, **changes):
    """Every figure of a sound return, its rows naming these periods in turn."""
    lines = [HEADINGS[Language.EN]]
    for at, row in enumerate(rows()):
        lines.append([row[0], periods[at % len(periods)], *row[2:]])
    lines[1][4] = first or lines[1][4]
    words = "\n".join(",".join("" if one is None else str(one) for one in line) for line in lines)
    return check(words.encode(), "return.csv", made.context(**changes))


def test_one_quarter_that_can_be_read_in_two_ways_is_settled_and_told_once():
    result = csv_of(["Q3 2025"])
    assert result.outcome is Outcome.ACCEPT
    (one,) = (one for one in result.findings if one.rule == "quarter-settled")
    assert (one.cell, one.message.en) == (
        "B2", "'Q3 2025' is read as Q3 2025-26 (October to December 2025), for which this return "
        "is; by the calendar year it would be Q2 2025-26 (July to September 2025).",
    )  # fmt: skip
    assert "selon l'année civile, ce serait T2 2025-2026" in one.message.fr


@pytest.mark.parametrize("words", ["Summer 2026", "01/07/2026"])
@pytest.mark.parametrize("period", [made.PERIOD, None])
def test_figures_of_a_period_that_cannot_be_read_are_not_called_missing(words, period):
    rules = {one.rule for one in csv_of([words], period=period).findings}
    assert "sheet-missing" not in rules
    assert rules & {"period", "day-order", "period-unknown"}


def test_two_quarters_of_one_file_never_become_one():
    result = csv_of(["Q3 2025", "Q4 2025"])
    questions = [one for one in result.findings if one.rule == "quarter"]
    assert {one.words for one in questions} == {"Q3 2025", "Q4 2025"}
    assert {one.readings for one in questions} == {("fiscal", "calendar")}
    assert "July to September 2025 by the calendar year" in questions[0].message.en
    assert "octobre à décembre 2025 selon l'exercice" in questions[0].message.fr
    assert len({one.cause for one in questions}) == 1
    answered = csv_of(["Q3 2025", "Q4 2025"], answers={questions[0].cause: "calendar"})
    assert {(one.rule, one.words) for one in answered.findings if one.rule != "no-fingerprint"} >= {
        ("other-period", "Q3 2025")
    }
    assert "quarter" not in {one.rule for one in answered.findings}


def test_beside_a_quarter_in_no_doubt_the_other_is_asked():
    assert "quarter" in {one.rule for one in csv_of(["Q3 2025-26", "Q4 2025"]).findings}


@pytest.mark.parametrize("words", ["31/12/2025", "October to December 2025", "Q3 2025-26"])
def test_the_rows_say_the_period_where_nobody_else_does(words):
    assert csv_of([words], period=None).period == ASKED.code


def test_a_period_that_nothing_tells_is_asked_and_all_else_is_told_in_the_same_pass():
    result = csv_of([""], first="many", period=None)
    (asked,) = (one for one in result.findings if one.rule == "period-unknown")
    assert asked.readings[0] == ASKED.code
    assert (result.form, result.period, result.observations) == ("quarterly", "", ())
    assert ("number", "E2") in told(result)
    answered = csv_of([""], first="many", period=None, answers={asked.cause: ASKED.code})
    assert (answered.period, len(answered.observations)) == (ASKED.code, 14)


def test_a_quarter_in_doubt_offers_both_of_its_periods():
    result = csv_of(["Q3 2025"], period=None)
    (asked,) = (one for one in result.findings if one.rule == "period-unknown")
    assert asked.readings[:2] == ("2025-Q3", "2025-Q4")
    assert asked.message.en.startswith("'Q3 2025' is July to September 2025 by the calendar year")


@pytest.mark.parametrize("words", ["NA", "na", "so", "SO"])
def test_bare_letters_that_may_mean_anything_are_asked(words):
    assert isinstance(read_value(words, PEOPLE), Question)


def test_a_forms_own_words_are_held_back_where_a_part_does_not_apply():
    words = {"message": Text("More is new than was served.", "Plus de nouvelles."),
             "remedy": Text("Correct it.", "Corrigez.")}  # fmt: skip
    rule = {**made.form().rules[0].model_dump(exclude_none=True, exclude_defaults=True), **words}
    form = made.form(rules=[rule])
    told = {}
    for said in ("n/a", 3):
        book = made.workbook(made.layout(form))
        book["People"]["D7"] = said
        findings = check(made.saved(book), "return.xlsx", made.context(form)).findings
        (one,) = [each for each in findings if each.rule == rule["id"]]
        told[said] = one.message.en
        assert one.right.en == "Correct it."
    assert told["n/a"] == "'New people' is 4, and 'People served' says 'n/a'."
    assert told[3] == "More is new than was served."


def test_no_rule_states_a_zero_that_nobody_wrote():
    book = made.workbook()
    book["People"]["D7"] = "n/a"
    messages = [one.message for one in checked(book).findings if one.rule == "new-are-part"]
    assert [one.en for one in messages] == ["'New people' is 4, and 'People served' says 'n/a'."]
    assert [one.fr for one in messages] == [
        "« Nouvelles personnes » vaut 4, et « Personnes desservies » dit « s.o. »."
    ]


def test_the_cell_with_the_words_is_named():
    book = made.workbook()
    for cell, value in {"A13": None, "B13": "Nort", "C13": None, "D13": 3}.items():
        book["People"][cell] = value
    assert ("row-unknown", "B13") in told(checked(book))


@pytest.mark.parametrize(
    "said",
    [
        "Total",
        "TOTAL",
        "Totaux",
        "Grand total",
        "Sous-total",
        "Overall",
        "Total Ontario",
        "Totals:",
        "All regions",
        "Toutes les régions",
        "Ensemble de la province",
    ],
)
def test_a_row_of_totals_of_the_senders_own_refuses_nothing(said):
    book = made.workbook()
    for cell, value in {"A13": None, "B13": said, "D13": 1_000_000}.items():
        book["People"][cell] = value
    result = checked(book)
    assert result.outcome is Outcome.ACCEPT
    assert [(one.rule, one.cell) for one in result.findings] == [("total-row", "B13")]
    assert result.content == checked(made.workbook()).content


@pytest.mark.parametrize("said", ["Average", "Moyenne", "Check:", "Vérification", "Écart"])
def test_nor_does_an_average_or_a_check_of_the_senders_own(said):
    book = made.workbook()
    for cell, value in {"A13": None, "B13": said, "D13": 17}.items():
        book["People"][cell] = value
    result = checked(book)
    assert [(one.rule, one.cell) for one in result.findings] == [("outside", "B13")]
    assert result.content == checked(made.workbook()).content


def test_a_total_written_over_a_row_of_the_form_is_not_its_row():
    book = made.workbook()
    book["People"]["A7"], book["People"]["B7"] = None, "Total north"
    assert "row-missing" in {one.rule for one in checked(book).findings}


def test_what_may_be_meant_is_named_in_the_readers_language():
    book = made.workbook()
    for cell, value in {"A13": None, "B13": "Nrth", "C13": "Nobody", "D13": 3}.items():
        book["People"][cell] = value
    (one,) = [one for one in checked(book).findings if one.rule == "row-unknown"]
    assert one.message.en.endswith("Did you mean 'North'?")
    assert one.message.fr.endswith("Vouliez-vous dire « Nord »?")


def test_a_lower_end_is_never_minus_nought():
    low, _ = usual(PEOPLE, [Decimal(one) for one in (3, 3, 3, 3, 3)])
    assert str(low) == "0"
    ends = usual(Unit(**{**PEOPLE.model_dump(), "kind": "days"}), [Decimal(3)] * 5)
    assert not any(one.is_signed() for one in ends)


def test_one_row_is_not_told_as_rows():
    lines = [line for line in rows() if line[:3] != [made.SATISFIED, "2025-Q4", "ON"]]
    lacking = next(line for line in lines if line[0] == made.NEW)
    lines.remove(lacking)
    words = "\n".join(
        ",".join("" if one is None else str(one) for one in line)
        for line in [HEADINGS[Language.EN], *lines]
    )
    result = check(words.encode(), "return.csv", made.context())
    (one,) = (one for one in result.findings if one.rule == "not-stated")
    assert "for 1 row: " in one.message.en
    assert "pour 1 ligne\u00a0: " in one.message.fr


def test_a_time_is_called_one():
    assert read_value(time(3, 4), PEOPLE).rule == "time"
    assert "time 03:04" in read_value(time(3, 4), PEOPLE).message.en
    assert read_value(date(2025, 4, 3), PEOPLE).rule == "date"


def test_headings_that_stand_again_are_one_finding():
    book = long_book()
    book["Data"].insert_rows(5)
    for column, words in enumerate(HEADINGS[Language.EN], 1):
        book["Data"].cell(5, column, words)
    result = checked(book)
    assert told(result) == []
    assert [one.cell for one in result.findings if one.rule == "headings-again"] == ["A5"]
    table = made.workbook()
    for cell in table["People"][5]:
        table["People"].cell(14, cell.column, cell.value)
    result = checked(table)
    assert result.outcome is Outcome.ACCEPT
    assert [one.cell for one in result.findings if one.rule == "headings-again"] == ["A14"]
