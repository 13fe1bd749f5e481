"""Pages behind a link that works once: the first administrator, and a password chosen anew."""

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.faults import AccessError, FaultyPasswordError
from dashboard.access.journal import journalled
from dashboard.access.own_account import new_password, new_password_fields
from dashboard.access.plain_pages import address_of, answer, faults, form, words_field
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account
from dashboard.access.store.tokens import CHOOSE, SETUP
from dashboard.addresses import Address
from dashboard.text import Words
from metrics import AuditAction

WELCOME, CHOOSE_PASSWORD = "/welcome", "/choose-password"


def add_links(server: Flask) -> None:
    """Let the pages behind one-time links answer."""
    server.add_url_rule(WELCOME, "welcome", _welcome, methods=["GET"])
    server.add_url_rule(WELCOME, "welcome_sent", _welcome_sent, methods=["POST"])
    server.add_url_rule(CHOOSE_PASSWORD, "choose", _choose, methods=["GET"])
    server.add_url_rule(CHOOSE_PASSWORD, "choose_sent", _choose_sent, methods=["POST"])


def _needs(use: str) -> str:
    """The token of the address, where it is good for this; else there is no such page."""
    token = request.args.get("token", "")[:100]
    if not accounts().is_good(use, token, now()):
        abort(404)
    return token


def _welcome() -> Response:
    _needs(SETUP)
    return _welcome_page(address_of("token"))


def _welcome_page(address: Address, told: dict[str, str] | None = None) -> Response:
    words = Words(address.language)
    name = words_field(words("sign_in.name"), "name", request.form.get("name", "")[:254], told,
                       kind="text", autocomplete="username", required="",
                       maxlength="254")  # fmt: skip
    return _page(address, "setup", [name, *new_password_fields(words, told)], told or {})


def _welcome_sent() -> AnyResponse:
    token, address = _needs(SETUP), address_of("token")
    name, language = request.form.get("name", ""), address.language

    def make(password: str) -> Account:
        return accounts().add_first_admin(token, name, password, now(), language)

    told = _tried(Words(language), make, AuditAction.SETUP_COMPLETED)
    return _welcome_page(address, told) if told else _done(address)


def _choose() -> Response:
    _needs(CHOOSE)
    return _choose_page(address_of("token"))


def _choose_page(address: Address, told: dict[str, str] | None = None) -> Response:
    fields = new_password_fields(Words(address.language), told)
    return _page(address, "choose", fields, told or {})


def _choose_sent() -> AnyResponse:
    token, address = _needs(CHOOSE), address_of("token")

    def make(password: str) -> Account:
        return accounts().choose_password(token, password, now())

    told = _tried(Words(address.language), make, AuditAction.PASSWORD_CHANGED)
    return _choose_page(address, told) if told else _done(address)


def _done(address: Address) -> AnyResponse:
    return redirect(address.to("/sign-in", done="password"))


def _page(address: Address, kind: str, fields: list[Component], told: dict[str, str]) -> Response:
    words = Words(address.language)
    return answer(
        address,
        words(f"sign_in.{kind}_title"),
        html.P(words(f"sign_in.{kind}_lead"), className="lead"),
        *faults(words, told),
        form(address.here(), words(f"sign_in.{kind}_button"), *fields),
        status=400 if told else 200,
    )


def _tried(words: Words, make: Callable[[str], Account], action: AuditAction) -> dict[str, str]:
    """Do it with the password that was sent; what has to be put right where it cannot be."""
    password, told = new_password(words)
    if told:
        return told
    try:
        with journalled(action):
            make(password)
    except FaultyPasswordError as error:
        return {"new": words.text(error.text)}
    except AccessError as error:
        field = "new" if error.key == "access.link_void" else "name"  # the one field of both pages
        return {field: words.text(error.text)}
    return {}
