"""Indicator page: one measure, its values, what they do not tell, and where they come from."""

from dataclasses import replace

from dash import ClientsideFunction, Dash, Input, Output, State, html
from dash.development.base_component import Component

from dashboard import ids
from dashboard.addresses import Address
from dashboard.choice import asked_period, chosen_line
from dashboard.components import (
    Child,
    Fact,
    attrs,
    facts,
    missing,
    opening,
    progress,
    says,
    section,
    value,
)
from dashboard.downloads import add_downloads
from dashboard.drawing import glyph
from dashboard.findings import before_last, indicator_finding, said_as_number_or_words
from dashboard.indicator_figure import choices, figure_column
from dashboard.indicator_parts import breaks_and_definition, downloads, value_table
from dashboard.neighbours import neighbours
from dashboard.provenance import trail_section
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldObservation, IndicatorSeries, Pillar, SeriesLine, labels


def register(app: Dash) -> None:
    add_route(app, Route("/indicator/<indicator>", title, layout))
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("pillars", "followChoice"),
        Output(ids.Shell.LOCATION, "search"),
        Input(ids.IndicatorPage.PLACE, "value"),
        Input(ids.IndicatorPage.BREAKDOWN, "value"),
        State(ids.IndicatorPage.CHOICE, "data"),
        State(ids.Shell.LOCATION, "search"),
        prevent_initial_call=True,
    )
    add_downloads(app)


def title(address: Address, indicator: str) -> str:
    return Words(address.language).text(services().catalogue.indicator(indicator).title)


def layout(address: Address, indicator: str) -> list[Component]:
    words, held = Words(address.language), services()
    asked = held.catalogue.indicator(indicator)
    found = held.store.series(asked.id, known_at=address.known_at, framework=address.framework)
    found = _with_own_events(found, address)
    line = chosen_line(found, address, held.catalogue)
    parts = [_opening(found, line, address, words)]
    if line is None:
        near = neighbours(found, None, address, words)
        return [*parts, _nothing(found, words), *near, _reading(found, None, words)]
    return [
        *parts,
        _figures(found, line, address, words),
        *neighbours(found, line, address, words),
        _reading(found, line, words),
        _provenance(line, address, words),
    ]


def _with_own_events(found: IndicatorSeries, address: Address) -> IndicatorSeries:
    """Only the events of the indicator's own pillar, and those of no pillar in particular."""
    pillar = _pillar(found, address)
    own = (None, pillar.id if pillar else None)
    return replace(found, events=tuple(one for one in found.events if one.pillar in own))


def _pillar(found: IndicatorSeries, address: Address) -> Pillar | None:
    framework = services().catalogue.framework(address.framework)
    return next((one for one in framework.pillars if found.indicator.id in one.indicators), None)


def _opening(
    found: IndicatorSeries, line: SeriesLine | None, address: Address, words: Words
) -> Component:
    indicator, pillar = found.indicator, _pillar(found, address)
    crumbs: list[tuple[str, str | None]] = [(words("shell.nav_overview"), address.to("/"))]
    if pillar:
        crumbs.append((words.text(pillar.title), address.to(f"/pillar/{pillar.id}")))
    crumbs.append((indicator.code or words.text(indicator.title), None))
    name = words.text(indicator.title)
    kicker = (
        words.text(line.series.title) + f", {_place(line, words)}"
        if line
        else words(f"shared.level_{indicator.level}")
    )
    return opening(
        indicator_finding(name, line, words),
        words.text(line.series.definition if line else indicator.definition),
        kicker,
        crumbs,
        facts(_facts(found, line, words)),
    )


def _place(line: SeriesLine, words: Words) -> str:
    return labels.place_words(services().catalogue.places[line.place], words.language)


def _facts(found: IndicatorSeries, line: SeriesLine | None, words: Words) -> list[Fact]:
    shown: list[Fact] = []
    if line:
        shown += _value_facts(line, words)
    shown.append((words("shared.progress"), _progress(found, words), None))
    places = {one.place for one in found.lines}
    if line:
        shown.append(
            (
                words("indicator.fact_place"),
                _place(line, words),
                words.counted("indicator.fact_places", len(places)),
            )
        )
        shown.append((words("indicator.fact_publisher"), words.text(line.series.publisher), None))
    else:
        shown.append(
            (words("indicator.fact_reporter"), words.text(found.indicator.reported_by), None)
        )
    return shown


def _progress(found: IndicatorSeries, words: Words) -> Component:
    """The assessment; related values that do not speak for the indicator are not its own."""
    if found.record is None and found.lines:
        said: list[Child] = [
            words("indicator.unassessed"),
            html.Small(words("indicator.no_record")),
        ]
        return html.Span([glyph("none"), html.Span(said)], className="st st-none")
    return progress(found.assessment, words)


def _value_facts(line: SeriesLine, words: Words) -> list[Fact]:
    spoken = [one for one in line.values if said_as_number_or_words(one)]
    if not spoken:
        return []
    newest, before = spoken[-1], before_last(line)
    big = html.Span(value(newest, line.unit, words, short=True), className="fig1")
    shown: list[Fact] = [
        (words("indicator.fact_newest"), big, _unit_and_period(newest, line, words))
    ]
    if before and before is not newest:
        period = labels.when_words(before.observation, line.series, words.language)
        shown.append((words("indicator.fact_before"), value(before, line.unit, words), period))
    return shown


def _unit_and_period(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    period = labels.when_words(held.observation, line.series, words.language)
    if line.unit.kind in ("level", "percent"):
        return period
    unit = labels.unit_words(line.unit, held.observation.value, words.language)
    return f"{unit}, {period}"


def _figures(found: IndicatorSeries, line: SeriesLine, address: Address, words: Words) -> Component:
    return html.Section(
        [
            html.Div([value_table(line, address, words), downloads(found, address, words)]),
            html.Div(
                [*choices(found, line, words), *figure_column(found, line, address, words)],
                className="chartcol",
            ),
        ],
        className="ind",
        **attrs(aria_label=words("indicator.figures")),
    )


def _nothing(found: IndicatorSeries, words: Words) -> Component:
    """Nothing held: a designed state that says who would report it."""
    text = "nothing_itself" if found.lines else "nothing_text"
    return section(
        "nothing",
        words("indicator.nothing_title"),
        html.Div(
            [
                html.P(missing(words(f"indicator.{text}")), className="small"),
                html.Dl(
                    [
                        html.Dt(words("indicator.fact_reporter")),
                        html.Dd(words.text(found.indicator.reported_by)),
                        html.Dt(words("indicator.nothing_unit")),
                        html.Dd(labels.unit_words(found.unit, None, words.language)),
                        html.Dt(words("indicator.nothing_frequency")),
                        html.Dd(words(f"shared.frequency_{found.indicator.frequency}")),
                    ],
                    className="dl",
                ),
            ],
            className="none-published",
        ),
    )


def _reading(found: IndicatorSeries, line: SeriesLine | None, words: Words) -> Component:
    unsaid = [words.text(one) for one in found.indicator.does_not_tell]
    return html.Section(
        [
            says(words("indicator.says_title"), unsaid),
            breaks_and_definition(found, line, words),
        ],
        className="sec cols-2",
        **attrs(aria_labelledby="does-not-tell"),
    )


def _provenance(line: SeriesLine, address: Address, words: Words) -> Component:
    period = asked_period(address)
    code = period.code if period else line.values[-1].observation.period.code
    return trail_section(line, code, address, words)
