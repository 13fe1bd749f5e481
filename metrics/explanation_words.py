"""Steps of arithmetic in words: each slot filled as its kind is read, English and French."""

from decimal import Decimal

from metrics.definitions import Unit
from metrics.labels import (
    NBSP,
    day_words,
    grouped,
    number,
    period_words,
    plain,
    unit_words,
    value_words,
)
from metrics.languages import Language, Text
from metrics.observations import HeldObservation
from metrics.periods import Period
from metrics.reasoning import Plain, Share, Slot, Step

MOST_DECIMALS = 6  # no published number has more


def step_words(step: Step, unit: Unit, language: Language) -> str:
    """One line of arithmetic with its slots filled, as the page, the command and files print it."""
    return step.words.in_(language).format(*(_slot(one, unit, language) for one in step.slots))


def _slot(slot: Slot, unit: Unit, language: Language) -> str:
    match slot:
        case Share(part):
            percent = grouped(plain(round(part * 100, 1)), language)
            return f"{percent}{NBSP}%" if language is Language.FR else f"{percent}%"
        case Plain(bare):
            return grouped(plain(_short(bare)), language)
        case Period():
            return period_words(slot, language)
        case HeldObservation():
            return value_words(slot, unit, language, with_unit=True)
        case Decimal():
            return _amount(slot, unit, language)
        case Text():
            return slot.in_(language)
    return day_words(slot, language)


def _amount(value: Decimal, unit: Unit, language: Language) -> str:
    """A number of a step in the unit of its indicator."""
    shown = _short(value)
    digits = number(shown, unit, language)
    if unit.sign is not None or unit.kind == "level":
        return digits
    return f"{digits} {unit_words(unit, shown, language)}"


def _short(value: Decimal) -> Decimal:
    """A published number whole; the outcome of a division to two decimals or four digits."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent >= -MOST_DECIMALS:
        return value
    return plain(round(value, max(2, 3 - value.adjusted())))
