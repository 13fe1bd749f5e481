"""Steps of arithmetic in words: each slot filled as its kind is read, English and French."""

from decimal import ROUND_UP, Decimal

from metrics.definitions import Unit
from metrics.digits import NBSP
from metrics.labels import (
    day_words,
    difference_words,
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
from metrics.reasoning import (
    MOST_DECIMALS,
    Chance,
    Change,
    Lower,
    Plain,
    Rate,
    Share,
    Slot,
    Step,
)

TENTH = Decimal("0.001")  # a tenth of a percent
AT_MOST, LESS_THAN = Text("at most {}", "au plus {}"), Text("less than {}", "moins de {}")


def step_words(step: Step, unit: Unit, language: Language) -> str:
    """One line of arithmetic with its slots filled, as the page, the command and files print it."""
    return step.words.in_(language).format(*(_slot(one, unit, language) for one in step.slots))


def _slot(slot: Slot, unit: Unit, language: Language) -> str:
    match slot:
        case Share() | Rate():
            return _percent(slot.percent, language)
        case Chance(part):
            return _chance(part, language)
        case Change(amount):
            return _change(amount, unit, language)
        case Lower(amount):
            return number(_short(amount), unit, language)
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


def _percent(number: Decimal, language: Language) -> str:
    words = grouped(plain(number), language)
    return f"{words}{NBSP}%" if language is Language.FR else f"{words}%"


def _chance(part: Decimal, language: Language) -> str:
    """At most so much, rounded up to a tenth of a percent; less than that is not nothing."""
    tenths = min(Decimal(1), part).quantize(TENTH, ROUND_UP)
    words = AT_MOST if part >= TENTH else LESS_THAN
    return words.in_(language).format(_percent(tenths * 100, language))


def _change(amount: Decimal, unit: Unit, language: Language) -> str:
    """Two percentages differ by percentage points; else a change is in the unit of its values."""
    shown = _short(amount) if unit.kind == "money" else plain(_short(amount))
    write = difference_words if unit.kind == "percent" else _amount
    return write(shown, unit, language)


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
