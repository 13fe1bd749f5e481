"""One return before the office: what it changes, cell by cell, why, and what was done with it."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import may
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import Child, Column, attrs, missing, panel, scrolls, section, table
from dashboard.returns.desk import desk
from dashboard.returns.frame import drawn, notice
from dashboard.returns.home import when
from dashboard.returns.looking import Look, look_through
from dashboard.returns.marks import return_mark
from dashboard.returns.naming import Names, address_of_cell
from dashboard.returns.office import (
    REVIEW,
    found,
    may_step,
    names_in,
    reviewer,
    store,
    ways,
    who,
)
from dashboard.returns.review import counts_words
from dashboard.text import Words
from ingest import Finding, Severity
from metrics import Difference, DifferenceKind, HeldReturn, Remark, ReturnState, labels

DONE = frozenset({"approve", "send-back", "withdraw", "undo"})
STEPS = {  # what can be done with a return, by its state
    ReturnState.SUBMITTED: ("approve", "send-back", "withdraw", "undo"),
    ReturnState.RETURNED: ("withdraw",),
    ReturnState.APPROVED: ("withdraw", "undo"),
    ReturnState.WITHDRAWN: ("undo",),
}


def show_return(code: str) -> Response:
    """A return with its differences, its reasons, its files and its history."""
    reading = reviewer(code)
    held, address = found(code), address_of("done", "n")
    names = names_in(address)
    words, receipt = names.words, held.receipt
    look = look_through(store(), held, reading.id)
    return drawn(
        address,
        names.whole(receipt.form, receipt.organization, receipt.period),
        _what_next(held, look, reading, address, names),
        _differences(held, address, names),
        _findings(held, look, names),
        _events(held, names),
        _others(held, address, names),
        kicker=words("review.kicker_one"),
        lead=f"{words('review.counts')}{words('shared.colon')}{counts_words(held, words)}",
        more=[_done(address, words), ways(address, words, ""), _facts(held, names)],
    )


def _done(address: Address, words: Words) -> Component | None:
    done = address.asked("done")
    return notice(words(f"review.done_{done.replace('-', '_')}")) if done in DONE else None


def _facts(held: HeldReturn, names: Names) -> Component:
    receipt, words = held.receipt, names.words
    told: list[tuple[str, Child]] = [
        ("state", _state(held, names)),
        ("sent", when(receipt.sent_at, words)),
        ("sender", who(receipt.actor, words)),
        ("content", html.Code(receipt.content[:16])),
    ]
    pairs = [html.Div([html.Dt(words(f"review.{key}")), html.Dd(said)]) for key, said in told]
    return html.Dl(pairs, className="dl")


def _state(held: HeldReturn, names: Names) -> Component:
    """The state, and that what nobody has approved is provisional."""
    words, note = names.words, ""
    if held.replaced_by:
        note = words("review.replaced_short")
    elif held.receipt.state is ReturnState.SUBMITTED:
        note = words("review.provisional")
    return return_mark(held.receipt.state, names, note)


def steps_of(held: HeldReturn, reading: Account) -> list[str]:
    """What this reader may do with a return now; never approve what they have sent."""
    if not may_step() or held.replaced_by:
        return []
    if held.receipt.period in store().returns.closed(held.receipt.form):
        return []
    own = held.receipt.actor == reading.id
    return [one for one in STEPS[held.receipt.state] if not (own and one == "approve")]


def _what_next(
    held: HeldReturn, look: Look, reading: Account, address: Address, names: Names
) -> Component:
    words, path = names.words, f"{REVIEW}/{held.receipt.code}"
    steps = steps_of(held, reading)
    if look.hindrances:
        steps = [one for one in steps if one != "approve"]
    links = [
        html.A(
            words(f"review.step_{one.replace('-', '_')}"), href=address.to(f"{path}/{one}"),
            className="btn btn-main" if one == "approve" else "btn",
        )
        for one in steps
    ]  # fmt: skip
    waits = held.receipt.state is ReturnState.SUBMITTED
    told = [html.Li(words.text(one)) for one in look.hindrances] if waits else []
    why = [html.P(words("review.cannot")), html.Ul(told, className="notes")] if told else []
    return section(
        "next", words("review.next"), *why, html.P(links, className="dls") if links else None,
        _files(held, address, words),
    )  # fmt: skip


def _files(held: HeldReturn, address: Address, words: Words) -> Component:
    """The file as it was sent, and as it was marked, for as long as they are kept."""
    receipt = held.receipt
    if not may(Action.EXPORT, Thing(Kind.RETURN, organization=receipt.organization)):
        return html.P(words("review.file_not_yours"), className="note")
    draft = desk().drafts.became(receipt.code)
    if draft is None:
        return html.P(missing(words("review.file_gone")))
    path = f"{REVIEW}/{receipt.code}"
    links = [html.A(words("review.file_sent"), href=address.to(f"{path}/file"), download="")]
    if desk().drafts.annotated(draft.id):
        marked = address.to(f"{path}/annotated.xlsx")
        links.append(html.A(words("review.file_marked"), href=marked, download=""))
    return html.Ul([html.Li(one) for one in links], className="plain")


def _differences(held: HeldReturn, address: Address, names: Names) -> Component:
    """By indicator: what is new, changed or gone; what stayed the same opens."""
    words = names.words
    told = store().returns.differences(held.receipt.code) if _is_known(held, names) else ()
    changed = [one for one in told if one.kind is not DifferenceKind.UNCHANGED]
    same = [one for one in told if one.kind is DifferenceKind.UNCHANGED]
    said = _said_at(held.reasons)
    parts: list[Child] = [_tables(changed, said, held, address, names)]
    if not changed:
        parts = [html.P(words("review.nothing_changed"))]
    if same:
        shown = _tables(same, said, held, address, names)
        parts.append(panel(words.counted("review.unchanged_panel", len(same)), shown))
    return section("changes", words("review.changes"), *parts, note=words("review.changes_note"))


def _is_known(held: HeldReturn, names: Names) -> bool:
    return held.receipt.form in names.catalogue.returns


def _tables(
    told: Sequence[Difference],
    said: dict[str, list[Remark]],
    held: HeldReturn,
    address: Address,
    names: Names,
) -> Component:
    ordered = sorted(told, key=lambda one: one.series)
    parts = []
    for series, ones in groupby(ordered, key=lambda one: one.series):
        title, every = names.series(series), list(ones)
        heads = ("row", "cell", "before", "now", "change", "kind", "history")
        columns = [Column(names.words(f"review.{one}"), one in ("before", "now", "change"))
                   for one in heads]  # fmt: skip
        rows = [_row(one, said, held, address, names) for one in every]
        parts.append(scrolls(title, table(title, columns, rows)))
    return html.Div(parts, className="changes")


def _row(
    one: Difference,
    said: dict[str, list[Remark]],
    held: HeldReturn,
    address: Address,
    names: Names,
) -> list[Child]:
    words, at = names.words, address_of_cell(one.now) if one.now else ""
    reasons = [html.Small([html.Br(), words("review.because", why=why)], className="note")
               for why in dict.fromkeys(why.words for why in said.get(at, ()))]  # fmt: skip
    row = names.row(one)
    history = address.to(
        f"{REVIEW}/{held.receipt.code}/history", series=one.series, place=one.place,
        breakdown=one.disaggregation or None, period=one.period.code,
    )  # fmt: skip
    link = html.A(words("review.history"), href=history,
                  **attrs(aria_label=words("review.history_of", row=row)))  # fmt: skip
    return [
        html.Span([row, *reasons]),
        html.Code(at) if at else words("review.no_cell"),
        names.value(one.before),
        names.value(one.now),
        change_words(one, names),
        html.Span(words(f"review.kind_{one.kind}"), className="flag"),
        link,
    ]


def change_words(one: Difference, names: Names) -> str:
    """How much more or less; a dash where the two cannot be subtracted."""
    before, now = one.before, one.now
    if before is None or now is None or before.value is None or now.value is None:
        return "–"
    change, language = now.value - before.value, names.words.language
    said = labels.number(abs(change), names.catalogue.unit_of(one.series), language)
    return f"+{said}" if change > 0 else f"−{said}" if change < 0 else said


def _said_at(reasons: Iterable[Remark]) -> dict[str, list[Remark]]:
    """A partner's reasons by the address of their cell."""
    found: dict[str, list[Remark]] = {}
    for one in reasons:
        found.setdefault(f"{one.sheet}!{one.cell}" if one.sheet else one.cell, []).append(one)
    return found


