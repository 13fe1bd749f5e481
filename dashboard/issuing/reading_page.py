"""The draft of somebody else, as an editor of the office reads it: its pages, and no form."""

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.addresses import Address
from dashboard.components import section
from dashboard.issuing.desk import BRIEFINGS, NEW, page, role_of, store, title_of, ways
from dashboard.issuing.making import made, outline_of, printed_draft
from dashboard.issuing.picturing import pages_of, strip_of
from dashboard.text import Words
from metrics import Briefing, MetricsError


def draw_reading(found: Briefing, address: Address) -> Response:
    words = Words(address.language)
    like = address.to(NEW, start=f"like:{found.code}")
    return page(
        address,
        title_of(found, words),
        section("pages", words("briefing.pages_title"), *_pages(found, address, words)),
        _to_read(found, address, words),
        html.P(html.A(words("briefing.next_one"), href=like)),
        html.P(html.A(words("briefing.back_list"), href=address.to(BRIEFINGS))),
        kicker=words("briefing.kicker_draft", code=found.code, version=found.versions[-1].number),
        lead=words("briefing.lead_others_draft", role=role_of(found.actor, words)),
        more=[ways(address, words, "")],
    )


def _to_read(found: Briefing, address: Address, words: Words) -> Component | None:
    """The way to its key lines, where any is in an official's own words."""
    try:
        lines = outline_of(store(), found.code).lines
    except MetricsError:
        return None
    link = address.to(f"{BRIEFINGS}/{found.code}/read")
    asks = any(one.edited for one in lines)
    return html.P(html.A(words("briefing.to_read"), href=link)) if asks else None


def _pages(found: Briefing, address: Address, words: Words) -> list[Component]:
    try:
        snapshot = made(store(), outline_of(store(), found.code)).snapshot
    except MetricsError as error:
        return [html.P(one, className="note heed") for one in words.text(error.text).splitlines()]
    document = snapshot.document(words.language)
    if document is None or not document.exhibits:
        return [html.P(words("briefing.no_preview"), className="none-published")]
    pages = pages_of(document, printed_draft(words.language, snapshot.held_at), found.code)
    return strip_of(pages, found.code, words.language, address, words)
