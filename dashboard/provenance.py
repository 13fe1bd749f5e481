"""The way of one value back to its publisher, and what was published before it."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import (
    Child,
    Column,
    panel,
    section,
    trail,
    trail_link,
    value,
    way_to,
)
from dashboard.embargo import embargo_words
from dashboard.findings import is_hidden
from dashboard.line_cells import is_released
from dashboard.quoted import title_of
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import HeldObservation, ProvenanceTrail, SeriesLine, labels

SHOWN = 3  # ways back of one cell; a total tells its parts in one


def trail_section(line: SeriesLine, period: str, address: Address, words: Words) -> Component:
    """Every step of the way of one value; unknown periods are told by the store."""
    trails = services().store.trail(
        line.series.indicator,
        period,
        place=line.place,
        disaggregation=line.disaggregation,
        series=line.key,
    )
    own = [one for one in trails if one.held in line.values] or trails
    held = own[0].held
    ways = [
        *(trail(found, words) for found in own[: 1 if held.total else SHOWN]),
        *_released(held, trails, line, address, words),
        *_returns(held, address, words),
    ]
    shown = value_said(held, line.unit, words, short=False)
    when = labels.when_words(held.observation, line.series, words.language)
    return section(
        "trail",
        words(f"indicator.trail_title{'_hidden' * is_hidden(held)}", value=shown, period=when),
        html.Div([html.Div(ways), _revisions(line, held, words)], className="cols-2"),
        note=words(f"indicator.trail_note{_sent(held)}"),
    )


def _sent(held: HeldObservation) -> str:
    """The end of the keys of what is said of figures that were sent, and not published."""
    return "_sent" if held.is_unreleased else ""


def _released(
    held: HeldObservation,
    trails: Sequence[ProvenanceTrail],
    line: SeriesLine,
    address: Address,
    words: Words,
) -> list[Component]:
    """Beside an exact total, which the public never sees: the figure that it does see."""
    if held.total is None:
        return []
    found = next((one.held for one in trails if is_released(one.held)), None)
    if found is None:
        return []
    shown = labels.value_words(found, line.unit, words.language, with_unit=True)
    said = filter(None, [words("indicator.trail_released", value=shown),
                         embargo_words(found, words)])  # fmt: skip
    return [html.P(html.A("; ".join(said), href=way_to(address, found)), className="small gap")]


def _returns(held: HeldObservation, address: Address, words: Words) -> list[Component]:
    """Of a total, what leads to each return that it is made of, and to its file and cell."""
    if held.total is None:
        return []
    partners = services().catalogue.partners
    names = {one: words.text(partners[one].title) if one in partners else one
             for one in held.total.organizations}  # fmt: skip
    shown = [one for one in held.total.parts if one.observation.organization in names]
    links = [
        html.Li(html.A(names[one.observation.organization],
                       href=trail_link(address, one.observation)))
        for one in shown
    ]  # fmt: skip
    return [panel(words.counted("told.made_of", held.total.returns), html.Ul(links))]


def _revisions(line: SeriesLine, held: HeldObservation, words: Words) -> Component:
    """What the publisher said before, by the day on which it said so."""
    earlier = line.earlier.get(held.observation.period.code, ())
    rows = [
        Row([_known_on(one, line, words), value(one, line.unit, words),
             _document(one, line, words), _reason(one, before, words)])
        for before, one in zip([None, *earlier], (*earlier, held), strict=True)
    ]  # fmt: skip
    columns = [
        Column(words(f"indicator.known_on{_sent(held)}")),
        Column(words("shared.value"), right=True),
        Column(words("indicator.document")),
        Column(words("indicator.reason")),
    ]
    return html.Div(
        [
            html.H3(words(f"indicator.revisions_title{_sent(held)}")),
            listing(
                words(f"indicator.revisions_caption{_sent(held)}"),
                columns,
                [Group(None, rows)],
                hidden_caption=True,
            ),
        ]
    )


def _reason(held: HeldObservation, before: HeldObservation | None, words: Words) -> str:
    """Why it is otherwise than before, as its publisher or sender says; that none is given, else.

    A note that stands beside a value is shown whatever it speaks of.
    """
    one, note = held.observation, held.observation.note
    said = words(f"indicator.reason_first{_sent(held)}")
    if before:
        same = (one.value, one.qualifier) == (
            before.observation.value, before.observation.qualifier
        )  # fmt: skip
        changed = "changed" if note else "none"
        said = words(f"indicator.reason_{'same' if same else changed}")
    return f"{said}. {words.held(note)}" if note else said


def _known_on(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    """The day, and from what it was inferred where it had to be."""
    if held.is_unreleased:
        return words.day(held.observation.known.on)
    document = line.source.documents.get(held.observation.document)
    return labels.made_known_words(held.observation.known, document, words.language)


def _document(held: HeldObservation, line: SeriesLine, words: Words) -> Child:
    if held.total:
        return words.counted("told.made_of", held.total.returns)
    known = line.source.documents.get(held.observation.document)
    return title_of(known, words) if known else held.observation.document
