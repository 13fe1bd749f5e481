"""Overview: what the strategy can be said to do, from money to change, and what is new."""

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, attrs, figure, items, missing, section, value
from dashboard.drawing import glyph
from dashboard.findings import (
    Restated,
    all_rows,
    disagreements,
    newest_first,
    overview_finding,
    record_lines,
    restated,
    tally,
)
from dashboard.money import money_table
from dashboard.results_map import key, marks, results_map
from dashboard.routes import Route, add_route
from dashboard.scales import years_of
from dashboard.services import Services, services
from dashboard.text import Words
from dashboard.timeline import sparkline
from metrics import HeldObservation, Scorecard, ScorecardRow, SeriesLine, labels

NEWEST, DISAGREEING, STRIP = 5, 3, 6  # how many of each are shown


def register(app: Dash) -> None:
    add_route(app, Route("/", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("overview.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    card = held.store.scorecard(address.framework, known_at=address.known_at)
    lines = record_lines(all_rows(card), held, address.known_at)
    return [
        _opening(card, words),
        section(
            "map",
            words("overview.map_title"),
            key(card, words),
            results_map(card, address, words),
            *_context(card, lines, address, words),
            note=words("overview.map_note"),
        ),
        _glance(card, held, address, words),
        section(
            "money",
            words("overview.money_title"),
            money_table(held, address, words),
            html.P(words("overview.money_caution"), className="note"),
            note=words("overview.money_note"),
        ),
    ]


def _opening(card: Scorecard, words: Words) -> Component:
    count = tally(card)
    lead = words("overview.lead", **count)
    lead += " " + (
        words.counted("overview.targets", count["targets"])
        if count["targets"]
        else words("overview.no_targets")
    )
    return html.Div(
        [
            html.Div(
                [
                    html.P(words.text(card.framework.title), className="kicker"),
                    html.H1(overview_finding(card, words)),
                    html.P(lead, className="lead"),
                ]
            ),
            _tally(count, words),
        ],
        className="open rail",
    )


def _tally(count: dict[str, int], words: Words) -> Component:
    share = 100 * count["published"] / max(count["total"], 1)
    return html.Div(
        [
            html.P(html.B(words("overview.indicators", count=count["total"]))),
            html.Div(
                [
                    html.Span(className="a", style={"width": f"{share:.1f}%"}),
                    html.Span(className="b", style={"width": f"{100 - share:.1f}%"}),
                ],
                className="tally-bar",
                **attrs(aria_hidden="true"),
            ),
            html.P(words("overview.tally_published", **count)),
            html.P(words("overview.tally_none", **count)),
        ],
        className="tally",
        role="group",
        **attrs(aria_label=words("overview.tally_label")),
    )


def _context(
    card: Scorecard, lines: dict[str, SeriesLine], address: Address, words: Words
) -> list[Component]:
    """The figures that the strategy does not control, under the map."""
    parts: list[Component] = []
    for group in (one for one in card.pillars if one.pillar.context):
        shown = [row for row in group.rows if row.indicator.id in lines][:STRIP]
        years = years_of([lines[row.indicator.id] for row in shown])
        parts.append(
            html.Div(
                [
                    html.H3(
                        html.A(
                            words.text(group.pillar.title),
                            href=address.to(f"/pillar/{group.pillar.id}"),
                        )
                    ),
                    html.P(words("overview.context_note", count=len(group.rows))),
                    marks([row for row in group.rows if row not in shown], address, words),
                ],
                className="ctx-h",
            )
        )
        if years:
            parts.append(
                html.Div(
                    [
                        _strip_cell(row, lines[row.indicator.id], years, address, words)
                        for row in shown
                    ],
                    className="ctx",
                )
            )
    return parts


def _strip_cell(
    row: ScorecardRow, line: SeriesLine, years: tuple[int, int], address: Address, words: Words
) -> Component:
    catalogue = services().catalogue
    observation = line.values[-1].observation
    where = labels.place_words(catalogue.places[observation.place], words.language)
    period = labels.period_words(observation.period, words.language)
    return html.Div(
        [
            html.A(
                words.text(row.indicator.title), href=address.to(f"/indicator/{row.indicator.id}")
            ),
            html.Span(value(row.latest, row.unit, words, short=True), className="vv"),
            html.Span(f"{period}, {where}", className="note"),
            sparkline(line, years, words) if row.unit.kind != "level" else None,
        ]
    )


def _glance(card: Scorecard, held: Services, address: Address, words: Words) -> Component:
    rows = all_rows(card)
    every = held.store.lines(
        [
            name
            for name, one in held.catalogue.series.items()
            if one.indicator in {row.indicator.id for row in rows}
        ],
        known_at=address.known_at,
    )
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words("overview.newest_title")),
                    _listed(
                        [
                            _new(*one, address, words)
                            for one in newest_first(rows, held.catalogue, NEWEST)
                        ],
                        words,
                    ),
                ]
            ),
            html.Div(
                [
                    html.H2(words("overview.revised_title")),
                    _listed([_revised(*one, address, words) for one in _one_each(every)], words),
                ]
            ),
            html.Div(
                [
                    html.H2(words("overview.differ_title")),
                    _listed(
                        [
                            _differs(cell, address, words)
                            for cell in disagreements(every)[:DISAGREEING]
                        ],
                        words,
                    ),
                ]
            ),
        ],
        className="sec cols-3 glance",
        **attrs(aria_label=words("overview.glance_label")),
    )


