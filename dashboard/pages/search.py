"""Search page: indicators and sources by title, code and id."""

import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import shell
from dashboard.addresses import Address
from dashboard.components import Child, items, opening, section
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.text import Words
from metrics import Indicator, Source

Found = TypeVar("Found", Indicator, Source)
Item = tuple[Child, Child, Child]


def register(app: Dash) -> None:
    add_route(app, Route("/search", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("search.title")


def layout(address: Address) -> list[Component]:
    """Everything that holds all the asked words; with nothing asked, every indicator."""
    words, catalogue = Words(address.language), services().catalogue
    asked = address.asked("q") or ""
    indicators = _found(asked, catalogue.indicators.values())
    sources = _found(asked, catalogue.sources.values())
    lists = {
        "indicators": [_indicator(one, address, words) for one in indicators],
        "sources": [_source(one, address, words) for one in sources],
    }
    return [
        opening(_heading(asked, len(indicators) + len(sources), words), words("search.lead")),
        html.Div(shell.search_form(address, words, "q-page"), className="search-page"),
        *(
            section(name, words(f"search.{name}"), items(rows))
            for name, rows in lists.items()
            if rows
        ),
    ]


def _heading(asked: str, count: int, words: Words) -> str:
    if not asked:
        return words("search.all")
    if not count:
        return words("search.nothing", asked=asked)
    return words.counted("search.found", count, asked=asked)


def _found(asked: str, among: Iterable[Found]) -> list[Found]:
    terms = _folded(asked).split()
    return [one for one in among if all(term in _spoken(one) for term in terms)]


def _spoken(one: Indicator | Source) -> str:
    code = one.code or "" if isinstance(one, Indicator) else ""
    about = one.definition if isinstance(one, Indicator) else one.description
    return _folded(" ".join((one.id, code, *one.title, *about)))


def _folded(text: str) -> str:
    """Small letters without accents, so that "hebergement" finds "hébergement"."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def _indicator(one: Indicator, address: Address, words: Words) -> Item:
    link = html.A(words.text(one.title), href=address.to(f"/indicator/{one.id}"))
    return one.code, link, words.text(one.definition)


def _source(one: Source, address: Address, words: Words) -> Item:
    link = html.A(words.text(one.title), href=address.to(f"/sources/{one.id}"))
    return words.text(one.publisher), link, words.text(one.description)
