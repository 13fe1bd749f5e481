"""The figure of the indicator page: choices above it, chart or row of levels, source, events."""

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.addresses import Address
from dashboard.chart_marks import revised
from dashboard.charts import can_be_drawn, graph_config, series_figure, shown_events
from dashboard.choice import TOTAL, same_line
from dashboard.components import Child, scrolls
from dashboard.drawing import Chart
from dashboard.embargo import embargoed
from dashboard.events import events_list
from dashboard.findings import indicator_finding, placed
from dashboard.scales import is_point, is_provisional, is_span, open_side
from dashboard.services import services
from dashboard.sources_said import documents_said
from dashboard.target_marks import TargetMarks, target_marks
from dashboard.text import Words
from dashboard.tiers import level_key, level_table, level_years
from metrics import Disaggregation, IndicatorSeries, Progress, SeriesLine, labels


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
            {"value": code or TOTAL, "label": breakdown_words(code, words)} for code in codes
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


def breakdown_words(code: str, words: Words) -> str:
    dimensions = dict(services().catalogue.dimensions)
    said = labels.disaggregation_words(Disaggregation.parse(code), dimensions, words.language)
    return said[:1].upper() + said[1:]


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
    title = html.P(_figure_title(line, words), className="fig-t")
    source = html.P(_source(line, words), className="fig-n")
    if line.unit.kind == "level":
        head = html.Figcaption([title, html.P(_how_to_read(line, words), className="fig-s")])
        return [html.Figure([head, *_levels(line, address, words), source], className="fig")]
    if not can_be_drawn(line, found.unit):
        said = html.P(words(f"indicator.{_why_not_drawn(line)}"), className="small missing")
        return [html.Figure([html.Figcaption(title), said, source], className="fig")]
    aim = _aim(found, line)
    graph = Chart(
        figure=series_figure(line, found.events, words, aim),
        config=graph_config(words.language),
        label=_said_of(line, words),
    )
    how = " ".join([_how_to_read(line, words), *_how_aimed(found, line, aim, words)])
    reading = html.P(how, className="fig-s scripted")
    room = html.Div(graph, className="plot-room scripted")
    return [
        html.Figure([html.Figcaption([title, reading]), room, source], className="fig"),
        events_list(shown_events(line, found.events), words, "two"),
    ]


def _aim(found: IndicatorSeries, line: SeriesLine) -> TargetMarks | None:
    """The target in force, on the line that it is judged by; not where that is not comparable."""
    if found.record is None or not same_line(line, found.record):
        return None
    if found.assessment.progress is Progress.NOT_COMPARABLE:
        return None
    return target_marks(line, found.assessment)


def _how_aimed(
    found: IndicatorSeries, line: SeriesLine, aim: TargetMarks | None, words: Words
) -> list[str]:
    """How to read the marks of a target; why there are none where it is one for a sum."""
    target = found.assessment.target
    if aim is None:
        summed = target and (target.due == "cumulative" or target.trajectory == "seasonal")
        return [words("explain.not_on_chart")] if summed and line == found.record else []
    kinds = ["baseline" if aim.baseline else None, aim.drawn, "part" if aim.is_part else "target"]
    return [words(f"explain.read_{name}") for name in kinds if name]


def _said_of(line: SeriesLine, words: Words) -> str:
    """What the chart shows, for those who do not see it, and where its numbers stand."""
    said = [indicator_finding(_figure_title(line, words), line, words)]
    finding = "; ".join([*said, *embargoed(line.values, words)])
    table = words.text(line.series.title)
    return words("indicator.chart_label", finding=finding, table=table)


def _why_not_drawn(line: SeriesLine) -> str:
    numbers = any(one.observation.value is not None for one in line.values)
    return "one_number" if numbers else "not_drawn"


def _figure_title(line: SeriesLine, words: Words) -> str:
    catalogue = services().catalogue
    place = labels.place_words(catalogue.places[line.place], words.language)
    broken = (
        f", {breakdown_words(line.disaggregation, words).lower()}" if line.disaggregation else ""
    )
    unit = (
        ""
        if line.unit.kind == "level"
        else f" ({labels.unit_words(line.unit, None, words.language)})"
    )
    return f"{placed(words.text(line.series.title), [place])}{broken}{unit}"


def _spans(line: SeriesLine) -> bool:
    return any(is_span(one) for one in line.values)


def _how_to_read(line: SeriesLine, words: Words) -> str:
    if line.unit.kind == "level":
        return words("indicator.read_levels")
    kinds = {
        "line": any(is_point(two) for segment in line.segments for two in segment[1:]),
        "points": all(len(segment) == 1 for segment in line.segments) and not _spans(line),
        "spans": _spans(line),
    }
    said = [words(f"indicator.read_{name}") for name, holds in kinds.items() if holds]
    if any(is_provisional(one) for one in line.values):
        said.append(words("indicator.read_provisional"))
    if any(is_point(one) and open_side(one) for one in line.values):
        said.append(words("indicator.read_bounds"))
    if line.is_total:
        said.append(words("indicator.read_total"))
    if revised(line):
        said.append(words("indicator.read_revised"))
    if ahead := embargoed(line.values, words):
        said.append(words("indicator.read_embargoed", until=words.joined(ahead)))
    return " ".join(said)


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
