"""Accounts joined to the application: cookies, walls, and the pages that have forms."""

import re

from dash import Dash
from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from werkzeug.exceptions import NotFound

from dashboard.access.audit_page import add_audit_page
from dashboard.access.by_link import add_links
from dashboard.access.declared import owners_of
from dashboard.access.identity_provider import add_identity_provider
from dashboard.access.own_account import add_own_account
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import follow_readers, let_in
from dashboard.access.signing_in import add_signing_in
from dashboard.access.store import Accounts
from dashboard.access.views import note_views
from dashboard.answers import plain_fault
from dashboard.services import services
from metrics import Settings

FEED = re.compile(r"/returns/calendar/[^/]+\.ics")
OWN = (
    "/account", "/admin", "/annotations", "/audit", "/briefings", "/choose-password", "/consent",
    "/releases", "/returns", "/sign-in", "/welcome",
)  # fmt: skip


def join(app: Dash, accounts: Accounts, settings: Settings) -> None:
    """Let people sign in; call behind the walls, before pages and ready answers are added."""
    server = app.server
    server.secret_key = accounts.cookie_key()
    if before := accounts.cookie_key_before():
        server.config["SECRET_KEY_FALLBACKS"] = [before]
    server.extensions["accounts"], server.extensions["dash"] = accounts, app
    accounts.owners = owners_of(server.extensions["services"].catalogue)
    follow_readers(LoginManager(server))
    server.before_request(let_in)
    add_signing_in(server)
    add_links(server)
    add_own_account(server)
    add_audit_page(server)
    add_identity_provider(server, settings)
    note_views(server)
    server.before_request(_lead_in)
    _hide(app)


def _lead_in() -> ResponseReturnValue | None:
    """Whoever follows a link to a return without having signed in is led to do so.

    Every address below is answered alike, whether there is anything at it or not. Calendar
    programs, which cannot sign in, read their feeds by a secret address.
    """
    if request.method not in ("GET", "HEAD") or services().reader.is_signed_in:
        return None
    if not f"{request.path}/".startswith("/returns/") or FEED.fullmatch(request.path):
        return None
    ended = "1" if g.get("session_ended") else None
    return redirect(address_of().to("/sign-in", ended=ended, next=request.path))


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
