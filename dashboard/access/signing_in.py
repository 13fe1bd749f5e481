"""Signing in and out: a password or an identity provider, and a second step where it is asked."""

import logging
from dataclasses import replace
from functools import partial

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, redirect, request, session
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access import identity_provider
from dashboard.access.arrivals import CODE, HOME, begin, complete, named_language, owed
from dashboard.access.journal import journal, journalled
from dashboard.access.plain_pages import address_of, answer, faults, form, words_field
from dashboard.access.reader import Reader, accounts, now, reader
from dashboard.access.refusals import refusal
from dashboard.access.roles import Account, Refused
from dashboard.access.settling import settle
from dashboard.addresses import Address, own_path
from dashboard.text import Words
from metrics import AuditAction, StoreError

log = logging.getLogger(__name__)
SIGN_IN, ACCOUNT = "/sign-in", "/account"


def add_signing_in(server: Flask) -> None:
    """Let the pages of signing in and out answer."""
    rule = partial(server.add_url_rule)
    rule(SIGN_IN, "sign_in", _form, methods=["GET"])
    rule(SIGN_IN, "sign_in_sent", _sent, methods=["POST"])
    rule(CODE, "sign_in_code", _code_form, methods=["GET"])
    rule(CODE, "sign_in_code_sent", _code_sent, methods=["POST"])
    rule("/sign-out", "sign_out", _sign_out, methods=["POST"])


def _form() -> AnyResponse:
    address = address_of("next", "done", "ended")
    if reader():
        return redirect(address.to(ACCOUNT))
    session["next"] = own_path(address.asked("next") or HOME)
    return _page(address)


def _page(address: Address, told: dict[str, str] | None = None, status: int = 200) -> Response:
    words = Words(address.language)
    return answer(
        address,
        words("sign_in.title"),
        _notice(address, words),
        html.P(words("sign_in.lead"), className="lead"),
        *faults(words, told or {}),
        form(_same(address, SIGN_IN), words("sign_in.button"), *_fields(words, told)),
        *identity_provider.way_in(address, words),
        html.P(words("sign_in.forgotten"), className="note"),
        status=status,
    )


def _fields(words: Words, told: dict[str, str] | None) -> list[Component]:
    return [
        words_field(words("sign_in.name"), "name", request.form.get("name", "")[:254], told,
                    kind="text", autocomplete="username", required="", maxlength="254"),
        words_field(words("sign_in.password"), "password", told=told, kind="password",
                    autocomplete="current-password", required="", maxlength="200"),
    ]  # fmt: skip


def _same(address: Address, path: str) -> str:
    """Where a form is sent: it still names the language that was asked for, English too."""
    return address.to(path, lang=named_language(address))


def _notice(address: Address, words: Words) -> Component | None:
    """What has brought one here: a password that was chosen, or a session that has ended."""
    if address.asked("done") == "password":
        return html.P(words("sign_in.choose_done"), className="banner", role="status")
    if address.asked("ended"):
        return html.P(words("sign_in.ended"), className="banner", role="status")
    return None


def _sent() -> AnyResponse:
    address, words = address_of(), Words(address_of().language)
    name, password = request.form.get("name", ""), request.form.get("password", "")
    settle()
    found = accounts().check_password(name, password, request.remote_addr or "", now())
    if isinstance(found, Account):
        return begin(found, address)
    asked = accounts().find(name)
    journal(AuditAction.SIGN_IN_FAILED, *(("account", asked.id) if asked else ("sign-in", "name")))
    return _page(address, {"name": refusal(found, "sign_in.refused", words)}, _status(found))


def _status(refused: Refused) -> int:
    return 403 if refused.examined else 429


def _half() -> Reader | None:
    """Someone whose password was right, and who owes the second step."""
    known: Reader | None = current_user if current_user.is_authenticated else None
    return known if known and not known.session.is_whole else None


def _code_form() -> AnyResponse:
    address, half = address_of(), _half()
    return _elsewhere(address, half) or _code_page(address)


def _elsewhere(address: Address, half: Reader | None) -> AnyResponse | None:
    """Where to go instead: to sign in, or to set up the step of which a code is to be asked."""
    if half is None:
        return redirect(_same(address, SIGN_IN))
    if not half.account.has_second_factor:
        return redirect(_same(address, owed(half.account)))
    return None


def _code_page(address: Address, told: dict[str, str] | None = None, status: int = 200) -> Response:
    words = Words(address.language)
    code = words_field(words("sign_in.code"), "code", told=told, kind="text", required="",
                       autocomplete="one-time-code", maxlength="40",
                       spellcheck="false")  # fmt: skip
    return answer(
        address,
        words("sign_in.code_title"),
        html.P(words("sign_in.code_lead"), className="lead"),
        *faults(words, told or {}),
        form(_same(address, CODE), words("sign_in.code_button"), code),
        status=status,
    )


def _code_sent() -> AnyResponse:
    address, half = address_of(), _half()
    if half is None or not half.account.has_second_factor:
        return _elsewhere(address, half) or redirect(address.to(SIGN_IN))
    code, place = request.form.get("code", ""), request.remote_addr or ""
    found = accounts().check_code(half.account.id, code, place, now())
    if isinstance(found, Refused):
        journal(AuditAction.SIGN_IN_FAILED, "account", half.account.id)
        said = refusal(found, "sign_in.code_refused", Words(address.language))
        return _code_page(address, {"code": said}, _status(found))
    return complete(half, address, by=_kind_of(code))


def _kind_of(code: str) -> str:
    """What was given as the second step, for the audit log: an app's code has digits only."""
    return "app" if code.replace(" ", "").isdecimal() else "recovery-code"


def _end(session_id: str) -> None:
    """End a session in any case; that the log cannot be written keeps nobody signed in."""
    try:
        with journalled(AuditAction.SIGNED_OUT):
            accounts().end(session_id)
    except StoreError:
        log.exception("signed out without an entry in the audit log")
        accounts().end(session_id)


def _sign_out() -> AnyResponse:
    address = replace(address_of(), path=SIGN_IN)  # what was sent here cannot be asked for
    words = Words(address.language)
    if current_user.is_authenticated:
        _end(current_user.session.id)
    logout_user()
    session.clear()
    return answer(
        address,
        words("sign_in.out_title"),
        html.P(words("sign_in.out_lead"), className="lead"),
        html.P(html.A(words("sign_in.link"), href=address.to(SIGN_IN))),
    )
