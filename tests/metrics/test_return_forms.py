"""Return forms and partners as data/ declares them: read strictly, every fault at once."""

from datetime import date

import pytest

from metrics import DefinitionError, Period, ReturnForm, Text
from metrics.catalogue import Catalogue
from tests.ingest import return_forms as made

INDICATOR = """
title = { en = "Calls", fr = "Appels" }
definition = { en = "Calls answered.", fr = "Appels auxquels on a répondu." }
does_not_tell = [{ en = "How many people called.", fr = "Combien de personnes ont appelé." }]
level = "output"
unit = "calls"
measure = "count"
direction = "none"
frequency = "Q"
roll_up_time = "sum"
roll_up_place = "sum"
reported_by = { en = "Partners.", fr = "Partenaires." }
"""
SOURCE = """
title = { en = "Returns", fr = "Rapports" }
description = { en = "Returns.", fr = "Rapports." }
publisher = { en = "Partners", fr = "Partenaires" }
licence = { en = "None", fr = "Aucune" }
coverage = { en = "All.", fr = "Tout." }
returns = "quarterly"
[documents.returns]
title = "Returns"
publisher = { en = "Partners", fr = "Partenaires" }
read_on = 2025-01-01
[series.calls]
indicator = "calls"
title = { en = "Calls", fr = "Appels" }
publisher = { en = "Partners", fr = "Partenaires" }
definition = { en = "Calls answered.", fr = "Appels auxquels on a répondu." }
"""
FORM = """
version = 1
title = { en = "Quarterly return", fr = "Rapport trimestriel" }
instructions = { en = "Fill it in.", fr = "Remplissez-le." }
source = "partner-returns"
frequency = "Q"
place = "ON"
due = { days = 30 }
[[tables]]
id = "calls"
sheet = { en = "Calls", fr = "Appels" }
title = { en = "Calls by age", fr = "Appels selon l'âge" }
dimension = "age"
members = ["under-25"]
total = true
measures = [{ series = "calls" }]
[[rules]]
id = "not-many"
kind = "between"
table = "calls"
left = "calls"
most = "500"
[[obligations]]
partner = "north"
since = "2025-Q1"
"""
FILES = {
    "indicators/calls.toml": INDICATOR,
    "reference/units.toml": '[calls]\none = { en = "call", fr = "appel" }\n'
    'many = { en = "calls", fr = "appels" }\nkind = "count"\n',
    "reference/places.toml": '[ON]\ntitle = { en = "Ontario", fr = "Ontario" }\n'
    'kind = "province"\n',
    "reference/dimensions.toml": '[age]\ntitle = { en = "Age", fr = "Âge" }\n[age.members]\n'
    'under-25 = { en = "under 25", fr = "moins de 25 ans" }\n',
    "reference/partners.toml": '[north]\ntitle = { en = "North", fr = "Nord" }\nlanguage = "fr"\n'
    "since = 2024-04-01\n",
    "sources/partner-returns/source.toml": SOURCE,
    "returns/quarterly/return.toml": FORM,
}


@pytest.fixture
def data(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "frameworks").mkdir()
    return tmp_path


def faults(data):
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    return error.value.faults


def change(data, name, old, new):
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_form_and_a_partner_are_read_by_the_names_of_their_folder_and_heading(data):
    catalogue = Catalogue.read(data)
    assert catalogue.partner("north").language == "fr"
    assert catalogue.form("quarterly").due_on(Period.parse("2025-Q1")) == date(2025, 4, 30)
    assert not catalogue.partner("north").is_partner(date(2024, 3, 31))


def test_without_forms_and_partners_everything_else_is_as_ever(data):
    (data / "returns" / "quarterly" / "return.toml").unlink()
    (data / "returns" / "quarterly").rmdir()
    (data / "reference" / "partners.toml").unlink()
    change(data, "sources/partner-returns/source.toml", 'returns = "quarterly"\n', "")
    catalogue = Catalogue.read(data)
    assert (catalogue.partners, catalogue.returns) == ({}, {})


DANGLING = {  # what is written instead, in which file; what the fault says
    'source = "partner-returns"': ('source = "partner-retuns"', "unknown source"),
    'place = "ON"': ('place = "QC"', "unknown place 'QC'"),
    'dimension = "age"': ('dimension = "ages"', "unknown dimension 'ages'"),
    '["under-25"]': ('["under-52"]', "unknown member of age 'under-52'; nearest known: under-25"),
    '{ series = "calls" }': ('{ series = "cals" }', "unknown series 'cals'; nearest known: calls"),
    'partner = "north"': ('partner = "nort"', "unknown partner 'nort'; nearest known: north"),
    'left = "calls"': ('left = "cals"', "[rule not-many]: unknown series 'cals'"),
    'table = "calls"': ('table = "call"', "[rule not-many]: unknown table 'call'"),
    'since = "2025-Q1"': ('since = "2025"', "2025 is not a period of this form: write 2025-Q1"),
}


