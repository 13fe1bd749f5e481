"""The interactive chart, checked against plotly's own schema."""

import json
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts import can_be_drawn, series_figure, shown_events
from dashboard.services import Services
from dashboard.text import Words
from metrics import Break, Language, SeriesLine
from tests.factories import words


@pytest.fixture
def calls(small: Services) -> SeriesLine:
    return next(one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "A")


def figure(line: SeriesLine, language: Language = Language.EN, events=()) -> dict:
    return series_figure(line, events, Words(language))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("key", ["hotlines/calls", "tip-report/prosecutions"])
def test_a_chart_is_what_plotly_reads(small, key, language):
    events = small.catalogue.framework("plan").events
    for line in small.store.lines([key]):
        drawn = figure(line, language, events)
        go.Figure(drawn)
        json.dumps(drawn)


def test_the_axis_begins_at_zero(calls):
    assert figure(calls)["layout"]["yaxis"]["range"][0] == 0


def test_a_provisional_value_is_hollow_and_its_line_dotted(calls):
    symbols = [one["marker"]["symbol"] for one in figure(calls)["data"] if one["mode"] == "markers"]
    dashes = [one["line"]["dash"] for one in figure(calls)["data"] if one["mode"] == "lines"]
    assert "circle-open" in symbols
    assert dashes == ["dot"]


def test_a_first_published_value_stands_as_a_ring_with_its_number(calls):
    drawn = figure(calls)
    assert any(one["y"] == [528, 597] for one in drawn["data"])
    assert "was 528" in [one["text"] for one in drawn["layout"]["annotations"]]


def test_a_value_under_a_number_is_an_open_box_on_the_axis(calls):
    (box,) = [one for one in figure(calls)["data"] if one["marker"]["symbol"] == "square-open"]
    assert box["y"] == [0]


def test_nothing_is_joined_across_segments(calls):
    first, *rest = calls.values[1:]
    broken = replace(
        calls, segments=((calls.values[0],), (first,), tuple(rest)),
        series=calls.series.model_copy(
            update={"breaks": (Break(on=date(2020, 1, 1), note=words("Counted anew.")),)}),
    )  # fmt: skip
    lines = [one["y"] for one in figure(broken)["data"] if "lines" in one["mode"]]
    assert not any(597 in line and 570 in line for line in lines)
    texts = [one["text"] for one in figure(broken)["layout"]["annotations"]]
    assert "break in the series" in texts


def test_a_figure_for_several_years_is_drawn_over_its_period(small):
    (span,) = [one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "_O"]
    (bar,) = figure(span)["data"]
    assert bar["marker"]["symbol"] == "line-ns-open"
    assert bar["x"] == pytest.approx([2016.5, 2018.5], abs=0.01)


def test_a_bar_is_read_against_the_starts_of_years(small, calls):
    (span,) = [one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "_O"]
    assert 2017 in figure(span)["layout"]["xaxis"]["tickvals"]
    assert 2019.5 in figure(calls)["layout"]["xaxis"]["tickvals"]


def test_one_number_is_left_to_the_table(small, calls):
    (span,) = [one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "_O"]
    assert not can_be_drawn(span, span.unit)
    assert can_be_drawn(calls, calls.unit)


def test_events_stand_only_in_the_years_of_canadian_values(small, calls):
    (event, *_) = small.catalogue.framework("plan").events
    inside = event.model_copy(update={"on": date(2019, 12, 31)})
    events = [event.model_copy(update={"on": date(year, 6, 1)}) for year in (1990, 2024)]
    canadian = replace(calls, place="CA-ON")
    assert shown_events(canadian, [*events, inside]) == [inside]
    assert shown_events(replace(calls, place="US"), [*events, inside]) == []


def test_levels_and_words_are_not_drawn_as_numbers(small):
    (tiers,) = small.store.lines(["tip-report/tier"])
    assert not can_be_drawn(tiers, tiers.unit)


def test_what_plotly_would_read_as_markup_is_written_out(calls):
    hostile = replace(calls, unit=calls.unit.model_copy(update={"many": words("<b>x</b>")}))
    texts = [text for one in figure(hostile)["data"] for text in one["text"]]
    assert all("<b>x</b>" not in text for text in texts)
