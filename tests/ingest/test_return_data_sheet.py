"""The long format: a row for each value, from a workbook or a CSV, in either language."""

import openpyxl
import pytest

from ingest.findings import Severity
from ingest.returns import Outcome, check, ledger
from metrics import Language
from tests.ingest import return_forms as made

HEADINGS = {
    Language.EN: ["Indicator", "Period", "Place", "Age", "Value", "Note"],
    Language.FR: ["Indicateur", "Période", "Lieu", "Âge", "Valeur", "Note"],
}
TITLES = {made.SERVED: "Personnes desservies", made.NEW: "Nouvelles personnes"}


def rows(language=Language.EN, period="2025-Q4"):
    """Every figure of a sound return, as a partner's own system would write it."""
    french = language is Language.FR
    for table in made.SOUND.values():
        for code, said in table.items():
            place, _, member = code.partition(":")
            member = {"_T": "Total", "under-25": "moins de 25 ans"}.get(member, member)
            for series, value in said.items():
                name = TITLES.get(series, series) if french else series
                yield [name, period, place, member, value, None]


def long_book(changes=None, *, language=Language.EN, period="2025-Q4", beside=False):
    book = made.workbook(made.layout(language=language), {} if beside else made.SOUND)
    if not beside:
        for name in list(book.sheetnames):
            del book[name]
    sheet = book.create_sheet("Data" if language is Language.EN else "Données")
    sheet.append(HEADINGS[language])
    for row in rows(language, period):
        sheet.append(row)
    for cell, value in (changes or {}).items():
        sheet[cell] = value
    return book


def checked(book, **changes):
    return check(made.saved(book), "return.xlsx", made.context(**changes))


def told(result, severity=Severity.ERROR):
    return [(one.rule, one.cell) for one in result.findings if one.severity is severity]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "period", ["2025-Q4", "T3 2025-2026", "Q3 2025-26", "octobre à décembre 2025"]
)
def test_the_long_format_says_the_same_as_the_tables(language, period):
    result = checked(long_book(language=language, period=period))
    assert (result.outcome, told(result), result.rows) == (Outcome.ACCEPT, [], 15)
    assert result.content == checked(made.workbook()).content


def test_it_may_stand_beside_the_empty_tables_of_the_template():
    result = checked(long_book(beside=True))
    assert (result.outcome, result.findings) == (Outcome.ACCEPT, ())
    assert result.content == checked(made.workbook()).content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_in_any_usual_form_is_read(encoding, separator):
    lines = [HEADINGS[Language.FR], *rows(Language.FR)]
    text = "\r\n".join(
        separator.join("" if one is None else str(one) for one in line) for line in lines
    )
    result = check(text.encode(encoding), "return.csv", made.context())
    assert told(result) == []
    assert result.content == checked(made.workbook()).content


def test_the_period_that_every_row_states_is_the_returns_where_nobody_says_another():
    lines = [HEADINGS[Language.EN], *rows(Language.EN)]
    text = "\n".join(",".join("" if one is None else str(one) for one in line) for line in lines)
    asked = made.context()._replace(period=None)
    result = check(text.encode(), "return.csv", asked)
    assert (told(result), result.period) == ([], "2025-Q4")
    two = text.replace("2025-Q4", "2025-Q3", 1)
    assert ("period-unknown", "") in told(check(two.encode(), "return.csv", asked))


FAULTS = [
    ({"A2": "people-sreved"}, ("indicator", "A2"), "Did you mean"),
    ({"A2": None}, ("indicator", "A2"), "empty"),
    ({"B2": "2025-Q3"}, ("other-period", "B2"), "Q2 2025-26"),
    ({"B2": "last year"}, ("period", "B2"), "not a period"),
    ({"B2": "03/10/2025"}, ("day-order", "B2"), "2025-10-03"),
    ({"C2": "Nort"}, ("place", "C2"), "Did you mean 'North'"),
    ({"D2": "under 52"}, ("member", "D2"), "Did you mean"),
    ({"C2": "ON"}, ("not-asked", "A2"), "does not ask"),
    ({"E2": "-"}, ("nothing", "E2"), "may mean"),
    ({"E2": "1,234"}, ("separator", "E2"), "1234"),
    ({"E2": 1.5}, ("whole", "E2"), "whole"),
    ({"F2": "x" * 201}, ("note-long", "F2"), "201 characters"),
    ({"E1": "Valeurs en trop"}, ("sheet-missing", ""), "not in this file"),
    ({"D1": "Value"}, ("heading-doubled", "E1"), "Two columns"),
]


