"""A partner's file checked: every finding in one pass at its cell, or every value."""

import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from ingest.findings import Severity
from ingest.returns import (
    Outcome,
    check,
    checked_from_json,
    checked_to_json,
    context_from_json,
    context_to_json,
    run,
)
from metrics import Confidentiality, Language, ObservationStatus, Period, Qualifier, Text
from tests.ingest import return_forms as made

SHEETS = {Language.EN: ("People", "Services"), Language.FR: ("Personnes", "Services")}


def checked(book, **changes):
    return check(made.saved(book), "return.xlsx", made.context(**changes))


def found(result, severity=None):
    """`(rule, sheet!cell)` of each finding."""
    return [
        (one.rule, f"{one.sheet}!{one.cell}")
        for one in result.findings
        if severity in (None, one.severity)
    ]


def errors(result):
    return found(result, Severity.ERROR)


def held(result):
    return {
        (one.series.partition("/")[2], one.place, one.disaggregation.code): one
        for one in result.observations
    }


@pytest.mark.parametrize("language", Language)
def test_a_sound_return_is_accepted_whole_and_without_a_word(language):
    result = checked(made.workbook(made.layout(language=language)))
    assert (result.outcome, result.findings) == (Outcome.ACCEPT, ())
    assert (result.form, result.version, result.partner) == ("quarterly", 2, made.PARTNER)
    assert (result.period, result.language, result.rows) == ("2025-Q4", language, 7)
    assert len(result.observations) == 15


def test_a_value_says_all_that_it_is_about():
    one = held(checked(made.workbook()))[made.SERVED, "ON-N", "age=under-25"]
    assert (one.value, one.indicator) == (Decimal(12), made.SERVED)
    assert (one.series, one.document) == ("partner-returns/people-served", "returns")
    assert (one.organization, one.period) == (made.PARTNER, made.PERIOD)
    assert one.location.place == "return.xlsx, People!D7"
    assert one.confidentiality is Confidentiality.NOT_FOR_PUBLICATION
    assert one.known.on == made.TODAY


def test_french_and_english_files_of_the_same_figures_have_one_content():
    contents = {
        checked(made.workbook(made.layout(language=one))).content for one in Language
    }  # fmt: skip
    assert len(contents) == 1


def test_content_is_of_what_is_said_and_not_of_the_file():
    book = made.workbook()
    first = checked(book).content
    book.move_sheet("Services", -1)
    book["Services"]["D7"] = "$12 345.67"
    book["People"].insert_rows(1, 3)
    book["People"].insert_cols(4, 2)
    assert checked(book).content == first
    book["Services"]["D7"] = 12345.68
    assert checked(book).content != first


def test_a_file_without_its_properties_is_recognized_by_its_headings():
    result = checked(made.workbook(properties=False))
    assert result.outcome is Outcome.ACCEPT
    assert found(result) == [("no-fingerprint", "!")]
    assert result.content == checked(made.workbook()).content


def test_rows_and_columns_may_stand_in_any_order():
    book = made.workbook()
    sheet = book["People"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(7, 12, 1, 5)]
    for at, row in enumerate(reversed(rows), 7):
        for column, value in enumerate(row, 1):
            sheet.cell(at, column, value)
    for row in range(5, 13):
        new, served = sheet.cell(row, 5).value, sheet.cell(row, 4).value
        sheet.cell(row, 4, new), sheet.cell(row, 5, served)
    result = checked(book)
    assert result.outcome is Outcome.ACCEPT
    assert result.content == checked(made.workbook()).content


def test_without_codes_rows_are_read_by_their_labels():
    book = made.workbook()
    for row in range(5, 13):
        book["People"].cell(row, 1).value = None
    assert checked(book).outcome is Outcome.ACCEPT


def change(cells, sheet="People"):
    book = made.workbook()
    for cell, value in cells.items():
        book[sheet][cell] = value
    return book


