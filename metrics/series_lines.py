"""The lines of an indicator: the values that stand, cut where they may not be joined."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeAlias

from metrics import comparability
from metrics.annotation_values import Annotation, AnnotationKind
from metrics.catalogue import Catalogue
from metrics.definitions import Indicator, Series
from metrics.dimensions import Disaggregation
from metrics.disclosure import protect
from metrics.languages import Text
from metrics.observations import HeldObservation, ObservationStatus
from metrics.partner_totals import Asked, Whole, total_line, whole_of
from metrics.results import SeriesLine
from metrics.scopes import Scope
from metrics.store.lines import HeldLine
from metrics.store.repository import Repository
from metrics.store.seeks import Sight

Notes: TypeAlias = dict[tuple[str, str, str], list[Annotation]]


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
    sight: Sight,
) -> tuple[SeriesLine, ...]:
    """The lines of these pairs of indicator and series that are seen."""
    declared = [pair for pair in pairs if pair[1] in catalogue.series]
    held = repository.lines(declared, sight, *narrowing)
    notes = _by_line(repository, sight)
    return tuple(_noted(seen_line(one, catalogue, sight.scope), notes) for one in held)


def lines_with_totals(
    repository: Repository,
    catalogue: Catalogue,
    pairs: Iterable[tuple[str, str]],
    narrowing: Narrowing,
    sight: Sight,
) -> tuple[SeriesLine, ...]:
    """The same; before the lines of partners the line of record that is made of them."""
    asked = tuple(pairs)
    totals = [one for one in asked if _speaks(one, catalogue) and _has_total(one, catalogue, sight)]
    if not totals:
        return lines(repository, catalogue, asked, narrowing, sight)
    found: list[SeriesLine] = []
    for pair in asked:
        held = lines(repository, catalogue, [pair], narrowing, sight)
        if pair in totals:
            indicator = catalogue.indicators[pair[0]]
            record = line_of_record(repository, catalogue, indicator, sight)
            held = with_record_first(held, record, narrowing)
        found += held
    return tuple(found)


def totals_of(
    repository: Repository, catalogue: Catalogue, pairs: Iterable[tuple[str, str]], sight: Sight
) -> list[SeriesLine]:
    """Of these pairs of indicator and series the lines of record that are totals over partners."""
    indicators = [
        catalogue.indicators[one[0]]
        for one in pairs
        if _speaks(one, catalogue) and _has_total(one, catalogue, sight)
    ]
    found = (line_of_record(repository, catalogue, one, sight) for one in indicators)
    return [one for one in found if one and one.is_total]


def _speaks(pair: tuple[str, str], catalogue: Catalogue) -> bool:
    """Whether the record of an indicator lies in this series."""
    record = catalogue.indicators[pair[0]].record
    return record is not None and record.series == pair[1]


def _has_total(pair: tuple[str, str], catalogue: Catalogue, sight: Sight) -> bool:
    return total_of(catalogue.indicators[pair[0]], catalogue, sight) is not None


def standing(
    repository: Repository,
    catalogue: Catalogue,
    indicators: Iterable[str],
    source: str | None,
    narrowing: Narrowing,
    sight: Sight,
) -> Iterator[HeldObservation]:
    """The values that stand of these indicators and of one source or all, a series at a time."""
    for indicator in indicators:
        for key in repository.series_of(indicator, sight):
            if source in (None, key.partition("/")[0]):
                for line in lines(repository, catalogue, [(indicator, key)], narrowing, sight):
                    yield from line.values


def line_of_record(
    repository: Repository, catalogue: Catalogue, indicator: Indicator, sight: Sight
) -> SeriesLine | None:
    """The publisher's line that speaks for an indicator; of several frequencies, what ends last."""
    record = indicator.record
    if record is None:
        return None
    if whole := total_of(indicator, catalogue, sight):
        return _total_line(repository, catalogue, whole, sight)
    breakdown = Disaggregation.parse(record.disaggregation).code
    narrowing = Narrowing(record.place, breakdown, record.frequency)
    pairs = [(indicator.id, record.series)]
    found = lines(repository, catalogue, pairs, narrowing, sight.of_publishers)
    return max(found, key=_ends, default=None)


def records(
    repository: Repository, catalogue: Catalogue, indicators: Iterable[str], sight: Sight
) -> dict[str, SeriesLine]:
    """The line of record of each of these indicators that has one with values."""
    found = {
        one: line_of_record(repository, catalogue, catalogue.indicator(one), sight)
        for one in indicators
    }
    return {one: line for one, line in found.items() if line}


def total_of(indicator: Indicator, catalogue: Catalogue, sight: Sight) -> Whole | None:
    """What an indicator is made of, where partners' figures speak for it and all are seen."""
    return whole_of(indicator, catalogue) if sight.scope.organizations is None else None


