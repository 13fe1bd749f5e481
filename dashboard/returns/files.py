"""Files that are taken away: templates, marked files, and what was sent."""

from urllib.parse import quote

from dash import html
from flask import Response, abort, request

from dashboard.access.authorize import Action, Kind, Thing
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_of
from dashboard.access.reader import account
from dashboard.access.roles import Role
from dashboard.returns import frame
from dashboard.returns.desk import desk
from dashboard.returns.drafts_seen import found, seen
from dashboard.returns.keeping_back import return_of
from dashboard.returns.marked import marked_file
from dashboard.returns.template_files import template_name, template_of, too_early
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, Language, MetricsError, Period, ReturnForm, UnknownError, code_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANY = "application/octet-stream"
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. ")
MARKED = {Language.EN: "notes", Language.FR: "annote"}


def template() -> Response:
    """The workbook of one partner, form and period, in one language."""
    reader = account()
    if reader is None:
        abort(404)
    own = (reader.organization or "") if reader.role is Role.PARTNER else ""
    partner = request.args.get("partner") or own
    frame.may_or_gone(Action.READ, Thing(Kind.TEMPLATE, organization=partner), "return", "template")
    form, period, language = _asked(partner)
    journal(AuditAction.EXPORTED, "return", form.id, organization=code_of(partner),
            period=code_of(f"period-{period.code}"))  # fmt: skip
    held = services()
    content = template_of(held.catalogue, held.store, form, period, language, partner=partner)
    name = template_name(form, period, language, partner=partner)
    return attachment(content, name, WORKBOOK)


def _asked(partner: str) -> tuple[ReturnForm, Period, Language]:
    """What the address asks for; 404 for a form, a period or a language that is none."""
    form = services().catalogue.returns.get(request.args.get("form", ""))
    written = request.args.get("language", address_of().language.value)
    try:
        period = Period.parse(request.args.get("period", ""))
    except MetricsError:
        abort(404)
    known = {one.value for one in Language}
    if form is None or written not in known or not form.is_period(period):
        abort(404)
    if form.is_too_early(period, services().store.today()):
        abort(_too_early(form, period))
    if partner not in services().catalogue.partners or not form.tables_of(partner, period):
        abort(404)
    return form, period, Language(written)


def _too_early(form: ReturnForm, period: Period) -> Response:
    """That there is no template yet, and from when on there is one."""
    address = address_of()
    words = Words(address.language)
    back = html.P(html.A(words("returns.back"), href=address.to(frame.HOME)))
    told = words.text(too_early(form, period))
    return frame.drawn(address, words("returns.no_template"), lead=told, more=[back], status=404)


def annotated(id_: str) -> Response:
    """The file with its notes, under its own name with a word added."""
    draft = found(id_)
    language = address_of().language
    content = marked_file(desk().drafts, draft, language, services().settings)
    if content is None:
        abort(404)
    journal(AuditAction.FILE_DOWNLOADED, "draft", draft.id,
            organization=code_of(draft.organization))  # fmt: skip
    stem = draft.file.rpartition(".")[0] or "return"
    if seen(draft).is_unmarked:
        for word in MARKED.values():
            stem = stem.removesuffix(f"-{word}")
        return attachment(content, f"{stem}.xlsx", WORKBOOK)
    return attachment(content, f"{stem}-{MARKED[language]}.xlsx", WORKBOOK)


def own_file(code: str) -> Response:
    """The file of a return as it was sent, for as long as it is kept."""
    try:
        held = services().store.returns.find(code)
    except UnknownError:
        abort(404)
    organization = held.receipt.organization
    frame.may_or_gone(Action.EXPORT, return_of(held), "return", code)
    draft = desk().drafts.became(code)
    content = desk().drafts.content(draft.id) if draft else None
    if draft is None or content is None:
        abort(404)
    journal(AuditAction.FILE_DOWNLOADED, "return", code, organization=code_of(organization))
    return attachment(content, draft.file or "return", ANY)


def attachment(content: bytes, name: str, kind: str) -> Response:
    """A file to be saved: its name in plain letters, and as it is for browsers that can."""
    plain = "".join(one if one in PLAIN else "_" for one in name).strip(". ")[-100:] or "return"
    told = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": told, "Cache-Control": "no-store"}
    return Response(content, 200, headers, content_type=kind)
