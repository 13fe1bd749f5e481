"""The lines of an indicator: the values that stand, cut where they may not be joined."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from metrics import comparability
from metrics.catalogue import Catalogue
from metrics.definitions import Indicator
from metrics.dimensions import Disaggregation
from metrics.disclosure import protect
from metrics.observations import HeldObservation
from metrics.results import SeriesLine
from metrics.store.lines import HeldLine
from metrics.store.repository import Repository
from metrics.store.seeks import Instants


class Narrowing(NamedTuple):
    """Which lines are wanted; None stands for all."""

    place: str | None = None
    disaggregation: str | None = None
    frequency: str | None = None


def lines(
    repository: Repository,
    catalogue: Catalogue,
    pairs: Iterable[tuple[str, str]],
    narrowing: Narrowing,
    instants: Instants,
) -> tuple[SeriesLine, ...]:
    """The publisher's lines of these pairs of indicator and series."""
    declared = [pair for pair in pairs if pair[1] in catalogue.series]
    held = repository.lines(declared, *narrowing, instants)
    return tuple(_line(one, catalogue) for one in held)


def standing(
    repository: Repository,
    catalogue: Catalogue,
    pairs: Iterable[tuple[str, str]],
    narrowing: Narrowing,
    instants: Instants,
) -> Iterator[HeldObservation]:
    """The values that stand of these pairs, one pair read at a time."""
    for pair in pairs:
        for line in lines(repository, catalogue, [pair], narrowing, instants):
            yield from line.values


def line_of_record(
    repository: Repository, catalogue: Catalogue, indicator: Indicator, instants: Instants
) -> SeriesLine | None:
    """The line that speaks for an indicator; of several frequencies the one that ends last."""
    record = indicator.record
    if record is None:
        return None
    breakdown = Disaggregation.parse(record.disaggregation).code
    narrowing = Narrowing(record.place, breakdown, record.frequency)
    found = lines(repository, catalogue, [(indicator.id, record.series)], narrowing, instants)
    return max(found, key=_ends, default=None)


def with_record_first(
    held: tuple[SeriesLine, ...], record: SeriesLine | None
) -> tuple[SeriesLine, ...]:
    """The lines as they come, but that of record before its neighbours."""
    if record is None:
        return held
    return tuple(sorted(held, key=lambda line: cell_of(line) != cell_of(record)))


def cell_of(line: SeriesLine) -> tuple[str, str, str, str, str]:
    """What tells one line from every other."""
    return line.source.id, line.series.id, line.place, line.disaggregation, line.frequency


def _line(held: HeldLine, catalogue: Catalogue) -> SeriesLine:
    series = catalogue.series[held.series]
    pieces = comparability.segments(held.values, series.breaks)
    segments = tuple(tuple(protect(one) for one in piece) for piece in pieces)
    return SeriesLine(
        series=series,
        source=catalogue.sources[held.series.partition("/")[0]],
        unit=catalogue.unit_of(held.series),
        place=held.place,
        disaggregation=held.disaggregation,
        frequency=held.frequency,
        values=tuple(one for piece in segments for one in piece),
        segments=segments,
        earlier=_earlier(held, corrected=False),
        corrected=_earlier(held, corrected=True),
    )


def _earlier(held: HeldLine, *, corrected: bool) -> dict[str, tuple[HeldObservation, ...]]:
    """What was held before, by period: what was published, or what was misread and corrected.

    A document says one thing: a second reading of it corrects the first.
    """
    standing = {one.observation.period.code: one for one in held.values}
    found = {
        period: tuple(
            protect(one)
            for one, later in zip(revisions, _after(revisions, standing[period]), strict=True)
            if corrected == (one.observation.document in later)
        )
        for period, revisions in held.earlier.items()
    }
    return {period: revisions for period, revisions in found.items() if revisions}


def _after(revisions: tuple[HeldObservation, ...], standing: HeldObservation) -> list[set[str]]:
    """For each revision the documents of those that came after it."""
    documents = [one.observation.document for one in (*revisions, standing)]
    return [set(documents[n + 1 :]) for n in range(len(revisions))]


def _ends(line: SeriesLine) -> tuple[date, int]:
    period = line.values[-1].observation.period
    return period.end, period.days