@pytest.mark.parametrize("old", DANGLING)
def test_what_a_form_names_must_be_declared(data, old):
    new, told = DANGLING[old]
    change(data, "returns/quarterly/return.toml", old, new)
    assert any(told in one for one in faults(data)), faults(data)


def test_every_fault_of_a_form_is_told_at_once(data):
    for old in ('place = "ON"', '["under-25"]', 'partner = "north"'):
        change(data, "returns/quarterly/return.toml", old, DANGLING[old][0])
    assert len(faults(data)) == 3


UNFIT = {
    'en = "Calls", fr = "Appels" }\ntitle': (
        f'en = "{"C" * 32}", fr = "Appels" }}\ntitle', "of 32 characters: write 1 to 31",
    ),
    'sheet = { en = "Calls"': ('sheet = { en = "Calls/x"', "leave out"),
    'sheet = { en = "Calls", ': ('sheet = { en = "Data", ', "which every return has for itself"),
    "total = true\n": ("total = true\nplaces = ['ON', 'ON']\n", "has the place 'ON' twice"),
    'most = "500"': ('most = "500"\nright = "calls"', "has no 'right'"),
    'kind = "between"': ('kind = "at-most"', "has no 'most'"),
    'dimension = "age"\n': ("", "has members and no dimension"),
    "version = 1": ("version = 0", "write 1 or more"),
    "due = { days = 30 }": ("due = { days = -1 }", "write 0 or more"),
    'frequency = "Q"': ('frequency = "quarterly"', "frequency"),
}  # fmt: skip


@pytest.mark.parametrize("old", UNFIT)
def test_what_cannot_be_a_form_is_refused_with_what_would_be_right(data, old):
    new, told = UNFIT[old]
    change(data, "returns/quarterly/return.toml", old, new)
    assert any(told in one for one in faults(data)), faults(data)


def test_two_tables_cannot_have_one_sheet(data):
    path = data / "returns/quarterly/return.toml"
    table = FORM[FORM.index("[[tables]]") : FORM.index("[[rules]]")].replace(
        'id = "calls"', 'id = "texts"'
    )
    path.write_text(FORM + table, encoding="utf-8")
    assert any("has the sheet 'calls' twice" in one for one in faults(data))


def test_a_form_and_its_source_name_each_other(data):
    change(data, "sources/partner-returns/source.toml", 'returns = "quarterly"\n', "")
    assert any('write returns = "quarterly"' in one for one in faults(data))


def test_a_source_of_returns_has_the_document_that_values_belong_to(data):
    change(data, "sources/partner-returns/source.toml", "[documents.returns]", "[documents.other]")
    assert any("write [documents.returns]" in one for one in faults(data))


def test_a_new_name_must_be_one_that_the_form_has(data):
    change(data, "returns/quarterly/return.toml", "version = 1", "version = 2")
    path = data / "returns/quarterly/return.toml"
    renamed = '\n[renamed.1]\n"Phone calls" = "Cals"\n'
    path.write_text(path.read_text(encoding="utf-8") + renamed, encoding="utf-8")
    assert any("unknown heading or sheet 'Cals'" in one for one in faults(data))


def test_a_form_asks_each_partner_for_its_tables_in_their_time():
    form = made.form()
    assert [one.id for one in form.tables_of(made.PARTNER, made.PERIOD)] == ["people", "services"]
    assert [one.id for one in form.tables_of(made.OTHER, made.PERIOD)] == ["services"]
    assert form.tables_of(made.OTHER, Period.parse("2025-Q1")) == ()
    assert form.partners_in(Period.parse("2024-Q2")) == (made.PARTNER,)


@pytest.mark.parametrize(
    ("frequency", "fiscal", "day", "code"),
    [
        ("Q", True, date(2025, 11, 3), "2025-Q4"),
        ("M", False, date(2024, 2, 29), "2024-02"),
        ("A", False, date(2025, 11, 3), "2025"),
        ("A", True, date(2026, 3, 31), "2025/26"),
        ("A", True, date(2025, 4, 1), "2025/26"),
        ("S", True, date(2025, 4, 1), "2025-04-01/2025-09-30"),
        ("S", False, date(2025, 12, 31), "2025-S2"),
    ],
)
def test_periods_of_a_form_follow_each_other_without_a_gap(frequency, fiscal, day, code):
    form = made.form(frequency=frequency, fiscal=fiscal, obligations=[])
    period = form.period_of(day)
    assert period.code == code
    assert form.is_period(period)
    assert form.after(period).follows(period)
    assert period.follows(form.before(period))


def test_a_form_survives_being_written_and_read_again():
    form = made.form()
    assert ReturnForm.model_validate(form.model_dump(mode="json")) == form
    assert isinstance(form.tables[0].sheet, Text)
