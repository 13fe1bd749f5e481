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
    return target_marks(found.record, found.assessment.target)


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
    assert [one.period for one in found.way] == [found.goal.period]


@pytest.mark.parametrize("name", ["training-places", "charges-laid", "response-grade"])
def test_sums_levels_and_what_has_no_target_have_no_marks(example, name):
    assert marks(example, name) is None


@pytest.mark.parametrize("language", list(Language))
def test_every_target_is_drawn_as_plotly_reads_it(example, language):
    words, drawn = Words(language), 0
    for name in example.catalogue.indicators:
        found = example.store.series(name)
        aim = found.record and target_marks(found.record, found.assessment.target)
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
    page = client.get("/indicator/example-waiting-time")
    assert "Heavy tick" in page.get_data(as_text=True)
