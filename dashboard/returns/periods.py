"""Periods: which are open for returns, which are closed, and by whom they are turned."""

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, scrolls, section, table
from dashboard.drawing import Drawing
from dashboard.forms import field, hidden_fields
from dashboard.returns.calendar import coverage_words
from dashboard.returns.frame import drawn, may_or_gone, notice
from dashboard.returns.marks import mark
from dashboard.returns.naming import Names
from dashboard.returns.office import (
    PERIODS,
    names_in,
    period_in,
    reason_given,
    status_of,
    store,
    ways,
    who,
    wide_form,
)
from dashboard.returns.steps import LONGEST_REASON, area
from dashboard.svg import element
from dashboard.text import Words
from metrics import Closing, Coverage, MetricsError, Period, ReturnForm, coverages

PERIOD = Thing(Kind.PERIOD)
SHOWN = 12  # periods of a form


def show_periods() -> Response:
    """By form, each period: how many partners have sent it, and whether more is taken."""
    may_or_gone(Action.READ, PERIOD, "period", "list")
    return _drawn(address_of("done"))


def close_period() -> AnyResponse:
    """Take no more steps with the returns of a period."""
    return _turned("close")


def reopen_period() -> AnyResponse:
    """Take them again, for a reason."""
    return _turned("reopen")


def show_turn(step: str) -> Response:
    """What closing or opening a period will do, and the form that does it."""
    may_or_gone(Action.UPDATE, PERIOD, "period", step)
    address = address_of("form", "period")
    form, period = _named(address.asked("form") or "", address.asked("period") or "")
    return _turn(step, form, period, address)


def _turned(step: str) -> AnyResponse:
    actor = may_or_gone(Action.UPDATE, PERIOD, "period", step)
    address = address_of()
    form, period = _named(request.form.get("form", ""), request.form.get("period", ""))
    returns, words = store().returns, Words(address.language)
    try:
        if step == "close":
            if returns.close(form.id, period, actor.id):  # it was closed before: that is told
                return _turn(step, form, period, address)
        else:
            returns.reopen(form.id, period, actor.id, reason_given())
    except MetricsError as error:
        told = {"reason": words.text(error.text)}
        return _turn(step, form, period, address, told, status_of(error))
    return redirect(address.to(PERIODS, done=step))


def _named(form: str, period: str) -> tuple[ReturnForm, Period]:
    """The form and the period meant; nobody may turn what is none."""
    found, span = store().catalogue.returns.get(form), period_in(period)
    if found is None or span is None or not found.is_period(span):
        abort(404)
    return found, span


def _drawn(address: Address) -> Response:
    names = names_in(address)
    words, forms = names.words, names.catalogue.returns.values()
    told = coverages(store().returns.obligations())
    done = address.asked("done")
    parts: list[Child] = [
        _form(one, [cover for cover in told if cover.form == one.id], address, names)
        for one in forms
    ]
    if not parts:
        parts = [html.P(words("review.no_forms"))]
    said = notice(words(f"review.done_{done}")) if done in ("close", "reopen") else None
    return drawn(
        address,
        words("review.periods"),
        *parts,
        lead=words("review.periods_lead"),
        kicker=words("review.kicker"),
        more=[said, ways(address, words, PERIODS)],
    )


def _form(form: ReturnForm, told: list[Coverage], address: Address, names: Names) -> Component:
    words, closed = names.words, store().returns.closed(form.id)
    known = {one.period: one for one in told}
    periods = sorted({*known, *closed}, reverse=True)[:SHOWN]
    heads = ["period", "sent_of", "is", *(["turn"] if may(Action.UPDATE, PERIOD) else [])]
    columns = [Column(words(f"review.{one}")) for one in heads]
    rows = []
    for period in periods:
        covered = coverage_words(known[period], words) if period in known else "–"
        row: list[Child] = [names.period(form.id, period), covered]
        row.append(_is(closed=period in closed, words=words))
        if may(Action.UPDATE, PERIOD):
            is_closed, over = period in closed, period.end < store().today()
            turn = _turn_link(form, period, address, names, closed=is_closed)
            row.append(turn if over or is_closed else "–")
        rows.append(row)
    title = words.text(form.title)
    shown = scrolls(title, table(title, columns, rows, "tnum stacks", hidden_caption=True))
    return section(f"form-{form.id}", title, shown if rows else html.P(words("review.no_period")))


def _is(*, closed: bool, words: Words) -> Component:
    return mark("na" if closed else "on", words("review.closed" if closed else "review.open"))


def _turn_link(
    form: ReturnForm, period: Period, address: Address, names: Names, *, closed: bool
) -> Component:
    step, words = "reopen" if closed else "close", names.words
    said = words(f"review.turn_{step}_named", period=names.period(form.id, period))
    link = address.to(f"{PERIODS}/{step}", form=form.id, period=period.code)
    return html.A(words(f"review.turn_{step}"), href=link, **attrs(aria_label=said))


def _turn(
    step: str,
    form: ReturnForm,
    period: Period,
    address: Address,
    told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    names = names_in(address)
    words = names.words
    before = store().returns.closing(form.id, period) if step == "close" else None
    parts = [_closed_before(before, words)] if before else _asked(step, form, period, address)
    return drawn(
        address,
        words("review.closed_before" if before else f"review.confirm_{step}"),
        *parts,
        html.P(html.A(words("review.back_periods"), href=address.to(PERIODS))),
        lead=f"{words.text(form.title)}, {names.period(form.id, period)}",
        kicker=words("review.kicker"),
        more=faults(words, told or {}),
        status=status,
    )


def _closed_before(one: Closing, words: Words) -> Component:
    said = words("review.closed_by", who=who(one.actor, words), day=words.day(one.at.date()),
                 time=words.time(one.at))  # fmt: skip
    return html.P(f"{said} {words('review.closed_as_was')}")


def _asked(step: str, form: ReturnForm, period: Period, address: Address) -> list[Component]:
    """What the step means, and the form by which it is taken."""
    words = Words(address.language)
    meant = hidden_fields({"form": form.id, "period": period.code})
    reason = field(
        words("review.reason_label"), "reason",
        html.P(words("review.reason_hint"), className="note"),
        area("reason", request.form.get("reason", ""), LONGEST_REASON),
    ) if step == "reopen" else None  # fmt: skip
    button = html.P(_button(step, words))
    return [
        html.P(words(f"review.means_{step}")),
        wide_form(address.to(f"{PERIODS}/{step}"), *meant, reason, button),
    ]


def _button(step: str, words: Words) -> Drawing:
    said = words(f"review.turn_{step}")
    return Drawing(element("button", said, type="submit", class_="btn btn-main"))
