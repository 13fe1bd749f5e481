"""The way of one value back to its publisher, and what was published before it."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import Column, section, table, trail, value
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldObservation, ProvenanceTrail, SeriesLine, labels

SHOWN = 3  # ways back of one cell; a total tells its parts in one


def trail_section(line: SeriesLine, period: str, words: Words) -> Component:
    """Every step of the way of one value; unknown periods are told by the store."""
    trails = services().store.trail(
        line.series.indicator,
        period,
        place=line.place,
        disaggregation=line.disaggregation,
        series=line.key,
    )
    held = trails[0].held
    shown = labels.value_words(held, line.unit, words.language)
    when = labels.when_words(held.observation, line.series, words.language)
    return section(
        "trail",
        words("indicator.trail_title", value=shown, period=when),
        html.Div(
            [
                html.Div([_one(found, words) for found in trails[: 1 if held.total else SHOWN]]),
                _revisions(line, held, words),
            ],
            className="cols-2",
        ),
        note=words("indicator.trail_note"),
    )


def _one(found: ProvenanceTrail, words: Words) -> Component:
    return trail(found, words)


def _revisions(line: SeriesLine, held: HeldObservation, words: Words) -> Component:
    """What the publisher said before, by the day on which it said so."""
    earlier = line.earlier.get(held.observation.period.code, ())
    rows = [
        (_known_on(one, line, words), value(one, line.unit, words), _document(one, line))
        for one in (*earlier, held)
    ]
    columns = [
        Column(words("indicator.known_on")),
        Column(words("shared.value"), right=True),
        Column(words("indicator.document")),
    ]
    note = held.observation.note
    return html.Div(
        [
            html.H3(words("indicator.revisions_title")),
            table(words("indicator.revisions_caption"), columns, rows, hidden_caption=True),
            html.P(words.text(note), className="small gap") if note else None,
        ]
    )


def _known_on(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    """The day, and from what it was inferred where it had to be."""
    document = line.source.documents.get(held.observation.document)
    return labels.made_known_words(held.observation.known, document, words.language)


def _document(held: HeldObservation, line: SeriesLine) -> str:
    known = line.source.documents.get(held.observation.document)
    return known.title if known else held.observation.document
