"""All notes of the office: what stands, to be changed or taken back, and what was taken back."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import CSRF, address_of, faults
from dashboard.addresses import Address
from dashboard.annotating.desk import (
    ANNOTATIONS,
    annotations,
    author_of,
    note_of,
    path_of,
    subject,
    writer,
)
from dashboard.components import STACKS, Child, Column, missing, panel, table
from dashboard.forms import hidden_fields
from dashboard.returns.frame import drawn, notice
from dashboard.returns.office import who
from dashboard.text import Words
from metrics import Annotation, MetricsError, labels

DONE = ("changed", "taken_back")


def show_all() -> Response:
    """Every note that stands, the newest first."""
    writer(Action.READ)
    return _drawn(address_of("done"))


def take_back(code: str) -> AnyResponse:
    """Let a note stand no more, unless it was changed since it was shown."""
    actor = writer(Action.DELETE, code)
    address, held = address_of(), note_of(code)
    number = request.form.get("number", "")
    try:
        seen = held._replace(number=int(number[:6]) if number.isdecimal() else 0)
        annotations().take_back(seen, author_of(actor))
    except MetricsError as error:
        return _drawn(address, {f"note-{code}": Words(address.language).text(error.text)}, 409)
    return redirect(address.to(ANNOTATIONS, done="taken_back"), 303)


def _drawn(address: Address, told: dict[str, str] | None = None, status: int = 200) -> Response:
    words, held = Words(address.language), annotations()
    done = address.asked("done")
    said = [notice(words(f"annotation.done_{done}"))] if done in DONE else []
    standing, gone = held.held(), held.taken_back()
    empty = html.P(words("annotation.none"))
    return drawn(
        address, words("annotation.title"),
        _table(standing, address, words, words("annotation.standing")) if standing else empty,
        panel(words.counted("annotation.gone", len(gone)),
              _table(gone, address, words, words("annotation.gone_caption"))) if gone else None,
        lead=words("annotation.lead"), more=[*said, *faults(words, told or {})], status=status,
    )  # fmt: skip


def _table(notes: Sequence[Annotation], address: Address, words: Words, caption: str) -> Component:
    heads = [words(f"annotation.column_{one}") for one in ("of", "text", "by", "steps")]
    heads = heads if notes[0].stands else heads[:3]
    rows = [_row(one, address, words) for one in notes]
    return table(caption, [Column(one) for one in heads], rows, class_name=STACKS)


def _row(one: Annotation, address: Address, words: Words) -> list[Child]:
    about = one.about
    of = html.A(subject(about, words), href=path_of(about, address), id=f"note-{one.code}")
    period = labels.period_words(about.period, words.language)
    kind = words(f"annotation.kind_{about.kind}")
    erased = missing(words("annotation.erased"))
    text = [html.P(erased if one.is_erased else words.text(one.said.text))]
    role = words(f"annotation.role_{one.author.role}")
    by = f"{words.day(one.at.date())}, {who(one.author.actor, words)} ({role})"
    shown: list[Child] = [html.Div([of, html.Br(), html.Small(f"{kind}, {period}")]), text, by]
    return [*shown, _steps(one, address, words)] if one.stands else shown


def _steps(one: Annotation, address: Address, words: Words) -> list[Child]:
    base, named = f"{ANNOTATIONS}/{one.code}", subject(one.about, words)
    hidden = html.Span(f" {named}", className="vh")
    changes = html.A([words("annotation.change"), hidden], href=address.to(base), className="btn")
    takes = html.Button([words("annotation.take_back"), hidden], className="btn", type="submit")
    carried = hidden_fields({CSRF: generate_csrf(), "number": str(one.number)})
    to = address.to(f"{base}/take-back")
    form = html.Form([*carried, takes], action=to, method="post", className="one")
    return [html.Div([changes, form], className="note-steps")]
