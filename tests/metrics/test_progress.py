"""Whether a target can be judged, and the share of the distance; all numbers are made up."""

from datetime import date

import pytest

from metrics import Break, Language, ObservationStatus, Reason, Text, Unit, labels, step_words
from tests.factories import words
from tests.judging import (
    BASED,
    DOWN,
    EACH,
    LATE,
    MET,
    NOT_ASSESSED,
    NOT_COMPARABLE,
    NOT_YET,
    OFF,
    ON_TRACK,
    SUM,
    TARGET,
    WATCH,
    held,
    judged,
    line,
    since,
    word,
)

LEVELS = ("one", "two", "three")


def test_without_a_value_nothing_is_assessed():
    assert word(None, []) == (NOT_ASSESSED, Reason.NOTHING_PUBLISHED)
    assert word(TARGET, []) == (NOT_ASSESSED, Reason.NOTHING_PUBLISHED)
    assert word(None, [held(None)]) == (NOT_ASSESSED, Reason.NOTHING_PUBLISHED)
    assert word(BASED, since(None)) == (NOT_ASSESSED, Reason.NOTHING_PUBLISHED)


def test_what_its_owner_has_withdrawn_is_said_to_be_withdrawn_and_is_never_late():
    gone = held(None, status=ObservationStatus.ERASED)
    for target in (None, TARGET, BASED):
        assert word(target, [gone]) == (NOT_ASSESSED, Reason.WITHDRAWN)


def test_without_a_target_nothing_is_assessed():
    assert word(None, [held("500")]) == (NOT_ASSESSED, Reason.NO_TARGET)
    assert word(None, [held(None, qualifier="in_words")]) == (NOT_ASSESSED, Reason.NO_TARGET)


def test_before_a_target_was_set_there_is_none():
    target = {**BASED, "set_on": "2023-01-01"}
    assert word(target, since("200"), "2022-12-31") == (NOT_ASSESSED, Reason.NO_TARGET)
    assert word(target, since("200"), "2023-01-01") is MET


@pytest.mark.parametrize("target", [BASED, SUM, EACH, DOWN, {**BASED, "kind": "exact"}], ids=str)
@pytest.mark.parametrize("value", ["0", "150", "200", "10000"])
@pytest.mark.parametrize("as_of", ["2020-01-01", "2023-06-30", "2030-01-01"])
def test_without_a_direction_nothing_is_ever_judged(target, value, as_of):
    found = judged(target, since(value), as_of, direction="none")
    assert (found.progress, found.reason) == (NOT_ASSESSED, Reason.NO_DIRECTION)
    assert (found.trend, found.expected, found.reasoning) == (None, None, None)
    assert found.target.value == target["value"]


def test_a_hidden_value_is_not_assessed_and_its_inputs_are_not_told():
    for target in (BASED, SUM, EACH, None):
        found = judged(target, since(None, status=ObservationStatus.SUPPRESSED))
        assert (found.progress, found.reason) == (NOT_ASSESSED, Reason.HIDDEN)
        assert found.expected is None
        if found.reasoning:
            assert found.reasoning.inputs == ()
            (only,) = found.reasoning.steps  # the word alone
            assert all(isinstance(one, Text) for one in only.slots)
    hidden = since(None, status=ObservationStatus.SUPPRESSED)
    assert word(BASED, hidden, "2025-01-01") == (NOT_ASSESSED, Reason.HIDDEN)


def test_a_value_in_words_is_not_assessed():
    assert word(BASED, since(None, "in_words")) == (NOT_ASSESSED, Reason.IN_WORDS)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("200", MET), ("150", ON_TRACK), ("149", WATCH), ("140", WATCH), ("139", OFF), ("90", OFF)],
)
def test_the_share_of_the_distance_due_decides(value, expected):
    # 730 of 1,461 days have passed by the end of 2022: 49.97 of 100 are due
    assert word(BASED, since(value)) is expected


def test_a_share_of_exactly_eighty_percent_is_watched_and_less_is_off_track():
    target = {**BASED, "value": "100", "baseline": {"period": "2021"}, "by": "2023-12-31"}
    for value, expected in (("50", ON_TRACK), ("40", WATCH), ("39.99", OFF)):
        values = [held("0", "2021"), held(value, "2022")]  # 365 of 730 days
        assert word(target, values, measure="rate") is expected


def test_the_office_sets_other_shares():
    rule = {"name": "distance-covered", "on_track": 90, "watch": 50}
    assert word(BASED, since("145"), progress_rule=rule) is ON_TRACK
    assert word(BASED, since("125"), progress_rule=rule) is WATCH
    assert word(BASED, since("124"), progress_rule=rule) is OFF


@pytest.mark.parametrize(("value", "expected"), [("50", MET), ("75", ON_TRACK), ("80", WATCH),
                                                 ("81", OFF), ("110", OFF)])  # fmt: skip
def test_a_target_below_its_baseline_is_neared_from_above(value, expected):
    assert word(DOWN, since(value), direction="down") is expected