FAULTS = [  # what is written where, and the errors that it makes
    ({"E7": "1,234"}, [("separator", "People!E7")]),
    ({"E7": "-"}, [("nothing", "People!E7")]),
    ({"E7": None}, [("blank", "People!E7")]),
    ({"E7": 4.5, "E9": 10.5}, [("whole", "People!E7"), ("whole", "People!E9")]),
    ({"E7": -4}, [("negative", "People!E7")]),
    ({"E7": "=1/0"}, [("formula", "People!E7")]),
    ({"E7": "#REF!"}, [("error-value", "People!E7")]),
    ({"E7": "four"}, [("number", "People!E7")]),
    ({"E7": "<5"}, [("not-exact", "People!E7")]),
    ({"D9": 41}, [("total", "People!D9")]),
    ({"E7": 13, "E9": 19}, [("new-are-part", "People!E7")]),
    ({"A7": "ON-X", "B7": "Nort"}, [("row-unknown", "People!C7"), ("row-missing", "People!A5")]),
    ({"A7": "ON-S:under-25"}, [("row-label", "People!A7")]),
    ({"D5": "People serve"}, [("heading-missing", "People!D5")]),
    ({"D5": "Something else"}, [("heading-missing", "People!A5")]),
    ({"E5": "People served"}, [("heading-doubled", "People!E5"), ("heading-missing", "People!A5")]),
    ({"D5": None, "E5": None}, [("headings", "People!")]),
]


@pytest.mark.parametrize(("cells", "told"), FAULTS)
def test_a_fault_is_named_at_its_cell(cells, told):
    result = checked(change(cells))
    assert result.outcome is Outcome.REJECT
    assert set(told) <= set(errors(result)), found(result)
    assert all(one.message.en and one.message.fr for one in result.findings)
    assert all(one.right for one in result.findings if one.severity is Severity.ERROR)


def test_all_faults_are_told_in_one_pass():
    cells = {"E7": "-", "D8": "many", "E10": -1, "D11": None, "E12": 4}
    told = dict(errors(checked(change(cells))))
    assert told == {
        "nothing": "People!E7", "number": "People!D8", "negative": "People!E10",
        "blank": "People!D11", "total": "People!E12",
    }  # fmt: skip


def test_a_formula_is_told_once():
    result = checked(change({"E7": "=1+1"}))
    assert [one.cell for one in result.findings if one.cell == "E7"] == ["E7"]


@pytest.mark.parametrize(
    ("answer", "status", "value"),
    [("zero", ObservationStatus.NORMAL, Decimal(0)),
     ("not-available", ObservationStatus.NOT_COLLECTED, None),
     ("not-applicable", ObservationStatus.MISSING, None),
     ("not-yet", ObservationStatus.NOT_YET, None)],
)  # fmt: skip
def test_an_empty_cell_is_what_its_sender_says(answer, status, value):
    book = change({"E10": None})
    (question,) = checked(book).findings
    assert question.rule == "blank"
    assert answer in question.readings
    result = checked(book, answers={question.cause: answer})
    assert errors(result) == []
    one = held(result)[made.NEW, "ON-S", "age=under-25"]
    assert (one.value, one.status) == (value, status)


def test_a_question_is_answered_once_for_its_cause_or_for_one_cell():
    book = change({"D7": "1,012", "D8": "1,030", "D9": "2,042"})
    asked = checked(book).findings
    assert len({one.cause for one in asked}) == 1
    result = checked(book, answers={asked[0].cause: "decimal-point"})
    assert errors(result) == []
    assert held(result)[made.SERVED, "ON-N", ""].value == 2042
    assert {one.rule for one in result.findings} == {"separator-settled"}
    blanks = change({"D7": "-", "D8": "-", "D9": "not yet"})
    (first, _) = checked(blanks).findings
    one_of_two = checked(blanks, answers={first.key: "not-yet"})
    assert errors(one_of_two) == [("nothing", "People!D8")]


def test_other_numbers_of_the_sheet_settle_which_sign_is_meant():
    book = change({"C7": "1,234", "D7": "12,345.67"}, "Services")
    result = checked(book)
    assert result.outcome is Outcome.ACCEPT
    assert found(result) == [("separator-settled", "Services!C7")]
    assert held(result)[made.CONTACTS, "ON", ""].value == 1234


def test_qualified_figures_are_kept_where_the_form_takes_them():
    result = checked(change({"C7": "environ 300"}, "Services"))
    one = held(result)[made.CONTACTS, "ON", ""]
    assert (one.value, one.qualifier) == (Decimal(300), Qualifier.APPROXIMATE)


