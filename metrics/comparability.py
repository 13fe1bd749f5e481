"""What may be compared with what, and which values a line may join."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from metrics.definitions import Break
from metrics.observations import HeldObservation, Observation, ObservationStatus, Qualifier
from metrics.periods import Period

UNDRAWN = (Qualifier.LESS_THAN, Qualifier.IN_WORDS)  # no point stands for such a value
BOUNDS = (Qualifier.UP_TO, Qualifier.AT_LEAST, Qualifier.MORE_THAN)
BREAK, DIFFERS = ObservationStatus.BREAK, ObservationStatus.DEFINITION_DIFFERS


def segments(
    values: Sequence[HeldObservation], breaks: Iterable[Break] = ()
) -> tuple[tuple[HeldObservation, ...], ...]:
    """Cut the values of one line, oldest first, wherever two neighbours may not be joined."""
    if not values:
        return ()
    breaks = tuple(breaks)
    pieces = [[values[0]]]
    for earlier, later in pairwise(values):
        if _joined(earlier, later, breaks):
            pieces[-1].append(later)
        else:
            pieces.append([later])
    return tuple(tuple(piece) for piece in pieces)


def comparable(
    earlier: HeldObservation, later: HeldObservation, breaks: Iterable[Break] = ()
) -> bool:
    """True when two values are of different times and no break lies between them.

    A break is declared or marked by the publisher. Periods that overlap share what they count:
    a difference between them is no change. A total of which partners are missing is comparable with
    nothing, and one of other partners is of another population.
    """
    if earlier.is_incomplete or later.is_incomplete or of_other_partners(earlier, later):
        return False
    before, after = earlier.observation, later.observation
    if before.period.end >= after.period.start:
        return False
    if after.status is BREAK or (before.status is DIFFERS) != (after.status is DIFFERS):
        return False
    return all(_same_side(before.period, after.period, one.on) for one in breaks)


def of_other_partners(earlier: HeldObservation, later: HeldObservation) -> bool:
    """Whether two totals are made of figures of other organizations.

    Of those that were released only how many were asked is known.
    """
    if earlier.total is not None and later.total is not None:
        return earlier.total.organizations != later.total.organizations
    before, after = earlier.coverage, later.coverage
    return before is not None and after is not None and before.asked != after.asked


def _joined(earlier: HeldObservation, later: HeldObservation, breaks: Sequence[Break]) -> bool:
    """Neighbours are joined when both can be drawn, adjoin in time and may be compared."""
    return (
        _drawn(earlier.observation)
        and _drawn(later.observation)
        and not is_bound(earlier.observation)
        and not is_bound(later.observation)
        and later.observation.period.follows(earlier.observation.period)
        and comparable(earlier, later, breaks)
    )


def _drawn(one: Observation) -> bool:
    return one.value is not None and one.qualifier not in UNDRAWN


def is_bound(one: Observation) -> bool:
    """A bound, not a value: how far the way to it or from it leads, nobody knows."""
    return one.qualifier in BOUNDS


def _same_side(earlier: Period, later: Period, day: date) -> bool:
    """Both periods end before the day of a break, or both begin on it or after."""
    return later.end < day or earlier.start >= day
