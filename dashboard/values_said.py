"""A value as a sentence says it: with what a reader needs to understand it away from its table."""

from dashboard.text import Words
from metrics import HeldObservation, Observation, ObservationStatus, Unit, labels

FIRMNESS = {ObservationStatus.PROVISIONAL: "provisional", ObservationStatus.ESTIMATED: "estimated"}


def value_said(held: HeldObservation, unit: Unit, words: Words, short: bool = True) -> str:
    """A level by its title, "Tier 1"; a rate, days or an age with its unit, "23 days"."""
    value = held.observation.value
    if unit.kind == "level" and value is not None:
        return words.text(unit.levels[int(value) - 1][1])
    write = labels.short_value if short else labels.value_words
    return write(held, unit, words.language, with_unit=unit.needs_words)


def firmness(one: Observation | HeldObservation, words: Words) -> list[str]:
    """What its publisher says of how firm a value is: "provisional", "estimated".

    As it is held also that nobody has approved it.
    """
    name = FIRMNESS.get(one.status)
    return [words(f"shared.{name}")] if name else []


def unit_under(held: HeldObservation, unit: Unit, words: Words) -> list[str]:
    """What stands under a number: its unit, unless a sign beside it says so already."""
    value = held.observation.value
    if unit.sign is not None or unit.kind == "level" or value is None:
        return []
    return [labels.unit_words(unit, value, words.language)]
