"""One return before the office: what it changes, cell by cell, why, and what was done with it."""

from collections.abc import Iterable, Mapping

from dash import html
from dash.development.base_component import Component
from flask import Response

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import may
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import Child, Column, missing, scrolls, section, table
from dashboard.returns import replies
from dashboard.returns.answered import answered_lines
from dashboard.returns.comments import commented_before
from dashboard.returns.desk import desk
from dashboard.returns.frame import drawn, notice
from dashboard.returns.in_briefings import briefings_section
from dashboard.returns.looking import Look, is_known, look_through
from dashboard.returns.marks import return_mark
from dashboard.returns.naming import Names
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
from dashboard.returns.reviewed_changes import differences_section
from dashboard.returns.standing import kinds_words, standing
from dashboard.text import Words
from ingest import Finding, Severity
from metrics import (
    HeldReturn,
    Remark,
    ReturnState,
    not_consented,
)

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
    if held.is_kept_back:
        return _kept_back(held, address, names)
    look = look_through(store(), held, reading.id)
    told = store().returns.differences(code) if is_known(names.catalogue, held) else ()
    is_answered = any(one.rule == replies.RULE for one in held.reasons)
    comments = commented_before(store().returns, held) if is_answered else {}
    return drawn(
        address,
        names.whole(receipt.form, receipt.organization, receipt.period),
        _what_next(held, look, reading, address, names),
        differences_section(told, held, comments, address, names),
        _briefings(held, names),
        _findings(held, look, comments, names),
        _events(held, names),
        _others(held, address, names),
        kicker=words("review.kicker_one"),
        lead=f"{words('review.counts')}{words('shared.colon')}{kinds_words(told, words)}",
        more=[_done(address, words), ways(address, words, ""), _facts(held, address, names)],
    )


def _kept_back(held: HeldReturn, address: Address, names: Names) -> Response:
    """That it came, and when; nothing of what it says, and why nobody here decides on it."""
    words, receipt = names.words, held.receipt
    told: list[tuple[str, Child]] = [
        ("state", _state(held, address, names)), ("sent", words.minute(receipt.sent_at)),
    ]  # fmt: skip
    pairs = [html.Div([html.Dt(words(f"review.{key}")), html.Dd(said)]) for key, said in told]
    return drawn(
        address,
        names.whole(receipt.form, receipt.organization, receipt.period),
        notice(words.text(not_consented(receipt.organization, names.catalogue.partners).text)),
        html.P(html.A(words("governance.how_it_stands"), href=address.to("/consent"))),
        kicker=words("review.kicker_one"),
        more=[ways(address, words, ""), html.Dl(pairs, className="dl")],
    )


def _done(address: Address, words: Words) -> Component | None:
    done = address.asked("done")
    return notice(words(f"review.done_{done.replace('-', '_')}")) if done in DONE else None


def _facts(held: HeldReturn, address: Address, names: Names) -> Component:
    receipt, words = held.receipt, names.words
    told: list[tuple[str, Child]] = [
        ("state", _state(held, address, names)),
        ("sent", words.minute(receipt.sent_at)),
        ("sender", who(receipt.actor, words)),
        ("content", html.Code(receipt.content[:16])),
    ]
    pairs = [html.Div([html.Dt(words(f"review.{key}")), html.Dd(said)]) for key, said in told]
    return html.Dl(pairs, className="dl")


def _state(held: HeldReturn, address: Address, names: Names) -> Component:
    """The state, and that what nobody has approved is provisional."""
    waits = held.standing == ReturnState.SUBMITTED
    note = names.words("review.provisional") if waits else ""
    return standing(held, address, names, note)


