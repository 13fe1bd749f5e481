"""One account: how it stands, and the steps that an administrator can take with it."""

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import accounts, now
from dashboard.access.roles import Account, AccountKind
from dashboard.access.standing import waits_said
from dashboard.addresses import Address
from dashboard.administering.accounts_part import factor_mark, role_said, state_mark
from dashboard.administering.desk import ACCOUNTS, ADMIN, instant, other_account
from dashboard.components import STACKS, Child, Column, missing, section, table
from dashboard.returns.frame import drawn, notice
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction

STEPS = ("confirm", "role", "link", "factor", "sessions", "disable", "enable")
DONE = tuple(one for one in STEPS if one != "link")  # a link is shown instead


def show_account(code: str) -> Response:
    """The account of this id, for an administrator."""
    own, found = other_account(code)
    saw("account", found.id)
    address = address_of("done")
    words = Words(address.language)
    done = address.asked("done")
    told = notice(words(f"admin.done_{done}")) if done in DONE else None
    return drawn(
        address,
        found.name,
        _facts(found, words),
        _steps(own, found, address, words),
        _sessions(found, words),
        html.P(html.A(words("admin.back"), href=address.to(f"{ADMIN}#accounts"))),
        kicker=words("admin.kicker_account"),
        more=[told, notice(waits_said(found, words)) if found.waits else None],
    )


def steps_of(found: Account, own: Account) -> Iterator[str]:
    """The steps that this administrator can take with an account as it stands."""
    if found.disabled:
        yield "enable"
        return
    if accounts().may_vouch(found.id, own, now()):
        yield "confirm"
    yield "role"
    if found.kind is AccountKind.LOCAL:
        yield "link"
    if found.has_second_factor:
        yield "factor"
    if accounts().sessions_of(found.id, now()):
        yield "sessions"
    yield "disable"


def _facts(found: Account, words: Words) -> Component:
    last = services().store.audit.last_by(AuditAction.SIGNED_IN).get(found.id)
    told: dict[str, Child] = {
        "role": role_said(found, words),
        "state": state_mark(found, words),
        "factor": factor_mark(found, words),
        "signed_in": instant(last, words),
    }
    pairs = [
        html.Div([html.Dt(words(f"admin.account_{key}")), html.Dd(said)])
        for key, said in told.items()
    ]
    return html.Dl(pairs, className="dl")


def _steps(own: Account, found: Account, address: Address, words: Words) -> Component:
    """A link to each step; nobody takes one with the account that they are signed in with."""
    title = words("admin.steps")
    if own.id == found.id:
        way = html.A(words("sign_in.own"), href=address.to("/account"))
        return section("steps", title, html.P([words("admin.own_account"), " ", way]))
    links = [
        html.Li([
            html.A(words(f"admin.step_{one}"), href=address.to(f"{ACCOUNTS}/{found.id}/{one}")),
            html.Br(),
            html.Span(words(f"admin.means_{one}"), className="note"),
        ])
        for one in steps_of(found, own)
    ]  # fmt: skip
    return section("steps", title, html.Ul(links, className="items"))


def _sessions(found: Account, words: Words) -> Component:
    title = words("admin.account_sessions")
    held = accounts().sessions_of(found.id, now())
    if not held:
        return section("sessions", title, html.P(missing(words("admin.no_sessions"))))
    columns = [Column(words(f"sign_in.{one}")) for one in ("device", "begun", "seen")]
    rows = [
        [one.device or "?", instant(one.begun_at, words), instant(one.last_seen_at, words)]
        for one in held
    ]
    return section("sessions", title, table(title, columns, rows, f"tnum {STACKS}", True))
