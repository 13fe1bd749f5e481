"""Audit entries: who did what to which object, each bound to the one before it by its digest.

An entry holds codes, checksums and whole numbers, and nothing else: no words, no figure, no name.
What does not fit is refused, and never repeated in the refusal.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from metrics.errors import MetricsError, StoreError

SYSTEM = "system"
COMMAND_LINE = "command line"
BEFORE_THE_FIRST = "0" * 64  # what stands in the first entry as the digest of the one before
MOST_DETAILS = 16
LARGEST_NUMBER = 99_999_999  # a count fits, a telephone number does not
UNNAMED = "unnamed"

# A telephone number, a date and an amount hold no letter; an address holds a dot or an at sign.
CODE = re.compile(r"(?=[^A-Za-z]*[A-Za-z])(?=.{1,64}\Z)[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*\Z")
NAME = re.compile(r"(?=.{1,128}\Z)[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*\Z")
KIND = re.compile(r"[a-z](?:[a-z-]{0,30}[a-z])?\Z")
CHECKSUM = re.compile(r"[0-9a-f]{64}\Z")
KEY = re.compile(r"[a-z](?:[a-z_]{0,30}[a-z])?\Z")

Detail: TypeAlias = Mapping[str, str | int]


class AuditAction(StrEnum):
    """What may be done; once written an action never changes its meaning."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    REFUSED = "refused"
    VIEWED = "viewed"
    EXPORTED = "exported"
    RECORDED = "recorded"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_CHANGED = "account-changed"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_CONFIRMED = "account-confirmed"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 the name of an action
    SECOND_FACTOR_CHANGED = "second-factor-changed"
    SESSION_ENDED = "session-ended"
    LINK_ISSUED = "link-issued"
    SETUP_COMPLETED = "setup-completed"
    SETTING_CHANGED = "setting-changed"
    RETURN_SUBMITTED = "return-submitted"
    RETURN_APPROVED = "return-approved"
    RETURN_SENT_BACK = "return-sent-back"
    RETURN_WITHDRAWN = "return-withdrawn"
    RETURN_UNDONE = "return-undone"
    PERIOD_CLOSED = "period-closed"
    PERIOD_REOPENED = "period-reopened"
    OBLIGATION_WAIVED = "obligation-waived"
    OBLIGATION_EXTENDED = "obligation-extended"
    OBLIGATION_RESTORED = "obligation-restored"
    FILE_DOWNLOADED = "file-downloaded"
    FILE_PURGED = "file-purged"
    PERSONAL_DATA_REFUSED = "personal-data-refused"
    RELEASE_PROPOSED = "release-proposed"
    RELEASE_APPROVED = "release-approved"
    RELEASE_CANCELLED = "release-cancelled"
    RELEASE_ANNOUNCED = "release-announced"
    STEWARD_APPROVED = "steward-approved"
    STEWARD_REFUSED = "steward-refused"
    CONSENT_GIVEN = "consent-given"
    CONSENT_WITHDRAWN = "consent-withdrawn"
    VALUES_ERASED = "values-erased"
    BRIEFING_DRAFTED = "briefing-drafted"
    BRIEFING_DISCARDED = "briefing-discarded"
    BRIEFING_READ = "briefing-read"
    BRIEFING_ISSUED = "briefing-issued"
    BRIEFING_BUILT = "briefing-built"
    BRIEFING_DELIVERED = "briefing-delivered"
    BRIEFING_STOPPED = "briefing-stopped"
    BRIEFING_SCHEDULED = "briefing-scheduled"
    BRIEFING_UNSCHEDULED = "briefing-unscheduled"
    ANNOTATION_WRITTEN = "annotation-written"
    ANNOTATION_TAKEN_BACK = "annotation-taken-back"
    AUDIT_VERIFIED = "audit-verified"
    STORE_RESTORED = "store-restored"
    JOB_ASKED = "job-asked"
    JOB_RETRIED = "job-retried"
    JOB_CANCELLED = "job-cancelled"


