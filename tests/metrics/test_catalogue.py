from datetime import datetime, timedelta
from pathlib import Path

import pytest

from metrics.catalogue import Catalogue
from metrics.errors import DefinitionError, MetricsError, UnknownError
from metrics.periods import Period

INDICATOR = """
title = { en = "Calls", fr = "Appels" }
definition = { en = "Calls answered.", fr = "Appels auxquels on a répondu." }
does_not_tell = [{ en = "How many people called.", fr = "Combien de personnes ont appelé." }]
level = "output"
unit = "calls"
measure = "count"
direction = "none"
frequency = "A"
roll_up_time = "sum"
roll_up_place = "sum"
reported_by = { en = "The operator.", fr = "L'exploitant." }
"""
UNITS = """
[calls]
one = { en = "call", fr = "appel" }
many = { en = "calls", fr = "appels" }
kind = "count"
"""


@pytest.fixture
def data(tmp_path):
    for folder in ("indicators", "frameworks", "reference", "sources"):
        (tmp_path / folder).mkdir()
    (tmp_path / "indicators" / "calls.toml").write_text(INDICATOR, encoding="utf-8")
    (tmp_path / "reference" / "units.toml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "reference" / "places.toml").write_text(
        '[CA]\ntitle = { en = "Canada", fr = "Canada" }\nkind = "country"\nnames = ["CAN"]\n',
        encoding="utf-8",
    )
    (tmp_path / "reference" / "dimensions.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_the_projects_own_data_has_no_fault():
    catalogue = Catalogue.read(Path(__file__).parents[2] / "data")
    assert {"ontario-2016", "ontario-2020", "ontario-2025"} == set(catalogue.frameworks)


def test_an_indicator_takes_its_id_from_its_file(data):
    assert Catalogue.read(data).indicator("calls").title.fr == "Appels"


def test_an_unknown_key_is_refused_with_the_file_the_key_and_the_known_keys(data):
    path = data / "indicators" / "calls.toml"
    path.write_text(INDICATOR + 'unti = "calls"\n', encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    (fault,) = error.value.faults
    assert fault.startswith(
        "indicators/calls.toml: unknown key 'unti'; known keys are actions, code,"
    )


def test_every_fault_is_told_at_once(data):
    path = data / "indicators" / "calls.toml"
    path.write_text(
        INDICATOR.replace('"calls"', '"cals"').replace(', fr = "Appels"', ""), encoding="utf-8"
    )
    (data / "reference" / "units.toml").write_text("[calls\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    assert [fault.split(":")[0] for fault in error.value.faults] == [
        "indicators/calls.toml",
        "reference/units.toml",
    ]


def test_a_reference_to_a_unit_that_no_file_declares_is_a_fault(data):
    path = data / "indicators" / "calls.toml"
    path.write_text(INDICATOR.replace('"calls"', '"cals"'), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"indicators/calls.toml: unknown unit 'cals'"):
        Catalogue.read(data)


def test_a_missing_data_folder_is_told_with_its_remedy(tmp_path):
    with pytest.raises(MetricsError, match="set PILLARS_DATA"):
        Catalogue.read(tmp_path / "nowhere")


def test_an_unknown_name_is_answered_with_the_nearest_known_ones(data):
    with pytest.raises(UnknownError, match=r"Unknown indicator 'cals'. Nearest known: calls."):
        Catalogue.read(data).indicator("cals")


def test_a_place_is_found_by_code_name_and_other_spelling(data):
    catalogue = Catalogue.read(data)
    assert {catalogue.place(name).code for name in ("CA", "canada", "CAN")} == {"CA"}


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        (
            'kind = "at_least"\nvalue = "many"\nby = 2027-03-31\nbasis = "published"',
            "write a number",
        ),
        (
            'kind = "at_least"\nvalue = "4"\nby = 2027-03-31\nbasis = "published"',
            "name its `source`",
        ),
        ('kind = "at_least"\nvalue = "4"\nby = 2027-03-31\nbasis = "office"', "give `set_on` and"),
        ('kind = "range"\nvalue = "4"\nby = 2027-03-31\nbasis = "office"', "has `upper` exactly"),
        (
            'kind = "exact"\nvalue = "4"\nby = 2027-03-31\nbasis = "published"\nsource = "a/b"',
            "unknown document 'a/b'",
        ),
    ],
)
def test_a_target_says_its_number_and_who_stands_behind_it(data, target, fault):
    path = data / "indicators" / "calls.toml"
    path.write_text(f"{INDICATOR}\n[target]\n{target}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    (said,) = error.value.faults
    assert said.startswith("indicators/calls.toml: ")
    assert fault in said


def test_one_catalogue_code_belongs_to_one_indicator(data):
    for name in ("calls", "contacts"):
        (data / "indicators" / f"{name}.toml").write_text(f'code = "A-1"\n{INDICATOR}', "utf-8")
    with pytest.raises(DefinitionError, match="code 'A-1' is used twice"):
        Catalogue.read(data)


def test_a_file_that_cannot_be_read_is_told_without_what_follows_from_it(data):
    (data / "sources" / "broken").mkdir()
    (data / "sources" / "broken" / "source.toml").write_text("title = \n", encoding="utf-8")
    (data / "sources" / "empty").mkdir()
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    assert [fault.split(": ")[0] for fault in error.value.faults] == [
        "sources/broken/source.toml",
        "sources/empty/source.toml",
    ]


SOURCE = """
title = { en = "Helpline", fr = "Ligne d'aide" }
description = { en = "Calls.", fr = "Appels." }
publisher = { en = "Helpline", fr = "Ligne d'aide" }
licence = { en = "Open", fr = "Libre" }
coverage = { en = "All calls.", fr = "Tous les appels." }
[documents.report]
title = "Report"
publisher = "Statistics Office"
licence = "Open"
read_on = 2025-01-01
"""


@pytest.fixture
def named(data):
    """A source whose document has the name of a publisher and of a licence in one language."""
    (data / "sources" / "helpline").mkdir()
    (data / "sources" / "helpline" / "source.toml").write_text(SOURCE, encoding="utf-8")
    (data / "reference" / "licences.toml").write_text('"Open" = "Libre"\n', encoding="utf-8")
    return data


def test_a_document_has_its_publisher_in_both_languages_from_the_list(named):
    (named / "reference" / "publishers.toml").write_text(
        '"Statistics Office" = "Office des statistiques"\n', encoding="utf-8"
    )
    catalogue = Catalogue.read(named)
    document = catalogue.document("helpline", "report")
    assert document.publisher == ("Statistics Office", "Office des statistiques")
    assert document.licence == ("Open", "Libre")
    assert catalogue.body("Statistics Office").fr == "Office des statistiques"
    assert catalogue.body("Nobody").fr == "Nobody"


def test_a_publisher_named_in_one_language_only_is_a_fault_with_its_remedy(named):
    (named / "reference" / "publishers.toml").write_text(
        '"Statistic Office" = "Office"\n', encoding="utf-8"
    )
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(named)
    (fault,) = error.value.faults
    assert fault == (
        "sources/helpline/source.toml [documents.report]: publisher 'Statistics Office' is not in "
        "reference/publishers.toml; nearest there: Statistic Office; add it there, or write "
        "{ en = ..., fr = ... }"
    )


SERIES = """
[series.calls]
indicator = "calls"
title = { en = "Calls", fr = "Appels" }
publisher = { en = "Helpline", fr = "Ligne d'aide" }
definition = { en = "Calls.", fr = "Appels." }
assumed_periods = { %s }
"""


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ('report = ["2020-12-10/2025-03-31", "2024-25"]', None),
        ('raport = ["2024"]', "unknown document 'raport'; nearest known: report"),
        ('report = ["once"]', "is 'once', not a period such as 2024, 2024-Q3 or 2023-24"),
    ],
)
def test_an_assumed_period_is_a_period_of_a_document(named, written, fault):
    (named / "reference" / "publishers.toml").write_text(
        '"Statistics Office" = "Office des statistiques"\n', encoding="utf-8"
    )
    file = named / "sources" / "helpline" / "source.toml"
    file.write_text(SOURCE + SERIES % written, encoding="utf-8")
    if fault is None:
        series = Catalogue.read(named).sources["helpline"].series["calls"]
        assert series.assumes(Period.parse("2024-25"), "report")
        assert not series.assumes(Period.parse("2024"), "report")
        return
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(named)
    assert any(one.endswith(fault) for one in error.value.faults), error.value.faults


def test_a_document_that_nobody_can_have_read_yet_is_refused(named):
    """Its files would be offered before the day on which they are published."""
    (named / "reference" / "publishers.toml").write_text(
        '"Statistics Office" = "Office des statistiques"\n', encoding="utf-8"
    )
    file = named / "sources" / "helpline" / "source.toml"
    today = datetime.now().astimezone().date()
    tomorrow = today + timedelta(days=1)
    file.write_text(SOURCE.replace("2025-01-01", tomorrow.isoformat()), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(named)
    assert list(error.value.faults) == [
        f"sources/helpline/source.toml [documents.report]: read_on '{tomorrow}' is a day to come: "
        "a document is declared once it is read"
    ]
    file.write_text(SOURCE.replace("2025-01-01", today.isoformat()), encoding="utf-8")
    assert Catalogue.read(named).document("helpline", "report").read_on == today
