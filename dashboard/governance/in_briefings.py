"""Which issued briefings held an organization's figures: for its steward, after and before."""

from dash import html
from dash.development.base_component import Component

from dashboard.components import Child, Column, scrolls, section, table
from dashboard.services import services
from dashboard.text import Words
from metrics import AuditAction, AuditEntry, Briefing

MOST = 1000  # deliveries of one briefing that are counted, and files that are listed


def briefings_section(organization: str, words: Words) -> Component:
    """Code, title and day of each, to how many it was sent, and whether it can still be made.

    What one says is told nowhere here.
    """
    found = services().store.briefings.of_organization(organization)
    shown = _table(found, words) if found else html.P(words("governance.in_no_briefing"))
    note = words("governance.in_briefings_note") if found else None
    return section("briefings", words("governance.in_briefings"), shown, note=note)


def taken_in_briefings(organization: str) -> list[AuditEntry]:
    """The files of briefings with an organization's figures that somebody has taken."""
    store = services().store
    return [
        one
        for briefing in store.briefings.of_organization(organization)
        for one in store.audit_entries(
            limit=MOST, action=AuditAction.BRIEFING_BUILT.value, object=f"briefing:{briefing.code}"
        )
    ]


def _table(found: tuple[Briefing, ...], words: Words) -> Component:
    keys = ("briefing", "briefing_title", "briefing_day", "briefing_sent", "briefing_state")
    columns = [Column(words(f"governance.{key}")) for key in keys]
    rows = [_row(one, words) for one in found]
    caption = words("governance.in_briefings")
    return scrolls(caption, table(caption, columns, rows, "tnum stacks"))


def _row(one: Briefing, words: Words) -> list[Child]:
    issue = one.issue
    day: Child = words.minute(issue.at) if issue else "–"
    if issue and issue.erased is not None:
        state = words("governance.briefing_erased", day=words.day(issue.erased.date()))
    else:
        state = words("governance.briefing_held")
    return [one.code, words.text(one.title), day, words.number(_deliveries(one.code)), state]


def _deliveries(code: str) -> int:
    """To how many addresses a briefing was sent, as the audit log counts them; to whom is not."""
    entries = services().store.audit_entries(
        limit=MOST, action=AuditAction.BRIEFING_DELIVERED.value, object=f"briefing:{code}"
    )
    return sum(int(dict(one.detail).get("recipients", 0)) for one in entries)
