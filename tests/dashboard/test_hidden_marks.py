"""What is hidden in the chart of a page: a block that says so, and nothing of what is behind it."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts import series_figure
from dashboard.embargo import this_minute
from dashboard.figure_said import how_to_read
from dashboard.hidden_marks import hidden_blocks
from dashboard.services import Services
from dashboard.text import Words
from metrics import Language, ObservationStatus, SeriesLine
from metrics.comparability import segments

SAID = {
    Language.EN: "hidden to protect people",
    Language.FR: "masqué pour protéger les personnes",
}


@pytest.fixture
def calls(small: Services) -> SeriesLine:
    return next(one for one in small.store.lines(["hotlines/calls"]) if one.frequency == "A")


def hiding(line: SeriesLine, *places: int) -> SeriesLine:
    """The line with values hidden, as the gate gives them: without a number."""
    values = list(line.values)
    for place in places:
        own = values[place].observation
        own = own._replace(status=ObservationStatus.SUPPRESSED, value=None)
        values[place] = values[place]._replace(observation=own)
    return replace(line, values=tuple(values), segments=segments(values, line.series.breaks),
                   earlier={})  # fmt: skip


def bars(figure: dict) -> list[dict]:
    return [one for one in figure["data"] if one["type"] == "bar"]


@pytest.mark.parametrize("language", list(Language))
def test_a_hidden_value_is_a_hatched_block_of_full_height_with_its_words(calls, language):
    line, words = hiding(calls, -1), Words(language)
    drawn = series_figure(line, (), words)
    go.Figure(drawn)
    (block,) = bars(drawn)
    assert block["y"] == [drawn["layout"]["yaxis"]["range"][1]]
    assert block["marker"]["pattern"]["shape"]
    assert block["text"][0].startswith(f"<b>{SAID[language]}</b><br>")
    sets = drawn["layout"]["meta"]["labels"]
    for fitted in sets:
        texts = [one["text"] for one in fitted["annotations"]]
        assert (SAID[language] in texts) is (SAID[language] not in fitted["beneath"])
    assert SAID[language] in how_to_read(line, this_minute(), words)


def test_a_chart_with_nothing_hidden_has_no_block_and_does_not_speak_of_one(calls):
    words = Words(Language.EN)
    assert bars(series_figure(calls, (), words)) == []
    assert "atched" not in how_to_read(calls, this_minute(), words)


def test_what_is_missing_or_withdrawn_stays_a_gap(calls):
    line = hiding(calls, 1)
    held = line.values[1]
    own = held.observation._replace(status=ObservationStatus.MISSING)
    values = (line.values[0], held._replace(observation=own), *line.values[2:])
    assert bars(series_figure(replace(line, values=values), (), Words(Language.EN))) == []


def test_every_block_is_as_high_as_the_axis_which_shown_values_alone_make(calls):
    line = hiding(calls, 0, -1)
    drawn = series_figure(line, (), Words(Language.EN))
    top = drawn["layout"]["yaxis"]["range"][1]
    assert {height for block in bars(drawn) for height in block["y"]} == {top}
    without = replace(line, values=line.values[1:-1], segments=line.segments)
    assert series_figure(without, (), Words(Language.EN))["layout"]["yaxis"]["range"][1] == top


def test_neighbours_are_told_once_and_apart_ones_each_with_its_periods(calls):
    near = hidden_blocks(hiding(calls, 0, 1), Words(Language.EN))
    assert [len(one.periods) for one in near] == [2]
    if len(calls.values) > 2:
        far = hidden_blocks(hiding(calls, 0, -1), Words(Language.EN))
        assert [len(one.periods) for one in far] == [1, 1]