def _findings(held: HeldReturn, look: Look, names: Names) -> Component | None:
    """What the rules say of it today, and the partner's reasons for it."""
    words = names.words
    told = [one for one in look.findings if one.severity is not Severity.INFO or one.shadow]
    known = {(one.sheet, one.cell) for one in told}
    rest = [one for one in held.reasons if (one.sheet, one.cell) not in known]
    if not told and not rest:
        return section("warnings", words("review.warnings"), html.P(words("review.no_warnings")))
    rows = [_finding(one, held.reasons, names) for one in told]
    rows += [[html.Code(f"{one.sheet}!{one.cell}".strip("!")), "–", one.words] for one in rest]
    columns = [Column(words(f"review.{one}")) for one in ("cell", "says", "reason_of_partner")]
    shown = scrolls(
        words("review.warnings"),
        table(words("review.warnings"), columns, rows, hidden_caption=True),
    )
    return section("warnings", words("review.warnings"), shown, note=words("review.warnings_note"))


def _finding(one: Finding, reasons: Iterable[Remark], names: Names) -> list[Child]:
    words = names.words
    here = [said for said in reasons if (said.sheet, said.cell) == (one.sheet, one.cell)]
    own = [said for said in here if said.rule == one.rule] or here
    why = dict.fromkeys(said.words for said in own)
    at = f"{one.sheet}!{one.cell}".strip("!")
    said: list[Child] = [words.text(one.message)]
    if one.shadow:
        said.append(html.Small([html.Br(), words("review.shadow")], className="note"))
    return [html.Code(at) if at else "–", html.Span(said), "; ".join(why) or "–"]


