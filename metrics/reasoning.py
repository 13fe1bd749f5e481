"""Arithmetic that can be read: how a result was reached, step by step.

A step is a sentence with a slot for each number; `explanation_words.step_words` fills the slots
in the reader's language, so that page, command and file print the same arithmetic.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period

MOST_DECIMALS = 9  # neither a published number nor an operand from which a step is redone has more
RATE_DIGITS = 5  # of a rate, so that what follows from it can be redone by hand


class Share(NamedTuple):
    """A part of a whole, 0.8, which people read as a percentage: 80 %."""

    part: Decimal

    @property
    def percent(self) -> Decimal:
        """As it is printed."""
        return round(self.part * 100, 1)


class Rate(NamedTuple):
    """A part of a whole with the digits from which a step can be redone: −2.0943 %."""

    part: Decimal
    digits: int = RATE_DIGITS

    @property
    def percent(self) -> Decimal:
        """As it is printed."""
        return round(self.part * 100, max(1, self.digits - 3 - self.part.adjusted()))


class Chance(NamedTuple):
    """How often chance alone does something, at most: never printed as nothing."""

    part: Decimal


class Change(NamedTuple):
    """A difference between two values; of percentages, in percentage points."""

    amount: Decimal


class Plain(NamedTuple):
    """A number without a unit: how many points, how many standard deviations."""

    number: Decimal


class Lower(NamedTuple):
    """The lower end of a range, whose unit stands behind the upper one: "20 to 30 people"."""

    amount: Decimal


# A bare Decimal is in the unit of the indicator.
Number = Decimal | Lower | Share | Rate | Chance | Change | Plain
Slot = Number | Period | date | HeldObservation | Text


class Step(NamedTuple):
    """One line of arithmetic: `words` has one {} for each slot, and ends with what comes out."""

    words: Text
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class Reasoning:
    """Which rule in which version, what went in, each step, and what to bear in mind."""

    rule: str
    version: int
    inputs: tuple[HeldObservation, ...] = ()
    steps: tuple[Step, ...] = ()
    caveats: tuple[Text, ...] = ()


def places_that_do(come_out: Callable[[int], bool], first: int, most: int = MOST_DECIMALS) -> int:
    """The fewest decimals, `first` or more, with which a printed step gives its printed result."""
    return next((one for one in range(first, most) if come_out(one)), max(first, most))
