"""The texts of an indicator's charts, which arrive with the script, as one drawing."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from dash import Dash
from dash.development.base_component import Component

from dashboard.addresses import read_address
from dashboard.drawing import Chart
from dashboard.pages import indicator
from dashboard.services import Services


def chart_markup(name: str, search: str, app: Dash, services: Services) -> str:
    """The charts of an indicator's page, drawn for the query of an address."""
    default = services.settings.framework
    address = read_address(f"/indicator/{name}", search, services.catalogue, default)
    with app.server.test_request_context(address.here()):
        return "".join(_drawing(one.figure) for one in _charts(indicator.layout(address, name)))


def _charts(node: Any) -> Iterator[Chart]:  # what Dash accepts as children
    if isinstance(node, list | tuple):
        yield from (found for one in node for found in _charts(one))
    elif isinstance(node, Chart):
        yield node
    elif isinstance(node, Component):
        yield from _charts(getattr(node, "children", None))


def _drawing(figure: dict[str, Any]) -> str:
    """Ticks, the numbers of events (bare), values and hover texts (their lines apart)."""
    layout = figure["layout"]
    ticks = [one for axis in ("xaxis", "yaxis") for one in layout[axis].get("ticktext", ())]
    notes = [one["text"] for one in _notes(figure)]
    hover = [one for trace in figure["data"] for one in _texts(trace)]
    texts = [("tn", one) for one in ticks]
    texts += [("evn", one) for one in notes if one.isdecimal()]
    lines = (line for one in (*notes, *hover) if not one.isdecimal() for line in _lines(one))
    texts += [("tx", line) for line in lines]
    written = (f'<text class="{kind}">{escape(one)}</text>' for kind, one in texts)
    return f"<svg>{''.join(written)}</svg>"


def _notes(figure: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels as drawn at first, and as they are placed in other widths."""
    layout = figure["layout"]
    others = layout.get("meta", {}).get("labels", ())
    return [*layout.get("annotations", ()), *(one for each in others for one in _annotations(each))]


def _annotations(each: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = each["annotations"]
    return found


def _texts(trace: dict[str, Any]) -> list[str]:
    """The words that stand at a trace's points, or show when one is pointed at."""
    written = [trace.get(name) or () for name in ("text", "hovertext")]
    each = [[one] if isinstance(one, str) else one for one in written]
    return [str(one) for some in each for one in some if one]


def _lines(words: str) -> list[str]:
    return re.sub(r"<[^>]*>", "\n", words).splitlines()
