"""The list of a page's parts, under its head: no part of a long page is many screens away."""

from collections.abc import Iterable, Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, attrs
from dashboard.text import Words


def contents(parts: Iterable[Child], words: Words) -> Component:
    """A link to each part that has a heading, in the order of the page."""
    named = [(part, heading) for part in parts for heading in list(_headings(part))[:1]]
    links = [
        html.Li(html.A(heading.children, href=f"#{_place(part) or _place(heading)}"))
        for part, heading in named
    ]
    return html.Nav(
        html.Ul(links), className="contents", **attrs(aria_label=words("shared.contents"))
    )


def _headings(node: Child) -> Iterator[Component]:
    """The second-level headings that a link can lead to."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from _headings(child)
    elif isinstance(node, html.H2):
        if _place(node):
            yield node
    elif isinstance(node, Component):
        yield from _headings(getattr(node, "children", None))


def _place(node: Component) -> str | None:
    return getattr(node, "id", None)
