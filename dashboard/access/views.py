"""Noting who saw and took away what, for those who have signed in."""

import re
from typing import Any

from flask import Flask, Response, request

from dashboard.access.journal import journal, saw
from dashboard.kept import CALLBACK
from dashboard.services import services
from metrics import AuditAction

PAGE = re.compile(r"/(?P<kind>[a-z]+)(?:/(?P<name>[\w-]+))?(?:/.*)?")
DOWNLOAD = re.compile(r"/download/(?P<name>[\w-]+)\.(?P<form>csv|json)")
TAKEN = re.compile(r"/sources/(?P<name>[\w-]+)/files/.*")
OWN = ("account", "audit", "sign-in", "sign-out", "invitation", "reset", "welcome", "healthz")


def note_views(server: Flask) -> None:
    """Write down what readers who have signed in are shown; the public's reading is nobody's."""
    server.after_request(_note)


def _note(response: Response) -> Response:
    if services().reader.is_signed_in and response.status_code == 200:
        path = _path()
        if found := DOWNLOAD.fullmatch(path):
            journal(AuditAction.EXPORTED, "indicator", found["name"], form=found["form"])
        elif found := TAKEN.fullmatch(path):
            journal(AuditAction.EXPORTED, "source", found["name"])
        elif found := PAGE.fullmatch("/page/overview" if path == "/" else path):
            _saw(found["kind"], found["name"])
    return response


def _saw(kind: str, name: str | None) -> None:
    if kind not in OWN and not kind.startswith("_") and kind != "assets":
        saw(kind if name else "page", name or kind)


def _path() -> str:
    """The page that is shown: of a callback, the one that it asks for."""
    if request.path != CALLBACK:
        return request.path if request.method == "GET" else ""
    sent: Any = request.get_json(silent=True)
    try:
        return str(sent["inputs"][0]["value"])
    except (KeyError, IndexError, TypeError):
        return ""
