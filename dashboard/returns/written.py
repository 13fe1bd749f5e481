"""What was answered and explained on the page of a check, as its form has sent it."""

from flask import request

from dashboard.returns.drafts_read import Seen
from dashboard.returns.finding_parts import LONGEST_REASON
from dashboard.returns.remarks import asked_by_office
from metrics import writable


def answers_written(held: Seen) -> dict[str, str]:
    """What was chosen now, besides what was chosen before."""
    chosen = dict(held.answers)
    for one in held.groups:
        written = request.form.get(one.field, "")
        if one.is_question and written.isdecimal() and int(written) < len(one.first.readings):
            chosen[one.key] = one.first.readings[int(written)]
    return chosen


def reasons_written(held: Seen) -> dict[str, str]:
    """What was said to warnings, and answered to the office's comments."""
    fields = {one.key: one.field for one in held.groups if one.asks_reason}
    fields |= {one.key: one.field for one in asked_by_office(held)}
    said = {
        key: writable(request.form.get(field, "")).strip()[:LONGEST_REASON]
        for key, field in fields.items()
    }
    return {key: reason for key, reason in said.items() if reason}
