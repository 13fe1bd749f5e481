"""The way from a baseline to a target: how much of it is due on a day.

A straight way is measured in days. A step asks for nothing before its end. Of milestones, the last
whose period has ended is due. A seasonal way divides each year by the shares of its quarters or
months; within one of them it is straight. Amounts are in the unit of the indicator.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from metrics.languages import Text
from metrics.periods import Period, months
from metrics.reasoning import Plain, Step
from metrics.targets import Target

ZERO = Decimal(0)


class Way(NamedTuple):
    """From `start` at the end of the day `begins` to `goal` at the end of the target's `by`."""

    target: Target
    start: Decimal
    goal: Decimal
    begins: date

    @property
    def days(self) -> int:
        return (self.target.by - self.begins).days


def sum_way(target: Target) -> Way:
    """The way of a sum: from nothing on the day before `from`."""
    first = target.from_ or date.min + timedelta(days=1)
    return Way(target, ZERO, target.amount, first - timedelta(days=1))


def way_from(target: Target, base: tuple[Period, Decimal], goal: Decimal) -> Way:
    """The way of a value: from its baseline, and not before `from`."""
    period, start = base
    first = target.from_ - timedelta(days=1) if target.from_ else period.end
    return Way(target, start, goal, max(first, period.end))


def due_on(way: Way, day: date) -> Decimal | None:
    """What is due at the end of a day; None where nothing is due yet."""
    if day >= way.target.by:
        return way.goal
    if day <= way.begins:
        return None
    match way.target.trajectory:
        case "step":
            return None
        case "milestones":
            ended = [one for one in way.target.milestones if one.period.end <= day]
            return ended[-1].amount if ended else None
        case "seasonal":
            return _seasonal(way, day)
    # multiplied before it is divided: a share of days that comes out even stays exact
    return way.start + (way.goal - way.start) * (day - way.begins).days / way.days


def due_in(target: Target, period: Period, way: Way | None) -> Decimal | None:
    """What is due in one period; None where the target is not set for such a period.

    Without a baseline the same value is due in every period; a seasonal target divides it.
    """
    if target.trajectory == "seasonal":
        return _season(target, period)
    if target.trajectory == "milestones":
        return due_on(way or Way(target, ZERO, target.amount, date.min), period.end)
    if way is not None:
        return due_on(way, period.end)
    return target.amount if target.due == "each_period" or period.end >= target.by else None


def way_steps(way: Way, day: date, due: Decimal | None) -> tuple[Step, ...]:
    """How much is due on a day, in words; `due` with the decimals in which it is printed."""
    target = way.target
    if due is None:
        return (Step(Text("Nothing is due by {}.", "Rien n'est attendu au {}."), (day,)),)
    if day >= target.by:
        return (Step(Text("Due by {}: {}.", "Attendu au {} : {}."), (target.by, due)),)
    if target.trajectory == "straight":
        passed = (day - way.begins).days
        return (
            Step(_STRAIGHT, (way.start, way.begins, way.goal, target.by)),
            Step(_DAYS, (Plain(Decimal(passed)), Plain(Decimal(way.days)), day, due)),
        )
    return (Step(_WAYS[target.trajectory], (day, due)),)


def windows(target: Target) -> list[Period]:
    """The quarters or months, one for each share, of all the years of a seasonal target."""
    first, long = target.from_ or target.by, 12 // len(target.shares)
    made = [months(first.year, first.month, long)]
    while made[-1].end < target.by:
        after = made[-1].end + timedelta(days=1)
        made.append(months(after.year, after.month, long))
    return made


def _seasonal(way: Way, day: date) -> Decimal | None:
    """The shares of the windows that have ended, and of the one under way by its days."""
    held, shares = windows(way.target), [Decimal(one) for one in way.target.shares]
    years = len(held) // len(shares)
    due = ZERO
    for number, window in enumerate(held):
        if window.start <= day:
            passed = (min(day, window.end) - window.start).days + 1
            due += shares[number % len(shares)] * passed / window.days
    return _plain((way.goal - way.start) * due / years + way.start) if due else None


def _season(target: Target, period: Period) -> Decimal | None:
    """The part of a year's target that falls into one quarter or month."""
    for number, window in enumerate(windows(target)):
        if window == period:
            return _plain(target.amount * Decimal(target.shares[number % len(target.shares)]))
    return None


def _plain(due: Decimal) -> Decimal:
    """A whole amount without the decimals that its shares were written with."""
    whole = due.to_integral_value()
    return whole if whole == due else due


_STRAIGHT = Text(
    "The straight way leads from {} at the end of {} to {} at the end of {}.",
    "La ligne droite va de {} à la fin du {} à {} à la fin du {}.",
)
_DAYS = Text(
    "{} of {} days have passed on {}: due is {}.",
    "{} jours sur {} sont écoulés au {} : la valeur attendue est {}.",
)
_WAYS = {
    "milestones": Text(
        "The last milestone that had come by {} asks for {}.",
        "La dernière étape échue au {} demande {}.",
    ),
    "seasonal": Text(
        "By the shares of the seasons, {} asks for {}.",
        "D'après les parts des saisons, la valeur attendue au {} est {}.",
    ),
}
