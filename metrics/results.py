"""What readers receive: values that have passed comparability, disclosure and progress."""

from dataclasses import dataclass, field
from datetime import date

from metrics.definitions import Document, Indicator, Series, Source, Unit
from metrics.frameworks import Event, Framework, Pillar
from metrics.languages import Text
from metrics.moments import Moment
from metrics.observations import Action, HeldObservation
from metrics.outlook import Forecast, Needed, NotNeeded, TooFew
from metrics.periods import Period
from metrics.progress import Assessment
from metrics.roll_up import Refused, RolledUp
from metrics.signals import Signal


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
        """How many have a figure that this reader sees, be it published or not."""
        return sum(row.latest is not None for row in self.rows)

    @property
    def unreleased(self) -> int:
        return sum(row.latest is not None and row.latest.is_unreleased for row in self.rows)


@dataclass(frozen=True)
class Scorecard:
    framework: Framework
    pillars: tuple[PillarScorecard, ...]  # the context group last
    moment: Moment
    data_version: int

    @property
    def known_at(self) -> date | None:
        return self.moment.known_at


@dataclass(frozen=True)
class SeriesLine:
    """The current values of one series for one place and breakdown, oldest first.

    `segments` are the same values cut where they may not be joined: at breaks, gaps and
    between frequencies. `earlier` holds superseded revisions by period code, oldest first;
    `corrected` what was misread here and put right from the same document: nobody published it.
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
    corrected: dict[str, tuple[HeldObservation, ...]] = field(default_factory=dict)
    organization: str = ""  # whose values they are; empty for the publisher itself

    @property
    def is_total(self) -> bool:
        """Whether its values are made of those of partners."""
        return bool(self.values) and self.values[-1].total is not None

    @property
    def is_provisional(self) -> bool:
        """Whether a value on it was sent and not yet approved; each such value says so itself."""
        return any(one.is_provisional for one in self.values)

    @property
    def key(self) -> str:
        """The series as it is asked for: source and series with a stroke between."""
        return f"{self.source.id}/{self.series.id}"


@dataclass(frozen=True)
class IndicatorSeries:
    """Everything held on one indicator: its line of record first, then its neighbours."""

    indicator: Indicator
    unit: Unit
    record: SeriesLine | None
    lines: tuple[SeriesLine, ...]  # all of them, the record too
    explanation: "Explanation"  # of its newest value of record
    events: tuple[Event, ...]
    data_version: int

    @property
    def assessment(self) -> Assessment:
        return self.explanation.assessment


@dataclass(frozen=True)
class Explanation:
    """What is said of one value, and how each part of it was reckoned.

    `held` is the value explained; None where nothing is held, or where the period is made of
    shorter ones: then `rolled` is the whole, or its refusal, and nothing is judged. `judged_on`
    is the day of which progress speaks.
    """

    indicator: Indicator
    unit: Unit
    line: SeriesLine | None
    period: Period | None
    held: HeldObservation | None
    judged_on: date
    assessment: Assessment
    signal: Signal
    rolled: RolledUp | Refused | None = None
    needed: Needed | NotNeeded | None = None
    forecast: Forecast | TooFew | None = None


@dataclass(frozen=True)
class TrailStep:
    """One step of a figure's way back to its publisher."""

    title: Text
    words: Text
    quotes: Document | None = None  # whose own title stands in the words


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
    values: int = 0  # those that stand; `observations` also counts every repeat of one
    withheld: frozenset[str] = frozenset()  # files with a number that has been hidden since


@dataclass(frozen=True)
class HeldAction:
    action: Action
    source: Source
    sha256: str
    submission: int
    organization: str = ""
