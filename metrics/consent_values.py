"""What the owners of figures consent to, and what is left where they take it back: plain values.

A consent is one organization's, for what it sends by one return form. What was said last holds,
until its last day; of a past moment too it is judged by what holds now.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Purpose(StrEnum):
    """What figures may be used for; once written a purpose never changes its meaning."""

    INTERNAL = "internal"  # the office sees them, alone and in its totals
    BRIEFING = "briefing"  # officials
    PUBLIC = "public"  # they may be released


class Detail(StrEnum):
    """How figures may be shown beyond the office."""

    TOTAL = "total"  # only within totals of enough contributors, none of which dominates
    OWN = "own"  # also by the organization's name


class ConsentKind(StrEnum):
    """What was done; `governed` is kept when an organization first sends what it governs."""

    GOVERNED = "governed"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class ConsentState(StrEnum):
    ABSENT = "absent"
    HOLDS = "holds"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ErasureKind(StrEnum):
    WITHDRAWN = "withdrawn"  # with the consent: everything of a form
    PURGED = "purged"  # one return


class Terms(NamedTuple):
    """What an owner consents to.

    `until` is the last day on which it holds, None for no end; `steward` whom the organization
    names to speak for it; `floor` and `others` as in its governance, or above.
    """

    purposes: frozenset[Purpose]
    detail: Detail
    until: date | None
    steward: str
    floor: int
    others: int


class ConsentEvent(NamedTuple):
    """One thing said of the consent to one form; `terms` are None where none are given."""

    organization: str
    form: str
    kind: ConsentKind
    terms: Terms | None
    reason: str
    at: datetime  # UTC
    actor: str


class Consent(NamedTuple):
    """How things stand today: `event` is what was said last, None while nothing was."""

    organization: str
    form: str
    state: ConsentState
    event: ConsentEvent | None

    @property
    def terms(self) -> Terms | None:
        """What is consented to today; None where nothing is."""
        holds = self.event is not None and self.state is ConsentState.HOLDS
        return self.event.terms if holds and self.event else None

    def allows(self, purpose: Purpose) -> bool:
        return self.terms is not None and purpose in self.terms.purposes

    @property
    def alone(self) -> bool:
        """Whether the figures may be shown by the organization's name."""
        return self.terms is not None and self.terms.detail is Detail.OWN


class Erasure(NamedTuple):
    """What is left of values that were erased.

    `rows` of the organization's own, in every revision, and `cells` released before in which they
    stood.
    """

    organization: str
    form: str
    kind: ErasureKind
    at: datetime  # UTC
    actor: str
    rows: int
    cells: int
    reason: str


def standing(organization: str, form: str, event: ConsentEvent | None, on: date) -> Consent:
    """How a consent stands on a day, by what was said last."""
    return Consent(organization, form, _state(event, on), event)


def _state(event: ConsentEvent | None, on: date) -> ConsentState:
    if event is None or event.kind is ConsentKind.GOVERNED or event.terms is None:
        withdrawn = event is not None and event.kind is ConsentKind.WITHDRAWN
        return ConsentState.WITHDRAWN if withdrawn else ConsentState.ABSENT
    ended = event.terms.until is not None and event.terms.until < on
    return ConsentState.ENDED if ended else ConsentState.HOLDS
