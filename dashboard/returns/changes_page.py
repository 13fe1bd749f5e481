"""What sending a return will change, before anything is recorded; then sending it."""

from dash import html
from dash.development.base_component import Component
from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.plain_pages import address_of
from dashboard.addresses import Address
from dashboard.components import facts, section
from dashboard.returns import frame
from dashboard.returns.check_words import counts
from dashboard.returns.desk import desk
from dashboard.returns.difference_rows import difference_tables, progress_table
from dashboard.returns.drafts_read import Seen
from dashboard.returns.drafts_seen import found, private_reasons, seen
from dashboard.returns.dues import said_period
from dashboard.returns.in_briefings import briefings_section
from dashboard.returns.sending import Sender, base_of, preview, send, sent_return
from dashboard.returns.store import DraftState
from dashboard.services import services
from dashboard.text import Words
from ingest import Checked
from metrics import ChangedSinceError, MetricsError, Preview, ReturnForm, SentReturn


def page(id_: str) -> AnyResponse:
    draft = found(id_, Action.PREVIEW)
    address = address_of()
    if draft.state is DraftState.SENT:
        return redirect(address.to(f"{frame.HOME}/sent/{draft.sent}"), 303)
    held = seen(draft)
    if not held.can_be_sent or held.checked is None:
        return redirect(address.to(f"{frame.HOME}/checks/{id_}"), 303)
    if held.unexplained or private_reasons(held):
        return redirect(address.to(f"{frame.HOME}/checks/{id_}", missing="1"), 303)
    return _drawn(held, held.checked, address)


def _sent_return(held: Seen, checked: Checked) -> SentReturn:
    return sent_return(held.draft, checked, held.groups, held.reasons)


def _drawn(held: Seen, checked: Checked, address: Address) -> AnyResponse:
    words, sent = Words(address.language), _sent_return(held, checked)
    base = base_of(services().store, sent)  # first: what comes between is noticed at the sending
    try:
        shown = preview(services().store, sent, checked)
    except MetricsError as error:
        return _refused(held, error, address, words)
    form = services().catalogue.returns[checked.form]
    notes = {"choose": held.draft.file, "checks": counts(held, words)}
    name = words.text(form.title)
    return frame.drawn(
        address,
        words("returns.changes_title"),
        _changes(shown, form, words),
        _progress(shown, words),
        briefings_section(shown.briefings, words),
        _closing(held, base, address, words),
        lead=words("returns.changes_lead", form=name,
                   period=said_period(form, sent.period, words.language)),
        kicker=words("returns.kicker_changes"),
        more=[frame.steps("changes", notes, words), _counts(shown, words)],
    )  # fmt: skip


def _counts(shown: Preview, words: Words) -> Component:
    told = shown.counts
    named = (("added", told.added), ("changed", told.changed),
             ("removed", told.withdrawn), ("unchanged", told.unchanged))  # fmt: skip
    return facts([(words(f"returns.count_{name}"), words.number(count), None)
                  for name, count in named])  # fmt: skip


def _changes(shown: Preview, form: ReturnForm, words: Words) -> Component:
    tables = difference_tables(shown.differences, services().catalogue, form.fiscal, words)
    return section("changes", words("returns.changes"), *tables,
                   note=words("returns.changes_note"))  # fmt: skip


def _progress(shown: Preview, words: Words) -> Component:
    title = words("returns.progress_title")
    if not shown.progress:
        return section("words", title, html.P(words("returns.progress_none")))
    found_ = progress_table(shown.progress, services().catalogue, words)
    return section("words", title, found_, note=words("returns.progress_note"))


def _closing(held: Seen, base: str, address: Address, words: Words) -> Component:
    """What is kept of the file, and the one button that records."""
    settings, here = desk().settings, f"{frame.HOME}/checks/{held.draft.id}"
    left = words.counted("returns.erased_in", settings.return_draft_days)
    kept = words.counted("returns.kept_after", settings.return_file_days, left=left)
    sends = frame.button_form(address.to(f"{here}/send"), words("returns.send"), main=True,
                              more={"seen": base})  # fmt: skip
    ways = [html.A(words("returns.back_to_check"), href=address.to(here), className="btn")]
    return section("send", words("returns.send_title"), html.P(words("returns.send_lead")),
                   html.P(kept), html.Div([sends, *ways], className="dls"))  # fmt: skip


def _refused(held: Seen, error: MetricsError, address: Address, words: Words) -> AnyResponse:
    """Why it cannot be sent as things stand; the draft stays as it is."""
    here = f"{frame.HOME}/checks/{held.draft.id}"
    ways = [html.A(words("returns.back_to_check"), className="btn", href=address.to(here))]
    if isinstance(error, ChangedSinceError):
        again = address.to(f"{here}/changes")
        ways.insert(0, html.A(words("returns.preview_again"), className="btn btn-main", href=again))
    return frame.drawn(
        address, words("returns.cannot_send"), lead=words.text(error.text),
        more=[html.Div(ways, className="dls")], status=409,
    )  # fmt: skip


def sent(id_: str) -> AnyResponse:
    """Record it, once: whoever asks again is led to the same receipt."""
    draft = found(id_)
    address = address_of()
    if draft.state is DraftState.SENT:
        return redirect(address.to(f"{frame.HOME}/sent/{draft.sent}"), 303)
    held = seen(draft)
    if not held.can_be_sent or held.checked is None or held.unexplained or private_reasons(held):
        return redirect(address.to(f"{frame.HOME}/checks/{id_}", missing="1"), 303)
    thing = Thing(Kind.RETURN, organization=held.checked.partner)
    actor = frame.may_or_gone(Action.CREATE, thing, "return", "another")
    returned, by = _sent_return(held, held.checked), Sender(actor.id, request.form.get("seen", ""))
    try:
        receipt = send(services().store, desk().drafts, draft, returned, held.checked, by)
    except MetricsError as error:
        return _refused(held, error, address, Words(address.language))
    again = "1" if receipt.again else None
    return redirect(address.to(f"{frame.HOME}/sent/{receipt.code}", again=again, new="1"), 303)
