"""Targets of a sum, and of each period; all numbers are made up."""

from datetime import date

import pytest

from metrics import Break, Language, ObservationStatus, Reason, step_words
from tests.factories import words
from tests.judging import (
    BASED,
    CALLS,
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


@pytest.mark.parametrize(
    ("second", "expected"), [("150", MET), ("50", ON_TRACK), ("30", WATCH), ("29", OFF)]
)
def test_a_sum_is_judged_from_zero(second, expected):
    assert word(SUM, line(y2020="900", y2021="50", y2022=second)) is expected


def test_a_sum_with_a_missing_period_proves_only_that_it_is_no_smaller():
    assert word(SUM, line(y2022="90")) == (NOT_ASSESSED, Reason.GAP)
    assert word(SUM, line(y2021="50", y2023="60")) == (NOT_ASSESSED, Reason.GAP)
    assert word(SUM, [held("50", "2021"), held(None, "2022")]) == (NOT_ASSESSED, Reason.GAP)
    assert word(SUM, line(y2022="200")) is MET
    assert word(SUM, line(y2022="200"), measure="money") == (NOT_ASSESSED, Reason.GAP)


def test_a_sum_with_a_hidden_period_is_not_told():
    hidden = held(None, "2021", status=ObservationStatus.SUPPRESSED)
    found = judged(SUM, [hidden, held("200", "2022")])
    assert (found.reason, found.reasoning.inputs) == (Reason.HIDDEN, ())


def test_a_sum_across_a_break_or_of_overlapping_periods_is_not_comparable():
    cut = [Break(on=date(2022, 1, 1), note=words("Counted anew."))]
    assert word(SUM, line(y2021="90", y2022="90"), breaks=cut) == (NOT_COMPARABLE, Reason.BREAK)
    values = [held("90", "2021"), held("90", "2021-07-01/2022-06-30")]
    assert word(SUM, values) == (NOT_COMPARABLE, Reason.OVERLAP)


def test_bounds_of_a_sum_are_added():
    values = [held("3", "2021", "less_than"), held("198", "2022")]
    assert word(SUM, values) == (NOT_ASSESSED, Reason.UNPROVEN)
    assert word(SUM, [values[0], held("200", "2022")]) is MET
    assert word(SUM, [values[0], held("20", "2022")]) is OFF
    assert word(SUM, [held("90", "2021", "approximate")]) == (NOT_ASSESSED, Reason.UNPROVEN)


def test_a_sum_is_not_yet_due_late_or_missed():
    assert word(SUM, line(y2020="900")) is NOT_YET
    assert word(SUM, line(y2020="900"), "2025-01-01") is LATE
    assert word(SUM, line(y2021="10"), "2025-01-01") is LATE
    whole = line(y2021="40", y2022="40", y2023="40", y2024="40")
    assert word(SUM, whole, "2025-01-01") == (OFF, Reason.MISSED)
    assert word({**SUM, "tolerance": "40"}, whole, "2025-01-01") is MET


def test_a_ceiling_on_a_sum_is_met_at_the_end_only():
    ceiling, down = {**SUM, "kind": "at_most"}, {"direction": "down"}
    assert word(ceiling, line(y2021="40"), **down) is ON_TRACK
    assert word(ceiling, line(y2021="0"), **down) is ON_TRACK
    assert word(ceiling, line(y2021="60"), **down) is WATCH  # 50 of 60 used are due: 83 %
    assert word(ceiling, line(y2021="70"), **down) is OFF
    assert word(ceiling, line(y2021="201"), **down) == (OFF, Reason.PAST)
    whole = line(y2021="50", y2022="50", y2023="50", y2024="50")
    assert word(ceiling, whole, "2025-01-01", **down) is MET


def test_a_ceiling_that_is_passed_stays_passed_whatever_is_missing():
    ceiling = {**SUM, "kind": "at_most"}
    found = word(ceiling, line(y2021="201"), "2025-01-01", direction="down")
    assert found == (OFF, Reason.PAST)


def test_a_seasonal_sum_is_compared_with_the_shares_so_far():
    seasons = {"trajectory": "seasonal", "shares": ["0", "0.1", "0.2", "0.7"]}
    target = {**SUM, **seasons, "by": "2021-12-31", "value": "100"}
    quarters = [held(value, f"2021-Q{n}") for n, value in enumerate(("2", "8", "20"), 1)]
    changes = {"frequency": "Q"}
    assert word(target, quarters[:1], "2021-06-30", **changes) is NOT_YET
    assert word(target, quarters[:2], "2021-09-30", **changes) is ON_TRACK
    found = judged(target, quarters, "2021-10-15", **changes)
    assert (found.progress, found.expected) == (ON_TRACK, 30)


def test_the_newest_period_decides_and_the_others_are_counted():
    values = line(y2020="1", y2021="150", y2022="200")
    found = judged(EACH, values)
    assert (found.progress, found.expected) == (ON_TRACK, 200)
    assert found.reasoning.rule == "period-by-period"
    told = [step_words(one, CALLS, Language.EN) for one in found.reasoning.steps]
    assert "Periods reached: 1 of 2." in told
    assert found.reasoning.inputs == tuple(values[1:])


@pytest.mark.parametrize(
    ("value", "expected"), [("200", ON_TRACK), ("160", WATCH), ("159", OFF), ("0", OFF)]
)
def test_a_period_short_of_its_target_is_watched_from_eighty_percent_of_it(value, expected):
    assert word(EACH, line(y2021="200", y2022=value)) is expected


def test_a_ceiling_for_each_period_is_watched_up_to_a_quarter_above_it():
    ceiling, down = {**EACH, "kind": "at_most", "value": "40"}, {"direction": "down"}
    for value, expected in (("40", ON_TRACK), ("50", WATCH), ("51", OFF)):
        assert word(ceiling, line(y2022=value), **down) is expected
    zero = {**ceiling, "value": "0"}
    assert [word(zero, line(y2022=value), **down) for value in ("0", "1")] == [ON_TRACK, OFF]


def test_a_hidden_newest_period_is_not_assessed_and_an_earlier_one_is_not_counted():
    hidden = {"status": ObservationStatus.SUPPRESSED}
    newest = [held("200", "2021"), held(None, "2022", **hidden)]
    assert word(EACH, newest) == (NOT_ASSESSED, Reason.HIDDEN)
    found = judged(EACH, [held(None, "2021", **hidden), held("200", "2022")])
    assert found.progress is ON_TRACK
    assert step_words(found.reasoning.steps[-2], CALLS, Language.EN) == "Periods reached: 1 of 1."


def test_a_period_that_may_have_been_reached_is_not_counted_as_reached():
    found = judged(EACH, [held("150", "2021", "at_least"), held("200", "2022")])
    assert step_words(found.reasoning.steps[-2], CALLS, Language.EN) == "Periods reached: 1 of 2."


def test_a_range_for_each_period_has_two_sides():
    band = {**EACH, "kind": "range", "upper": "250"}
    for value, expected in (("225", ON_TRACK), ("190", WATCH), ("90", OFF)):
        assert word(band, line(y2022=value), direction="band") is expected
    assert word(band, line(y2022="260"), direction="band") == (WATCH, Reason.PAST)


def test_the_last_period_meets_or_misses_the_target():
    assert word(EACH, line(y2024="200"), "2025-01-01") is MET
    assert word(EACH, line(y2024="199"), "2025-01-01") == (OFF, Reason.MISSED)
    assert word(EACH, line(y2024="200"), "2024-12-31") is ON_TRACK
    assert word(EACH, line(y2023="200"), "2025-01-01") is LATE
    assert word(EACH, line(y2020="200")) is NOT_YET
    assert word(EACH, line(y2020="200"), "2025-01-01") is LATE


def test_periods_may_rise_from_a_baseline():
    rising = {**EACH, "baseline": {"period": "2020"}}
    found = judged(rising, since("150"))
    assert found.progress is ON_TRACK
    assert 149 < found.expected < 150
    assert word(rising, since("110")) is OFF


def test_each_quarter_has_its_own_seasonal_target():
    seasons = {"trajectory": "seasonal", "shares": ["0.1", "0.2", "0.3", "0.4"]}
    target, changes = {**EACH, **seasons}, {"frequency": "Q"}
    assert word(target, [held("20", "2022-Q1")], **changes) is ON_TRACK
    assert word(target, [held("20", "2022-Q2")], **changes) is OFF
    assert word(target, [held("200", "2022")], **changes) == (NOT_ASSESSED, Reason.OTHER_PERIODS)


def test_period_by_period_may_judge_a_way_to_an_end():
    rule = {"name": "period-by-period"}
    assert word(BASED, since("150"), progress_rule=rule) is ON_TRACK
    assert word(BASED, since("130"), progress_rule=rule) is WATCH
    assert word(TARGET, line(y2022="130"), progress_rule=rule) == (
        NOT_ASSESSED, Reason.NO_BASELINE,
    )  # fmt: skip


def test_a_qualified_period_proves_only_what_all_its_numbers_lead_to():
    assert word(EACH, [held("200", "2022", "at_least")]) is ON_TRACK
    assert word(EACH, [held("5", "2022", "less_than")]) is OFF
    assert word(EACH, [held("300", "2022", "up_to")]) == (NOT_ASSESSED, Reason.UNPROVEN)