def test_an_optional_measure_may_be_left_empty():
    assert checked(change({"E7": None}, "Services")).outcome is Outcome.ACCEPT


def test_a_sheet_that_is_gone_is_told_once_and_one_that_was_renamed_is_found():
    book = made.workbook()
    del book["Services"]
    assert errors(checked(book)) == [("sheet-missing", "Services!")]
    book = made.workbook()
    book["Services"].title = "Sheet7"
    result = checked(book)
    assert (result.outcome, found(result)) == (Outcome.ACCEPT, [("sheet-renamed", "Sheet7!")])


def test_sheets_of_others_and_words_below_a_table_are_told_and_do_no_harm():
    book = change({"A20": "Compiled by the finance team"})
    book.create_sheet("Pivot")["A1"] = "anything"
    book.create_sheet("Findings")["A1"] = "a partner's own"
    result = checked(book)
    assert result.outcome is Outcome.ACCEPT
    strange = {("sheet-unknown", "Pivot!"), ("sheet-unknown", "Findings!")}
    assert set(found(result)) == {("outside", "People!A20"), *strange}


def test_a_strange_column_with_numbers_is_a_warning():
    result = checked(change({"F5": "Volunteers", "F7": 3}))
    assert result.outcome is Outcome.WITH_WARNINGS
    assert found(result) == [("heading-unknown", "People!F5")]


def test_the_grey_figures_of_the_last_period_are_never_read():
    cells = {"G5": "Last period: People served", "G7": 99, "H5": "Last period: New people", "H7": 9}
    result = checked(change(cells))
    assert (result.outcome, result.findings) == (Outcome.ACCEPT, ())


def test_a_row_given_twice_counts_once_where_equal_and_is_an_error_where_not():
    cells = {"A13": "ON-N:under-25", "B13": "North", "C13": "under 25", "D13": 12, "E13": 4}
    result = checked(change(cells))
    assert result.outcome is Outcome.WITH_WARNINGS
    assert found(result) == [("duplicate", "People!D13"), ("duplicate", "People!E13")]
    assert result.findings[0].against == "People!D7"
    assert errors(checked(change({**cells, "D13": 11}))) == [("duplicate-differs", "People!D13")]


def older(version, renamed):
    book = made.workbook()
    properties = {one.name: one for one in book.custom_doc_props.props}
    properties["pillars-version"].value = version
    if renamed:
        book["People"].title = "Persons"
        book["Persons"]["D5"] = "Persons served"
    return book


def test_an_older_template_is_read_by_what_its_names_are_now():
    result = checked(older("1", renamed=True))
    assert (result.outcome, result.version) == (Outcome.ACCEPT, 1)
    assert found(result) == [("older-template", "!")]
    assert result.content == checked(made.workbook()).content


@pytest.mark.parametrize("version", ["3", "0", "two"])
def test_an_unknown_version_is_a_question(version):
    result = checked(older(version, renamed=False))
    assert errors(result) == [("version", "!")]
    answered = checked(older(version, renamed=False), answers={"version": "current-version"})
    assert answered.outcome is Outcome.ACCEPT


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"partner": made.OTHER}, "wrong-partner"),
        ({"period": Period.parse("2025-Q3")}, "wrong-period"),
        ({"form": "yearly"}, "wrong-form"),
        ({"period": None, "partner": None, "form": None}, None),
    ],
)
def test_a_template_of_another_is_told(changes, rule):
    result = checked(made.workbook(), **changes)
    assert [one for one, _ in errors(result)] == ([rule] if rule else [])


def headed(partner="North House", period="Q3 2025-26 (October to December 2025)"):
    """As a program leaves a template that keeps cells alone."""
    book = made.workbook(properties=False)
    for sheet in book:
        sheet["A2"] = f"{partner} · {period} · Due by 30 January 2026"
    return book


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"partner": made.OTHER}, ["wrong-partner"]),
        ({"period": Period.parse("2025-Q3")}, ["wrong-period"]),
        ({"period": None, "partner": None}, []),
        ({}, []),
    ],
)
def test_a_template_without_its_properties_is_what_it_says_above_its_tables(changes, rules):
    result = checked(headed(), **changes)
    assert [one for one, _ in errors(result)] == rules
    assert rules or result.content == checked(made.workbook()).content