def _events(held: HeldReturn, names: Names) -> Component:
    """Everything that was done with it, by whom, and why."""
    words = names.words
    columns = [Column(words(f"review.{one}")) for one in ("when", "state", "by", "reason_given")]
    rows = [
        [
            when(one.at, words),
            return_mark(one.state, names, words("review.undone") if one.undone else ""),
            who(one.actor, words),
            one.reason or "–",
        ]
        for one in held.events
    ]
    comments = [
        html.Li([html.Code(f"{one.sheet}!{one.cell}"), " ", one.words]) for one in held.comments
    ]
    said = html.Div([html.H3(words("review.comments")), html.Ul(comments, className="notes")])
    title = words("review.events")
    shown = scrolls(title, table(title, columns, rows, hidden_caption=True))
    return section("events", title, shown, said if comments else None)


def _others(held: HeldReturn, address: Address, names: Names) -> Component | None:
    """The other returns of the same period, by which this one was replaced, or which it did."""
    receipt, words = held.receipt, names.words
    every = store().returns.held(
        form=receipt.form, organization=receipt.organization, period=receipt.period
    )
    rows = [
        html.Li([
            html.A(when(one.receipt.sent_at, words),
                   href=address.to(f"{REVIEW}/{one.receipt.code}")),
            " ", return_mark(one.receipt.state, names),
        ])
        for one in every if one.receipt.code != receipt.code
    ]  # fmt: skip
    if not rows:
        return None
    return section("others", words("review.others"), html.Ul(rows, className="plain"))
