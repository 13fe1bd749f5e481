"""The figure of the indicator page: choices above it, chart or row of levels, source, events."""

from collections.abc import Iterable

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.addresses import Address
from dashboard.chart_said import said_beside
from dashboard.charts import graph_config, series_figure
from dashboard.choice import CHOICES, TOTAL
from dashboard.components import Child, scrolls
from dashboard.drawing import Chart
from dashboard.drawn import can_be_drawn, shown_events
from dashboard.embargo import embargoed, this_minute
from dashboard.events import events_list
from dashboard.figure_said import (
    aim_of,
    breakdown_words,
    figure_title,
    how_aimed,
    how_to_read,
    why_not_drawn,
)
from dashboard.figures.links import EVERY, NUMBERS, figure_links
from dashboard.line_said import line_finding
from dashboard.notes_shown import notes_at_values
from dashboard.office_notes import notes_said
from dashboard.services import services
from dashboard.sources_said import documents_said
from dashboard.text import Words
from dashboard.tiers import level_key, level_table, level_years
from metrics import IndicatorSeries, SeriesLine, labels


def choices(found: IndicatorSeries, line: SeriesLine, words: Words) -> list[Component]:
    """Selects for place and breakdown, where there is more than one to choose from."""
    places = sorted(
        ((_place(code, words), code) for code in {one.place for one in found.lines}),
    )
    codes = sorted({one.disaggregation for one in found.lines if one.place == line.place})
    shown = {"place": line.place, "breakdown": line.disaggregation or TOTAL}
    options = {
        "place": [{"value": code, "label": name} for name, code in places],
        "breakdown": [
            {"value": code or TOTAL, "label": breakdown_words(code, services().catalogue, words)}
            for code in codes
        ],
    }
    selects = [
        _select(id_, words(f"shared.{name}"), options[name], shown[name], words)
        for name, id_ in (
            ("place", ids.IndicatorPage.PLACE),
            ("breakdown", ids.IndicatorPage.BREAKDOWN),
        )
    ]
    any_choice = any(len(one) > 1 for one in options.values())
    return [
        html.Div(
            [dcc.Store(id=ids.IndicatorPage.CHOICE, data=shown), *selects],
            className="choices" if any_choice else "choices none",
        )
    ]


def _place(code: str, words: Words) -> str:
    return labels.place_words(services().catalogue.places[code], words.language)


def _select(
    id_: str, label: str, data: list[dict[str, str]], chosen: str, words: Words
) -> Component:
    return html.Div(
        dmc.Select(
            id=id_,
            label=label,
            data=data,
            value=chosen,
            allowDeselect=False,
            searchable=len(data) > 12,
            nothingFoundMessage=words("shared.nothing_found"),
            checkIconPosition="right",
            comboboxProps={"shadow": "sm"},
        ),
        className="" if len(data) > 1 else "none",
    )


def figure_column(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> list[Child]:
    """The chart, or the row of levels, with its source under it."""
    notes = notes_at_values(line, address, words)
    if line.unit.kind == "level":
        return [_on_steps(line, address, words), *notes]
    if not can_be_drawn(line, found.unit):
        return [_in_words(line, address, words), *notes]
    events = events_list(shown_events(line, found.events), words, "two")
    return [_charted(found, line, address, words), *notes, events]


def _on_steps(line: SeriesLine, address: Address, words: Words) -> Component:
    """The row of levels."""
    reading = html.P(how_to_read(line, this_minute(), words), className="fig-s")
    head = html.Figcaption([_title(line, words), reading])
    under = [said_beside(line, words), _source(line, words), _files(line, address, words)]
    return html.Figure([head, *_levels(line, address, words), *under], className="fig")


def _in_words(line: SeriesLine, address: Address, words: Words) -> Component:
    """Why there is no chart, and the numbers as a file."""
    said = html.P(words(f"indicator.{why_not_drawn(line)}"), className="small missing")
    under = [_source(line, words), _files(line, address, words, NUMBERS)]
    return html.Figure([html.Figcaption(_title(line, words)), said, *under], className="fig")


def _charted(found: IndicatorSeries, line: SeriesLine, address: Address, words: Words) -> Component:
    """The chart, with how it is read over it."""
    aim = aim_of(found, line)
    graph = Chart(
        figure=series_figure(line, found.events, words, aim),
        config=graph_config(words.language),
        label=_said_of(line, words),
    )
    how = " ".join([how_to_read(line, this_minute(), words), *how_aimed(found, line, aim, words)])
    head = html.Figcaption([_title(line, words), html.P(how, className="fig-s scripted")])
    under = [_source(line, words), _files(line, address, words)]
    room = html.Div(graph, className="plot-room scripted")
    return html.Figure([head, room, said_beside(line, words, aim), *under], className="fig")


def _title(line: SeriesLine, words: Words) -> Component:
    return html.P(figure_title(line, services().catalogue, words), className="fig-t")


def _files(
    line: SeriesLine, address: Address, words: Words, kinds: Iterable[str] = EVERY
) -> Component:
    """The figure as files: of the same line, by the same keys as this page."""
    base, own = f"/figure/{line.series.indicator}", dict(address.query)
    query = {key: own.get(key) for key in (*CHOICES, "period")}
    title = figure_title(line, services().catalogue, words)
    return figure_links(base, title, query, address, words, kinds)


def _said_of(line: SeriesLine, words: Words) -> str:
    """What the chart shows, for those who do not see it, and where its numbers stand."""
    said = [line_finding(figure_title(line, services().catalogue, words), line, words)]
    told = [*embargoed(line.values, words), *notes_said(line, words)]
    finding = "; ".join([*said, *told])
    table = words.text(line.series.title)
    return words("indicator.chart_label", finding=finding, table=table)


def _source(line: SeriesLine, words: Words) -> Component:
    """Who published it, in which documents, under which licence."""
    said: list[Child] = [words("shared.source"), words("shared.colon"),
                         words.text(line.series.publisher)]  # fmt: skip
    if line.values[-1].is_unreleased:  # no document holds it, and no licence lets it out
        said += ["."]
    else:
        said += [", ", *documents_said([line], words), ". ", words.text(line.source.licence)]
    return html.P(said, className="fig-n")


def _levels(line: SeriesLine, address: Address, words: Words) -> list[Component]:
    name = labels.place_words(services().catalogue.places[line.place], words.language)
    years = level_years([line])
    caption = words.text(line.series.title)
    return [
        scrolls(caption, level_table([(name, line)], years, caption, address, words)),
        level_key(line.unit, words),
    ]
