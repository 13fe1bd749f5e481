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
OWNERS = Text("Note by its owner: {}", "Note de son propriétaire\u00a0: {}")
OWNERS_MARK = OWNERS.en.partition("{}")[0]
ROUNDED_MARK = ROUNDED.en.partition("{}")[0]
COVERED_MARK = re.compile(r"(\d+) of (\d+) partners\.")


class Coverage(NamedTuple):
    """How many partners have said theirs, of those asked."""

    covered: int
    asked: int


def note_of(coverage: Coverage | None, rounded: int, *, revised: bool) -> Text | None:
    """The words beside a figure in both languages; None where nothing is to be said."""
    said = [
        *([COVERED.en.format(*coverage), _covered_fr(coverage)] if coverage else []),
        *([ROUNDED.en.format(rounded), ROUNDED.fr.format(rounded)] if rounded else []),
        *(REVISED if revised else []),
    ]
    return Text(" ".join(said[::2]), " ".join(said[1::2])) if said else None


def _covered_fr(coverage: Coverage) -> str:
    """French is singular below two; the English words are read again, and stay as they are."""
    said = COVERED.fr.format(*coverage)
    return said.replace("partenaires", "partenaire") if coverage.covered < 2 else said


def with_owners(note: Text | None, own: Text) -> Text:
    """What is said beside a figure, and last what its owner says of it, marked as its words."""
    said = Text(OWNERS.en.format(own.en), OWNERS.fr.format(own.fr))
    return said if note is None else Text(f"{note.en} {said.en}", f"{note.fr} {said.fr}")


def is_rounded(note: Text | None) -> bool:
    """Whether a released number was rounded: a sum with it would only look exact."""
    return note is not None and ROUNDED_MARK in note.en.partition(OWNERS_MARK)[0]


def coverage_of(note: Text | None) -> Coverage | None:
    """Of how many partners a released figure is, as it says itself."""
    found = COVERED_MARK.match(note.en) if note else None
    return Coverage(int(found[1]), int(found[2])) if found else None
