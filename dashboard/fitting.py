"""Whether several statements of the same thing can all be true: whether a number fits them all.

What a value proves is what judgements take it to prove (metrics.rules.bounds), but for "about":
beside another statement it stands for every number that rounds to it.
"""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.extremes import Range, possible
from metrics import HeldObservation, Qualifier, Unit

OPEN_ENDED = (Qualifier.MORE_THAN, Qualifier.LESS_THAN)


def fit_together(said: Sequence[tuple[HeldObservation, Unit]]) -> bool:
    ranges = [_range(*one) for one in said]
    low, high = max(one[0] for one in ranges), min(one[1] for one in ranges)
    if low != high:
        return low < high
    return all(_admits(held, low) for held, _ in said)


def _range(held: HeldObservation, unit: Unit) -> Range:
    value = held.observation.value
    if held.observation.qualifier is not Qualifier.APPROXIMATE or value is None:
        return possible(held, unit)
    half = _last_digit(value) / 2
    return value - half, value + half


def _last_digit(value: Decimal) -> Decimal:
    """What one more in its last digit that is not zero would add: 10 to 450, 0.1 to 18.6."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _admits(held: HeldObservation, number: Decimal) -> bool:
    """Whether a statement allows its own end: "more than 60" does not allow 60."""
    return held.observation.qualifier not in OPEN_ENDED or held.observation.value != number
