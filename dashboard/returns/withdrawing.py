"""A return taken back by those who sent it: what that does is said first, a reason is kept."""

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import account, may, now
from dashboard.addresses import Address
from dashboard.forms import field, hidden_fields
from dashboard.returns import frame
from dashboard.returns.desk import desk
from dashboard.returns.dues import said_period
from dashboard.returns.keeping_back import return_of
from dashboard.returns.looking import seen
from dashboard.returns.office import reason_given, status_of, wide_form
from dashboard.returns.receipts_seen import found
from dashboard.returns.settling import follow
from dashboard.returns.steps import LONGEST_REASON, area
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldReturn, MetricsError, ReturnState


def page(code: str) -> Response:
    """What withdrawing will do, and the form that does it."""
    return _drawn(found(code, Action.DELETE), address_of())


def withdrawn(code: str) -> AnyResponse:
    """Take it back, unless it has changed since that was shown."""
    held, actor, address = found(code, Action.DELETE), account(), address_of()
    words = Words(address.language)
    if request.form.get("seen") != seen(held):
        return _drawn(held, address, {"seen": words("returns.withdraw_changed")}, 409)
    if actor is None or not can_be_withdrawn(held):
        return _drawn(held, address, status=409)
    try:
        services().store.returns.withdraw(code, actor.id, reason_given())
    except MetricsError as error:
        return _drawn(held, address, {"reason": words.text(error.text)}, status_of(error))
    follow(desk().drafts, services().store.returns, code, now())
    return redirect(address.to(f"{frame.HOME}/sent/{code}", withdrawn="1"), 303)


def can_be_withdrawn(held: HeldReturn) -> bool:
    """Not twice, not where a later return counts, and not in a period that is closed."""
    receipt = held.receipt
    if held.replaced_by or receipt.state is ReturnState.WITHDRAWN:
        return False
    known = receipt.form in services().catalogue.returns
    return not known or receipt.period not in services().store.returns.closed(receipt.form)


def way_of(held: HeldReturn, address: Address, words: Words) -> Component | None:
    """From a receipt to the page that withdraws it, for who may."""
    if not may(Action.DELETE, return_of(held)) or not can_be_withdrawn(held):
        return None
    there = address.to(f"{frame.HOME}/sent/{held.receipt.code}/withdraw")
    return html.A(words("returns.withdraw"), href=there)


def _drawn(
    held: HeldReturn, address: Address, told: dict[str, str] | None = None, status: int = 200
) -> Response:
    words, receipt = Words(address.language), held.receipt
    form = services().catalogue.returns.get(receipt.form)
    name = words.text(form.title) if form else receipt.form
    period = said_period(form, receipt.period, words.language) if form else receipt.period.code
    back = html.A(words("returns.back_to_receipt"),
                  href=address.to(f"{frame.HOME}/sent/{receipt.code}"))  # fmt: skip
    return frame.drawn(
        address,
        words("returns.withdraw_title"),
        *_asked(held, address, told or {}, words),
        html.P(back),
        lead=words("returns.withdraw_lead", form=name, period=period),
        kicker=words("returns.kicker_receipt"),
        more=faults(words, told or {}),
        status=status,
    )


def _asked(
    held: HeldReturn, address: Address, told: dict[str, str], words: Words
) -> list[Component]:
    """What will happen and the form; or that there is nothing to withdraw."""
    if not can_be_withdrawn(held):
        return [html.P(words("returns.withdraw_cannot"))]
    approved = held.receipt.state is ReturnState.APPROVED
    stands = words(f"returns.withdraw_{'approved' if approved else 'waiting'}")
    means = (stands, words("returns.withdraw_asked_again"), words("returns.withdraw_kept"))
    written = request.form.get("reason", "")
    reason = field(
        words("returns.withdraw_reason"), "reason",
        html.P(words("review.reason_hint"), className="note", id="reason-hint"),
        area("reason", written, LONGEST_REASON, invalid="reason" in told),
    )  # fmt: skip
    button = html.Button(words("returns.withdraw"), className="btn btn-main", type="submit")
    sends = wide_form(
        address.to(f"{frame.HOME}/sent/{held.receipt.code}/withdraw"),
        *hidden_fields({"seen": seen(held)}), reason, html.P([button]),
    )  # fmt: skip
    return [html.Ul([html.Li(one) for one in means], className="notes"), sends]
