"""The interactive chart, checked against plotly's own schema."""

import json
import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import plotly.graph_objects as go
import pytest

from dashboard.addresses import Address
from dashboard.chart_labels import Named, annotations, labelled
from dashboard.charts import series_figure
from dashboard.drawn import can_be_drawn, shown_events
from dashboard.label_places import SIDES, Label, Plot, extent, overlap
from dashboard.markup import render
from dashboard.services import Services
from dashboard.svg import Box
from dashboard.text import Words
from dashboard.tiers import level_table, level_years
from metrics import Break, Language, Period, Qualifier, SeriesLine, labels
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


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [((2026,), 2025, 2028), ((2025, 2026), 2024, 2027), ((2024, 2025, 2026), 2024, 2027)],
)
def test_few_years_stand_in_the_middle_of_the_axis(calls, years, first, last):
    """Room for years to come alone would push what is held to the left."""
    held = tuple(
        calls.values[0]._replace(
            observation=calls.values[0].observation._replace(period=Period.parse(str(year)))
        )
        for year in years
    )
    line = replace(calls, values=held, segments=(held,), earlier={})
    assert figure(line)["layout"]["xaxis"]["range"] == [first - 0.2, last + 0.2]


def test_a_provisional_value_is_hollow_and_its_line_dotted(calls):
    symbols = [one["marker"]["symbol"] for one in figure(calls)["data"] if one["mode"] == "markers"]
    dashes = [one["line"]["dash"] for one in figure(calls)["data"] if one["mode"] == "lines"]
    assert "circle-open" in symbols
    assert "dot" in dashes


@pytest.mark.parametrize(("qualifier", "tip"), [("up_to", -16), ("more_than", 16)])
def test_a_bound_has_an_arrow_on_its_open_side_and_its_number_on_the_other(calls, qualifier, tip):
    first = calls.values[0]
    bound = first._replace(observation=first.observation._replace(qualifier=Qualifier(qualifier)))
    line = replace(calls, values=(bound, *calls.values[1:]), segments=((bound,),))
    drawn = figure(line)
    (arrow,) = [one for one in drawn["layout"]["shapes"] if one["type"] == "path"]
    assert f"L0,{tip}" in arrow["path"]
    assert (arrow["xsizemode"], arrow["yanchor"]) == ("pixel", first.observation.value)
    sides = dict(labelled(line))[bound]
    assert sides[0] == ("top" if tip < 0 else "bottom")


def test_a_first_published_value_stands_as_a_ring_with_its_number(calls):
    drawn = figure(calls)
    assert any(one["y"] == [528, 597] for one in drawn["data"])
    assert "was 528" in [one["text"] for one in drawn["layout"]["annotations"]]


@pytest.mark.parametrize("language", list(Language))
def test_a_first_published_value_is_told_in_the_chart_or_right_beneath(calls, language):
    said = Words(language)("shared.was", value="528")
    sets = figure(calls, language)["layout"]["meta"]["labels"]
    for fitted in sets:
        texts = [one["text"] for one in fitted["annotations"]]
        assert (said in texts) is (f"{said} (2019)" not in fitted["beneath"])


def test_what_finds_no_room_or_stands_only_in_brief_is_told_beneath():
    plot = Plot(100, 300, 0, 0, (), ())
    named = [
        Named(0, Label(0.5, 0.5, "597", ("top",)), {}, untold="597 (2019)"),
        Named(1, Label(0.5, 0.5, "was 528", ("top",)), {}, untold="was 528 (2019)"),
        Named(2, Label(0.5, 0.9, "target at most 10 days, March 2030", ("top",)), {},
              brief="target 10", untold="target at most 10 days, March 2030"),
    ]  # fmt: skip
    told, beneath = annotations(named, plot)
    assert len(told) == 2
    assert beneath == ["was 528 (2019)", "target at most 10 days, March 2030"]


@pytest.mark.parametrize(
    ("language", "said"),
    [(Language.EN, "first published: <b>528"), (Language.FR, "d'abord publié\u00a0: <b>528")],
)
def test_a_ring_says_that_its_value_was_first_and_its_stem_says_nothing(calls, language, said):
    drawn = figure(calls, language)["data"]
    (stem,) = [one for one in drawn if one["y"] == [528, 597] and one["mode"] == "lines"]
    (ring,) = [one for one in drawn if one["y"] == [528]]
    assert stem["hoverinfo"] == "skip"
    assert ring["text"][0].startswith(said)


