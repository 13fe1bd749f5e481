"""`pillars doctor`: every fault of an installation, told at once."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.doctor import examine, variable, without_password
from dashboard.gaps import gaps
from metrics import Settings, Text, Unit
from tests.factories import catalogue, framework, indicator, series

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(autouse=True)
def installation(monkeypatch, tmp_path):
    """A store of its own; the rest as set by default."""
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")


def faults(framework=None):
    return {one.name: one.words for one in examine(framework) if not one.ok}


def test_each_setting_is_listed():
    listed = [one.name for one in examine()]
    assert [variable(name) for name in Settings.model_fields] == listed[
        : len(Settings.model_fields)
    ]


def test_a_store_without_figures_names_what_is_not_loaded():
    (name,) = faults()
    assert name == "store"
    assert "pillars load --all" in faults()["store"].en


def test_every_fault_is_told_at_once(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "none")
    monkeypatch.setenv("PILLARS_ENV", "staging")
    monkeypatch.setenv("PILLARS_DATA", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PILLARS_DATABASE_URL", "oracle://x")
    assert list(faults()) == ["PILLARS_ENV", "PORT", "data", "store"]


def test_production_needs_a_long_secret(monkeypatch):
    monkeypatch.setenv("PILLARS_ENV", "production")
    monkeypatch.setenv("PILLARS_SECRET_KEY", "short")
    found = faults()
    assert "PILLARS_SECRET_KEY" in found
    assert "short" not in str([one.words for one in examine()])


def test_production_needs_the_names_of_its_hosts(monkeypatch):
    monkeypatch.setenv("PILLARS_ENV", "production")
    assert "PILLARS_HOSTS" in faults()
    monkeypatch.setenv("PILLARS_HOSTS", "figures.example")
    assert "PILLARS_HOSTS" not in faults()


def test_an_unknown_framework_is_a_fault():
    assert "ontario-2016" in faults("ontario-2017")["framework"].en


def test_a_table_that_cannot_be_read_is_named_with_its_cell(monkeypatch, tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("PILLARS_DATA", str(tmp_path / "data"))
    awards = tmp_path / "data" / "sources" / "ontario-funding" / "awards.csv"
    awards.write_text(
        awards.read_text(encoding="utf-8").replace(",885000,", ",many,"), encoding="utf-8"
    )
    assert "awards.csv" in faults()["source ontario-funding"].en


def test_every_fault_of_the_declarations_is_a_line_of_its_own(monkeypatch, tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setenv("PILLARS_DATA", str(tmp_path / "data"))
    for name in ("people-trained", "partners-funded"):
        with (tmp_path / "data" / "indicators" / f"{name}.toml").open(
            "a", encoding="utf-8"
        ) as file:
            file.write('\ncolour = "blue"\n')
    told = [one.words.en for one in examine() if one.name == "data"]
    assert sum("colour" in one for one in told) == 2
    assert not any("\n" in one for one in told)


def test_a_setting_that_is_misspelled_is_a_fault(monkeypatch):
    monkeypatch.setenv("PILLARS_DATABSE_URL", "sqlite:///elsewhere")
    assert "PILLARS_DATABASE_URL" in faults()["PILLARS_DATABSE_URL"].en


def test_a_password_is_not_shown():
    shown = without_password("postgresql://reader:secret@store/figures")
    assert shown == "postgresql://…@store/figures"
    assert without_password("sqlite:////var/figures.sqlite") == "sqlite:////var/figures.sqlite"


def test_what_the_framework_lacks_is_noted_and_no_fault():
    lacking = indicator("lonely", direction="up", roll_up_time="sum", count_basis=None)
    paid = indicator("paid", unit="dollars", record={"series": "hotline/paid", "place": "CA"})
    same = series("paid").model_copy(update={"unit": "calls", "definition": Text("Same", "Same")})
    known = catalogue(indicators=(indicator("calls"), lacking, paid), held=(series("calls"), same))
    dollars = Unit(id="dollars", one=Text("", ""), many=Text("", ""), kind="money")
    known = replace(
        known,
        units={**known.units, "dollars": dollars},
        frameworks={"plan": framework("calls", "paid")},
    )
    found = {name: words.en for name, words in gaps(known)}
    assert found["orphans"] == "1 indicators are in no framework: lonely"
    assert "lonely" in found["targets"]
    assert found["french"].endswith("hotline/paid")
    assert found["units"].endswith("paid (dollars, calls)")
    assert "lonely" in found["basis"]
    assert "unowned" not in found


def test_a_source_that_measures_nothing_listed_is_noted():
    known = replace(catalogue(), frameworks={})
    assert dict(gaps(known))["unowned"].en.endswith(": hotline")


def test_a_setting_without_a_value_is_said_to_have_none():
    told = {one.name: one.words for one in examine()}
    unset = [
        variable(name) for name in Settings.model_fields if getattr(Settings(), name) in (None, "")
    ]
    assert unset
    for name in unset:
        assert told[name].en.startswith("not set (")
        assert told[name].fr.startswith("non donné (")
