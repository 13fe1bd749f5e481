"""The frame of every page of returns: head, steps, notices; whole without a script."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response, abort, current_app
from flask_wtf.csrf import generate_csrf

from dashboard.access.authorize import Action, Thing
from dashboard.access.in_vain import refused
from dashboard.access.plain_pages import CSRF, document
from dashboard.access.reader import account, may
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.drawing import Drawing
from dashboard.forms import hidden_fields
from dashboard.svg import element
from dashboard.text import Words

HOME = "/returns"
LOOK_AGAIN = 4  # seconds between two looks, without a script
NOTHING: Mapping[str, str] = MappingProxyType({})
ASSETS = Path(__file__).parent.parent / "assets"
STEPS = ("choose", "checks", "changes", "send", "receipt")


def drawn(
    address: Address, title: str, *content: Child, lead: Child = None, kicker: str = "",
    more: Sequence[Child] = (), status: int = 200, head: str = "",
) -> Response:  # fmt: skip
    """A page of returns: its head with what belongs to it (`more`), then its sections."""
    opening = html.Div(
        [
            html.P(kicker, className="kicker") if kicker else None,
            html.H1(title),
            html.P(lead, className="lead") if lead else None,
            *more,
        ],
        className="open",
    )
    inner = html.Div([opening, *content], className="returns")
    return document(address, title, [inner], status=status, more=_own_files() + head)


def may_or_gone(action: Action, thing: Thing, kind: str, name: str) -> Account:
    """Who asks, where they may; for anyone else there is nothing here."""
    found = account()
    if found is None or not may(action, thing):
        refused(kind, name)
        abort(404)
    return found


def steps(now: str, notes: dict[str, str], words: Words) -> Component:
    """Where one is on the way from a file to its receipt."""
    at = STEPS.index(now)
    items = []
    for number, name in enumerate(STEPS):
        said = [words(f"returns.step_{name}"), html.Small(notes[name]) if name in notes else None]
        state = attrs(aria_current="step") if number == at else {}
        items.append(html.Li(said, className="done" if number < at else None, **state))
    return html.Ol(items, className="steps")


def notice(*said: Child, kind: str = "status") -> Component:
    """Something that has just been done, or that has to be done, said first."""
    return html.Div([html.P(one) for one in said], className="banner", role=kind)


def progress(stage: str, share: int, label: str) -> Component:
    """How far a worker has come; a script looks again without a blink, as `look_again` does."""
    bar = element("progress", f"{share} %", max="100", value=str(share), aria_label=label)
    return html.Div(
        [html.P(stage, role="status", id="stage"), Drawing(bar)], id="progress", className="prog"
    )


def look_again() -> str:
    """For the head of a page that shows progress: without a script it is loaded anew."""
    return f'<noscript><meta http-equiv="refresh" content="{LOOK_AGAIN}"></noscript>'


def button_form(
    action: str, words: str, main: bool = False, more: Mapping[str, str] = NOTHING
) -> Component:
    """A form of one button, with what else it carries."""
    button = html.Button(words, className="btn btn-main" if main else "btn", type="submit")
    return html.Form(
        [*hidden_fields({CSRF: generate_csrf(), **more}), html.P(button)],
        action=action,
        method="post",
        className="one",
    )


def _own_files() -> str:
    app: Dash = current_app.extensions["dash"]
    style, script = (
        f"{app.get_asset_url(name)}?m={_changed(name)}"
        for name in (f"{HOME[1:]}.{ending}" for ending in ("css", "js"))
    )
    return (
        f'<link rel="stylesheet" href="{escape(style)}">'
        f'<script src="{escape(script)}" defer></script>'
    )


@cache
def _changed(name: str) -> int:
    """When a file was made: its address changes with it, since browsers keep it for a year."""
    return int(ASSETS.joinpath(name).stat().st_mtime)
