"""Briefings: what officials carry into the room, as the store keeps it. Plain values.

An outline is kept version by version. Issuing freezes a snapshot once; its checksum stays on record
for good, also where an owner has withdrawn a figure and the snapshot is gone.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from metrics.languages import Language, Text


class BriefingState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"  # frozen: it changes no more
    DISCARDED = "discarded"


class Figure(NamedTuple):
    """Which figure a text or a snapshot holds; `series` is "<source>/<series>", codes the rest."""

    indicator: str
    series: str
    place: str
    disaggregation: str
    period: str
    frequency: str


class Draft(NamedTuple):
    """A version of an outline as it was kept."""

    code: str
    version: int
    at: datetime  # UTC


class Version(NamedTuple):
    """One version of an outline; `erased` is when its lines were taken out, or None."""

    number: int
    title: Text
    at: datetime  # UTC
    actor: str
    erased: datetime | None = None


class Issued(NamedTuple):
    """A snapshot that was frozen: of which version, by whom, and the sha256 of its JSON.

    `held_at` is the instant at which the store is read to make it again. `erased` is when an owner
    withdrew a figure in it: from then on the checksum is all that is left. `cancelled` is when a
    release was cancelled whose figures are in it: it is not to be used.
    """

    version: int
    content: str
    held_at: datetime  # UTC
    at: datetime  # UTC
    actor: str
    erased: datetime | None = None
    cancelled: datetime | None = None


class Reading(NamedTuple):
    """That a second person has read the lines that the check does not understand, word by word.

    `wording` is the sha256 of these lines with the figures beneath them, empty once an owner has
    withdrawn one. `issued` says that what was issued rests on this reading.
    """

    version: int
    wording: str
    actor: str
    at: datetime  # UTC
    issued: bool = False


class Briefing(NamedTuple):
    """A briefing by its code, with its versions, oldest first; the newest gives the title."""

    code: str
    title: Text
    actor: str  # who made it
    created: datetime  # UTC
    versions: tuple[Version, ...]
    issue: Issued | None = None
    discarded: datetime | None = None
    readings: tuple[Reading, ...] = ()  # oldest first

    @property
    def authors(self) -> frozenset[str]:
        """Who made it, or kept a version of it."""
        return frozenset({self.actor, *(one.actor for one in self.versions)})

    def read(self, wording: str) -> Reading | None:
        """The newest reading of this very wording by somebody who is no author of it."""
        found = (one for one in reversed(self.readings) if one.wording == wording)
        return next((one for one in found if one.actor not in self.authors), None)

    @property
    def state(self) -> BriefingState:
        if self.issue is not None:
            return BriefingState.ISSUED
        return BriefingState.DISCARDED if self.discarded else BriefingState.DRAFT

    @property
    def erased(self) -> datetime | None:
        """When an owner withdrew a figure, from the snapshot or a draft's newest version."""
        if self.issue is not None:
            return self.issue.erased
        return self.versions[-1].erased if self.versions else None


def outwardly(one: Briefing) -> Briefing:
    """What an owner learns of a briefing with its figures: what it is called, and when."""
    issue = one.issue and one.issue._replace(content="", actor="")
    return one._replace(actor="", versions=(), issue=issue, readings=())


class Run(NamedTuple):
    """One time that a schedule came due; `result` is a code, empty until it has ended."""

    key: str  # what it was for, as "2026-Q2"
    began: datetime  # UTC
    ended: datetime | None = None
    result: str = ""


class Schedule(NamedTuple):
    """An outline that is built and delivered by itself, as its rule says.

    `recipients` are staff addresses: kept here alone, and gone once it is cancelled.
    """

    code: str
    briefing: str
    rule: str
    recipients: tuple[str, ...]
    formats: tuple[str, ...]
    languages: tuple[Language, ...]
    actor: str
    at: datetime  # UTC
    cancelled: datetime | None = None
