"""The receipt of a return: in both languages on one page, and as JSON."""

from dash import html
from dash.development.base_component import Component
from flask import Response, jsonify

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.components import Child, Column, scrolls, section, table
from dashboard.returns import frame, withdrawing
from dashboard.returns.answered import answered_lines
from dashboard.returns.desk import desk
from dashboard.returns.dues import said_period
from dashboard.returns.keeping_back import return_of
from dashboard.returns.own import is_undone
from dashboard.returns.receipts import COUNTS, record
from dashboard.returns.receipts_seen import found
from dashboard.returns.remarks import remarks_section, stated_in
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldReturn, Language


def page(code: str) -> Response:
    held = found(code)
    address = address_of("new", "again", "withdrawn")
    words = Words(address.language)
    order = sorted(Language, key=lambda one: one is not address.language)
    done = "received" if address.asked("new") else ""
    done = "received_before" if address.asked("again") else done
    done = "was_withdrawn" if address.asked("withdrawn") else done
    return frame.drawn(
        address,
        words(f"returns.receipt_title_{held.standing}"),
        html.Div([_receipt(held, Words(one)) for one in order], className="both"),
        _history(held, words),
        *_remarks(held, words),
        _file(held, address, words),
        kicker=words("returns.kicker_receipt"),
        more=[frame.notice(words(f"returns.{done}")) if done else None,
              frame.steps("receipt", {"choose": held.file}, words),
              _next(held, address, words)],
    )  # fmt: skip


def _next(held: HeldReturn, address: Address, words: Words) -> Component | None:
    """Where a return was sent back or replaced, what to do and where."""
    if held.replaced_by:
        later = address.to(f"{frame.HOME}/sent/{held.replaced_by}")
        key = "returns.replaced_note" if held.is_replaced else "returns.later_note"
        return html.P([words(key), " ", html.A(words("returns.newer"),
                                                                   href=later)])  # fmt: skip
    if held.receipt.state == "returned":
        return _again("sent_back_note", held, address, words)
    return _again("undone_note", held, address, words) if is_undone(held) else None


def _again(key: str, held: HeldReturn, address: Address, words: Words) -> Component:
    value = f"{held.receipt.form}|{held.receipt.period.code}"
    again = address.to(f"{frame.HOME}#upload", **{"for": value})
    return html.P([words(f"returns.{key}"), " ", html.A(words("returns.send_again"), href=again)])


def _receipt(held: HeldReturn, words: Words) -> Component:
    pairs = [
        html.Div([html.Dt(words(f"returns.receipt_{key}")), html.Dd(said)])
        for key, said in _facts(held, words)
    ]
    title = html.H2(words("returns.receipt_head"))
    return html.Section([title, html.Dl(pairs, className="dl pairs")], lang=words.language.value,
                        className="sec")  # fmt: skip


def _facts(held: HeldReturn, words: Words) -> list[tuple[str, Child]]:
    receipt, catalogue = held.receipt, services().catalogue
    form, partner = (
        catalogue.returns.get(receipt.form),
        catalogue.partners.get(receipt.organization),
    )
    period = said_period(form, receipt.period, words.language) if form else receipt.period.code
    counts = words.joined([words.counted(f"returns.told_{name}", count(held))
                           for name, count in COUNTS])  # fmt: skip
    due = words.day(receipt.next_due) if receipt.next_due else words("returns.no_next_due")
    return [
        ("organization", words.text(partner.title) if partner else receipt.organization),
        ("form", words.text(form.title) if form else receipt.form),
        ("period", period),
        ("sent_at", words.minute(receipt.sent_at)),
        ("state", words(f"returns.state_{held.standing}")),
        ("counts", counts),
        ("next_due", due),
        ("code", html.Code(receipt.code)),
        ("content", html.Code(receipt.content)),
        ("file", held.file),
        ("file_hash", html.Code(receipt.file_sha256)),
    ]


def _history(held: HeldReturn, words: Words) -> Component:
    heads = ["when", "state", *(["why"] if any(one.reason for one in held.events) else [])]
    columns = [Column(words(f"returns.column_{one}")) for one in heads]
    rows: list[list[Child]] = []
    for one in held.events:
        said = words("returns.state_undone" if one.undone else f"returns.state_{one.state}")
        rows.append([words.minute(one.at), said, one.reason][: len(heads)])
    caption = words("returns.history_caption")
    return section("history", words("returns.history"), scrolls(caption, table(caption, columns,
                                                                               rows)))  # fmt: skip


def _remarks(held: HeldReturn, words: Words) -> list[Component]:
    """The office's comments and its sender's reasons, each beside what was stated there."""
    told = [("comments", held.comments), ("reasons", held.reasons)]
    stated = stated_in(held, [*held.comments, *held.reasons], words)
    return [remarks_section(said, kind, words, stated) for kind, said in told if said]


def _file(held: HeldReturn, address: Address, words: Words) -> Component:
    here = f"{frame.HOME}/sent/{held.receipt.code}"
    ways = [html.Li(html.A(words("returns.receipt_json"), href=address.to(f"{here}.json")))]
    draft = desk().drafts.became(held.receipt.code)
    may_read = draft is not None and may(Action.EXPORT, return_of(held))
    if may_read:
        link = html.A(words("returns.own_file"), href=address.to(f"{here}/file"), download="")
        ways.append(html.Li(link))
    if withdraw := withdrawing.way_of(held, address, words):
        ways.append(html.Li(withdraw))
    ways.append(html.Li(html.A(words("returns.back"), href=address.to(frame.HOME))))
    key = "undone" if is_undone(held) else held.receipt.state
    key = key if key in ("undone", "withdrawn") else "sent"
    note = words.counted(f"returns.kept_{key}", desk().settings.return_file_days)
    said = desk().drafts.said(draft.id)["answers"] if draft and may_read else {}
    told = answered_lines(said, words("returns.answered"), words)
    shown = html.Ul(ways, className="plain")
    return section("more", words("returns.more"), shown, *told, note=note)


def as_json(code: str) -> Response:
    return jsonify(record(found(code)))
