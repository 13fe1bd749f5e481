"""Programs with a page of their own: what data/reference/programs.toml joins, as far as known.

A program holds no figure: its money, awards and outputs are series of the sources, and what it
contributes to follows from the indicators of these series and from those that name its initiatives.
"""

from collections.abc import Iterable
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.funds import Amount, figures
from dashboard.known_then import action_known, known_by
from dashboard.services import Services
from dashboard.spelling import folded
from dashboard.text import Words
from metrics import FUND, KINDS, HeldAction, Indicator, Pillar, Program, UnknownError

Ties = dict[str, bool]  # indicators by id: whether a figure of the program feeds it


def programs(held: Services, day: date | None) -> dict[str, Program]:
    """Those of which something was known by a day, by id."""
    every = held.catalogue.programs.items()
    return {name: one for name, one in every if _is_known(one, held, day)}


def program_named(name: str, held: Services, day: date | None) -> Program:
    """One of them; UnknownError for what is none."""
    known = programs(held, day)
    if name not in known:
        raise UnknownError(KINDS["program"], name, known)
    return known[name]


def in_order(found: Iterable[Program], words: Words) -> list[Program]:
    """By the alphabet of the reader's language, accents and capitals aside."""
    return sorted(found, key=lambda one: folded(words.text(one.title)))


def awards_of(one: Program, held: Services) -> list[Amount]:
    """What was awarded by it to somebody who is named."""
    return [found for found in figures(one.awards, held) if _fund(found) in (None, *one.funds)]


def actions_of(one: Program, held: Services, day: date | None) -> list[HeldAction]:
    """The dated states of its initiatives that were known by a day."""
    found = (action for action in held.store.actions() if _key(action) in one.actions)
    return [action for action in found if action_known(action, held, day)]


def ties_of(one: Program, held: Services) -> Ties:
    """The indicators that its figures feed, and those that its initiatives serve."""
    catalogue = held.catalogue
    fed = [catalogue.series[key].indicator for key in one.own if key in catalogue.series]
    served = [
        each.id for each in catalogue.indicators.values() if set(each.actions) & {*one.actions}
    ]
    return {**dict.fromkeys(served, False), **dict.fromkeys(fed, True)}


def of_indicator(indicator: Indicator, held: Services, day: date | None) -> list[Program]:
    return [one for one in programs(held, day).values() if indicator.id in ties_of(one, held)]


def of_pillar(pillar: Pillar, held: Services, day: date | None) -> list[Program]:
    """The programs that contribute to an indicator of a pillar."""
    listed = set(pillar.indicators)
    return [one for one in programs(held, day).values() if listed & ties_of(one, held).keys()]


def of_action(action: HeldAction, held: Services, day: date | None) -> list[Program]:
    return [one for one in programs(held, day).values() if _key(action) in one.actions]


def of_award(amount: Amount, held: Services, day: date | None) -> list[Program]:
    """The programs by which an award may have been made: several where it is not said by which."""
    series, fund = amount.held.observation.series, _fund(amount)
    known = programs(held, day).values()
    return [one for one in known if series in one.awards and fund in (None, *one.funds)]


def program_link(one: Program, address: Address, words: Words) -> Component:
    return html.A(words.text(one.title), href=address.to(f"/program/{one.id}"))


def _is_known(one: Program, held: Services, day: date | None) -> bool:
    source, _, document = one.source.partition("/")
    if source not in held.catalogue.sources:
        return False
    return known_by(held.catalogue.document(source, document), day) or bool(
        actions_of(one, held, day)
    )


def _fund(amount: Amount) -> str | None:
    return dict(amount.held.observation.disaggregation.members).get(FUND)


def _key(action: HeldAction) -> str:
    return f"{action.source.id}/{action.action.id}"