def _total_line(
    repository: Repository, catalogue: Catalogue, whole: Whole, sight: Sight
) -> SeriesLine | None:
    pairs = [(whole.indicator.id, whole.series)]
    held = lines(repository, catalogue, pairs, Narrowing(), sight)
    decisions = repository.decided(sight.held_at)
    asked = Asked.of(whole.form, catalogue, decisions, sight.today)
    found = total_line(whole, catalogue, held, asked)
    return _noted(found, _by_line(repository, sight)) if found else None


def _by_line(repository: Repository, sight: Sight) -> Notes:
    """The notes at values, by the line on which they lie."""
    found: Notes = {}
    for one in repository.annotations(sight):
        if one.about.kind is AnnotationKind.VALUE:
            found.setdefault(one.about.line, []).append(one)
    return found


def _noted(line: SeriesLine, notes: Notes) -> SeriesLine:
    """The line with its notes: no partner's own values have any, and none that is hidden."""
    own = notes.get((line.key, line.place, line.disaggregation))
    if not own or line.organization:
        return line
    segments = tuple(tuple(_annotated(one, own) for one in piece) for piece in line.segments)
    values = tuple(one for piece in segments for one in piece)
    return replace(line, values=values, segments=segments)


def _annotated(held: HeldObservation, notes: Iterable[Annotation]) -> HeldObservation:
    if held.observation.status is ObservationStatus.SUPPRESSED:
        return held
    own = tuple(one for one in notes if one.about.period == held.observation.period)
    return held._replace(annotations=own) if own else held


def with_record_first(
    held: tuple[SeriesLine, ...], record: SeriesLine | None, narrowing: Narrowing
) -> tuple[SeriesLine, ...]:
    """The lines as they come, but that of record before its neighbours.

    A total is no line that is held: it is added where it is among what was asked for.
    """
    if record is None:
        return held
    cell = record.place, record.disaggregation, record.frequency
    asked = all(one in (None, own) for one, own in zip(narrowing, cell, strict=True))
    total = (record,) if record.is_total and asked else ()
    return (*total, *sorted(held, key=lambda line: cell_of(line) != cell_of(record)))


def cell_of(line: SeriesLine) -> tuple[str, ...]:
    """What tells one line from every other."""
    cell = line.source.id, line.series.id, line.place, line.disaggregation, line.frequency
    return *cell, line.organization


def seen_line(held: HeldLine, catalogue: Catalogue, scope: Scope) -> SeriesLine:
    """A line as its reader sees it: cut where its values may not be joined, and protected."""
    series = _as_sent_by(held.organization, catalogue.series[held.series].at(held.place), catalogue)
    if is_released(held, catalogue) and scope.sees_partners:
        series = _as_released(series)
    pieces = comparability.segments(held.values, series.breaks)
    segments = tuple(tuple(protect(one, scope) for one in piece) for piece in pieces)
    return SeriesLine(
        series=series,
        source=catalogue.sources[held.series.partition("/")[0]],
        unit=catalogue.unit_of(held.series),
        place=held.place,
        disaggregation=held.disaggregation,
        frequency=held.frequency,
        values=tuple(one for piece in segments for one in piece),
        segments=segments,
        earlier=_earlier(held, catalogue, scope, corrected=False),
        corrected=_earlier(held, catalogue, scope, corrected=True),
        organization=held.organization,
    )


def _as_sent_by(organization: str, series: Series, catalogue: Catalogue) -> Series:
    """A series by the name of whoever has sent the values: they are nobody else's publication."""
    if not organization:
        return series
    partner = catalogue.partners.get(organization)
    sender = partner.title if partner else Text(organization, organization)
    title = Text(
        f"{series.title.en} (sent by {sender.en}, not released)",
        f"{series.title.fr} (envoi de {sender.fr}, non diffusé)",
    )
    return series.model_copy(update={"title": title, "publisher": sender})


def is_released(held: HeldLine, catalogue: Catalogue) -> bool:
    """Whether its values are what was released of partners' figures."""
    source = catalogue.sources[held.series.partition("/")[0]]
    return not held.organization and source.returns is not None


def _as_released(series: Series) -> Series:
    """A series beside the figures that it is released of."""
    title = Text(f"{series.title.en} (released)", f"{series.title.fr} (diffusé)")
    return series.model_copy(update={"title": title})


def _earlier(
    held: HeldLine, catalogue: Catalogue, scope: Scope, *, corrected: bool
) -> dict[str, tuple[HeldObservation, ...]]:
    """What was held before, by period: what was published, or what was misread and corrected.

    A document says one thing: a second reading of it corrects the first. An organization that
    sends another figure restates it, and so does a release.
    """
    restates = bool(held.organization) or is_released(held, catalogue)
    standing = {one.observation.period.code: one for one in held.values}
    found = {
        period: tuple(
            protect(one, scope)
            for one, later in zip(revisions, _after(revisions, standing[period]), strict=True)
            if corrected == (one.observation.document in later and not restates)
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
