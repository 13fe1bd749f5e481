"""The scorecard of a framework: each indicator's newest value of record, pillar by pillar."""

from datetime import date

from metrics import comparability, progress
from metrics.catalogue import KINDS, Catalogue
from metrics.definitions import Framework, Indicator, Pillar, Unit
from metrics.dimensions import Disaggregation
from metrics.disclosure import protect
from metrics.errors import UnknownError
from metrics.results import PillarScorecard, Scorecard, ScorecardRow
from metrics.store.repository import LineAsked, Newest, Repository
from metrics.store.seeks import Instants


def scorecard(
    repository: Repository,
    catalogue: Catalogue,
    asked: tuple[str, str | None, date | None],
    version: int,
) -> Scorecard:
    """Ask for every indicator at once; the context group comes last."""
    framework_id, pillar, known_at = asked
    framework = catalogue.framework(framework_id)
    pillars = _pillars(framework, pillar)
    names = dict.fromkeys(name for one in pillars for name in one.indicators)
    indicators = [catalogue.indicators[name] for name in names]
    lines = {one.id: line for one in indicators if (line := _line_of_record(one))}
    found = repository.newest(list(lines.values()), Instants(known_at))
    newest = dict(zip(lines, found, strict=True))
    rows = {one.id: _row(one, newest.get(one.id), catalogue) for one in indicators}
    cards = (PillarScorecard(one, tuple(rows[name] for name in one.indicators)) for one in pillars)
    return Scorecard(framework, tuple(cards), known_at, version)


def unit_of(indicator: Indicator, catalogue: Catalogue) -> Unit:
    """The unit in which the indicator's series of record is stated."""
    if indicator.record:
        return catalogue.unit_of(indicator.record.series)
    return catalogue.units[indicator.unit]


def _pillars(framework: Framework, pillar: str | None) -> list[Pillar]:
    ordered = sorted(framework.pillars, key=lambda one: one.context)
    if pillar is None:
        return ordered
    chosen = [one for one in ordered if one.id == pillar]
    if not chosen:
        raise UnknownError(KINDS["pillar"], pillar, [one.id for one in ordered])
    return chosen


def _line_of_record(indicator: Indicator) -> LineAsked | None:
    record = indicator.record
    if record is None:
        return None
    breakdown = Disaggregation.parse(record.disaggregation).code
    return LineAsked(indicator.id, record.series, record.place, breakdown, record.frequency)


def _row(indicator: Indicator, newest: Newest | None, catalogue: Catalogue) -> ScorecardRow:
    unit = unit_of(indicator, catalogue)
    if newest is None:
        return ScorecardRow(indicator, unit, None, None, progress.assess(indicator, None))
    latest, previous = newest
    breaks = catalogue.series_of(latest.observation.series).breaks
    if previous and not comparability.comparable(previous, latest, breaks):
        previous = None
    shown, before = protect(latest), protect(previous) if previous else None
    return ScorecardRow(indicator, unit, shown, before, progress.assess(indicator, shown))
