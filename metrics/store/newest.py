"""The newest values of lines, found by seeks in the key: one statement for all of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from metrics.observations import HeldObservation
from metrics.periods import Frequency
from metrics.store import tables
from metrics.store.names import ReaderNames
from metrics.store.rows import Row
from metrics.store.seeks import Cell, Sight, ends, met_withdrawal, sought
from metrics.store.tables import FREQUENCIES, PUBLISHER

PARTS = (tables.indicator, tables.series, tables.place, tables.disaggregation)


class LineAsked(NamedTuple):
    """A line by its names; no frequency means that of its newest value."""

    indicator: str
    series: str
    place: str
    disaggregation: str = ""
    frequency: str | None = None


class Newest(NamedTuple):
    """The newest value of a line, and that of the period before."""

    latest: HeldObservation
    previous: HeldObservation | None


def newest_rows(
    connection: Connection, names: ReaderNames, asked: Sequence[LineAsked], sight: Sight
) -> dict[int, Row]:
    """The rows behind each line's newest values, by its number: latest, rank, previous, rank."""
    cells = list(_cells(names, asked))
    strict = sight.held_at is not None
    found = sought(connection, cells, sight, strict=strict)
    if not strict and (closed := {n for n, row in found if met_withdrawal(row)}):
        again = [(n, cell) for n, cell in cells if n in closed]
        found = [(n, row) for n, row in found if n not in closed]
        found += sought(connection, again, sight, strict=True)
    newest: dict[int, Row] = {}
    for n, row in found:
        if n not in newest or ends(newest[n]) < ends(row):
            newest[n] = row
    return newest


def _cells(names: ReaderNames, asked: Iterable[LineAsked]) -> Iterator[tuple[int, Cell]]:
    """Lines by their numbers, once for each frequency; none where the store knows no part."""
    indicators, series, places, breakdowns = (names.numbers[one.name].get for one in PARTS)
    for n, line in enumerate(asked):
        indicator, of = indicators(line.indicator), series(line.series)
        place, breakdown = places(line.place), breakdowns(line.disaggregation)
        if indicator is None or of is None or place is None or breakdown is None:
            continue
        wanted = FREQUENCIES[Frequency(line.frequency)] if line.frequency else None
        for frequency in names.measured.get((indicator, of), ()):
            if wanted in (None, frequency):
                yield n, Cell(indicator, of, PUBLISHER, place, breakdown, frequency)
