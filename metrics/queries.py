"""MetricsStore: the one way in for figures, and the one way out.

Every reader takes the same path: repository, comparability, disclosure, progress.
"""

from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date, datetime
from typing import Any

from metrics import scorecards
from metrics.admission import narrowed
from metrics.amendments import Amendment
from metrics.anchors import anchor_file
from metrics.auditing import AuditLog
from metrics.catalogue import Catalogue
from metrics.choosing import Choosing
from metrics.clock import now
from metrics.errors import UnknownError
from metrics.frameworks import Event
from metrics.holdings import held_actions, summaries
from metrics.indicator_series import Asked, events, explained, indicator_series
from metrics.memo import Memo
from metrics.moments import NOW, Moment
from metrics.past import amended, declared_at
from metrics.periods import Period
from metrics.progress import Progress
from metrics.release_trails import told_by_release
from metrics.restatements import Restating
from metrics.results import (
    Explanation,
    HeldAction,
    IndicatorSeries,
    ProvenanceTrail,
    Scorecard,
    SeriesLine,
    SourceSummary,
)
from metrics.rounding_keys import no_key, rounding_key, rounding_key_file
from metrics.scopes import APPROVED, PUBLIC, Scope
from metrics.series_lines import lines_with_totals, records
from metrics.settings import Settings
from metrics.sights import Consented
from metrics.signals import Signal
from metrics.store.engine import open_engine
from metrics.store.repository import Repository
from metrics.store.seeks import Sight
from metrics.streaming import Streaming
from metrics.telling import Gave, nobody_asks, tell, tell_scorecard
from metrics.trails import not_held, trails_of, trails_of_parts

ANSWERS_KEPT = 256


