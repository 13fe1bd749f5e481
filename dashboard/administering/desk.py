"""What the pages of the administration have in common: who may, and what is noted of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dash import html
from dash.development.base_component import Component
from flask import abort, request

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.journal import journal
from dashboard.access.plain_pages import words_field
from dashboard.access.reader import account, accounts, now
from dashboard.access.refusals import present_fault, refusal
from dashboard.access.roles import Account, AccountKind, Refused
from dashboard.access.second_step import present_field
from dashboard.access.standing import BINDING, bound
from dashboard.returns.frame import may_or_gone
from dashboard.text import Words
from metrics import AuditAction

ADMIN = "/admin"
ACCOUNTS = f"{ADMIN}/accounts"
NEW = f"{ACCOUNTS}/new"
VERIFY = f"{ADMIN}/audit"
INSTALLATION = Thing(Kind.ADMINISTRATION)
PROOF = "proof"


def administrator(action: Action = Action.READ) -> Account:
    """Who asks, where they look after the installation; for anyone else there is nothing here."""
    return may_or_gone(action, INSTALLATION, "page", "admin")


def inviting() -> Account:
    """Who asks, where they may add accounts."""
    return may_or_gone(Action.CREATE, Thing(Kind.ACCOUNT), "page", "admin")


def other_account(code: str, action: Action = Action.READ) -> tuple[Account, Account]:
    """Who asks, and the account they look after; what is not there is answered as nothing."""
    own = may_or_gone(action, INSTALLATION, "account", code)
    found = accounts().account(code)
    if found is None:
        abort(404)
    return own, found


@contextmanager
def noting(action: AuditAction, **detail: str | int) -> Iterator[None]:
    """Within, an account is changed only where the log has an entry of it, by who is signed in."""

    def note(changed: Account) -> None:
        own = bound(changed) if action in BINDING else {}
        journal(action, "account", changed.id, None, **detail, **own)

    own = account()
    with accounts().noting(note, by=own.id if own else ""):
        yield


def proof_field(own: Account, words: Words, told: dict[str, str] | None) -> Component:
    """What is asked before anything changes: the password, or a code where there is none here."""
    if own.kind is AccountKind.LOCAL:
        return present_field(words, PROOF, told)
    if not own.has_second_factor:
        return html.P(words("admin.no_proof"), className="note", id=PROOF)
    return words_field(words("sign_in.code"), PROOF, told=told, kind="text", required="",
                       autocomplete="one-time-code", maxlength="40")  # fmt: skip


def proof_fault(own: Account, words: Words) -> dict[str, str]:
    """What is wrong with the password or the code that was given; nothing if it is right."""
    if own.kind is AccountKind.LOCAL:
        return present_fault(own, PROOF, words)
    if not own.has_second_factor:
        return {PROOF: words("admin.no_proof")}
    code, place = request.form.get(PROOF, ""), request.remote_addr or ""
    given = accounts().check_code(own.id, code, place, now())
    if not isinstance(given, Refused):
        return {}
    return {PROOF: refusal(given, "sign_in.code_refused", words)}


def instant(at: datetime | None, words: Words) -> str:
    """A day and a minute in UTC; "never" for what has not been."""
    return words.minute(at) if at else words("admin.never")
