"""The line under the navigation: which strategy, how new, how much is held; and its form."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import MOMENTS, Address
from dashboard.forms import choice, field, hidden_fields, text_field
from dashboard.services import Services
from dashboard.text import Words
from metrics import Document, Source, SourceSummary, labels

CHOSEN = ("framework", *MOMENTS)  # what the form asks for
Children = list[Any]  # what Dash accepts as children


def as_of_line(address: Address, held: Services, words: Words) -> Component:
    framework = held.catalogue.framework(address.framework)
    sources = [one for one in held.store.sources() if one.observations or one.actions]
    parts = [html.Span([words("shell.framework"), " ", html.B(words.text(framework.title))])]
    if newest := _newest([one.source for one in sources], _until(address)):
        title, on = newest
        parts.append(
            html.Span(
                words(
                    "shell.newest",
                    title=words.text(title),
                    on=labels.known_words(on, words.language),
                )
            )
        )
    parts.append(html.Span(_held(sources, words)))
    return html.Div(
        [html.Div(parts, className="asof-parts"), _state_form(address, held, words)],
        className="asof wrap",
    )


def _held(sources: Sequence[SourceSummary], words: Words) -> str:
    """How many values stand, and in how many sources: one that holds actions alone gives none."""
    figures = [one.values for one in sources if one.values]
    return words.counted("shell.held", len(figures), figures=sum(figures))


def _day_of(held_at: datetime | None) -> str:
    """The day alone: a form asks for a day, which means its end; addresses may name an instant."""
    return held_at.date().isoformat() if held_at else ""


def _until(address: Address) -> date | None:
    """The last day of which the page speaks: the earliest that bounds it."""
    as_of, known_at, held_at = address.moment
    return min(filter(None, (as_of, known_at, held_at.date() if held_at else None)), default=None)


def _newest(sources: Iterable[Source], until: date | None) -> tuple[Any, str] | None:
    """The source with the newest dated document, as far as its date is known."""
    dated = [
        (document.published_on, source.title)
        for source in sources
        for document in source.documents.values()
        if document.published_on and _known(document, until)
    ]
    on, title = max(dated, default=(None, None), key=lambda one: str(one[0]))
    return (title, on) if on else None


def _kept_path(address: Address) -> str:
    """Where the form leads: here; from a pillar, which another strategy may lack, the overview."""
    return "/" if address.path.startswith("/pillar/") else address.path


def _known(document: Document, until: date | None) -> bool:
    return until is None or str(document.published_on) <= until.isoformat()


def _own(name: str) -> str:
    """An id that no field of a page itself has: the form stands on every page."""
    return f"state-{name}"


def _state_form(address: Address, held: Services, words: Words) -> Component:
    """Which strategy and which past date; a plain form, so that it works on every page."""
    kept = {key: value for key, value in address.query if key not in CHOSEN}
    options = [(one.id, words.text(one.title)) for one in held.catalogue.frameworks.values()]
    strategy = choice("framework", _own("framework"), options, address.framework)
    days = {"as_of": address.moment.as_of, "known_at": address.known_at}
    written = {name: day.isoformat() if day else "" for name, day in days.items()}
    written["held_at"] = _day_of(address.moment.held_at)
    labels = {"as_of": "as_of_label", "known_at": "known_label", "held_at": "held_label"}
    fields = [
        *hidden_fields(kept),
        field(words("shell.framework"), _own("framework"), strategy),
        *(
            field(words(f"shell.{labels[name]}"), _own(name),
                  text_field(name, _own(name), kind="date", value=day))
            for name, day in written.items()
        ),
        html.Button(words("shell.known_button"), className="btn"),
    ]  # fmt: skip
    return html.Details(
        [
            html.Summary(words("shell.change_framework")),
            html.Form(fields, action=_kept_path(address), method="get"),
        ],
        className="state",
    )
