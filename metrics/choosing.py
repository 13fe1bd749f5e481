"""Choosing among all values that stand: how many fit, a page of them, or all in a stream."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from metrics.catalogue import Catalogue
from metrics.dimensions import Disaggregation
from metrics.memo import Memo
from metrics.observations import HeldObservation, ObservationStatus
from metrics.results import SeriesLine
from metrics.series_lines import seen_line
from metrics.store.choosing import (
    LineCodes,
    LineCount,
    Narrowed,
    codes_of,
    doubtful_lines,
    line_counts,
    lines_of,
)
from metrics.store.repository import Repository
from metrics.store.seeks import Cell, Sight
from metrics.telling import Gave, Today, telling

WHOLE = "total"  # how values are asked for that are not broken down


class Choice(NamedTuple):
    """Which values are wanted; None stands for all of them.

    `dimension` is one by which they are broken down, or "total". `first` and `last` are days: the
    periods of the values touch the time between them.
    """

    indicator: str | None = None
    series: str | None = None  # "<source>/<series>"
    source: str | None = None
    place: str | None = None
    dimension: str | None = None
    first: date | None = None
    last: date | None = None
    status: ObservationStatus | None = None


class Chosen(NamedTuple):
    """A value and the line that it stands on."""

    line: SeriesLine
    held: HeldObservation


class Fitting(NamedTuple):
    """The lines that hold what is wanted, in the order of their codes, and how many values."""

    lines: tuple[LineCount, ...]
    values: int


@dataclass(frozen=True)
class Asking:
    """Of what is asked, what its reader sees at a moment, and who is told of what was given."""

    repository: Repository
    catalogue: Catalogue
    sight: Sight
    version: int
    memo: Memo
    gave: Gave
    today: Today


@dataclass(frozen=True)
class Choosing(Asking):
    """The values that a reader sees at a moment, to be chosen from."""

    def count(self, choice: Choice) -> int:
        return self._fitting(choice).values

    def lines(self, choice: Choice) -> Iterator[LineCodes]:
        """The lines that hold what is wanted, by their codes."""
        return (self._codes(one.cell) for one in self._fitting(choice).lines)

    def page(self, choice: Choice, first: int, most: int) -> tuple[Chosen, ...]:
        """At most so many values from the one at `first` on, which counts from 0."""
        before, cells = 0, []
        start = None
        for cell, values in self._fitting(choice).lines:
            if before + values > first and before < first + most:
                start = before if start is None else start
                cells.append(cell)
            before += values
        offset = first - (start or 0)
        found = list(self._values(choice, cells))[offset : offset + most]
        return tuple(self._told(found))

    def every(self, choice: Choice) -> Iterator[Chosen]:
        """All of them, streamed; a few lines at a time are held in memory."""
        cells = (cell for cell, _ in self._fitting(choice).lines)
        return self._told(self._values(choice, cells))

    def _told(self, found: Iterable[Chosen]) -> Iterator[Chosen]:
        for one in found:
            deque(telling([one.held], self.gave, self.today), maxlen=0)
            yield one

    def _values(self, choice: Choice, cells: Iterable[Cell]) -> Iterator[Chosen]:
        for held in lines_of(self.repository, self.sight, cells):
            line = seen_line(held, self.catalogue, self.sight.scope)
            yield from (Chosen(line, one) for one in line.values if fits(one, choice))

    def _fitting(self, choice: Choice) -> Fitting:
        return self.memo.answer(
            ("fitting", self.version, self.sight, choice), lambda: self._found(choice)
        )

    def _found(self, choice: Choice) -> Fitting:
        lines = tuple(
            one for one in self._counted(choice) if self._is_of(choice, self._codes(one.cell))
        )
        return Fitting(lines, sum(one.values for one in lines))

    def _counted(self, choice: Choice) -> list[LineCount]:
        """Once for all places and breakdowns of what is asked for."""
        part = choice._replace(place=None, dimension=None)
        is_past = part.status is not None and self.sight.is_past
        count = self._counted_again if is_past else self._counted_once
        return self.memo.answer(("counted", self.version, self.sight, part), lambda: count(part))

    def _counted_once(self, part: Choice) -> list[LineCount]:
        wanted = Narrowed(part.first, part.last, part.status)

        def is_asked(indicator: str, series: str) -> bool:
            held = (indicator, series, series.partition("/")[0])
            asked = (part.indicator, part.series, part.source)
            return all(one in (None, own) for one, own in zip(asked, held, strict=True))

        return line_counts(self.repository, self.sight, wanted, is_asked)

    def _counted_again(self, part: Choice) -> list[LineCount]:
        """Of a past moment: a number that has been hidden since has not the status it had."""
        doubtful = set(doubtful_lines(self.repository, self.sight))
        again = [
            LineCount(cell, values)
            for cell in doubtful
            if self._is_of(part, self._codes(cell))
            and (values := sum(1 for _ in self._values(part, [cell])))
        ]
        sure = [one for one in self._counted_once(part) if one.cell not in doubtful]
        return sorted([*sure, *again], key=lambda one: self._codes(one.cell))

    def _codes(self, cell: Cell) -> LineCodes:
        return codes_of(cell, self.repository.names)

    def _is_of(self, choice: Choice, codes: LineCodes) -> bool:
        source = codes.series.partition("/")[0]
        asked = (choice.indicator, choice.series, choice.source, choice.place)
        held = (codes.indicator, codes.series, source, codes.place)
        return (
            codes.series in self.catalogue.series
            and all(one in (None, own) for one, own in zip(asked, held, strict=True))
            and _is_broken_down(codes.disaggregation, choice.dimension)
        )


def fits(held: HeldObservation, choice: Choice) -> bool:
    """Whether a value on a line that fits is of the wanted time and status."""
    period = held.observation.period
    return (
        (choice.first is None or period.end >= choice.first)
        and (choice.last is None or period.start <= choice.last)
        and choice.status in (None, held.status)
    )


def _is_broken_down(code: str, dimension: str | None) -> bool:
    if dimension is None:
        return True
    if dimension == WHOLE:
        return not code
    return any(name == dimension for name, _ in Disaggregation.parse(code).members)
