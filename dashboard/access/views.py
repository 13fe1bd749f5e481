"""Noting who saw and took away what, for those who have signed in."""

from flask import Flask, Response, g, request
from werkzeug.exceptions import TooManyRequests

from dashboard.access.in_vain import NOT_FOUND, asked_in_vain
from dashboard.access.journal import Sighting, journal_all, saw_all, saw_refused
from dashboard.answers import plain_fault
from dashboard.services import Given, Shown, given, services
from metrics import AuditAction, Deed, StoreError, code_of, object_of

TAKEN = {  # kind of what is taken, and the part of the address that names it, or its name
    "download": ("indicator", "indicator"),
    "transcription": ("source", "source"),
    "data_file": ("page", "data"),
    "figure_file": ("indicator", "indicator"),
    "funding_figure": ("page", "funding"),
    "dates_file": ("page", "calendar"),
}


def note_views(server: Flask) -> None:
    """Write down what readers who have signed in are shown; the public's reading is nobody's."""
    server.after_request(_note)


def _note(response: Response) -> Response:
    """What cannot be noted is not shown: the log is busy or closed, and that is the answer."""
    if not services().reader.is_signed_in:
        return response
    try:
        if asked := asked_in_vain(response):
            sighting = Sighting(asked.kind, asked.name, AuditAction.REFUSED, asked.whose)
            return response if saw_refused(sighting) else _withheld(response, TooManyRequests())
        if request.endpoint in TAKEN:
            _note_taken(response.status_code)
        elif shown := g.get("shown"):
            _note_shown(shown)
    except StoreError as error:
        return _withheld(response, error)
    return response


def _withheld(response: Response, error: Exception) -> Response:
    said, status = plain_fault(error)
    response.set_data(said)
    response.status_code, response.content_type = status, "text/html; charset=utf-8"
    for header in ("Content-Encoding", "Content-Disposition"):
        response.headers.pop(header, None)
    return response


def _note_shown(shown: Shown) -> None:
    """A page, and each series on it that is not public."""
    if shown.status < NOT_FOUND:
        saw_all([Sighting(shown.kind, shown.name), *_series(AuditAction.VIEWED, shown.given)])


def _series(action: AuditAction, given: Given) -> list[Sighting]:
    return [
        Sighting("series", series, action, organization, partners)
        for series, organization, partners in sorted(given)
    ]


def _note_taken(status: int) -> None:
    """A file taken away, and each series in it that is not public."""
    kind, key = TAKEN[str(request.endpoint)]
    name = str((request.view_args or {}).get(key, key))
    if status < NOT_FOUND:
        form = str((request.view_args or {}).get("kind", "file"))
        taken = Deed(AuditAction.EXPORTED, object_of(kind, name), {"form": code_of(form)})
        journal_all([taken, *(one.deed for one in _series(AuditAction.EXPORTED, given()))])
