"""Releases: what is let out, when, and who has agreed to it. Plain values.

A release is a named, approved, timed set of protected figures. Its cells are frozen when it is
proposed: what was looked at is what comes out.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics.disclosure.tables import CellKey, Loss, Shown
from metrics.languages import Text
from metrics.observations import ObservationStatus, Qualifier
from metrics.periods import Period
from metrics.release_notes import Coverage


class ReleaseState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"  # it comes out at its minute
    LIFTED = "lifted"  # it has come out
    CANCELLED = "cancelled"


class ReleaseStep(StrEnum):
    """What may be done with a release; once written a step never changes its meaning."""

    PROPOSED = "proposed"
    STEWARD_APPROVED = "steward_approved"
    STEWARD_REFUSED = "steward_refused"
    APPROVED = "approved"
    CANCELLED = "cancelled"
    ANNOUNCED = "announced"
    STOPPED = "stopped"  # an owner of figures in it allows less by now, or has taken some back


STEWARDS = (ReleaseStep.STEWARD_APPROVED, ReleaseStep.STEWARD_REFUSED)
BESIDE = (*STEWARDS, ReleaseStep.ANNOUNCED)  # which change no state


class Proposal(NamedTuple):
    """What is to come out: series of a return form by their name in it, or "<source>/<series>".

    `lifts_at` is a whole minute, with its time zone.
    """

    form: str
    series: tuple[str, ...]
    periods: tuple[Period, ...]
    title: Text
    lifts_at: datetime
    by_partner: bool = False


class ReleaseEvent(NamedTuple):
    """One thing done with a release; `organization` is whose steward has spoken, or empty."""

    step: ReleaseStep
    at: datetime  # UTC
    actor: str
    organization: str = ""
    reason: str = ""
    submission: int | None = None


class Announced(NamedTuple):
    """What the public may know of a release that is to come, where the office has told it."""

    title: Text
    lifts_at: datetime  # UTC
    is_withdrawn: bool = False  # all of its figures were: none comes out
    is_stopped: bool = False  # by what an owner has said; for those alone who know of it


class FrozenCell(NamedTuple):
    """One cell as a release shows it, for good.

    `organizations` are those whose figures it is made of. `exact` stands behind it and is nobody's
    to see: it is None in whatever leaves the store. Of a share it is as "66.7 10/15", with the two
    numbers of which it was made. `note` is what its owner says of it. `each` is what everybody in a
    total has added to it, nobody's to see either.
    """

    key: CellKey
    shown: Shown
    organizations: frozenset[str]
    coverage: Coverage | None = None
    qualifier: Qualifier = Qualifier.EXACT
    exact: str | None = None
    note: Text | None = None
    each: tuple[tuple[str, Decimal], ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The exact number that stands behind it, while it is kept."""
        return None if self.exact is None else Decimal(self.exact.partition(" ")[0])

    @property
    def made_of(self) -> tuple[Decimal, ...]:
        """Numerator and denominator of a share, where they are kept."""
        said = (self.exact or "").partition(" ")[2]
        return tuple(map(Decimal, said.split("/"))) if said else ()

    @property
    def is_withdrawn(self) -> bool:
        """Whether its owner has taken it back."""
        return self.shown.status is ObservationStatus.ERASED


class Held(NamedTuple):
    """What a release does not tell anew, and why.

    `kept` totals stay as they were released: the difference would tell who has joined or left.
    `shut` pairs of an indicator and a period show nothing new: a figure was taken back there.
    """

    kept: int = 0
    shut: int = 0


class Release(NamedTuple):
    """A release and what was done with it, oldest first.

    `stewards` are the organizations whose stewards have to agree, `lacking` those of them whose
    last word is not that they do.
    """

    code: str
    form: str
    title: Text
    lifts_at: datetime  # UTC
    by_partner: bool
    series: tuple[str, ...]
    periods: tuple[Period, ...]
    state: ReleaseState
    proposed_at: datetime
    actor: str
    events: tuple[ReleaseEvent, ...]
    rules: Mapping[str, int]
    loss: Loss
    stewards: tuple[str, ...]
    lacking: tuple[str, ...]
    withdrawn: int = 0  # of its figures, by their owners
    left: int = 1  # of its figures, where some were withdrawn
    held: Held = Held()

    @property
    def is_withdrawn(self) -> bool:
        """Whether none of its figures is left."""
        return self.left == 0

    @property
    def is_out(self) -> bool:
        return self.state is ReleaseState.LIFTED

    @property
    def stopped_by(self) -> str:
        """The owner whose word has stopped it before its minute; empty where nobody's has."""
        said = [one.organization for one in self.events if one.step is ReleaseStep.STOPPED]
        return said[-1] if said else ""

    @property
    def is_announced(self) -> bool:
        return any(one.step is ReleaseStep.ANNOUNCED for one in self.events)


class ReleasePreview(NamedTuple):
    """What a release would show, cell by cell in the order of the keys.

    Of the owners in `waiting` this reader sees nothing before they have agreed.
    """

    release: Release
    cells: tuple[FrozenCell, ...]
    waiting: tuple[str, ...] = ()

    @property
    def hidden(self) -> int:
        return sum(one.shown.is_hidden for one in self.cells)

    @property
    def withdrawn(self) -> int:
        return sum(one.is_withdrawn for one in self.cells)
