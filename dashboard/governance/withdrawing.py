"""Consent taken back: what that erases is said first, then it is done, once and for ever."""

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind
from dashboard.access.plain_pages import faults
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.drawing import Drawing
from dashboard.forms import field
from dashboard.governance.bound import (
    CONSENT,
    back,
    consents,
    here,
    names_in,
    organization_of,
    reader_of,
)
from dashboard.governance.in_briefings import briefings_section, taken_in_briefings
from dashboard.governance.issued import issued, issued_table
from dashboard.returns.desk import desk
from dashboard.returns.forgetting import forget
from dashboard.returns.frame import drawn
from dashboard.returns.office import reason_given, wide_form
from dashboard.returns.steps import LONGEST_REASON, area
from dashboard.services import services
from dashboard.svg import element
from dashboard.text import Words, both
from metrics import Consent, MetricsError, UnknownError

MEANS = ("everywhere", "released", "files", "kept", "again")


def page(form: str) -> Response:
    """What withdrawing erases, who has taken the figures away, and the form that does it."""
    _, held = _asked(form)
    return _drawn(held, here())


def withdrawn(form: str) -> AnyResponse:
    """Erase, then forget the files that were kept of the same returns."""
    reading, held = _asked(form)
    address = here()
    try:
        if request.form.get("understood") != "1":
            raise MetricsError(*both("governance.not_understood"))
        consents().withdraw(held.organization, form, reading.id, reason_given())
    except MetricsError as error:
        return _drawn(held, address, {"reason": Words(address.language).text(error.text)}, 400)
    forget(services().store, desk().drafts)
    return redirect(address.to(CONSENT, done="withdrawn"), 303)


def _asked(form: str) -> tuple[Account, Consent]:
    reading = reader_of(Action.DELETE, Kind.CONSENT, form)
    try:
        return reading, consents().find(organization_of(reading), form)
    except UnknownError:
        abort(404)


def _drawn(
    held: Consent, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    names = names_in(address)
    words = names.words
    means = [html.Li(words(f"governance.erases_{one}")) for one in MEANS]
    return drawn(
        address,
        words("governance.withdraw_title"),
        html.Ul(means, className="notes"),
        _issued(held, words),
        briefings_section(held.organization, words),
        _form(held, address, told or {}, words),
        back(address, words),
        lead=words("governance.withdraw_lead", form=names.form(held.form)),
        kicker=names.partner(held.organization),
        more=faults(words, told or {}),
        status=status,
    )


def _issued(held: Consent, words: Words) -> Component:
    """What has been taken away already: no program reaches it there."""
    taken = [*issued(consents(), held.organization), *taken_in_briefings(held.organization)]
    found = sorted(taken, key=lambda one: one.at, reverse=True)
    shown = issued_table(found, words) if found else html.P(words("governance.none_issued"))
    note = words("governance.issued_note")
    return section("issued", words("governance.issued"), shown, note=note)


def _form(held: Consent, address: Address, told: dict[str, str], words: Words) -> Component:
    written = request.form.get("reason", "")
    box = Drawing(element("input", type="checkbox", name="understood", id="understood", value="1",
                          required=""))  # fmt: skip
    return wide_form(
        address.to(f"{CONSENT}/{held.form}/withdraw"),
        field(words("governance.reason_label"), "reason",
              html.P(words("review.reason_hint"), className="note", id="reason-hint"),
              area("reason", written, LONGEST_REASON, invalid="reason" in told)),
        html.P(html.Label([box, " ", words("governance.understood")], htmlFor="understood")),
        html.P(html.Button(words("governance.withdraw_button"), className="btn btn-main",
                           type="submit")),
    )  # fmt: skip
