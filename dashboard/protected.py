"""The way from a hidden or rounded figure to the rules by which it was protected."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.text import Words
from metrics import HeldObservation, ObservationStatus

PAGE = "/protection"


def how_protected(
    values: Iterable[HeldObservation], address: Address, words: Words
) -> list[Component]:
    """A link to the rules, where one of the values was hidden, or rounded in a release."""
    return [way_to_rules(address, words)] if any(map(_is_protected, values)) else []


def way_to_rules(address: Address, words: Words) -> Component:
    link = html.A(words("protection.how"), href=address.to(PAGE))
    return html.P(link, className="fig-n")


def _is_protected(held: HeldObservation) -> bool:
    return bool(held.released_at) or held.observation.status is ObservationStatus.SUPPRESSED
