"""Where a value and a day stand in a drawing."""

from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10
from typing import NamedTuple

from dashboard.svg import Box
from metrics import HeldObservation, ObservationStatus, Period, Qualifier, SeriesLine

OPEN = {Qualifier.UP_TO: -1, Qualifier.AT_LEAST: 1, Qualifier.MORE_THAN: 1}
YEAR_AT_LEAST = 364  # days: 52 weeks are published as a year too
YEAR_AT_MOST = 366  # days: a longer period is drawn as a bar over its whole span


def year_of(day: date) -> float:
    """A day as a year with its part: 1 July 2020 is about 2020.5."""
    first = date(day.year, 1, 1)
    return day.year + (day - first).days / (date(day.year + 1, 1, 1) - first).days


def middle_of(period: Period) -> float:
    return (year_of(period.start) + end_of(period)) / 2


def end_of(period: Period) -> float:
    return year_of(period.end + timedelta(days=1)) if period.end < date.max else 9999.0


def is_span(held: HeldObservation) -> bool:
    """One figure for more than a year: never a point in the middle of its period."""
    return held.observation.period.days > YEAR_AT_MOST


def is_part(held: HeldObservation) -> bool:
    """The figure of a part of a year: it stands within its year, not in the middle of it."""
    return held.observation.period.days < YEAR_AT_LEAST


def is_provisional(held: HeldObservation) -> bool:
    """The publisher expects to change it, or the office has not approved what was sent."""
    return held.is_provisional or held.observation.status is ObservationStatus.PROVISIONAL


def is_estimated(held: HeldObservation) -> bool:
    """Its publisher calls it an estimate."""
    return held.observation.status is ObservationStatus.ESTIMATED


def is_restated(held: HeldObservation, line: SeriesLine) -> bool:
    """True where the publisher has said another value for the same period before."""
    earlier = line.earlier.get(held.observation.period.code, ())
    return any(one.observation.value != held.observation.value for one in earlier)


def is_box(held: HeldObservation) -> bool:
    """Published as "under 5": neither a zero nor a point."""
    return held.observation.qualifier is Qualifier.LESS_THAN


def open_side(held: HeldObservation) -> int:
    """-1 where the value may be any lower number, 1 where any higher one, 0 for a value itself."""
    return OPEN.get(held.observation.qualifier, 0)


def is_point(held: HeldObservation) -> bool:
    return held.observation.value is not None and not is_box(held) and not is_span(held)


class TimeScale(NamedTuple):
    """Years from left to right."""

    first: float
    last: float
    box: Box

    def x(self, year: float) -> float:
        share = (year - self.first) / (self.last - self.first)
        return self.box.left + share * self.box.width

    def holds(self, year: float) -> bool:
        return self.first <= year <= self.last


class ValueScale(NamedTuple):
    """Values from the foot up; always from zero."""

    top: Decimal | float
    box: Box

    def y(self, value: Decimal | float) -> float:
        share = float(value) / float(self.top) if self.top else 0
        return self.box.bottom - share * (self.box.bottom - self.box.top)


def ticks(top: float, whole: bool = True) -> list[Decimal]:
    """Three to five round values from zero to at least the top; whole numbers for counts."""
    if top <= 0:
        return [Decimal(0), Decimal(1)]
    size = Decimal(10) ** floor(log10(top))
    steps = [size * Decimal(part) for part in ("0.2", "0.25", "0.5", "1", "2", "2.5", "5")]
    allowed = [one for one in steps if not whole or one == one.to_integral_value()]
    step = next(one for one in allowed if Decimal(top) <= 4 * one)
    count = ceil(Decimal(top) / step)
    return [_plain(step * number) for number in range(count + 1)]


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the point, so that a tick reads 5,000 and not 5,000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def highest(values: list[HeldObservation]) -> float:
    return max((float(one.observation.value or 0) for one in values), default=0)


def years_of(lines: list[SeriesLine]) -> tuple[int, int] | None:
    """The first year and the year after the last that the values of these lines touch."""
    periods = [one.observation.period for line in lines for one in line.values]
    if not periods:
        return None
    return min(one.start.year for one in periods), max(one.end.year for one in periods) + 1
