"""What a chart shows of a target, as values and as plotly reads it."""

import json
from datetime import date
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from dashboard.charts import series_figure
from dashboard.target_marks import target_marks
from dashboard.text import Words
from metrics import Language, Period


def marks(example, name):
    found = example.store.series(f"example-{name}")
    return target_marks(found.record, found.assessment)


def test_the_way_leads_from_the_baseline_to_the_target(example):
    found = marks(example, "waiting-time")
    assert found.baseline.observation.value == 21
    assert found.way[0].period == Period.parse("2024-05")
    assert found.way[-1].period == found.goal.period == Period.parse("2030-03")
    assert found.way[-1].low == found.goal.low == 10
    due = [one.low for one in found.way]
    assert due == sorted(due, reverse=True)


def test_a_straight_way_is_measured_in_days(example):
    found = marks(example, "waiting-time")
    days = (date(2026, 10, 31) - date(2024, 4, 30)).days
    whole = (date(2030, 3, 31) - date(2024, 4, 30)).days
    due = next(one.low for one in found.way if one.period == Period.parse("2026-10"))
    assert due == 21 - Decimal(11 * days) / whole


def test_without_a_baseline_the_same_is_due_in_each_period(example):
    found = marks(example, "survivors-served")
    assert found.baseline is None
    assert {(one.low, one.high) for one in found.way} == {(90, 90)}


def test_a_range_at_the_end_is_a_bar_and_its_way_leads_to_the_nearer_end(example):
    found = marks(example, "people-per-liaison-worker")
    assert (found.goal.low, found.goal.high) == (20, 30)
    assert found.way[-1].low == 30


def test_a_step_asks_for_nothing_before_its_end(example):
    found = marks(example, "emergency-beds")
    assert (found.way, found.drawn) == ((), None)
    assert (found.goal.low, found.baseline.observation.value) == (60, 36)


def test_milestones_are_stairs_that_begin_with_the_first(example):
    found = marks(example, "survivors-accompanied")
    assert found.points == [
        (Period.parse("2024-25"), 200),
        (Period.parse("2025-26"), 200),
        (Period.parse("2025-26"), 300),
        (Period.parse("2026-27"), 300),
        (Period.parse("2027-28"), 300),
        (Period.parse("2028-29"), 300),
        (Period.parse("2029-30"), 300),
        (Period.parse("2029-30"), 600),
    ]


def test_the_way_of_compound_growth_is_the_one_that_judges(example):
    found = marks(example, "time-to-complete-a-case")
    assessment = example.store.series("example-time-to-complete-a-case").assessment
    judged = assessment.reasoning.inputs[-1].observation.period
    due = next(one.low for one in found.way if one.period == judged)
    assert due == pytest.approx(assessment.expected)
    assert found.way[-1].low == 300


@pytest.mark.parametrize(
    "name", ["compensation-claims", "helpline-contacts", "partners-rating-coordination"]
)
def test_no_way_is_drawn_where_no_rule_judges_by_it(example, name):
    found = marks(example, name)
    assert (found.way, found.drawn) == ((), None)


def test_what_is_due_is_drawn_as_it_is_judged(example):
    """The way passes through what every assessment expected of the value judged."""
    for name in example.catalogue.indicators:
        found = example.store.series(name)
        aim = found.record and target_marks(found.record, found.assessment)
        if aim and aim.drawn and found.assessment.expected is not None:
            dues = [one.low for one in aim.way]
            assert any(one == pytest.approx(found.assessment.expected) for one in dues), name


def test_a_value_that_is_only_the_baseline_is_followed_by_what_is_due(example):
    found = marks(example, "services-in-indigenous-languages")
    assert found.drawn == "way"
    assert found.points[0][1] == found.baseline.observation.value


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "target at least 1,000 of 4,000 a year, Q1 2030"),
        (Language.FR, "cible d'au moins 1\u00a0000 sur 4\u00a0000 par an, T1 2030"),
    ],
)
def test_the_target_of_a_season_is_named_as_a_part_of_its_year(example, language, said):
    line = example.store.series("example-outreach-visits").record
    figure = series_figure(line, (), Words(language), marks(example, "outreach-visits"))
    widest = figure["layout"]["meta"]["labels"][-1]["annotations"]
    assert {one["text"]: one["y"] for one in widest}[said] == 1200  # over the highest season