@pytest.mark.parametrize("said", [{"period": "Q3"}, {"partner": "Some house", "period": "notes"}])
def test_what_is_said_above_them_otherwise_is_no_period(said):
    book = headed(**said)
    assert checked(book).outcome is Outcome.ACCEPT
    assert ("period-unknown", "!") in errors(checked(book, period=None))


@pytest.mark.parametrize("asked", [None, made.PERIOD])
def test_last_quarters_workbook_with_its_line_retyped_is_asked_about(asked):
    book = made.workbook()
    for sheet in book:
        sheet["A2"] = "North House · Q4 2025-26 (January to March 2026) · Due by 30 April 2026"
    result = checked(book, period=asked)
    (one,) = [one for one in result.findings if one.rule == "period-unknown"]
    assert one.readings == ("2025-Q4", "2026-Q1")
    assert "Q3 2025-26" in one.message.en
    assert "Q4 2025-26" in one.message.en
    assert result.observations == ()
    answered = checked(book, period=asked, answers={"period-unknown": "2025-Q4"})
    assert answered.outcome is Outcome.ACCEPT
    assert answered.content == checked(made.workbook()).content


@pytest.mark.parametrize("asked", [None, made.PARTNER, made.OTHER])
def test_the_workbook_of_another_with_its_line_retyped_is_not_taken(asked):
    book = made.workbook()
    for sheet in book:
        sheet["A2"] = "South House · Q3 2025-26 (October to December 2025) · Due by 30 January 2026"
    result = checked(book, partner=asked)
    first = result.findings[0]
    assert (result.outcome, first.rule, result.observations) == (
        Outcome.REJECT, "wrong-partner", ()
    )  # fmt: skip
    assert "North House" in first.message.en
    assert "South House" in first.message.en


def test_two_periods_above_the_tables_tell_none():
    book = headed()
    book["Services"]["A2"] = "North House · Q2 2025-26 (July to September 2025)"
    assert ("period-unknown", "!") in errors(checked(book, period=None))


def test_what_nothing_tells_is_asked_for():
    book = made.workbook(properties=False)
    asked = {"period": None, "partner": None, "form": None}
    assert {"partner-unknown", "form-unknown"} <= {one for one, _ in errors(checked(book, **asked))}
    assert ("period-unknown", "!") in errors(checked(book, period=None))
    assert ("period-unknown", "!") in errors(checked(book, period=Period.parse("2025-10")))


def test_a_partner_is_asked_for_its_own_tables_alone():
    layout = made.layout(partner=made.OTHER)
    assert [one.table.id for one in layout.sheets] == ["services"]
    assert checked(made.workbook(layout), partner=made.OTHER).outcome is Outcome.ACCEPT
    early = checked(
        made.workbook(properties=False), partner=made.OTHER, period=Period.parse("2025-Q1")
    )
    assert ("not-obliged", "!") in errors(early)


def test_a_closed_and_a_future_period_are_told():
    book = made.workbook()
    assert errors(checked(book, closed=frozenset({made.PERIOD}))) == [("period-closed", "!")]
    assert errors(checked(book, today=date(2025, 9, 30))) == [("period-future", "!")]
    during = checked(book, today=date(2025, 12, 31))
    assert found(during, Severity.WARNING) == [("period-future", "!")]


def test_personal_data_is_told_alone_and_never_repeated():
    book = change({"A20": "Name: Marie Tremblay, 416-555-0182", "E7": "-"})
    result = checked(book)
    assert result.outcome is Outcome.REJECT
    assert {one.rule.partition(":")[0] for one in result.findings} == {"personal-data"}
    assert (result.observations, result.content, result.cutouts) == ((), "", {})
    assert not any(part in repr(result) for part in ("Marie", "Tremblay", "555"))


def test_figures_without_a_label_are_told():
    result = checked(change({"A7": None, "B7": None, "C7": None}))
    assert ("row-unknown", "People!C7") in errors(result)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0rest", b"%PDF-1.7"])
def test_what_cannot_be_opened_is_a_finding_and_no_exception(content):
    result = check(content, "return.xlsx", made.context())
    assert result.outcome is Outcome.REJECT
    assert len(result.findings) == 1
    assert (result.rows, result.observations) == (0, ())


