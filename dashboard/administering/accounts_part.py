"""The accounts of an installation as a table: who may sign in, and when each last did."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account
from dashboard.access.standing import means_said, organization_of, state_of
from dashboard.addresses import Address
from dashboard.administering.desk import ACCOUNTS, NEW, instant
from dashboard.components import STACKS, Child, Column, scrolls, section, table
from dashboard.returns.marks import mark
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction

COLUMNS = ("name", "role", "state", "factor", "signed_in", "sessions")
STATES = {"active": "on", "invited": "due", "waits": "due", "disabled": "na"}


class Known(NamedTuple):
    """All accounts, when each signed in last, and how many of its sessions go on."""

    every: Sequence[Account]
    signed_in: dict[str, datetime]
    sessions: dict[str, int]

    @property
    def lacking_factor(self) -> list[Account]:
        """Who works with two factors in production, has set up one, and can sign in already."""
        return [one for one in self.every if lacks_factor(one) and state_of(one) == "active"]

    @property
    def invited(self) -> list[Account]:
        return [one for one in self.every if state_of(one) == "invited"]

    @property
    def waiting(self) -> list[Account]:
        """Who waits for a second person."""
        return [one for one in self.every if state_of(one) == "waits"]


def known_accounts() -> Known:
    held = accounts()
    signed_in = services().store.audit.last_by(AuditAction.SIGNED_IN)
    return Known(held.every(), signed_in, held.session_counts(now()))


def lacks_factor(one: Account) -> bool:
    return one.needs_second_factor and not (one.has_second_factor or one.disabled)


def accounts_part(known: Known, address: Address, words: Words) -> Component:
    """The table, and the way to add somebody."""
    title = words("admin.accounts")
    columns = [Column(words(f"admin.account_{one}"), one == "sessions") for one in COLUMNS]
    rows = [_row(one, known, address, words) for one in known.every]
    shown = table(title, columns, rows, f"tnum {STACKS}", hidden_caption=True)
    way = html.A(words("admin.invite"), href=address.to(NEW), className="btn")
    add = html.Div(way, className="dls")
    note = words.counted("admin.accounts_note", len(known.every))
    return section("accounts", title, add, scrolls(title, shown), note=note)


def _row(one: Account, known: Known, address: Address, words: Words) -> list[Child]:
    return [
        html.A(one.name, href=address.to(f"{ACCOUNTS}/{one.id}")),
        role_said(one, words),
        state_mark(one, words),
        factor_mark(one, words),
        instant(known.signed_in.get(one.id), words),
        words.number(known.sessions.get(one.id, 0)),
    ]


def role_said(one: Account, words: Words) -> Component:
    """The role, and under it the organization to which it is bound."""
    name = organization_of(one, words)
    small = html.Small(name, className="note") if name else None
    return html.Span([words(f"access.role_{one.role}"), small])


def state_mark(one: Account, words: Words) -> Component:
    state = state_of(one)
    return mark(STATES[state], words(f"access.state_{state}"), means_said(one, words) or "")


def factor_mark(one: Account, words: Words) -> Component:
    """Whether a second step is set up; where it is asked for and lacks, that too."""
    if one.has_second_factor:
        return mark("on", words("access.has_factor"))
    note = words("admin.factor_needed") if lacks_factor(one) else ""
    return mark("watch" if note else "na", words("access.lacks_factor"), note)
