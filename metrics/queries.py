"""MetricsStore: the one way in for figures, and the one way out.

Every reader takes the same path: repository, comparability, disclosure, progress.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import NamedTuple

from metrics import scorecards
from metrics.admission import admit, narrowed
from metrics.archive import Archive
from metrics.catalogue import Catalogue
from metrics.disclosure import protect
from metrics.errors import UnknownError
from metrics.explanations import explain
from metrics.memo import Memo
from metrics.moments import NOW, Moment
from metrics.observations import Action, HeldObservation, Observation, Receipt, Submission
from metrics.past import declared_at
from metrics.periods import Period
from metrics.results import (
    Explanation,
    HeldAction,
    IndicatorSeries,
    ProvenanceTrail,
    Scorecard,
    SeriesLine,
    SourceSummary,
)
from metrics.series_lines import Narrowing, line_of_record, lines, standing, with_record_first
from metrics.settings import Settings
from metrics.signals import Signal
from metrics.store.engine import open_engine
from metrics.store.names import NewNames
from metrics.store.recording import preview, record
from metrics.store.repository import Repository
from metrics.store.seeks import Instants
from metrics.trails import not_held, trails_of, trails_of_parts

ANSWERS_KEPT = 256


class MetricsStore:
    """Everything that is known, asked by name; results have passed every rule."""

    def __init__(
        self,
        repository: Repository,
        catalogue: Catalogue,
        framework: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.catalogue = catalogue
        self.today = today  # the day of which progress is judged where none is asked for
        self._repository = repository
        self._framework = framework
        self.moment = NOW
        self._present = self
        self._memo = Memo(ANSWERS_KEPT)

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue | None = None) -> "MetricsStore":
        """Open, create or migrate the store; StoreError in one line where that cannot be."""
        catalogue = catalogue or Catalogue.read(settings.data)
        return cls(Repository(open_engine(settings.database_url)), catalogue, settings.framework)

    def at(self, moment: Moment) -> "MetricsStore":
        """The same store as it speaks of a past moment; it stays open as long as this one.

        Held at an instant, it also declares what data/ declared then: definitions, frameworks,
        targets and rules; and progress is judged as of that day where no other is asked for.
        """
        if moment == NOW:
            return self._present
        past = copy(self._present)
        past.moment = moment
        if moment.held_at:
            kept = declared_at(self._repository, Instants.of(moment), self._memo)
            past.catalogue = kept or self.catalogue
        return past

    def remember(self, archive: Archive) -> bool:
        """Keep what data/ declares now, to be read again later; True when it is new."""
        return self._repository.remember(archive, example=self.catalogue.example is not None)

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
        example = self.catalogue.example is not None
        return record(engine, submission, observations, actions, self._admit, example=example)

    def preview(
        self,
        submission: Submission,
        observations: Iterable[Observation],
        actions: Iterable[Action] = (),
    ) -> Receipt:
        """What recording would do; nothing is kept."""
        engine = self._repository.engine
        example = self.catalogue.example is not None
        return preview(engine, submission, observations, actions, self._admit, example=example)

    def loaded_files(self, source: str) -> dict[str, str]:
        """Name and checksum of each file of a source's newest submission."""
        return self._repository.submitted(source).files

    def data_version(self) -> int:
        """A number that grows with every submission that changes something."""
        return self._repository.data_version(self._instants)

    def scorecard(self, framework: str, pillar: str | None = None) -> Scorecard:
        """The newest value of record of every indicator, by pillar; the context group last."""
        version = self.data_version()
        asked = scorecards.Asked(framework, pillar, self.moment, self._judged_on())
        return self._memo.answer(
            ("scorecard", version, asked),
            lambda: scorecards.scorecard(self._repository, self.catalogue, asked, version),
        )

    def series(
        self,
        indicator: str,
        place: str | None = None,
        disaggregation: str | None = None,
        frequency: str | None = None,
        framework: str | None = None,
    ) -> IndicatorSeries:
        """Every line held on an indicator, narrowed where asked, and its line of record."""
        narrowing = narrowed(self.catalogue, place, disaggregation, frequency)
        asked = Asked(self.data_version(), self.moment, self._judged_on(), framework)
        return self._memo.answer(
            ("series", indicator, narrowing, asked),
            lambda: self._series(indicator, narrowing, asked),
        )

    def lines(self, series_keys: Iterable[str], place: str | None = None) -> tuple[SeriesLine, ...]:
        """The lines of these series, each "<source>/<series>", in the order asked."""
        keys, narrowing = tuple(series_keys), narrowed(self.catalogue, place)
        pairs = [(self.catalogue.series_of(key).indicator, key) for key in keys]
        return self._memo.answer(
            ("lines", self.data_version(), keys, narrowing, self.moment),
            lambda: lines(self._repository, self.catalogue, pairs, narrowing, self._instants),
        )

    def observations(
        self, source: str | None = None, indicator: str | None = None, place: str | None = None
    ) -> Iterator[HeldObservation]:
        """Every revision held of the series declared, streamed; unknown names are refused."""
        held = self._repository.observations(
            self.catalogue.source(source).id if source else None,
            self.catalogue.indicator(indicator).id if indicator else None,
            self.catalogue.place(place).code if place else None,
            self._instants,
        )
        return (protect(one) for one in held if one.observation.series in self.catalogue.series)

    def standing(
        self, source: str | None = None, indicator: str | None = None, place: str | None = None
    ) -> Iterator[HeldObservation]:
        """The publishers' values that stand at this moment, line by line, streamed."""
        own = self.catalogue.source(source).id if source else None
        asked = [self.catalogue.indicator(indicator).id] if indicator else self.catalogue.indicators
        narrowing = narrowed(self.catalogue, place)
        pairs = [
            (one, key)
            for one in asked
            for key in self._repository.series_of(one)
            if own in (None, key.partition("/")[0])
        ]
        return standing(self._repository, self.catalogue, pairs, narrowing, self._instants)

    def undeclared(self) -> tuple[str, ...]:
        """The series of which values stand in the store, and which no source declares any more."""
        return tuple(
            one for one in self._repository.held_series() if one not in self.catalogue.series
        )

    def explain(self, indicator: str, period: str | None = None) -> Explanation:
        """Every rule that speaks of an indicator's value, with its arithmetic step by step.

        Of the newest value of record, or of that of a period as it was judged then.
        """
        asked = self.catalogue.indicator(indicator)
        unit = scorecards.unit_of(asked, self.catalogue)
        record = line_of_record(self._repository, self.catalogue, asked, self._instants)
        wanted = Period.parse(period) if period else None
        return self._told(explain(asked, unit, record, self._judged_on(), wanted))

    def _told(self, found: Explanation) -> Explanation:
        return scorecards.told(self._repository, self.catalogue, found, self._instants)

    def signals(self, framework: str, pillar: str | None = None) -> Mapping[str, Signal]:
        """By indicator, whether its newest value of record is more than chance would make."""
        version = self.data_version()
        return self._memo.answer(
            ("signals", version, self.moment, framework, pillar),
            lambda: self._signals(framework, pillar),
        )

    def _signals(self, framework: str, pillar: str | None) -> dict[str, Signal]:
        rows = [row for card in self.scorecard(framework, pillar).pillars for row in card.rows]
        return {
            row.indicator.id: self.explain(row.indicator.id).signal
            for row in rows
            if row.latest is not None
        }

    def trail(
        self,
        indicator: str,
        period: str,
        place: str | None = None,
        disaggregation: str | None = None,
        series: str | None = None,
    ) -> tuple[ProvenanceTrail, ...]:
        """The way back of each value held for a period, the value of record first."""
        wanted = Period.parse(period)
        held_lines = self.series(indicator, place, disaggregation).lines
        if series is not None:
            asked = self.catalogue.series_of(series)
            held_lines = tuple(one for one in held_lines if one.series == asked)
        found = trails_of(held_lines, wanted, self.catalogue)
        if found or series is not None:
            return found or not_held(wanted, held_lines)
        try:
            rolled = self.explain(indicator, wanted.code).rolled
        except UnknownError:  # told of the line of record alone: here every line is meant
            not_held(wanted, held_lines)
        return trails_of_parts(rolled, wanted, held_lines, self.catalogue)

    def actions(
        self, framework: str | None = None, pillar: str | None = None, source: str | None = None
    ) -> tuple[HeldAction, ...]:
        """The dated actions that stand, oldest first; those without a date at the end."""
        if framework is not None:
            self.catalogue.framework(framework)
        asked = self.catalogue.source(source).id if source else None
        held = [
            HeldAction(one.action, self.catalogue.sources[one.source], one.sha256, one.submission)
            for one in self._repository.actions(asked, self._instants)
            if one.source in self.catalogue.sources and _within(one.action, framework, pillar)
        ]
        return tuple(sorted(held, key=lambda one: (not one.action.on, one.action.on)))

    def sources(self) -> tuple[SourceSummary, ...]:
        """Each source of the catalogue, with what the store holds of it."""
        version = self.data_version()
        return self._memo.answer(("sources", version, self.moment), self._sources)

    def _sources(self) -> tuple[SourceSummary, ...]:
        return tuple(self._summary(source) for source in self.catalogue.sources)

    def _summary(self, source: str) -> SourceSummary:
        sent = self._repository.submitted(source, instants=self._instants)
        return SourceSummary(
            self.catalogue.sources[source],
            self._repository.count(source, self._instants),
            len(self._repository.actions(source, self._instants)),
            tuple(sorted(sent.files.items())),
            sent.recorded_at,
        )

    def _series(self, name: str, narrowing: Narrowing, asked: "Asked") -> IndicatorSeries:
        indicator = self.catalogue.indicator(name)
        pairs = [(indicator.id, key) for key in self._repository.series_of(indicator.id)]
        held = lines(self._repository, self.catalogue, pairs, narrowing, self._instants)
        record = line_of_record(self._repository, self.catalogue, indicator, self._instants)
        unit = scorecards.unit_of(indicator, self.catalogue)
        return IndicatorSeries(
            indicator=indicator,
            unit=unit,
            record=record,
            lines=with_record_first(held, record),
            explanation=self._told(explain(indicator, unit, record, asked.judged_on)),
            events=self.catalogue.framework(asked.framework or self._framework).events,
            data_version=asked.version,
        )

    @property
    def _instants(self) -> Instants:
        return Instants.of(self.moment)

    def _judged_on(self) -> date:
        """The day of which progress is judged: the reporting day, else that of the moment."""
        held = self.moment.held_at
        return self.moment.as_of or self.moment.known_at or (held.date() if held else self.today())

    def _admit(self, new: NewNames) -> None:
        admit(new, self.catalogue)


class Asked(NamedTuple):
    """When and within which framework a question is asked."""

    version: int
    moment: Moment
    judged_on: date
    framework: str | None = None


def _within(action: Action, framework: str | None, pillar: str | None) -> bool:
    return framework in (None, action.framework) and pillar in (None, action.pillar)