def test_where_no_form_is_declared_that_is_said_plainly():
    catalogue = made.catalogue()
    empty = made.context()._replace(
        catalogue=type(catalogue)(
            indicators={}, frameworks={}, sources={}, units={}, dimensions={}, places={}
        ),
        partner=None, form=None,
    )  # fmt: skip
    told = check(made.saved(made.workbook()), "return.xlsx", empty)
    assert "form-unknown" in {one.rule for one in told.findings}
    assert any("No return form is declared" in one.message.en for one in told.findings)


def test_a_cutout_shows_the_cells_around_a_finding():
    result = checked(change({"E7": "-"}))
    (head, above, here, below) = result.cutouts["People!E7"]
    assert head == ("", "A", "B", "C", "D", "E")
    assert (above[0], here[0], below[0]) == ("6", "7", "8")
    assert here[-1] == "-"


def test_keys_of_findings_are_stable_and_tell_them_apart():
    result = checked(change({"E7": "-", "D8": "many", "E10": -1}))
    keys = [one.key for one in result.findings]
    assert keys == [
        one.key for one in checked(change({"E7": "-", "D8": "many", "E10": -1})).findings
    ]
    assert "People!E7:nothing" in keys
    assert len(keys) == len(set(keys))


def test_a_check_crosses_to_another_process_and_back_unchanged():
    content = made.saved(change({"E7": "-", "D9": 41, "E10": None}))
    history = {
        key: ((Period.parse("2025-Q3"), one),)
        for one in checked(made.workbook()).observations
        for key in ((one.series, one.place, one.disaggregation),)
    }
    context = made.context()._replace(history=history, closed=frozenset({made.PERIOD}))
    there = json.loads(json.dumps(context_to_json(context)))
    direct = check(content, "return.xlsx", context)
    assert check(content, "return.xlsx", context_from_json(there)) == direct
    told, _ = run(content, {"file": "return.xlsx", "context": there})
    assert checked_from_json(json.loads(json.dumps(told))) == direct
    assert checked_from_json(json.loads(json.dumps(checked_to_json(direct)))) == direct


def test_a_rule_in_shadow_is_counted_and_blocks_nothing():
    rule = {"kind": "at-most", "table": "people", "left": made.NEW, "right": made.SERVED}
    rules = [{"id": "new-are-part", "starts_on": date(2026, 4, 1), **rule}]
    form = made.form(rules=rules)
    content = made.saved(change({"E7": 13, "E9": 19}))
    result = check(content, "return.xlsx", made.context(form))
    assert result.outcome is Outcome.ACCEPT
    assert [(one.rule, one.shadow) for one in result.findings] == [("new-are-part", True)]
    later = check(content, "return.xlsx", made.context(form, today=date(2026, 4, 1)))
    assert later.outcome is Outcome.REJECT


RULES = [
    ({"kind": "adds-up", "parts": [made.CONTACTS, made.SATISFIED], "right": made.SPENT}, "C7"),
    ({"kind": "needs", "left": made.CONTACTS, "right": made.SATISFIED}, "C7"),
    ({"kind": "between", "left": made.SATISFIED, "least": "10", "most": "80"}, "E7"),
    ({"kind": "between", "left": made.SATISFIED, "most": "80"}, "E7"),
    ({"kind": "at-most", "left": made.SPENT, "right": made.CONTACTS}, "D7"),
]


@pytest.mark.parametrize(("rule", "cell"), RULES)
@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_declared_rule_is_held_to_with_its_own_severity(rule, cell, severity):
    form = made.form(rules=[{"id": "a-rule", "table": "services", "severity": severity, **rule}])
    book = made.workbook(made.layout(form))
    if rule["kind"] == "needs":
        book["Services"]["E7"] = "not available"
    result = check(made.saved(book), "return.xlsx", made.context(form))
    assert found(result) == [("a-rule", f"Services!{cell}")]
    assert result.findings[0].severity == severity


@pytest.mark.parametrize(("said", "rules"), [("many", ["number"]), (130, ["beyond"])])
def test_an_entry_that_cannot_be_read_is_not_called_missing_besides(said, rules):
    rule = {"kind": "needs", "left": made.CONTACTS, "right": made.SATISFIED}
    form = made.form(rules=[{"id": "a-rule", "table": "services", **rule}])
    book = made.workbook(made.layout(form))
    book["Services"]["E7"] = said
    result = check(made.saved(book), "return.xlsx", made.context(form))
    assert found(result) == [(one, "Services!E7") for one in rules]


