"""Everything ever said of one cell of a partner's return, and the files that said it."""

from datetime import datetime
from io import BytesIO

from dash import html
from flask import Response, abort, send_file

from dashboard.access.authorize import Action
from dashboard.access.journal import journal
from dashboard.access.plain_pages import address_of
from dashboard.addresses import Address
from dashboard.components import Child, Column, scrolls, table
from dashboard.returns.desk import desk
from dashboard.returns.frame import drawn, may_or_gone
from dashboard.returns.keeping_back import return_of
from dashboard.returns.marked import marked_file
from dashboard.returns.naming import Names, address_of_cell
from dashboard.returns.office import REVIEW, catalogue, found, names_in, period_in, reviewer, store
from dashboard.returns.store import Draft, Drafts
from dashboard.services import services
from metrics import (
    AuditAction,
    Confidentiality,
    Difference,
    DifferenceKind,
    HeldObservation,
    MetricsError,
    ObservationStatus,
    code_of,
)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANYTHING = "application/octet-stream"


def show_history(code: str) -> Response:
    """All revisions of one value, oldest first, withdrawals too."""
    reviewer(code)
    held, address = found(code), address_of("series", "place", "breakdown", "period")
    names, organization = names_in(address), held.receipt.organization
    said = _history(address, organization)
    one, words = said[0].observation, names.words
    kept = Difference(one.indicator, one.series, one.place, one.disaggregation.code, one.period,
                      None, one, DifferenceKind.ADDED)  # fmt: skip
    caption = words("review.history_caption")
    heads = ("when", "now", "note", "standing", "cell")
    columns = [Column(words(f"review.{head}"), head == "now") for head in heads]
    rows = [_row(each, names) for each in said]
    return drawn(
        address,
        names.series(one.series),
        scrolls(caption, table(caption, columns, rows, "tnum stacks")),
        html.P(html.A(words("review.back_one"), href=address.to(f"{REVIEW}/{code}"))),
        kicker=words("review.kicker_cell"),
        lead=f"{names.row(kept)}. {names.whole(held.receipt.form, organization, one.period)}",
    )


def _history(address: Address, organization: str) -> tuple[HeldObservation, ...]:
    """All that was said of the value that an address names; 404 where nothing was."""
    period, series = period_in(address.asked("period") or ""), address.asked("series") or ""
    place, breakdown = address.asked("place") or "", address.asked("breakdown") or ""
    if period is None or series not in catalogue().series:
        abort(404)
    try:
        said = store().returns.history(series, organization, place, breakdown, period)
    except MetricsError:
        abort(404)
    return said or abort(404)


def _row(held: HeldObservation, names: Names) -> list[Child]:
    one, words = held.observation, names.words
    gone = one.status is ObservationStatus.WITHDRAWN
    free = one.confidentiality is Confidentiality.FREE
    key = "gone" if gone else "approved" if free else "provisional"
    cell = address_of_cell(one)
    return [
        words.minute(datetime.fromisoformat(held.recorded_at)),
        names.value(one),
        words.text(one.note) if one.note else "–",
        words(f"review.standing_{key}"),
        html.Code(cell) if cell else "–",
    ]


def file_sent(code: str) -> Response:
    """The file as it was sent, while it is kept."""
    return _file(code, marked=False)


def file_marked(code: str) -> Response:
    """The file with the notes that its check has left in it, while it is kept."""
    return _file(code, marked=True)


def _file(code: str, *, marked: bool) -> Response:
    reviewer(code)
    held = found(code)
    may_or_gone(Action.EXPORT, return_of(held), "return", code)
    drafts = desk().drafts
    draft = drafts.became(code)
    content = _content(drafts, draft, marked) if draft else None
    if draft is None or content is None:
        abort(404)
    whose = code_of(held.receipt.organization)
    form = "annotated" if marked else "sent"
    journal(AuditAction.FILE_DOWNLOADED, "return", code, form=form, organization=whose)
    name = draft.file or f"{code}.xlsx"
    kind = WORKBOOK if name.lower().endswith(".xlsx") else ANYTHING
    return send_file(
        BytesIO(content), mimetype=kind, as_attachment=True, download_name=name, max_age=0
    )


def _content(drafts: Drafts, draft: Draft, marked: bool) -> bytes | None:
    if not marked:
        return drafts.content(draft.id)
    return marked_file(drafts, draft, address_of().language, services().settings)
