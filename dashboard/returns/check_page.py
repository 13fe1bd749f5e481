"""The page of a check: how far it has come, then everything that it found."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.plain_pages import CSRF, address_at, address_of
from dashboard.addresses import Address
from dashboard.components import Child, attrs, section
from dashboard.forms import hidden_fields
from dashboard.returns import frame
from dashboard.returns.answered import AGAIN, answered
from dashboard.returns.check_words import counts, lead, refused_words, title
from dashboard.returns.cut_outs import Cuts
from dashboard.returns.desk import desk
from dashboard.returns.drafts_read import Seen
from dashboard.returns.drafts_seen import found, private_reasons, seen
from dashboard.returns.finding_parts import article, mark
from dashboard.returns.remarks import asked_by_office, said_by_office
from dashboard.returns.replies import reply_fields
from dashboard.returns.sheet_heads import sheet_heads
from dashboard.returns.store import Draft, DraftState
from dashboard.returns.written import answers_written, reasons_written
from dashboard.services import services
from dashboard.text import Words
from ingest import Severity

MOST_GROUPS = 200  # told on the page; the marked file and the list hold all


def page(id_: str) -> AnyResponse:
    draft = found(id_)
    address = address_of("missing", "again")
    if draft.state is DraftState.SENT:
        return redirect(address.to(f"{frame.HOME}/sent/{draft.sent}"), 303)
    if draft.is_open:
        return _progress(draft, address)
    held = seen(draft)
    if draft.state in (DraftState.REFUSED, DraftState.FAILED):
        return _refused(held, address)
    return _result(held, address)


def _here(draft: Draft) -> str:
    return f"{frame.HOME}/checks/{draft.id}"


def _progress(draft: Draft, address: Address) -> Response:
    """How far it has come. The page looks again by itself; a script does so without a blink."""
    words = Words(address.language)
    stage = words("returns.draft_waiting")
    if draft.state is DraftState.READING and draft.stage:
        stage = words(f"returns.stage_{draft.stage.replace('-', '_')}")
    shown = frame.progress(stage, draft.share, words("returns.progress"))
    again = html.P(html.A(words("returns.look_again"), href=address.to(_here(draft))))
    return frame.drawn(
        address, words("returns.checking_title"), lead=words("returns.checking_lead"),
        kicker=words("returns.kicker"), head=frame.look_again(),
        more=[frame.steps("checks", {"choose": draft.file}, words), shown, again,
              _discard(draft, address, words)],
    )  # fmt: skip


def _refused(held: Seen, address: Address) -> Response:
    """That nothing was kept, and why: never what stood in the file."""
    words = Words(address.language)
    said = refused_words(held, words)
    lists = [one for one in [_kept_out(held, words)] if one]
    if held.is_private:
        lists.append(html.P(words("returns.private_next")))
    again = html.A(
        words("returns.upload_corrected"), className="btn btn-main",
        href=address.to(f"{frame.HOME}#upload", partner=_named(held.draft)),
    )  # fmt: skip
    forget = frame.button_form(address.to(f"{_here(held.draft)}/discard"), words("returns.forget"))
    return frame.drawn(
        address, said.title, *lists, lead=said.lead, kicker=words("returns.kicker"),
        more=[html.Div([again, forget], className="dls")],
    )  # fmt: skip


def _kept_out(held: Seen, words: Words) -> Component | None:
    """Each place and what kind of thing stands there; of the content nothing. What the lead says
    already is not said again.
    """
    told = None if held.is_private or not held.groups else held.groups[0].first.message
    items: list[Child] = []
    for one in [one for group in held.groups for one in group.findings[:MOST_GROUPS]]:
        place = "!".join(part for part in (one.sheet, one.cell) if part)
        said = "" if one.message == told else words.text(one.message)
        if place or said:
            shown = html.Span(place or words("returns.whole_file"), className="cell")
            items.append(html.Li([shown, " ", said]))
    return section("places", words("returns.places"),
                   html.Ul(items, className="plain")) if items else None  # fmt: skip


def _result(held: Seen, address: Address, status: int = 200) -> Response:
    words = Words(address.language)
    notes = {"choose": held.draft.file, "checks": counts(held, words)}
    wrong = _wrong_reasons(held, address, words)
    return frame.drawn(
        address, title(held, words, len(private_reasons(held))), said_by_office(held, words),
        _findings(held, wrong, address, words),
        _other(held, address, words),
        lead=lead(held, words), kicker=words("returns.kicker"),
        more=[_faults(held, wrong, words) if wrong else None, _question_note(held, words),
              _layout(held, address, words), frame.steps("checks", notes, words),
              _sum(held, address, words)],
        status=status,
    )  # fmt: skip


def _wrong_reasons(held: Seen, address: Address, words: Words) -> dict[str, str]:
    """What is wrong with which reason, by the key of its cause: it is missing, or of a person."""
    private = words("returns.reason_private")
    wrong = dict.fromkeys(sorted(private_reasons(held)), private)
    if address.asked("missing"):
        wrong |= {one.key: words("returns.reason_missing") for one in held.unexplained}
    return wrong


def _faults(held: Seen, wrong: Mapping[str, str], words: Words) -> Component:
    """Which reasons are still to be written, or written otherwise, each leading to its field."""
    told = [(one.key, one.field, words.text(one.first.message)) for one in held.groups]
    told += [(one.key, one.field, one.remark.words) for one in asked_by_office(held)]
    items = [
        html.Li(html.A(said, href=f"#{field}-reason")) for key, field, said in told if key in wrong
    ]
    heading = "reasons_private" if private_reasons(held) else "reasons_missing"
    return html.Div(
        [html.H2(words(f"returns.{heading}"), id="faults-title"), html.Ul(items)],
        className="banner faults",
        role="alert",
        **attrs(aria_labelledby="faults-title"),
    )


def _question_note(held: Seen, words: Words) -> Component | None:
    asked = sum(one.is_question for one in held.groups)
    return html.P(words.counted("returns.questions", asked)) if asked else None


def _layout(held: Seen, address: Address, words: Words) -> Component | None:
    """Where a file is no template and cannot be read whole: a way to say how it is laid out."""
    if not held.has_layout:
        return None
    link = html.A(words("returns.own_layout"),
                  href=address.to(f"{frame.HOME}/profile/{held.draft.id}"))  # fmt: skip
    return html.P([words("returns.own_layout_note"), " ", link])


def _sum(held: Seen, address: Address, words: Words) -> Component:
    """How many of each, with the mark; and the two things to do next."""
    kinds = ((Severity.ERROR, "fix"), (Severity.WARNING, "explain"), (Severity.INFO, "know"))
    told = []
    for severity, name in kinds:
        count = sum(one.severity is severity for one in held.groups)
        said = words(f"returns.sum_{name}", count=count)
        told.append(
            html.Div(
                [
                    mark(severity, said) if count else html.Span(said, className="st"),
                    html.P(words(f"returns.sum_{name if count else 'know'}_note")),
                ]
            )
        )
    return html.Div([*told, html.Div(_actions(held, address, words), className="act")],
                    className="sum")  # fmt: skip


def _actions(held: Seen, address: Address, words: Words) -> list[Child]:
    actions: list[Child] = []
    if desk().drafts.is_marked(held.draft.id):
        marked = f"{_here(held.draft)}/annotated.xlsx"
        said = words(f"returns.download_{'unmarked' if held.is_unmarked else 'marked'}")
        kind = "btn" if held.is_unmarked else "btn btn-main"
        actions.append(html.A(said, className=kind, href=address.to(marked), download=""))
    again = address.to(f"{frame.HOME}#upload", partner=_named(held.draft))
    actions.append(html.A(words("returns.upload_corrected"), className="btn", href=again))
    return actions


def _named(draft: Draft) -> str | None:
    """For whom an editor sends; a partner sends for itself alone."""
    return draft.organization if services().reader.scope.organizations is None else None


def _findings(held: Seen, wrong: Mapping[str, str], address: Address, words: Words) -> Component:
    """Everything that was found, in one form: reasons and answers go with it."""
    said = {"answers": held.answers, "reasons": held.reasons, "kept": held.kept_reasons}
    cuts = Cuts(held.checked.cutouts if held.checked else {},
                sheet_heads(held.checked, services().catalogue))  # fmt: skip
    articles = [
        article(one, cuts, said, wrong.get(one.key, ""), words) for one in held.groups[:MOST_GROUPS]
    ]
    left = len(held.groups) - len(articles)
    more = html.P(words.counted("returns.more_causes", left)) if left > 0 else None
    replies = reply_fields(asked_by_office(held), held.reasons, wrong, words)
    told = answered(_settled(held), words)
    found_ = [*articles, more] if articles else [html.P(words("returns.no_findings"))]
    # what was answered comes last: the Enter key presses the first button of a form
    inner = [*hidden_fields({CSRF: generate_csrf()}), *found_, replies, _buttons(held, words), told]
    body = html.Form(
        inner, action=address.to(f"{_here(held.draft)}/say"), method="post",
        encType="multipart/form-data",
    )  # fmt: skip
    kind = "findings" if desk().drafts.is_marked(held.draft.id) else "findings_list"
    note = words(f"returns.{kind}_note") if articles else None
    return section("findings", words("returns.findings"), body, note=note)


def _settled(held: Seen) -> dict[str, str]:
    """The answers by which the file was read; what is still asked shows its own."""
    open_ = {one.key for one in held.groups if one.is_question}
    return {key: code for key, code in held.answers.items() if key not in open_}


def _buttons(held: Seen, words: Words) -> Component:
    """Answers are checked again; reasons are kept; what can be sent is looked at first."""
    buttons: list[Child] = []
    if any(one.is_question for one in held.groups):
        buttons.append(_button("check", words("returns.answer_button"), main=not held.can_be_sent))
    if held.warnings and not held.can_be_sent:
        buttons.append(_button("save", words("returns.save_button")))
    if held.can_be_sent:
        buttons.append(_button("changes", words("returns.changes_button"), main=True))
    else:
        shut = html.Button(words("returns.changes_button"), className="btn", disabled=True,
                           type="button")  # fmt: skip
        note = html.Span(words("returns.changes_shut"), className="small")
        buttons += [shut, note]
    return html.P(buttons, className="dls")


def _button(then: str, said: str, main: bool = False) -> Component:
    kind = "btn btn-main" if main else "btn"
    return html.Button(said, className=kind, type="submit", name="then", value=then)


def _other(held: Seen, address: Address, words: Words) -> Component:
    day = words.day(held.draft.expires_at.date())
    return section(
        "kept", words("returns.kept"), html.P(words("returns.kept_until", day=day)),
        _discard(held.draft, address, words),
    )  # fmt: skip


def _discard(draft: Draft, address: Address, words: Words) -> Component:
    return frame.button_form(address.to(f"{_here(draft)}/discard"), words("returns.discard"))


def say(id_: str) -> AnyResponse:
    """Keep what was answered and explained, then go where the button says."""
    draft = found(id_, Action.UPDATE)
    address = address_of()
    held = seen(draft)
    if draft.state is not DraftState.CHECKED:
        return redirect(address.to(_here(draft)), 303)
    then = request.form.get("then", "")
    answers = {} if then == AGAIN else answers_written(held)
    reasons = reasons_written(held)
    written = held._replace(answers=answers, reasons=reasons)
    if private_reasons(written):  # shown to its writer once more, and kept nowhere
        search = request.query_string.decode("utf-8", "replace")
        return _result(written, address_at(_here(draft), search), 400)
    desk().drafts.say(draft.id, answers, reasons)
    if then in ("check", AGAIN) and answers != held.answers:
        desk().drafts.wait_again(draft.id)
        desk().jobs.ask_check(draft.id)
    elif then == "changes" and held.can_be_sent:
        if written.unexplained:
            return redirect(address.to(_here(draft), missing="1"), 303)
        return redirect(address.to(f"{_here(draft)}/changes"), 303)
    return redirect(address.to(_here(draft)), 303)


def discard(id_: str) -> AnyResponse:
    """Keep nothing of it, at its sender's wish."""
    draft = found(id_, Action.DELETE)
    if draft.state is not DraftState.SENT:
        desk().drafts.cancel(draft.id)
    return redirect(address_of().to(frame.HOME, done="discarded", partner=_named(draft)), 303)
