"""From a proven password or person to a session: half of one while a second step is owed."""

from flask import redirect, request, session
from flask_login import login_user
from werkzeug.wrappers import Response

from dashboard.access.devices import device_of
from dashboard.access.journal import journal
from dashboard.access.reader import Reader, accounts, needs_code, now
from dashboard.access.roles import Account
from dashboard.addresses import own_path
from metrics import AuditAction

HOME, CODE, SECOND_STEP = "/", "/sign-in/code", "/account/second-step"


def begin(account: Account, *, proven: bool = False) -> Response:
    """Begin a session for someone whose password or provider has spoken, and go on.

    `proven` where a second factor has been given elsewhere.
    """
    whole = proven or not needs_code(account)
    token = accounts().begin(account.id, now(), device=device_of(request), whole=whole)
    following = session.get("next")
    _follow(token)
    if not whole:
        session["next"] = following
        return redirect(CODE if account.has_second_factor else SECOND_STEP)
    journal(AuditAction.SIGNED_IN, "account", account.id, by=account)
    return redirect(own_path(following or HOME))


def _follow(token: str) -> None:
    """Let the cookie name this session, and nothing of the one before."""
    session.clear()
    if found := accounts().session(token, now()):
        login_user(Reader(*found, token))


def complete(half: Reader) -> Response:
    """The second step is done: a new, whole session in the place of the half one."""
    following = session.get("next")
    _follow(accounts().rotate(half.token, now(), whole=True))
    journal(AuditAction.SIGNED_IN, "account", half.account.id, by=half.account)
    return redirect(own_path(following or HOME))
