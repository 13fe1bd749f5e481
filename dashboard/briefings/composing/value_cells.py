"""One value as a cell: what is read of it, and the number where exactly one stands behind it."""

from decimal import Decimal

from dashboard.briefings.composing.material import Asked
from dashboard.briefings.composing.noted import note_keys
from dashboard.briefings.composing.older_forms import assumed_by_its_note
from dashboard.briefings.document import Cell
from dashboard.embargo_said import mark_at
from dashboard.scales import is_restated
from dashboard.text import Words
from dashboard.values_said import firmness, value_said
from metrics import HeldObservation, Qualifier, SeriesLine, Unit, labels

NONE = "–"
DECLARES_ASSUMED = 3  # the first form of snapshots that goes by what a series declares


def value_cell(held: HeldObservation, unit: Unit, words: Words, short: bool = False) -> Cell:
    """The value whole, or short for a title; a bound, words and what is hidden are no number."""
    if short:
        said = value_said(held, unit, words)
    else:
        said = labels.value_words(held, unit, words.language)
    return _cell(held, unit, said)


def figure_cell(held: HeldObservation, unit: Unit, words: Words) -> Cell:
    """The value for a large figure, beside which its unit stands; of a level its title."""
    if unit.kind == "level":
        return _cell(held, unit, value_said(held, unit, words))
    return _cell(held, unit, labels.short_value(held, unit, words.language))


def _cell(held: HeldObservation, unit: Unit, said: str) -> Cell:
    value = held.observation.value
    is_one = held.observation.qualifier is Qualifier.EXACT and not held.is_incomplete
    if value is None or unit.kind == "level" or not is_one:
        return Cell(said)
    return Cell(said, value, _places(value), percent=unit.kind == "percent")


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def when_said(held: HeldObservation, line: SeriesLine, asked: Asked, words: Words) -> str:
    """The period and how firm the value is: "2024, provisional, embargoed until ..."."""
    period = labels.when_words(held.observation, line.series, words.language)
    return ", ".join([period, *standing(held, line, asked, words)])


def standing(held: HeldObservation, line: SeriesLine, asked: Asked, words: Words) -> list[str]:
    """What is to be known of a value away from its notes: how firm, and not public yet."""
    said = [*firmness(held.observation, words), labels.provisional_words(held, words.language)]
    is_assumed = _is_assumed(held, line, asked.form)
    assumed = words("briefing_words.period_assumed") if is_assumed else ""
    return [one for one in [*said, assumed, mark_at(held, asked.now, words)] if one]


def _is_assumed(held: HeldObservation, line: SeriesLine, form: int) -> bool:
    """Whether its period, or an end of it, is not the publisher's own."""
    if form < DECLARES_ASSUMED:
        return assumed_by_its_note(held.observation)
    return line.series.assumes(held.observation.period, held.observation.document)


def marks_said(held: HeldObservation, line: SeriesLine, asked: Asked, words: Words) -> str:
    """The marks of a row: how firm it is, of whom, what was said first, and its embargo."""
    said = standing(held, line, asked, words)
    if not held.is_incomplete and (covered := labels.coverage_words(held, words.language)):
        said.append(covered)
    if is_restated(held, line):
        first = line.earlier[held.observation.period.code][0]
        before = labels.value_words(first, line.unit, words.language)
        said.append(f"{words('indicator.first_published')}{before}")
    said.extend(note_keys(held, line, asked.form))
    return "; ".join(said)
