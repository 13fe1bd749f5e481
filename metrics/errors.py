"""What can go wrong, each told to people in one line and in their language."""

from collections.abc import Iterable
from difflib import get_close_matches

from metrics.languages import Language, Text

FEW = 3  # so few known names are all told


class MetricsError(Exception):
    """A fault of the installation, its data or a request; shown without a traceback."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.text = Text(en, fr)

    def in_(self, language: Language) -> str:
        return self.text.in_(language)


class DefinitionError(MetricsError):
    """Files under data/ that do not say what they must; holds every fault found."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        lines = "\n".join(self.faults)
        super().__init__(lines, lines)


class StoreError(MetricsError):
    """The store cannot be opened, read or written as asked."""


class UnknownError(MetricsError):
    """A name that nothing here carries; says which names come nearest."""

    def __init__(self, kind: Text, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.nearest = tuple(nearest(name, known))
        near = ", ".join(self.nearest)
        super().__init__(
            f"Unknown {kind.en} '{name}'." + (f" Nearest known: {near}." if near else ""),
            f"{kind.fr} inconnu(e) : « {name} »." + (f" Noms voisins : {near}." if near else ""),
        )


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names close to this one; a part of a name counts as close."""
    known = list(known)
    if len(known) <= FEW:
        return known
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    part = [word for word in known if name and name.lower() in word.lower()]
    return (close + [word for word in part if word not in close])[:3]
