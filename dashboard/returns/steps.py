"""The steps that the office takes with a return: each says first what it will do."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from dash import html
from dash.development.base_component import Component
from flask import Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.plain_pages import address_of, faults
from dashboard.access.reader import now
from dashboard.access.roles import Account
from dashboard.addresses import Address
from dashboard.components import Child, attrs
from dashboard.drawing import Drawing
from dashboard.forms import choice, field, hidden_fields
from dashboard.returns.comments import LONGEST_COMMENT, cells_of, comment_at
from dashboard.returns.desk import desk
from dashboard.returns.frame import drawn
from dashboard.returns.looking import look_through, seen
from dashboard.returns.naming import Names
from dashboard.returns.office import (
    REVIEW,
    found,
    names_in,
    reason_given,
    refuse_private,
    status_of,
    stepping,
    store,
    wide_form,
)
from dashboard.returns.one_return import DONE, steps_of
from dashboard.returns.settling import follow
from dashboard.returns.standing import counts_words
from dashboard.svg import element
from dashboard.text import Words, both
from metrics import HeldReturn, MetricsError, Remark, ReturnReceipt, UnfitWordsError

LONGEST_REASON = 500
FEWEST, MOST = 3, 30  # rows for comments


def show_step(code: str, step: str) -> Response:
    """What a step will do, and the form that does it."""
    actor, held = _asked(code, step)
    address = address_of()
    if step not in steps_of(held, actor):
        return _refused(held, step, actor, address)
    return _drawn(held, step, address)


def take_step(code: str, step: str) -> AnyResponse:
    """Do it, unless the return has changed since it was shown, or a rule stands against it."""
    actor, held = _asked(code, step)
    address = address_of()
    words = Words(address.language)
    if held.is_kept_back:
        return _refused(held, step, actor, address)
    if request.form.get("seen") != seen(held):
        return _drawn(held, step, address, {"seen": words("review.changed")}, 409)
    if step not in steps_of(held, actor):
        return _refused(held, step, actor, address)
    if "more" in request.form:
        return _drawn(held, step, address)
    try:
        STEPS[step](held, actor)
    except MetricsError as error:
        return _drawn(held, step, address, {"reason": words.text(error.text)}, status_of(error))
    follow(desk().drafts, store().returns, code, now())
    return redirect(address.to(f"{REVIEW}/{code}", done=step))


def _asked(code: str, step: str) -> tuple[Account, HeldReturn]:
    actor = stepping(code)
    if step not in DONE:
        abort(404)
    return actor, found(code)


def _refused(held: HeldReturn, step: str, actor: Account, address: Address) -> Response:
    """Why this step is not to be taken, in words."""
    names, words = names_in(address), Words(address.language)
    told = [words.text(one) for one in look_through(store(), held, actor.id).hindrances]
    told = told if (step == "approve" or held.is_kept_back) and told else [words("review.no_step")]
    return drawn(
        address,
        words("review.cannot_title"),
        html.Ul([html.Li(one) for one in told], className="notes"),
        _back(held, address, words),
        lead=names.whole(*held.receipt[1:4]),
        kicker=words("review.kicker_one"),
        status=409,
    )


def _approve(held: HeldReturn, actor: Account) -> ReturnReceipt:
    look = look_through(store(), held, actor.id)
    if look.hindrances:
        raise MetricsError(*look.hindrances[0])
    return store().returns.approve(held.receipt.code, actor.id)


def _send_back(held: HeldReturn, actor: Account) -> ReturnReceipt:
    reason, comments = reason_given(), _comments(held)
    return store().returns.send_back(held.receipt.code, actor.id, reason, comments)


def _withdraw(held: HeldReturn, actor: Account) -> ReturnReceipt:
    return store().returns.withdraw(held.receipt.code, actor.id, reason_given())


def _undo(held: HeldReturn, actor: Account) -> ReturnReceipt:
    return store().returns.undo(held.receipt.code, actor.id, reason_given())


Step = Callable[[HeldReturn, Account], ReturnReceipt]
STEPS: dict[str, Step] = {
    "approve": _approve, "send-back": _send_back, "withdraw": _withdraw, "undo": _undo,
}  # fmt: skip


def _comments(held: HeldReturn) -> list[Remark]:
    """The comments that were written, each at a cell of the return."""
    cells, found_ = cells_of(store().returns, held.receipt.code), []
    for number in range(1, MOST + 1):
        said = request.form.get(f"words{number}", "").strip()
        if not said:
            continue
        at = request.form.get(f"cell{number}", "")
        if at not in cells:
            raise UnfitWordsError(*both("review.comment_where"))
        if len(said) > LONGEST_COMMENT:
            raise UnfitWordsError(*both("review.comment_long", most=LONGEST_COMMENT))
        refuse_private(said)
        found_.append(comment_at(at, said))
    return found_


def _drawn(
    held: HeldReturn,
    step: str,
    address: Address,
    told: dict[str, str] | None = None,
    status: int = 200,
) -> Response:
    names = names_in(address)
    words, key = names.words, step.replace("-", "_")
    path = f"{REVIEW}/{held.receipt.code}/{step}"
    sends = html.Button(words(f"review.step_{key}"), className="btn btn-main", type="submit")
    return drawn(
        address,
        words(f"review.confirm_{key}"),
        html.P(words(f"review.means_{key}{_variant(held, step)}")),
        wide_form(
            address.to(path),
            *hidden_fields({"seen": seen(held)}),
            _reason(words, told, needed=step != "approve"),
            _comment_rows(held, names) if step == "send-back" else None,
            html.P([sends]),
        ),
        _back(held, address, words),
        kicker=words("review.kicker_one"),
        lead=f"{names.whole(*held.receipt[1:4])}{words('shared.colon')}{counts_words(held, words)}",
        more=faults(words, told or {}),
        status=status,
    )


def _variant(held: HeldReturn, step: str) -> str:
    """A withdrawal and its undoing mean another thing after an approval."""
    state = held.receipt.state.value
    if step == "withdraw" and state == "approved":
        return "_approved"
    return "_withdrawn" if step == "undo" and state == "withdrawn" else ""


def _reason(words: Words, told: dict[str, str] | None, *, needed: bool) -> Component | None:
    if not needed:
        return None
    written = request.form.get("reason", "")
    return field(
        words("review.reason_label"), "reason",
        html.P(words("review.reason_hint"), className="note", id="reason-hint"),
        area("reason", written, LONGEST_REASON, invalid="reason" in (told or {})),
    )  # fmt: skip


def area(name: str, written: str, most: int, *, invalid: bool = False, id_: str = "") -> Drawing:
    """A field of several lines; the browser stops at `most` characters."""
    said = "true" if invalid else None
    return Drawing(
        element(
            "textarea", escape(written) or "\n", name=name, id=id_ or name, maxlength=most, rows=3,
            aria_invalid=said,
        )
    )  # fmt: skip


def _comment_rows(held: HeldReturn, names: Names) -> Component:
    """Rows for comments: as many as were there, and some more where that is asked for."""
    words, asked = names.words, request.form.get("rows", "")
    given = int(asked) if asked.isdecimal() and len(asked) < 3 else 0
    count = min(max(given + (FEWEST if "more" in request.form else 0), FEWEST), MOST)
    options = [("", words("review.choose_cell"))]
    form = names.catalogue.returns.get(held.receipt.form)
    options += [
        (at, f"{at}{words('shared.colon')}{names.figure(one)}")
        for at, one in cells_of(store().returns, held.receipt.code, form).items()
    ]
    rows = [_comment_row(number, options, words) for number in range(1, count + 1)]
    more = html.Button(words("review.more_comments"), className="btn", type="submit", name="more",
                       value="1")  # fmt: skip
    return html.Div(
        [
            html.H2(words("review.comments")),
            html.P(words("review.comments_hint", most=LONGEST_COMMENT), className="note"),
            *rows,
            *hidden_fields({"rows": str(count)}),
            html.P(more) if count < MOST else None,
        ],
        className="comment-rows",
    )


def _comment_row(number: int, options: Sequence[tuple[str, str]], words: Words) -> Component:
    cell, said = f"cell{number}", f"words{number}"
    picked = choice(cell, cell, list(options), request.form.get(cell, ""))
    written = area(said, request.form.get(said, ""), LONGEST_COMMENT)
    parts: Iterable[Child] = [
        field(words("review.comment_cell", number=number), cell, picked),
        field(words("review.comment_words", number=number), said, written),
    ]
    named = attrs(aria_label=words("review.comment", number=number))
    return html.Div(list(parts), className="comment-row", role="group", **named)


def _back(held: HeldReturn, address: Address, words: Words) -> Component:
    link = address.to(f"{REVIEW}/{held.receipt.code}")
    return html.P(html.A(words("review.back_one"), href=link))
