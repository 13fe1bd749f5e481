"""Everything that is held and said of one indicator: its lines, and the account of its value."""

from datetime import date
from typing import NamedTuple

from metrics.annotation_values import Annotation, AnnotationKind
from metrics.catalogue import Catalogue
from metrics.explanations import explain
from metrics.frameworks import Event, NotedEvent
from metrics.periods import Period
from metrics.results import Explanation, IndicatorSeries
from metrics.scorecards import told, unit_of
from metrics.series_lines import Narrowing, line_of_record, lines, with_record_first
from metrics.store.repository import Repository
from metrics.store.seeks import Sight


class Asked(NamedTuple):
    """When, by whom and within which framework a question is asked."""

    version: int
    sight: Sight
    judged_on: date
    framework: str


def indicator_series(
    repository: Repository, catalogue: Catalogue, name: str, narrowing: Narrowing, asked: Asked
) -> IndicatorSeries:
    """Every line held on an indicator, its line of record first, and what is said of that."""
    indicator, sight = catalogue.indicator(name), asked.sight
    pairs = [(indicator.id, key) for key in repository.series_of(indicator.id, sight)]
    held = lines(repository, catalogue, pairs, narrowing, sight)
    record = line_of_record(repository, catalogue, indicator, sight)
    unit = unit_of(indicator, catalogue)
    account = explain(indicator, unit, record, asked.judged_on)
    return IndicatorSeries(
        indicator=indicator,
        unit=unit,
        record=record,
        lines=with_record_first(held, record, narrowing),
        explanation=told(repository, catalogue, account, sight),
        events=events(repository, catalogue, asked.framework, sight),
        data_version=asked.version,
    )


def explained(
    repository: Repository,
    catalogue: Catalogue,
    name: str,
    period: str | None,
    sight: Sight,
    judged_on: date,
) -> Explanation:
    """Of the newest value of record, or of that of a period as it was judged then."""
    indicator = catalogue.indicator(name)
    record = line_of_record(repository, catalogue, indicator, sight)
    wanted = Period.parse(period) if period else None
    account = explain(indicator, unit_of(indicator, catalogue), record, judged_on, wanted)
    return told(repository, catalogue, account, sight)


def events(
    repository: Repository, catalogue: Catalogue, framework: str, sight: Sight
) -> tuple[Event, ...]:
    """What is declared of a framework, then what the office has noted of its pillars."""
    found = catalogue.framework(framework)
    own = (
        _event(one) for one in repository.annotations(sight)
        if one.about.kind is AnnotationKind.EVENT and one.about.framework == found.id
    )  # fmt: skip
    return (*found.events, *own)


def _event(one: Annotation) -> Event:
    about = one.about
    return NotedEvent(
        id=f"noted-{one.code}".lower(), on=about.period.start, title=one.said.text,
        pillar=about.pillar, source="", period=about.period, noted_on=one.at.date(),
    )  # fmt: skip
