"""MetricsStore: the one way in for figures, and the one way out.

Every reader takes the same path: repository, comparability, disclosure, progress.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from metrics import progress
from metrics.admission import admit, known_breakdown
from metrics.catalogue import Catalogue
from metrics.disclosure import protect
from metrics.errors import UnknownError
from metrics.languages import Text
from metrics.memo import Memo
from metrics.observations import Action, HeldObservation, Observation, Receipt, Submission
from metrics.periods import Frequency, Period
from metrics.results import (
    HeldAction,
    IndicatorSeries,
    ProvenanceTrail,
    Scorecard,
    SeriesLine,
    SourceSummary,
)
from metrics.scorecards import scorecard, unit_of
from metrics.series_lines import Narrowing, cell_of, line_of_record, lines
from metrics.settings import Settings
from metrics.store.engine import open_engine
from metrics.store.names import NewNames
from metrics.store.recording import preview, record
from metrics.store.repository import Repository
from metrics.trails import trail

ANSWERS_KEPT = 256
PERIOD = Text("period", "Période")
FREQUENCY = Text("frequency", "Fréquence")


class MetricsStore:
    """Everything that is known, asked by name; results have passed every rule."""

    def __init__(self, repository: Repository, catalogue: Catalogue, framework: str) -> None:
        self.catalogue = catalogue
        self._repository = repository
        self._framework = framework
        self._memo = Memo(ANSWERS_KEPT)

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue | None = None) -> "MetricsStore":
        """Open, create or migrate the store; StoreError in one line where that cannot be."""
        catalogue = catalogue or Catalogue.read(settings.data)
        return cls(Repository(open_engine(settings.database_url)), catalogue, settings.framework)

    def close(self) -> None:
        """Let go of the connections; the next question opens new ones."""
        self._repository.engine.dispose()

    def record(
        self,
        submission: Submission,
        observations: Iterable[Observation],
        actions: Iterable[Action] = (),
    ) -> Receipt:
        """Record a submission: all of it in one transaction, or nothing."""
        engine = self._repository.engine
        return record(engine, submission, observations, actions, self._admit)

    def preview(
        self,
        submission: Submission,
        observations: Iterable[Observation],
        actions: Iterable[Action] = (),
    ) -> Receipt:
        """What recording would do; nothing is kept."""
        engine = self._repository.engine
        return preview(engine, submission, observations, actions, self._admit)

    def loaded_files(self, source: str) -> dict[str, str]:
        """Name and checksum of each file of a source's newest submission."""
        return self._repository.submitted(source).files

    def data_version(self) -> int:
        """A number that grows with every submission that changes something."""
        return self._repository.data_version()

    def scorecard(
        self, framework: str, pillar: str | None = None, known_at: date | None = None
    ) -> Scorecard:
        """The newest value of record of every indicator, by pillar; the context group last."""
        version = self.data_version()
        asked = (framework, pillar, known_at)
        return self._memo.answer(
            ("scorecard", version, *asked),
            lambda: scorecard(self._repository, self.catalogue, asked, version),
        )

    def series(
        self,
        indicator: str,
        place: str | None = None,
        disaggregation: str | None = None,
        frequency: str | None = None,
        known_at: date | None = None,
        framework: str | None = None,
    ) -> IndicatorSeries:
        """Every line held on an indicator, narrowed where asked, and its line of record."""
        narrowing = self._narrowing(place, disaggregation, frequency)
        asked = Asked(self.data_version(), known_at, framework)
        return self._memo.answer(
            ("series", indicator, narrowing, asked),
            lambda: self._series(indicator, narrowing, asked),
        )

    def lines(
        self, series_keys: Iterable[str], place: str | None = None, known_at: date | None = None
    ) -> tuple[SeriesLine, ...]:
        """The lines of these series, each "<source>/<series>", in the order asked."""
        keys, narrowing = tuple(series_keys), self._narrowing(place, None, None)
        pairs = [(self.catalogue.series_of(key).indicator, key) for key in keys]
        return self._memo.answer(
            ("lines", self.data_version(), keys, narrowing, known_at),
            lambda: lines(self._repository, self.catalogue, pairs, narrowing, known_at),
        )

    def observations(
        self, source: str | None = None, indicator: str | None = None, place: str | None = None
    ) -> Iterator[HeldObservation]:
        """Everything held, every revision, streamed; unknown names are refused at once."""
        held = self._repository.observations(
            self.catalogue.source(source).id if source else None,
            self.catalogue.indicator(indicator).id if indicator else None,
            self.catalogue.place(place).code if place else None,
        )
        return map(protect, held)

    def trail(
        self,
        indicator: str,
        period: str,
        place: str | None = None,
        disaggregation: str | None = None,
        series: str | None = None,
        known_at: date | None = None,
    ) -> tuple[ProvenanceTrail, ...]:
        """The way back of each value held for a period, the value of record first."""
        wanted = Period.parse(period)
        held_lines = self.series(indicator, place, disaggregation, None, known_at).lines
        if series is not None:
            asked = self.catalogue.series_of(series)
            held_lines = tuple(one for one in held_lines if one.series == asked)
        found = {held.observation.period.code: None for line in held_lines for held in line.values}
        if wanted.code not in found:
            raise UnknownError(PERIOD, period, found)
        return tuple(
            trail(held, line.earlier.get(wanted.code, ()), self.catalogue)
            for line in held_lines
            for held in line.values
            if held.observation.period == wanted
        )

    def actions(
        self, framework: str | None = None, pillar: str | None = None, source: str | None = None
    ) -> tuple[HeldAction, ...]:
        """The dated actions that stand, oldest first; those without a date at the end."""
        if framework is not None:
            self.catalogue.framework(framework)
        asked = self.catalogue.source(source).id if source else None
        held = [
            HeldAction(one.action, self.catalogue.sources[one.source], one.sha256, one.submission)
            for one in self._repository.actions(asked)
            if one.source in self.catalogue.sources and _within(one.action, framework, pillar)
        ]
        return tuple(sorted(held, key=lambda one: (not one.action.on, one.action.on)))

    def sources(self) -> tuple[SourceSummary, ...]:
        """Each source of the catalogue, with what the store holds of it."""
        version = self.data_version()
        return self._memo.answer(("sources", version), self._sources)

    def _sources(self) -> tuple[SourceSummary, ...]:
        return tuple(self._summary(source) for source in self.catalogue.sources)

    def _summary(self, source: str) -> SourceSummary:
        sent = self._repository.submitted(source)
        return SourceSummary(
            self.catalogue.sources[source],
            self._repository.count(source),
            len(self._repository.actions(source)),
            tuple(sorted(sent.files.items())),
            sent.recorded_at,
        )

    def _series(self, name: str, narrowing: Narrowing, asked: "Asked") -> IndicatorSeries:
        indicator = self.catalogue.indicator(name)
        pairs = [(indicator.id, key) for key in self._repository.series_of(indicator.id)]
        held = lines(self._repository, self.catalogue, pairs, narrowing, asked.known_at)
        record = line_of_record(self._repository, self.catalogue, indicator, asked.known_at)
        return IndicatorSeries(
            indicator=indicator,
            unit=unit_of(indicator, self.catalogue),
            record=record,
            lines=_with_record_first(held, record),
            assessment=progress.assess(indicator, record.values[-1] if record else None),
            events=self.catalogue.framework(asked.framework or self._framework).events,
            data_version=asked.version,
        )

    def _narrowing(
        self, place: str | None, disaggregation: str | None, frequency: str | None
    ) -> Narrowing:
        """The names as the store knows them; UnknownError for one that nothing carries."""
        if frequency is not None and frequency not in list(Frequency):
            raise UnknownError(FREQUENCY, frequency, list(Frequency))
        return Narrowing(
            self.catalogue.place(place).code if place is not None else None,
            known_breakdown(disaggregation, self.catalogue) if disaggregation is not None else None,
            frequency,
        )

    def _admit(self, new: NewNames) -> None:
        admit(new, self.catalogue)


class Asked(NamedTuple):
    """When and within which framework a question is asked."""

    version: int
    known_at: date | None = None
    framework: str | None = None


def _with_record_first(
    held: tuple[SeriesLine, ...], record: SeriesLine | None
) -> tuple[SeriesLine, ...]:
    if record is None:
        return held
    return tuple(sorted(held, key=lambda line: cell_of(line) != cell_of(record)))


def _within(action: Action, framework: str | None, pillar: str | None) -> bool:
    return framework in (None, action.framework) and pillar in (None, action.pillar)
