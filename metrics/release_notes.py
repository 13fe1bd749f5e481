"""What is said beside a released figure: of how many partners it is, and what was done to it."""

import re
from typing import NamedTuple

from metrics.languages import Text

COVERED = Text("{} of {} partners.", "{} partenaires sur {}.")
ROUNDED = Text(
    "Rounded to a multiple of {} to protect people.",
    "Arrondi à un multiple de {} pour protéger les personnes.",
)
REVISED = Text(
    "Revised since by too little to be shown.", "Révisé depuis, mais trop peu pour être montré."
)
ROUNDED_MARK = ROUNDED.en.partition("{}")[0]
COVERED_MARK = re.compile(r"(\d+) of (\d+) partners\.")


class Coverage(NamedTuple):
    """How many partners have said theirs, of those asked."""

    covered: int
    asked: int


def note_of(coverage: Coverage | None, rounded: int, *, revised: bool) -> Text | None:
    """The words beside a figure in both languages; None where nothing is to be said."""
    said = [
        *([COVERED.en.format(*coverage), COVERED.fr.format(*coverage)] if coverage else []),
        *([ROUNDED.en.format(rounded), ROUNDED.fr.format(rounded)] if rounded else []),
        *(REVISED if revised else []),
    ]
    return Text(" ".join(said[::2]), " ".join(said[1::2])) if said else None


def is_rounded(note: Text | None) -> bool:
    """Whether a released number was rounded: a sum with it would only look exact."""
    return note is not None and ROUNDED_MARK in note.en


def coverage_of(note: Text | None) -> Coverage | None:
    """Of how many partners a released figure is, as it says itself."""
    found = COVERED_MARK.match(note.en) if note else None
    return Coverage(int(found[1]), int(found[2])) if found else None
