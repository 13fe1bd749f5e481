"""The scorecard of a framework: each indicator's newest value of record, pillar by pillar."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from metrics import comparability, progress
from metrics.catalogue import KINDS, Catalogue
from metrics.definitions import Break, Indicator, Unit
from metrics.dimensions import Disaggregation
from metrics.disclosure import protect
from metrics.errors import UnknownError
from metrics.frameworks import Framework, Pillar
from metrics.moments import Moment
from metrics.observations import HeldObservation
from metrics.results import Explanation, PillarScorecard, Scorecard, ScorecardRow
from metrics.series_lines import line_of_record, total_of
from metrics.store.newest import LineAsked, Newest
from metrics.store.repository import Repository
from metrics.store.seeks import Sight


class Asked(NamedTuple):
    """Which scorecard is asked for: of which moment, by whom, and judged of which day."""

    framework: str
    pillar: str | None
    moment: Moment
    sight: Sight
    judged_on: date


def scorecard(
    repository: Repository, catalogue: Catalogue, asked: Asked, version: int
) -> Scorecard:
    """Ask for every indicator listed on the reporting day at once; the context group comes last.

    One statement finds the newest values; the whole line is read only where a target is judged.
    """
    framework = catalogue.framework(asked.framework)
    pillars = _pillars(framework, asked.pillar)
    listed = {one.id: one.listed(asked.moment.as_of) for one in pillars}
    names = dict.fromkeys(name for every in listed.values() for name in every)
    indicators = [catalogue.indicators[name] for name in names]
    sight = asked.sight
    newest = _newest(repository, indicators, sight)
    totals = {one.id for one in indicators if total_of(one, catalogue, sight)}
    values = {
        one.id: _values(repository, catalogue, one, sight)
        for one in indicators
        if progress.needs_line(one) or one.id in totals
    }
    newest |= {name: _ends(values[name]) for name in totals}
    rows = {
        one.id: _row(one, newest.get(one.id), values.get(one.id), catalogue, asked)
        for one in indicators
    }
    for one in indicators:
        if not newest.get(one.id) and holds_related(repository, catalogue, one, sight):
            rows[one.id] = _unrecorded(rows[one.id])
    cards = (PillarScorecard(one, tuple(rows[name] for name in listed[one.id])) for one in pillars)
    return Scorecard(framework, tuple(cards), asked.moment, version)


def _unrecorded(row: ScorecardRow) -> ScorecardRow:
    return replace(row, assessment=progress.unrecorded(row.assessment))


def holds_related(
    repository: Repository, catalogue: Catalogue, indicator: Indicator, sight: Sight
) -> bool:
    """Whether any declared series of an indicator holds values, be it not its record."""
    return repository.holds_line(indicator.id, catalogue.series, sight)


def told(
    repository: Repository, catalogue: Catalogue, found: Explanation, sight: Sight
) -> Explanation:
    """The same; where no line stands for the indicator but others are held, that is said."""
    if found.line or not holds_related(repository, catalogue, found.indicator, sight):
        return found
    return replace(found, assessment=progress.unrecorded(found.assessment))


def _newest(
    repository: Repository, indicators: Iterable[Indicator], sight: Sight
) -> dict[str, Newest | None]:
    asked = {one.id: line for one in indicators if (line := _line_of_record(one))}
    return dict(zip(asked, repository.newest(list(asked.values()), sight), strict=True))


def _ends(values: tuple[HeldObservation, ...]) -> Newest | None:
    """The newest of a line and the one before it."""
    return Newest(values[-1], values[-2] if values[1:] else None) if values else None


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


def _values(
    repository: Repository, catalogue: Catalogue, indicator: Indicator, sight: Sight
) -> tuple[HeldObservation, ...]:
    line = line_of_record(repository, catalogue, indicator, sight)
    return line.values if line else ()


def _row(
    indicator: Indicator,
    newest: Newest | None,
    values: tuple[HeldObservation, ...] | None,
    catalogue: Catalogue,
    asked: Asked,
) -> ScorecardRow:
    """The newest value and the one before; `values` are the whole line where that is judged."""
    scope, as_of = asked.sight.scope, asked.judged_on
    unit, breaks = unit_of(indicator, catalogue), _breaks(indicator, catalogue)
    if newest is None:
        return ScorecardRow(
            indicator, unit, None, None, progress.assess(indicator, values or (), breaks, as_of)
        )
    latest, previous = newest
    if previous and not comparability.comparable(previous, latest, breaks):
        previous = None
    shown, before = protect(latest, scope), protect(previous, scope) if previous else None
    judged = (shown,) if values is None else values
    assessment = progress.assess(indicator, judged, breaks, as_of)
    return ScorecardRow(indicator, unit, shown, before, assessment)


def _breaks(indicator: Indicator, catalogue: Catalogue) -> tuple[Break, ...]:
    record = indicator.record
    return catalogue.series_of(record.series).at(record.place).breaks if record else ()
