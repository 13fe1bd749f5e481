"""A steward as the second person for another account of its own organization."""

from dash import html
from flask import Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind
from dashboard.access.faults import AccessError
from dashboard.access.plain_pages import faults, form
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account
from dashboard.administering.desk import noting, proof_fault, proof_field
from dashboard.governance.bound import CONSENT, here, reader_of
from dashboard.returns.frame import drawn
from dashboard.text import Words
from metrics import AuditAction

ACCOUNTS = f"{CONSENT}/accounts"


def page(code: str) -> Response:
    """What confirming an account means, and the form that does it."""
    own, found = _asked(code)
    return _drawn(own, found, {})


def confirmed(code: str) -> AnyResponse:
    """Confirm it, once the steward has shown that it is them."""
    own, found = _asked(code)
    address = here()
    words = Words(address.language)
    if told := proof_fault(own, words):
        return _drawn(own, found, told, 403)
    try:
        with noting(AuditAction.ACCOUNT_CONFIRMED):
            accounts().vouch(found.id, own, now())
    except AccessError as error:
        return _drawn(own, found, {"proof": words.text(error.text)}, 409)
    return redirect(address.to(CONSENT, done="confirmed"), 303)


def _asked(code: str) -> tuple[Account, Account]:
    """The steward, and an account of the same organization that waits; else there is nothing."""
    own = reader_of(Action.UPDATE, Kind.CONSENT, "account")
    found = accounts().account(code)
    if found is None or found.organization != own.organization:
        abort(404)
    if not accounts().may_vouch(found.id, own, now()):
        abort(404)
    return own, found


def _drawn(own: Account, found: Account, told: dict[str, str], status: int = 200) -> Response:
    address = here()
    words = Words(address.language)
    to = address.to(f"{ACCOUNTS}/{found.id}")
    return drawn(
        address,
        words("admin.title_confirm", name=found.name),
        form(to, words("admin.step_confirm"), proof_field(own, words, told)),
        html.P(html.A(words("governance.back"), href=address.to(CONSENT))),
        lead=words("admin.means_confirm"),
        kicker=words("governance.kicker"),
        more=faults(words, told),
        status=status,
    )
