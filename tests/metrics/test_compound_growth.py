"""Statistics Canada's rule with its published thresholds, on made-up numbers."""

from datetime import date
from decimal import Decimal

import pytest

from metrics import Break, ObservationStatus, Reason, Trend
from metrics.rules.growth import growth, near_limit, years_between
from tests.factories import words
from tests.judging import (
    DOUBLED,
    DOWN,
    GROWTH,
    MET,
    NOT_ASSESSED,
    OFF,
    ON_TRACK,
    WATCH,
    held,
    judged,
    line,
    since,
    word,
)


def grown(rate, years=5, base="100"):
    """A value that has grown at a rate a year, not rounded."""
    value = Decimal(base) * (1 + Decimal(rate)) ** years
    return [held(base, "2020"), held(str(round(value, 10)), str(2020 + years))]


@pytest.mark.parametrize(
    ("ratio", "progress", "trend"),
    [
        ("1", ON_TRACK, Trend.SUBSTANTIAL),
        ("0.951", ON_TRACK, Trend.SUBSTANTIAL),
        ("0.949", WATCH, Trend.MODERATE),
        ("0.601", WATCH, Trend.MODERATE),
        ("0.599", OFF, Trend.LIMITED),
        ("0", OFF, Trend.LIMITED),
        ("-0.01", OFF, Trend.DETERIORATION),
    ],
)
def test_growth_over_the_growth_required_is_cut_at_95_60_and_0_percent(ratio, progress, trend):
    required = Decimal(2) ** (Decimal(1) / 10) - 1
    values = grown(required * Decimal(ratio))
    found = judged(DOUBLED, values, "2026-06-30", progress_rule=GROWTH, measure="rate")
    assert (found.progress, found.trend) == (progress, trend)
    assert round(found.expected, 4) == round(Decimal(100) * Decimal(2) ** Decimal("0.5"), 4)


def test_growth_towards_less_is_judged_by_the_size_of_what_is_required():
    half = {**DOWN, "by": "2030-12-31"}
    changes = {"progress_rule": GROWTH, "direction": "down", "measure": "rate"}
    required = Decimal("0.5") ** (Decimal(1) / 10) - 1
    for share, trend in (
        ("1", Trend.SUBSTANTIAL),
        ("0.7", Trend.MODERATE),
        ("-1", Trend.DETERIORATION),
    ):
        found = judged(half, grown(required * Decimal(share)), "2026-06-30", **changes)
        assert found.trend is trend


def test_growth_that_reached_its_target_achieved_it():
    found = judged(DOUBLED, since("200"), progress_rule=GROWTH)
    assert (found.progress, found.trend) == (MET, Trend.TARGET_ACHIEVED)


def test_growth_from_zero_or_across_it_has_no_rate():
    zero = [held("0", "2020"), held("90", "2022")]
    assert word(DOUBLED, zero, progress_rule=GROWTH) == (NOT_ASSESSED, Reason.NO_RATE)
    across = [held("-5", "2020"), held("90", "2022")]
    assert word(DOUBLED, across, progress_rule=GROWTH, measure="rate") == (
        NOT_ASSESSED, Reason.NO_RATE,
    )  # fmt: skip


def test_a_value_that_fell_to_zero_deteriorated():
    found = judged(DOUBLED, since("0"), progress_rule=GROWTH)
    assert (found.progress, found.trend) == (OFF, Trend.DETERIORATION)


def test_negative_values_turn_the_direction_of_growth():
    target = {**DOUBLED, "value": "-50"}
    values = [held("-100", "2020"), held("-70", "2025")]
    found = judged(target, values, "2026-06-30", progress_rule=GROWTH, measure="rate")
    assert (found.progress, found.trend) == (ON_TRACK, Trend.SUBSTANTIAL)


def test_the_rule_is_cited_and_its_version_told():
    found = judged(DOUBLED, since("110"), progress_rule=GROWTH)
    assert (found.reasoning.rule, found.reasoning.version) == ("compound-growth", 1)
    assert "Statistics Canada" in found.reasoning.caveats[0].en


