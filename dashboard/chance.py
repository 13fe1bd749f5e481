"""Whether the newest values are more than chance would make: words in lists, and what to mind."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components import section
from dashboard.signals_said import JUDGED, SAID
from dashboard.text import Words
from metrics import Frequency, SeriesLine, Signal, SignalWord, chance_words

Signals = Mapping[str, Signal]


def chance_line(
    signal: Signal | None, words: Words, said: tuple[SignalWord, ...] = SAID
) -> Component | None:
    """The word in small text, in no colour; nothing where chance is no question."""
    if signal is None or signal.word not in said:
        return None
    return html.Span(words("explain.signal", word=words.text(signal.words)), className="sig")


def line_chance(signal: Signal | None, line: SeriesLine | None, words: Words) -> Component | None:
    """The word of a line's newest value; where its periods never come again it goes unsaid."""
    return chance_line(signal, words, SAID if line and _comes_again(line) else JUDGED)


def _comes_again(line: SeriesLine) -> bool:
    """Whether points may become enough: several are held, of periods that come regularly."""
    return len(line.values) > 1 and line.frequency != Frequency.OTHER


def chance_section(signals: Signals, words: Words) -> list[Component]:
    """What the words mean, and how many of so many would be called by chance alone."""
    several = chance_words(signals.values())
    if several is None:
        return []
    title = words("explain.signals_title")
    said = [words("explain.signal_note"), words("explain.signal_few"), words.text(several)]
    return [section("chance", title, html.Div([html.P(one) for one in said], className="prose"))]
