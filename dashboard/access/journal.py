"""What this application writes into the audit log, and what it leaves out."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Lock
from typing import NamedTuple

from flask import current_app
from limits import parse

from dashboard.access import counting
from dashboard.access.reader import account, accounts, now
from dashboard.access.roles import Account
from dashboard.services import services
from metrics import AuditAction, Deed, code_of, object_of

ANYONE = "anonymous"
SEEN_AGAIN = timedelta(minutes=1)  # a page drawn twice within it has been seen once
MOST_REMEMBERED = 4096
MOST_REFUSED = parse("120 per minute")  # of one account: codes are tried out, or a program errs


def journal(
    action: AuditAction, kind: str, name: str, by: Account | None = None, **detail: str | int
) -> None:
    """Write one entry; whoever is signed in has done it, where nobody else is named."""
    actor = by or account()
    services().store.note(actor.id if actor else ANYONE, action, object_of(kind, name), **detail)


def journal_all(deeds: Iterable[Deed]) -> None:
    """Write these entries, of whoever is signed in, in one transaction."""
    actor = account()
    services().store.note_many(actor.id if actor else ANYONE, deeds)


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
    saw_all([Sighting(kind, name, action, whose)])


class Sighting(NamedTuple):
    """What was seen, or asked for in vain; of a total, of how many organizations it is made."""

    kind: str
    name: str
    action: AuditAction = AuditAction.VIEWED
    whose: str = ""
    organizations: int = 0

    @property
    def deed(self) -> Deed:
        """As the log tells of it."""
        detail: dict[str, str | int] = {"organization": code_of(self.whose)} if self.whose else {}
        if self.organizations:
            detail["organizations"] = self.organizations
        return Deed(self.action, object_of(self.kind, self.name), detail)


def saw_all(sightings: Iterable[Sighting]) -> None:
    """The same for all that one answer shows: written together or, with a StoreError, not at all.

    Only what was written is remembered as seen: while the log is closed nothing is.
    """
    reader, at, seen = account(), now(), _seen()
    if reader is None:
        return
    fresh = [one for one in sightings if seen.is_new((reader.id, *one), at)]
    if fresh:
        journal_all(one.deed for one in fresh)
        seen.remember([(reader.id, *one) for one in fresh], at)


def saw_refused(one: Sighting) -> bool:
    """Note what was asked for in vain, once in a minute; False where that were too much to note."""
    reader, seen = account(), _seen()
    if reader is None or not seen.is_new((reader.id, *one), now()):
        return True
    if not counting.may(MOST_REFUSED, "refused", reader.id):
        return False
    saw_all([one])
    return True


class Seen:
    """What was seen a moment ago: a browser asks for each page twice."""

    def __init__(self) -> None:
        self._at: dict[tuple[object, ...], datetime] = {}
        self._lock = Lock()

    def is_new(self, what: tuple[object, ...], at: datetime) -> bool:
        with self._lock:
            before = self._at.get(what)
            return before is None or at - before >= SEEN_AGAIN

    def remember(self, seen: Iterable[tuple[object, ...]], at: datetime) -> None:
        """Only after the log has them: two readers at once leave an entry each, never none."""
        with self._lock:
            if len(self._at) >= MOST_REMEMBERED:
                self._at.clear()
            self._at |= dict.fromkeys(seen, at)


def _seen() -> Seen:
    found: Seen = current_app.extensions.setdefault("seen", Seen())
    return found
