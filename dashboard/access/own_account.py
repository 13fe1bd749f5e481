"""A person's own account: password, second step, and where they are signed in."""

from dataclasses import replace

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access import second_step
from dashboard.access.arrivals import owed, renew
from dashboard.access.authorize import AUDIT_LOG, Action, Kind, Thing
from dashboard.access.faults import FaultyPasswordError
from dashboard.access.in_vain import refused
from dashboard.access.journal import journalled
from dashboard.access.plain_pages import address_of, answer, faults, form, words_field
from dashboard.access.reader import Reader, accounts, may, now, reader
from dashboard.access.refusals import present_fault
from dashboard.access.roles import Account, AccountKind
from dashboard.access.standing import organization_of
from dashboard.access.store import Session
from dashboard.addresses import Address
from dashboard.components import Column, section, table
from dashboard.text import Words
from metrics import AuditAction

ACCOUNT = "/account"
PASSWORD = f"{ACCOUNT}/password"


def add_own_account(server: Flask) -> None:
    """Let the pages of one's own account answer."""
    server.add_url_rule(ACCOUNT, "account", _page, methods=["GET"])
    server.add_url_rule(PASSWORD, "account_password", _password_sent, methods=["POST"])
    server.add_url_rule(second_step.NEW_CODES, "account_codes", _codes_sent, methods=["POST"])
    server.add_url_rule(
        f"{ACCOUNT}/sessions/<id_>/end", "account_session", _end_session, methods=["POST"]
    )
    second_step.add_second_step(server)


def _signed_in() -> Reader:
    """Whoever reads; for anyone else this page does not exist."""
    found = reader()
    if found is None or not may(Action.READ, Thing(Kind.ACCOUNT, owner=found.account.id)):
        abort(404)
    return found


def _page() -> AnyResponse:
    if current_user.is_authenticated and reader() is None:
        return redirect(address_of().to(owed(current_user.account)))
    return _drawn(_signed_in())


def _drawn(found: Reader, told: dict[str, str] | None = None, status: int = 200) -> Response:
    # Also where a form was refused: a link to the same page leads to what can be asked for.
    address = replace(address_of("done"), path=ACCOUNT)
    words = Words(address.language)
    done = address.asked("done") == "password"
    return answer(
        address,
        words("sign_in.account_title"),
        html.P(words("sign_in.changed"), className="banner", role="status") if done else None,
        *faults(words, told or {}),
        _facts(found.account, words),
        form(address.to("/sign-out"), words("sign_in.out")),
        _ways(address, words),
        _password(found.account, address, words, told),
        second_step.summary(found.account, address, words, told),
        _sessions(found, address, words),
        status=status,
    )


def _facts(account: Account, words: Words) -> Component:
    told = {
        "account_name": account.name,
        "account_role": words(f"sign_in.role_{account.role}"),
        "account_organization": organization_of(account, words),
    }
    pairs = [
        html.Div([html.Dt(words(f"sign_in.{key}")), html.Dd(said)])
        for key, said in told.items()
        if said
    ]
    return html.Dl(pairs, className="dl")


def _ways(address: Address, words: Words) -> Component | None:
    """Ways to what only few may see: the audit log, and the administration."""
    ways = [
        (words("sign_in.audit"), "/audit", AUDIT_LOG),
        (words("admin.title"), "/admin", Thing(Kind.ADMINISTRATION)),
    ]
    links = [html.A(name, href=address.to(to)) for name, to, of in ways if may(Action.READ, of)]
    return html.Ul([html.Li(one) for one in links], className="plain") if links else None


def _password(
    account: Account, address: Address, words: Words, told: dict[str, str] | None
) -> Component | None:
    if account.kind is not AccountKind.LOCAL:
        return None
    return section(
        "password-change",
        words("sign_in.change"),
        form(address.to(PASSWORD), words("sign_in.change"), *_password_fields(words, told)),
    )


