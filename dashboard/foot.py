"""The foot of every page: support, help, what the figures are, and the ways out."""

from collections.abc import Iterator
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.addresses import Address
from dashboard.reviewed import of_page
from dashboard.services import services
from dashboard.text import Words
from metrics import Language

HOTLINE = "1-833-900-1010"
ELSEWHERE = {Language.EN: "https://weather.gc.ca/", Language.FR: "https://meteo.gc.ca/"}


def footer(address: Address, words: Words) -> Component:
    about = [
        html.Li(html.A(words("shell.about_methods"), href=address.to("/methods"))),
        html.Li(html.A(words("shell.about_sources"), href=address.to("/sources"))),
        html.Li(html.A(words("shell.about_protection"), href=address.to("/protection"))),
        html.Li(html.A(words("shell.about_calendar"), href=address.to("/calendar"))),
    ]
    if services().takes_sign_in:  # else nothing can have been released
        link = html.A(words("shell.about_releases"), href=address.to("/releases"))
        about.append(html.Li(link))
    language = html.Li(other_language(address, words))
    parts = [
        _support(words),
        html.Div([html.H2(words("shell.about")), html.Ul(about)]),
        html.Div(
            [
                html.H2(words("shell.help")),
                html.Ul([html.Li(one) for one in _help(address, words)]),
                html.H2(words("shell.languages")),
                html.Ul(language),
            ]
        ),
    ]
    said = [words("shell.caveat"), *of_page(address, services().catalogue, words)]
    end = html.Div([html.P(one) for one in said], className="foot-end")
    return html.Footer(
        html.Div([html.Div(parts, className="foot-grid"), end], className="wrap"),
        className="foot",
    )


def _help(address: Address, words: Words) -> Iterator[Component]:
    """The statement on accessibility; whom to tell of a fault, where the office has said who."""
    yield html.A(words("shell.about_accessibility"), href=address.to("/accessibility"))
    if services().settings.contact:
        yield contact_link(words("shell.tell_us"), words("shell.tell_us_of", path=address.path))


def contact_link(said: str, about: str = "") -> Component:
    """To the office's own page of contact, or a message to it that says what it is about."""
    given = services().settings.contact
    if "://" in given:
        return html.A(said, href=given)
    return html.A(said, href=f"mailto:{given}" + (f"?subject={quote(about)}" if about else ""))


def _support(words: Words) -> Component:
    """The support line first, then the way out."""
    line = html.B(html.A(HOTLINE, href="tel:+18339001010"))
    return html.Div(
        [
            html.H2(words("shell.support")),
            html.P([line, html.Br(), words("shell.support_line")]),
            html.P(leave("shell.leave", words)),
            html.P(words("shell.leave_note"), className="note"),
        ],
        className="support",
    )


def leave(key: str, words: Words) -> Component:
    return html.A(
        words(key), className="btn leave", href=ELSEWHERE[words.language], rel="noreferrer"
    )


def other_language(address: Address, words: Words) -> Component:
    other = Language.FR if address.language is Language.EN else Language.EN
    return html.A(
        words("shell.language"),
        className="lang",
        lang=other.value,
        hrefLang=other.value,
        href=address.in_(other),
    )
