"""Observations: one value of one indicator, and everything that says where it came from."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics.annotation_values import Annotation
from metrics.dimensions import TOTAL, Disaggregation
from metrics.languages import Text
from metrics.periods import Period
from metrics.release_notes import Coverage, coverage_of


class Qualifier(StrEnum):
    """How exactly the publisher states the value; `<5` is LESS_THAN 5, not 5."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    IN_WORDS = "in_words"  # "hundreds of partners": no number may be drawn from it


class ObservationStatus(StrEnum):
    """SDMX CL_OBS_STATUS, the codes in use here, and two of our own.

    A withdrawn row no longer stands; an erased one stands without its number, which is gone.
    """

    NORMAL = "A"
    BREAK = "B"
    DEFINITION_DIFFERS = "D"
    ESTIMATED = "E"
    MISSING = "M"
    NOT_COLLECTED = "L"
    NOT_YET = "O"
    PROVISIONAL = "P"
    SUPPRESSED = "Q"
    LOW_RELIABILITY = "U"
    WITHDRAWN = "_W"
    ERASED = "_E"


class Confidentiality(StrEnum):
    """SDMX CL_CONF_STATUS, the codes in use here."""

    FREE = "F"
    NOT_FOR_PUBLICATION = "N"
    EMBARGO = "E"
    CONFIDENTIAL = "C"


class Location(NamedTuple):
    """Where in which file a value was read: first row and first column are 1."""

    file: str
    sheet: str
    row: int
    column: int
    in_document: str = ""  # "table 2, page 43": where the publisher printed it

    @property
    def cell(self) -> str:
        """As a spreadsheet names it; empty for the file or sheet itself, and for a total."""
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row}" if self.row else ""

    @property
    def place(self) -> str:
        """Where a person finds it; row 0 is the file or sheet itself."""
        return place_in(self.file, self.sheet, self.cell if self.row else "")


def place_in(file: str, sheet: str, cell: str) -> str:
    """`table.xlsx, Sheet1!C7`, as far as it is known."""
    inside = "!".join(part for part in (sheet, cell) if part)
    return ", ".join(part for part in (file, inside) if part)


class Known(NamedTuple):
    """The day on which the publisher made a value known; assumed when it had to be inferred."""

    on: date
    assumed: bool = False


class Observation(NamedTuple):
    """One value as its publisher states it.

    `series` is "<source>/<series>". `organization` is empty for the publisher itself. `value` is
    None when nothing is published as a number. `numerator` and `denominator` are kept for a ratio
    where they are known. `document` is the id of the edition in its source.
    """

    indicator: str
    series: str
    place: str
    period: Period
    value: Decimal | None
    known: Known
    document: str
    location: Location
    disaggregation: Disaggregation = TOTAL
    organization: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    status: ObservationStatus = ObservationStatus.NORMAL
    confidentiality: Confidentiality = Confidentiality.FREE
    numerator: int | None = None
    denominator: int | None = None
    note: Text | None = None
    words: Text | None = None

    @property
    def is_provisional(self) -> bool:
        """Sent by an organization and not yet approved."""
        sent = self.organization != ""
        return sent and self.confidentiality is Confidentiality.NOT_FOR_PUBLICATION


class Action(NamedTuple):
    """One dated state of one thing done: an initiative announced, a law in force."""

    id: str
    title: Text
    state: str  # announced, established, in_force, completed, adopted, ...
    on: str  # as precisely as published: 2016, 2016-06, 2016-06-30, or empty
    place: str
    document: str
    location: Location
    pillar: str = ""
    framework: str = ""
    body: str = ""
    note: Text | None = None


class FileRead(NamedTuple):
    """One file of a submission, with the checksum of its bytes."""

    name: str
    sha256: str


class Submission(NamedTuple):
    """The files sent for one data set, recorded in one transaction.

    `replaces_all` says that these rows are the whole of the source: what it no longer
    holds is withdrawn. With `within` they are the whole of one period, and touch no other.
    `spares_most` refuses to withdraw much of what stands: a file may have been cut.
    """

    source: str
    files: tuple[FileRead, ...]
    organization: str = ""
    replaces_all: bool = False
    within: Period | None = None
    spares_most: bool = False


class Receipt(NamedTuple):
    """What recording a submission did."""

    submission: int
    added: int
    changed: int
    unchanged: int
    withdrawn: int

    @classmethod
    def total(cls, receipts: Iterable["Receipt"]) -> "Receipt":
        parts = list(zip(*receipts, strict=True)) or [()] * 5
        return cls(0, *(sum(part) for part in parts[1:]))


class HeldObservation(NamedTuple):
    """An observation as the store holds it: which revision, when recorded, by which file.

    `revision` counts 1, 2, ... in the order in which the publisher made the values known,
    `revisions` how many of them were visible at the asked instants.
    """

    observation: Observation
    revision: int
    recorded_at: str  # ISO 8601, UTC
    submission: int
    sha256: str
    total: "PartnerTotal | None" = None  # of what it is made; None where it was stated itself
    released_at: str = ""  # ISO 8601, UTC: the minute at which it comes out; empty: its day counts
    annotations: tuple[Annotation, ...] = ()  # of the office; none at a value that is hidden

    @property
    def is_provisional(self) -> bool:
        """Sent by an organization and not yet approved: to be marked wherever it is shown."""
        made = self.total is not None and self.total.why is None
        parts = self.total.parts if made and self.total else ()
        return self.observation.is_provisional or any(one.is_provisional for one in parts)

    @property
    def status(self) -> ObservationStatus:
        """The status as it is told: of a value that nobody has approved that it is provisional."""
        own = self.observation.status
        waits = self.is_provisional and own is ObservationStatus.NORMAL
        return ObservationStatus.PROVISIONAL if waits else own

    @property
    def is_incomplete(self) -> bool:
        """A total of which partners are missing: never to be compared as if it were whole."""
        coverage = self.coverage
        return coverage is not None and coverage.covered != coverage.asked

    @property
    def coverage(self) -> Coverage | None:
        """Of how many partners a total is made, also one that was released; None for all else."""
        if self.total is not None:
            return Coverage(self.total.covered, self.total.asked)
        return coverage_of(self.observation.note) if self.released_at else None

    @property
    def is_unreleased(self) -> bool:
        """What an organization sent, or a total of that: only who may see it is shown it."""
        return self.observation.organization != "" or self.total is not None

    @property
    def is_hidden(self) -> bool:
        """A partner's figure or a total that is not told: neither is where it stands in its file.

        What a publisher suppressed itself stands in a public file, which anybody can open. What
        was a number once has no cell any more.
        """
        one = self.observation
        ours = self.is_unreleased or self.released_at != "" or not one.location.row
        kept = one.confidentiality is not Confidentiality.FREE
        return (ours or kept) and one.status is ObservationStatus.SUPPRESSED


class PartnerTotal(NamedTuple):
    """What partners' figures come to: how many of those asked have said theirs, and which.

    `why` says why they make no total
    """

    covered: int
    asked: int
    missing: tuple[str, ...]  # the partners, by their id
    parts: tuple[HeldObservation, ...]
    why: Text | None = None

    @property
    def returns(self) -> int:
        """Of how many returns it is made: each has one number of its own."""
        return len({one.submission for one in self.parts})

    @property
    def organizations(self) -> frozenset[str]:
        """Whose numbers are in it; who says that there is none, is not."""
        stated = (one.observation for one in self.parts if one.observation.value is not None)
        return frozenset(one.organization for one in stated)

    @property
    def is_whole(self) -> bool:
        return self.covered == self.asked
