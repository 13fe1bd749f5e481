"""What may be asked over HTTP: under which name, how long, and a callback only as Dash asks it."""

import re
from typing import Any

from dash import Dash
from flask import abort, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import SecurityError

from dashboard.kept import CALLBACK
from metrics import Settings

LONGEST_ADDRESS = 4096  # bytes of path and query together
LARGEST_BODY = 16_384  # bytes; a callback that asks for the longest address needs half of it
LARGEST_OUTLINE = 400_000  # bytes: sixty indicators with key lines in both languages
BRIEFING = "/briefings/"  # below it an outline is sent
UPLOAD = "/returns/check"  # the one address that takes a file, besides the fields of its form
PROBES = ("/healthz", "/readyz", "/metrics")  # asked by the machine's number


class Part(BaseModel, strict=True):
    """One property of one component; every callback on the server asks for texts."""

    id: str
    property: str
    value: str | None = None

    def __str__(self) -> str:
        return f"{self.id}.{self.property}"


class Question(BaseModel, strict=True):
    """The body of a callback, as far as Dash reads it."""

    output: str
    outputs: Part
    inputs: list[Part]
    state: list[Part] = []
    changedPropIds: list[str] = []  # noqa: N815  Dash's own name

    @property
    def length(self) -> int:
        return sum(len((one.value or "").encode()) for one in (*self.inputs, *self.state))


def limit_requests(app: Dash, settings: Settings) -> None:
    """Refuse a foreign name and what is too long before anything is looked up."""
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    hosts = settings.allowed_hosts

    def check() -> None:
        if hosts is not None and request.path not in PROBES and _host() not in hosts:
            raise SecurityError
        path = request.path.encode("utf-8", "replace")
        if len(path) + len(request.query_string) > LONGEST_ADDRESS:
            abort(414)
        if request.method == "POST" and request.path == UPLOAD:
            request.max_content_length = largest_upload(settings)
            if (request.content_length or 0) > request.max_content_length:
                abort(413)
        if brings_outline(request.method, request.path):
            request.max_content_length = LARGEST_OUTLINE

    app.server.before_request(check)


def brings_outline(method: str, path: str) -> bool:
    """Whether a request may carry the outline of a briefing."""
    return method == "POST" and path.startswith(BRIEFING)


def largest_upload(settings: Settings) -> int:
    """The most bytes of a request that brings a partner's file."""
    return settings.return_bytes + LARGEST_BODY


def limit_callbacks(app: Dash) -> None:
    """Refuse what no browser of ours would ask; call when ready answers have been set up."""

    def check() -> None:
        if request.method == "POST" and request.path == CALLBACK:
            question = _question()
            if not _is_known(question, app.callback_map):
                abort(400)
            if question.length > LONGEST_ADDRESS:
                abort(414)

    app.server.before_request(check)


def _host() -> str:
    return re.sub(r":\d*$", "", request.environ.get("HTTP_HOST", "")).lower()


def _question() -> Question:
    try:
        return Question.model_validate_json(request.get_data())
    except ValidationError:
        abort(400)


def _is_known(question: Question, callbacks: dict[str, Any]) -> bool:
    """Whether a callback on the server has this output, inputs and states, in this order."""
    known = callbacks.get(question.output, {})
    if "callback" not in known or str(question.outputs) != question.output:
        return False
    asked = (question.inputs, question.state)
    return [[*map(str, parts)] for parts in asked] == [
        [f"{one['id']}.{one['property']}" for one in known[kind]] for kind in ("inputs", "state")
    ]
