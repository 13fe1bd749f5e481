"""Accounts joined to the application: cookies, walls, and the pages that have forms."""

from dash import Dash
from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from werkzeug.exceptions import NotFound

from dashboard.access.audit_page import add_audit_page
from dashboard.access.by_link import add_links
from dashboard.access.identity_provider import add_identity_provider
from dashboard.access.own_account import add_own_account
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import follow_readers, let_in
from dashboard.access.signing_in import add_signing_in
from dashboard.access.store import Accounts
from dashboard.access.views import note_views
from dashboard.answers import plain_fault
from metrics import Settings

OWN = ("/account", "/audit", "/choose-password", "/returns", "/sign-in", "/welcome")


def join(app: Dash, accounts: Accounts, settings: Settings) -> None:
    """Let people sign in; call behind the walls, before pages and ready answers are added."""
    server = app.server
    server.secret_key = accounts.cookie_key()
    server.extensions["accounts"], server.extensions["dash"] = accounts, app
    follow_readers(LoginManager(server))
    server.before_request(let_in)
    add_signing_in(server)
    add_links(server)
    add_own_account(server)
    add_audit_page(server)
    add_identity_provider(server, settings)
    note_views(server)
    _hide(app)


def _hide(app: Dash) -> None:
    """What may not be seen is answered word for word like what does not exist."""

    def unknown(error: NotFound) -> ResponseReturnValue:
        rule = request.url_rule.rule if request.url_rule else ""
        own = rule.startswith(OWN)
        if own and g.get("session_ended"):
            then = request.path if request.method in ("GET", "HEAD") else None
            return redirect(address_of().to("/sign-in", ended="1", next=then))
        if own and request.method in ("GET", "HEAD"):
            page: ResponseReturnValue = app.index()  # type: ignore[no-untyped-call]
            return page
        return plain_fault(error)

    app.server.register_error_handler(404, unknown)
