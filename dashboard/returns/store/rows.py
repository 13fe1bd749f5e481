"""Drafts as they are told: what was sent to be checked, and how far its check has come."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Row

from metrics import Language


class DraftState(StrEnum):
    """What has become of a file that was sent to be checked."""

    WAITING = "waiting"
    READING = "reading"
    CHECKED = "checked"
    REFUSED = "refused"  # nothing of the file is kept
    FAILED = "failed"  # it could not be read; nothing of the file is kept
    SENT = "sent"


OPEN = (DraftState.WAITING, DraftState.READING)


class Draft(NamedTuple):
    """A file that was sent to be checked. `share` is how much of its stage is done, 0 to 100."""

    id: str
    account: str
    organization: str
    form: str
    period: str
    language: Language
    file: str
    sha256: str
    size: int
    state: DraftState
    stage: str
    share: int
    outcome: str
    sent: str
    made_at: datetime
    expires_at: datetime

    @property
    def has_no_end(self) -> bool:
        """Whether it is kept for as long as its return is looked at."""
        return self.expires_at >= NEVER

    @property
    def is_open(self) -> bool:
        """Whether its check goes on."""
        return self.state in OPEN


def draft_of(row: Row[Any], file: str) -> Draft:
    return Draft(
        row.id, row.account, row.organization, row.form, row.period, Language(row.language), file,
        row.sha256, row.size, DraftState(row.state), row.stage, row.share, row.outcome, row.sent,
        moment_of(row.made_at), moment_of(row.expires_at),
    )  # fmt: skip


def moment_of(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


NEVER = moment_of(253_402_300_799)  # the last second of the year 9999
