"""Native form controls, which `dash.html` does not have; they work without a script."""

from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import Drawing
from dashboard.svg import element


def text_field(name: str, id_: str, value: str = "", kind: str = "search", **more: str) -> Drawing:
    """An input; its label is the caller's, by id."""
    return Drawing(element("input", name=name, id=id_, type=kind, value=value, **more))


def hidden_fields(pairs: dict[str, str]) -> list[Drawing]:
    """State that a form sends along."""
    return [
        Drawing(element("input", type="hidden", name=name, value=value))
        for name, value in pairs.items()
    ]


def choice(name: str, id_: str, options: list[tuple[str, str]], chosen: str) -> Drawing:
    """A select of (value, words)."""
    written = "".join(
        element("option", escape(words), value=value, selected="" if value == chosen else None)
        for value, words in options
    )
    return Drawing(element("select", written, name=name, id=id_))


def field(label: str, id_: str, *controls: Any) -> Component:  # any of the controls above
    """A control under its label."""
    return html.Div([html.Label(label, htmlFor=id_), *controls], className="field")
