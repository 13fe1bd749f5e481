"""A blank return holds what a partner needs, and what it is filled with is read back whole."""

import io
import time
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from ingest.annotate import annotate
from ingest.gate import admit
from ingest.returns import Outcome, check, fingerprint
from ingest.returns.layout import PREVIOUS
from ingest.templates import blank_return
from metrics import (
    DATA_SHEET,
    INSTRUCTIONS_SHEET,
    Known,
    Language,
    Location,
    Observation,
    ObservationStatus,
    Period,
    Qualifier,
    Remark,
    Text,
)
from tests.ingest import return_forms as forms

BEFORE = Period.parse("2025-Q3")
PEOPLE = forms.SOUND["people"]
BOTH = pytest.mark.parametrize("language", list(Language))
WORDS = {Language.EN: ("n/a", "not available", "not yet"),
         Language.FR: ("s.o.", "non disponible", "pas encore")}  # fmt: skip


def blank(language=Language.EN, form=None, **more):
    form = form or forms.form()
    told = {"past": {}, "office": "Example office", **more}
    return blank_return(form, forms.catalogue(form), forms.PARTNER, forms.PERIOD, language, **told)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def past(value=Decimal(37), status=ObservationStatus.NORMAL):
    held = {}
    for sheet in forms.layout().sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                one = Observation(
                    column.indicator, column.series, row.place, BEFORE, value,
                    Known(date(2025, 10, 9)), "returns", Location("", "", 0, 0), row.breakdown,
                    status=status,
                )  # fmt: skip
                held[column.series, row.place, row.breakdown] = ((BEFORE, one),)
    return held


def filled(content, language, values=forms.SOUND):
    book = opened(content)
    for sheet in forms.layout(language=language).sheets:
        for row in sheet.rows:
            for column in sheet.columns:
                value = values[sheet.table.id][row.code][column.measure.series]
                book[sheet.name(language)].cell(row.row, column.column).value = value
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@BOTH
def test_a_filled_template_is_read_without_a_finding(language):
    content = filled(blank(language, past=past()), language)
    checked = check(content, "r.xlsx", forms.context(language=language))
    assert [(one.sheet, one.cell, one.message.en) for one in checked.findings] == []
    assert checked.outcome is Outcome.ACCEPT
    assert len(checked.observations) == 15


@BOTH
def test_the_words_it_teaches_are_those_that_are_read(language):
    words = WORDS[language]
    said = {
        "people": {code: dict.fromkeys(row, words[2]) for code, row in PEOPLE.items()},
        "services": {"ON": dict(zip(forms.SOUND["services"]["ON"], words, strict=True))},
    }
    checked = check(
        filled(blank(language), language, said), "r.xlsx", forms.context(language=language)
    )
    assert [one.rule for one in checked.findings if one.severity.value == "error"] == []
    assert {one.status for one in checked.observations} == {
        ObservationStatus.MISSING, ObservationStatus.NOT_COLLECTED, ObservationStatus.NOT_YET,
    }  # fmt: skip


@BOTH
def test_an_empty_one_asks_for_every_figure_that_is_required(language):
    checked = check(blank(language, past=past()), "r.xlsx", forms.context(language=language))
    assert {one.rule for one in checked.findings} == {"blank"}
    assert len(checked.findings) == 14  # all but the one that may stay empty
    assert checked.observations == ()


def test_an_older_version_is_read_by_what_its_headings_were():
    older = forms.form(version=1, renamed={})
    tables = [one.model_copy() for one in older.tables]
    content = filled(blank(form=older.model_copy(update={"tables": tuple(tables)})), Language.EN)
    book = opened(content)
    book["People"].title = "Persons"
    book["Persons"]["D5"].value = "Persons served"
    held = io.BytesIO()
    book.save(held)
    checked = check(held.getvalue(), "r.xlsx", forms.context())
    assert checked.outcome is not Outcome.REJECT
    assert (checked.version, len(checked.observations)) == (1, 15)


def test_the_gate_lets_it_pass_and_the_same_return_is_the_same_bytes(monkeypatch):
    content = blank(past=past())
    admit(content, "r.xlsx")
    real = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *at: real(*(at or (86_400.0,))))
    assert blank(past=past()) == content


def test_it_carries_its_fingerprint_title_and_language_and_nobody_s_name():
    book = opened(blank(Language.FR))
    held = {one.name: one.value for one in book.custom_doc_props.props}
    assert held == fingerprint(forms.layout(language=Language.FR))
    about = book.properties
    assert about.title.startswith("Rapport trimestriel · Maison du Nord")
    assert (about.language, about.creator) == ("fr-CA", "Example office")
    assert about.created == about.modified == datetime(2025, 10, 1)  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(blank(office=""))) as archive:
        core = archive.read("docProps/core.xml")
    assert b"creator" not in core
    assert b"openpyxl" not in core


