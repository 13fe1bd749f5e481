"""Whose accounts decide for an organization: one that it does not know is seen here."""

from dash import html
from dash.development.base_component import Component

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.reader import account, accounts, may, now
from dashboard.access.roles import Account, Role
from dashboard.access.standing import waits_said
from dashboard.addresses import Address
from dashboard.components import Child, section
from dashboard.governance.bound import labelled
from dashboard.governance.confirming import ACCOUNTS
from dashboard.text import Words


def accounts_section(
    organization: str, address: Address, words: Words, *, governs: bool = True
) -> Component | None:
    """The stewards, disabled ones too, and every account that waits for a second person.

    That an organization has no steward is told where it governs its data.
    """
    found = [
        one
        for one in accounts().every()
        if one.organization == organization and (one.role is Role.STEWARD or one.waits)
    ]
    if not (found or governs):
        return None
    items = [html.Li(_said(one, address, words)) for one in found]
    told: Child = html.Ul(items, className="plain")
    if not any(one.role is Role.STEWARD for one in found):
        told = html.Div([told if found else None, html.P(words("governance.no_stewards"))])
    note = words("governance.stewards_note")
    return section("stewards", words("governance.stewards"), told, note=note)


def _said(one: Account, address: Address, words: Words) -> list[Child]:
    if one.disabled:
        return [words("governance.steward_ended", name=one.name)]
    if not one.waits:
        return [one.name]
    role = words(f"access.role_{one.role}")
    told = words("governance.account_waits", name=one.name, role=role, when=waits_said(one, words))
    return [told, *_way(one, address, words)]


def _way(one: Account, address: Address, words: Words) -> list[Child]:
    """The way to confirm it, for a steward who may."""
    own, whose = account(), Thing(Kind.CONSENT, organization=one.organization)
    if own is None or not may(Action.UPDATE, whose):
        return []
    if not accounts().may_vouch(one.id, own, now()):
        return []
    said = labelled(words("admin.title_confirm", name=one.name))
    return [" ", html.A(words("admin.step_confirm"), href=address.to(f"{ACCOUNTS}/{one.id}"),
                        **said)]  # fmt: skip
