"""A draft: shown, changed by the buttons of its form, saved, given up."""

from dataclasses import replace
from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component
from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from dashboard.access.authorize import Action
from dashboard.access.journal import saw
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import may
from dashboard.addresses import Address
from dashboard.briefings.composing.narrative import first_of_each
from dashboard.briefings.document import Format
from dashboard.components import Child
from dashboard.embargo_said import minute_words
from dashboard.issuing.builder_page import Drawn, draw_builder
from dashboard.issuing.desk import (
    BRIEFINGS,
    briefing_of,
    briefings,
    own_account,
    store,
    thing_of,
)
from dashboard.issuing.editing import after
from dashboard.issuing.issued_page import draw_issued
from dashboard.issuing.looked import Look, look_at
from dashboard.issuing.making import drafted, file_of, outline_of, printed_draft
from dashboard.issuing.reading_page import draw_reading
from dashboard.issuing.starting import left_out
from dashboard.issuing.written import Written, read_form, said_of, written_of
from dashboard.returns.frame import notice
from dashboard.returns.office import published, who
from dashboard.services import services
from dashboard.text import Words
from metrics import Briefing, BriefingState, Language, MetricsError, NewerVersionError

DONE = ("begun", "chosen", "saved")


def show_one(code: str) -> Response:
    """A briefing as it is for whoever asks: issued, a draft of one's own, or another's draft."""
    found, address = briefing_of(code), address_of("done", "version", "shown")
    saw("briefing", code)
    if found.state is BriefingState.ISSUED:
        return draw_issued(found, address)
    if not may(Action.UPDATE, thing_of(found)):
        return draw_reading(found, address)
    words, done = Words(address.language), address.asked("done")
    said = _done(found, done, words) if done in DONE else None
    version = _version_asked(found, address)
    if version is not None and version != found.versions[-1].number:
        said = notice(words("briefing.taken_up", version=version))
    look = look_at(_kept(found, version), store(), published())
    return _drawn(found, look, address, said=said)


def _done(found: Briefing, done: str, words: Words) -> Component:
    """What was done; after a start from a strategy or pillar, what of it was left out and why."""
    if done != "chosen":
        return notice(words(f"briefing.done_{done}"))
    outline = outline_of(store(), found.code)
    plan = services().catalogue.frameworks.get(outline.framework)
    rest = left_out(store(), plan, outline) if plan else None
    return notice(words("briefing.done_begun"), *([words.text(rest)] if rest else []))


def _version_asked(found: Briefing, address: Address) -> int | None:
    """An older version that is taken up again; nothing else that stands in the address."""
    asked = address.asked("version") or ""
    numbers = {str(one.number): one.number for one in found.versions}
    return numbers.get(asked)


def _kept(found: Briefing, version: int | None = None) -> Written:
    return written_of(outline_of(store(), found.code, version))


def change(code: str) -> AnyResponse:
    """What a button of the form does; what is wrong is said beside what was written."""
    found = briefing_of(code, Action.UPDATE)
    address, does = address_of(), request.form.get("do", "preview")
    written = after(read_form(request.form), does, services().catalogue)
    look = look_at(written, store(), published())
    if does == "first":
        look = look_at(_with_first(look), store(), published())
    if does in ("save", "save-over", "freeze"):
        return _save(found, look, address, does)
    saw("briefing", code)
    return _drawn(found, look, address)


def _with_first(look: Look) -> Written:
    """With the best sentence of each indicator that has no line yet."""
    held = {one.indicator for one in look.written.lines}
    every = [line for lines in look.proposals.values() for line in lines]
    new = [said_of(one) for one in first_of_each(every) if one.indicator not in held]
    return look.written.with_lines([*look.written.lines, *new])


