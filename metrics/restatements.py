"""What was restated, the newest first, and when each series was published.

Both are asked of very many values: what may be among the newest is found by the key alone, and only
those lines are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from metrics.choosing import Asking
from metrics.observations import HeldObservation
from metrics.results import SeriesLine
from metrics.series_lines import seen_line, totals_of
from metrics.store.choosing import lines_of
from metrics.store.restating import Suspect, first_days, suspects
from metrics.telling import tell

Restated = tuple[SeriesLine, HeldObservation, HeldObservation]  # line, first value, value now


def restated(lines: Iterable[SeriesLine]) -> list[Restated]:
    """Line, first value and present value of what was restated, the newest restatement first.

    Of those of one edition the newest period comes first.
    """
    found = [
        (line, line.earlier[one.observation.period.code][0], one)
        for line in lines
        for one in line.values
        if line.earlier.get(one.observation.period.code)
    ]
    changed = [one for one in found if one[1].observation.value != one[2].observation.value]
    return sorted(changed, key=known_and_period, reverse=True)


def known_and_period(one: Restated) -> tuple[date, date]:
    """The day on which the present value was made known; of one edition, the period's last day."""
    now = one[2].observation
    return now.known.on, now.period.end


def days_of(lines: Iterable[SeriesLine]) -> dict[str, set[date]]:
    """By series, "<source>/<series>", the days on which a period was stated for the first time."""
    found: dict[str, set[date]] = {}
    for line in lines:
        for one in line.values:
            first = (line.earlier.get(one.observation.period.code) or (one,))[0]
            found.setdefault(line.key, set()).add(first.observation.known.on)
    return found


@dataclass(frozen=True)
class Restating(Asking):
    """Restatements and publications of publishers, and of totals over partners."""

    def newest(self, series_keys: Iterable[str], most: int) -> tuple[Restated, ...]:
        """The newest restatement of each of these series; at most so many, newest first."""
        keys = tuple(series_keys)
        found: tuple[Restated, ...] = self.memo.answer(
            ("restated", self.version, self.sight, keys, most), lambda: self._newest(keys, most)
        )
        tell((line for line, _, _ in found), self.gave, self.today)
        return found

    def days(self, series_keys: Iterable[str]) -> dict[str, set[date]]:
        """By series, the days on which it stated a period for the first time."""
        keys = tuple(series_keys)
        return self.memo.answer(
            ("first days", self.version, self.sight, keys), lambda: self._days(keys)
        )

    def _days(self, keys: tuple[str, ...]) -> dict[str, set[date]]:
        held = first_days(self.repository, self.sight)
        found = {key: set(held[key]) for key in keys if key in held}
        for key, days in days_of(self._totals(keys)).items():
            found.setdefault(key, set()).update(days)
        return found

    def _newest(self, keys: tuple[str, ...], most: int) -> tuple[Restated, ...]:
        """Lines are read as long as one of them may hold something newer than what is found."""
        found = _one_each(restated(self._totals(keys)))
        held = suspects(self.repository, self.sight)
        waiting = [_turn(n, held[key]) for n, key in enumerate(keys) if key in held]
        heapify(waiting)
        while waiting and not _is_enough(found, waiting[0][0], most):
            _, n, (first, *others) = heappop(waiting)
            for one in restated(self._line(first))[:1]:
                _keep(found, one)
            best = found.get(keys[n])
            if others and (best is None or known_and_period(best) < _bound(others[0])):
                heappush(waiting, _turn(n, others))
        order = {key: n for n, key in enumerate(keys)}
        by_series = sorted(found.values(), key=lambda one: order[one[0].key])
        return tuple(sorted(by_series, key=known_and_period, reverse=True)[:most])

    def _line(self, suspect: Suspect) -> Iterator[SeriesLine]:
        for one in lines_of(self.repository, self.sight, [suspect.cell]):
            yield seen_line(one, self.catalogue, self.sight.scope)

    def _totals(self, keys: Iterable[str]) -> list[SeriesLine]:
        pairs = [(self.catalogue.series_of(key).indicator, key) for key in keys]
        return totals_of(self.repository, self.catalogue, pairs, self.sight)


Turn = tuple[tuple[int, int], int, list[Suspect]]  # what may be newest, as a heap wants it; whose


def _turn(series: int, lines: list[Suspect]) -> Turn:
    day, until = _bound(lines[0])
    return (-day.toordinal(), -until.toordinal()), series, lines


def _bound(suspect: Suspect) -> tuple[date, date]:
    return suspect.day, suspect.until


def _keep(found: dict[str, Restated], one: Restated) -> None:
    best = found.get(one[0].key)
    if best is None or known_and_period(best) < known_and_period(one):
        found[one[0].key] = one


def _one_each(every: Iterable[Restated]) -> dict[str, Restated]:
    found: dict[str, Restated] = {}
    for one in every:
        _keep(found, one)
    return found


def _is_enough(found: dict[str, Restated], bound: tuple[int, int], most: int) -> bool:
    """Whether nothing that is still to be read can be among the newest: of equals, the first."""
    if len(found) < most:
        return False
    last = sorted(map(known_and_period, found.values()), reverse=True)[most - 1]
    return (-last[0].toordinal(), -last[1].toordinal()) <= bound
