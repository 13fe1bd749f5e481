"""Setting up the second step: a key for an authentication app, and codes for the day without it."""

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.arrivals import SECOND_STEP, complete
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_of, answer, faults, form, words_field
from dashboard.access.reader import Reader, accounts, now
from dashboard.access.roles import Account, AccountKind, Refused
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.text import Words
from metrics import AuditAction


def add_second_step(server: Flask) -> None:
    """Let the page that sets up the second step answer."""
    server.add_url_rule(SECOND_STEP, "second_step", _form, methods=["GET"])
    server.add_url_rule(SECOND_STEP, "second_step_sent", _sent, methods=["POST"])


def summary(account: Account, address: Address, words: Words) -> Component | None:
    """What one's own account says of the second step."""
    if account.kind is not AccountKind.LOCAL:
        return None
    said = words("sign_in.factor_on" if account.has_second_factor else "sign_in.factor_off")
    way = html.P(html.A(words("sign_in.factor_begin"), href=address.to(SECOND_STEP)))
    content = [html.P(said), None if account.has_second_factor else way]
    return section("second-step", words("sign_in.factor"), *content)


def _who() -> Reader:
    """Someone signed in, wholly or but for this step, who has not set it up yet."""
    found: Reader | None = current_user if current_user.is_authenticated else None
    if found is None or found.account.kind is not AccountKind.LOCAL:
        abort(404)
    return found


def _form() -> AnyResponse:
    found, address = _who(), address_of()
    if found.account.has_second_factor:
        return redirect(address.to("/account" if found.session.is_whole else "/sign-in/code"))
    return _page(found, address)


def _page(
    found: Reader, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    words = Words(address.language)
    enrolment = accounts().enrol(found.account.id, words("shell.brand"), now())
    code = words_field(words("sign_in.code"), "code", kind="text", autocomplete="one-time-code",
                       required="", maxlength="10", inputmode="numeric")  # fmt: skip
    lead = "factor_lead" if found.session.is_whole else "factor_needed"
    return answer(
        address,
        words("sign_in.factor_begin"),
        html.P(words(f"sign_in.{lead}"), className="lead"),
        None if found.session.is_whole else html.P(words("sign_in.factor_lead")),
        *faults(words, told or {}),
        html.P([html.B(words("sign_in.factor_key")), " ", html.Code(enrolment.groups)]),
        form(address.to(SECOND_STEP), words("sign_in.factor_confirm"), code),
        status=status,
    )


def _sent() -> AnyResponse:
    found, address = _who(), address_of()
    words, code = Words(address.language), request.form.get("code", "")
    if found.account.has_second_factor:
        abort(404)
    given = accounts().confirm(found.account.id, code, request.remote_addr or "", now())
    if isinstance(given, Refused):
        return _page(found, address, {"code": words("sign_in.code_refused")}, 403)
    journal(AuditAction.SECOND_FACTOR_CHANGED, "account", found.account.id, by=found.account)
    if not found.session.is_whole:
        complete(found)
    return answer(
        address,
        words("sign_in.factor_codes"),
        html.P(words("sign_in.factor_codes_lead"), className="lead"),
        html.Ul([html.Li(html.Code(one)) for one in given], className="plain codes"),
        html.P(html.A(words("sign_in.factor_done"), href=address.to("/account"))),
    )
