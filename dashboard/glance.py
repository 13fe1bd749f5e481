"""What moved, what needs attention, who is late, and the next dates: lists of the overview."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.absent_marks import then_of
from dashboard.addresses import Address
from dashboard.attention import late_partners, late_series, needs_attention
from dashboard.components import Child, attrs, figure, items, missing
from dashboard.drawing import glyph
from dashboard.findings import all_rows, applies_to, dated, placed
from dashboard.line_said import line_title
from dashboard.news import disagreements, newest_first
from dashboard.next_dates import names_no_release, next_dates
from dashboard.services import Services, services
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import (
    Catalogue,
    Framework,
    HeldObservation,
    Scorecard,
    ScorecardRow,
    SeriesLine,
    labels,
)

NEWEST, REVISED, DISAGREEING = 4, 3, 2  # how many of each are shown


def glance(card: Scorecard, held: Services, address: Address, words: Words) -> Component:
    """Three columns: what moved; what needs attention, and who is late; the next dates."""
    rows = all_rows(card)
    shown = {row.indicator.id for row in rows}
    keys = [key for key, one in held.catalogue.series.items() if one.indicator in shown]
    on = reporting_day(address)
    columns = (
        _moved(card, keys, held, address, words),
        _attention(card, keys, held, on, address, words),
        [_dates(card, held, on, address, words)],
    )
    return html.Section(
        [html.Div(one) for one in columns],
        className="sec cols-3 glance",
        **attrs(aria_label=words("overview.glance_label")),
    )


def reporting_day(address: Address) -> date:
    """The day of which the page speaks: the one that is asked for, else today."""
    return then_of(address).day or services().store.today()


def _moved(
    card: Scorecard, keys: Sequence[str], held: Services, address: Address, words: Words
) -> list[Child]:
    """The newest values and the newest restatements."""
    rows = all_rows(card)
    context = {row.indicator.id for one in card.pillars if one.pillar.context for row in one.rows}
    news = newest_first(rows, held.catalogue, context)
    newest = [
        _new(*one, None if one[0].indicator.id in context else card.framework, address, words)
        for one in news[:NEWEST]
    ]
    both = len({one[0].indicator.id in context for one in news}) > 1
    order = html.P(words("overview.newest_order"), className="note") if both else None
    found = held.store.restating.newest(keys, REVISED)
    revised = [_revised(*one, address, words) for one in found]
    return [_list("newest", newest, words, lead=order), _list("revised", revised, words)]


def _attention(
    card: Scorecard, keys: Sequence[str], held: Services, on: date, address: Address,
    words: Words,
) -> list[Child]:  # fmt: skip
    """What needs attention and why; under it, for who sees returns, which of them are late."""
    lines = held.store.lines(_stated_twice(keys, held.catalogue), partners=False)
    differing = [_differs(cell, address, words) for cell in disagreements(lines)[:DISAGREEING]]
    found = needs_attention(card, late_series(held, keys, on), address, words)
    late = late_partners(held, on, address, words)
    shown = _list("attention", [*found, *differing], words)
    if late is None:
        return [shown]
    named, more = late
    said = words.counted("overview.late_more", more) if more else words("overview.late_all")
    way = html.A(said, href=address.to("/returns/calendar", state="late"))
    return [shown, _list("late", named, words, html.P(way, className="small"))]


def _dates(card: Scorecard, held: Services, on: date, address: Address, words: Words) -> Component:
    said = words("overview.no_release_named") if names_no_release(held, on) else None
    way = html.P(html.A(words("overview.dates_all"), href=address.to("/calendar")),
                 className="small")  # fmt: skip
    under = html.Div([html.P(said, className="note") if said else None, way])
    return _list("dates", next_dates(card, held, on, address, words), words, under)


def _list(
    name: str, found: list[tuple[Child, Child, Child]], words: Words, under: Child = None,
    lead: Child = None,
) -> Component:  # fmt: skip
    shown = items(found) if found else html.P(missing(_nothing(name, words)), className="small")
    return html.Div([html.H2(words(f"overview.{name}_title")), lead, shown, under])


def _nothing(name: str, words: Words) -> str:
    """What stands where a list has nothing in it."""
    return words(f"overview.none_{name}" if name in ("dates", "late") else "overview.none_held")


def _stated_twice(keys: Sequence[str], catalogue: Catalogue) -> list[str]:
    """Those that state the same as another of them: no others can differ."""
    stated = {key: catalogue.series[key].same_as or key for key in keys}
    times = Counter(stated.values())
    return [key for key in keys if times[stated[key]] > 1]


def _new(
    row: ScorecardRow,
    newest: HeldObservation,
    on: str,
    term: Framework | None,
    address: Address,
    words: Words,
) -> tuple[Child, Child, Child]:
    observation, catalogue = newest.observation, services().catalogue
    tag = words("overview.published_on", on=labels.known_words(on, words.language))
    period = dated(observation, term, catalogue, words)
    series = catalogue.series_of(observation.series)
    link = html.A(
        placed(words.text(series.title), applies_to(observation, catalogue, words)),
        href=address.to(f"/indicator/{row.indicator.id}"),
    )
    shown = figure(newest, row.unit, words, address, noun=row.unit.needs_words)
    text = [html.Span(shown, className="big"), f", {period}"]
    return tag, link, text


def _revised(
    line: SeriesLine, first: HeldObservation, now: HeldObservation, address: Address, words: Words
) -> tuple[Child, Child, Child]:
    period = labels.period_words(now.observation.period, words.language)
    text = words(
        "overview.revised_text",
        first=value_said(first, line.unit, words, short=False),
        now=value_said(now, line.unit, words, short=False),
        period=period,
    )
    link = html.A(
        line_title(line.series, now, services().catalogue, words),
        href=address.to(f"/indicator/{line.series.indicator}"),
    )
    document = line.source.documents.get(now.observation.document)
    known = labels.made_known_words(now.observation.known, document, words.language)
    day = words("overview.known_on", day=known)
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
            value=value_said(other, one.unit, words, short=False),
        )
        for one, other in cell
    ]
    said_of = words("overview.differ_tag", period=period, place=place)
    tag = html.Span([glyph("nc"), html.Span(said_of)], className="st st-nc")
    return (
        tag,
        html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}")),
        "; ".join(said),
    )
