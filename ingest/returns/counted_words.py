"""Words behind a number that say what is counted: `26 clients`, `12 safety plans`, `8 femmes`.

They are taken where the cell counts that, and only there: `8 women` among all people served may be
a part of them, and `8 new` says that there are others. All words are compared in folded form.
"""

from collections.abc import Collection, Iterable

_ANYONE = frozenset({
    "person", "persons", "people", "individual", "individuals", "client", "clients", "survivor",
    "survivors", "participant", "participants", "resident", "residents", "personne", "personnes",
    "individu", "individus", "cliente", "clientes", "survivant", "survivants", "survivante",
    "survivantes", "participante", "participantes", "residente", "residentes", "usager", "usagers",
    "usagere", "usageres",
})  # fmt: skip
_SOME = frozenset({
    "woman", "women", "girl", "girls", "man", "men", "boy", "boys", "youth", "youths", "child",
    "children", "adult", "adults", "femme", "femmes", "fille", "filles", "homme", "hommes",
    "garcon", "garcons", "jeune", "jeunes", "enfant", "enfants", "adulte", "adultes",
})  # fmt: skip


def says_what_is_counted(
    words: str, unit: Collection[str], about: Iterable[str], *, people: bool
) -> bool:
    """Whether words name what a cell counts: its unit, people, or its own heading around either."""
    if words in unit or (people and words in _ANYONE):
        return True
    nouns = {*unit, *(_ANYONE | _SOME if people else ())}
    if nouns.isdisjoint(words.split()):
        return False
    return any(f" {words} " in f" {one} " for one in about)