def _password_fields(words: Words, told: dict[str, str] | None) -> list[Component]:
    own = second_step.present_field(words, "present", told)
    return [own, *new_password_fields(words, told)]


def new_password_fields(words: Words, told: dict[str, str] | None) -> list[Component]:
    """A new password, twice, with what makes one good."""
    more = {"kind": "password", "autocomplete": "new-password", "required": "", "maxlength": "200"}
    return [
        html.P(words("sign_in.hint"), className="note"),
        words_field(words("sign_in.new"), "new", told=told, **more),
        words_field(words("sign_in.new_again"), "again", told=told, **more),
    ]


def new_password(words: Words) -> tuple[str, dict[str, str]]:
    """The new password that was sent, and what is wrong with how it was sent."""
    new, again = request.form.get("new", ""), request.form.get("again", "")
    return new, {} if new == again else {"again": words("sign_in.differs")}


def _password_sent() -> AnyResponse:
    found, words = _changing(), Words(address_of().language)
    new, told = new_password(words)
    told = told or present_fault(found.account, "present", words) or _kept(found, new, words)
    if told:
        return _drawn(found, told, status=400)
    renew(found)
    return redirect(address_of().to(ACCOUNT, done="password"))


def _changing() -> Reader:
    """Whoever reads, where they may change their own account."""
    found = _signed_in()
    if not may(Action.UPDATE, Thing(Kind.ACCOUNT, owner=found.account.id)):
        abort(404)
    return found


def _codes_sent() -> AnyResponse:
    """Make new recovery codes; those that are left count no more."""
    found, address = _changing(), address_of()
    if not found.account.has_second_factor:
        abort(404)
    words = Words(address.language)
    if told := present_fault(found.account, second_step.PROOF, words):
        return _drawn(found, told, status=400)
    with journalled(AuditAction.SECOND_FACTOR_CHANGED):
        codes = accounts().new_recovery_codes(found.account.id)
    return second_step.codes_page(codes, address, words)


def _kept(found: Reader, new: str, words: Words) -> dict[str, str]:
    """Keep a new password and end the other sessions; what is wrong with it otherwise."""
    try:
        with journalled(AuditAction.PASSWORD_CHANGED):
            accounts().set_password(found.account.id, new, now(), keep=found.session.id)
    except FaultyPasswordError as error:
        return {"new": words.text(error.text)}
    return {}


def _sessions(found: Reader, address: Address, words: Words) -> Component:
    heads = ("device", "begun", "seen", "session")
    columns = [Column(words(f"sign_in.{key}")) for key in heads]
    rows = [
        _session(one, found.session, address, words)
        for one in accounts().sessions_of(found.account.id, now())
    ]
    return section(
        "sessions",
        words("sign_in.sessions"),
        table(words("sign_in.sessions"), columns, rows, "tnum stacks", hidden_caption=True),
        note=words("sign_in.sessions_note"),
    )


def _session(one: Session, own: Session, address: Address, words: Words) -> list[object]:
    device, begun = one.device or "?", words.minute(one.begun_at)
    named = words("sign_in.end_named", device=device, day=begun)
    end = form(address.to(f"{ACCOUNT}/sessions/{one.id}/end"), words("sign_in.end"), named=named)
    last = words("sign_in.this_one") if one.id == own.id else end
    return [device, begun, words.minute(one.last_seen_at), last]


def _end_session(id_: str) -> AnyResponse:
    """End one of one's own sessions; another's does not exist."""
    found = _signed_in()
    mine = {one.id for one in accounts().sessions_of(found.account.id, now())}
    owner = found.account.id if id_ in mine else None
    if not may(Action.DELETE, Thing(Kind.SESSION, owner=owner)):
        refused("session", "another")
        abort(404)
    with journalled(AuditAction.SESSION_ENDED):
        accounts().end(id_)
    return redirect(address_of().to(ACCOUNT))
