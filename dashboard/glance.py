"""What is newest, what was revised, and where series differ: lists of the overview."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, attrs, figure, items, missing
from dashboard.drawing import glyph
from dashboard.findings import all_rows, applies_to, beyond_own_place, dated, placed
from dashboard.news import Restated, disagreements, newest_first, restated
from dashboard.services import Services, services
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import Framework, HeldObservation, Scorecard, ScorecardRow, SeriesLine, labels

NEWEST, DISAGREEING = 5, 3  # how many of each are shown


def glance(card: Scorecard, held: Services, address: Address, words: Words) -> Component:
    """Three lists: the newest values, the newest restatements, and where two series differ."""
    rows = all_rows(card)
    shown = {row.indicator.id for row in rows}
    keys = [key for key, one in held.catalogue.series.items() if one.indicator in shown]
    every = held.store.lines(keys, partners=False)
    context = {row.indicator.id for one in card.pillars if one.pillar.context for row in one.rows}
    newest = newest_first(rows, held.catalogue, NEWEST)
    differing = disagreements(every)[:DISAGREEING]
    lists = {
        "newest": [
            _new(*one, None if one[0].indicator.id in context else card.framework, address, words)
            for one in newest
        ],
        "revised": [_revised(*one, address, words) for one in _one_each(every)],
        "differ": [_differs(cell, address, words) for cell in differing],
    }
    return html.Section(
        [_list(name, found, words) for name, found in lists.items()],
        className="sec cols-3 glance",
        **attrs(aria_label=words("overview.glance_label")),
    )


def _list(name: str, found: list[tuple[Child, Child, Child]], words: Words) -> Component:
    note = html.P(words("overview.differ_note"), className="note") if name == "differ" else None
    return html.Div([html.H2(words(f"overview.{name}_title")), note, _listed(found, words)])


def _one_each(every: Sequence[SeriesLine]) -> list[Restated]:
    """The newest restatement of each series."""
    by_series: dict[tuple[str, str], Restated] = {}
    for one in restated(every):
        by_series.setdefault((one[0].source.id, one[0].series.id), one)
    return list(by_series.values())[:DISAGREEING]


def _listed(rows: list[tuple[Child, Child, Child]], words: Words) -> Component:
    return items(rows) if rows else html.P(missing(words("overview.none_held")), className="small")


def _new(
    row: ScorecardRow,
    newest: HeldObservation,
    on: str,
    term: Framework | None,
    address: Address,
    words: Words,
) -> tuple[Child, Child, Child]:
    observation = newest.observation
    tag = words("overview.published_on", on=labels.known_words(on, words.language))
    period = dated(observation, term, services().catalogue, words)
    link = html.A(
        placed(
            words.text(row.indicator.title), applies_to(observation, services().catalogue, words)
        ),
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
        placed(
            words.text(line.series.title),
            beyond_own_place(now.observation, services().catalogue, words),
        ),
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
    tag = html.Span([glyph("nc"), html.Span(f"{period}, {place}")], className="st st-nc")
    return (
        tag,
        html.A(words.text(indicator.title), href=address.to(f"/indicator/{indicator.id}")),
        "; ".join(said),
    )
