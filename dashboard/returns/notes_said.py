"""What is noted to a value, wherever somebody decides on it: on the pages and at a terminal."""

from dash import html
from dash.development.base_component import Component

from dashboard.text import Words
from metrics import Difference, Observation


def note_said(one: Difference, words: Words) -> str:
    """The note to a value, and what became of it where another was on file; empty without one."""
    before, now = _note(one.before, words), _note(one.now, words)
    if one.now is None:
        return words("returns.note_was", note=before) if before else ""
    if one.before is None or before == now:
        return words("returns.note", note=now) if now else ""
    if not before:
        return words("returns.note_added", note=now)
    if not now:
        return words("returns.note_gone", before=before)
    return words("returns.note_changed", note=now, before=before)


def note_alone(one: Difference, words: Words) -> bool:
    """Whether a note is all that is another: the figure stays as it was."""
    if one.before is None or one.now is None or _note(one.before, words) == _note(one.now, words):
        return False
    return (one.before.value, one.before.qualifier, one.before.status) == (
        one.now.value, one.now.qualifier, one.now.status)  # fmt: skip


def note_below(one: Difference, words: Words) -> list[Component]:
    """The same, on a line of its own under what names the value."""
    said = note_said(one, words)
    return [html.Small([html.Br(), said], className="note")] if said else []


def _note(held: Observation | None, words: Words) -> str:
    return words.text(held.note) if held and held.note else ""
