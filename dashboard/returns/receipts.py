"""A receipt under stable keys, for the page's JSON and the command line."""

from collections.abc import Callable

from dashboard.plain_values import Record
from metrics import HeldReturn

COUNTS: tuple[tuple[str, Callable[[HeldReturn], int]], ...] = (
    ("added", lambda one: one.receipt.receipt.added),
    ("changed", lambda one: one.receipt.receipt.changed),
    ("removed", lambda one: one.receipt.receipt.withdrawn),
    ("unchanged", lambda one: one.receipt.receipt.unchanged),
)


def record(held: HeldReturn) -> Record:
    """A receipt under stable keys, for the page's JSON and the command line."""
    receipt = held.receipt
    return {
        "code": receipt.code,
        "form": receipt.form,
        "organization": receipt.organization,
        "period": receipt.period.code,
        "period_from": receipt.period.start.isoformat(),
        "period_to": receipt.period.end.isoformat(),
        "state": held.standing,
        "sent_at": receipt.sent_at.isoformat(),
        "content_sha256": receipt.content,
        "file": held.file,
        "file_sha256": receipt.file_sha256,
        "counts": {name: count(held) for name, count in COUNTS},
        "next_due": receipt.next_due.isoformat() if receipt.next_due else None,
        "replaced_by": held.replaced_by or None,
        "history": [
            {"state": one.state.value, "at": one.at.isoformat(), "reason": one.reason,
             "undone": one.undone}
            for one in held.events
        ],
        "reasons": [one._asdict() for one in held.reasons],
        "comments": [one._asdict() for one in held.comments],
    }  # fmt: skip
