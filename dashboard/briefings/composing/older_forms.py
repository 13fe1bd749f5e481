"""What snapshots of older forms went by, kept so that they are rebuilt as they were issued."""

import re

from dashboard.briefings.document import Labels
from metrics import Language, Observation

ASSUMED = re.compile(
    r"\b(?:periods?|years?|months?|days?|start|end)\b[^.;]*\b(?:assumed|inferred)\b", re.IGNORECASE
)
TWO_WORDS = 4  # the last form with two French words for progress


def assumed_by_its_note(one: Observation) -> bool:
    """Up to form 2 nothing but the words of a note said that a period was assumed."""
    return one.note is not None and ASSUMED.search(one.note.en) is not None


def labels_then(labels: Labels, language: Language, form: int) -> Labels:
    """Up to form 4 French had two words for progress, that of the pages and this one."""
    if language is Language.FR and form <= TWO_WORDS:
        return labels._replace(progress="Progression")
    return labels
