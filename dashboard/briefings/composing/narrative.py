"""Key lines proposed from the figures: sentences whose every number is one that is shown.

A sentence hedges what is not exact or firm, compares only what may be compared, and says "more"
where chance does not explain a change, never why. Without a number behind it there is none.
"""

from collections.abc import Iterator, Sequence

from dashboard.briefings.composing.material import Asked, Material
from dashboard.briefings.composing.older_forms import beside_then
from dashboard.briefings.composing.progress_said import due_of
from dashboard.briefings.composing.value_cells import standing
from dashboard.briefings.outline import Line
from dashboard.findings import (
    UNJUDGED,
    before_last,
    is_hidden,
    newest_said,
)
from dashboard.line_said import line_title, when_of
from dashboard.scales import is_point
from dashboard.signals_said import signal_key
from dashboard.text import Words
from dashboard.values_said import value_said
from metrics import HeldObservation, Language, SeriesLine, labels

NEWEST, CHANGE, PROGRESS = "newest", "change", "progress"


def proposed(asked: Asked, material: Sequence[Material]) -> tuple[Line, ...]:
    """Every sentence that the figures bear, in both languages; of an indicator the best first."""
    return tuple(line for one in material for line in _proposed(one, asked))


def first_of_each(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The best sentence of each indicator."""
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.indicator, line)
    return tuple(found.values())


def standing_lines(asked: Asked, material: Sequence[Material]) -> tuple[Line, ...]:
    """The lines of the outline as they stand now.

    What an official has worded stays so. A proposed sentence is said again of the figures of now;
    one that these no longer bear is left out, rather than that it tells a number of the past.
    """
    now = {(line.indicator, line.key): line for line in proposed(asked, material)}
    held = {one.indicator.id for one in material}
    said = (
        line if line.edited else now.get((line.indicator, line.key))
        for line in asked.outline.lines
        if line.indicator in held
    )  # fmt: skip
    return tuple(line for line in said if line)


def _proposed(one: Material, asked: Asked) -> Iterator[Line]:
    newest = newest_said(one.line) if one.line else None
    if one.line is None or newest is None or is_hidden(newest):
        return
    before = before_last(beside_then(one.line, asked.form))
    kinds = {
        PROGRESS: one.is_record and one.found.assessment.progress not in UNJUDGED
        and newest.observation.value is not None,
        CHANGE: before is not None and before is not newest,
        NEWEST: newest.observation.value is not None,
    }  # fmt: skip
    for key, holds in kinds.items():
        if holds:
            en, fr = (_sentence(key, one, asked, Words(language)) for language in Language)
            yield Line(indicator=one.indicator.id, key=key, en=en, fr=fr)


def _sentence(key: str, one: Material, asked: Asked, words: Words) -> str:
    newest = newest_said(one.line) if one.line else None
    if one.line is None or newest is None:
        return ""
    line = beside_then(one.line, asked.form)
    told = _told(one, line, newest, asked, words)
    if key == PROGRESS:
        return " ".join([words("briefing_words.line_newest", **told), _progress(one, words)])
    if key == NEWEST:
        return words("briefing_words.line_newest", **told)
    return _change(one, line, newest, told, words)


def _told(
    one: Material, line: SeriesLine, newest: HeldObservation, asked: Asked, words: Words
) -> dict[str, str]:
    """Title with place, value with its hedge, period, and in parentheses how firm it is."""
    marks = standing(newest, line, asked, words)
    if not newest.is_incomplete and (covered := labels.coverage_words(newest, words.language)):
        marks.append(covered)
    return {
        "title": line_title(line.series, newest, asked.catalogue, words, own=one.is_placed),
        "value": value_said(newest, line.unit, words),
        "period": when_of(line, newest, words),
        "marks": f" ({', '.join(marks)})" if marks else "",
    }


def _progress(one: Material, words: Words) -> str:
    """The word of progress, with the amount that was due, and of what."""
    said = labels.progress_words(one.found.assessment, words.language)
    due = due_of(one, words)
    return words("briefing_words.line_progress", word=said, due=f" ({due})" if due else "")


def _change(
    one: Material, line: SeriesLine, newest: HeldObservation, told: dict[str, str], words: Words
) -> str:
    """The newest value beside the one that it may be compared with, and what chance says of it."""
    before = before_last(line)
    if before is None:
        return ""
    values = {
        "before": value_said(before, line.unit, words),
        "then": when_of(line, before, words),
    }
    said = [words("briefing_words.line_change", **told, **values)]
    if one.is_record:
        said += _against_chance(one, words)
    if one.indicator.detection and is_point(newest) and not _is_same(newest, before):
        said.append(words("briefing_words.line_detection"))
    return " ".join(said)


def _against_chance(one: Material, words: Words) -> list[str]:
    key = signal_key(one.found.explanation.signal)
    return [words(f"briefing_words.line_{key}")] if key else []


def _is_same(newest: HeldObservation, before: HeldObservation) -> bool:
    return newest.observation.value == before.observation.value
