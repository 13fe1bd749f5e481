"""What is explained of a value, as its record carries it; the figures are those of the example."""

from datetime import date

import pytest

from dashboard.absent import Then
from dashboard.held_otherwise import baselines, frequencies
from dashboard.records import explanation_record
from dashboard.text import Words
from dashboard.told import told
from metrics import Language, MetricsError, MetricsStore, Moment, Settings
from tests.factories import FILE, catalogue, indicator, observation, submission


def record(example, name, period=None, language=Language.EN):
    then = Then(example.store.at(Moment(as_of=date(2026, 11, 22))), "example-strategy")
    found = then.store.explain(f"example-{name}", period)
    return explanation_record(found, example.catalogue, Words(language), then)


def test_it_says_of_when_it_speaks_and_of_which_data(example):
    shown = record(example, "survivors-served")
    assert (shown["as_of"], shown["known_at"], shown["held_at"]) == ("2026-11-22", None, None)
    assert shown["data_version"] == example.store.data_version()


@pytest.mark.parametrize("language", list(Language))
def test_a_rule_has_its_id_and_version_in_every_language(example, language):
    parts = {
        one["part"]: one for one in record(example, "survivors-served", None, language)["parts"]
    }
    told_by = {key: (one["rule_id"], one["rule_version"]) for key, one in parts.items()}
    assert told_by["progress"] == ("period-by-period", 1)
    assert told_by["signal"] == ("xmr", 1)
    assert told_by["needed"] == (None, None)


def test_what_was_due_is_exact_text_with_its_day(example):
    shown = record(example, "training-places")
    assert (shown["expected"], shown["expected_on"]) == ("5000", "2026-09-30")


def test_a_year_made_of_quarters_is_judged_by_none_of_them(example):
    shown = record(example, "survivors-served", "2025")
    assert (shown["progress"], shown["reason"]) == ("not_assessed", "made_of_shorter")
    assert (shown["signal"], shown["expected"], shown["target"]) == ("not_applicable", None, None)
    parts = {one["part"]: one for one in shown["parts"]}
    assert parts["progress"]["steps"] == ["Judged by the quarter, not for longer: see Q4 2025."]
    assert {"needed", "forecast"} & {*parts} == set()
    french = record(example, "survivors-served", "2025", Language.FR)["parts"]
    assert french[0]["steps"] == ["Évalué par trimestre, non au-delà\u00a0: voir T4 2025."]


def test_why_nothing_is_needed_and_no_forecast_is_made(example):
    def said(name):
        found = example.store.explain(f"example-{name}")
        return {one.key: one.result for one in told(found, example.catalogue, Words(Language.EN))}

    assert said("survivors-served")["needed"].startswith("Each period is judged by itself")
    assert said("training-places")["forecast"].startswith("The target allows for seasons")


def test_the_doctor_tells_a_frequency_that_is_not_held_and_a_baseline_that_is_not(tmp_path):
    based = {"kind": "at_least", "value": "90", "by": "2030-12-31", "basis": "published",
             "source": "hotline/first"}  # fmt: skip
    calls = indicator("calls", frequency="Q", target={**based, "baseline": {"period": "2019-Q1"}})
    declared = catalogue(indicators=(calls,))
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'one.sqlite'}", framework="plan")
    store = MetricsStore.open(settings, declared)
    store.record(submission(sha256=FILE.sha256), [observation("10", "2020")])
    with pytest.raises(MetricsError, match=r"calls.toml: frequency is 'Q' \(quarters\)") as error:
        frequencies(declared, store)
    assert "fréquence" in error.value.text.fr or "frequency vaut" in error.value.text.fr
    missing = baselines(declared, store)
    assert missing
    assert "calls (2019-Q1)" in missing.en
    store.close()
