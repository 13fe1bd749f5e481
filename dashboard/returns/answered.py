"""What a sender has answered to a check's questions, and the way to be asked again."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child
from dashboard.returns.finding_parts import reading
from dashboard.text import Words

AGAIN = "ask-again"  # what the form's button of that name sends
_BETWEEN = ":"  # sheet or column, what is asked, and the words that it is asked of


def answered(answers: Mapping[str, str], words: Words) -> Component | None:
    """The lines, and the button by which every question is asked again."""
    if not answers:
        return None
    again = html.Button(
        words("returns.ask_again"), className="btn", type="submit", name="then", value=AGAIN
    )
    told = answered_lines(answers, words("returns.answered"), words)
    return html.Div([*told, html.P(again)], className="answered")


def answered_lines(answers: Mapping[str, str], title: str, words: Words) -> list[Component]:
    """A line for each answer: of which cells, the words asked about, how they are read."""
    lines = [html.Li(_line(key, code, words)) for key, code in answers.items()]
    return [html.H3(title), html.Ul(lines, className="plain")] if lines else []


def _line(key: str, code: str, words: Words) -> list[Child]:
    place, *asked = key.split(_BETWEEN, 2)
    where = place.strip("!") if asked else ""
    seen = [words("returns.quoted", words=asked[1]), " "] if len(asked) == 2 else []
    shown = html.Span(where or words("returns.whole_file"), className="cell")
    return [shown, " ", *seen, words("returns.read_as", reading=reading(code, words))]
