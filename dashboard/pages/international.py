"""International page: what may be compared first, then world totals, then tiers. No ranking."""

from collections.abc import Sequence

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.absent import PAST, left_out
from dashboard.addresses import Address
from dashboard.chart_said import said_beside
from dashboard.components import (
    Child,
    Column,
    figure,
    missing,
    none_held,
    none_of_kind,
    opening,
    panel,
    scrolls,
    section,
)
from dashboard.country_choice import country_form, shown_countries
from dashboard.drawing import glyph
from dashboard.figures.links import figure_links, query_of
from dashboard.panels import panel_drawing
from dashboard.routes import Route, add_route
from dashboard.scales import years_of
from dashboard.services import services
from dashboard.sources_said import documents_said
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from dashboard.tiers import level_key, level_table, level_years, opening_year, year_said
from metrics import HeldObservation, SeriesLine, labels

WORLD, LABOUR = "WLD", "form=forced-labour"
MEASURES = {  # the series of the world table, in the order in which they are shown
    "victims": "tip-report/victims-identified",
    "prosecutions": "tip-report/prosecutions",
    "convictions": "tip-report/convictions",
}
TIERS = "tip-report/tier"
SOURCES = (("police", "same"), ("unodc", "unequal"), ("tip", "nc"), ("tier", "nc"), ("nrm", "nc"))

Pair = tuple[SeriesLine | None, SeriesLine | None]  # all forms, labour


def register(app: Dash) -> None:
    add_route(app, Route("/international", title, layout, ("country", "countries")))


def title(address: Address) -> str:
    return Words(address.language)("international.kicker")


def layout(address: Address) -> list[Component]:
    words, store = Words(address.language), services().store
    if not {TIERS, *MEASURES.values()} <= services().catalogue.series.keys():
        return none_of_kind(words("international.kicker"), words)
    world = {name: _pair(store.lines([key], WORLD)) for name, key in MEASURES.items()}
    tiers = store.lines([TIERS])
    return [
        opening(
            _finding(world, address, words),
            words("international.lead"),
            words("international.kicker"),
        ),
        _before_comparing(words),
        _world(world, address, words),
        _tiers(tiers, address, words),
    ]


def _pair(lines: Sequence[SeriesLine]) -> Pair:
    """The yearly line of all forms, and of labour trafficking where it is given."""
    yearly = sorted(lines, key=lambda one: len(one.values), reverse=True)
    total = next((one for one in yearly if not one.disaggregation), None)
    return total, next((one for one in yearly if one.disaggregation == LABOUR), None)


def _finding(world: dict[str, Pair], address: Address, words: Words) -> str:
    """The newest world totals alone: years are missing between them, and methods changed."""
    victims, convictions = world["victims"][0], world["convictions"][0]
    if victims is None or convictions is None:
        why = left_out(address.moment)
        return words(f"international.title_{PAST[why] if why else 'none'}")
    newest = victims.values[-1]
    return words(
        "international.title",
        victims=_value(newest, victims, words),
        year=_year(newest, words),
        convictions=_value(convictions.values[-1], convictions, words),
        conviction_year=_year(convictions.values[-1], words),
    )


