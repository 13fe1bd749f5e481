"""What can be searched: one entry for each indicator, series, partner and so on that can be named.

An entry holds the words of both languages. What this reader may not know of has no entry.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.deeds import row_id, state_words, when
from dashboard.glossary import SUBJECT, USED_HERE, term_id
from dashboard.organizations import in_order, named
from dashboard.programs import programs
from dashboard.services import Services
from dashboard.spelling import folded
from dashboard.text import Words, both
from metrics import Choice, Text, labels


class Entry(NamedTuple):
    """One thing that can be found: its name, what is said beside and under it, where it leads."""

    title: Text
    tag: str | None
    about: str
    href: str
    more: tuple[str, ...] = ()  # what it is found by besides, in both languages


class Hit(NamedTuple):
    entry: Entry
    is_by_title: bool


def kinds() -> tuple[str, ...]:
    """The kinds of entries in the order in which they are shown."""
    return tuple(_KINDS)


def entries(held: Services, address: Address, words: Words) -> dict[str, list[Entry]]:
    """All of them by kind."""
    return {kind: list(made(held, address, words)) for kind, made in _KINDS.items()}


def hits(asked: str, among: list[Entry]) -> list[Entry]:
    """Those that hold every word asked for; first those that hold them all in their title."""
    terms = folded(asked).split()
    found = [hit for one in among if (hit := _hit(one, terms))]
    return [one.entry for one in sorted(found, key=lambda one: not one.is_by_title)]


def _hit(one: Entry, terms: list[str]) -> Hit | None:
    title = folded(" ".join(one.title))
    if all(term in title for term in terms):
        return Hit(one, is_by_title=True)
    every = f"{title} {folded(' '.join(one.more))}"
    return Hit(one, is_by_title=False) if all(term in every for term in terms) else None


def _indicators(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for one in held.catalogue.indicators.values():
        code = one.code or ""
        yield Entry(
            one.title, one.code, words.text(one.definition), address.to(f"/indicator/{one.id}"),
            (one.id, code, code.replace("-", ""), *one.definition),
        )  # fmt: skip


def _series(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for key, one in held.catalogue.series.items():
        source = key.partition("/")[0]
        yield Entry(
            one.title, words.text(one.publisher), words.text(one.definition),
            address.to(f"/sources/{source}#series-{one.id}"), (key, *one.definition),
        )  # fmt: skip


def _partners(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for one in in_order(named(held).values(), words):
        yield Entry(one.title, words("partners.kicker"), "", address.to(f"/partner/{one.id}"))


def _programs(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for one in programs(held, address.known_at).values():
        yield Entry(
            one.title, words("programs.kicker"), words.text(one.about),
            address.to(f"/program/{one.id}"), (one.id, *one.about, *one.delivered_by),
        )  # fmt: skip


def _initiatives(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for one in held.store.actions():
        said = filter(None, [when(one.action, words), state_words(one.action.state, words)])
        yield Entry(
            one.action.title, words.text(held.catalogue.body(one.action.body)) or None,
            ", ".join(said), address.to(f"/initiatives#{row_id(one)}"),
            (*(one.action.note or ()), one.action.on),
        )  # fmt: skip


def _places(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    """Those of which a value is held."""
    with_values = {one.place for one in held.store.choosing.lines(Choice())}
    for code, one in held.catalogue.places.items():
        if code in with_values:
            yield Entry(
                Text(*(labels.place_words(one, language) for language in type(words.language))),
                code, "", address.to("/data", place=code), one.names,
            )  # fmt: skip


def _sources(held: Services, address: Address, words: Words) -> Iterator[Entry]:
    for one in held.catalogue.sources.values():
        yield Entry(
            one.title, words.text(one.publisher), words.text(one.description),
            address.to(f"/sources/{one.id}"), (one.id, *one.publisher, *one.description),
        )  # fmt: skip


def _definitions(_: Services, address: Address, words: Words) -> Iterator[Entry]:
    for term in (*USED_HERE, *SUBJECT):
        meant = both(f"glossary.{term}_means")
        yield Entry(
            both(f"glossary.{term}"), None, words.text(meant),
            address.to(f"/methods#{term_id(term)}"), meant,
        )  # fmt: skip


_KINDS: dict[str, Callable[[Services, Address, Words], Iterator[Entry]]] = {
    "indicators": _indicators,
    "series": _series,
    "programs": _programs,
    "partners": _partners,
    "initiatives": _initiatives,
    "places": _places,
    "sources": _sources,
    "definitions": _definitions,
}
