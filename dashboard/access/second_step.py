"""Setting up the second step: a key for an authentication app, and codes for the day without it."""

from dash import html
from dash.development.base_component import Component
from flask import Flask, Response, abort, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.arrivals import CODE, SECOND_STEP, complete, named_language, renew
from dashboard.access.journal import journalled
from dashboard.access.plain_pages import address_of, answer, faults, form, words_field
from dashboard.access.reader import Reader, accounts, now
from dashboard.access.refusals import present_fault, refusal
from dashboard.access.roles import Account, AccountKind, Refused
from dashboard.access.second_factor import Enrolment
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.qr import qr_drawing
from dashboard.text import Words
from metrics import AuditAction

NEW_CODES, PROOF = "/account/recovery-codes", "proof"


def add_second_step(server: Flask) -> None:
    """Let the page that sets up the second step answer."""
    server.add_url_rule(SECOND_STEP, "second_step", _form, methods=["GET"])
    server.add_url_rule(SECOND_STEP, "second_step_sent", _sent, methods=["POST"])


def summary(
    account: Account, address: Address, words: Words, told: dict[str, str] | None
) -> Component | None:
    """What one's own account says of the second step."""
    if account.kind is not AccountKind.LOCAL:
        return None
    title = words("sign_in.factor")
    if account.has_second_factor:
        return section("second-step", title, *_recovery(account, address, words, told))
    way = html.A(words("sign_in.factor_begin"), href=address.to(SECOND_STEP))
    return section("second-step", title, html.P(words("sign_in.factor_off")), html.P(way))


def _recovery(
    account: Account, address: Address, words: Words, told: dict[str, str] | None
) -> list[Component]:
    """How many recovery codes are left, and the form that makes new ones."""
    left = words.counted("sign_in.codes_left", accounts().recovery_codes_left(account.id))
    proof = present_field(words, PROOF, told)
    return [
        html.P(words("sign_in.factor_on")),
        html.P(left),
        html.P(words("sign_in.codes_note"), className="note"),
        form(address.to(NEW_CODES), words("sign_in.codes_new"), proof),
    ]


def present_field(words: Words, name: str, told: dict[str, str] | None) -> Component:
    """The present password: it is asked for again before what protects the account changes."""
    return words_field(words("sign_in.present"), name, told=told, kind="password", required="",
                       autocomplete="current-password", maxlength="200")  # fmt: skip


def _who() -> Reader:
    """Someone signed in, wholly or but for this step.

    Whom a provider knows sets it up only where the provider has asked for no second factor: later
    there is no password of ours by which to ask again who it is.
    """
    found: Reader | None = current_user if current_user.is_authenticated else None
    if found is None:
        abort(404)
    if found.account.kind is not AccountKind.LOCAL and found.session.is_whole:
        abort(404)
    return found


def _form() -> AnyResponse:
    found, address = _who(), address_of()
    if found.account.has_second_factor:
        return redirect(address.to("/account" if found.session.is_whole else CODE))
    return _page(found, address)


def _page(
    found: Reader, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    words = Words(address.language)
    enrolment = accounts().enrol(found.account.id, words("shell.brand"), now())
    code = words_field(words("sign_in.code"), "code", told=told, kind="text", required="",
                       autocomplete="one-time-code", maxlength="10",
                       inputmode="numeric")  # fmt: skip
    here = address.to(SECOND_STEP, lang=named_language(address))
    lead = "factor_lead" if found.session.is_whole else "factor_needed"
    return answer(
        address,
        words("sign_in.factor_begin"),
        html.P(words(f"sign_in.{lead}"), className="lead"),
        None if found.session.is_whole else html.P(words("sign_in.factor_lead")),
        *faults(words, told or {}),
        *_ways_in(enrolment, words),
        form(here, words("sign_in.factor_confirm"), *_proof(found, words, told), code),
        status=status,
    )


def _proof(found: Reader, words: Words, told: dict[str, str] | None) -> list[Component]:
    """Who has only just given the password is not asked for it again."""
    return [present_field(words, PROOF, told)] if found.session.is_whole else []


def _ways_in(enrolment: Enrolment, words: Words) -> list[Component]:
    """The key three ways: drawn for a camera, as a link on the telephone itself, and to type."""
    drawn = qr_drawing(enrolment.address, words("sign_in.factor_drawn"))
    return [
        html.Div(drawn, className="qr"),
        html.P(html.A(words("sign_in.factor_link"), href=enrolment.address)),
        html.P([html.B(words("sign_in.factor_key")), " ", html.Code(enrolment.groups)]),
    ]


def _sent() -> AnyResponse:
    found, address = _who(), address_of()
    words, code = Words(address.language), request.form.get("code", "")
    if found.account.has_second_factor:
        abort(404)
    if found.session.is_whole and (told := present_fault(found.account, PROOF, words)):
        return _page(found, address, told, 403)
    with journalled(AuditAction.SECOND_FACTOR_CHANGED):
        given = accounts().confirm(found.account.id, code, request.remote_addr or "", now())
    if isinstance(given, Refused):
        said = refusal(given, "sign_in.code_refused", words)
        return _page(found, address, {"code": said}, 403 if given.examined else 429)
    if found.session.is_whole:
        accounts().end_every(found.account.id, keep=found.session.id)
        renew(found)
    else:
        complete(found, address)
    return codes_page(given, address, words)


def codes_page(codes: tuple[str, ...], address: Address, words: Words) -> Response:
    """Recovery codes, shown this once."""
    return answer(
        address,
        words("sign_in.factor_codes"),
        html.P(words("sign_in.factor_codes_lead"), className="lead"),
        html.Ul([html.Li(html.Code(one)) for one in codes], className="plain codes"),
        html.P(html.A(words("sign_in.factor_done"), href=address.to("/account"))),
    )
