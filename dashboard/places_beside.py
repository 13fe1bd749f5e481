"""Which places stand beside each other on a map: one series, one breakdown, one period."""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from dashboard.addresses import Address
from dashboard.choice import asked_period
from dashboard.findings import is_hidden
from dashboard.line_cells import cell_of
from dashboard.services import services
from metrics import HeldObservation, IndicatorSeries, Period, Place, SeriesLine

LEAST = 2  # places with a figure: one alone has no neighbour


class Beside(NamedTuple):
    """A period, every place that has a square, and the figure of each that has one then."""

    period: Period
    places: tuple[Place, ...]
    held: dict[str, tuple[SeriesLine, HeldObservation]]  # by place

    @property
    def drawn(self) -> list[HeldObservation]:
        """The figures that are numbers, of which the lengths of bars are made."""
        every = (held for _, held in self.held.values())
        return [one for one in every if one.observation.value is not None and not is_hidden(one)]

    @property
    def lines(self) -> list[SeriesLine]:
        """The lines of the squares, of which only this period is drawn, and as it is known now."""
        return [replace(line, values=(one,), earlier={}) for line, one in self.held.values()]


def beside(found: IndicatorSeries, line: SeriesLine, address: Address) -> Beside | None:
    """The neighbours of a line's place at the newest period of which two are known.

    None where there are fewer, and for levels: a tier is no quantity.
    """
    places = _with_squares(line.place)
    lines = {one.place: one for one in found.lines if _is_neighbour(one, line)}
    lines = {one.code: lines[one.code] for one in places if one.code in lines}
    period = _period(lines.values(), asked_period(address))
    if period is None or line.unit.kind == "level":
        return None
    held = {
        place: (one, value)
        for place, one in lines.items()
        for value in one.values if value.observation.period == period
    }  # fmt: skip
    return Beside(period, places, held)


def _with_squares(place: str) -> tuple[Place, ...]:
    """A place among those it lies beside; of a whole, its parts."""
    known = services().catalogue.places
    own = known[place]
    whole = own.parent if own.tile else own.code
    return tuple(one for one in known.values() if one.tile and one.parent == whole)


def _is_neighbour(one: SeriesLine, line: SeriesLine) -> bool:
    """The same figure of another place, as everybody or as this reader is shown it."""
    own = {**cell_of(line), "place": one.place}
    return cell_of(one) == own and one.frequency == line.frequency


def _period(lines: Iterable[SeriesLine], asked: Period | None) -> Period | None:
    """The period asked for, else the newest, of those in which enough places have a figure."""
    counted: dict[Period, int] = {}
    for line in lines:
        for one in line.values:
            if one.observation.value is not None or is_hidden(one):
                counted[one.observation.period] = counted.get(one.observation.period, 0) + 1
    enough = [period for period, count in counted.items() if count >= LEAST]
    if asked in enough:
        return asked
    return max(enough, key=lambda one: (one.end, one.start), default=None)
