"""What a target may say; all numbers here are made up."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from metrics import Catalogue, DefinitionError, Period
from metrics.targets import THRESHOLDS, ProgressRule
from tests.factories import indicator
from tests.metrics.test_catalogue import INDICATOR, UNITS

WHO = {"basis": "published", "source": "made-up/plan"}
END = {"kind": "at_least", "value": "400", "by": "2027-12-31", **WHO}
SUM = {**END, "due": "cumulative", "from": "2024-01-01"}
EACH = {**END, "due": "each_period", "from": "2024-01-01"}
SEASONS = {"trajectory": "seasonal", "shares": ["0.1", "0.2", "0.3", "0.4"]}


def fault(target, **changes):
    with pytest.raises(ValidationError) as error:
        indicator(target=target, **changes)
    (one,) = error.value.errors()
    assert one["loc"] == ("target",)
    return str(one["ctx"]["error"])


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({**END, "kind": "range", "upper": "300"}, "`upper` is the higher end"),
        ({**END, "kind": "range", "upper": "400"}, "`upper` is the higher end"),
        ({**END, "upper": "500"}, "has `upper` exactly when"),
        ({**END, "set_on": "2099-01-01"}, "after its own end"),
        ({**END, "tolerance": "-1"}, "`tolerance` below zero"),
        ({**SUM, "from": None}, 'needs `from` when it is due "cumulative"'),
        ({**EACH, "from": None}, 'needs `from` when it is due "each_period"'),
        ({**END, "from": "2027-12-31"}, "the first comes before the second"),
        ({**SUM, "baseline": {"period": "2023"}}, "leave out `baseline`"),
        ({**END, "baseline": {"period": "2027"}}, "baseline that does not end before"),
        ({**EACH, "trajectory": "step"}, "choose one of them"),
        ({**END, "trajectory": "milestones"}, "has `milestones` exactly when"),
        ({**END, "milestones": [{"period": "2025", "value": "200"}]}, "`milestones` exactly when"),
        ({**SUM, "trajectory": "seasonal"}, "has `shares` exactly when"),
        ({**SUM, "shares": ["1"]}, "has `shares` exactly when"),
        ({**SUM, **SEASONS, "shares": ["0.5", "0.5"]}, "write four of quarters or twelve"),
        ({**SUM, **SEASONS, "shares": ["0.1", "0.2", "0.3", "0.3"]}, "add up to 0.9"),
        ({**SUM, **SEASONS, "shares": ["-1", "0", "0", "2"]}, "none below zero"),
        ({**END, **SEASONS}, "is seasonal and due at the end"),
        ({**SUM, **SEASONS, "by": "2027-06-30"}, "not a number of whole years"),
        ({**SUM, **SEASONS, "from": "2024-01-15"}, "not a number of whole years"),
        (
            {**EACH, "kind": "range", "upper": "450", "baseline": {"period": "2023"}},
            "is a range for each period",
        ),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(target, said):
    assert said in fault(target)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "9" * 400}, "write at most 18 digits"),
        ({"value": "6.0" + "1" * 60}, "write at most 18 digits"),
        ({"value": "\u0666\u0660"}, "write a number"),
        ({"by": date(9999, 12, 31)}, "write a year from 1800 to 2199"),
        ({"from": date(1, 1, 1)}, "write a year from 1800 to 2199"),
        ({"by": datetime(2027, 12, 31, tzinfo=UTC)}, "an instant: write the day alone"),
    ],
)
def test_a_number_or_a_day_that_nothing_can_reckon_with_is_refused(changes, said):
    with pytest.raises(ValidationError, match=said):
        indicator("calls", target={**SUM, **changes})


@pytest.mark.parametrize(
    ("milestones", "said"),
    [
        ([("2026", "300"), ("2025", "200")], "not in the order of their periods"),
        ([("2025", "200"), ("2025-Q3", "300")], "not in the order of their periods"),
        ([("2025", "200"), ("2028", "300")], "outside of its dates"),
        ([("2022", "200")], "outside of its dates"),
        ([("2025", "300"), ("2026", "200")], "do not lead one way"),
        ([("2025", "200"), ("2026", "500")], "do not lead one way"),
    ],
)
def test_milestones_lead_in_order_to_the_target(milestones, said):
    listed = [{"period": period, "value": value} for period, value in milestones]
    given = {**END, "from": "2024-01-01", "trajectory": "milestones", "milestones": listed}
    assert said in fault(given)


@pytest.mark.parametrize(
    ("target", "changes", "said"),
    [
        ({**END, "kind": "at_most"}, {}, "direction is 'up'"),
        (END, {"direction": "down"}, "direction is 'down'"),
        (END, {"direction": "band"}, "direction is 'band'"),
        (SUM, {"roll_up_time": "none"}, "nothing may be added"),
        (SUM, {"roll_up_time": "last"}, "nothing may be added"),
        ({**EACH, **SEASONS}, {"measure": "rate", "frequency": "Q"}, "a rate cannot be divided"),
        ({**EACH, **SEASONS}, {"frequency": "M"}, "has 4 shares, but frequency is 'M'"),
        (END, {"measure": "level"}, 'write due = "by_end" and trajectory = "step"'),
        (END, {"measure": "milestone"}, 'write due = "by_end" and trajectory = "step"'),
        (SUM, {"progress_rule": {"name": "period-by-period"}}, "does not judge"),
        (EACH, {"progress_rule": {"name": "distance-covered"}}, "does not judge"),
        (EACH, {"progress_rule": {"name": "compound-growth"}}, "does not judge"),
        (
            {**END, "trajectory": "step"},
            {"progress_rule": {"name": "compound-growth"}},
            'write due = "by_end" and trajectory = "straight"',
        ),
        (
            {**END, "kind": "at_most", "value": "0"},
            {"direction": "down", "progress_rule": {"name": "compound-growth"}},
            "growth towards zero has no rate",
        ),
    ],
)
def test_a_target_that_contradicts_its_indicator_or_its_rule_is_refused(target, changes, said):
    assert said in fault(target, **changes)


@pytest.mark.parametrize(
    ("target", "changes", "said"),
    [
        ({"tolerance": "500"}, {}, "`tolerance` of 500, as large as the target itself"),
        (
            {"trajectory": "milestones", "milestones": ({"period": "2025", "value": "900"},)},
            {},
            "a milestone of 900 on the way up to 400",
        ),
        ({"baseline": {"period": "2023"}}, {"frequency": "Q"}, "a quarter such as 2024-Q3"),
        ({"baseline": {"period": "2023-Q4"}}, {"frequency": "A"}, "a year such as 2024 or 2024-25"),
    ],
)
def test_a_target_that_nothing_could_miss_or_measure_is_refused(target, changes, said):
    assert said in fault({**END, **target}, **changes)


def test_milestones_of_single_periods_may_rise_and_fall():
    each = {"period": "2025", "value": "900"}, {"period": "2026", "value": "400"}
    assert indicator(target={**EACH, "trajectory": "milestones", "milestones": each}).target


@pytest.mark.parametrize("kind", ["exact", "at_least", "at_most"])
def test_an_indicator_without_a_direction_may_have_any_target(kind):
    assert indicator(direction="none", target={**END, "kind": kind}).target.kind == kind


def test_a_level_and_a_milestone_may_be_due_in_one_step():
    for measure in ("level", "milestone"):
        given = {**END, "value": "1", "trajectory": "step"}
        assert indicator(measure=measure, target=given).target.trajectory == "step"


def test_two_faults_of_a_target_are_told_in_one_line():
    said = fault({**END, "tolerance": "-1", "upper": "500"})
    assert said.count("; ") == 1
    assert "\n" not in said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"name": "distance-covered", "on_track": 80, "watch": 90}, "`watch` above its"),
        ({"name": "distance-covered", "watch": 101}, "`watch` above its"),
        ({"name": "distance-covered", "base": "2015"}, "only when its name is"),
        ({"name": "period-by-period", "limit": "100"}, "only when its name is"),
        ({"name": "compound-growth", "watch": 50}, "keeps its published thresholds"),
        ({"name": "guessing"}, "distance-covered"),
        ({"name": "distance-covered", "version": 2}, "1"),
        ({"name": "distance-covered", "on_track": 0}, "greater than 0"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(rule, said):
    with pytest.raises(ValidationError, match=said):
        ProgressRule.model_validate(rule)


def test_each_rule_has_its_thresholds_and_the_office_may_set_others():
    default = {name: ProgressRule(name=name).thresholds for name in THRESHOLDS}
    assert {name: [float(one) for one in pair] for name, pair in default.items()} == {
        "distance-covered": [1, 0.8],
        "compound-growth": [0.95, 0.6],
        "period-by-period": [1, 0.8],
    }
    chosen = ProgressRule(name="distance-covered", on_track=90, watch=0)
    assert [float(one) for one in chosen.thresholds] == [0.9, 0]


def test_a_baseline_names_a_period_and_nothing_else_is_read_as_one():
    given = {**END, "baseline": {"period": "2023-24"}}
    assert indicator(target=given).target.baseline.period == Period.parse("2023-24")
    with pytest.raises(ValidationError, match="not a period such as 2024"):
        indicator(target={**END, "baseline": {"period": "last year"}})


def test_the_target_set_last_by_a_day_is_in_force_and_the_earlier_ones_are_kept():
    first = {**END, "set_on": "2024-01-01"}
    second = {**END, "value": "500", "set_on": "2025-04-01"}
    held = indicator(targets=[first, second])
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2025, 3, 31), date(2025, 4, 1)]
    found = [held.target_on(day) for day in days]
    assert [one and one.value for one in found] == [None, "400", "400", "500"]
    assert (held.target.value, [one.value for one in held.targets]) == ("500", ["400", "500"])


def test_a_target_without_a_date_of_its_own_was_always_in_force():
    assert indicator(target=END).target_on(date(1990, 1, 1)).value == "400"
    assert indicator(target=None).target_on(date(2024, 1, 1)) is None


def test_a_target_that_begins_later_is_known_and_follows_the_one_before_it():
    years = [{**SUM, "from": f"{year}-01-01", "by": f"{year}-12-31"} for year in (2024, 2025)]
    held = indicator(targets=[{**one, "set_on": "2023-06-01"} for one in years])
    days = [date(2023, 5, 31), date(2023, 6, 1), date(2024, 12, 31), date(2025, 1, 1)]
    found = [held.target_on(day) for day in days]
    assert [one and one.by.year for one in found] == [None, 2024, 2024, 2025]


def test_several_targets_have_an_order_and_are_written_in_one_place():
    with pytest.raises(ValidationError, match="give each its `set_on` or `from`"):
        indicator(targets=[END, END])
    with pytest.raises(ValidationError, match="write one of them"):
        indicator(target=END, targets=[{**END, "value": "5"}])


@pytest.fixture
def data(tmp_path):
    for folder in ("indicators", "frameworks", "reference", "sources"):
        (tmp_path / folder).mkdir()
    (tmp_path / "reference" / "units.toml").write_text(UNITS, encoding="utf-8")
    titles = 'title = { en = "Canada", fr = "Canada" }'
    (tmp_path / "reference" / "places.toml").write_text(f'[CA]\n{titles}\nkind = "country"\n')
    (tmp_path / "reference" / "dimensions.toml").write_text(f"[place]\n{titles}\n")
    return tmp_path


def faults_of(data, target):
    office = 'by = 2027-03-31\nbasis = "office"\nset_on = 2026-04-01\napproved_by = "The office"\n'
    text = f'{INDICATOR}\n[target]\nkind = "at_least"\nvalue = "4"\n{office}{target}\n'
    (data / "indicators" / "calls.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        Catalogue.read(data)
    return error.value.faults


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("until = 2027-01-01", "unknown key 'target.until'; known keys are approved_by, baseline"),
        ("from = 2028-01-01", "the first comes before the second"),
        ('[target.baseline]\nperiod = "2019"\nvalue = "3"', "known keys are period, place, series"),
        ('[target.baseline]\nperiod = "2019"\nplace = "XX"', "unknown place 'XX'"),
        ('[target.baseline]\nperiod = "2019"\nseries = "a/b"', "unknown series 'a/b'"),
    ],
)
def test_each_fault_of_a_file_is_told_in_one_line(data, target, said):
    (fault,) = faults_of(data, target)
    assert fault.startswith("indicators/calls.toml: ")
    assert said in fault
    assert "from_" not in fault
