"""The other indicators of an outcome: the way on from one indicator to what belongs to it."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.services import services
from dashboard.text import Words
from metrics import Framework, Indicator, Outcome, Pillar

FEW = 8  # that are named; of a longer outcome the pillar's page has the rest


def same_outcome(indicator: Indicator, address: Address, words: Words) -> list[Component]:
    """For each outcome of the strategy shown that lists it: the indicators listed with it."""
    framework = services().catalogue.framework(address.framework)
    found: list[Component] = []
    for pillar, outcome in _listing(indicator, framework):
        others = [one.id for one in outcome.indicators if one.id != indicator.id]
        if others:
            title = words("explain.same_outcome", outcome=words.text(outcome.title))
            found += [html.H3(title), _links(others, pillar, address, words)]
    return found


def _listing(indicator: Indicator, framework: Framework) -> Iterator[tuple[Pillar, Outcome]]:
    for pillar in framework.pillars:
        for outcome in pillar.outcomes:
            if indicator.id in {one.id for one in outcome.indicators}:
                yield pillar, outcome


def _links(others: list[str], pillar: Pillar, address: Address, words: Words) -> Component:
    held = services().catalogue.indicators
    links = [
        html.A(words.text(held[one].title), href=address.to(f"/indicator/{one}"))
        for one in others[:FEW]
    ]
    more = len(others) - FEW
    if more > 0:
        said = words.counted("explain.same_outcome_more", more)
        links.append(html.A(said, href=address.to(f"/pillar/{pillar.id}")))
    return html.Ul([html.Li(one) for one in links], className="plain ways")