def steps_of(held: HeldReturn, reading: Account) -> list[str]:
    """What this reader may do with a return now; never approve what they have sent."""
    if not may_step() or held.replaced_by or held.is_kept_back:
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
    """The file as it was sent and as it was marked, and how its sender had it read, while kept."""
    receipt = held.receipt
    if not may(Action.EXPORT, Thing(Kind.RETURN, organization=receipt.organization)):
        return html.P(words("review.file_not_yours"), className="note")
    draft = desk().drafts.became(receipt.code)
    if draft is None:
        return html.P(missing(words("review.file_gone")))
    path = f"{REVIEW}/{receipt.code}"
    links = [html.A(words("review.file_sent"), href=address.to(f"{path}/file"), download="")]
    if desk().drafts.is_marked(draft.id):
        marked = address.to(f"{path}/annotated.xlsx")
        links.append(html.A(words("review.file_marked"), href=marked, download=""))
    said = desk().drafts.said(draft.id)["answers"]
    told = answered_lines(said, words("review.answered"), words)
    return html.Div([html.Ul([html.Li(one) for one in links], className="plain"), *told])


def _briefings(held: HeldReturn, names: Names) -> Component | None:
    """Which issued briefings hold what it changes; nothing where none does."""
    known = is_known(names.catalogue, held)
    found_ = store().returns.in_briefings(held.receipt.code) if known else ()
    return briefings_section(found_, names.words) if found_ else None


def _findings(
    held: HeldReturn, look: Look, comments: Mapping[str, str], names: Names
) -> Component | None:
    """What the rules say of it today, and the partner's reasons for it."""
    words = names.words
    told = [one for one in look.findings if one.severity is not Severity.INFO or one.shadow]
    known = {(one.sheet, one.cell) for one in told}
    rest = [
        one
        for one in held.reasons
        if one.rule == replies.RULE or (one.sheet, one.cell) not in known
    ]
    if not told and not rest:
        return section("warnings", words("review.warnings"), html.P(words("review.no_warnings")))
    rows = [_finding(one, held.reasons, names) for one in told]
    rows += [_reason_alone(one, comments, words) for one in rest]
    columns = [Column(words(f"review.{one}")) for one in ("cell", "says", "reason_of_partner")]
    shown = scrolls(
        words("review.warnings"),
        table(words("review.warnings"), columns, rows, "tnum stacks", hidden_caption=True),
    )
    return section("warnings", words("review.warnings"), shown, note=words("review.warnings_note"))


def _reason_alone(one: Remark, comments: Mapping[str, str], words: Words) -> list[Child]:
    """A reason to which the rules of today say nothing, or an answer to a comment."""
    at = f"{one.sheet}!{one.cell}".strip("!")
    said = comments.get(at)
    answers = (
        words("review.answers_said", comment=said) if said else words("review.answers_comment")
    )
    says = answers if one.rule == replies.RULE else "–"
    return [html.Code(at) if at else "–", says, one.words]


def _finding(one: Finding, reasons: Iterable[Remark], names: Names) -> list[Child]:
    words = names.words
    at_cell = [said for said in reasons if (said.sheet, said.cell) == (one.sheet, one.cell)]
    here = [said for said in at_cell if said.rule != replies.RULE]
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
            words.minute(one.at),
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
    shown = scrolls(title, table(title, columns, rows, "tnum stacks", hidden_caption=True))
    return section("events", title, shown, said if comments else None)


def _others(held: HeldReturn, address: Address, names: Names) -> Component | None:
    """The other returns of the same period, by which this one was replaced, or which it did."""
    receipt, words = held.receipt, names.words
    every = store().returns.held(
        form=receipt.form, organization=receipt.organization, period=receipt.period
    )
    rows = [
        html.Li([
            html.A(words.minute(one.receipt.sent_at),
                   href=address.to(f"{REVIEW}/{one.receipt.code}")),
            " ", return_mark(one.standing, names),
        ])
        for one in every if one.receipt.code != receipt.code
    ]  # fmt: skip
    if not rows:
        return None
    return section("others", words("review.others"), html.Ul(rows, className="plain"))