def test_it_has_no_macro_and_no_link_out():
    with zipfile.ZipFile(io.BytesIO(blank())) as archive:
        names = archive.namelist()
        links = [archive.read(name) for name in names if name.endswith(".rels")]
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert not any(b"TargetMode" in one for one in links)


def test_only_the_cells_to_fill_in_are_open_and_no_password_holds_the_rest():
    book = opened(blank())
    for sheet in forms.layout().sheets:
        made = book[sheet.name(Language.EN)]
        inputs = {sheet.cell(row, column) for row in sheet.rows for column in sheet.columns}
        open_cells = {
            one.coordinate for row in made.rows for one in row if not one.protection.locked
        }
        assert open_cells == inputs
        assert made.protection.sheet
        assert made.protection.password is None
        assert made["C7" if sheet.table.id == "services" else "D7"].border.left.style == "thin"


@BOTH
def test_every_figure_has_a_rule_with_words_in_the_language(language):
    book = opened(blank(language))
    rules = book[forms.layout(language=language).sheets[0].name(language)].data_validations
    first = rules.dataValidation[0]
    assert str(first.sqref) == "D7:D12"
    assert "INT(N(D7))" in first.formula1
    assert len(first.formula1) <= 255
    assert {rule.errorStyle for rule in rules.dataValidation} == {"warning"}  # asked, not refused
    assert "1 234,5" in first.error
    assert len(first.error) <= 255
    assert all(word in first.prompt for word in WORDS[language])
    names = book.defined_names
    for rule in book[DATA_SHEET.in_(language)].data_validations.dataValidation:
        sheet, place = names[rule.formula1].attr_text.replace("'", "").split("!")
        assert book[sheet][place.replace("$", "").split(":")[0]].value
        assert book[sheet].sheet_state == "hidden"


def test_the_list_of_sheets_leads_to_each():
    made = opened(blank(Language.FR))["Directives"]
    links = [one.hyperlink.location for row in made.rows for one in row if one.hyperlink]
    assert links == ["'Personnes'!A1", "'Services'!A1"]


def test_definitions_stand_in_notes_and_in_plain_cells():
    book = opened(blank())
    assert "Contacts" in book["Services"]["C5"].comment.text
    words = [one.value for row in book[INSTRUCTIONS_SHEET.en].rows for one in row if one.value]
    assert "Figures such as “about 20” or “<5” are taken here." in " ".join(map(str, words))


@BOTH
def test_last_period_s_values_stand_in_grey_under_headings_of_their_own(language):
    sheet = forms.layout(language=language).sheets[0]
    made = opened(blank(language, past=past()))[sheet.name(language)]
    at = sheet.columns[0].previous
    assert made.cell(sheet.heading_row, at).value.startswith(PREVIOUS.in_(language))
    assert made.cell(sheet.first_row, at).value == 37
    assert made.cell(sheet.first_row, at).font.color.rgb == "FF5C6875"
    absent = opened(blank(language, past=past(None, ObservationStatus.NOT_YET)))[
        sheet.name(language)
    ]
    assert absent.cell(sheet.first_row, at).value == WORDS[language][2]
    assert opened(blank(language))[sheet.name(language)].cell(sheet.heading_row, at).value is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [("37", "#,##0"), ("4.5", "#,##0.0"), ("12345.125", "#,##0.000"), ("3.0", "#,##0")],
)
def test_a_value_of_last_period_is_shown_to_its_last_digit(value, shown):
    sheet = forms.layout().sheets[0]
    made = opened(blank(past=past(Decimal(value))))[sheet.name(Language.EN)]
    cell = made.cell(sheet.first_row, sheet.columns[0].previous)
    assert (cell.value, cell.number_format) == (float(value), shown)


def test_a_typed_fraction_is_shown_as_it_was_typed():
    sheet = forms.layout().sheets[0]
    rules = opened(blank())[sheet.name(Language.EN)].conditional_formatting
    (count, *_) = (rule for each in rules for rule in each.rules)
    assert count.formula == ["IF(ISNUMBER(D7),D7<>ROUND(D7,0),FALSE)"]
    assert count.dxf.numFmt.formatCode == "General"


