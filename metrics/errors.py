"""What can go wrong, each told to people in one line and in their language."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from metrics.languages import Language, Text

FEW = 3  # so few known names are all near
ALIKE, ALIKE_BEGUN = 0.6, 0.8  # so much of two names, or of their beginnings, is alike where near
ALIKE_INSIDE = 0.9  # a name with a word that begins as asked
BESIDE = 0.25  # beside a name that is so much closer another one is far-fetched
SOME = 20  # so many are told where none is near
NEAR = Text(" Nearest known: {}.", " Noms voisins : {}.")
KNOWN = Text(" Known are {}.", " Noms connus : {}.")
FEMININE = {
    "action", "diffusion", "fréquence", "langue", "note", "période", "source", "série", "unité",
    "ventilation", "version",
}  # fmt: skip


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


class Obstacle(StrEnum):
    """What keeps a store that can be read from being written."""

    LOCKED = "locked"  # by another program
    FULL = "full"  # its disk
    READ_ONLY = "read-only"


class NotWritableError(StoreError):
    """The store can be read, and at the moment not be written."""

    def __init__(self, obstacle: Obstacle, en: str, fr: str) -> None:
        super().__init__(en, fr)
        self.obstacle = obstacle


class MassWithdrawalError(MetricsError):
    """A load that would withdraw so much of what stands that its file may have been cut."""

    def __init__(self, withdrawn: int, standing: int) -> None:
        super().__init__(
            f"this would withdraw {withdrawn} of the {standing} values and actions that stand, "
            "because no file says them any more. If a file was cut, put it "
            "back and load again. If they are to go, load this source with --withdraw.",
            f"{withdrawn} des {standing} valeurs et actions en vigueur seraient retirées, parce "
            "qu'aucun fichier ne les dit plus. Si un fichier a été tronqué, remettez-le et "
            "rechargez. Si elles doivent disparaître, chargez cette source avec --withdraw.",
        )


class UnknownError(MetricsError):
    """A name that nothing here carries; says which names come nearest.

    Known names are ids and codes, or texts, of which each reader is told those of one language.
    """

    def __init__(self, kind: Text, name: str, known: Iterable[str | Text]) -> None:
        self.kind, self.name, self._known = kind, name, tuple(known)
        self.nearest = self.nearest_in(Language.EN)
        french = f"{kind.fr} {agreeing('inconnu', kind.fr)}"
        super().__init__(
            f"Unknown {kind.en} '{name}'.{self._known_words(Language.EN)}",
            f"{french} : « {name} ».{self._known_words(Language.FR)}",
        )

    def nearest_in(self, language: Language) -> tuple[str, ...]:
        """The nearest known names: ids, and texts as they read in this language."""
        return tuple(nearest(self.name, self._names(language)))

    def _names(self, language: Language) -> list[str]:
        names = (one if isinstance(one, str) else one.in_(language) for one in self._known)
        return list(dict.fromkeys(names))

    def _known_words(self, language: Language) -> str:
        """The nearest names; where none is near, all of them if they are not too many."""
        if near := self.nearest_in(language):
            return NEAR.in_(language).format(", ".join(near))
        names = self._names(language)
        return KNOWN.in_(language).format(", ".join(names)) if 0 < len(names) <= SOME else ""


class UnheldPeriodError(UnknownError):
    """A period long before or after all that is held; says between which years values are held."""

    def __init__(self, kind: Text, name: str, first: int, last: int) -> None:
        super().__init__(kind, name, ())
        self.text = Text(
            f"{self.text.en} Values are held from {first} to {last}.",
            f"{self.text.fr} Les valeurs vont de {first} à {last}.",
        )
        self.args = (self.text.en,)


def agreeing(adjective: str, kind: str) -> str:
    """A French adjective in the gender of the kind of thing that it stands beside."""
    return adjective + ("e" if kind.casefold().split()[0] in FEMININE else "")


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names close to this one, the closest first; none where none is close.

    A name is also close by its beginning, which may be all that was typed, or by a word in it.
    """
    known = list(known)
    if len(known) <= FEW:
        return known
    asked, spelled = _spelled(name), defaultdict[str, list[str]](list)
    for word in known:
        spelled[_spelled(word)].append(word)
    alike = {word: found for word in spelled if (found := _likeness(asked, word))}
    least = max(alike.values(), default=0.0) - BESIDE
    close = sorted(alike, key=lambda word: (-alike[word], len(word)))
    return [word for one in close if alike[one] > least for word in spelled[one]][:FEW]


def _likeness(asked: str, word: str) -> float:
    """How alike they are, up to 1: as wholes, in how they begin, by a word inside; 0: not."""
    size, whole = len(asked), _ratio(asked, word, ALIKE)
    if not asked or len(word) < size + 2:
        return whole
    starts = {word[: size + more] for more in (-1, 0, 1)} if word[0] == asked[0] else set()
    begun = max((_ratio(asked, one, ALIKE_BEGUN) for one in starts), default=0.0)
    inside = ALIKE_INSIDE if re.search(rf"\b{re.escape(asked)}", word) else 0.0
    return max(whole, begun, inside)


def _ratio(asked: str, word: str, least: float) -> float:
    """What two texts share, 0 to 1; 0 where it is less than the least that counts."""
    match = SequenceMatcher(None, word, asked)
    bounds = (match.real_quick_ratio, match.quick_ratio, match.ratio)  # cheap ones first
    return match.ratio() if all(one() >= least for one in bounds) else 0.0


def _spelled(name: str) -> str:
    """A name as it is compared: capitals make no difference, nor do noughts before a number."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", name.casefold())


def dangling(file: str, kind: str, names: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """A fault for each name in a file under data/ that no file declares, with the nearest ones."""
    for name in names:
        if name not in known:
            near = ", ".join(nearest(name, known))
            yield f"{file}: unknown {kind} '{name}'" + (f"; nearest known: {near}" if near else "")