class MetricsStore(Streaming):
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
        self.now: Callable[[], datetime] = now  # the minute up to which releases have come out
        self.audit = AuditLog(repository)
        self._repository = repository
        self._framework = framework
        self._key: Callable[[], bytes] = no_key
        self.moment, self.scope = NOW, PUBLIC
        self.gave: Gave = nobody_asks
        self._present = self
        self._memo, self._consented = Memo(ANSWERS_KEPT), Consented()
        self.when_erased(self._memo.forget)

    @classmethod
    def open(
        cls, settings: Settings, catalogue: Catalogue | None = None, *, make: bool = True,
        read_url: str = "",  # of a server that follows the store's own, for those who only read
    ) -> "MetricsStore":  # fmt: skip
        """Open, create (where asked) or migrate the store; StoreError where that cannot be."""
        catalogue = catalogue or Catalogue.read(settings.data)
        engine = open_engine(
            settings.database_url, make=make, read_url=read_url, seconds=settings.statement_seconds
        )
        repository = Repository(engine)
        opened = cls(repository, catalogue, settings.framework)
        opened.audit = AuditLog(repository, anchor_file(settings))
        makes = settings.env != "production"
        opened._key = lambda: rounding_key(rounding_key_file(settings), make=makes)
        if not make:
            repository.refuse_mixing(example=catalogue.example is not None)
        return opened

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
            kept = declared_at(self._repository, past._sight, self._memo)
            past.catalogue = kept or self.catalogue
        return past

    def seen_by(self, scope: Scope) -> "MetricsStore":
        """The same store as a reader of this scope sees it, at the same moment.

        A store opened without more is public: what nobody granted is not there.
        """
        if scope == self.scope:
            return self
        seen = copy(self._present)
        seen.scope, seen._present = scope, seen
        return seen.at(self.moment)

    def events(self, framework: str) -> tuple[Event, ...]:
        """The dated events of a framework, those that the office has noted included."""
        return events(self._repository, self.catalogue, framework, self._fresh_sight)

    def loaded_files(self, source: str) -> dict[str, str]:
        """Name and checksum of each file of a source's newest submission."""
        return self._repository.submitted(source).files

    def scorecard(self, framework: str, pillar: str | None = None) -> Scorecard:
        """The newest value of record of every indicator, by pillar; the context group last."""
        version = self.data_version()
        asked = scorecards.Asked(framework, pillar, self.moment, self._sight, self._judged_on())
        found = self._memo.answer(
            ("scorecard", version, asked),
            lambda: scorecards.scorecard(self._repository, self.catalogue, asked, version),
        )
        tell_scorecard(found, self.gave, self._today)
        return found

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
        version, framework = self.data_version(), framework or self._framework
        asked = Asked(version, self._sight, self._judged_on(), framework)
        found = self._memo.answer(
            ("series", indicator, narrowing, asked),
            lambda: indicator_series(self._repository, self.catalogue, indicator, narrowing, asked),
        )
        tell(found.lines, self.gave, self._today)
        return found

    def lines(
        self, series_keys: Iterable[str], place: str | None = None, *, partners: bool = True
    ) -> tuple[SeriesLine, ...]:
        """The lines of these series, each "<source>/<series>", in the order asked.

        Without `partners`: those of publishers and the totals over partners alone.
        """
        keys, narrowing = tuple(series_keys), narrowed(self.catalogue, place)
        pairs = [(self.catalogue.series_of(key).indicator, key) for key in keys]
        version, sight = self.data_version(), self._sight
        found = self._memo.answer(
            ("lines", version, keys, narrowing, sight),
            lambda: lines_with_totals(self._repository, self.catalogue, pairs, narrowing, sight),
        )
        found = found if partners else tuple(one for one in found if not one.organization)
        tell(found, self.gave, self._today)
        return found

    @property
    def choosing(self) -> Choosing:
        """All values that stand and that this store's reader sees, to be chosen from by pages."""
        return Choosing(*self._asking())

    @property
    def restating(self) -> Restating:
        """What of it was restated, and when each series was published."""
        return Restating(*self._asking())

    def _asking(self) -> tuple[Any, ...]:
        version = self.data_version()
        return (self._repository, self.catalogue, self._sight, version, self._memo, self.gave,
                self._today)  # fmt: skip

    def records(self, indicators: Iterable[str]) -> dict[str, SeriesLine]:
        """The line that speaks for each of these indicators, where one has values."""
        asked, version, sight = tuple(indicators), self.data_version(), self._sight
        found = self._memo.answer(
            ("records", version, asked, sight),
            lambda: records(self._repository, self.catalogue, asked, sight),
        )
        tell(found.values(), self.gave, self._today)
        return found

    def undeclared(self) -> tuple[str, ...]:
        """The series of which values stand in the store, and which no source declares any more."""
        held = self._repository.held_series(self._present._fresh_sight)
        return tuple(one for one in held if one not in self.catalogue.series)

    def explain(self, indicator: str, period: str | None = None) -> Explanation:
        """Every rule that speaks of an indicator's value, with its arithmetic step by step.

        Of the newest value of record, or of that of a period as it was judged then.
        """
        found = explained(
            self._repository, self.catalogue, indicator, period, self._fresh_sight,
            self._judged_on(),
        )  # fmt: skip
        tell(filter(None, [found.line]), self.gave, self._today)
        return found

    def signals(self, framework: str, pillar: str | None = None) -> Mapping[str, Signal]:
        """By indicator, whether its newest value of record is more than chance would make."""
        version = self.data_version()
        return self._memo.answer(
            ("signals", version, self._sight, framework, pillar),
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
            self.catalogue.series_of(series)  # UnknownError for a name that nothing declares
            held_lines = tuple(one for one in held_lines if one.key == series)
        found = trails_of(held_lines, wanted, self.catalogue)
        if found or series is not None:
            return told_by_release(found, self.releases) or not_held(wanted, held_lines)
        try:
            rolled = self.explain(indicator, wanted.code).rolled
        except UnknownError:  # told of the line of record alone: here every line is meant
            not_held(wanted, held_lines)
        parts = trails_of_parts(rolled, wanted, held_lines, self.catalogue)
        return told_by_release(parts, self.releases)

    def amendments(self, indicator: str) -> tuple[Amendment, ...]:
        """How an indicator was described before, as far as this store has kept it."""
        return amended(self._repository, self._fresh_sight, self.catalogue.indicator(indicator).id)

    def actions(
        self, framework: str | None = None, pillar: str | None = None, source: str | None = None
    ) -> tuple[HeldAction, ...]:
        """The dated actions that stand, oldest first; those without a date at the end."""
        asked = framework, pillar, source
        return held_actions(self._repository, self.catalogue, self._fresh_sight, *asked)

    def sources(self) -> tuple[SourceSummary, ...]:
        """Each source of the catalogue, with what the store holds of it."""
        version, sight = self.data_version(), self._sight
        return self._memo.answer(
            ("sources", version, sight),
            lambda: summaries(self._repository, self.catalogue, sight),
        )

    def _approved(self) -> Sight:
        return self._present.seen_by(APPROVED)._fresh_sight

    def _progress_in(
        self, repository: Repository, indicators: Iterable[str]
    ) -> dict[str, Progress]:
        asked = copy(self)
        asked._repository, asked._memo = repository, Memo(ANSWERS_KEPT)
        return {one: asked.explain(one).assessment.progress for one in indicators}

    @property
    def _declared_now(self) -> Catalogue:
        return self._present.catalogue
