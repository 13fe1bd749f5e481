"""Periods that no document can have counted: begun or ended after the day it was published."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from ingest.columns import Topic, ValueColumn
from ingest.findings import Finding, Problem, Severity
from ingest.tables import Table
from metrics import Document, Observation, ObservationStatus, Period

LATEST = timedelta(days=366)  # from the day of a document to the beginning of a period
FORECAST = ObservationStatus.ESTIMATED  # no count: its column or its row says so
COUNTED = ("count", "percent", "rate", "days")  # kinds of units: what has happened, not a promise


def late_findings(
    columns: Collection[ValueColumn], origins: Collection[tuple[str, date]], table: Table
) -> Iterator[Finding]:
    """An error at the first value of each period that was not over when it was published.

    An amount of money may be for a term to come, and so may whatever its series declares; there
    a period long after its document is a warning. What is marked as estimated is a forecast.
    The periods are looked at first, each once, and the values only where one may be late.
    """
    if not origins:
        return
    first = min(day for _, day in origins)
    met = (one for column in columns for one in column.period.values() if isinstance(one, Period))
    if not any(period.end > first for period in met):
        return
    told: set[tuple[Period, str, bool]] = set()
    for topic in _topics(columns):
        counts = _counts(topic, table)
        for item in topic.seen.values():
            if item.period.end <= item.known.on or item.value is None or item.status is FORECAST:
                continue
            if item.location.file != table.file:
                continue
            problem = _problem(item, counts, table)
            about = (item.period, item.document, counts)
            if problem and about not in told:
                told.add(about)
                yield Finding.at(item.location, item.period.code, problem)


def _topics(columns: Iterable[ValueColumn]) -> Iterable[Topic]:
    every = chain.from_iterable(column.topic.values() for column in columns)
    return {id(one.seen): one for one in every if isinstance(one, Topic)}.values()


def _counts(topic: Topic, table: Table) -> bool:
    """Whether its values count what has happened: then none is known before its period is over."""
    series, unit = table.catalogue.series_of(topic.series), table.catalogue.unit_of(topic.series)
    return unit.kind in COUNTED and not series.for_a_term


def _problem(item: Observation, counts: bool, table: Table) -> Problem | None:
    document = table.source.documents[item.document]
    if not counts:
        return _late(item.period, document) if _is_late(item.period, document) else None
    if item.period.start > item.known.on:
        return _unbegun(item)
    undated = table.catalogue.series_of(item.series).undated  # the period is the document's own
    return None if undated else _unended(item)


def _is_late(period: Period, document: Document) -> bool:
    return period.start - document.known_on > LATEST


def _late(period: Period, document: Document) -> Problem:
    return Problem.of(
        "late",
        f"The period {period.code} begins more than a year after its document "
        f"'{document.id}' ({document.known_on}): check the year.",
        f"La période {period.code} commence plus d'un an après son document "
        f"« {document.id} » ({document.known_on}) : vérifiez l'année.",
        Severity.WARNING,
    )


def _unbegun(item: Observation) -> Problem:
    period, day = item.period, item.known.on
    return Problem.of(
        "future",
        f"The period {period.code} begins after the day on which '{item.document}' was published "
        f"({day}): check the year. If it was announced for a term to come, its series says so with "
        "`for_a_term = true`.",
        f"La période {period.code} commence après le jour de publication de « {item.document} » "
        f"({day}) : vérifiez l'année. Si la valeur a été annoncée pour une durée à venir, sa série "
        "le dit par `for_a_term = true`.",
    )


def _unended(item: Observation) -> Problem:
    period, day = item.period, item.known.on
    return Problem.of(
        "future",
        f"The period {period.code} was not over on the day on which '{item.document}' was "
        f"published ({day}): check the year, or write the days that the value covers. If it was "
        "announced for a term, its series says so with `for_a_term = true`.",
        f"La période {period.code} n'était pas terminée le jour de publication de "
        f"« {item.document} » ({day}) : vérifiez l'année, ou écrivez les jours que vise la valeur. "
        "Si elle a été annoncée pour une durée, sa série le dit par `for_a_term = true`.",
    )