@pytest.mark.parametrize("language", list(Language))
def test_no_label_covers_another_at_any_width(small, language):
    events = small.catalogue.framework("plan").events
    for line in small.store.lines(["hotlines/calls", "tip-report/prosecutions"]):
        layout = figure(line, language, events)["layout"]
        for fitted in layout["meta"]["labels"]:
            boxes = extents(fitted, layout)
            assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def extents(fitted: dict, layout: dict) -> list[Box]:
    """The room of each annotation as plotly draws it at the least width of its set."""
    margin = layout["margin"]
    width = fitted["from"] - margin["l"] - margin["r"]
    height = layout["height"] - margin["t"] - margin["b"]
    low, high = layout["xaxis"]["range"]
    plot, boxes = Plot(width, height, margin["r"], margin["t"], (), ()), []
    for one in fitted["annotations"]:
        y = 0 if one.get("yref") == "paper" else 1 - one["y"] / layout["yaxis"]["range"][1]
        words = one["text"].removeprefix("<b>").removesuffix("</b>")
        shift = (one["xshift"], one["yshift"], one["xanchor"])
        side = next(name for name, given in SIDES.items() if given == shift)
        label = Label((one["x"] - low) / (high - low), y, words, (side,), one["font"]["size"])
        boxes.append(extent(label, side, plot))
    return boxes


def test_the_newest_value_is_named_at_every_width_and_more_where_there_is_room(calls):
    sets = figure(calls)["layout"]["meta"]["labels"]
    texts = [[one["text"] for one in fitted["annotations"]] for fitted in sets]
    newest = [one for one in calls.values if one.observation.value is not None][-1]
    assert all(f"<b>{newest.observation.value}</b>" in said for said in texts)
    assert len(texts[0]) <= len(texts[-1])


def test_a_strip_names_a_period_as_the_table_does(small):
    (tiers,) = small.store.lines(["tip-report/tier"])
    words = Words(Language.EN)
    years = level_years([tiers])
    address = Address("/", Language.EN, "plan", "plan")
    drawn = render(level_table([("Canada", tiers)], years, "Tiers", address, words))
    heads = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<th[^>]*col[^>]*>.*?</th>", drawn)]
    periods = [labels.period_words(one.observation.period, Language.EN) for one in tiers.values]
    assert heads[0] == "Period"
    assert set(periods) <= set(heads)


def test_a_strip_names_a_year_without_a_value_like_its_neighbours(small):
    (tiers,) = small.store.lines(["tip-report/tier"])
    first = tiers.values[0]
    spans = [Period(date(year, 4, 1), date(year + 1, 3, 31)) for year in (2020, 2022)]
    values = [first._replace(observation=first.observation._replace(period=span)) for span in spans]
    line = replace(tiers, values=tuple(values))
    address = Address("/", Language.FR, "plan", "plan")
    table = level_table([("Canada", line)], level_years([line]), "", address, Words(Language.FR))
    heads = [re.sub("<[^>]*>", "", one) for one in re.findall("<th[^>]*>.*?</th>", render(table))]
    assert heads[1:4] == ["2020-2021", "2021-2022", "2022-2023"]


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


def test_quarters_and_months_are_read_against_the_start_of_their_year(example):
    for name in ("outreach-visits", "waiting-time"):
        axis = figure(example.store.series(f"example-{name}").record)["layout"]["xaxis"]
        assert 2024 in axis["tickvals"]
        assert axis["tickvals"] == [int(year) for year in axis["ticktext"]]


def test_what_was_held_before_the_first_break_is_named_as_before_it(whole):
    client = whole.server.test_client()
    page = client.get("/indicator/uk-referrals").get_data(as_text=True)
    assert "before 1 January 2014" in page
    page = client.get("/indicator/uk-referrals?lang=fr").get_data(as_text=True)
    assert "avant le 1er\u00a0janvier 2014" in page or "avant le 1er janvier 2014" in page


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
