"""The last comparable run of a line: the values that may be judged together or drawn on from."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from metrics.comparability import segments
from metrics.definitions import Break, Indicator, Measure, Unit
from metrics.extents import Extent, extent_of
from metrics.languages import Text
from metrics.observations import HeldObservation, Observation, ObservationStatus, Qualifier
from metrics.periods import Frequency

NUMBERS = (Qualifier.EXACT, Qualifier.APPROXIMATE)
FIT = (
    ObservationStatus.NORMAL,
    ObservationStatus.BREAK,
    ObservationStatus.ESTIMATED,
    ObservationStatus.PROVISIONAL,
)
SEASONAL = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY)

CAVEATS: tuple[tuple[Callable[[Observation], bool], Text], ...] = (
    (
        lambda one: one.qualifier is Qualifier.APPROXIMATE,
        Text(
            "Some of the values are approximate: their rounding is taken for change.",
            "Certaines valeurs sont approximatives : leur arrondi passe pour un changement.",
        ),
    ),
    (
        lambda one: one.status is ObservationStatus.ESTIMATED,
        Text(
            "Some of the values are estimates of their publisher.",
            "Certaines valeurs sont des estimations de leur éditeur.",
        ),
    ),
    (
        lambda one: one.period.frequency in SEASONAL,
        Text(
            "Seasons are not taken out: a month or quarter that is always high or low counts "
            "as change.",
            "Les saisons ne sont pas corrigées : un mois ou un trimestre toujours haut ou "
            "toujours bas passe pour un changement.",
        ),
    ),
)


class Run(NamedTuple):
    """Values of adjoining periods of one length with no break between them, oldest first."""

    values: tuple[HeldObservation, ...]

    @property
    def newest(self) -> HeldObservation:
        return self.values[-1]

    @property
    def settled(self) -> tuple[HeldObservation, ...]:
        """Those before the newest that their publisher does not call provisional."""
        return tuple(one for one in self.values[:-1] if not provisional(one))

    @property
    def used(self) -> tuple[HeldObservation, ...]:
        """What the newest value is judged by, and that value itself."""
        return (*self.settled, self.newest)

    @property
    def left_out(self) -> tuple[HeldObservation, ...]:
        """Provisional values before the newest: no range rests on them."""
        return tuple(one for one in self.values[:-1] if provisional(one))

    @property
    def caveats(self) -> tuple[Text, ...]:
        """What to bear in mind about the values themselves, whatever is done with them."""
        seen = [one.observation for one in self.values]
        return tuple(text for holds, text in CAVEATS if any(map(holds, seen)))


def last_run(values: Iterable[HeldObservation], breaks: Iterable[Break] = ()) -> Run:
    """The newest values of a line, oldest first, that may be judged together; empty if none.

    Bounds, values in words, of low reliability or of another definition are left out, and like a
    gap or a break they end the run: what lies before them is not used.
    """
    pieces = segments([one for one in values if fit(one.observation)], breaks)
    if not pieces:
        return Run(())
    newest = pieces[-1][-1].observation
    same = takewhile(lambda one: _as_long(one.observation, newest), reversed(pieces[-1]))
    return Run(tuple(same)[::-1])


def fit(one: Observation) -> bool:
    """True for a number, exact or approximate, that its publisher does not set apart."""
    return one.value is not None and one.qualifier in NUMBERS and one.status in FIT


def provisional(held: HeldObservation) -> bool:
    return held.observation.status is ObservationStatus.PROVISIONAL


def amounts(values: Iterable[HeldObservation]) -> list[Decimal]:
    """The numbers of values of a run, in their order."""
    stated = (held.observation.value for held in values)
    return [value for value in stated if value is not None]


def a_level(indicator: Indicator, unit: Unit) -> bool:
    """True for places on a scale and for milestones, of which no difference can be taken."""
    return indicator.measure in (Measure.LEVEL, Measure.MILESTONE) or unit.kind == "level"


def running_total(indicator: Indicator) -> bool:
    """True for people ever counted: such a total only rises."""
    return indicator.count_basis == "people_ever" and indicator.roll_up_time != "sum"


def counts_events(indicator: Indicator, unit: Unit, run: Run) -> bool:
    """True for whole counts of what happened in each period; a stock at its end is none."""
    declared = indicator.measure is Measure.COUNT and indicator.count_basis is not None
    whole = all(value >= 0 and value % 1 == 0 for value in amounts(run.values))
    return declared and whole and unit.kind == "count" and indicator.roll_up_time != "last"


def extent_in(unit: Unit, run: Run) -> Extent:
    """What a figure can be, as far as the values of the run bear it out: no range goes beyond."""
    return extent_of(unit, amounts(run.values))


def _as_long(one: Observation, other: Observation) -> bool:
    """Of one frequency; other spans of one length, but for leap days and uneven months (5 %)."""
    a, b = one.period, other.period
    if a.frequency is not b.frequency:
        return False
    return a.frequency is not Frequency.OTHER or abs(a.days - b.days) * 20 <= max(a.days, b.days)
