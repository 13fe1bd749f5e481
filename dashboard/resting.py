"""While nothing can be saved: who reads goes on reading, as the public does, and is told so."""

from typing import Protocol

from dash import html
from flask import current_app
from werkzeug.exceptions import ServiceUnavailable

from dashboard.services import ReaderKey, services
from dashboard.text import Words
from metrics import NotWritableError, Obstacle

RESTING = ReaderKey(cannot_write=True)
AGAIN_IN = 30  # seconds after which it is worth asking again


class Notices(Protocol):
    """What is told that a write has failed."""

    def met(self, obstacle: Obstacle) -> None: ...


class WritingClosed(ServiceUnavailable):
    """What was asked for would have to be saved."""


def is_resting() -> bool:
    """Whether this request is answered without anything being saved."""
    return services().reader.cannot_write


def noticed(error: NotWritableError) -> None:
    """A write has failed: the requests that follow need not try."""
    door: Notices | None = current_app.extensions.get("door")
    if door is not None:
        door.met(error.obstacle)


def resting_banner(words: Words) -> list[html.Div]:
    """At the head of every page for as long as it lasts."""
    if not is_resting():
        return []
    said = [html.B(words("watch.resting_title")), html.P(words("watch.resting_text"))]
    return [html.Div(said, className="banner resting", role="status")]