@pytest.mark.parametrize(("cells", "fault", "words"), FAULTS)
def test_a_fault_of_a_row_is_named_at_its_cell(cells, fault, words):
    result = checked(long_book(cells))
    assert result.outcome is Outcome.REJECT
    assert fault in told(result), told(result)
    assert any(words in one.message.en for one in result.findings if one.rule == fault[0])


def test_an_unknown_word_is_one_cause_however_often_it_stands():
    result = checked(long_book({f"C{row}": "Nrth" for row in range(2, 6)}))
    causes = {one.cause for one in result.findings if one.rule == "place"}
    assert (len(causes), len([one for one in result.findings if one.rule == "place"])) == (1, 4)


def test_the_order_of_day_and_month_is_seen_in_the_column_or_said_by_the_sender():
    book = long_book({"B2": "03/10/2025", "B3": "31/10/2025"})
    assert told(checked(book)) == []
    alone = long_book({"B2": "03/10/2025"})
    (question,) = (one for one in checked(alone).findings if one.rule == "day-order")
    assert told(checked(alone, answers={question.cause: "day-first"})) == []
    assert told(checked(alone, answers={question.cause: "month-first"}))[0][1] == "B2"


def test_the_same_key_twice_is_a_warning_where_equal_and_an_error_where_not():
    book = long_book()
    book["Data"].append([made.SERVED, "2025-Q4", "ON-N", "under-25", 12, None])
    result = checked(book)
    assert (result.outcome, told(result, Severity.WARNING)) == (
        Outcome.WITH_WARNINGS, [("duplicate", "E17")],
    )  # fmt: skip
    book["Data"]["E17"] = 13
    (one,) = (one for one in checked(book).findings if one.rule == "duplicate-differs")
    assert (one.cell, one.against) == ("E17", "Data!E2")


def test_a_figure_may_stand_in_table_and_long_format_if_both_agree():
    book = made.workbook()
    sheet = book.create_sheet("Data")
    sheet.append(HEADINGS[Language.EN])
    sheet.append([made.SERVED, "2025-Q4", "ON-N", "under-25", 13, None])
    assert told(checked(book)) == [("duplicate-differs", "E2")]


def test_what_is_not_stated_is_asked_once_a_measure():
    book = long_book()
    book["Data"].delete_rows(2)
    (one,) = checked(book).findings
    assert (one.rule, one.severity) == ("not-stated", Severity.ERROR)
    assert "ON-N:under-25" in one.message.en
    answered = checked(book, answers={one.cause: "not-available"})
    assert answered.outcome is Outcome.ACCEPT
    assert len(answered.observations) == 15


def test_a_note_is_kept_with_its_value_and_is_part_of_the_content():
    result = checked(long_book({"F2": "A new site opened."}))
    noted = [one.note.en for one in result.observations if one.note]
    assert (result.outcome, noted) == (Outcome.ACCEPT, ["A new site opened."])
    assert result.content != checked(long_book()).content


def test_without_columns_for_place_and_period_the_forms_own_are_meant():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Indicator", "Value"])
    for series, value in made.SOUND["services"]["ON"].items():
        sheet.append([series, value])
    result = checked(book, partner=made.OTHER)
    assert (result.outcome, len(result.observations)) == (Outcome.ACCEPT, 3)


def test_many_rows_are_read_each_once():
    book = long_book()
    for _ in range(200):
        for row in rows():
            book["Data"].append(row)
    result = checked(book)
    assert (result.rows, len(result.observations)) == (15 * 201, 15)
    assert len(told(result, Severity.WARNING)) == 15 * 200


def test_a_truth_value_is_no_number_though_it_equals_one():
    result = checked(long_book({"E2": 1, "E3": True}))
    assert ("number", "E3") in told(result)