@BOTH
def test_what_was_not_exact_last_period_is_not_shown_as_a_number(language):
    held = {key: ((when, one._replace(qualifier=Qualifier.LESS_THAN)),)
            for key, ((when, one),) in past(Decimal(5)).items()}  # fmt: skip
    sheet = forms.layout(language=language).sheets[0]
    made = opened(blank(language, past=held))[sheet.name(language)]
    said = made.cell(sheet.first_row, sheet.columns[0].previous).value
    assert said == {Language.EN: "under 5", Language.FR: "moins de 5"}[language]


def test_comments_of_the_office_stand_at_their_cells_and_in_the_instructions():
    told = (
        Remark("People", "D8", "comment", "Is this everybody?"),
        Remark("", "", "comment", "All."),
    )
    book = opened(blank(Language.FR, comments=told))
    assert "Is this everybody?" in book["Personnes"]["D8"].comment.text
    words = [one.value for row in book["Directives"].rows for one in row]
    assert "Is this everybody?" in words
    assert "All." in words


def test_it_prints_as_wide_as_the_page_with_its_headings_on_each():
    made = opened(blank())["People"]
    assert (made.page_setup.orientation, made.page_setup.fitToWidth) == ("landscape", 1)
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert made.print_title_rows == "$5:$6"
    assert made.freeze_panes == "D7"


def test_a_long_form_takes_seconds():
    form = forms.form()
    table = form.tables[1]
    places = {"places": ("ON-N", "ON-S") * 10}
    many = [
        table.model_copy(update={"id": f"t{at}", "sheet": Text(f"S{at}", f"S{at}"), **places})
        for at in range(67)
    ]
    start = time.process_time()
    content = blank(form=form.model_copy(update={"tables": tuple(many)}), past=past())
    assert time.process_time() - start < 10
    assert len(opened(content).sheetnames) == 70


@BOTH
def test_a_marked_return_is_read_again_as_if_it_had_no_marks(language):
    content = filled(blank(language, past=past()), language)
    sheet = forms.layout(language=language).sheets[0].name(language)
    book = opened(content)
    book[sheet]["D8"].value = "abc"
    held = io.BytesIO()
    book.save(held)
    asked = forms.context(language=language)
    first = check(held.getvalue(), "r.xlsx", asked)
    assert [one.cell for one in first.findings] == ["D8"]
    marked = annotate(held.getvalue(), first.findings, language)
    again = check(marked, "r.xlsx", asked)
    assert (again.findings, again.content) == (first.findings, first.content)
    mended = opened(marked)
    mended[sheet]["D8"].value = 30
    held = io.BytesIO()
    mended.save(held)
    last = check(held.getvalue(), "r.xlsx", asked)
    assert last.outcome is Outcome.ACCEPT
    assert last.findings == ()
    clean = opened(annotate(held.getvalue(), last.findings, language))
    assert clean.sheetnames == book.sheetnames
    assert clean[sheet]["D8"].comment is None
    assert clean[sheet]["D8"].fill.patternType is None


def test_a_partner_who_is_asked_for_no_table_gets_the_general_sheet():
    form = forms.form(obligations=[])
    book = opened(blank(form=form))
    assert book.sheetnames == ["Instructions", "Data", "Lists"]
    assert set(book.defined_names) == {"pillars_words", "pillars_periods"}


def test_codes_stand_on_one_line_each():
    """Programs do not make a row taller for the code in its first cell."""
    made = opened(blank())
    for sheet in [one for one in made.worksheets if one["A5"].value == "Code"]:
        longest = max(len(str(cell.value)) for cell in sheet["A"][6:] if cell.value)
        assert sheet.column_dimensions["A"].width >= 1.15 * longest + 1
    assert any(one["A5"].value == "Code" for one in made.worksheets)


def test_rows_of_the_general_sheet_are_open_and_its_headings_are_not():
    made = opened(blank())["Data"]
    assert made["A1"].protection.locked
    assert {made.column_dimensions[one].protection.locked for one in "ABCDEF"} == {False}
    assert made.protection.insertRows is False  # not held back
    assert [one.value for one in made[1]] == [
        "Indicator", "Period", "Place", "Age", "Value", "Note",
    ]  # fmt: skip
    assert made.max_row == 1


def test_the_period_is_called_the_same_in_the_headings_and_where_it_is_chosen():
    """A quarter of a fiscal year has another number than the quarter of the same days."""
    form = forms.form(fiscal=True)
    for language, name in ((Language.EN, "Q3 2025-26"), (Language.FR, "T3 2025-2026")):
        book = opened(blank(form=form, language=language))
        every = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows()
                 for cell in row if cell.value]  # fmt: skip
        assert sum(name in one for one in every) > 2
        assert not any("2025-Q4" in one for one in every)
