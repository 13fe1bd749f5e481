"""The builder: the outline beside the pages that come of it, as one form."""

from typing import NamedTuple

from dash import html
from dash.development.base_component import Component
from flask import Response
from flask_wtf.csrf import generate_csrf

from dashboard.access.plain_pages import CSRF
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.embargo_said import minute_words
from dashboard.forms import hidden_fields
from dashboard.issuing.controls import button, select
from dashboard.issuing.desk import BRIEFINGS, page, ways, without_host
from dashboard.issuing.looked import Look
from dashboard.issuing.making import printed_draft
from dashboard.issuing.outline_part import outline_part
from dashboard.issuing.picturing import pages_of, strip_of
from dashboard.issuing.versions import versions_part
from dashboard.returns.frame import button_form
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, Language

FORM = "builder"


class Drawn(NamedTuple):
    """What the builder shows besides the outline: of which language the pages are, where it began.

    `base` is the version that it was written from, `read_at` when the form was first drawn.
    """

    shown: Language
    base: int
    read_at: str


def draw_builder(
    found: Briefing, look: Look, address: Address, drawn: Drawn, said: Child = None,
    status: int = 200,
) -> Response:  # fmt: skip
    """The page of a draft for its maker."""
    words = Words(address.language)
    return page(
        address,
        words("briefing.builder"),
        _form(found, look, address, drawn),
        versions_part(found, address, words),
        _discard(found, address, words),
        kicker=words("briefing.kicker_draft", code=found.code, version=drawn.base),
        lead=words("briefing.builder_lead"),
        more=[
            ways(address, words, ""),
            without_host(words),
            html.Div(said, id="told-first", **attrs(data_part="told")),
            html.Div(_faults(look, words), id="all-faults", **attrs(data_part="told")),
        ],
        status=status,
    )


def _form(found: Briefing, look: Look, address: Address, drawn: Drawn) -> Component:
    words, here = Words(address.language), f"{BRIEFINGS}/{found.code}"
    began = {"base": str(drawn.base), "read_at": drawn.read_at}
    sides = [
        html.Div(outline_part(look, words, found.code), className="outline"),
        _preview(look, words, address, found, drawn.shown),
    ]
    return html.Form(
        [
            *hidden_fields({CSRF: generate_csrf(), **began}),
            _bar(look, words, address, here),
            html.Div(sides, className="builder"),
        ],
        id=FORM,
        action=address.to(here),
        method="post",
        noValidate=True,
        **attrs(
            data_waiting=words("briefing.redrawing"), data_failed=words("briefing.not_redrawn"),
            data_long=words("briefing.goes_on", seconds="{seconds}"),
        ),
    )  # fmt: skip


def _bar(look: Look, words: Words, address: Address, here: str) -> Component:
    """What can be done with the whole; the first is what the Enter key does."""
    pdf = html.Button(
        words("briefing.draft_pdf"), name="do", value="pdf", type="submit", className="btn",
        id="do-pdf", formAction=address.to(f"{here}/draft.pdf"),
    )  # fmt: skip
    return html.Div(
        [
            button(words("briefing.preview"), "preview", "do-preview"),
            button(words("briefing.save"), "save", "do-save"),
            pdf,
            button(words("briefing.freeze"), "freeze", "do-freeze", kind="btn btn-main"),
            html.A(words("briefing.to_pages"), href="#preview-title", className="to-pages"),
            html.P(_change(look, words), id="live", className="note", role="status"),
        ],
        className="bar",
    )


def _change(look: Look, words: Words) -> str:
    """What stands as it does now, in a line: read out after each change."""
    pages = look.made is not None
    wrong = len(look.faults)
    if not pages:
        return words.counted("briefing.standing_none", wrong)
    key = "standing_wrong" if wrong else "standing"
    said = {"indicators": words.counted("briefing.indicators", len(look.written.indicators)),
            "lines": words.counted("briefing.lines", len(look.written.lines))}  # fmt: skip
    stands = (
        words.counted(f"briefing.{key}", wrong, **said)
        if wrong
        else words(f"briefing.{key}", **said)
    )
    unread = len(look.unread)
    asks = words.counted("briefing.standing_unread", unread) if unread else ""
    return " ".join(filter(None, [stands, asks]))


def _faults(look: Look, words: Words) -> Component | None:
    """Everything that has to be put right before it is issued, each fault leading to its field."""
    if not look.faults:
        return None
    rows = [
        html.Li(html.A(_in_short(name, words.text(said), words), href=f"#{name}"))
        for name, said in look.faults.items()
    ]
    return html.Div(
        [html.H2(words("briefing.faults"), id="faults-title"), html.Ul(rows)],
        className="banner faults",
        role="group",
        **attrs(aria_labelledby="faults-title"),
    )


def _in_short(name: str, said: str, words: Words) -> str:
    """The first fault of a field and how many there are besides; of a key line whose it is."""
    first, *more = said.splitlines()
    if name.startswith("line|"):
        indicator = services().catalogue.indicators.get(name.split("|")[1])
        title = words.text(indicator.title) if indicator else name.split("|")[1]
        first = words("briefing.fault_of", title=title, fault=first)
    return f"{first} {words.counted('briefing.fault_more', len(more))}" if more else first


def _preview(
    look: Look, words: Words, address: Address, found: Briefing, shown: Language
) -> Component:
    """The document's own pages, of the language that is chosen to be looked at."""
    tongues = [(one.value, words(f"briefing.lang_{one}")) for one in Language]
    choose = select(words("briefing.shown"), "shown", [("", tongues)], shown.value, look, words)
    return html.Section(
        [
            html.Div([html.H2(words("briefing.pages_title"), id="preview-title"), choose],
                     className="preview-head"),
            html.Div(_pages(look, words, address, found, shown), id="preview",
                     **attrs(data_part="preview")),
        ],
        className="preview",
        **attrs(aria_labelledby="preview-title"),
    )  # fmt: skip


def _pages(
    look: Look, words: Words, address: Address, found: Briefing, shown: Language
) -> list[Component]:
    document = look.made.snapshot.document(shown) if look.made else None
    if look.made is None or document is None:
        return [html.P(words("briefing.no_preview"), className="none-published")]
    at = look.made.snapshot.held_at
    pages = pages_of(document, printed_draft(shown, at), found.code)
    said = words("briefing.preview_said", pages=len(pages), when=minute_words(at, words))
    return [html.P(said, className="note"),
            *strip_of(pages, found.code, shown, address, words)]  # fmt: skip


def _discard(found: Briefing, address: Address, words: Words) -> Component:
    link = address.to(f"{BRIEFINGS}/{found.code}/discard")
    return html.Details(
        [
            html.Summary(words("briefing.discard")),
            html.P(words("briefing.discard_means"), className="note"),
            button_form(link, words("briefing.discard")),
        ],
        className="panel",
    )
