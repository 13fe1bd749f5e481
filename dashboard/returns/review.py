"""The queue: what partners have sent and nobody has looked at, oldest first."""

from collections.abc import Sequence
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, request

from dashboard.access.plain_pages import address_of, form
from dashboard.access.reader import now
from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, items, panel, scrolls, table
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns.calendar import every
from dashboard.returns.desk import desk
from dashboard.returns.frame import drawn, notice
from dashboard.returns.looking import look_through, seen
from dashboard.returns.naming import Names
from dashboard.returns.office import (
    REVIEW,
    catalogue,
    may_step,
    names_in,
    period_in,
    reviewer,
    stepping,
    store,
    ways,
    wide_form,
)
from dashboard.returns.settling import follow
from dashboard.returns.standing import counts_words, standing
from dashboard.svg import element
from dashboard.text import Words
from metrics import REPLACED, HeldReturn, MetricsError, ReturnState, UnknownError

ASKS = ("partner", "form", "period", "state")
EVERY = "every"
STATES = (*(one.value for one in ReturnState), REPLACED)
AT_ONCE = 100  # returns on a page, and in one approval of many
Left = tuple[HeldReturn, Sequence[str]]


def show_queue() -> Response:
    """The returns of a state, by partner, form and period; those that wait where none is said."""
    reviewer()
    address = address_of(*ASKS)
    names = names_in(address)
    words, held = names.words, queue(address)
    return drawn(
        address,
        words("review.title"),
        _filter(address, names),
        _listed(held[:AT_ONCE], address, names) if held else html.P(_nothing(words)),
        html.P(words.counted("review.more", len(held) - AT_ONCE)) if len(held) > AT_ONCE else None,
        lead=_lead(held, words) if _state(address) == "submitted" else None,
        kicker=words("review.kicker"),
        more=[ways(address, words, REVIEW)],
    )


def _lead(held: Sequence[HeldReturn], words: Words) -> str:
    """How many wait for the office, and how many more it cannot decide on."""
    kept = sum(one.is_kept_back for one in held)
    said = words.counted("review.lead", len(held) - kept)
    return f"{said} {words.counted('review.kept_back', kept)}" if kept else said


def queue(address: Address) -> list[HeldReturn]:
    """What is asked for, the oldest first; unknown names find nothing."""
    asked = address.asked("period")
    period = period_in(asked or "")
    if asked and period is None:
        return []
    state = _state(address)
    held = store().returns.held(
        form=address.asked("form"), organization=address.asked("partner"), period=period,
        state=None if state == EVERY else state,
    )  # fmt: skip
    return list(reversed(held))


def _state(address: Address) -> str:
    asked = address.asked("state") or ReturnState.SUBMITTED.value
    return asked if asked in (EVERY, *STATES) else ReturnState.SUBMITTED.value


def _nothing(words: Words) -> str:
    return words("review.no_forms" if not catalogue().returns else "review.nothing")


def _filter(address: Address, names: Names) -> Component:
    words, known = names.words, names.catalogue
    states = [(one, names.state(one)) for one in STATES]
    chosen = [
        _chosen(address, "partner", [(one, names.partner(one)) for one in known.partners], words),
        _chosen(address, "form", [(one, names.form(one)) for one in known.returns], words),
        _chosen(address, "period", _periods(names), words),
        field(words("review.state"), "state",
              choice("state", "state", [*states, (EVERY, words("review.every"))], _state(address))),
    ]  # fmt: skip
    button = html.Button(words("review.show"), className="btn", type="submit")
    return html.Form(
        [*chosen, *hidden_fields(address.state), button],
        className="country-form", action=REVIEW, method="get",
    )  # fmt: skip


def _chosen(address: Address, name: str, options: list[tuple[str, str]], words: Words) -> Component:
    told = [("", every(name, words)), *options]
    picked = choice(name, name, told, address.asked(name) or "")
    return field(words(f"review.{name}"), name, picked)


def _periods(names: Names) -> list[tuple[str, str]]:
    """The periods of which anything was sent, newest first."""
    sent = [one.receipt for one in store().returns.held()]
    ordered = sorted(sent, key=lambda one: one.period.start, reverse=True)
    return list({one.period.code: names.period(one.form, one.period) for one in ordered}.items())


def _listed(held: Sequence[HeldReturn], address: Address, names: Names) -> Component:
    words = names.words
    picks = may_step() and _state(address) == ReturnState.SUBMITTED
    heads = ["partner", "form", "period", "counts", "reasons", "sent", "state"]
    columns = [Column(words(f"review.{one}")) for one in heads]
    if picks:
        columns.append(Column(words("review.pick")))
    rows = [_row(one, address, names, picks) for one in held]
    listed = scrolls(
        words("review.caption"), table(words("review.caption"), columns, rows, "tnum stacks queue")
    )
    if not picks:
        return listed
    button = html.Button(words("review.approve_picked"), className="btn btn-main", type="submit")
    return wide_form(address.to(f"{REVIEW}/approve"), listed, html.P(button))


