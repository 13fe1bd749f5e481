"""The frame of every page: header, navigation, language, date and strategy, footer."""

from collections.abc import Iterable
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import MOMENTS, Address
from dashboard.as_of import as_of_line
from dashboard.components import attrs
from dashboard.foot import footer, leave, other_language
from dashboard.forms import hidden_fields, text_field
from dashboard.moments_said import moment_words
from dashboard.resting import resting_banner
from dashboard.services import Services, services
from dashboard.text import Words
from metrics import Language

Children = list[Any]  # what Dash accepts as children

EXAMPLE = {Language.EN: "Example data", Language.FR: "Données d'exemple"}  # said in both, always


def page(address: Address, held: Services, content: Children) -> Component:
    """A whole page around its content."""
    words = Words(address.language)
    return html.Div(
        [
            html.A(words("shell.skip"), className="skip", href="#main"),
            html.Header(
                [
                    _top(address, words),
                    *_navigation(address, held, words),
                    as_of_line(address, held, words),
                ],
                className="mast",
            ),
            html.Main(
                [*_banners(address, words), html.Noscript(words("shell.noscript")), *content],
                id="main",
                className="wrap",
                tabIndex=-1,
            ),
            footer(address, words),
        ]
    )


def fault_page(
    address: Address, held: Services | None, told: tuple[str, str], ways: Iterable[tuple[str, str]]
) -> Component:
    """The page shown where nothing can be: its title, what is wrong, and where to go."""
    words, (title, said) = Words(address.language), told
    content = html.Div(
        [
            html.H1(title),
            html.P(said, className="lead"),
            html.H2(words("shell.not_found_next"), className="next"),
            html.Ul(
                [
                    *(html.Li(html.A(name, href=href)) for name, href in ways),
                    html.Li(html.A(words("shell.not_found_home"), href=address.to("/"))),
                    html.Li(html.A(words("shell.not_found_search"), href=address.to("/search"))),
                ],
                className="plain",
            ),
        ],
        className="open",
    )
    return page(address, held, [content]) if held else _bare_page(address, content, words)


def _bare_page(address: Address, content: Component, words: Words) -> Component:
    """A page without what the store would have to be asked for."""
    return html.Div(
        [
            html.A(words("shell.skip"), className="skip", href="#main"),
            html.Header([_top(address, words)], className="mast"),
            html.Main([*_example(words), content], id="main", className="wrap", tabIndex=-1),
            footer(address, words),
        ]
    )


def brand(words: Words) -> str:
    """The product's name, marked in both languages where the figures are made up."""
    name = words("shell.brand")
    return f"{name} | {' / '.join(EXAMPLE.values())}" if services().catalogue.example else name


def _example(words: Words) -> Children:
    """The notice of example data, on every page for as long as they are shown."""
    notice = services().catalogue.example
    if notice is None:
        return []
    return [
        html.Div(
            [html.B(_in_both()), html.P(words.text(notice))],
            className="banner example",
            role="note",
        )
    ]


def _in_both() -> Children:
    """Say "Example data / Données d'exemple", each marked as being of its language."""
    parts: Children = []
    for language, said in EXAMPLE.items():
        parts += [" / "] if parts else []
        parts.append(html.Span(said, lang=language.value))
    return parts


def _top(address: Address, words: Words) -> Component:
    example = services().catalogue.example
    home = html.A(
        [
            html.Span(words("shell.brand"), className="brand-name"),
            html.Span(words("shell.office"), className="brand-office"),
            html.Span(_in_both(), className="brand-example") if example else None,
        ],
        className="brand",
        href=address.to("/"),
    )
    return html.Div(
        [
            home,
            search_form(address, words, "q"),
            *_way_in(address, words),
            other_language(address, words),
            *_quick_exit(words),
        ],
        className="wrap mast-top",
    )


def _way_in(address: Address, words: Words) -> Children:
    """The link to sign in, or to one's own account; none where nobody can."""
    held = services()
    if not held.takes_sign_in:
        return []
    key, path = ("own", "/account") if held.reader.is_signed_in else ("link", "/sign-in")
    return [html.A(words(f"sign_in.{key}"), className="lang way-in", href=address.to(path))]


def _quick_exit(words: Words) -> Children:
    """The way out where it is seen first; who works here, signed in, finds it at the foot."""
    return [] if services().reader.is_signed_in else [leave("shell.leave_short", words)]


def search_form(address: Address, words: Words, id_: str) -> Component:
    hint, key = words("shell.search_hint"), words("shell.search_key")
    by_key = {"title": key, "aria_keyshortcuts": "/"} if id_ == "q" else {}
    return html.Form(
        [
            html.Label(words("shell.search_label"), className="vh", htmlFor=id_),
            text_field("q", id_, address.asked("q") or "", placeholder=hint, **by_key),
            *hidden_fields(address.state),
            html.Button(words("shell.search_button")),
        ],
        className="search",
        role="search",
        action="/search",
        method="get",
    )


def _navigation(address: Address, held: Services, words: Words) -> Children:
    links = _links(address, held, words)
    return [
        html.Nav(
            html.Div(links, className="wrap"),
            className="nav",
            **attrs(aria_label=words("shell.nav")),
        ),
        html.Details(
            [
                html.Summary(words("shell.menu")),
                html.Nav(_links(address, held, words), **attrs(aria_label=words("shell.nav"))),
            ],
            className="menu",
        ),
    ]


def _links(address: Address, held: Services, words: Words) -> Component:
    first = held.catalogue.framework(address.framework).pillars[0].id
    paths = {
        "overview": "/",
        "pillars": f"/pillar/{first}",
        "funding": "/funding",
        "initiatives": "/initiatives",
        "international": "/international",
        "hotlines": "/hotlines",
        **({"returns": "/returns"} if held.reader.sees_returns else {}),
        **({"consent": "/consent"} if held.reader.sees_consent else {}),
        **({"releases": "/releases"} if _sees_releases(held) else {}),
        **({"briefings": "/briefings"} if held.reader.sees_briefings else {}),
        "data": "/data",
        "quality": "/quality",
        "methods": "/methods",
        **({"admin": "/admin"} if held.reader.administers else {}),
    }
    return html.Ul(
        [
            html.Li(
                html.A(
                    words(f"shell.nav_{name}"),
                    href=address.to(path),
                    **_current(path, address.path),
                )
            )
            for name, path in paths.items()
        ]
    )


def _sees_releases(held: Services) -> bool:
    """In the head for those who work with them; the public finds them at the foot."""
    return held.reader.is_signed_in and bool(held.catalogue.returns)


def _current(path: str, shown: str) -> dict[str, Any]:
    """Marks the link to this page ("page"), or to the part of the product it is in ("true")."""
    if path == shown:
        return attrs(aria_current="page")
    part = path.split("/")[1]
    return attrs(aria_current="true") if part and shown.split("/")[1] == part else {}


def _banners(address: Address, words: Words) -> Children:
    """What differs from the page that most readers see; nothing when nothing does."""
    shown = [*_example(words), *resting_banner(words)]
    if address.moment.is_past:
        now = address.here(**dict.fromkeys(MOMENTS))
        said: Children = [
            " ".join(moment_words(services().store, words)),
            " ",
            html.A(words("shell.known_now"), href=now),
        ]
        shown.append(html.Div(said, className="banner", role="status"))
    return shown
