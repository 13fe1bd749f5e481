"""Inviting somebody: a name, a role, and a link by which they choose their own password."""

from dash import html
from dash.development.base_component import Component
from flask import Response, request

from dashboard.access.faults import AccessError
from dashboard.access.plain_pages import address_of, faults, form, words_field
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account, AccountKind, Role
from dashboard.access.store import Purpose
from dashboard.addresses import Address
from dashboard.administering.desk import (
    ADMIN,
    NEW,
    inviting,
    noting,
    proof_fault,
    proof_field,
)
from dashboard.administering.links_shown import added_page, link_page
from dashboard.administering.taking import role_fields, role_sent
from dashboard.forms import choice, field
from dashboard.returns.frame import drawn
from dashboard.text import Words
from metrics import AuditAction, Language

Told = dict[str, str]
OF_ORGANIZATION = ("access.organization_needed", "access.organization_unused")


def show_new() -> Response:
    return _drawn(inviting(), address_of())


def invite() -> Response:
    """Add the account, and show the invitation this once."""
    own, address = inviting(), address_of()
    words = Words(address.language)
    told = proof_fault(own, words)
    if told:
        return _drawn(own, address, told, 403)
    try:
        added = _added()
    except AccessError as error:
        return _drawn(own, address, {_field_of(error): words.text(error.text)}, 400)
    if added.kind is AccountKind.OIDC:
        return added_page(added, address, words, key="added_oidc")
    return link_page(Purpose.INVITE, added, address, words)


def _added() -> Account:
    sent = request.form
    language = Language.FR if sent.get("language") == Language.FR else Language.EN
    kind = AccountKind.OIDC if sent.get("kind") == AccountKind.OIDC else AccountKind.LOCAL
    with noting(AuditAction.ACCOUNT_ADDED):
        return accounts().add(
            sent.get("name", ""), role_sent(), now=now(), language=language, kind=kind,
            organization=sent.get("organization", "").strip() or None,
        )  # fmt: skip


def _field_of(error: AccessError) -> str:
    """The field that a fault speaks of: the organization, or else the name."""
    return "organization" if error.key in OF_ORGANIZATION else "name"


def _drawn(own: Account, address: Address, told: Told | None = None, status: int = 200) -> Response:
    words = Words(address.language)
    return drawn(
        address,
        words("admin.invite"),
        form(address.to(NEW), words("admin.invite_button"), *_fields(own, words, told)),
        html.P(html.A(words("admin.back"), href=address.to(f"{ADMIN}#accounts"))),
        lead=words("admin.invite_lead"),
        kicker=words("admin.title"),
        more=faults(words, told or {}),
        status=status,
    )


def _fields(own: Account, words: Words, told: Told | None) -> list[Component]:
    sent = request.form
    role, bound_to = sent.get("role", Role.VIEWER.value), sent.get("organization", "")
    kinds = [(one.value, words(f"admin.kind_{one}")) for one in AccountKind]
    languages = [(one.value, words(f"admin.language_{one}")) for one in Language]
    name = words_field(words("sign_in.name"), "name", sent.get("name", ""), told, kind="text",
                       required="", maxlength="254", autocomplete="off")  # fmt: skip
    return [
        name,
        *role_fields(words, role, bound_to, told),
        field(words("admin.language"), "language",
              choice("language", "language", languages, sent.get("language", ""))),
        field(words("admin.kind"), "kind", choice("kind", "kind", kinds, sent.get("kind", ""))),
        proof_field(own, words, told),
    ]  # fmt: skip