def _row(held: HeldReturn, address: Address, names: Names, picks: bool) -> list[Child]:
    receipt, words = held.receipt, names.words
    whole = names.whole(receipt.form, receipt.organization, receipt.period)
    name = names.partner(receipt.organization)
    cells: list[Child] = [
        html.A(name, href=address.to(f"{REVIEW}/{receipt.code}"), **attrs(aria_label=whole)),
        names.form(receipt.form),
        names.period(receipt.form, receipt.period),
        counts_words(held, words),
        _reasons(held, words),
        _sent(held, words),
        standing(held, address, names),
    ]
    if not picks:
        return cells
    pick = "–" if held.is_kept_back else _pick(held, words("review.pick_one", name=whole))
    return [*cells, pick]


def _reasons(held: HeldReturn, words: Words) -> Child:
    if held.is_kept_back:  # whether there are any is its owner's to say
        return "–"
    if not held.reasons:
        return words("review.no_reason")
    told = [(f"{one.sheet}!{one.cell}".strip("!"), one.words, None) for one in held.reasons]
    return panel(words.counted("review.reason", len(told)), items(told))


def _sent(held: HeldReturn, words: Words) -> Child:
    days = max((datetime.now(UTC) - held.receipt.sent_at).days, 0)
    waits = held.receipt.state is ReturnState.SUBMITTED
    day = words.day(held.receipt.sent_at.astimezone().date())
    note = html.Small(words.counted("review.waits", days), className="note")
    return html.Span([day, note]) if waits else day


def _pick(held: HeldReturn, said: str) -> Drawing:
    """A box that carries what has been seen of the return."""
    code = f"{held.receipt.code} {seen(held)}"
    return Drawing(
        element("input", type="checkbox", name="return", value=code, aria_label=said, class_="pick")
    )


def approve_many() -> Response:
    """First what would be approved and what is left out, and why; then, confirmed, the doing."""
    actor = stepping("many").id
    address = address_of()
    names = names_in(address)
    fit, left = _sorted_out(request.form.getlist("return")[:AT_ONCE], actor, names.words)
    if request.form.get("confirmed") != "1":
        return _confirm(fit, left, address, names)
    done = []
    for one in fit:
        try:
            store().returns.approve(one.receipt.code, actor)
        except MetricsError as error:  # somebody else was faster
            left.append((one, [names.words.text(error.text)]))
        else:
            done.append(one)
            follow(desk().drafts, store().returns, one.receipt.code, now())
    return _told(done, left, address, names)


def _sorted_out(
    given: Sequence[str], actor: str, words: Words
) -> tuple[list[HeldReturn], list[Left]]:
    """Every rule again: which can be approved, and what stands in the way of the others."""
    fit: list[HeldReturn] = []
    left: list[Left] = []
    for code, _, known in (one.partition(" ") for one in dict.fromkeys(given)):
        try:
            held = store().returns.find(code)
        except UnknownError:
            continue
        told = [words.text(one) for one in look_through(store(), held, actor).hindrances]
        if known != seen(held):
            told = [words("review.changed"), *told]
        if told:
            left.append((held, told))
        else:
            fit.append(held)
    return fit, left


def _confirm(
    fit: Sequence[HeldReturn], left: Sequence[Left], address: Address, names: Names
) -> Response:
    words = names.words
    carried = [_pick_hidden(one) for one in fit]
    button = words.counted("review.approve_many", len(fit))
    sent = form(
        address.to(f"{REVIEW}/approve"), button, *hidden_fields({"confirmed": "1"}), *carried
    )
    return drawn(
        address,
        words("review.confirm_many"),
        _list(words.counted("review.will_approve", len(fit)), fit, names) if fit else None,
        html.P(words("review.approve_means")) if fit else html.P(words("review.none_fit")),
        _left_out(left, names),
        sent if fit else None,
        _back(address, words),
        kicker=words("review.kicker"),
    )


def _told(
    done: Sequence[HeldReturn], left: Sequence[Left], address: Address, names: Names
) -> Response:
    words = names.words
    return drawn(
        address,
        words("review.done_many"),
        notice(words.counted("review.approved", len(done))),
        _list(words("review.approved_list"), done, names) if done else None,
        _left_out(left, names),
        _back(address, words),
        kicker=words("review.kicker"),
    )


def _pick_hidden(held: HeldReturn) -> Drawing:
    value = f"{held.receipt.code} {seen(held)}"
    return Drawing(element("input", type="hidden", name="return", value=value))


def _list(title: str, held: Sequence[HeldReturn], names: Names) -> Component:
    colon = names.words("shared.colon")
    told = [
        html.Li(f"{names.whole(*one.receipt[1:4])}{colon}{counts_words(one, names.words)}")
        for one in held
    ]
    return html.Div([html.H2(title), html.Ul(told, className="notes")])


def _left_out(left: Sequence[Left], names: Names) -> Component | None:
    if not left:
        return None
    told = [
        html.Li([html.B(names.whole(*held.receipt[1:4])), html.Ul([html.Li(one) for one in why])])
        for held, why in left
    ]
    title = names.words.counted("review.left_out", len(left))
    return html.Div([html.H2(title), html.Ul(told, className="notes")], className="left-out")


def _back(address: Address, words: Words) -> Component:
    return html.P(html.A(words("review.back"), href=address.to(REVIEW)))
