"""Search page: everything that has a name here, by kind."""

from dash import Dash, html
from dash.development.base_component import Component

from dashboard import shell
from dashboard.addresses import Address
from dashboard.components import Child, attrs, items, opening, section
from dashboard.routes import Route, add_route
from dashboard.searching import Entry, entries, hits, kinds
from dashboard.services import services
from dashboard.spelling import known_words, meant
from dashboard.text import Words
from metrics import Text, UnknownError

FIRST = 8  # results of a kind, where all kinds are shown
MOST = 3  # suggestions
KIND = Text("kind", "Sorte")

Found = dict[str, list[Entry]]


def register(app: Dash) -> None:
    add_route(app, Route("/search", title, layout, ("q", "kind")))


def title(address: Address) -> str:
    _kind(address)
    return Words(address.language)("search.title")


def _kind(address: Address) -> str | None:
    """The one kind that is asked for; UnknownError where there is none such."""
    kind = address.asked("kind")
    if kind and kind not in kinds():
        raise UnknownError(KIND, kind, kinds())
    return kind


def layout(address: Address) -> list[Component | None]:
    """What holds all the asked words, by kind; with nothing asked, everything there is."""
    words, asked = Words(address.language), address.asked("q") or ""
    every = entries(services(), address, words)
    found = {kind: hits(asked, among) for kind, among in every.items()}
    found = {kind: held for kind, held in found.items() if held}
    total = sum(map(len, found.values()))
    return [
        opening(_heading(asked, total, words), words("search.lead")),
        html.Div(shell.search_form(address, words, "q-page"), className="search-page"),
        _key_switch(words),
        _by_kind(found, total, address, words) if found else None,
        *_lists(found, address, words),
        None if found else _suggested(asked, every, address, words),
    ]


def _heading(asked: str, count: int, words: Words) -> str:
    if not asked:
        return words("search.all")
    if not count:
        return words("search.nothing", asked=asked)
    return words.counted("search.found", count, asked=asked)


def _key_switch(words: Words) -> Component:
    """That a key leads here, and how to be rid of it: another program may want the same key."""
    button = html.Button(words("search.key_off"), className="btn key-switch", type="button",
                         **attrs(aria_pressed="false"))  # fmt: skip
    return html.P([words("search.key"), " ", button], className="note scripted for-keys")


def _by_kind(found: Found, total: int, address: Address, words: Words) -> Component:
    """How many results there are of each kind, each leading to these alone."""
    shown = _kind(address)
    ways = [_way(None, words("search.every_kind"), total, shown, address, words)]
    ways += [
        _way(kind, words(f"search.{kind}"), len(held), shown, address, words)
        for kind, held in found.items()
    ]
    return html.Nav(
        html.Ul([html.Li(one) for one in ways]), className="search-kinds",
        **attrs(aria_label=words("search.kinds")),
    )  # fmt: skip


def _way(
    kind: str | None, name: str, count: int, shown: str | None, address: Address, words: Words
) -> Component:
    said = words("search.heading", kind=name, count=count)
    current = attrs(aria_current="true") if kind == shown else {}
    return html.A(said, href=address.here(kind=kind), **current)


def _lists(found: Found, address: Address, words: Words) -> list[Component]:
    """All of the kind that is asked for, or the first of each."""
    asked = _kind(address)
    wanted = {asked: found.get(asked, [])} if asked else found
    return [
        _list(kind, held, len(held) if asked else FIRST, address, words)
        for kind, held in wanted.items()
    ]


def _list(kind: str, held: list[Entry], most: int, address: Address, words: Words) -> Component:
    name = words(f"search.{kind}")
    more = html.A(
        words("search.only", count=len(held), kind=name), href=address.here(kind=kind)
    )  # fmt: skip
    return section(
        kind, words("search.heading", kind=name, count=len(held)),
        items(_item(one, words) for one in held[:most]),
        html.P(more) if len(held) > most else None,
    )  # fmt: skip


def _item(one: Entry, words: Words) -> tuple[Child, Child, Child]:
    return one.tag, html.A(words.text(one.title), href=one.href), one.about


def _suggested(asked: str, every: Found, address: Address, words: Words) -> Component | None:
    """Links to what may have been meant, in the reader's language."""
    among = [one for held in every.values() for one in held]
    known = known_words(words.text(one.title) for one in among)
    counts = {question: len(hits(question, among)) for question in meant(asked, known)}
    rows: list[tuple[Child, Child, Child]] = [
        (None, html.A(question, href=address.to("/search", q=question)),
         words.counted("search.found_there", count))
        for question, count in counts.items() if count
    ]  # fmt: skip
    return section("suggested", words("search.suggested"), items(rows[:MOST])) if rows else None
