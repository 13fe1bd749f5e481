"""Who asks, for which organization, and what they reach of the figures."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account
from dashboard.access.roles import Account, Role
from dashboard.addresses import Address
from dashboard.components import attrs
from dashboard.returns.frame import may_or_gone
from dashboard.returns.naming import Names
from dashboard.services import services
from dashboard.text import Words
from metrics import Consents

CONSENT = "/consent"


def organization_of(reading: Account) -> str:
    """Whose consent this account speaks of; empty for the office, which has none to give."""
    bound = reading.role in (Role.PARTNER, Role.STEWARD)
    return (reading.organization or "") if bound else ""


def reader_of(action: Action, kind: Kind, name: str) -> Account:
    """Who asks, where they may do this to what is their organization's; else there is nothing."""
    found = account()
    thing = Thing(kind, organization=organization_of(found) if found else None)
    return may_or_gone(action, thing, "consent", name)


def consents() -> Consents:
    return services().store.consents


def names_in(address: Address) -> Names:
    return Names(services().catalogue, Words(address.language))


def back(address: Address, words: Words) -> Component:
    return html.P(html.A(words("governance.back"), href=address.to(CONSENT)))


def here(*asks: str) -> Address:
    return address_of(*asks)


def labelled(text: str) -> dict[str, Any]:
    return attrs(aria_label=text)