def _one_each(every: Sequence[SeriesLine]) -> list[Restated]:
    """The newest restatement of each series."""
    by_series: dict[tuple[str, str], Restated] = {}
    for one in restated(every):
        by_series.setdefault((one[0].source.id, one[0].series.id), one)
    return list(by_series.values())[:DISAGREEING]


def _listed(rows: list[tuple[Child, Child, Child]], words: Words) -> Component:
    return items(rows) if rows else html.P(missing(words("overview.none_held")), className="small")


def _new(
    row: ScorecardRow, newest: HeldObservation, on: str, address: Address, words: Words
) -> tuple[Child, Child, Child]:
    observation = newest.observation
    tag = words("overview.published_on", on=labels.known_words(on, words.language))
    place = labels.place_words(services().catalogue.places[observation.place], words.language)
    period = labels.period_words(observation.period, words.language)
    link = html.A(
        f"{words.text(row.indicator.title)}, {place}",
        href=address.to(f"/indicator/{row.indicator.id}"),
    )
    text = [html.Span(figure(newest, row.unit, words, address), className="big"), f", {period}"]
    return tag, link, text


def _revised(
    line: SeriesLine, first: HeldObservation, now: HeldObservation, address: Address, words: Words
) -> tuple[Child, Child, Child]:
    period = labels.period_words(now.observation.period, words.language)
    text = words(
        "overview.revised_text",
        first=str(value(first, line.unit, words)),
        now=str(value(now, line.unit, words)),
        period=period,
    )
    link = html.A(
        words.text(line.series.title), href=address.to(f"/indicator/{line.series.indicator}")
    )
    day = words("overview.known_on", day=words.day(now.observation.known.on))
    return day, link, html.Span(text, className="big")


def _differs(
    cell: Sequence[tuple[SeriesLine, HeldObservation]], address: Address, words: Words
) -> tuple[Child, Child, Child]:
    (line, held), catalogue = cell[0], services().catalogue
    indicator = catalogue.indicator(line.series.indicator)
    place = labels.place_words(catalogue.places[line.place], words.language)
    period = labels.period_words(held.observation.period, words.language)
    said = [
        words(
            "overview.says",
            series=words.text(one.series.title),
            value=str(value(other, one.unit, words)),
        )
        for one, other in cell
    ]
    tag = html.Span([glyph("nc"), html.Span(f"{period}, {place}")], className="st st-nc")
    return (
        tag,
        html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}")),
        "; ".join(said),
    )