def test_a_baseline_of_zero_has_a_distance():
    values = [held("0", "2020"), held("100", "2022")]
    assert word(BASED, values) is ON_TRACK
    assert word(BASED, [held("0", "2020"), held("0", "2022")]) is OFF


def test_a_target_of_zero_has_a_distance():
    target = {**DOWN, "value": "0"}
    assert word(target, since("50"), direction="down") is ON_TRACK
    assert word(target, since("0"), direction="down") is MET


def test_a_value_past_its_target_has_met_it_unless_it_was_to_be_exact():
    assert word(BASED, since("900")) is MET
    exact = {**BASED, "kind": "exact"}
    assert word(exact, since("201")) == (OFF, Reason.PAST)
    assert word({**exact, "tolerance": "1"}, since("201")) is MET
    assert word({**BASED, "kind": "range", "upper": "250"}, since("251")) == (OFF, Reason.PAST)


def test_tolerance_counts_for_reaching():
    assert word({**BASED, "tolerance": "5"}, since("195")) is MET
    assert word({**BASED, "tolerance": "5"}, since("194.9"), measure="rate") is ON_TRACK
    assert word({**DOWN, "tolerance": "5"}, since("55"), direction="down") is MET


def test_one_observation_only_is_the_baseline_itself():
    only = line(y2020="100")
    assert word(BASED, only) == (NOT_ASSESSED, Reason.ONLY_BASELINE)
    assert word(BASED, only, "2020-12-31") == (NOT_YET, Reason.ONLY_BASELINE)
    step = {**BASED, "trajectory": "step"}
    assert word(step, only, "2024-12-31") == (NOT_YET, Reason.ONLY_BASELINE)
    assert word(BASED, only, "2025-01-01") is LATE


def test_a_baseline_has_to_be_held():
    assert word(BASED, line(y2022="150")) == (NOT_ASSESSED, Reason.NO_BASELINE)
    assert word(BASED, line(y2019="90")) == (NOT_ASSESSED, Reason.BEFORE_BASELINE)
    assert word(TARGET, line(y2022="150")) == (NOT_ASSESSED, Reason.NO_BASELINE)
    assert word(TARGET, line(y2022="200")) is MET


def test_a_baseline_without_a_number_is_none_and_does_not_make_a_value_late():
    values = [held(None, "2020"), held("150", "2024")]
    assert word(BASED, values, "2025-06-30") == (NOT_ASSESSED, Reason.NO_BASELINE)
    values[0] = held(None, "2020", status=ObservationStatus.SUPPRESSED)
    found = judged(BASED, values, "2025-06-30")
    assert (found.progress, found.reason) == (NOT_ASSESSED, Reason.HIDDEN_BASELINE)
    assert found.reasoning.inputs == ()
    said = labels.progress_words(found, Language.EN)
    assert said == "not assessed, the baseline is hidden to protect people"


@pytest.mark.parametrize("changes", [{"qualifier": "approximate"}, {"qualifier": "up_to"}])
def test_a_baseline_has_to_be_exact(changes):
    values = [held("100", "2020", **changes), held("150", "2022")]
    assert word(BASED, values) == (NOT_ASSESSED, Reason.UNPROVEN)


def test_a_baseline_of_another_series_or_place_is_never_compared():
    for other in ({"series": "hotline/texts"}, {"place": "US"}):
        target = {**BASED, "baseline": {"period": "2020", **other}}
        assert word(target, since("200")) == (NOT_COMPARABLE, Reason.OTHER_SERIES)
    named = {"period": "2020", "series": "hotline/calls", "place": "CA"}
    assert word({**BASED, "baseline": named}, since("200")) is MET


def test_a_target_on_the_wrong_side_of_its_baseline_is_not_assessed():
    for value in ("150", "200", "350"):
        values = [held("300", "2020"), held(value, "2022")]
        assert word(BASED, values) == (NOT_ASSESSED, Reason.WRONG_SIDE)
    values = [held("40", "2020"), held("45", "2022")]
    assert word(DOWN, values, direction="down") == (NOT_ASSESSED, Reason.WRONG_SIDE)


def test_where_the_baseline_is_the_target_whatever_falls_short_is_off_track():
    values = [held("200", "2020"), held("199", "2022")]
    assert word(BASED, values) is OFF
    assert word(BASED, [values[0], held("200", "2022")]) is MET


def test_a_value_across_a_break_from_its_baseline_is_not_comparable_even_if_it_is_high_enough():
    cut = [Break(on=date(2021, 6, 1), note=words("Counted anew."))]
    assert word(BASED, since("250"), breaks=cut) == (NOT_COMPARABLE, Reason.BREAK)
    for status in (ObservationStatus.BREAK, ObservationStatus.DEFINITION_DIFFERS):
        assert word(BASED, since("250", status=status)) == (NOT_COMPARABLE, Reason.BREAK)


