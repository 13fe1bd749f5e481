"""The parts of the indicator page: table, chart, choices, neighbouring series, definition."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.addresses import Address
from dashboard.charts import can_be_drawn, graph_config, revised, series_figure, shown_events
from dashboard.choice import series_key
from dashboard.components import (
    Child,
    Column,
    figure,
    panel,
    publisher_link,
    scrolls,
    section,
    table,
    trail_link,
)
from dashboard.scales import is_provisional, is_restated
from dashboard.services import services
from dashboard.text import Words
from dashboard.tiers import level_key, level_table, level_years
from metrics import Disaggregation, HeldObservation, IndicatorSeries, SeriesLine, labels

MANY = 24  # rows of a table that stand open; more scroll in a region of their own
NEAR = 40  # neighbouring lines listed


def value_table(line: SeriesLine, address: Address, words: Words) -> Component:
    """The same numbers as the chart, newest first; each leads to its trail."""
    columns = [Column(words("shared.period")), Column(_unit_head(line, words), right=True)]
    rows = [(_period(one, line, words), figure(one, line.unit, words, address))
            for one in reversed(line.values)]
    shown = table([html.B(words("shared.table")), " ", words.text(line.series.title)],
                  columns, rows)
    many = len(line.values) > MANY
    return html.Div([
        html.Div(scrolls(words("indicator.table_label"), shown), className="tall") if many
        else shown,
        *_notes(line, words),
    ])


def _unit_head(line: SeriesLine, words: Words) -> str:
    if line.unit.kind in ("level", "percent", "money"):
        return words("shared.value")
    said = labels.unit_words(line.unit, None, words.language)
    return said[:1].upper() + said[1:]


def _period(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    period = labels.period_words(held.observation.period, words.language)
    letters = ("p" if is_provisional(held) else "") + (
        "r" if is_restated(held, line) else "")
    return f"{period}\u00a0{letters}" if letters else period


def _notes(line: SeriesLine, words: Words) -> list[Component]:
    said = []
    if any(is_provisional(one) for one in line.values):
        said.append(words("indicator.note_p"))
    if any(is_restated(one, line) for one in line.values):
        said.append(words("indicator.note_r"))
    notes = dict.fromkeys(
        f"{labels.period_words(one.observation.period, words.language)}{words('shared.colon')}"
        f"{words.text(one.observation.note)}"
        for one in reversed(line.values) if one.observation.note
    )
    shown: list[Component] = [html.P(" ".join(said), className="fig-n")] if said else []
    if notes:
        shown.append(panel(words.counted("indicator.notes", len(notes)),
                           html.Ul([html.Li(one) for one in notes], className="notes")))
    return shown


def downloads(found: IndicatorSeries, address: Address, words: Words) -> Component:
    base = f"/download/{found.indicator.id}"
    links = [(words("indicator.download_csv"), f"{base}.csv"),
             (words("indicator.download_json"), f"{base}.json")]
    return html.Div([
        html.H2(words("indicator.downloads")),
        html.Ul([html.Li(html.A(said, href=address.to(path), download=""))
                 for said, path in links], className="dll"),
    ], className="side")


def choices(found: IndicatorSeries, line: SeriesLine, words: Words) -> list[Component]:
    """Selects for place and breakdown, where there is more than one to choose from."""
    catalogue = services().catalogue
    places = sorted({one.place for one in found.lines},
                    key=lambda code: labels.place_words(catalogue.places[code], words.language))
    codes = sorted({one.disaggregation for one in found.lines if one.place == line.place})
    place_data = [{"value": code, "label": labels.place_words(catalogue.places[code],
                                                              words.language)} for code in places]
    code_data = [{"value": code or "total", "label": _breakdown(code, words)} for code in codes]
    shown = {"place": line.place, "breakdown": line.disaggregation or "total"}
    return [html.Div([
        dcc.Store(id=ids.IndicatorPage.CHOICE, data=shown),
        _select(ids.IndicatorPage.PLACE, words("shared.place"), place_data, shown["place"], words),
        _select(ids.IndicatorPage.BREAKDOWN, words("shared.breakdown"), code_data,
                shown["breakdown"], words),
    ], className="choices" if len(place_data) > 1 or len(code_data) > 1 else "choices none")]


def _breakdown(code: str, words: Words) -> str:
    dimensions = dict(services().catalogue.dimensions)
    said = labels.disaggregation_words(Disaggregation.parse(code), dimensions, words.language)
    return said[:1].upper() + said[1:]


def _select(
    id_: str, label: str, data: list[dict[str, str]], chosen: str, words: Words
) -> Component:
    return html.Div(dmc.Select(
        id=id_, label=label, data=data, value=chosen, allowDeselect=False,
        searchable=len(data) > 12, nothingFoundMessage=words("shared.nothing_found"),
        checkIconPosition="right", comboboxProps={"shadow": "sm"},
    ), className="" if len(data) > 1 else "none")


def figure_column(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> list[Component]:
    """The chart, or the row of levels, with its source under it."""
    head = html.Figcaption([
        html.P(_figure_title(line, words), className="fig-t"),
        html.P(_how_to_read(line, words), className="fig-s"),
    ])
    source = html.P(_source(line, words), className="fig-n")
    if line.unit.kind == "level":
        return [html.Figure([head, *_levels(line, address, words), source], className="fig")]
    if not can_be_drawn(line, found.unit):
        said = words("indicator.not_drawn")
        return [html.Figure([head, html.P(said, className="small missing"), source],
                            className="fig")]
    graph = dcc.Graph(id=ids.IndicatorPage.GRAPH, config=graph_config(words.language),
                      figure=series_figure(line, found.events, words), className="plot")
    return [html.Figure([head, html.Div(graph, className="plot-room"), source], className="fig"),
            *_events(found, line, words)]


def _figure_title(line: SeriesLine, words: Words) -> str:
    catalogue = services().catalogue
    place = labels.place_words(catalogue.places[line.place], words.language)
    broken = f", {_breakdown(line.disaggregation, words).lower()}" if line.disaggregation else ""
    unit = "" if line.unit.kind == "level" else \
        f" ({labels.unit_words(line.unit, None, words.language)})"
    return f"{words.text(line.series.title)}, {place}{broken}{unit}"


def _how_to_read(line: SeriesLine, words: Words) -> str:
    said = [words("indicator.read_line") if any(len(one) > 1 for one in line.segments)
            else words("indicator.read_points")]
    if any(is_provisional(one) for one in line.values):
        said.append(words("indicator.read_provisional"))
    if revised(line):
        said.append(words("indicator.read_revised"))
    return " ".join(said)


def _source(line: SeriesLine, words: Words) -> list[Child]:
    newest = line.values[-1].observation.document
    document = line.source.documents.get(newest)
    title = document.title if document else newest
    link = publisher_link(title, document.url if document else None)
    return [words("shared.source"), words("shared.colon"), words.text(line.series.publisher), ", ",
            link, ". ", words.text(line.source.licence)]


def _levels(line: SeriesLine, address: Address, words: Words) -> list[Component]:
    name = labels.place_words(services().catalogue.places[line.place], words.language)
    years = level_years([line])
    caption = words.text(line.series.title)
    return [scrolls(caption, level_table([(name, line)], years, caption, address, words)),
            level_key(line.unit, words)]


def _events(found: IndicatorSeries, line: SeriesLine, words: Words) -> list[Component]:
    shown = shown_events(line, found.events)
    if not shown:
        return []
    return [html.Div([
        html.H3(words("shared.events_title")),
        html.Ol([html.Li([html.B(str(number), **{"aria-hidden": "true"}),
                          html.Span(f"{words.day(one.on)}{words('shared.colon')}"
                                    f"{words.text(one.title)}")])
                 for number, one in enumerate(shown, 1)], className="evlist two"),
        html.P(words("shared.events_caution"), className="note"),
    ], className="events")]


def neighbours(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> list[Component]:
    """Other series of the same indicator: beside this one, never joined to it."""
    others = [one for one in found.lines if one is not line and one.values
              and (one.place == line.place or series_key(one) != series_key(line))]
    if not others:
        return []
    columns = [Column(words("shared.series")), Column(words("shared.place")),
               Column(words("shared.breakdown")), Column(words("shared.newest"), right=True),
               Column(words("shared.period")), Column(words("shared.publisher"))]
    rows = [_neighbour(one, address, words) for one in _own_place_first(others, line)[:NEAR]]
    shown = scrolls(words("indicator.neighbours_title"),
                    table(words("indicator.neighbours_caption"), columns, rows, "tnum wide-table",
                          hidden_caption=True))
    return [section("neighbours", words("indicator.neighbours_title"), shown,
                    note=words("indicator.neighbours_note"))]


def _own_place_first(lines: Sequence[SeriesLine], shown: SeriesLine) -> list[SeriesLine]:
    return sorted(lines, key=lambda one: (one.place != shown.place, bool(one.disaggregation),
                                          one.series.id, one.place))


def _neighbour(line: SeriesLine, address: Address, words: Words) -> list[Child]:
    catalogue, newest = services().catalogue, line.values[-1]
    link = html.A(words.text(line.series.title), href=trail_link(address, newest.observation)
                  .replace("#trail", ""))
    return [
        link, labels.place_words(catalogue.places[line.place], words.language),
        _breakdown(line.disaggregation, words), figure(newest, line.unit, words, address),
        labels.period_words(newest.observation.period, words.language),
        words.text(line.series.publisher),
    ]


def breaks_and_definition(
    found: IndicatorSeries, line: SeriesLine | None, words: Words
) -> Component:
    pairs = [(words("indicator.definition"), words.text(found.indicator.definition))]
    if line:
        pairs.append((words("indicator.series_definition"), words.text(line.series.definition)))
        breaks = [f"{words.day(one.on)}{words('shared.colon')}{words.text(one.note)}"
                  for one in line.series.breaks]
        pairs.append((words("indicator.breaks"),
                      " ".join(breaks) or words("indicator.no_breaks")))
    if found.indicator.limits:
        pairs.append((words("indicator.limits"), words.text(found.indicator.limits)))
    pairs.append((words("indicator.fact_reporter"), words.text(found.indicator.reported_by)))
    return html.Div([
        html.H2(words("indicator.breaks_title")),
        html.Dl([part for name, said in pairs for part in (html.Dt(name), html.Dd(said))],
                className="dl"),
    ])
