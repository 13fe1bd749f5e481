"""The figure of the indicator page: choices above it, chart or row of levels, source, events."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.addresses import Address
from dashboard.charts import graph_config, series_figure
from dashboard.choice import TOTAL
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
from dashboard.findings import indicator_finding
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
    title = html.P(figure_title(line, services().catalogue, words), className="fig-t")
    source = html.P(_source(line, words), className="fig-n")
    if line.unit.kind == "level":
        head = html.Figcaption(
            [title, html.P(how_to_read(line, this_minute(), words), className="fig-s")]
        )
        return [html.Figure([head, *_levels(line, address, words), source], className="fig")]
    if not can_be_drawn(line, found.unit):
        said = html.P(words(f"indicator.{why_not_drawn(line)}"), className="small missing")
        return [html.Figure([html.Figcaption(title), said, source], className="fig")]
    aim = aim_of(found, line)
    graph = Chart(
        figure=series_figure(line, found.events, words, aim),
        config=graph_config(words.language),
        label=_said_of(line, words),
    )
    how = " ".join([how_to_read(line, this_minute(), words), *how_aimed(found, line, aim, words)])
    reading = html.P(how, className="fig-s scripted")
    room = html.Div(graph, className="plot-room scripted")
    return [
        html.Figure([html.Figcaption([title, reading]), room, source], className="fig"),
        events_list(shown_events(line, found.events), words, "two"),
    ]


def _said_of(line: SeriesLine, words: Words) -> str:
    """What the chart shows, for those who do not see it, and where its numbers stand."""
    catalogue = services().catalogue
    said = [indicator_finding(figure_title(line, catalogue, words), line, catalogue, words)]
    finding = "; ".join([*said, *embargoed(line.values, words)])
    table = words.text(line.series.title)
    return words("indicator.chart_label", finding=finding, table=table)


def _source(line: SeriesLine, words: Words) -> list[Child]:
    source: list[Child] = [words("shared.source"), words("shared.colon"),
                           words.text(line.series.publisher)]  # fmt: skip
    if line.values[-1].is_unreleased:  # no document holds it, and no licence lets it out
        return [*source, "."]
    return [
        *source,
        ", ",
        *documents_said([line], words),
        ". ",
        words.text(line.source.licence),
    ]


def _levels(line: SeriesLine, address: Address, words: Words) -> list[Component]:
    name = labels.place_words(services().catalogue.places[line.place], words.language)
    years = level_years([line])
    caption = words.text(line.series.title)
    return [
        scrolls(caption, level_table([(name, line)], years, caption, address, words)),
        level_key(line.unit, words),
    ]
