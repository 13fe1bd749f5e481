"""The table of a pillar: indicators in the order of the results chain, on one time axis."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.absent import PAST, Absence, absence, absent_words
from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.chance import Signals, line_chance
from dashboard.components import (
    Child,
    figure,
    missing,
    progress,
)
from dashboard.drawing import Drawing
from dashboard.findings import applies_to, dated
from dashboard.indicator_parts import counted, unassessed
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words
from dashboard.timeline import Axis, axis_drawing, make_axis, row_drawing
from metrics import (
    Event,
    Framework,
    Level,
    PillarScorecard,
    ScorecardRow,
    SeriesLine,
    labels,
)

EARLIEST = 1995  # the axis begins here at the earliest, so that recent years keep their room


def pillar_table(
    shown: PillarScorecard,
    lines: dict[str, SeriesLine],
    signals: Signals,
    events: Sequence[Event],
    address: Address,
    words: Words,
) -> Component:
    framework = services().catalogue.framework(address.framework)
    years = years_of(list(lines.values())) or (framework.starts_on.year, framework.ends_on.year)
    frameworks = list(services().catalogue.frameworks.values())
    axis = make_axis((max(years[0], EARLIEST), years[1]), frameworks)
    term = None if shown.pillar.context else framework
    bodies = [
        _level(level, rows, lines, signals, axis, term, address, words)
        for level in Level
        if (rows := [row for row in shown.rows if row.indicator.level is level])
    ]
    caption = words("pillar.caption", pillar=words.text(shown.pillar.title))
    head = html.Thead(_head(axis, events, words))
    return html.Table([html.Caption(caption, className="vh"), head, *bodies], className="ptab")


def _head(axis: Axis, events: Sequence[Event], words: Words) -> Component:
    over_time = [
        html.Span(words("pillar.over_time"), className="vh"),
        axis_drawing(axis, events, words),
    ]
    return html.Tr(
        [
            html.Th(words("shared.indicator"), scope="col", className="w1"),
            html.Th(over_time, scope="col", className="w2"),
            html.Th(words("pillar.newest"), scope="col", className="w3"),
            html.Th(words("shared.progress"), scope="col", className="w4"),
        ]
    )


def _level(
    level: Level,
    rows: list[ScorecardRow],
    lines: dict[str, SeriesLine],
    signals: Signals,
    axis: Axis,
    term: Framework | None,
    address: Address,
    words: Words,
) -> Component:
    head = html.Tr(
        html.Th(
            [words(f"shared.level_{level}"), html.Small(words(f"shared.level_{level}_note"))],
            colSpan=4,
            scope="rowgroup",
        ),
        className="lvl",
    )
    return html.Tbody(
        [
            head,
            *(
                _row(row, lines.get(row.indicator.id), signals, axis, term, address, words)
                for row in rows
            ),
        ]
    )


def _row(
    row: ScorecardRow,
    line: SeriesLine | None,
    signals: Signals,
    axis: Axis,
    term: Framework | None,
    address: Address,
    words: Words,
) -> Component:
    drawable = line is not None and row.unit.kind != "level"
    return html.Tr(
        [
            _named(row, address, words),
            html.Td(row_drawing(line, axis, words) if line and drawable else None, className="w2"),
            html.Td(_newest(row, term, address, words), className="w3"),
            html.Td(_judged(row, line, signals, address, words), className="w4"),
        ],
        className="row" if drawable else "row empty",
    )


def _named(row: ScorecardRow, address: Address, words: Words) -> Component:
    """The indicator's name, which leads to its page, what it counts and which way is good."""
    indicator = row.indicator
    name = html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}"))
    direction = words(f"shared.direction_{indicator.direction}")
    under = " · ".join(filter(None, [indicator.code, direction]))
    said = [html.Span(name, className="nm"), counted(row, words)]
    return html.Th([*said, html.Span(under, className="code")], scope="row", className="w1")


def _newest(row: ScorecardRow, term: Framework | None, address: Address, words: Words) -> Child:
    if row.latest is None:
        return missing(absent_words(absence(row, then_of(address)) or Absence.NOTHING, words))
    observation = row.latest.observation
    shown = figure(row.latest, row.unit, words, address, noun=row.unit.needs_words)
    covered = "" if row.latest.is_incomplete else labels.coverage_words(row.latest, words.language)
    out = labels.NOT_RELEASED.in_(words.language) if row.latest.is_unreleased else ""
    catalogue = services().catalogue
    said = [
        dated(observation, term, catalogue, words),
        *applies_to(observation, catalogue, words),
        covered,
        out,
    ]
    where = ", ".join(filter(None, said))
    return [
        html.Span(shown, className="vl"),
        html.Span(where, className="geo"),
    ]


def _judged(
    row: ScorecardRow, line: SeriesLine | None, signals: Signals, address: Address, words: Words
) -> list[Child]:
    """The progress word; under it, where there is a value, whether it is more than chance."""
    signal = signals.get(row.indicator.id) if row.latest else None
    return [_progress(row, address, words), line_chance(signal, line, words)]


def _progress(row: ScorecardRow, address: Address, words: Words) -> Component:
    """The assessment; of a past moment it is not said that nothing is published."""
    why = absence(row, then_of(address))
    if why in PAST:
        return unassessed(Absence(why), words)
    return progress(row.assessment, words)


def legend(words: Words) -> Component:
    """The shapes of the rows, in words."""
    shapes = {
        "bar": element("path", d="M2 6h30", class_="span")
        + element("path", d="M2 2v8M32 2v8", class_="spant"),
        "line": element("path", d="M2 10 17 4 32 7", class_="ln"),
        "box": element("rect", x=12, y=3, width=8, height=7, class_="lt"),
        "provisional": element("circle", cx=17, cy=6, r=4, class_="pp"),
        "era": element("path", d="M17 0v12", class_="era"),
    }
    return html.Ul(
        [html.Li([_sample(shape), words(f"pillar.key_{name}")]) for name, shape in shapes.items()],
        className="key legend",
    )


def _sample(shape: str) -> Drawing:
    size = {"width": 34.0, "height": 12.0}
    return Drawing(element("svg", shape, **size, viewBox="0 0 34 12", aria_hidden="true"))
