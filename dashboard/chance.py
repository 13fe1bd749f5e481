"""Whether the newest values are more than chance would make: words in lists, and what to mind."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components import section
from dashboard.signals_said import SAID
from dashboard.text import Words
from metrics import Signal, SignalWord, chance_words

Signals = Mapping[str, Signal]


def chance_line(
    signal: Signal | None, words: Words, said: tuple[SignalWord, ...] = SAID
) -> Component | None:
    """The word in small text, in no colour; nothing where chance is no question."""
    if signal is None or signal.word not in said:
        return None
    return html.Span(words("explain.signal", word=words.text(signal.words)), className="sig")


def chance_section(signals: Signals, words: Words) -> list[Component]:
    """What the words mean, and how many of so many would be called by chance alone."""
    several = chance_words(signals.values())
    if several is None:
        return []
    title = words("explain.signals_title")
    said = [words("explain.signal_note"), words("explain.signal_few"), words.text(several)]
    return [section("chance", title, html.Div([html.P(one) for one in said], className="prose"))]
