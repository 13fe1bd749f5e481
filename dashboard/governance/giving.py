"""Giving consent, and changing it: one form, by the organization's steward alone."""

from datetime import date

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind
from dashboard.access.plain_pages import faults, words_field
from dashboard.access.roles import Account
from dashboard.addresses import Address
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
from dashboard.returns.frame import drawn
from dashboard.returns.office import refuse_private, wide_form
from dashboard.svg import element
from dashboard.text import Words, both
from metrics import Consent, Detail, Governance, MetricsError, Purpose, Terms, UnknownError

MOST = 1_000_000  # people


def page(form: str) -> Response:
    """The terms as they stand, or as they would begin, to be changed."""
    reading, held = _asked(form)
    terms = held.terms or _first(_governance(reading), reading)
    return _drawn(held, terms, here())


def given(form: str) -> AnyResponse:
    """Keep them, where they can be kept."""
    reading, held = _asked(form)
    address = here()
    terms = _first(_governance(reading), reading)
    try:
        terms = _read()
        consents().give(held.organization, form, terms, reading.id)
    except MetricsError as error:
        told = {"purposes": Words(address.language).text(error.text)}
        return _drawn(held, terms, address, told, 400)
    return redirect(address.to(CONSENT, done="given"), 303)


def _asked(form: str) -> tuple[Account, Consent]:
    """Who asks, as the steward of an organization that is asked for this consent."""
    reading = reader_of(Action.UPDATE, Kind.CONSENT, form)
    try:
        return reading, consents().find(organization_of(reading), form)
    except UnknownError:
        abort(404)


def _governance(reading: Account) -> Governance:
    found = consents().governance(organization_of(reading))
    if found is None:
        abort(404)
    return found


def _first(held: Governance, reading: Account) -> Terms:
    """Where nothing is consented to yet: nothing is chosen for the organization."""
    return Terms(frozenset(), Detail.TOTAL, None, reading.name, held.floor, held.others)


def _read() -> Terms:
    steward = request.form.get("steward", "").strip()
    refuse_private(steward)
    return Terms(
        frozenset(one for one in Purpose if request.form.get(f"purpose-{one.value}")),
        Detail.OWN if request.form.get("detail") == Detail.OWN.value else Detail.TOTAL,
        _day(request.form.get("until", "").strip()),
        steward,
        _number("floor"),
        _number("others"),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise MetricsError(*both("governance.no_day")) from None


def _number(name: str) -> int:
    written = request.form.get(name, "").strip()
    if not written.isdecimal() or int(written[:9]) > MOST:
        raise MetricsError(*both("governance.no_number"))
    return int(written)


def _drawn(
    held: Consent, terms: Terms, address: Address, told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:  # fmt: skip
    names = names_in(address)
    words = names.words
    button = html.Button(words("governance.give_button"), className="btn btn-main", type="submit")
    form = wide_form(
        address.to(f"{CONSENT}/{held.form}/give"),
        *_fields(terms, words), html.P(button),
    )  # fmt: skip
    return drawn(
        address,
        words("governance.give_title"),
        form,
        back(address, words),
        lead=words("governance.give_lead", form=names.form(held.form)),
        kicker=names.partner(held.organization),
        more=faults(words, told or {}),
        status=status,
    )


def _fields(terms: Terms, words: Words) -> list[Component]:
    until = terms.until.isoformat() if terms.until else ""
    return [
        _purposes(terms, words),
        _details(terms, words),
        words_field(words("governance.until_label"), "until", until, kind="date"),
        words_field(words("governance.steward_label"), "steward", terms.steward, kind="text",
                    required="", maxlength="120"),
        field(words("governance.floor_label"), "floor", _count("floor", terms.floor),
              html.P(words("governance.floor_hint"), className="note")),
        field(words("governance.others_label"), "others", _count("others", terms.others),
              html.P(words("governance.others_hint"), className="note")),
    ]  # fmt: skip


def _count(name: str, value: int) -> Drawing:
    return Drawing(element("input", type="text", inputmode="numeric", name=name, id=name,
                           value=str(value), required="", pattern="[0-9]+"))  # fmt: skip


def _purposes(terms: Terms, words: Words) -> Component:
    boxes = [
        _box("checkbox", f"purpose-{one.value}", "1", one in terms.purposes,
             words(f"governance.purpose_{one.value}"), words(f"governance.means_{one.value}"))
        for one in Purpose
    ]  # fmt: skip
    legend = html.Legend(words("governance.purposes_label"), id="purposes")
    return html.Fieldset([legend, *boxes])


def _details(terms: Terms, words: Words) -> Component:
    boxes = [
        _box("radio", "detail", one.value, one is terms.detail,
             words(f"governance.choose_{one.value}"), words(f"governance.means_{one.value}"))
        for one in Detail
    ]  # fmt: skip
    return html.Fieldset([html.Legend(words("governance.detail_label")), *boxes])


def _box(kind: str, name: str, value: str, chosen: bool, said: str, means: str) -> Component:
    """A box before its words, what it means below them."""
    id_ = f"{name}-{value}"
    checked = {"checked": ""} if chosen else {}
    control = Drawing(element("input", type=kind, name=name, id=id_, value=value, **checked,
                              aria_describedby=f"{id_}-means"))  # fmt: skip
    label = html.Label([control, " ", said], htmlFor=id_)
    return html.Div([label, html.P(means, className="note", id=f"{id_}-means")], className="box")
