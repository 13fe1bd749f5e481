"""Pillar page: one table in the order of the results chain, all rows on one time axis."""

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import (
    Child,
    facts,
    figure,
    missing,
    opening,
    progress,
    says,
    section,
    when_where,
)
from dashboard.drawing import Drawing, glyph
from dashboard.findings import record_lines
from dashboard.routes import Route, add_route
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words
from dashboard.timeline import Axis, axis_drawing, make_axis, row_drawing
from metrics import (
    Event,
    Framework,
    Level,
    Pillar,
    PillarScorecard,
    Progress,
    ScorecardRow,
    SeriesLine,
    Text,
    UnknownError,
    labels,
)

MOST_SAID = 6  # sentences on what the page does not tell
PILLAR = Text("pillar", "Pilier")


def register(app: Dash) -> None:
    add_route(app, Route("/pillar/<pillar>", title, layout))


def title(address: Address, pillar: str) -> str:
    return Words(address.language).text(_pillar(address, pillar).title)


def _pillar(address: Address, name: str) -> Pillar:
    pillars = {one.id: one for one in _framework(address).pillars}
    if name not in pillars:
        raise UnknownError(PILLAR, name, pillars)
    return pillars[name]


def _framework(address: Address) -> Framework:
    return services().catalogue.framework(address.framework)


def layout(address: Address, pillar: str) -> list[Component]:
    words, framework = Words(address.language), _framework(address)
    asked = _pillar(address, pillar)
    card = services().store.scorecard(framework.id, pillar=asked.id, known_at=address.known_at)
    shown = next(one for one in card.pillars if one.pillar.id == asked.id)
    lines = record_lines(shown.rows, services(), address.known_at)
    events = sorted((one for one in framework.events if one.pillar in (None, asked.id)),
                    key=lambda one: one.on)
    return [
        _opening(shown, framework, address, words),
        section("chain", words("pillar.table_title"),
                _table(shown, lines, events, address, words),
                _legend(words), _events(events, words),
                note=words("pillar.table_note")),
        html.Section(says(words("pillar.says_title"), _unsaid(shown, words)),
                     className="sec", **{"aria-labelledby": "does-not-tell"}),
    ]


def _opening(
    shown: PillarScorecard, framework: Framework, address: Address, words: Words
) -> Component:
    pillar = shown.pillar
    name = words("shared.pillar_number", number=pillar.number) if pillar.number else \
        words.text(pillar.title)
    kicker = words.text(framework.title)
    return html.Div([
        opening(words.text(pillar.title), words.text(pillar.statement), kicker,
                [(words("shell.nav_overview"), address.to("/")), (name, None)],
                _facts(shown, words)),
        _siblings(framework, pillar, address, words),
    ])


def _siblings(framework: Framework, shown: Pillar, address: Address, words: Words) -> Component:
    return html.Nav(html.Ul([
        html.Li(html.A(words.text(one.title), href=address.to(f"/pillar/{one.id}"),
                       **({"aria-current": "page"} if one.id == shown.id else {})))
        for one in framework.pillars
    ]), className="siblings", **{"aria-label": words("pillar.siblings")})


def _facts(shown: PillarScorecard, words: Words) -> Component:
    catalogue, none = services().catalogue, len(shown.rows) - shown.published
    judged = [row for row in shown.rows if row.assessment.progress in
              (Progress.MET, Progress.ON_TRACK, Progress.WATCH, Progress.OFF_TRACK)]
    places = [labels.place_words(catalogue.places[row.latest.observation.place], words.language)
              for row in shown.rows if row.latest]
    counted = {place: places.count(place) for place in dict.fromkeys(places)}
    most = sorted(counted, key=lambda place: -counted[place])[:3]
    return facts([
        (words("pillar.fact_indicators"), words.number(len(shown.rows)),
         words("pillar.fact_indicators_note", published=shown.published, none=none)),
        (words("pillar.fact_progress"),
         words("pillar.fact_judged", count=len(judged)) if judged else
         html.Span([glyph("na"), html.Span(words("pillar.fact_unjudged"))], className="st st-na"),
         words("pillar.fact_targets",
               count=sum(row.indicator.target is not None for row in shown.rows))),
        (words("pillar.fact_places"),
         ", ".join(f"{words.number(counted[one])} {one}" for one in most) or "0",
         words("pillar.fact_places_note")),
    ])


