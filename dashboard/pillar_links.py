"""The pillars as links: what a narrow screen shows in the place of the map of all indicators."""

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import items, section
from dashboard.results_map import pillar_counts
from dashboard.text import Words
from metrics import PillarScorecard, Scorecard


def pillar_links(card: Scorecard, address: Address, words: Words) -> Component:
    """Each pillar with its counts; on its page stands what the map would show of it."""
    rows = [
        (
            None,
            html.A(words.text(one.pillar.title), href=address.to(f"/pillar/{one.pillar.id}")),
            _counts(one, words),
        )
        for one in card.pillars
    ]
    links = section(
        "pillars", words("overview.links_title"), items(rows), note=words("overview.links_note")
    )
    return html.Div(links, className="in-place-of-map")


def _counts(one: PillarScorecard, words: Words) -> str:
    if one.pillar.context:
        return words.counted("overview.context_note", len(one.rows))
    return pillar_counts(one, words)
