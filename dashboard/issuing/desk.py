"""What the pages of briefings have in common: who may do what, and how things are called."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from dash import Dash, html
from dash.development.base_component import Component
from flask import Response, abort, current_app

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.in_vain import refused
from dashboard.access.reader import account, accounts, may
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.embargo_said import minute_words
from dashboard.returns.frame import drawn, may_or_gone
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, Briefings, BriefingState, MetricsStore, UnknownError

BRIEFINGS = "/briefings"
NEW = f"{BRIEFINGS}/new"
MAKING = (Action.CREATE, Thing(Kind.BRIEFING))
KNOWING = (Action.READ, Thing(Kind.BRIEFING, is_released=True))
ASSETS = Path(__file__).parent.parent / "assets"


def store() -> MetricsStore:
    return services().store


def briefings() -> Briefings:
    return store().briefings


def without_host(words: Words) -> Component | None:
    """That links in files will lead nowhere, as long as nobody has said where the pages are."""
    if services().settings.public_url:
        return None
    return html.P(words("briefing.no_host"), className="note heed")


def thing_of(found: Briefing) -> Thing:
    """A briefing as a thing that somebody may do something to."""
    issued = found.state is BriefingState.ISSUED
    return Thing(Kind.BRIEFING, owner=found.actor or None, is_released=issued)


def knower() -> Account:
    """Who asks, where they may know which briefings were issued; else there is nothing here."""
    return may_or_gone(*KNOWING, "briefing", "list")


def maker() -> Account:
    """Who asks, where they may make briefings."""
    return may_or_gone(*MAKING, "briefing", "new")


def briefing_of(code: str, action: Action = Action.PREVIEW) -> Briefing:
    """The briefing of this code, where that may be done with it; else there is nothing here."""
    found, asking = _found(code), account()
    if found is None or asking is None or not may(action, thing_of(found)):
        refused("briefing", code)
        abort(404)
    return found


def _found(code: str) -> Briefing | None:
    try:
        found = briefings().find(code)
    except UnknownError:
        return None
    return None if found.state is BriefingState.DISCARDED else found


def own_account() -> Account:
    """Who asks; call where that was found to be somebody."""
    found = account()
    if found is None:
        abort(404)
    return found


def role_of(actor: str, words: Words) -> str:
    """The role of an account, in a word; of one that is gone that it is."""
    role = next((one.role for one in accounts().every() if one.id == actor), None)
    return words(f"briefing.role_{role}") if role else words("briefing.role_gone")


def title_of(found: Briefing, words: Words) -> str:
    """Its title in the language of the page, else in the other; said where there is none."""
    own = words.text(found.title).strip() or found.title.en.strip() or found.title.fr.strip()
    return own or words("briefing.untitled", when=minute_words(found.created, words))


def page(address: Address, title: str, *content: Child, **more: Any) -> Response:
    """A page of briefings: that of all pages with forms, with the files that are its own."""
    return drawn(address, title, *content, head=_own_files(), **more)


def ways(address: Address, words: Words, here: str) -> Component | None:
    """From one page of briefings to the others, for those who have more than one."""
    if not may(*MAKING):
        return None
    links = [
        html.Li(html.A(words(key), href=address.to(path), **_current(here=path == here)))
        for path, key in ((BRIEFINGS, "briefing.title"), (NEW, "briefing.new"))
    ]
    return html.Nav(
        html.Ul(links), className="siblings", **attrs(aria_label=words("briefing.ways"))
    )


def _current(*, here: bool) -> dict[str, Any]:
    return attrs(aria_current="page") if here else {}


def _own_files() -> str:
    app: Dash = current_app.extensions["dash"]
    style, script = (
        f"{app.get_asset_url(name)}?m={_changed(name)}"
        for name in ("briefings.css", "briefings.js")
    )
    return (
        f'<link rel="stylesheet" href="{escape(style)}">'
        f'<script src="{escape(script)}" defer></script>'
    )


@cache
def _changed(name: str) -> int:
    """When a file was made: its address changes with it, since browsers keep it for a year."""
    return int(ASSETS.joinpath(name).stat().st_mtime)
