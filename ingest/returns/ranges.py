"""What is certain of a stated value: `<5` is from 0 to 4, "not available" may be anything."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from metrics import Observation, ObservationStatus, Qualifier

ENDLESS = Decimal("Infinity")
ZERO = Decimal(0)


class Range(NamedTuple):
    """From the least that a value can be to the most, both included."""

    least: Decimal
    most: Decimal

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    def meets(self, other: "Range") -> bool:
        return self.least <= other.most and other.least <= self.most


def range_of(one: Observation | None) -> Range:
    """Where nothing is stated there may be anything; what cannot exist adds nothing."""
    if one is None or (one.value is None and one.status is not ObservationStatus.MISSING):
        return Range(ZERO, ENDLESS)
    if one.value is None:
        return Range(ZERO, ZERO)
    if one.qualifier is Qualifier.EXACT:
        return Range(one.value, one.value)
    return {
        Qualifier.LESS_THAN: Range(ZERO, _below(one.value)),
        Qualifier.UP_TO: Range(ZERO, one.value),
        Qualifier.AT_LEAST: Range(one.value, ENDLESS),
        Qualifier.MORE_THAN: Range(_above(one.value), ENDLESS),
    }.get(one.qualifier, Range(ZERO, ENDLESS))


def exact(one: Observation | None) -> Decimal | None:
    """The value, where it is stated exactly: what nearly every value is."""
    return one.value if one is not None and one.qualifier is Qualifier.EXACT else None


def added(parts: Sequence[Observation | None]) -> Range:
    """What parts make together."""
    values = [exact(one) for one in parts]
    if None not in values:
        whole = sum(filter(None, values), ZERO)
        return Range(whole, whole)
    return total(map(range_of, parts))


def total(parts: Iterable[Range]) -> Range:
    held = list(parts)
    return Range(sum((one.least for one in held), ZERO), sum((one.most for one in held), ZERO))


def _below(value: Decimal) -> Decimal:
    """Under 5 is 4 at most where things are counted; elsewhere the bound itself is as near."""
    return max(ZERO, value - 1) if value == value.to_integral_value() else value


def _above(value: Decimal) -> Decimal:
    return value + 1 if value == value.to_integral_value() else value
