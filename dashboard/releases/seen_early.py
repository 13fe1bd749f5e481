"""Who has looked at a release before its minute: told to the office, from the audit log."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import items, section
from dashboard.embargo_said import minute_words
from dashboard.returns.office import store, who
from dashboard.text import Words
from metrics import Release

MOST = 50


def seen_early(one: Release, words: Words) -> Component:
    """Each look at what was not out, newest first."""
    entries = store().audit_entries(limit=MOST, object=f"release:{one.code}", action="viewed")
    early = [entry for entry in entries if entry.at < one.lifts_at]
    rows = [(minute_words(entry.at, words), who(entry.actor, words), "") for entry in early]
    shown = items(rows) if rows else html.P(words("release.nobody_yet"))
    return section("early", words("release.early"), shown, note=words("release.early_note"))
