"""What this application writes into the audit log, and what it leaves out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock

from flask import current_app

from dashboard.access.reader import account, accounts, now
from dashboard.access.roles import Account
from dashboard.services import services
from metrics import AuditAction, code_of, object_of

ANYONE = "anonymous"
SEEN_AGAIN = timedelta(minutes=1)  # a page drawn twice within it has been seen once
MOST_REMEMBERED = 4096


def journal(
    action: AuditAction, kind: str, name: str, by: Account | None = None, **detail: str | int
) -> None:
    """Write one entry; whoever is signed in has done it, where nobody else is named."""
    actor = by or account()
    services().store.note(actor.id if actor else ANYONE, action, object_of(kind, name), **detail)


@contextmanager
def journalled(action: AuditAction, **detail: str | int) -> Iterator[None]:
    """Within, an account is changed only where the log has an entry of it, by its own holder."""

    def note(changed: Account) -> None:
        journal(action, "account", changed.id, by=changed, **detail)

    with accounts().noting(note):
        yield


def saw(kind: str, name: str, action: AuditAction = AuditAction.VIEWED, whose: str = "") -> None:
    """Someone who has signed in has seen this, or asked for it in vain; once in a minute.

    `whose` is the organization whose own values they are; what is public is nobody's.
    """
    reader = account()
    if reader and _seen().is_new((reader.id, action, kind, name, whose), now()):
        detail: dict[str, str | int] = {"organization": code_of(whose)} if whose else {}
        journal(action, kind, name, None, **detail)


class Seen:
    """What was seen a moment ago: a browser asks for each page twice."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, ...], datetime] = {}
        self._lock = Lock()

    def is_new(self, what: tuple[str, ...], at: datetime) -> bool:
        with self._lock:
            before = self._at.get(what)
            if before is not None and at - before < SEEN_AGAIN:
                return False
            if len(self._at) >= MOST_REMEMBERED:
                self._at.clear()
            self._at[what] = at
            return True


def _seen() -> Seen:
    found: Seen = current_app.extensions.setdefault("seen", Seen())
    return found
