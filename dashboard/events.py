"""Dated events under a time axis: for timing only."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import attrs
from dashboard.office_notes import event_said
from dashboard.text import Words
from metrics import Event


def events_list(events: Sequence[Event], words: Words, columns: str = "") -> Component | None:
    """Numbered events under the axis that carries their numbers."""
    if not events:
        return None
    return html.Div(
        [
            html.H3(words("shared.events_title")),
            html.Ol(
                [
                    html.Li(
                        [
                            html.B(str(number), **attrs(aria_hidden="true")),
                            html.Span(event_said(one, words)),
                        ]
                    )
                    for number, one in enumerate(events, start=1)
                ],
                className=f"evlist {columns}".strip(),
            ),
            html.P(words("shared.events_caution"), className="note"),
        ],
        className="events",
    )
