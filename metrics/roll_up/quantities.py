"""Quantities: what is known about a number that may be stated inexactly, and how they combine.

A quantity is an interval. `<5` of a count is 0 to 4, and `<5` and 12 are together 12 to 16: the
arithmetic is that of intervals (IEEE 1788-2015, cut to sum and maximum), kept exact in decimals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
)
from functools import reduce
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import Observation, Qualifier

# Wide enough for any number of values of 19 digits and 18 decimals; a digit lost is an error.
EXACTLY = Context(prec=400, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact, InvalidOperation])
# A share need not end: kept to more digits than any value has, and rounded where it is printed.
FINELY = Context(prec=60, Emin=MIN_EMIN, Emax=MAX_EMAX)
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Quantity:
    """A number between `low` and `high`; None where it has no bound on that side.

    An open end is not itself possible: under $5 is 0 to 5, open above. `approximate` marks ends
    that are themselves "about": how far off is not known, so the mark is kept with every result.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False

    @property
    def known(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def single(self) -> bool:
        """One number, exact or about."""
        return self.low is not None and self.low == self.high

    def holds(self, number: Decimal) -> bool:
        """True when the number is one that this quantity may be."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = (
            self.high is None or number < self.high or (number == self.high and not self.high_open)
        )
        return above and below


UNKNOWN = Quantity()


def stated(value: Decimal | None, qualifier: Qualifier, *, whole: bool) -> Quantity:
    """What a published value proves; `whole` for a count, whose values are whole numbers.

    Counts, amounts and shares are not below zero: "up to 5" and "under 5" begin there.
    """
    if value is None or qualifier is Qualifier.IN_WORDS:
        return UNKNOWN
    match qualifier:
        case Qualifier.UP_TO:
            return _below(value.to_integral_value(ROUND_FLOOR) if whole else value)
        case Qualifier.LESS_THAN if whole:
            return _below(value.to_integral_value(ROUND_CEILING) - ONE)
        case Qualifier.LESS_THAN:
            return _below(value, is_open=True)
        case Qualifier.AT_LEAST:
            return Quantity(low=value.to_integral_value(ROUND_CEILING) if whole else value)
        case Qualifier.MORE_THAN if whole:
            return Quantity(low=value.to_integral_value(ROUND_FLOOR) + ONE)
        case Qualifier.MORE_THAN:
            return Quantity(low=value, low_open=True)
    return Quantity(value, value, approximate=qualifier is Qualifier.APPROXIMATE)


def _below(high: Decimal, *, is_open: bool = False) -> Quantity:
    """From zero up; a bound below zero (a correction) has no floor that is known."""
    floored = high > 0 or (high == 0 and not is_open)
    return Quantity(low=ZERO if floored else None, high=high, high_open=is_open)


def added(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of one quantity or more: lows with lows, highs with highs."""
    return reduce(_plus, quantities)


def _plus(one: Quantity, other: Quantity) -> Quantity:
    low, high = _exact_sum(one.low, other.low), _exact_sum(one.high, other.high)
    return Quantity(
        low,
        high,
        low is not None and (one.low_open or other.low_open),
        high is not None and (one.high_open or other.high_open),
        one.approximate or other.approximate,
    )


def _exact_sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else EXACTLY.add(one, other)


def greatest(quantities: Sequence[Quantity]) -> Quantity:
    """The highest of one quantity or more: it is not below any low, nor above every high.

    An approximate part, however small, leaves it approximate: how far off it is is not known.
    """
    low = max((one.low for one in quantities if one.low is not None), default=None)
    highs = [one.high for one in quantities if one.high is not None]
    high = max(highs) if len(highs) == len(quantities) else None
    return Quantity(
        low,
        high,
        low is not None and any(one.low_open for one in quantities if one.low == low),
        high is not None and all(one.high_open for one in quantities if one.high == high),
        any(one.approximate for one in quantities),
    )


def said(quantity: Quantity) -> tuple[Text, tuple[Decimal, ...]]:
    """Words with a slot for each end: "12 to 16", "about 12", "0 or more, under 5"."""
    words = _ends(quantity)
    if quantity.approximate:
        words = Text(f"about {words.en}", f"environ {words.fr}")
    ends = (quantity.low,) if quantity.single else (quantity.low, quantity.high)
    return words, tuple(end for end in ends if end is not None)


def _ends(quantity: Quantity) -> Text:
    if not quantity.known:
        return Text("not known", "inconnu")
    if quantity.single:
        return Text("{}", "{}")
    bounded = quantity.low is not None and quantity.high is not None
    if bounded and not quantity.low_open and not quantity.high_open:
        return Text("{} to {}", "{} à {}")
    lowest = Text("more than {}", "plus de {}") if quantity.low_open else AT_LEAST
    highest = Text("under {}", "moins de {}") if quantity.high_open else UP_TO
    if bounded:
        return Text(f"{lowest.en}, {highest.en}", f"{lowest.fr}, {highest.fr}")
    return highest if quantity.low is None else lowest


AT_LEAST = Text("{} or more", "{} ou plus")
UP_TO = Text("up to {}", "jusqu'à {}")


class Ratio(NamedTuple):
    """A share or rate by what it is made of."""

    numerator: int
    denominator: int

    def times(self, scale: int) -> Decimal:
        """The share on its scale (100 for a percentage), to 60 digits where it does not end."""
        return FINELY.divide(Decimal(scale * self.numerator), Decimal(self.denominator))


def all_of(ratios: Iterable[Ratio]) -> Ratio:
    """Numerators with numerators, denominators with denominators: 1/10, 5/10, 4/80 are 10/100."""
    numerators, denominators = zip(*ratios, strict=True)
    return Ratio(sum(numerators), sum(denominators))


def agrees(one: Observation, scale: int) -> bool:
    """True when numerator by denominator, on this scale, is the value to its last digit."""
    if one.value is None or one.numerator is None or not one.denominator:
        return one.value is None
    if one.qualifier is Qualifier.APPROXIMATE:
        return True
    last_digit = ONE.scaleb(int(one.value.as_tuple().exponent))
    return abs(one.value - Ratio(one.numerator, one.denominator).times(scale)) < last_digit


def as_finely(value: Decimal, values: Iterable[Decimal | None]) -> Decimal:
    """Round half up to as many decimals as the finest of the values; to one where there is none."""
    decimals = [-int(one.as_tuple().exponent) for one in values if one is not None]
    last_digit = ONE.scaleb(-max(0, *decimals) if decimals else -1)
    return value.quantize(last_digit, ROUND_HALF_UP, FINELY)
