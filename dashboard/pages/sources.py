"""Sources: every publication that figures were taken from, and the files to download."""

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response

from dashboard.addresses import Address
from dashboard.components import Column, missing, opening, section
from dashboard.holdings import is_held, newest_document, newest_words
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words
from dashboard.transcriptions import send_transcription
from metrics import SourceSummary

COLUMNS = ("source", "coverage", "figures", "actions", "documents", "newest", "licence")
COUNTS = {"figures", "actions", "documents"}


def register(app: Dash) -> None:
    add_route(app, Route("/sources", title, layout))
    app.server.add_url_rule(
        "/sources/<source>/files/<path:name>", "transcription", _transcription, methods=["GET"]
    )


def _transcription(source: str, name: str) -> Response:
    return send_transcription(services(), source, name)


def title(address: Address) -> str:
    return Words(address.language)("sources.kicker")


def layout(address: Address) -> list[Component]:
    words = Words(address.language)
    every = sorted(services().store.sources(), key=lambda one: words.text(one.source.title))
    held = [one for one in every if is_held(one)]
    waiting = [one for one in every if not is_held(one)]
    table = listing(
        words.counted("sources.caption", len(every), more=_repeats(held)),
        [Column(words(f"sources.column_{name}"), right=name in COUNTS) for name in COLUMNS],
        [
            Group(None, [_row(one, address, words) for one in held]),
            Group(words("sources.waiting"), [_row(one, address, words) for one in waiting]),
        ],
        "source-list",
    )
    return [
        opening(_finding(held, words), words("sources.lead"), words("sources.kicker")),
        section("list", words("sources.list_title"), table, note=words("sources.list_note")),
    ]


def _finding(held: list[SourceSummary], words: Words) -> str:
    if not held:
        return words("sources.finding_none")
    parts = [_counted("finding", "figures", [one.values for one in held], words)]
    if any(one.actions for one in held):
        parts.append(_counted("finding_actions", "actions", [one.actions for one in held], words))
    return words.joined(parts)


def _counted(key: str, name: str, each: list[int], words: Words) -> str:
    """How many there are, and how many of the sources hold any."""
    return words.counted(f"sources.{key}", sum(map(bool, each)), **{name: sum(each)})


def _repeats(held: list[SourceSummary]) -> int:
    """How often a document states a value again, unchanged or restated."""
    return sum(one.observations - one.values for one in held)


def _row(summary: SourceSummary, address: Address, words: Words) -> Row:
    source, newest = summary.source, newest_document(summary.source)
    link = html.A(words.text(source.title), href=address.to(f"/sources/{source.id}"))
    return Row([
        html.Span([html.Span(link, className="nm"), html.Small(words.text(source.publisher))]),
        words.text(source.coverage),
        words.number(summary.values),
        words.number(summary.actions),
        words.number(len(source.documents)),
        newest_words(newest, words) if newest else missing(words("sources.undated")),
        words.text(source.licence),
    ])  # fmt: skip
