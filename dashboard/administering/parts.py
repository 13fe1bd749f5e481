"""What each part of the page tells: its section, and what in it needs a look."""

from collections.abc import Callable
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.components import section
from dashboard.returns.marks import mark
from dashboard.text import Words
from metrics import MetricsError


class Part(NamedTuple):
    """A section, and a sentence for each thing in it that somebody should see to."""

    shown: Component
    heeded: tuple[str, ...] = ()


def tried(id_: str, title: str, look: Callable[[], Part], words: Words) -> Part:
    """The part, or what keeps it from being told: one that fails hides no other."""
    try:
        return look()
    except MetricsError as error:
        said = words.text(error.text)
        return Part(section(id_, title, html.P(mark("off", said))), (said,))
