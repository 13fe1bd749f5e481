"""The steps with one account: each explains itself, asks for the password, and is noted."""

from collections.abc import Callable, Mapping

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.faults import AccessError
from dashboard.access.plain_pages import address_of, faults, form, words_field
from dashboard.access.reader import account, accounts, now
from dashboard.access.roles import Account, Role
from dashboard.access.standing import bound, state_of
from dashboard.access.store import Purpose
from dashboard.addresses import Address
from dashboard.administering.account_page import steps_of
from dashboard.administering.desk import (
    ACCOUNTS,
    noting,
    other_account,
    proof_fault,
    proof_field,
)
from dashboard.administering.links_shown import link_page
from dashboard.forms import choice, field
from dashboard.returns.frame import drawn
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction

Told = dict[str, str]


def show_step(code: str, step: str) -> Response:
    """What a step does, and the form that takes it."""
    own, found = _taking(code, step)
    return _drawn(step, own, found, address_of())


def take_step(code: str, step: str) -> AnyResponse:
    """Take it, once whoever asks has shown that it is them."""
    own, found = _taking(code, step)
    address = address_of()
    words = Words(address.language)
    told = proof_fault(own, words)
    if told:
        return _drawn(step, own, found, address, told, 403)
    try:
        if step == "link":
            waits = state_of(found) == "invited"
            return link_page(Purpose.INVITE if waits else Purpose.RESET, found, address, words)
        _TAKE[step](found)
    except AccessError as error:
        return _drawn(step, own, found, address, {_field_of(step): words.text(error.text)}, 409)
    return redirect(address.to(f"{ACCOUNTS}/{found.id}", done=step), 303)


def role_fields(
    words: Words, role: str, organization: str, told: Mapping[str, str] | None
) -> list[Component]:
    """Which role, and of which organization where it is bound to one."""
    roles = [(one.value, words(f"sign_in.role_{one}")) for one in Role]
    known = services().catalogue
    near = ", ".join([*known.partners, *known.returns])
    hint = html.P(words("admin.organization_hint", known=near or "–"), className="note")
    bound_to = words_field(words("admin.organization"), "organization", organization, told,
                           kind="text", maxlength="64", autocomplete="off")  # fmt: skip
    return [
        field(words("sign_in.account_role"), "role", choice("role", "role", roles, role)),
        html.Div([bound_to, hint]),
    ]


def role_sent() -> Role:
    """The role that was chosen; nothing is here for one that the form does not have."""
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        abort(400)


def _taking(code: str, step: str) -> tuple[Account, Account]:
    """Who asks and whom it is about; never oneself, and no step that cannot be taken now."""
    own, found = other_account(code, Action.UPDATE)
    if own.id == found.id or step not in steps_of(found, own):
        abort(404)
    return own, found


def _drawn(
    step: str, own: Account, found: Account, address: Address,
    told: Told | None = None, status: int = 200,
) -> Response:  # fmt: skip
    words = Words(address.language)
    fields: list[Component] = []
    if step == "role":
        role = request.form.get("role", found.role.value)
        bound_to = request.form.get("organization", found.organization or "")
        fields = role_fields(words, role, bound_to, told)
    back = html.A(words("admin.back_account"), href=address.to(f"{ACCOUNTS}/{found.id}"))
    to = address.to(f"{ACCOUNTS}/{found.id}/{step}")
    return drawn(
        address,
        words(f"admin.title_{step}", name=found.name),
        form(to, words(f"admin.step_{step}"), *fields, proof_field(own, words, told)),
        html.P(back),
        lead=words(f"admin.means_{step}"),
        kicker=words("admin.kicker_account"),
        more=faults(words, told or {}),
        status=status,
    )


def _field_of(step: str) -> str:
    return "organization" if step == "role" else "proof"


def _role(found: Account) -> None:
    given, organization = role_sent(), request.form.get("organization", "").strip()
    with noting(AuditAction.ACCOUNT_CHANGED, **bound(found, "before")):
        accounts().set_role(found.id, given, organization or None, now())


def _factor(found: Account) -> None:
    with noting(AuditAction.SECOND_FACTOR_CHANGED):
        accounts().remove_second_factor(found.id, now())


def _sessions(found: Account) -> None:
    with noting(AuditAction.SESSION_ENDED):
        accounts().end_every(found.id)


def _disable(found: Account) -> None:
    with noting(AuditAction.ACCOUNT_DISABLED):
        accounts().disable(found.id)


def _enable(found: Account) -> None:
    with noting(AuditAction.ACCOUNT_ENABLED):
        accounts().enable(found.id, now())


def _confirm(found: Account) -> None:
    if own := account():
        with noting(AuditAction.ACCOUNT_CONFIRMED):
            accounts().vouch(found.id, own, now())


_TAKE: Mapping[str, Callable[[Account], None]] = {
    "confirm": _confirm, "role": _role, "factor": _factor, "sessions": _sessions,
    "disable": _disable, "enable": _enable,
}  # fmt: skip
