"""A link that is good once, shown this once to whoever sends it on."""

from dash import html
from flask import Response

from dashboard.access.declared import undeclared
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account
from dashboard.access.standing import path_of, waits_said
from dashboard.access.store import Purpose
from dashboard.addresses import Address
from dashboard.administering.desk import ACCOUNTS, noting
from dashboard.components import Child
from dashboard.returns.frame import drawn, notice
from dashboard.services import services, site
from dashboard.text import Words
from metrics import AuditAction


def link_page(purpose: Purpose, found: Account, address: Address, words: Words) -> Response:
    """Issue a link, and show it; older links of the account are void."""
    with noting(AuditAction.LINK_ISSUED, purpose=purpose.value):
        token = accounts().issue(purpose, now(), found.id)
    link = f"{site()}{path_of(purpose, token)}"
    shown = html.P(html.Code(link, className="feed-address"))
    issued = accounts().account(found.id) or found
    return added_page(issued, address, words, shown, key=f"link_{purpose}")


def added_page(
    found: Account, address: Address, words: Words, *shown: Child, key: str
) -> Response:  # fmt: skip
    """What has been done, what is to be handed on, and what to mind."""
    mind = undeclared(found, services().catalogue, words, "on_page")
    waits = waits_said(found, words) if found.waits else None
    back = html.A(words("admin.back_account"), href=address.to(f"{ACCOUNTS}/{found.id}"))
    return drawn(
        address,
        words(f"admin.title_{key}", name=found.name),
        *shown,
        html.P(back),
        lead=words(f"admin.lead_{key}"),
        kicker=words("admin.kicker_account"),
        more=[notice(said) for said in (waits, mind) if said],
    )
