"""Embargo: the mark of a figure that comes out later, wherever who sees it early is shown it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from flask import has_request_context

from dashboard.embargo_said import comes_out_after, mark_at, marks_at
from dashboard.services import services
from dashboard.text import Words
from metrics import HeldObservation


def comes_out(held: HeldObservation) -> datetime | None:
    """The minute at which a figure becomes public; None where it is, or has no minute."""
    return comes_out_after(held, this_minute()) if held.released_at else None


def embargo_words(held: HeldObservation, words: Words) -> str:
    """The mark "embargoed until ..."; empty for what is public."""
    return mark_at(held, this_minute(), words) if held.released_at else ""


def embargoed(values: Iterable[HeldObservation], words: Words) -> list[str]:
    """The marks of these values, each once, in the order of the values."""
    return marks_at(values, this_minute(), words)


def this_minute() -> datetime:
    """By the clock of the figures that are shown; a command has this machine's."""
    return services().store.now() if has_request_context() else datetime.now(UTC)
