"""Arithmetic that can be read: how a result was reached, step by step.

A step is a sentence with a slot for each number; `explanation_words.step_words` fills the slots
in the reader's language, so that page, command and file print the same arithmetic.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from metrics.languages import Text
from metrics.observations import HeldObservation
from metrics.periods import Period


class Share(NamedTuple):
    """A part of a whole, 0.8, which people read as a percentage: 80 %."""

    part: Decimal


class Rate(NamedTuple):
    """A part of a whole with the digits from which a step can be redone: −2.0943 %."""

    part: Decimal


class Chance(NamedTuple):
    """How often chance alone does something, at most: never printed as nothing."""

    part: Decimal


class Change(NamedTuple):
    """A difference between two values; of percentages, in percentage points."""

    amount: Decimal


class Plain(NamedTuple):
    """A number without a unit: how many points, how many standard deviations."""

    number: Decimal


# A bare Decimal is in the unit of the indicator.
Slot = Decimal | Share | Rate | Chance | Change | Plain | Period | date | HeldObservation | Text


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
