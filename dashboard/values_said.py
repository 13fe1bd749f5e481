"""A value as a sentence says it: with what a reader needs to understand it away from its table."""

from dashboard.text import Words
from metrics import HeldObservation, Unit, labels


def value_said(held: HeldObservation, unit: Unit, words: Words) -> str:
    """A level by its title, "Tier 1"; a rate, days or an age with its unit, "23 days"."""
    value = held.observation.value
    if unit.kind == "level" and value is not None:
        return words.text(unit.levels[int(value) - 1][1])
    return labels.short_value(held, unit, words.language, with_unit=unit.needs_words)