def test_very_many_faults_are_told_cell_by_cell_up_to_a_number(monkeypatch):
    monkeypatch.setattr(ledger, "MOST_TOLD", 3)
    changes = {f"C{row}": f"Nowhere {row}" for row in range(2, 10)}
    result = checked(long_book(changes))
    places = [one for one in result.findings if one.rule == "place"]
    assert [one.cell for one in places] == ["C2", "C3", "C4", ""]
    assert "5 more cells" in places[-1].message.en
    assert result.outcome is Outcome.REJECT


def test_a_number_that_is_refused_settles_nothing():
    result = checked(long_book({"E2": "1,234", "E3": "12,5"}))
    told = {one.cell: one.rule for one in result.findings if one.severity is Severity.ERROR}
    assert (told["E2"], told["E3"]) == ("separator", "whole")


def cut_by_commas(value: str, note: str = "", row: int = 2, *, separator: str = ",") -> bytes:
    """A file whose cells commas separate, with nothing around them, and one figure of it."""
    lines = [HEADINGS[Language.EN], *rows()]
    lines[row - 1] = [*lines[row - 1][:4], value, note]
    said = [["" if one is None else str(one) for one in line] for line in lines]
    return "\n".join(separator.join(line) for line in said).encode()


SPENT_ROW = next(at for at, one in enumerate(rows(), 2) if one[0] == made.SPENT)


CUT = [
    ("1,052", "", ("apart", "joined"), "It is 1 or 1052"),
    ("1", "052 people", ("apart", "joined"), "It is 1 or 1052"),
    ("88", "5", ("apart", "joined"), "It is 88, or a number that does not fit here"),
    ("1,052,000", "", ("apart", "joined"), "It is 1 or 1052000"),
    ("12", "3,45", ("apart", "joined"), "It is 12, or a number that does not fit here"),
]


@pytest.mark.parametrize(("value", "note", "readings", "words"), CUT)
def test_a_number_that_a_comma_may_have_cut_is_asked_about(value, note, readings, words):
    result = check(cut_by_commas(value, note), "return.csv", made.context())
    [told_so] = [one for one in result.findings if one.rule == "cut-in-two"]
    assert (result.outcome, told_so.cell, told_so.readings) == (Outcome.REJECT, "E2", readings)
    assert words in told_so.message.en
    assert "lequel est voulu" in told_so.message.fr


def test_an_amount_is_asked_about_with_both_readings_and_read_as_its_sender_says():
    row = SPENT_ROW
    content = cut_by_commas("129145", "50", row)
    asked = check(content, "return.csv", made.context())
    assert "129145 or 129145.50" in next(one.message.en for one in asked.findings)
    assert "129145 ou 129145,50" in next(one.message.fr for one in asked.findings)
    for way, value, note in (("joined", "129145.50", None), ("apart", "129145", "50")):
        answers = {f"!E{row}:cut-in-two": way}
        read = check(content, "return.csv", made.context(answers=answers))
        [held] = [one for one in read.observations if one.series.endswith(made.SPENT)]
        assert (str(held.value), held.note and held.note.en) == (value, note)
        assert "cut-in-two" not in {one.rule for one in read.findings}


def test_the_note_behind_a_number_that_was_cut_is_kept_with_it():
    row = SPENT_ROW
    answers = {f"!E{row}:cut-in-two": "joined"}
    content = cut_by_commas("129145,50", "Paid late", row)
    read = check(content, "return.csv", made.context(answers=answers))
    [held] = [one for one in read.observations if one.series.endswith(made.SPENT)]
    assert (str(held.value), held.note and held.note.en) == ("129145.50", "Paid late")


@pytest.mark.parametrize(
    ("value", "note", "separator"),
    [("9", "", ","), ("9", "counted twice a day", ","), ("9", "12 of them by telephone", ","),
     ("9", "5", ";"), ("9", "052", "\t"), ("n/a", "5", ",")],
)  # fmt: skip
def test_other_notes_and_other_separators_ask_nothing(value, note, separator):
    content = cut_by_commas(value, note, separator=separator)
    found = check(content, "return.csv", made.context())
    assert "cut-in-two" not in {one.rule for one in found.findings}
