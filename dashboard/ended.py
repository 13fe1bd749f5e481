"""A strategy that had ended by the day of which a page speaks, and the way to the one in force."""

from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.known_then import strategies_known
from dashboard.services import Services
from dashboard.text import Words
from metrics import Framework


def ended_note(held: Services, on: date, address: Address, words: Words) -> Component | None:
    """One line, by the spans that strategies declare; None while the one that is shown lasts."""
    shown = held.catalogue.framework(address.framework)
    if on <= shown.ends_on:
        return None
    said: list[Child] = [words("overview.ended", day=words.day(shown.ends_on))]
    now = next((one for one in strategies_known(held, address) if _lasts(one, on)), None)
    said += [" ", _way(now, address, words)] if now else []
    return html.P(said, className="note gap")


def _lasts(one: Framework, on: date) -> bool:
    return one.starts_on <= on <= one.ends_on


def _way(one: Framework, address: Address, words: Words) -> Component:
    framework = None if one.id == address.default else one.id
    said = words("overview.in_force", title=words.text(one.title))
    return html.A(said, href=address.to("/", framework=framework))
