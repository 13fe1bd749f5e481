"""Search page: indicators and sources by title, code and id."""

from collections.abc import Iterable
from typing import TypeVar

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import shell
from dashboard.addresses import Address
from dashboard.components import Child, items, opening, section
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.spelling import folded, known_words, meant
from dashboard.text import Words
from metrics import Catalogue, Indicator, Source

Found = TypeVar("Found", bound=Indicator | Source)
Item = tuple[Child, Child, Child]
MOST = 3  # suggestions


def register(app: Dash) -> None:
    add_route(app, Route("/search", title, layout, ("q",)))


def title(address: Address) -> str:
    return Words(address.language)("search.title")


def layout(address: Address) -> list[Component | None]:
    """Everything that holds all the asked words; with nothing asked, every indicator."""
    words, catalogue = Words(address.language), services().catalogue
    asked = address.asked("q") or ""
    indicators = _found(asked, catalogue.indicators.values())
    sources = _found(asked, catalogue.sources.values())
    lists = {
        "indicators": [_indicator(one, address, words) for one in indicators],
        "sources": [_source(one, address, words) for one in sources],
    }
    found = bool(indicators or sources)
    return [
        opening(_heading(asked, len(indicators) + len(sources), words), words("search.lead")),
        html.Div(shell.search_form(address, words, "q-page"), className="search-page"),
        *(
            section(name, words(f"search.{name}"), items(rows))
            for name, rows in lists.items()
            if rows
        ),
        *([] if found else [_suggested(asked, catalogue, address, words)]),
    ]


def _suggested(
    asked: str, catalogue: Catalogue, address: Address, words: Words
) -> Component | None:
    """Links to what may have been meant, in the reader's language."""
    among: list[Indicator | Source] = [*catalogue.indicators.values(), *catalogue.sources.values()]
    known = known_words(words.text(one.title) for one in among)
    counts = {question: len(_found(question, among)) for question in meant(asked, known)}
    rows: list[Item] = [
        (None, html.A(question, href=address.to("/search", q=question)),
         words.counted("search.found_there", count))
        for question, count in counts.items() if count
    ]  # fmt: skip
    return section("suggested", words("search.suggested"), items(rows[:MOST])) if rows else None


def _heading(asked: str, count: int, words: Words) -> str:
    if not asked:
        return words("search.all")
    if not count:
        return words("search.nothing", asked=asked)
    return words.counted("search.found", count, asked=asked)


def _found(asked: str, among: Iterable[Found]) -> list[Found]:
    terms = folded(asked).split()
    return [one for one in among if all(term in _spoken(one) for term in terms)]


def _spoken(one: Indicator | Source) -> str:
    code = one.code or "" if isinstance(one, Indicator) else ""
    about = one.definition if isinstance(one, Indicator) else one.description
    return folded(" ".join((one.id, code, code.replace("-", ""), *one.title, *about)))


def _indicator(one: Indicator, address: Address, words: Words) -> Item:
    link = html.A(words.text(one.title), href=address.to(f"/indicator/{one.id}"))
    return one.code, link, words.text(one.definition)


def _source(one: Source, address: Address, words: Words) -> Item:
    link = html.A(words.text(one.title), href=address.to(f"/sources/{one.id}"))
    return words.text(one.publisher), link, words.text(one.description)