def _value(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    return labels.value_words(held, line.unit, words.language)


def _year(held: HeldObservation, words: Words) -> str:
    return labels.period_words(held.observation.period, words.language)


def _before_comparing(words: Words) -> Component:
    parts = ("unit", "period", "restated", "definition")
    columns = [Column(words(f"international.head_{name}")) for name in ("source", *parts, "use")]
    rows = [
        Row(
            [
                html.Span(words(f"international.{name}_source"), className="nm"),
                *(words(f"international.{name}_{part}") for part in parts),
                _use(kind, words(f"international.{name}_use")),
            ]
        )
        for name, kind in SOURCES
    ]
    title = words("international.before_title")
    caption = words("international.before_caption")
    shown = listing(caption, columns, [Group(None, rows)], "before", hidden_caption=True)
    return section("before", title, shown, note=words("international.before_note"))


def _use(kind: str, said: str) -> Component:
    return html.Span([glyph(kind), html.Span(said)], className="st st-nc")


def _world(world: dict[str, Pair], address: Address, words: Words) -> Component:
    lines = [one for pair in world.values() for one in pair if one]
    years = years_of(lines)
    if years is None:
        return section(
            "world",
            words("international.world_title"),
            html.P(none_held(address, words)),
        )
    panels = [_panel(name, pair, years, address, words) for name, pair in world.items() if pair[0]]
    return section(
        "world",
        words("international.world_title"),
        panel(
            words("international.world_table", first=str(years[0]), last=str(years[1] - 1)),
            _world_table(world, years, address, words),
        ),
        html.Div(panels, className="mult"),
        html.P(
            [words("international.world_caution"), " ", *_sources_of(lines, words)],
            className="fig-n",
        ),
        note=words("international.world_note"),
    )


def _panel(
    name: str, pair: Pair, years: tuple[int, int], address: Address, words: Words
) -> Component:
    lines = [one for one in pair if one]
    link = html.A(
        words(f"international.{name}"),
        href=address.to(
            f"/indicator/{lines[0].series.indicator}",
            series=f"{lines[0].source.id}/{lines[0].series.id}",
            place=WORLD,
        ),
    )
    names = [words("international.all_forms"), words("international.labour")]
    base, query = f"/figure/{lines[0].series.indicator}", query_of(*lines)
    return html.Figure(
        [
            html.Figcaption(html.P(link, className="fig-t")),
            panel_drawing(lines, years, words, names),
            *(
                said_beside(one, words, name=name)
                for one, name in zip(pair, names, strict=True)
                if one
            ),
            figure_links(base, words(f"international.{name}"), query, address, words),
        ]
    )


def _sources_of(lines: list[SeriesLine], words: Words) -> list[Child]:
    publishers = dict.fromkeys(words.text(one.series.publisher) for one in lines)
    said = f"{words('shared.source')}{words('shared.colon')}{'; '.join(publishers)}, "
    return [said, *documents_said(lines, words), "."]


def _world_table(
    world: dict[str, Pair], years: tuple[int, int], address: Address, words: Words
) -> Component:
    """The report's own way of writing: the labour cases in parentheses."""
    columns = [
        Column(words("shared.period")),
        *(Column(words(f"international.{name}"), right=True) for name in world),
    ]
    rows = [
        Row([str(year), *(_in_year(pair, year, address, words) for pair in world.values())])
        for year in range(years[1] - 1, years[0] - 1, -1)
    ]
    caption = words("international.world_caption")
    return listing(caption, columns, [Group(None, rows)], "world")


def _in_year(pair: Pair, year: int, address: Address, words: Words) -> Child:
    """The total, and in parentheses its labour part, which may be held alone."""
    total, labour = (_of_year(line, year) if line else None for line in pair)
    parts: list[Child] = [missing(words("shared.not_held"))]
    if total and pair[0]:
        parts = [figure(total, pair[0].unit, words, address)]
    if labour and pair[1]:
        parts += [" (", figure(labour, pair[1].unit, words, address), ")"]
    return html.Span(parts)


def _of_year(line: SeriesLine, year: int) -> HeldObservation | None:
    return next((one for one in line.values if one.observation.period.end.year == year), None)


def _cue(rows: Sequence[tuple[str, SeriesLine]], years: range, words: Words) -> str:
    """Where other years lie; where most rows end before the last one, until when they go."""
    lines = [line for _, line in rows]
    last = opening_year(lines, years)
    if last is None:
        return words("international.tiers_cue")
    return words("international.tiers_cue_ends", last=year_said(lines, last, years, words))


def _tiers(lines: Sequence[SeriesLine], address: Address, words: Words) -> Component:
    places = services().catalogue.places
    by_country = {one.place: one for one in lines}
    named = {code: labels.place_words(places[code], words.language) for code in by_country}
    shown = shown_countries(address, named)
    years = level_years(lines)
    caption = (
        words("international.tiers_title", first=str(years[0]), last=str(years[-1]))
        if years
        else words("international.tiers_none")
    )
    rows = [(named[code], by_country[code]) for code in shown]
    content: list[Child] = [country_form(address, named, shown, words)]
    if rows:
        content += [
            html.P(_cue(rows, years, words), className="note narrow-cue"),
            scrolls(
                words("international.tiers_table"),
                level_table(rows, years, caption, address, words),
            ),
            level_key(rows[0][1].unit, words),
        ]
    return section(
        "tiers",
        caption,
        *content,
        html.P(words("international.tiers_caution"), className="small gap"),
        note=words("international.tiers_note"),
    )
