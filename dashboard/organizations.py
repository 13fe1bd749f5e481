"""Organizations with a page of their own: who is publicly named, and by what.

Publications name the recipients of awards; a release names the partners that agreed to be shown by
name. Who stands in totals alone is named by neither, and nothing here tells of it. The office sees
besides whoever is asked for returns, unless its owner keeps them back; an organization's own
partner and steward see itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from dash import html

from dashboard import funds
from dashboard.addresses import Address
from dashboard.components import Child
from dashboard.funds import Amount, amounts
from dashboard.quoted import language_of_name
from dashboard.services import Services
from dashboard.spelling import folded
from dashboard.text import Words
from metrics import (
    KINDS,
    PARTNER,
    PUBLIC,
    RECIPIENT,
    Catalogue,
    Choice,
    Chosen,
    HeldAction,
    Partner,
    Text,
    UnknownError,
)

Names = list[tuple[str, Text]]  # each organization's id and title
AWARDS = (*funds.PARTNERS, *funds.PROGRAM_AWARDS)


@dataclass(frozen=True)
class Named:
    """An organization that this reader may know of.

    `awards` name it alone or with others; `figures` are public and by its name. `partner` is set
    where it is asked for returns and the reader may see to them.
    """

    id: str
    title: Text
    awards: tuple[Amount, ...] = ()
    figures: tuple[Chosen, ...] = ()
    partner: Partner | None = None


def named(held: Services) -> dict[str, Named]:
    """All of them by id."""
    found = _awarded(held)
    for name, figures in _released(held).items():
        title = held.catalogue.dimensions[PARTNER].members[name].title
        found[name] = replace(found.get(name, Named(name, title)), figures=tuple(figures))
    for name, partner in _asked(held).items():
        if not _is_kept_back(name, held):
            found[name] = replace(found.get(name, Named(name, partner.title)), partner=partner)
    return found


def organization(name: str, held: Services) -> Named:
    """One of them; UnknownError alike for who is not seen and for who does not exist."""
    found = named(held)
    if name not in found:
        raise UnknownError(KINDS["partner"], name, found)
    return found[name]


def in_order(found: Iterable[Named], words: Words) -> list[Named]:
    """By the alphabet of the reader's language, accents and capitals aside."""
    return sorted(found, key=lambda one: folded(words.text(one.title)))


def recipients_of(member: str, catalogue: Catalogue) -> Names:
    """The organizations that an award to this recipient names; itself where it is one alone."""
    declared = [one for one in catalogue.organizations.values() if member in one.recipients]
    if declared:
        return [(one.id, one.title) for one in declared]
    dimension = catalogue.dimensions.get(RECIPIENT)
    alone = dimension.members.get(member) if dimension else None
    return [(member, alone.title)] if alone else []


def linked(said: str, names: Names, address: Address, words: Words) -> list[Child]:
    """A name as it is published, each organization in it leading to its page."""
    ways = {words.text(title): address.to(f"/partner/{name}") for name, title in names}
    spoken = {words.text(title): language_of_name(title, words) for _, title in names}
    return with_links(said, ways, spoken)


def with_links(
    said: str, ways: Mapping[str, str], spoken: Mapping[str, dict[str, Any]] = MappingProxyType({})
) -> list[Child]:
    """A text, each name in it leading to its address; `spoken` in the language of which it is."""
    if not ways:
        return [said]
    parts = re.split("|".join(f"({re.escape(one)})" for one in sorted(ways, key=len)[::-1]), said)
    shown = [
        html.A(one, href=ways[one], **spoken.get(one, {})) if one in ways else one
        for one in parts if one
    ]  # fmt: skip
    if len(ways) == 1 and said not in ways:  # one that is written in another way here
        return [html.A(said, href=next(iter(ways.values())))]
    return shown


def member_of(amount: Amount) -> str:
    """The recipient of an award; empty where it names none."""
    return dict(amount.held.observation.disaggregation.members).get(RECIPIENT, "")


def actions_of(one: Named, held: Services) -> list[HeldAction]:
    """The actions of which it is the body, and those that it is declared to take part in."""
    declared = held.catalogue.organizations.get(one.id)
    wanted = declared.actions if declared else ()
    return [
        action
        for action in held.store.actions()
        if action.action.body in one.title or f"{action.source.id}/{action.action.id}" in wanted
    ]


def _asked(held: Services) -> dict[str, Partner]:
    """Who is asked for returns, and all of whose values this reader may see."""
    seen = held.store.scope.sees_whole
    return {name: one for name, one in held.catalogue.partners.items() if seen(name)}


def _awarded(held: Services) -> dict[str, Named]:
    found: dict[str, Named] = {}
    for amount in amounts(AWARDS, held):
        for name, title in recipients_of(member_of(amount), held.catalogue):
            one = found.get(name, Named(name, title))
            found[name] = replace(one, awards=(*one.awards, amount))
    return found


def _released(held: Services) -> dict[str, list[Chosen]]:
    """Public figures by the partner that they name; what is hidden or taken back names nobody."""
    found: dict[str, list[Chosen]] = defaultdict(list)
    for one in by_name(held):
        if one.held.observation.value is not None:
            members = dict(one.held.observation.disaggregation.members)
            found[members[PARTNER]].append(one)
    return found


def by_name(held: Services, indicator: str | None = None) -> Iterator[Chosen]:
    """What is released by name and broken down by nothing else."""
    if not held.catalogue.partners:
        return
    store = held.store.seen_by(PUBLIC)
    for one in store.choosing.every(Choice(indicator=indicator, dimension=PARTNER)):
        if len(one.held.observation.disaggregation.members) == 1:
            yield one


def _is_kept_back(name: str, held: Services) -> bool:
    """Whether its owner keeps back from this reader what it sends by any form."""
    returns = held.store.returns
    return any(returns.is_kept_back(name, form) for form in held.catalogue.returns)