def test_a_year_without_a_part_for_such_periods_has_no_height(example):
    assert marks(example, "briefings-produced") is None


@pytest.mark.parametrize("name", ["training-places", "charges-laid", "response-grade"])
def test_sums_levels_and_what_has_no_target_have_no_marks(example, name):
    assert marks(example, name) is None


@pytest.mark.parametrize("language", list(Language))
def test_every_target_is_drawn_as_plotly_reads_it(example, language):
    words, drawn = Words(language), 0
    for name in example.catalogue.indicators:
        found = example.store.series(name)
        aim = found.record and target_marks(found.record, found.assessment)
        if aim:
            figure = series_figure(found.record, (), words, aim)
            go.Figure(figure)
            json.dumps(figure)
            high = figure["layout"]["yaxis"]["range"][1]
            assert aim.highest <= high
            drawn += 1
    assert drawn > 10


def test_way_target_and_baseline_have_their_own_shapes(example):
    found = example.store.series("example-waiting-time")
    figure = series_figure(found.record, (), Words(Language.EN), marks(example, "waiting-time"))
    way, goal, base, *_ = figure["data"]
    assert way["line"]["dash"] == "dash"
    assert goal["marker"]["symbol"] == "line-ew"
    assert base["marker"]["symbol"] == "square"
    widest = figure["layout"]["meta"]["labels"][-1]["annotations"]
    assert "target at most 10, March 2030" in [one["text"] for one in widest]


def test_nothing_is_drawn_of_a_target_that_the_line_is_not_comparable_with(app_of_examples):
    client = app_of_examples.server.test_client()
    page = client.get("/indicator/example-partners-who-shaped-the-program")
    assert "Heavy tick" not in page.get_data(as_text=True)
    assert "Dashed" not in page.get_data(as_text=True)
    page = client.get("/indicator/example-waiting-time")
    assert "Heavy tick" in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "way", "target"),
    [
        ("waiting-time", True, "Heavy tick: the target."),
        ("emergency-beds", False, "Heavy tick: the target."),
        ("helpline-contacts", False, "Heavy tick: the target."),
        ("compensation-claims", False, "Heavy tick: the target."),
        ("survivors-accompanied", True, "Heavy tick: the target."),
        ("outreach-visits", True, "Heavy tick: the part of the year"),
    ],
)
def test_the_note_under_a_chart_says_only_what_is_drawn(app_of_examples, name, way, target):
    client = app_of_examples.server.test_client()
    page = client.get(f"/indicator/example-{name}").get_data(as_text=True)
    assert ("Dashed: what is due." in page) is way
    assert target in page


@pytest.mark.parametrize(
    ("language", "brief", "whole"),
    [
        (Language.EN, "target 1,000", "target at least 1,000 of 4,000 a year, Q1 2030"),
        (Language.FR, "cible 1\u00a0000", "cible d'au moins 1\u00a0000 sur 4\u00a0000 par an"),
    ],
)
def test_a_target_is_named_in_brief_where_all_of_its_words_do_not_fit(
    example, language, brief, whole
):
    fitted = labels_of(example, "outreach-visits", language)
    narrow, wide = (" | ".join(one["text"] for one in fitted[at]) for at in (0, -1))
    assert brief in narrow
    assert whole in wide
    assert all(any(brief in one["text"] or whole in one["text"] for one in at) for at in fitted)


def test_on_a_narrow_chart_a_line_runs_through_no_number_but_the_newest(example):
    first, newest = "<b>1,020</b>", "<b>1,010</b>"
    narrow, *_, wide = labels_of(example, "outreach-visits", Language.EN)
    assert newest in [one["text"] for one in narrow]
    assert first not in [one["text"] for one in narrow]
    assert first in [one["text"] for one in wide]


def labels_of(example, name, language):
    """The labels of a chart at each width, the narrowest first."""
    found = example.store.series(f"example-{name}")
    drawn = series_figure(found.record, (), Words(language), marks(example, name))
    return [one["annotations"] for one in drawn["layout"]["meta"]["labels"]]
