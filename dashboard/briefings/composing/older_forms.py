"""What snapshots of older forms went by, kept so that they are rebuilt as they were issued."""

import re
from dataclasses import replace

from dashboard.briefings.document import Labels
from metrics import Language, Observation, SeriesLine

ASSUMED = re.compile(
    r"\b(?:periods?|years?|months?|days?|start|end)\b[^.;]*\b(?:assumed|inferred)\b", re.IGNORECASE
)
LAST = 4  # the last form that goes by the words and comparisons below


def assumed_by_its_note(one: Observation) -> bool:
    """Up to form 2 nothing but the words of a note said that a period was assumed."""
    return one.note is not None and ASSUMED.search(one.note.en) is not None


def labels_then(labels: Labels, language: Language, form: int) -> Labels:
    """Up to form 4 French had two words for progress, and two for issuing."""
    if language is Language.FR and form <= LAST:
        since = labels.since.replace(", émise le ", ", publiée le ")
        return labels._replace(progress="Progression", since=since)
    return labels


def beside_then(line: SeriesLine, form: int) -> SeriesLine:
    """Up to form 4 no value stood beside one from before a gap, not even a year apart."""
    return replace(line, segments=line.segments[-1:]) if form <= LAST else line
