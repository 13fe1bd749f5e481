"""What snapshots of older forms went by, kept so that they are rebuilt as they were issued."""

import re

from metrics import Observation

ASSUMED = re.compile(
    r"\b(?:periods?|years?|months?|days?|start|end)\b[^.;]*\b(?:assumed|inferred)\b", re.IGNORECASE
)


def assumed_by_its_note(one: Observation) -> bool:
    """Up to form 2 nothing but the words of a note said that a period was assumed."""
    return one.note is not None and ASSUMED.search(one.note.en) is not None