def _table(
    shown: PillarScorecard, lines: dict[str, SeriesLine], events: Sequence[Event],
    address: Address, words: Words,
) -> Component:
    framework = _framework(address)
    years = years_of(list(lines.values())) or (framework.starts_on.year, framework.ends_on.year)
    axis = make_axis((max(years[0], 1995), years[1]), list(services().catalogue.frameworks.values()))
    head = html.Tr([
        html.Th(words("shared.indicator"), scope="col", className="w1"),
        html.Th([html.Span(words("pillar.over_time"), className="vh"),
                 axis_drawing(axis, events, words)], scope="col", className="w2"),
        html.Th(words("pillar.newest"), scope="col", className="w3"),
        html.Th(words("shared.progress"), scope="col", className="w4"),
    ])
    bodies = [
        _level(level, rows, lines, axis, address, words)
        for level in Level
        if (rows := [row for row in shown.rows if row.indicator.level is level])
    ]
    return html.Table([
        html.Caption(words("pillar.caption", pillar=words.text(shown.pillar.title)),
                     className="vh"),
        html.Thead(head), *bodies,
    ], className="ptab")


def _level(
    level: Level, rows: list[ScorecardRow], lines: dict[str, SeriesLine], axis: Axis,
    address: Address, words: Words,
) -> Component:
    head = html.Tr(html.Th([words(f"shared.level_{level}"),
                            html.Small(words(f"shared.level_{level}_note"))],
                           colSpan=4, scope="rowgroup"), className="lvl")
    return html.Tbody([head, *(_row(row, lines.get(row.indicator.id), axis, address, words)
                               for row in rows)])


def _row(
    row: ScorecardRow, line: SeriesLine | None, axis: Axis, address: Address, words: Words
) -> Component:
    indicator = row.indicator
    name = html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}"))
    direction = words(f"shared.direction_{indicator.direction}")
    under = " · ".join(filter(None, [indicator.code, direction]))
    drawable = line is not None and row.unit.kind != "level"
    return html.Tr([
        html.Th([html.Span(name, className="nm"), html.Span(under, className="code")],
                scope="row", className="w1"),
        html.Td(row_drawing(line, axis, words) if line and drawable else None, className="w2"),
        html.Td(_newest(row, address, words), className="w3"),
        html.Td(progress(row.assessment, words), className="w4"),
    ], className="row" if drawable else "row empty")


def _newest(row: ScorecardRow, address: Address, words: Words) -> Child:
    if row.latest is None:
        return missing(labels.NONE_PUBLISHED.in_(words.language))
    where = when_where(row.latest.observation, words, services().catalogue)
    return [html.Span(figure(row.latest, row.unit, words, address), className="vl"),
            html.Span(where, className="geo")]


def _legend(words: Words) -> Component:
    """The shapes of the rows, in words."""
    shapes = {
        "bar": element("path", d="M2 6h30", class_="span")
        + element("path", d="M2 2v8M32 2v8", class_="spant"),
        "line": element("path", d="M2 10 17 4 32 7", class_="ln"),
        "box": element("rect", x=12, y=3, width=8, height=7, class_="lt"),
        "provisional": element("circle", cx=17, cy=6, r=4, class_="pp"),
        "era": element("path", d="M17 0v12", class_="era"),
    }
    return html.Ul([
        html.Li([Drawing(element("svg", shape, width=34, height=12, viewBox="0 0 34 12",
                                 aria_hidden="true")), words(f"pillar.key_{name}")])
        for name, shape in shapes.items()
    ], className="key legend")


def _events(events: Sequence[Event], words: Words) -> Component | None:
    if not events:
        return None
    return html.Div([
        html.H3(words("shared.events_title")),
        html.Ol([
            html.Li([html.B(str(number), **{"aria-hidden": "true"}),
                     html.Span(f"{words.day(one.on)}{words('shared.colon')}{words.text(one.title)}")])
            for number, one in enumerate(events, start=1)
        ], className="evlist"),
        html.P(words("shared.events_caution"), className="note"),
    ], className="events")


def _unsaid(shown: PillarScorecard, words: Words) -> list[str]:
    """What the published indicators of this pillar do not say, each sentence once."""
    published_first = sorted(shown.rows, key=lambda row: row.latest is None)
    sentences = dict.fromkeys(
        words.text(row.indicator.does_not_tell[0]) for row in published_first
    )
    return [*list(sentences)[:MOST_SAID], words("pillar.says_cause")]