def test_a_break_marked_on_a_value_between_separates_baseline_and_value():
    marked = held("120", "2021", status=ObservationStatus.BREAK)
    values = [held("100", "2020"), marked, held("250", "2022")]
    assert word(BASED, values) == (NOT_COMPARABLE, Reason.BREAK)
    later = [*values[::2], held("260", "2023", status=ObservationStatus.BREAK)]
    assert word({**BASED, "by": "2022-12-31"}, later) is MET


def test_a_value_whose_period_overlaps_the_baseline_is_not_comparable():
    values = [held("100", "2020"), held("180", "2020-07-01/2021-06-30")]
    assert word(BASED, values) == (NOT_COMPARABLE, Reason.OVERLAP)


def test_a_provisional_value_is_assessed_with_a_caveat():
    found = judged(BASED, since("150", status=ObservationStatus.PROVISIONAL))
    assert found.progress is ON_TRACK
    assert "provisional" in found.reasoning.caveats[0].en
    assert "provisional" not in "".join(
        one.en for one in judged(BASED, since("150")).reasoning.caveats
    )


def test_a_target_whose_day_passed_is_met_missed_or_late():
    covered = line(y2020="100", y2024="199")
    assert word(BASED, covered, "2025-01-01") == (OFF, Reason.MISSED)
    assert word(BASED, line(y2020="100", y2024="200"), "2025-01-01") is MET
    assert word(BASED, since("190"), "2025-01-01") is LATE
    assert word(BASED, since("200"), "2025-01-01") is MET
    assert word(BASED, [*since("190"), held(None, "2024")], "2025-01-01") is LATE
    assert word(BASED, [], "2025-01-01") is LATE
    assert word(BASED, line(y2022="150"), "2025-01-01") is LATE


def test_a_value_that_covers_the_day_before_it_has_passed_is_not_missed():
    assert word(BASED, line(y2020="100", y2024="199"), "2024-12-31") is WATCH


def test_the_first_value_that_covers_the_day_is_judged_and_later_ones_are_told():
    values = line(y2020="100", y2024="200", y2025="90")
    found = judged(BASED, values, "2026-06-30")
    assert found.progress is MET
    assert found.reasoning.inputs == tuple(values[:2])
    assert "later values" in found.reasoning.caveats[0].en


def test_nothing_is_due_before_a_step_or_the_first_milestone():
    step = {**BASED, "trajectory": "step"}
    assert word(step, since("90")) is NOT_YET
    assert word(step, since("200")) is MET
    assert word(step, line(y2020="100", y2024="199"), "2024-12-31") is NOT_YET
    assert word(step, line(y2020="100", y2024="199"), "2025-01-01") == (OFF, Reason.MISSED)
    assert word({**TARGET, "trajectory": "step"}, line(y2022="90")) is NOT_YET
    listed = [{"period": "2023", "value": "150"}]
    stones = {**BASED, "trajectory": "milestones", "milestones": listed}
    assert word(stones, since("90")) is NOT_YET
    for value, expected in (("150", ON_TRACK), ("140", WATCH), ("139", OFF)):
        assert word(stones, line(y2020="100", y2023=value), "2024-06-30") is expected


def test_a_milestone_that_asks_to_stay_is_kept_or_lost():
    listed = [{"period": "2022", "value": "100"}]
    stones = {**BASED, "trajectory": "milestones", "milestones": listed}
    assert [word(stones, since(value)) for value in ("100", "101", "99")] == [
        ON_TRACK, ON_TRACK, OFF,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "value", "expected"),
    [
        ("300", "225", MET),
        ("300", "275", ON_TRACK),
        ("300", "299", OFF),
        ("300", "190", (OFF, Reason.PAST)),
        ("100", "150", ON_TRACK),
        ("100", "251", (OFF, Reason.PAST)),
        ("225", "260", OFF),
        ("225", "190", OFF),
    ],
)
def test_a_band_is_neared_from_where_its_baseline_lies(base, value, expected):
    band = {**BASED, "kind": "range", "upper": "250"}
    values = [held(base, "2020"), held(value, "2022")]
    assert word(band, values, direction="band") == expected


def test_a_level_is_judged_in_one_step_without_a_distance():
    target = {**TARGET, "kind": "at_most", "value": "1", "trajectory": "step"}
    target["baseline"] = {"period": "2020"}
    changes = {"measure": "level", "direction": "down"}
    values = line(y2020="3", y2022="2")
    assert word(target, values, **changes) is NOT_YET
    assert word(target, line(y2020="3", y2024="2"), "2025-06-30", **changes) == (
        OFF, Reason.MISSED,
    )  # fmt: skip
    assert word(target, line(y2020="3", y2022="1"), **changes) is MET
    levels = tuple((name, words(name)) for name in LEVELS)
    unit = Unit(id="tier", one=words("tier"), many=words("tiers"), kind="level", levels=levels)
    steps = judged(target, line(y2020="3", y2024="2"), "2025-06-30", **changes).reasoning.steps
    assert [step_words(one, unit, Language.EN) for one in steps][1:3] == [
        "Baseline: three, of 2020.",
        "Value of 2024: two.",
    ]
