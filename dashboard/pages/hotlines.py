"""Hotlines page: what people ask for help with, and what each line counts."""

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.chart_said import said_beside
from dashboard.components import (
    Child,
    Column,
    figure,
    none_of_kind,
    opening,
    panel,
    section,
    trail_link,
)
from dashboard.figures.links import figure_links, query_of
from dashboard.line_lengths import lengths_said
from dashboard.panels import panel_drawing
from dashboard.routes import Route, add_route
from dashboard.scales import is_point, open_side, years_of
from dashboard.services import services
from dashboard.sources_said import source_under
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from metrics import Disaggregation, HeldObservation, SeriesLine, labels

SOURCE = "hotlines"
COUNTRIES = ("CA", "US", "MX", "GB")
TERMS = ("contact", "case", "person")
CHARTED = ("count",)  # shares and changes stand in the tables only


def register(app: Dash) -> None:
    add_route(app, Route("/hotlines", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("hotlines.kicker")


def layout(address: Address) -> list[Component]:
    words, held = Words(address.language), services()
    if SOURCE not in held.catalogue.sources:
        return none_of_kind(words("hotlines.kicker"), words)
    keys = [f"{SOURCE}/{one}" for one in held.catalogue.source(SOURCE).series]
    lines = held.store.lines(keys)
    by_place = {
        code: [one for one in lines if one.place == code and one.values] for code in COUNTRIES
    }
    return [
        opening(words("hotlines.title"), words("hotlines.lead"), words("hotlines.kicker")),
        _terms(words),
        *(_country(code, found, address, words) for code, found in by_place.items() if found),
        section(
            "cautions",
            words("hotlines.cautions_title"),
            html.Ul(
                [html.Li(words.text(one)) for one in held.catalogue.source(SOURCE).cautions],
                className="notes",
            ),
        )
        if held.catalogue.source(SOURCE).cautions
        else html.Div(),
    ]


def _terms(words: Words) -> Component:
    return section(
        "terms",
        words("hotlines.terms_title"),
        html.Div(
            [
                html.Div(
                    [
                        html.H3(words(f"hotlines.{term}")),
                        html.P(words(f"hotlines.{term}_text"), className="small"),
                    ]
                )
                for term in TERMS
            ],
            className="cols-3",
        ),
    )


def _country(code: str, lines: Sequence[SeriesLine], address: Address, words: Words) -> Component:
    name = labels.place_words(services().catalogue.places[code], words.language)
    drawn = _yearly(lines)[:3]
    figures = [_figure(one, address, words) for one in drawn]
    return section(
        f"country-{code.lower()}",
        name,
        _newest_table(name, lines, address, words),
        panel(
            words("hotlines.every", count=sum(len(one.values) for one in lines)),
            _full_table(name, lines, address, words),
        ),
        html.Div(figures, className="mult") if figures else None,
        note=words("hotlines.country_note"),
    )


def _yearly(lines: Sequence[SeriesLine]) -> list[SeriesLine]:
    """The lines that have values for several years, the longest first."""
    several = [
        one
        for one in lines
        if sum(is_point(held) for held in one.values) > 1
        and one.unit.kind in CHARTED
        and not one.disaggregation
    ]
    return sorted(several, key=lambda one: -len(one.values))


def _figure(line: SeriesLine, address: Address, words: Words) -> Component:
    years = years_of([line]) or (2000, 2001)
    first, last = years
    spread = (min(first, last - 6), last)
    link = _link(line, address, words)
    unit = labels.unit_words(line.unit, None, words.language)
    return html.Figure(
        [
            html.Figcaption(
                [
                    html.P(link, className="fig-t"),
                    html.P(_how_to_read(line, unit, words), className="fig-s"),
                ]
            ),
            panel_drawing([line], spread, words),
            said_beside(line, words),
            source_under([line], words),
            figure_links(
                f"/figure/{line.series.indicator}",
                words.text(line.series.title),
                query_of(line),
                address,
                words,
            ),
        ]
    )


def _how_to_read(line: SeriesLine, unit: str, words: Words) -> str:
    """What the axis counts; of arrows, where there are any, also what they mean."""
    head = f"{unit[:1].upper()}{unit[1:]}"
    bounds = any(is_point(one) and open_side(one) for one in line.values)
    return f"{head}. {words('indicator.read_bounds')}" if bounds else head


def _link(line: SeriesLine, address: Address, words: Words, length: str = "") -> Component:
    """The name of a series, which leads to it on its indicator's page."""
    newest = trail_link(address, line.values[-1].observation)
    name = ", ".join(filter(None, [words.text(line.series.title), length]))
    return html.A(name, href=newest.replace("#trail", ""))


def _newest_table(
    place: str, lines: Sequence[SeriesLine], address: Address, words: Words
) -> Component:
    """The newest value of each series of a country, not broken down, and how many are held."""
    totals = [one for one in lines if not one.disaggregation] or list(lines)
    columns = [
        Column(words("shared.series")),
        Column(words("shared.newest"), right=True),
        Column(words("hotlines.counts")),
        Column(words("shared.period")),
        Column(words("hotlines.held"), right=True),
        Column(words("shared.publisher")),
    ]
    length = lengths_said(totals, words)
    rows = [Row(_newest(one, length(one), address, words)) for one in _ordered(totals)]
    caption = f"{words('hotlines.newest_caption')}, {place}"
    return listing(caption, columns, [Group(None, rows)], "series-values", hidden_caption=True)


def _newest(line: SeriesLine, length: str, address: Address, words: Words) -> list[Child]:
    held = line.values[-1]
    return [
        html.Span(_link(line, address, words, length), className="nm"),
        figure(held, line.unit, words, address),
        labels.unit_words(line.unit, held.observation.value, words.language),
        labels.period_words(held.observation.period, words.language),
        words.number(len(line.values)),
        words.text(line.series.publisher),
    ]


def _full_table(
    place: str, lines: Sequence[SeriesLine], address: Address, words: Words
) -> Component:
    """Every value held for a country, newest first within each series."""
    columns = [
        Column(words("shared.series")),
        Column(words("shared.breakdown")),
        Column(words("shared.period")),
        Column(words("shared.value"), right=True),
        Column(words("hotlines.counts")),
    ]
    rows = [
        Row(_row(line, held, address, words))
        for line in _ordered(lines)
        for held in reversed(line.values)
    ]
    caption = f"{words('hotlines.table_caption')}, {place}"
    return listing(caption, columns, [Group(None, rows)], "series-values", hidden_caption=True)


def _ordered(lines: Sequence[SeriesLine]) -> list[SeriesLine]:
    """Counts before shares and money; each series with its breakdowns after its total."""
    return sorted(
        lines, key=lambda one: (one.unit.kind not in CHARTED, one.series.id, one.disaggregation)
    )


def _row(line: SeriesLine, held: HeldObservation, address: Address, words: Words) -> list[Child]:
    dimensions = dict(services().catalogue.dimensions)
    breakdown = Disaggregation.parse(line.disaggregation)
    return [
        html.Span(words.text(line.series.title), className="nm"),
        labels.disaggregation_words(breakdown, dimensions, words.language),
        labels.period_words(held.observation.period, words.language),
        figure(held, line.unit, words, address),
        labels.unit_words(line.unit, held.observation.value, words.language),
    ]
