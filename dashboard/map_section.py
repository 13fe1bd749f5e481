"""The section of places: the table first, then the map of squares, and how it is to be read."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, figure, missing, section, table
from dashboard.drawing import mark_kind
from dashboard.findings import is_hidden
from dashboard.line_cells import same_line
from dashboard.places_beside import Beside, beside
from dashboard.services import services
from dashboard.sources_said import documents_said
from dashboard.spelling import folded
from dashboard.text import Words
from dashboard.tile_map import Goal, is_hollow, swatch, tile_drawing
from dashboard.values_said import firmness
from metrics import IndicatorSeries, Place, SeriesLine, labels


def map_section(
    found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> list[Component]:
    """Nothing where fewer than two places with a square have a figure of one period."""
    near = beside(found, line, address)
    if near is None:
        return []
    period = labels.period_words(near.period, words.language)
    title = words("map.title", title=words.text(line.series.title), period=period)
    shown = html.Div(
        [_table(near, line, address, words), _figure(near, found, line, address, words)],
        className="ind",
    )
    return [section("places", title, shown, note=words("map.note"))]


def _table(near: Beside, line: SeriesLine, address: Address, words: Words) -> Component:
    """Every place with a square by its name, never by its figure."""
    columns = [Column(words("shared.place")), Column(words("map.value"), right=True)]
    by_name = sorted(near.places, key=lambda one: folded(words.text(one.title)))
    rows = [[_place(one, near, line, address, words), _said(one, near, address, words)]
            for one in by_name]  # fmt: skip
    caption: Child = [html.B(words("shared.table")), " ", words.text(line.series.title)]
    return html.Div(table(caption, columns, rows))


def _place(place: Place, near: Beside, line: SeriesLine, address: Address, words: Words) -> Child:
    """The name; of a place with figures it leads to its line."""
    name = labels.place_words(place, words.language)
    if place.code not in near.held:
        return name
    query = {key: dict(address.query).get(key) for key in ("disaggregation", "partner", "released")}
    to = f"/indicator/{line.series.indicator}"
    return html.A(name, href=address.to(to, series=line.key, place=place.code, **query))


def _said(place: Place, near: Beside, address: Address, words: Words) -> Child:
    of = near.held.get(place.code)
    if of is None:
        return missing(labels.NONE_PUBLISHED.in_(words.language))
    shown, said = figure(of[1], of[0].unit, words, address), firmness(of[1].observation, words)
    return html.Span([shown, html.Br(), html.Small(said[0])]) if said else shown


def _figure(
    near: Beside, found: IndicatorSeries, line: SeriesLine, address: Address, words: Words
) -> Component:
    """The map with how to read it above, its key and its source beneath."""
    goal = _goal(near, found, line)
    how = " ".join(_how(near, found, line, goal, words))
    head = html.Figcaption(html.P(how, className="fig-s"))
    drawn = tile_drawing(near, line.unit, line.place, goal, words)
    source: list[Child] = [words("shared.source"), words("shared.colon"),
                           words.text(line.series.publisher), ", ",
                           *documents_said(near.lines, words), "."]  # fmt: skip
    every = html.A(words("map.data"), href=address.to("/data", indicator=found.indicator.id))
    under = [html.P(source, className="fig-n"), html.P(every, className="note")]
    return html.Figure([head, drawn, _key(near, words), *under],
                       className="fig chartcol")  # fmt: skip


def _goal(near: Beside, found: IndicatorSeries, line: SeriesLine) -> Goal | None:
    """The target, in the square of the one place that it is for, at the period it speaks of."""
    target, record = found.assessment.target, found.record
    if target is None or record is None or not record.values:
        return None
    at_record = record.values[-1].observation.period == near.period
    same = same_line(near.held[record.place][0], record) if record.place in near.held else False
    if not (same and at_record and line.key == record.key):
        return None
    return Goal(record.place, target.amount, mark_kind(found.assessment))


def _how(
    near: Beside, found: IndicatorSeries, line: SeriesLine, goal: Goal | None, words: Words
) -> Iterator[str]:
    """How to read the map; with a target whose it is, without one that none is set."""
    yield words("map.how")
    if line.place in near.held:
        yield words("map.how_own")
    target, record = found.assessment.target, found.record
    if target is None or record is None:
        yield words("map.no_target")
        return
    place = services().catalogue.places[record.place]
    name = labels.place_words(place, words.language)
    if goal is None:
        yield words("map.target_elsewhere", place=name)
        return
    value = labels.number(goal.value, line.unit, words.language)
    word = labels.progress_words(found.assessment, words.language)
    yield words("map.target", place=name, value=value, day=words.day(target.by), word=word)


def _key(near: Beside, words: Words) -> Component:
    """The kinds of squares that are there, each with its word."""
    hidden = any(is_hidden(held) for _, held in near.held.values())
    hollow = [is_hollow(one) for one in near.drawn]
    kinds = {"value": not all(hollow), "hollow": any(hollow), "hidden": hidden,
             "none": len(near.held) < len(near.places)}  # fmt: skip
    return html.Ul(
        [
            html.Li([swatch(kind), words(f"map.key_{kind}")])
            for kind, there in kinds.items()
            if there
        ],
        className="key",
    )
