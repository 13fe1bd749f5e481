"""The words of a target on a chart: on no dashed line, on no tick, and beneath if not in it."""

from itertools import pairwise

import pytest

from dashboard.charts import HEIGHT, series_figure
from dashboard.figure_said import aim_of
from dashboard.scales import is_point
from dashboard.text import Words
from metrics import Language, labels
from tests.dashboard.test_charts import extents

STEPS = 400  # places looked at on each line
HALF = 6  # pixels: half the height of digits and capitals, with a pixel of air
TICK = 9  # pixels: half of its length


def aimed(example):
    """Every indicator of the example data whose chart shows a target."""
    for name in example.catalogue.indicators:
        found = example.store.series(name)
        if found.record and (aim := aim_of(found, found.record)):
            yield name, found, aim


def drawn(found, aim, language=Language.EN):
    return series_figure(found.record, found.events, Words(language), aim)


def newest(found, language):
    last = [one for one in found.record.values if is_point(one)][-1]
    return f"<b>{labels.short_value(last, found.record.unit, language)}</b>"


def at(x, y, layout, width):
    """Where a point of a trace stands, in pixels of the plot of a chart of that width."""
    (low, high), top = layout["xaxis"]["range"], layout["yaxis"]["range"][1]
    margin = layout["margin"]
    wide, tall = width - margin["l"] - margin["r"], HEIGHT - margin["t"] - margin["b"]
    return (x - low) / (high - low) * wide, (1 - y / top) * tall


def inked(figure, width):
    """Places on everything dashed and on the heavy ticks and bars."""
    for trace in figure["data"]:
        points = [at(x, y, figure["layout"], width)
                  for x, y in zip(trace["x"], trace["y"], strict=True)]  # fmt: skip
        if trace["line"]["dash"] == "dash" or trace["marker"]["symbol"] == "line-ew":
            for (x1, y1), (x2, y2) in pairwise(points):
                parts = (step / STEPS for step in range(STEPS + 1))
                yield from ((x1 + (x2 - x1) * one, y1 + (y2 - y1) * one) for one in parts)
        if trace.get("marker", {}).get("symbol") == "line-ew":
            yield from ((x + part, y) for x, y in points for part in range(-TICK, TICK + 1))


def touched(figure, newest):
    """Words and numbers on what is inked; the newest value is named wherever it lies."""
    layout = figure["layout"]
    for fitted in layout["meta"]["labels"]:
        places = list(inked(figure, fitted["from"]))
        for one, box in zip(fitted["annotations"], extents(fitted, layout), strict=True):
            middle = (box.top + box.bottom) / 2
            near = (box.left < x < box.right and abs(y - middle) < HALF for x, y in places)
            if any(near) and one["text"] != newest:
                yield fitted["from"], one["text"]


@pytest.mark.parametrize("language", list(Language))
def test_no_words_lie_on_a_dashed_line_or_a_tick(example, language):
    charts = list(aimed(example))
    assert len(charts) > 10
    found = {
        name: list(touched(drawn(one, aim, language), newest(one, language)))
        for name, one, aim in charts
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_words_of_a_range_stand_at_the_end_that_its_way_does_not_reach(example):
    _, found, aim = next(one for one in aimed(example) if one[0].endswith("liaison-worker"))
    for fitted in drawn(found, aim)["layout"]["meta"]["labels"]:
        (goal,) = [one for one in fitted["annotations"] if "20 to 30" in one["text"]]
        assert (goal["y"], goal["yshift"] < 0) == (20, True)


@pytest.mark.parametrize("language", list(Language))
def test_a_baseline_is_named_with_its_period_in_the_chart_or_right_beneath(example, language):
    """As in the picture, at every width."""
    based = [one for one in aimed(example) if one[2].baseline]
    assert len(based) > 5
    for name, found, aim in based:
        held = aim.baseline.observation
        period = labels.period_words(held.period, language)
        said = Words(language)("explain.mark_baseline", period=period)
        for fitted in drawn(found, aim, language)["layout"]["meta"]["labels"]:
            texts = [one["text"] for one in fitted["annotations"]]
            assert (said in texts) is (said not in fitted["beneath"]), (name, fitted["from"])


def test_what_is_told_beneath_is_in_words_with_its_value(example):
    _, found, aim = next(one for one in aimed(example) if one[0].endswith("waiting-time"))
    said = drawn(found, aim)["layout"]["meta"]["labels"][0]["beneath"]
    assert said.startswith("Without room beside its mark in the chart: ")
    assert "baseline, April 2024 (21 days)" in said
    assert "target at most 10, March 2030" in said  # in the chart only "target 10"
    said = drawn(found, aim, Language.FR)["layout"]["meta"]["labels"][0]["beneath"]
    assert "valeur de départ, avril 2024 (21 jours)" in said
