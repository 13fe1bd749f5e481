"""A file in a partner's own layout checked by its profile, from bytes to values and findings."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from ingest.findings import ReadError, Severity
from ingest.limits import DEFAULT
from ingest.returns import Checked, check
from ingest.returns.in_child import check_in_child
from ingest.returns.profiles import Profile, read_profile
from metrics import DefinitionError, Disaggregation, ObservationStatus
from tests.ingest.return_forms import CONTACTS, NEW, SERVED, SPENT, context

PROFILE = """
id = "maison"
form = "quarterly"
partner = "north-house"
language = "fr"
blank = ["à remplir"]
nothing = { "aucune" = "zero", "inconnu" = "not-available" }

[[tables]]
id = "people"
sheet = ["Portrait"]
heading = "Secteur"
label_columns = 2
columns = { "Desservies" = { measure = "people-served" }, "Nouvelles" = { measure = "new-people" } }
ignore = ["Ensemble"]

[tables.rows]
"Nord | Moins de 25" = { place = "ON-N", member = "under-25" }
"Nord | 25 et plus" = { place = "ON-N", member = "25-and-over" }
"Nord | Tous" = { place = "ON-N" }
"Sud | Moins de 25" = { place = "ON-S", member = "under-25" }
"Sud | 25 et plus" = { place = "ON-S", member = "25-and-over" }
"Sud | Tous" = { place = "ON-S" }

[[tables]]
id = "services"
sheet = ["Budget"]
heading = "Poste"
rows = { "Trimestre" = {} }

[tables.columns]
"Appels" = { measure = "contacts" }
"Dépenses (k$)" = { measure = "spent", scale = 1000 }
"Entente" = { type = "pattern", pattern = "[A-Z]{2}-[0-9]{3}" }
"""
PEOPLE = [
    ["Secteur", None, "Desservies", "Nouvelles"],
    ["Nord", "Moins de 25", 12, "aucune"],
    [None, "25 et plus", 30, 6],
    [None, "Tous", 42, 6],
    ["Sud", "Moins de 25", "1\u00a0207", 0],
    [None, "25 et plus", 21, "inconnu"],
    [None, "Tous", "1 228", 5],
]
MONEY = [
    ["Poste", "Appels", "Dépenses (k$)", "Entente"],
    ["Trimestre", "1 310", "12,34567", "AB-123"],
]


def file_of(changes: dict[str, object] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in (("Portrait", PEOPLE), ("Budget", MONEY)):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for place, value in (changes or {}).items():
        name, _, cell = place.partition("!")
        book[name][cell] = value
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def profile(**changes: object) -> Profile:
    return read_profile(PROFILE).model_copy(update=changes)


def checked(changes: dict[str, object] | None = None, **context_changes: object) -> Checked:
    given = {"profiles": (profile(),), **context_changes}
    return check(file_of(changes), "a.xlsx", context(**given))


def values(found: Checked) -> dict[tuple[str, str, str], Decimal | ObservationStatus]:
    return {
        (one.series.partition("/")[2], one.place, dict(one.disaggregation.members).get("age", "")):
        one.status if one.value is None else one.value
        for one in found.observations
    }  # fmt: skip


def told(found: Checked) -> list[tuple[str, str, str]]:
    return [(one.sheet, one.cell, one.rule) for one in found.findings
            if one.severity is not Severity.INFO]  # fmt: skip


def test_every_value_of_an_own_layout_is_read_as_its_profile_says() -> None:
    found = checked()
    assert told(found) == []
    held = values(found)
    assert len(held) == 14
    assert held[SERVED, "ON-S", "under-25"] == 1207
    assert held[SERVED, "ON-S", ""] == 1228
    assert held[NEW, "ON-N", "under-25"] == 0
    assert held[NEW, "ON-S", "25-and-over"] is ObservationStatus.NOT_COLLECTED
    assert held[CONTACTS, "ON", ""] == 1310
    assert held[SPENT, "ON", ""] == Decimal("12345.67")
    assert {one.disaggregation for one in found.observations} >= {Disaggregation()}


def test_the_child_finds_the_same() -> None:
    given = context(profiles=(profile(),))
    assert check_in_child(file_of(), "a.xlsx", given) == check(file_of(), "a.xlsx", given)


@pytest.mark.parametrize(
    ("changes", "cell", "rule"),
    [
        ({"Portrait!B3": "25 à 30"}, ("Portrait", "A3"), "strange-row"),
        ({"Portrait!C1": "Servies"}, ("Portrait", "A1"), "missing-column"),
        ({"Portrait!A1": "Région"}, ("Portrait", ""), "missing-table"),
        ({"Budget!D2": "AB123"}, ("Budget", "D2"), "pattern"),
        ({"Portrait!D3": "six"}, ("Portrait", "D3"), "number"),
        ({"Portrait!D3": "à remplir"}, ("Portrait", "D3"), "blank"),
        ({"Portrait!C4": 43}, ("Portrait", "C4"), "total"),
        ({"Portrait!D2": 13}, ("Portrait", "D2"), "new-are-part"),
        ({"Budget!C2": "12,345678"}, ("Budget", "C2"), "cents"),
        ({"Budget!C2": "1,234"}, ("Budget", "C2"), "separator"),
    ],
)
def test_a_fault_is_told_at_its_cell(
    changes: dict[str, object], cell: tuple[str, str], rule: str
) -> None:
    assert (*cell, rule) in told(checked(changes))


def test_a_row_that_is_gone_is_told_and_its_figures_are_asked_for() -> None:
    found = checked({"Portrait!B7": "Total du sud"})
    assert ("Portrait", "A7", "strange-row") in told(found)
    assert ("Portrait", "A1", "missing-row") in told(found)


def test_a_question_of_a_scaled_cell_is_answered_in_its_scale() -> None:
    found = checked({"Budget!C2": "1,234"}, answers={"Budget:separator": "decimal-comma"})
    assert values(found)[SPENT, "ON", ""] == 1234
    found = checked({"Budget!C2": "1,234"}, answers={"Budget:separator": "decimal-point"})
    assert values(found)[SPENT, "ON", ""] == 1_234_000


def test_a_cell_is_told_once() -> None:
    found = told(checked({"Portrait!D3": "six", "Portrait!D4": None}))
    assert len(found) == len({(sheet, cell) for sheet, cell, _ in found if cell})


def test_an_expression_without_an_end_ends_the_child_alone() -> None:
    endless = PROFILE.replace("[A-Z]{2}-[0-9]{3}", "([a-z]+)+[0-9]")
    given = context(profiles=(read_profile(endless),), limits=DEFAULT._replace(seconds=3))
    with pytest.raises(ReadError) as refused:
        check_in_child(file_of({"Budget!D2": "a" * 40}), "a.xlsx", given)
    assert refused.value.rule == "time"


def test_an_expression_that_is_none_is_refused_when_a_profile_is_read() -> None:
    with pytest.raises(DefinitionError):
        read_profile(PROFILE.replace("[A-Z]{2}-[0-9]{3}", "([A-Z]"))
