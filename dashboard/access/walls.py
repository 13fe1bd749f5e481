"""What stands before every request: where it comes from, how often, and what may be kept of it."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from dash import Dash
from flask import Response, abort, request, session
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from limits import RateLimitItemPerHour, parse

from dashboard.access.counting import count_with
from dashboard.access.delays import place_of
from dashboard.access.reader import account
from dashboard.access.store import Accounts
from dashboard.kept import CALLBACK
from dashboard.services import services
from metrics import Settings

OF_EVERYBODY = ("/assets/", "/_dash-component-suites/")
SAFE = ("GET", "HEAD", "OPTIONS")
POSTS = parse("60 per minute")  # of forms, from one address
# The rules whose answer is a file to be kept; each that is taken leaves its entries in the log.
FILE = re.compile(r"(\.(csv|ics|json|xlsx|zip)|\.<any\([^)]*\):kind>|/file|/template)")
YEAR = 365 * 24 * 3600


def build_walls(app: Dash, settings: Settings, accounts: Accounts | None = None) -> None:
    """Refuse what another site sends or a machine repeats; call before pages are added."""
    server, production = app.server, settings.env == "production"
    server.config.update(
        SESSION_COOKIE_NAME="__Host-session" if production else "session",
        SESSION_COOKIE_SECURE=production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
        WTF_CSRF_SSL_STRICT=False,  # `_from_here` looks at the origin, behind a proxy too
    )
    tokens = CSRFProtect(server)
    counter = count_with(server, accounts)
    files = RateLimitItemPerHour(settings.files)

    def check() -> None:
        if request.method in SAFE:
            if _asks_file() and not counter.hit(files, *_whose()):
                abort(429)
            return
        if not _from_here():
            abort(403)
        if request.path == CALLBACK:  # a page asks by it; only forms are counted
            _check_json()
        elif request.url_rule is not None:  # else there is nothing that a form could change
            if not counter.hit(POSTS, *_who()):
                abort(429)
            tokens.protect()

    server.before_request(check)
    server.after_request(_add_headers(production=production))


def _asks_file() -> bool:
    if request.path.startswith(OF_EVERYBODY) or request.url_rule is None:
        return False
    return FILE.search(request.url_rule.rule) is not None


def _whose() -> tuple[str, str]:
    """Whose files are counted together: those of an account, else of an address."""
    found = account()
    return ("account", found.id) if found else ("address", place_of(request.remote_addr or ""))


def _who() -> tuple[str, str]:
    """Whose forms are counted together: those of a session, else of an address."""
    if current_user and current_user.is_authenticated:
        return "session", str(session.get("_user_id", ""))
    return "address", place_of(request.remote_addr or "")


def _from_here() -> bool:
    """Whether a page of this site has sent the request.

    Browsers say so themselves, and say it of every POST; a program that says nothing has no
    reader's cookie, and where it has one it must say.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        return urlsplit(origin).netloc.lower() == request.host.lower()
    return not request.cookies


def _check_json() -> None:
    """A callback is JSON: another site's form cannot send that without asking first."""
    if request.mimetype != "application/json":
        abort(415)


def _add_headers(*, production: bool) -> Callable[[Response], Response]:
    """TLS for good, and nothing kept of what is drawn for someone who has signed in."""

    def add(response: Response) -> Response:
        if production:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if services().reader.is_signed_in and not request.path.startswith(OF_EVERYBODY):
            response.headers["Cache-Control"] = "no-store"
        return response

    return add
