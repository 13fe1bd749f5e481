"""What would be lost by putting a backup back: where two logs part, and what only one of them has.

The audit log tells it: every submission and every step is an entry of it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dashboard.backing_up.store import log
from dashboard.backing_up.store.log import Entry
from metrics import AuditAction, read_anchors

SENT = (AuditAction.RECORDED, AuditAction.RETURN_SUBMITTED)
# Nothing has to be done again because somebody looked, or came and went.
LOOKED = frozenset({
    AuditAction.SIGNED_IN, AuditAction.SIGN_IN_FAILED, AuditAction.SIGNED_OUT, AuditAction.REFUSED,
    AuditAction.VIEWED, AuditAction.EXPORTED, AuditAction.SESSION_ENDED, AuditAction.LINK_ISSUED,
    AuditAction.FILE_DOWNLOADED, AuditAction.BRIEFING_BUILT, AuditAction.AUDIT_VERIFIED,
    AuditAction.STORE_RESTORED,
})  # fmt: skip
# What was taken away comes back with an older copy: it must be taken away again, and first.
TAKEN_AWAY = frozenset({
    AuditAction.VALUES_ERASED, AuditAction.CONSENT_WITHDRAWN, AuditAction.FILE_PURGED,
    AuditAction.ACCOUNT_DISABLED, AuditAction.RELEASE_CANCELLED,
})  # fmt: skip


class Head(NamedTuple):
    """The newest entry of a log."""

    position: int
    digest: str


class Losses(NamedTuple):
    """How what stands now and a backup part."""

    common: int  # the last entry that both have
    here: Head | None  # None where there is nothing yet
    backup: Head
    entries: tuple[Entry, ...]  # of what stands now, after that
    is_readable: bool  # False where what stands now is too damaged to tell

    @property
    def is_newer(self) -> bool:
        """Whether anything would be lost; of what cannot be read nobody knows."""
        return bool(self.entries) or not self.is_readable

    @property
    def is_fork(self) -> bool:
        """Whether each has entries that the other lacks."""
        return bool(self.entries) and self.common < self.backup.position

    @property
    def sent(self) -> list[Entry]:
        """What was sent, and has to be sent again."""
        return [one for one in self.entries if one.action in SENT]

    @property
    def taken_away(self) -> list[Entry]:
        """What was taken away, and comes back until it is taken away again."""
        return [one for one in self.entries if one.action in TAKEN_AWAY]

    @property
    def done(self) -> list[Entry]:
        """What else was done, and has to be done again."""
        other = (*SENT, *LOOKED, *TAKEN_AWAY)
        return [one for one in self.entries if one.action not in other]


def losses(here: Path, anchors: Path | None, backup: Path) -> Losses:
    """What the store that stands `here` has and the figures of a backup lack."""
    theirs = log.digests(backup) or {}
    head = _head(theirs)
    if not here.exists():
        return Losses(0, None, head, (), True)
    ours = log.digests(here)
    if ours is None:
        return Losses(0, _anchored(anchors), head, (), False)
    common = _common(ours, theirs)
    return Losses(common, _head(ours), head, tuple(log.entries_after(here, common)), True)


def anchored_losses(anchors: Path | None, head: Head) -> Losses:
    """The same where only the anchors tell what stood somewhere else before."""
    known = _anchored(anchors)
    is_newer = known is not None and known.position > head.position
    return Losses(0, known, head, (), is_readable=not is_newer)


def _common(ours: Mapping[int, str], theirs: Mapping[int, str]) -> int:
    """The last entry that both have: each digest holds all that came before it."""
    same: Iterable[int] = (one for one, digest in ours.items() if theirs.get(one) == digest)
    return max(same, default=0)


def _head(digests: Mapping[int, str]) -> Head:
    position = max(digests, default=0)
    return Head(position, digests.get(position, ""))


def _anchored(anchors: Path | None) -> Head | None:
    """What the file of anchors knows of a log that cannot be read."""
    known = max(read_anchors(anchors).lines, key=lambda one: one.position, default=None)
    return Head(known.position, known.digest) if known else None