class AuditEntry(NamedTuple):
    """One thing done, as it is told; `position` counts 1, 2, ... and orders the entries."""

    position: int
    at: datetime  # UTC
    actor: str
    action: str
    object: str  # "<kind>:<id>"
    detail: Detail
    previous: str
    digest: str


class Noted(NamedTuple):
    """What an entry says, checked and ready to be written; `detail` is canonical JSON."""

    actor: str
    action: str
    object: str
    detail: str


class Kept(NamedTuple):
    """An entry exactly as the store keeps it; after an attack a field may hold anything."""

    position: int
    at: int  # microseconds since 1970, UTC
    actor: str
    action: str
    object: str
    detail: str
    previous: str
    digest: str


def noted(actor: str, action: str, object_: str, detail: Mapping[str, Any]) -> Noted:
    """What an entry says; raise MetricsError for what may not stand in the log."""
    if actor not in (SYSTEM, COMMAND_LINE) and not _fits(NAME, actor):
        raise _refused("actor", "auteur")
    if action not in list(AuditAction):
        raise _refused("action", "action")
    kind, mark, name = object_.partition(":") if isinstance(object_, str) else ("", "", "")
    if not (mark and _fits(KIND, kind) and _fits(NAME, name)):
        raise _refused("object", "objet")
    return Noted(str(actor), str(action), str(object_), _canonical(_checked(detail)))


def object_of(kind: str, name: str) -> str:
    """The object of an entry; a name that may not stand in the log is left out of it."""
    return f"{kind}:{name if _fits(NAME, name) else UNNAMED}"


def code_of(text: str) -> str:
    """A code for the detail of an entry; what is none is left out of it."""
    return text if _fits(CODE, text) or _fits(CHECKSUM, text) else UNNAMED


def following(kept: Kept | None, said: Noted, at: int) -> Kept:
    """The entry that comes after this one."""
    position, previous = (kept.position, kept.digest) if kept else (0, BEFORE_THE_FIRST)
    entry = Kept(position + 1, at, *said, previous, "")
    return entry._replace(digest=digest_of(entry))


def digest_of(entry: Kept) -> str:
    """sha256 of the digest before, a new line, and the entry's canonical JSON."""
    said = {
        "action": entry.action,
        "actor": entry.actor,
        "at": entry.at,
        "detail": entry.detail,
        "object": entry.object,
        "position": entry.position,
    }
    return sha256(f"{entry.previous}\n{_canonical(said)}".encode("ascii", "replace")).hexdigest()


def entry_of(kept: Kept) -> AuditEntry:
    """The entry as it is told; raise StoreError for one that was damaged."""
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=kept.at)
        detail = dict(json.loads(kept.detail))
    except (TypeError, ValueError, OverflowError, RecursionError):
        raise StoreError(
            f"Entry {kept.position} of the audit log is damaged: run 'pillars audit verify'.",
            f"L'inscription {kept.position} du journal est endommagée : lancez "
            "« pillars audit verify ».",
        ) from None
    return AuditEntry(**{**kept._asdict(), "at": at, "detail": detail})


def _checked(detail: Mapping[str, Any]) -> dict[str, str | int]:
    if len(detail) > MOST_DETAILS or not all(_fits(KEY, key) for key in detail):
        raise _refused("detail", "détail")
    return {key: _value(value) for key, value in detail.items()}


def _value(value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_NUMBER:
        return int(value)
    if isinstance(value, str) and (_fits(CODE, value) or _fits(CHECKSUM, value)):
        return str(value)
    raise _refused("detail", "détail")


def _fits(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and pattern.match(text) is not None


def _canonical(value: Mapping[str, object]) -> str:
    """JSON that is the same everywhere: sorted keys, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), default=repr)


def _refused(en: str, fr: str) -> MetricsError:
    return MetricsError(
        f"An audit entry holds codes, checksums and whole numbers only: its {en} is none of them.",
        "Une inscription au journal ne contient que des codes, des sommes de contrôle et des "
        f"nombres entiers : ce n'est pas le cas de son {fr}.",
    )
