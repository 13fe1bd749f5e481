"""Beside a table of values, in words: its unit, of whom totals are made, marks and notes."""

from itertools import pairwise

from dashboard.office_notes import keys_at, notes_said
from dashboard.scales import is_estimated, is_provisional, is_restated
from dashboard.text import Words
from metrics import HeldObservation, SeriesLine, labels, of_other_partners


def unit_head(line: SeriesLine, words: Words) -> str:
    """The head of the column of values."""
    if line.unit.kind in ("level", "percent", "money"):
        return words("shared.value")
    said = labels.unit_words(line.unit, None, words.language)
    return said[:1].upper() + said[1:]


def has_coverage(line: SeriesLine) -> bool:
    """Whether its values are totals over partners, added up here or released."""
    return any(one.coverage for one in line.values)


def coverage_said(held: HeldObservation, before: HeldObservation | None, words: Words) -> str:
    """Of a total: how many partners it is made of, and where they are others than before."""
    if held.coverage is None:
        return ""
    said = [labels.coverage_words(held, words.language)]
    if before and _others(before, held):
        said.append(labels.OTHER_PARTNERS.in_(words.language))
    return "; ".join(said)


def _others(before: HeldObservation, held: HeldObservation) -> bool:
    """Whether two whole totals are of other partners; of a part it is said that it is one."""
    whole = not before.is_incomplete and not held.is_incomplete
    return whole and of_other_partners(before, held)


def marked_period(held: HeldObservation, line: SeriesLine, words: Words) -> str:
    """The period with the letters of its marks, p, e and r, and the numbers of its notes."""
    period = labels.when_words(held.observation, line.series, words.language)
    marked = {"p": is_provisional(held), "e": is_estimated(held), "r": is_restated(held, line)}
    letters = "".join(letter for letter, holds in marked.items() if holds)
    return "\u00a0".join([period, *([letters] if letters else []), *keys_at(held, line)])


def marks_explained(line: SeriesLine, words: Words) -> list[str]:
    """What the letters mean, those that there are, and what totals over partners are."""
    marked = {"p": is_provisional, "e": is_estimated, "r": lambda one: is_restated(one, line)}
    said = [
        words(f"indicator.note_{letter}") for letter, holds in marked.items()
        if any(map(holds, line.values))
    ]  # fmt: skip
    if line.is_total:
        said.append(words("indicator.note_total"))
        whys = [one.total.why for one in line.values if one.total and one.total.why]
        said += map(words.text, dict.fromkeys(whys))
    if any(_others(*pair) for pair in pairwise(line.values)):
        said.append(words("indicator.note_other_partners"))
    return said


def notes_of(line: SeriesLine, words: Words) -> list[str]:
    """What the office notes; then what is noted beside values, the newest first, each once."""
    return [*notes_said(line, words), *dict.fromkeys(
        f"{labels.when_words(one.observation, line.series, words.language)}{words('shared.colon')}"
        f"{words.held(one.observation.note)}"
        for one in reversed(line.values)
        if one.observation.note
    )]  # fmt: skip
