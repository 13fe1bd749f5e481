"""The page of the administration: what needs a look, then each part of the installation."""

from collections.abc import Callable, Iterator

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of
from dashboard.addresses import Address
from dashboard.administering.accounts_part import accounts_part, known_accounts
from dashboard.administering.desk import administrator
from dashboard.administering.jobs_part import jobs_part
from dashboard.administering.parts import Part, tried
from dashboard.administering.settings_part import settings_part
from dashboard.administering.sources_part import sources_part
from dashboard.administering.store_part import audit_part, store_part
from dashboard.components import section
from dashboard.contents import contents
from dashboard.returns.frame import drawn
from dashboard.services import services
from dashboard.text import Words

ELSEWHERE = {  # what is looked after on another page, or in files that are reviewed
    "frameworks": "/methods#strategies",
    "codes": "/data",
    "suppression": "/protection",
    "releases": "/releases",
    "notes": "/annotations",
    "quality": "/quality",
    "calendar": "/calendar",
}


def show_admin() -> Response:
    """For administrators; for anyone else there is nothing here."""
    administrator()
    saw("page", "admin")
    address = address_of()
    words = Words(address.language)
    parts = dict(_parts(address, words))
    heeded = [(id_, said) for id_, one in parts.items() for said in one.heeded]
    sections = [one.shown for one in parts.values()]
    elsewhere = _elsewhere(address, words)
    return drawn(
        address,
        words("admin.title"),
        contents([*sections, elsewhere], words),
        _attention(heeded, words),
        *sections,
        elsewhere,
        lead=words("admin.lead"),
        kicker=words("shell.office"),
    )


def _parts(address: Address, words: Words) -> Iterator[tuple[str, Part]]:
    looks: dict[str, Callable[[], Part]] = {
        "accounts": lambda: _people(address, words),
        "sources": lambda: sources_part(address, words),
        "jobs": lambda: jobs_part(words),
        "store": lambda: store_part(words),
        "audit": lambda: audit_part(address, words),
        "settings": lambda: settings_part(words),
    }
    for id_, look in looks.items():
        yield id_, tried(id_, words(f"admin.{id_}"), look, words)


def _people(address: Address, words: Words) -> Part:
    known = known_accounts()
    counts = {"waiting": len(known.waiting), "invited": len(known.invited)}
    if services().settings.env == "production":  # nobody is asked for it elsewhere
        counts["factor"] = len(known.lacking_factor)
    told = [words.counted(f"admin.heed_{key}", count) for key, count in counts.items() if count]
    return Part(accounts_part(known, address, words), tuple(told))


def _attention(heeded: list[tuple[str, str]], words: Words) -> Component:
    """Every sentence leads to its part; that there is none is said."""
    title = words("admin.attention")
    if not heeded:
        return section("attention", title, html.P(words("admin.nothing")))
    items = [html.Li(html.A(said, href=f"#{id_}")) for id_, said in heeded]
    return section("attention", title, html.Ul(items, className="plain"))


def _elsewhere(address: Address, words: Words) -> Component:
    """Ways to what an administrator looks after besides."""
    paths = dict(ELSEWHERE)
    if not services().catalogue.returns:
        paths.pop("releases")
    links = [
        html.Li([
            html.A(words(f"admin.way_{name}"), href=address.to(path)), html.Br(),
            html.Span(words(f"admin.way_{name}_note"), className="note"),
        ])
        for name, path in paths.items()
    ]  # fmt: skip
    title = words("admin.elsewhere")
    return section("elsewhere", title, html.Ul(links, className="items"),
                   note=words("admin.elsewhere_note"))  # fmt: skip
