"""Which issued briefings hold figures that a return changes: their titles and days, no more."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components import section
from dashboard.text import Words
from metrics import HoldingBriefing


def briefings_section(found: Sequence[HoldingBriefing], words: Words) -> Component:
    """Each of them, newest first, or that there is none."""
    title = words("returns.briefings_title")
    if not found:
        return section("briefings", title, html.P(words("returns.briefings_none")))
    listed = html.Ul([html.Li(told(one, words)) for one in found], className="plain")
    return section("briefings", title, listed, note=words("returns.briefings_note"))


def told(one: HoldingBriefing, words: Words) -> str:
    """A briefing in one line."""
    return words(
        "returns.briefing_issued",
        title=words.text(one.title), code=one.code, day=words.day(one.issued_at.date()),
    )  # fmt: skip
