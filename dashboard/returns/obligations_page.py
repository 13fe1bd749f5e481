"""What the office decides of an obligation: to waive it, to extend it, to restore it."""

from collections.abc import Mapping
from datetime import date

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of, faults, words_field
from dashboard.addresses import Address
from dashboard.components import section
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns.calendar import due_words
from dashboard.returns.frame import drawn, may_or_gone
from dashboard.returns.marks import obligation_mark
from dashboard.returns.naming import Names
from dashboard.returns.office import (
    CALENDAR,
    OBLIGATIONS,
    names_in,
    period_in,
    reason_given,
    status_of,
    store,
    wide_form,
)
from dashboard.returns.steps import LONGEST_REASON, area
from dashboard.text import Words, both
from metrics import MetricsError, Obligation, ObligationState

OBLIGATION = Thing(Kind.OBLIGATION)
STEPS = ("waive", "extend", "restore")
DECIDED = (ObligationState.WAIVED, ObligationState.EXTENDED)  # also where an owner took the reason


def show_obligation() -> Response:
    """One return that a partner owes, table by table, and what can be decided of it."""
    may_or_gone(Action.UPDATE, OBLIGATION, "obligation", "decide")
    address = address_of("form", "partner", "period")
    asked = {key: address.asked(key) or "" for key in ("form", "partner", "period")}
    return _drawn(_owed(asked), address)


def decide(step: str) -> AnyResponse:
    """Waive, extend or restore, for a reason."""
    actor = may_or_gone(Action.UPDATE, OBLIGATION, "obligation", step)
    if step not in STEPS:
        abort(404)
    address = address_of()
    owed = _owed(request.form)
    try:
        _decide(step, owed[0], actor.id)
    except MetricsError as error:
        told = {f"{step}-reason": Words(address.language).text(error.text)}
        return _drawn(owed, address, told, status_of(error))
    return redirect(address.to(CALENDAR, form=owed[0].form, partner=owed[0].partner, done=step))


def _decide(step: str, one: Obligation, actor: str) -> None:
    returns, table = store().returns, request.form.get("table", "")
    whose = (one.form, one.partner, table, one.period, actor, reason_given())
    if step == "extend":
        returns.extend(*whose, _day(request.form.get("until", "")))
    elif step == "waive":
        returns.waive(*whose)
    else:
        returns.restore(*whose)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise MetricsError(*both("review.no_day")) from None


def _owed(asked: Mapping[str, str]) -> list[Obligation]:
    """The tables that are owed of one return; nothing is here for what nobody owes."""
    period, partner = period_in(asked.get("period", "")), asked.get("partner", "")
    if period is None or partner not in store().catalogue.partners:
        abort(404)
    every = store().returns.obligations(form=asked.get("form", ""), organization=partner)
    found = [one for one in every if one.period == period]
    if not found:
        abort(404)
    return found


def _drawn(
    owed: list[Obligation],
    address: Address,
    told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    names, one = names_in(address), owed[0]
    words = names.words
    decided = any(each.reason or each.state in DECIDED for each in owed)
    steps = STEPS if decided else STEPS[:2]
    return drawn(
        address,
        names.whole(one.form, one.partner, one.period),
        html.Ul([html.Li(_state(each, names)) for each in owed], className="plain"),
        *(_form(step, owed, address, names, told or {}) for step in steps),
        html.P(html.A(words("review.back_calendar"), href=address.to(CALENDAR))),
        kicker=words("review.kicker_calendar"),
        lead=words("review.decide_lead"),
        more=faults(words, told or {}),
        status=status,
    )


def _state(one: Obligation, names: Names) -> Component:
    notes = [due_words(one, names.words), one.reason]
    said = obligation_mark(one.state, names, ". ".join(note for note in notes if note))
    return html.Span([html.B(names.table(one.form, one.table)), names.words("shared.colon"), said])


def _form(
    step: str, owed: list[Obligation], address: Address, names: Names, told: dict[str, str]
) -> Component:
    words, one = names.words, owed[0]
    tables = [("", words("review.every_table"))]
    tables += [(each.table, names.table(each.form, each.table)) for each in owed]
    meant = hidden_fields({"form": one.form, "partner": one.partner, "period": one.period.code})
    table, reason, fault = f"{step}-table", f"{step}-reason", f"{step}-reason" in told
    until = words_field(words("review.until"), "until", kind="date", required="")
    sends = html.Button(words(f"review.step_{step}"), className="btn", type="submit")
    written = request.form.get("reason", "") if fault else ""
    return section(
        step,
        words(f"review.step_{step}"),
        wide_form(
            address.to(f"{OBLIGATIONS}/{step}"),
            *meant,
            field(words("review.table"), table, choice("table", table, tables, "")),
            until if step == "extend" else None,
            field(words("review.reason_label"), reason,
                  area("reason", written, LONGEST_REASON, invalid=fault, id_=reason)),
            html.P(sends),
        ),
        note=words(f"review.means_{step}"),
    )  # fmt: skip
