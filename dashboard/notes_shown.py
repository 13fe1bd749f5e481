"""Where notes of the office are drawn: under a figure, and on the page of a pillar."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import attrs, panel
from dashboard.office_notes import by_office, numbered
from dashboard.services import services
from dashboard.text import Words
from metrics import Annotation, AnnotationKind, Framework, Pillar, SeriesLine, labels

NEW = "/annotations/new"


def notes_at_values(line: SeriesLine, address: Address, words: Words) -> list[Component]:
    """The notes of a line under its figure; for those who write them the way to one more."""
    rows = [
        html.Li([
            html.B(one.key, **attrs(aria_hidden="true")),
            html.Span([
                labels.when_words(one.held.observation, line.series, words.language),
                words("shared.colon"),
                by_office(one.note, words),
            ]),
        ])
        for one in numbered(line)
    ]  # fmt: skip
    heading = html.H3(words("annotation.notes_title"))
    noted = html.Div([heading, html.Ul(rows, className="evlist noted")], className="events")
    return [*([noted] if rows else []), *_way_to_note(line, address, words)]


def _way_to_note(line: SeriesLine, address: Address, words: Words) -> list[Component]:
    if not services().reader.writes_notes or line.organization:
        return []
    to = address.to(
        NEW, indicator=line.series.indicator, series=line.key, place=line.place,
        disaggregation=line.disaggregation or None, period=address.asked("period"),
    )  # fmt: skip
    return [_ways([html.A(words("annotation.add"), href=to)], address, words)]


def told_of_pillar(
    framework: Framework, pillar: Pillar, address: Address, words: Words
) -> list[Component]:
    """What was written of a pillar: the newest whole, those before it folded."""
    told = services().store.annotations.narratives(framework.id, pillar.id)
    if not told:
        return []
    heading = html.H2(words("annotation.told_title"), id="told")
    parts = [heading, *_narrative(told[0], address, words)]
    if older := told[1:]:
        rows = [html.Div(_narrative(one, address, words)) for one in older]
        parts.append(panel(words.counted("annotation.earlier", len(older)), *rows))
    return [html.Section(parts, className="sec told-of", **attrs(aria_labelledby="told"))]


def _narrative(one: Annotation, address: Address, words: Words) -> list[Component]:
    paragraphs = [html.P(part) for part in words.text(one.said.text).split("\n") if part.strip()]
    by = words(
        "annotation.told_by", owner=words.text(one.said.owner), day=words.day(one.at.date()),
        period=labels.period_words(one.about.period, words.language),
    )  # fmt: skip
    return [*paragraphs, html.P([by, ". ", *_way_to_change(one, address, words)], className="note")]


def _way_to_change(one: Annotation, address: Address, words: Words) -> list[Component]:
    if not services().reader.writes_notes:
        return []
    to = address.to(f"/annotations/{one.code}")
    return [html.A(words("annotation.change"), href=to)]


def ways_to_note_pillar(pillar: Pillar, address: Address, words: Words) -> list[Component]:
    """For those who write: to an event of the pillar, to what happened, to all that stands."""
    if not services().reader.writes_notes:
        return []
    ways = [
        html.A(words(f"annotation.add_{kind}"), href=address.to(NEW, kind=kind, pillar=pillar.id))
        for kind in (AnnotationKind.EVENT.value, AnnotationKind.NARRATIVE.value)
    ]
    return [_ways(ways, address, words)]


def _ways(ways: Sequence[Component], address: Address, words: Words) -> Component:
    """These links, and last the one to all that was noted."""
    every = html.A(words("annotation.all"), href=address.to("/annotations"))
    return html.Div(html.Ul([html.Li(one) for one in (*ways, every)]), className="siblings")