def _save(found: Briefing, look: Look, address: Address, does: str) -> AnyResponse:
    """Keep the outline as a version; one with open faults too, as long as it is one at all."""
    words = Words(address.language)
    if look.outline is None or look.is_private:
        return _drawn(found, look, address, status=400)
    base = found.versions[-1].number if does == "save-over" else _base()
    try:
        kept = drafted(
            store(), look.outline, own_account().id, found.code, base, read_at=_read_at()
        )
    except NewerVersionError:
        said = _newer(found, address, words)
        return _drawn(found, look, address, said=said, status=409)
    except MetricsError as error:
        fresh = replace(look, faults=look.faults | {"indicators": error.text})
        return _drawn(found, fresh, address, status=409)
    if does == "freeze":
        if look.is_ready:
            return redirect(address.to(f"{BRIEFINGS}/{found.code}/freeze"))
        return _drawn(briefing_of(found.code), look, address, base=kept.version, status=400,
                      said=notice(words("briefing.not_ready")))  # fmt: skip
    return redirect(address.to(f"{BRIEFINGS}/{found.code}", done="saved"))


def _newer(found: Briefing, address: Address, words: Words) -> Component:
    """Two windows: what was written stands, the other can be looked at, and either can be kept."""
    newest = briefings().find(found.code).versions[-1]
    said = words("briefing.newer", version=newest.number, who=who(newest.actor, words),
                 when=minute_words(newest.at, words))  # fmt: skip
    link = address.to(f"{BRIEFINGS}/{found.code}")
    see = html.A(words("briefing.see_newer", version=newest.number), href=link, target="_blank")
    over = html.Button(
        words("briefing.save_over"), className="btn", type="submit", name="do",
        value="save-over", form="builder", id="do-save-over",
    )  # fmt: skip
    return notice(said, see, over, kind="alert")


def _base() -> int:
    sent = request.form.get("base", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 6 else 0


def _read_at() -> datetime | None:
    """When the form was drawn; a later withdrawal of a figure in it stops its being kept."""
    try:
        at = datetime.fromisoformat(request.form.get("read_at", ""))
    except ValueError:
        return store().now().astimezone(UTC)
    now = store().now().astimezone(UTC)
    return min(at, now) if at.tzinfo else now


def _drawn(
    found: Briefing, look: Look, address: Address, said: Child = None, status: int = 200,
    base: int | None = None,
) -> Response:  # fmt: skip
    """The builder with the state that the form brought along, or a new one's."""
    is_sent = request.method == "POST"
    newest = found.versions[-1].number
    if base is None:
        base = _base() if is_sent else newest
    read_at = request.form.get("read_at", "") if is_sent else ""
    read_at = read_at or store().now().astimezone(UTC).isoformat()
    return draw_builder(found, look, address, Drawn(_shown(address), base, read_at), said, status)


def _shown(address: Address) -> Language:
    """The language of the preview: that of the page unless another is chosen."""
    asked = request.form.get("shown") or address.asked("shown") or address.language.value
    return Language(asked) if asked in list(Language) else address.language


def draft_pdf(code: str) -> AnyResponse:
    """The PDF of what stands in the form: for whoever cannot see its pictures, or prints it."""
    found, address = briefing_of(code, Action.UPDATE), address_of()
    look, shown = look_at(read_form(request.form), store(), published()), _shown(address)
    document = look.made.snapshot.document(shown) if look.made else None
    if look.made is None or document is None:
        return _drawn(found, look, address, status=400)
    made = file_of(document, printed_draft(shown, look.made.snapshot.held_at), Format.PDF)
    briefings().built(code, made.format.value, shown.value, made.sha256, own_account().id)
    name = f"{code}-{made.name}"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made.data, headers=headers, mimetype=made.mime)


def discard(code: str) -> AnyResponse:
    """Give up a draft: its words are emptied."""
    briefing_of(code, Action.DELETE)
    address = address_of()
    try:
        briefings().discard(code, own_account().id)
    except MetricsError as error:
        found = briefing_of(code)
        look = look_at(_kept(found), store(), published())
        told = notice(Words(address.language).text(error.text), kind="alert")
        return _drawn(found, look, address, said=told, status=409)
    return redirect(address.to(BRIEFINGS, done="discarded"))
