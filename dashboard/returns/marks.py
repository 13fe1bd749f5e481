"""The state of a return, or of what is owed: a mark and its word."""

from dash import html
from dash.development.base_component import Component

from dashboard.drawing import glyph
from dashboard.returns.naming import Names
from metrics import REPLACED, ObligationState, ReturnState

MARKS = {
    ObligationState.NOT_YET_DUE: "none",
    ObligationState.DUE: "due",
    ObligationState.EXTENDED: "late",
    ObligationState.LATE: "off",
    ObligationState.RECEIVED: "on",
    ObligationState.RETURNED: "watch",
    ObligationState.APPROVED: "met",
    ObligationState.WAIVED: "na",
}
RETURN_MARKS: dict[str, str] = {
    ReturnState.SUBMITTED: "due",  # it waits for the office: nothing is in order yet
    ReturnState.RETURNED: "watch",
    ReturnState.APPROVED: "met",
    ReturnState.WITHDRAWN: "na",
    REPLACED: "na",
}


def mark(kind: str, said: str, note: str = "") -> Component:
    """A mark and its word; the word says it all."""
    small = html.Small(note) if note else None
    return html.Span([glyph(kind), html.Span([said, small])], className=f"st st-{kind}")


def obligation_mark(state: ObligationState, names: Names, note: str = "") -> Component:
    return mark(MARKS[state], names.obligation(state), note)


def return_mark(state: str, names: Names, note: str = "") -> Component:
    return mark(RETURN_MARKS[state], names.state(state), note)
