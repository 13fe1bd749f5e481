"""The key lines of one indicator in the builder: the sentences proposed, and those in use."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.briefings.composing.beside import figures_beside
from dashboard.briefings.outline import Line
from dashboard.components import Child, attrs
from dashboard.forms import hidden_fields
from dashboard.issuing.controls import area, box, button, told
from dashboard.issuing.looked import Look, exhibits_of
from dashboard.issuing.written import MARK, Said, line_of, said_of
from dashboard.text import Words
from metrics import Language


def lines_of(indicator: str, title: str, look: Look, words: Words) -> list[Component]:
    """Each sentence that the figures bear with a box to take it; what is taken can be edited."""
    held = [one for one in look.written.lines if one.indicator == indicator]
    offered = look.proposals.get(indicator, ())
    if look.made is None and not held:
        return []
    rows = [html.Li(_row(one, held, title, look, words)) for one in _in_order(offered, held)]
    own = button(words("briefing.own_line"), f"own:{indicator}", f"own-{indicator}",
                 words("briefing.own_line_named", title=title), kind="btn small-btn")  # fmt: skip
    if not rows and look.made is not None:
        rows = [html.Li(html.P(words("briefing.no_lines"), className="note"))]
    return [html.Ul(rows, className="key-lines"), html.P(own)]


def _in_order(offered: Sequence[Line], held: Sequence[Said]) -> list[Said]:
    """What is offered in its order, then what the official has written."""
    keys = [one.key for one in offered]
    own = [one for one in held if one.key not in keys]
    taken = {one.key: one for one in held}
    return [taken.get(one.key) or said_of(one) for one in offered] + own


def _row(one: Said, held: Sequence[Said], title: str, look: Look, words: Words) -> list[Child]:
    is_taken = one in held
    text = one.fr if words.language is Language.FR else one.en
    said = text if text and not one.is_edited else words("briefing.own_words")
    ticked = box("line", one.name, said, f"line|{one.name}", checked=is_taken)
    return [ticked, _edited(one, title, look, words) if is_taken else None]


def _edited(one: Said, title: str, look: Look, words: Words) -> Component:
    """The words in both languages, what is wrong with them, and which figures were found."""
    name = f"line|{one.name}"
    texts = {Language.EN: one.en, Language.FR: one.fr}
    fields = [
        html.Div([
            area(words(f"briefing.line_{language}", title=title), f"{language}{MARK}{one.name}",
                 said, name, language, look),
            _beside(one, language, look),
        ])
        for language, said in texts.items()
    ]  # fmt: skip
    back = button(words("briefing.back"), f"back:{one.name}", f"back|{one.name}",
                  words("briefing.back_named", title=title), kind="btn small-btn")  # fmt: skip
    return html.Div(
        [
            *hidden_fields({f"was{MARK}{one.name}": one.was}),
            told(name, look, words),
            html.Details(
                [
                    html.Summary(
                        words("briefing.word_line"),
                        id=f"word|{one.name}",
                        **attrs(aria_label=words("briefing.word_line_named", title=title)),
                    ),
                    html.Div(fields, className="pair"),
                ],
                open=one.is_edited or name in look.faults or name in look.notes or None,
            ),
            html.P(_checked(one, look, words), className="note"),
            html.P(back) if one.is_edited and not one.is_own else None,
        ],
        className="line-edit",
    )


def _beside(one: Said, language: Language, look: Look) -> Component:
    """What the files print beneath the words of an official; exchanged alone, as what is told."""
    shown, line = exhibits_of(look).get(one.indicator, {}).get(language), line_of(one)
    offered = look.proposals.get(one.indicator, ())
    said = figures_beside(line, offered, shown.finding, Words(language)) if shown else ""
    note = html.P(said, className="note", lang=language.value) if said else None
    id_ = f"beside{MARK}{language}{MARK}{one.name}"
    return html.Div(note, id=id_, className="told", **attrs(data_part="told"))


def _checked(one: Said, look: Look, words: Words) -> str:
    """The figures that the line states, as they were read in it."""
    found = look.numbers.get(one.name, {}).get(words.language, ())
    if not found:
        return ""
    key = "found_wrong" if f"line|{one.name}" in look.faults else "found"
    return words(f"briefing.{key}", numbers="; ".join(found))