@pytest.mark.parametrize("said", ["<400", "environ 300", "not available", "n/a"])
def test_what_may_hold_is_not_called_broken(said):
    rule = {
        "id": "few",
        "kind": "between",
        "table": "services",
        "left": made.CONTACTS,
        "most": "350",
    }
    form = made.form(rules=[rule])
    book = made.workbook(made.layout(form))
    book["Services"]["C7"] = said
    assert check(made.saved(book), "return.xlsx", made.context(form)).outcome is Outcome.ACCEPT


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        ({"D7": "not available"}, True),  # the part may be what is lacking
        ({"D7": "n/a"}, False),  # what does not apply adds nothing: 30 are not 42
        ({"D7": "n/a", "D9": 30}, True),
        ({"D7": "not yet", "D9": 29}, False),  # the other part alone is more
        ({"D9": "not available"}, True),
    ],
)
def test_a_total_is_held_against_what_is_certain_of_its_parts(cells, holds):
    told = [rule for rule, _ in errors(checked(change({"E7": 0, "E9": 6, **cells})))]
    assert ("total" not in told) is holds


def test_a_rule_may_bring_its_own_words():
    said = {"message": Text("No.", "Non."), "remedy": Text("Yes.", "Oui.")}
    rule = {
        "id": "r",
        "kind": "between",
        "table": "services",
        "left": made.SPENT,
        "most": "5",
        **said,
    }
    form = made.form(rules=[rule])
    content = made.saved(made.workbook(made.layout(form)))
    (one,) = check(content, "return.xlsx", made.context(form)).findings
    assert (one.message.fr, one.right.en) == ("Non.", "Yes.")


def test_the_same_file_saved_by_another_program_is_the_same_content(tmp_path):
    path = tmp_path / "again.xlsx"
    path.write_bytes(made.saved(made.workbook()))
    again = openpyxl.load_workbook(path)
    again["People"]["D7"].number_format = "0.00"
    assert checked(again).content == checked(made.workbook()).content


@pytest.mark.parametrize("code", ["ON-N:xxx", "north", "1"])
def test_a_code_that_was_changed_is_told_with_what_stood_there(code):
    result = checked(change({"A7": code}))
    assert errors(result) == [("row-code", "People!A7")]
    (told,) = result.findings
    assert told.words == code
    assert all("ON-N:under-25" in one for one in told.message)
    assert len(result.observations) == 15


def test_a_code_that_is_gone_is_no_fault_where_the_label_says_the_same():
    assert errors(checked(change({"A7": None}))) == []


def test_a_cell_that_was_merged_into_another_is_told_and_not_asked_for_a_zero():
    book = made.workbook()
    book["People"].merge_cells("D7:D8")
    result = checked(book)
    there = {one.rule: one.message.en for one in result.findings if one.cell == "D8"}
    assert there == {"merged": "This cell is merged with D7, and has no figure of its own."}


@pytest.mark.parametrize("refused", ["1.234,567", "1,23,456.5", "45,5 %"])
def test_a_number_that_is_refused_settles_nothing(refused):
    book = change({"C7": "1,234", "D7": refused}, "Services")
    rules = {cell: rule for rule, cell in found(checked(book))}
    assert rules["Services!C7"] == "separator"
    assert rules["Services!D7"] not in ("", "separator")


def test_sheets_of_a_partner_that_are_named_like_ours_are_told():
    book = change({})
    book.create_sheet("Lists")["A1"] = 12
    book.create_sheet("Instructions")["A1"] = "How we count"
    book["Instructions"]["B4"] = 31
    book.create_sheet("Lists (2)")["A1"] = "North"
    result = checked(book)
    assert result.outcome is Outcome.ACCEPT
    told = {("sheet-unknown", f"{one}!") for one in ("Lists", "Instructions", "Lists (2)")}
    assert set(found(result)) == told


def test_the_sheets_of_the_template_itself_are_no_news():
    book = change({})
    book.create_sheet("Lists")["A1"] = "North"
    book["Lists"].sheet_state = "hidden"
    book.create_sheet("Instructions")["A1"] = "Quarterly return"
    assert found(checked(book)) == []
