"""What readers receive: values that have passed comparability, disclosure and progress."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from metrics.definitions import Event, Framework, Indicator, Pillar, Series, Source, Unit
from metrics.languages import Text
from metrics.observations import Action, HeldObservation


class Progress(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    WATCH = "watch"
    OFF_TRACK = "off_track"
    NOT_YET_DUE = "not_yet_due"
    LATE = "late"
    NOT_ASSESSED = "not_assessed"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    """Why a progress word was given, where the word alone does not say it."""

    NO_TARGET = "no_target"
    NO_DIRECTION = "no_direction"
    NOTHING_PUBLISHED = "nothing_published"


@dataclass(frozen=True)
class Assessment:
    progress: Progress
    reason: Reason | None = None


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator of a framework with its newest value of record and the one before."""

    indicator: Indicator
    unit: Unit
    latest: HeldObservation | None
    previous: HeldObservation | None
    assessment: Assessment


@dataclass(frozen=True)
class PillarScorecard:
    pillar: Pillar
    rows: tuple[ScorecardRow, ...]

    @property
    def published(self) -> int:
        return sum(row.latest is not None for row in self.rows)


@dataclass(frozen=True)
class Scorecard:
    framework: Framework
    pillars: tuple[PillarScorecard, ...]  # the context group last
    known_at: date | None
    data_version: int


@dataclass(frozen=True)
class SeriesLine:
    """The current values of one series for one place and breakdown, oldest first.

    `segments` are the same values cut where they may not be joined: at breaks, gaps and
    between frequencies. `earlier` holds superseded revisions by period code, oldest first.
    """

    series: Series
    source: Source
    unit: Unit
    place: str
    disaggregation: str
    frequency: str
    values: tuple[HeldObservation, ...]
    segments: tuple[tuple[HeldObservation, ...], ...]
    earlier: dict[str, tuple[HeldObservation, ...]]


@dataclass(frozen=True)
class IndicatorSeries:
    """Everything held on one indicator: its line of record first, then its neighbours."""

    indicator: Indicator
    unit: Unit
    record: SeriesLine | None
    lines: tuple[SeriesLine, ...]  # all of them, the record too
    assessment: Assessment
    events: tuple[Event, ...]
    data_version: int


@dataclass(frozen=True)
class TrailStep:
    """One step of a figure's way back to its publisher."""

    title: Text
    words: Text


@dataclass(frozen=True)
class ProvenanceTrail:
    held: HeldObservation
    steps: tuple[TrailStep, ...]


@dataclass(frozen=True)
class SourceSummary:
    source: Source
    observations: int
    actions: int
    files: tuple[tuple[str, str], ...]  # name, sha256
    recorded_at: str | None


@dataclass(frozen=True)
class HeldAction:
    action: Action
    source: Source
    sha256: str
    submission: int
