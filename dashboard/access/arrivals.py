"""From a proven password or person to a session: half of one while a second step is owed."""

from contextlib import nullcontext
from dataclasses import replace

from flask import redirect, request, session
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from dashboard.access.devices import device_of
from dashboard.access.journal import journalled
from dashboard.access.reader import Reader, accounts, needs_code, now
from dashboard.access.roles import Account
from dashboard.addresses import Address
from metrics import AuditAction

HOME, CODE, SECOND_STEP = "/", "/sign-in/code", "/account/second-step"


def begin(account: Account, address: Address, *, proven: bool = False) -> Response:
    """Begin a session for someone whose password or provider has spoken, and go on.

    `proven` where a second factor has been given elsewhere.
    """
    whole = proven or not needs_code(account)
    _end_present()
    with journalled(AuditAction.SIGNED_IN) if whole else nullcontext():
        token = accounts().begin(account.id, now(), device=device_of(request), whole=whole)
    following = session.get("next")
    _follow(token)
    if not whole:
        session["next"] = following
        return redirect(onward(address, account, owed(account)))
    return redirect(onward(address, account, following or HOME))


def owed(account: Account) -> str:
    """The page of the second step: its code, or its setting up where that is still to be done."""
    return CODE if account.has_second_factor else SECOND_STEP


def named_language(address: Address) -> str | None:
    """The language where the address names one; nobody's own language comes before it."""
    return address.asked("lang") or address.state.get("lang")


def onward(address: Address, account: Account, path: str) -> str:
    """The way on in the language that the address names, else in the account's own."""
    if named := named_language(address):
        return address.to(path, lang=named)
    return replace(address, language=account.language).to(path)


def _end_present() -> None:
    """A browser follows one session: the one before ends, and does not go on unseen."""
    if current_user.is_authenticated:
        before: Reader = current_user
        with journalled(AuditAction.SESSION_ENDED):
            accounts().end(before.session.id)


def _follow(token: str) -> None:
    """Let the cookie name this session, and nothing of the one before."""
    session.clear()
    if found := accounts().session(token, now()):
        login_user(Reader(*found, token))


def renew(found: Reader) -> None:
    """What protects the account has changed: the session goes on under another number."""
    _follow(accounts().rotate(found.token, now()))


def complete(half: Reader, address: Address, by: str = "app") -> Response:
    """The second step is done: a new, whole session in the place of the half one."""
    following = session.get("next")
    with journalled(AuditAction.SIGNED_IN, step=by):
        token = accounts().rotate(half.token, now(), whole=True)
    _follow(token)
    return redirect(onward(address, half.account, following or HOME))