@pytest.mark.parametrize(
    ("rate", "trend"),
    [
        ("0.015", Trend.SUBSTANTIAL),
        ("0.0149", Trend.MODERATE),
        ("0.005", Trend.MODERATE),
        ("0.0049", Trend.LIMITED),
        ("0", Trend.LIMITED),
        ("-0.001", Trend.DETERIORATION),
    ],
)
def test_without_a_target_growth_has_a_word_of_its_own_and_no_progress_word(rate, trend):
    found = judged(None, grown(rate), progress_rule=GROWTH, measure="rate")
    assert (found.progress, found.reason) == (NOT_ASSESSED, Reason.NO_TARGET)
    assert found.trend is trend
    assert found.reasoning.steps
    fewer = judged(None, grown(rate), progress_rule=GROWTH, direction="down", measure="rate")
    better = (Trend.LIMITED,) if rate == "0" else (Trend.DETERIORATION, Trend.LIMITED)
    assert fewer.trend in better


def test_no_trend_word_is_given_without_a_direction_a_rule_or_two_values():
    values = grown("0.02")
    for changes in (
        {"direction": "none"},
        {"direction": "band"},
        {"progress_rule": None},
        {"progress_rule": {"name": "distance-covered"}},
    ):
        assert judged(None, values, **{"progress_rule": GROWTH, **changes}).trend is None
    assert judged(None, values[:1], progress_rule=GROWTH).trend is None
    zero = [held("0", "2020"), held("5", "2022")]
    assert judged(None, zero, progress_rule=GROWTH).trend is None
    bound = [held("10", "2020"), held("5", "2022", "less_than")]
    assert judged(None, bound, progress_rule=GROWTH).trend is None


def test_growth_without_a_target_is_counted_from_a_comparable_value():
    cut = [Break(on=date(2021, 1, 1), note=words("Counted anew."))]
    values = line(y2020="1000", y2021="100", y2022="110")
    found = judged(None, values, breaks=cut, progress_rule=GROWTH)
    assert (found.trend, found.reasoning.inputs) == (Trend.SUBSTANTIAL, tuple(values[1:]))
    marked = [values[0], held("100", "2021", status=ObservationStatus.BREAK), values[2]]
    assert judged(None, marked, progress_rule=GROWTH).reasoning.inputs == tuple(marked[1:])
    based = {**GROWTH, "base": "2021"}
    assert judged(None, values, progress_rule=based).reasoning.inputs == tuple(values[1:])


def test_thresholds_shrink_near_a_natural_limit():
    assert near_limit(Decimal(100), Decimal(100)) == 0
    assert near_limit(Decimal(200), Decimal(100)) == 0 + 1
    assert near_limit(Decimal(300), Decimal(100)) == 1
    assert near_limit(Decimal(5), Decimal(0)) == 1
    assert round(near_limit(Decimal(50), Decimal(100)), 6) == round(
        1 - Decimal("0.5") ** Decimal("4.44"), 6
    )
    assert near_limit(Decimal(150), Decimal(100)) == near_limit(Decimal(50), Decimal(100))
    values = grown("0.002", base="98")
    plain = judged(None, values, progress_rule=GROWTH, measure="ratio")
    near = judged(None, values, progress_rule={**GROWTH, "limit": "100"}, measure="ratio")
    assert (plain.trend, near.trend) == (Trend.LIMITED, Trend.SUBSTANTIAL)


def test_years_are_counted_in_months_between_ends_of_months():
    assert years_between(date(2015, 12, 31), date(2030, 12, 31)) == 15
    assert years_between(date(2020, 3, 31), date(2020, 6, 30)) == Decimal("0.25")
    assert round(years_between(date(2020, 1, 15), date(2021, 1, 15)), 2) == 1
    assert growth(Decimal(100), Decimal(121), Decimal(2)) == Decimal("0.1")
    assert growth(Decimal(100), Decimal(121), Decimal(0)) is None
