"""Pages with forms: whole without a script, drawn for one reader and kept nowhere."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, TypeAlias

from dash import Dash, html
from dash.development.base_component import Component
from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from dashboard import shell
from dashboard.addresses import Address, plain_address, read_address
from dashboard.answers import FAVICON
from dashboard.components import attrs
from dashboard.forms import field, hidden_fields, text_field
from dashboard.markup import render
from dashboard.services import services
from dashboard.text import Words
from metrics import MetricsError

CSRF = "csrf_token"
FIRST_ERROR = 400
DOCUMENT = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{css}
{favicon}
{more}
</head>
<body>
<div id="first-drawing">{content}</div>
<script src="{script}"></script>
</body>
</html>"""


Rule: TypeAlias = tuple[str, str, Callable[..., ResponseReturnValue], str]


def add_rules(server: Flask, desk: str, rules: Iterable[Rule]) -> None:
    """Let the pages of a desk answer: each by its name, address, view and method."""
    for name, rule, view, method in rules:
        server.add_url_rule(rule, f"{desk}_{name}", view, methods=[method])


def address_of(*asks: str) -> Address:
    """The address that was asked for, with as much of its state as can be read."""
    return address_at(request.path, request.query_string.decode("utf-8", "replace"), *asks)


def address_at(path: str, search: str, *asks: str) -> Address:
    """The address of this path and query, with as much of its state as can be read."""
    held = services()
    known = (held.catalogue, held.settings.framework)
    try:
        return read_address(path, search, *known, asks)
    except MetricsError:
        return plain_address(path, search, *known)


def answer(address: Address, title: str, *content: Any, status: int = 200) -> Response:
    """A whole page for this reader alone: no one keeps it, not even the browser."""
    inner = html.Div(
        [html.Div([html.H1(title), *content], className="open")], className="plain-page"
    )
    return document(address, title, [inner], status=status)


def document(
    address: Address, title: str, content: list[Any], *, status: int = 200, more: str = ""
) -> Response:
    """The same, of a page that draws its own head; `more` is markup of the document's."""
    app: Dash = current_app.extensions["dash"]
    words = Words(address.language)
    said = title if status < FIRST_ERROR else words("sign_in.error_title", title=title)
    written = DOCUMENT.format(
        lang=f"{address.language}-CA",
        title=escape(f"{said} | {shell.brand(words)}"),
        css=app._generate_css_dist_html(),  # type: ignore[no-untyped-call]
        favicon=FAVICON,
        more=more,
        script=escape(app.get_asset_url("drawing.js")),
        content=render(shell.page(address, services(), content)),
    )
    kept_nowhere = {"Cache-Control": "no-store"}
    return Response(written, status, kept_nowhere, content_type="text/html; charset=utf-8")


def form(action: str, button: str, *fields: Any, named: str = "") -> Component:
    """A form that is sent by POST, with the token that proves it was drawn here.

    `named` is what a screen reader says where several buttons look the same.
    """
    name = attrs(aria_label=named) if named else {}
    sends = html.Button(button, className="btn btn-main", type="submit", **name)
    return html.Form(
        [*hidden_fields({CSRF: generate_csrf()}), *fields, html.P(sends)],
        action=action,
        method="post",
        className="form",
    )


def words_field(
    label: str, name: str, value: str = "", told: Mapping[str, str] | None = None, **more: str
) -> Component:
    """A field under its label; what is wrong with it stands beside it and is tied to it.

    Of the fields that have to be put right, the first is where one goes on writing.
    """
    if not told or name not in told:
        return field(label, name, text_field(name, name, value, **more))
    said = html.P(told[name], id=f"{name}-fault", className="fault")
    tied = {"aria-describedby": f"{name}-fault", "aria-invalid": "true"}
    first = {"autofocus": ""} if name == next(iter(told)) else {}
    return field(label, name, said, text_field(name, name, value, **more, **tied, **first))


def faults(words: Words, told: Mapping[str, str]) -> list[Component]:
    """What has to be put right, said first, each fault leading to its field."""
    if not told:
        return []
    items = [html.Li(html.A(said, href=f"#{name}")) for name, said in told.items()]
    return [
        html.Div(
            [html.H2(words("sign_in.faults"), id="faults-title"), html.Ul(items)],
            className="banner faults",
            role="alert",
            **attrs(aria_labelledby="faults-title"),
        )
    ]
