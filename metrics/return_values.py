"""What partners send, what was done with it, and what they are told: plain values.

A return is what one organization says, by one form, of one period. Sending it again, changed, is
another return of the same period; the newest of them is the one that counts.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from metrics.languages import Language, Text
from metrics.observations import FileRead, Observation, Receipt
from metrics.periods import Period
from metrics.verdicts import Progress


class ReturnState(StrEnum):
    """What was done with a return last; once written a state never changes its meaning."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


REPLACED = "replaced"  # no state of its own: what a later return makes of an earlier one


class DifferenceKind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"


class Remark(NamedTuple):
    """Words at a cell: a partner's reason for a warning, or the office's comment."""

    sheet: str
    cell: str
    rule: str
    words: str


class SentReturn(NamedTuple):
    """A return as it is sent.

    `content` is the sha256 of what it says, whatever program saved the file; `key` is the sender's
    own mark of this sending, by which a lost answer is asked for again.
    """

    form: str
    organization: str
    period: Period
    language: Language
    version: int  # of the template
    content: str
    file: FileRead
    key: str
    reasons: tuple[Remark, ...] = ()


class ReturnReceipt(NamedTuple):
    """What was received and what it changed; `state` is the return's state now."""

    code: str
    form: str
    organization: str
    period: Period
    state: ReturnState
    sent_at: datetime  # UTC
    actor: str  # the account that sent it
    content: str
    file_sha256: str
    receipt: Receipt
    next_due: date | None  # None where the organization has left by then
    again: bool = False  # True when this had been received before: nothing was changed


class ReturnEvent(NamedTuple):
    """One thing done with a return; undoing gives it the state that it had before."""

    state: ReturnState
    at: datetime  # UTC
    actor: str
    reason: str
    undone: bool = False  # this event reversed another


class Closing(NamedTuple):
    """By whom a period was closed, and when."""

    actor: str
    at: datetime  # UTC


class HeldReturn(NamedTuple):
    """A return with all that was done with it, oldest first."""

    receipt: ReturnReceipt
    events: tuple[ReturnEvent, ...]
    reasons: tuple[Remark, ...]
    comments: tuple[Remark, ...]  # of the last time it was sent back
    submission: int
    language: Language
    version: int
    file: str  # its name
    replaced_by: str = ""  # the code of a later return of the same period, which counts instead
    is_replaced: bool = False  # neither open nor standing any more; what is approved stands yet
    is_kept_back: bool = False  # its owner does not consent to show this reader what it says

    @property
    def standing(self) -> str:
        """Its state, or that it is replaced: what has become of it in one word."""
        return REPLACED if self.is_replaced else self.receipt.state.value


class Difference(NamedTuple):
    """One value before and after.

    `before` is what was approved; else to the sender what was sent last, to the office what it
    sent back.
    """

    indicator: str
    series: str
    place: str
    disaggregation: str
    period: Period
    before: Observation | None
    now: Observation | None
    kind: DifferenceKind


class ProgressChange(NamedTuple):
    """An indicator whose word of progress would be another."""

    indicator: str
    before: Progress
    after: Progress


class HoldingBriefing(NamedTuple):
    """An issued briefing in which an organization's values stand: its title, and when."""

    code: str
    title: Text
    issued_at: datetime  # UTC


class Preview(NamedTuple):
    """What sending a return would do, and what approving it would then change in progress.

    `briefings` are those that were issued with values that it changes.
    """

    differences: tuple[Difference, ...]
    counts: Receipt
    progress: tuple[ProgressChange, ...]
    briefings: tuple[HoldingBriefing, ...] = ()


ValueKey: TypeAlias = tuple[str, str, str]  # series, place, disaggregation
PastValues: TypeAlias = Sequence[tuple[Period, Observation]]  # oldest first
