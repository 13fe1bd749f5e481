"""Partners: every organization that a publication or a release names, by the alphabet."""

from dash import Dash, html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.components import Child, Column, opening, section, unsaid
from dashboard.organizations import Named, in_order, named
from dashboard.quoted import language_of_name
from dashboard.routes import Route, add_route
from dashboard.services import services
from dashboard.tables import Group, Row, listing
from dashboard.text import Words

SAID = 3  # sentences on what the list does not tell


def register(app: Dash) -> None:
    add_route(app, Route("/partners", title, layout))


def title(address: Address) -> str:
    return Words(address.language)("partners.title")


def layout(address: Address) -> list[Component]:
    words = Words(address.language)
    found = in_order(named(services()).values(), words)
    sentences = [words(f"partners.list_says_{number}") for number in range(1, SAID + 1)]
    heading = words.counted("partners.finding", len(found)) if found else words("partners.none")
    crumbs = [(words("funding.kicker"), address.to("/funding")), (words("partners.title"), None)]
    return [
        opening(heading, words("partners.lead"), words("partners.title"), crumbs),
        *([_listed(found, address, words)] if found else []),
        unsaid(words("partners.says_title"), sentences),
    ]


def _listed(found: list[Named], address: Address, words: Words) -> Component:
    by_name = any(one.figures for one in found)
    names = ("organization", "awards", "figures") if by_name else ("organization", "awards")
    columns = [
        Column(words(f"partners.column_{name}"), right=name != "organization") for name in names
    ]
    rows = [Row(_cells(one, address, words)[: len(names)]) for one in found]
    table = listing(words("partners.list_caption"), columns, [Group(None, rows)], "partners-list")
    return section("list", words("partners.list_title"), table, note=words("partners.list_note"))


def _cells(one: Named, address: Address, words: Words) -> list[Child]:
    link = html.A(
        words.text(one.title), href=address.to(f"/partner/{one.id}"), className="nm",
        **language_of_name(one.title, words),
    )  # fmt: skip
    return [link, words.number(len(one.awards)), words.number(len(one.figures))]
