"""Who reads: the account behind a request, as flask-login keeps it, and what it may see."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, current_app, g, has_request_context, request, session
from flask_login import LoginManager, UserMixin, current_user

from dashboard.access.authorize import (
    Action,
    Thing,
    administers,
    authorize,
    scope_of,
    sees_briefings,
    sees_consent,
    sees_returns,
    writes_notes,
)
from dashboard.access.roles import BOUND_ROLES, Account
from dashboard.access.store import Accounts, Session
from dashboard.kept import CALLBACK
from dashboard.resting import is_resting
from dashboard.services import ReaderKey, services


@dataclass(frozen=True)
class Reader(UserMixin):  # type: ignore[misc]  # flask-login has no types
    """An account that has signed in, by way of one session."""

    account: Account
    session: Session
    token: str

    def get_id(self) -> str:
        """What the cookie carries: the session's random number, never the account's."""
        return self.token


def accounts() -> Accounts:
    """The accounts of the application that answers this request."""
    found: Accounts = current_app.extensions["accounts"]
    return found


def now() -> datetime:
    """The instant that sessions and delays are judged by; tests set the clock."""
    clock = current_app.extensions.get("clock")
    return clock() if clock else datetime.now(UTC)


def follow_readers(login: LoginManager) -> None:
    """Let flask-login find the session that a cookie names."""
    login.session_protection = None  # the address of a telephone changes as it moves
    login.user_loader(_reader)


def _reader(token: str) -> Reader | None:
    found = accounts().session(token, now())
    return Reader(*found, token) if found else None


def reader() -> Reader | None:
    """Who has signed in wholly: with the second factor too where that is asked for.

    Nobody, while nothing can be saved: what one is shown by name could not be noted.
    """
    if not has_request_context() or "accounts" not in current_app.extensions or is_resting():
        return None
    found: Reader | None = current_user if current_user.is_authenticated else None
    return found if found and found.session.is_whole else None


def account() -> Account | None:
    found = reader()
    return found.account if found else None


def let_in() -> None:
    """Before anything is answered: from here on the services show what this reader may see."""
    if is_resting():
        return
    if "_user_id" in session and not current_user.is_authenticated:
        session.clear()  # it has ended: whoever had it is told, and a script is stopped
        if request.path == CALLBACK:
            abort(401)
        g.session_ended = True
    elif request.cookies and (found := account()):
        key = ReaderKey(
            scope_of(found), is_signed_in=True, sees_returns=sees_returns(found),
            sees_consent=sees_consent(found) and _governs(found),
            sees_briefings=sees_briefings(found), writes_notes=writes_notes(found),
            administers=administers(found),
        )  # fmt: skip
        g.services = services().seen_by(key)


def _governs(account: Account) -> bool:
    """Whether the account's organization governs its data; for the office, whether any does."""
    partners = services().catalogue.partners
    if account.role in BOUND_ROLES:
        own = partners.get(account.organization or "")
        return own is not None and own.governance is not None
    return any(one.governance is not None for one in partners.values())


def may(action: Action, thing: Thing) -> bool:
    return authorize(account(), action, thing)


def needs_code(account: Account) -> bool:
    """Whether a second step is asked of this account: in production of the whole office."""
    in_production = services().settings.env == "production"
    return account.has_second_factor or (in_production and account.needs_second_factor)
