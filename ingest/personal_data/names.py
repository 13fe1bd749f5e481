"""Names of people: behind a label, behind a title, behind a word for a person."""

import re
from collections.abc import Callable

from ingest.personal_data.listed import listed
from ingest.personal_data.normal import folded
from ingest.personal_data.vocabulary import GIVEN, PLACES, SURNAMES, WORDS

_WORD = r"(?:[^\W\d_]|['’-])+"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+|[A-ZÀ-ÖØ-Þ]\.?(?![\w']))"
_RUN = rf"{_CAPITAL}(?:[ ]{_CAPITAL}|, {_CAPITAL}){{0,3}}\.?"

_PERSON = (
    r"clients?|clientes?|survivors?|survivantes?|survivants?|victims?|victimes?|patients?|"
    r"patientes?|participants?|participantes?|residents?|résidentes?|complainants?|plaignantes?|"
    r"accused|accusée?s?|suspects?|offenders?|witness|témoin|usag[eè]re?s?|bénéficiaires?"
)
_KIN = (
    r"mother|father|parent|guardian|child|daughter|son|sister|brother|spouse|partner's name|"
    r"mère|père|tuteur|tutrice|enfant|fils|sœur|soeur|frère|conjointe?|girl|woman|youth|boy|man|"
    r"minor|jeune|femme|adolescente?|traffickers?|pimps?|boyfriend|girlfriend|husband|wife|"
    r"uncle|aunt|trafiquante?s?|proxénètes?|souteneur|mari|oncle|tante|copain"
)
_STAFF = (
    r"contact|contact person|worker|case ?worker|counsellor|coordinator|manager|supervisor|"
    r"staff|officer|detective|prepared by|completed by|submitted by|reviewed by|approved by|"
    r"signed by|signature|reported by|referred by|attention|attn|author|"
    r"personne-ressource|intervenante?|agente?|préparé par|rempli par|soumis par|signé par|"
    r"approuvé par|révisé par|à l'attention de|responsable"
)
# A name and nothing else may follow these.
_STRONG = re.compile(
    rf"\b(?P<label>(?:full |first |last |middle |given |maiden |legal |real |"
    rf"preferred |chosen )?name|surname|"
    rf"names?|family name|alias(?:es)?|a\.?k\.?a\.?|nickname|initials|"
    rf"noms?(?: complet| de famille| et prénom| de naissance)?|prénoms?|surnom|initiales|"
    rf"name of (?:the )?(?:{_PERSON}|{_KIN}|{_STAFF})|"
    rf"noms? (?:de la |du |de l'|de )?(?:{_PERSON}|{_KIN}|personne-ressource|intervenante?))"
    rf"(?:\s{{0,3}}[:=]\s{{0,4}}| - )(?P<name>{_WORD}\.?(?:,? {_WORD}\.?){{0,3}})(?P<after>.?)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    rf"\b(?i:{_PERSON}|{_KIN}|{_STAFF})(?: ?#?\d{{1,3}})?(?:\s{{0,3}}[:=]\s{{0,4}}| - )"
    rf"(?P<name>{_RUN})(?![$\d])"
)
_TITLE = re.compile(
    r"(?<![\w'.])(?:(?:Mrs|Ms|Mr|Miss|Mx|Dre?|Det|Sgt|Cst|Const|Insp|Cpl|Mme|Mlle|MRS|MS|MR|DR|"
    r"MME|DET|Detective|Constable|Sergeant|Inspector|Officer|Madame|Monsieur|Mademoiselle|Elder|"
    r"Docteure?|Sergente?|Enquêteure?|Enquêteuse|Agente?)\.?|M\.|Me\.?(?= [A-Z]\w+ [A-Z]))\s{1,2}"
    rf"(?:(?:Det|Sgt|Const|Cst|Constable|Sergeant|Inspector)\.?\s)?(?P<name>{_RUN})"
)
_LOWER_TITLE = re.compile(
    rf"\b(?:(?:mrs|ms|mr|mme|mlle)\b\.?|drs?\.|dre\b\.?|det\.|sgt\.|cst\.)"
    rf"\s(?P<name>{_WORD})"
)
_INITIAL = re.compile(
    rf"\b(?i:{_PERSON}|{_KIN})\b(?:[ ,:;(-]+[a-zà-ÿ']+){{0,3}}?[ ,:;(-]+"
    r"(?P<name>[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ])\.?(?![\w'])"
)
_CALLED = re.compile(
    rf"\b(?i:{_PERSON}|{_KIN}|she|he|they|elle|il)\b.{{0,40}}?\b(?:named|called|known as|"
    rf"nommée?|appelée?|prénommée?|dénommée?|s'appelle|goes by)[ ,:]+(?P<name>{_RUN})"
)
_IN_BRACKETS = re.compile(rf"(?P<name>[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ])\.? ?[(,] ?(?i:{_PERSON}|{_KIN})\b")
_IS = re.compile(rf"\b(?i:name is|real name|nom est|s'appelle|je m'appelle)[ ,:]+(?P<name>{_RUN})")
_APPOSED = re.compile(
    rf"\b(?i:{_PERSON}),? (?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,2}})(?=[ ,.;)]|$)"
)
# What stands before "name:" when it is no person's: "Program name:", "Nom du programme :".
_OTHER = frozenset(
    listed(
        """
program programme project projet organization organisation organisme agency agence partner
partenaire file fichier sheet feuille table tableau indicator indicateur event activity
service product place city lieu ville community shelter host series domain user brand course
training workshop ministry ministere fund funder initiative site location region document
field column form report template reporting company business school team group range defined
communaute activite evenement rapport refuge produit entreprise
"""
    )
)


_PEOPLE_KEYS = frozenset(
    listed(
        """
client clients cliente clientes survivor survivors survivante survivantes survivant
survivants victim victims victime victimes patient patients patiente patientes participant
participants participante participantes resident residents résidente résidentes complainant
complainants plaignante plaignantes accused accusé accusée accusées suspect suspects
offender offenders witness témoin usager usagère usagers usagères bénéficiaire bénéficiaires
mother father parent guardian child daughter son sister brother spouse mère père tuteur
tutrice enfant fils sœur soeur frère conjoint conjointe girl woman youth boy man minor jeune
femme adolescent adolescente trafficker traffickers pimp pimps boyfriend girlfriend husband wife
uncle aunt trafiquant trafiquante trafiquants proxénète proxénètes souteneur mari oncle tante copain
"""
    )
)
_STAFF_KEYS = frozenset(
    listed(
        """
contact worker caseworker counsellor coordinator manager supervisor staff officer detective
prepared completed submitted reviewed approved signed signature reported referred attention
attn author ressource intervenant intervenante agent agente préparé rempli soumis signé
approuvé révisé responsable
"""
    )
)
_TITLE_KEYS = frozenset(
    listed(
        """
mrs ms mr miss mx dr dre det sgt cst const insp cpl mme mlle m me detective constable
sergeant inspector officer madame monsieur mademoiselle elder docteur docteure sergent
sergente enquêteur enquêteure enquêteuse agent agente
"""
    )
)
_LABEL_KEYS = frozenset(
    listed(
        """
name names surname alias aliases aka k nickname initials nom noms prénom prénoms prenom
prenoms surnom initiales partner
"""
    )
)
_CALLED_KEYS = frozenset(
    listed(
        """
named called known nommé nommée appelé appelée prénommé prénommée dénommé dénommée appelle
goes is name est
"""
    )
)
_IN_SMALL = ("dr", "drs", "dre", "det", "sgt", "cst")
_TESTS: tuple[tuple[re.Pattern[str], frozenset[str], re.Pattern[str] | None], ...] = (
    (_STRONG, _LABEL_KEYS, re.compile("[:=]| - ")),
    (_WEAK, _PEOPLE_KEYS | _STAFF_KEYS, re.compile(r"(?:[:=]\s{0,4}| - )[^\W\d_a-z]")),
    (_TITLE, _TITLE_KEYS, re.compile(r"(?:[\w]{2}|M|\.) [^\W\d_a-z]")),
    (_LOWER_TITLE, frozenset(["mrs", "ms", "mr", "mme", "mlle", *_IN_SMALL]), None),
    (_INITIAL, _PEOPLE_KEYS, re.compile(r" [^\W\d_a-z](?![\w'])")),
    (_IN_BRACKETS, _PEOPLE_KEYS, re.compile(r" [^\W\d_a-z]\.? ?[(,]")),
    (_CALLED, _CALLED_KEYS, re.compile(r"[ ,:][^\W\d_a-z]")),
    (_IS, _CALLED_KEYS, re.compile(r"[ ,:][^\W\d_a-z]")),
    (_APPOSED, _PEOPLE_KEYS, re.compile(r" [^\W\d_a-z]\w+ [^\W\d_a-z]")),
)
ALONE = frozenset(
    listed(
        "mrs ms mr mme mlle dr drs dre det sgt cst arobase arobas gmail hotmail outlook yahoo "
        "icloud delivery del restante"
    )
)
KEYS = frozenset().union(*(keys for _, keys, _ in _TESTS))


def holds_name(words: str, said: set[str]) -> bool:
    """Whether a text, already normal, names a person; `said` are its words in lower case."""
    return any(
        _HOLDS[pattern](match)
        for pattern, keys, shape in _TESTS
        if not keys.isdisjoint(said) and (shape is None or shape.search(words))
        for match in pattern.finditer(words)
    )


def tokens(name: str) -> list[str]:
    return folded(name.replace("-", " ")).replace("'s", "").split()


def is_person(name: str) -> bool:
    """One to four words that may be a name: none of an organization, a place or a role."""
    parts = tokens(name)
    if not 1 <= len(parts) <= 5 or len("".join(parts)) < 2 or re.search(r"\d", name):
        return False
    first, others = parts[0], parts[1:]
    if first in GIVEN or (others and others[-1] in GIVEN and "," in name):
        return not any(one in WORDS and one not in SURNAMES for one in others)
    return not any(one in WORDS or one in PLACES for one in parts)


def _is_after_role(name: str) -> bool:
    """Behind "Client:" an abbreviation alone is a code, not a name."""
    return is_person(name) and not (len(name) <= 4 and name.isupper())


def _is_given(name: str) -> bool:
    return is_person(name) and tokens(name)[0] in GIVEN


def is_listed_person(name: str) -> bool:
    """Surer, for a column headed only "Name": a given name in it, or "Doe, Jane"."""
    parts = tokens(name)
    return is_person(name) and len(parts) > 1 and any(one in GIVEN for one in parts)


def _is_titled(name: str) -> bool:
    """Behind a title even the name of a town is a person's."""
    parts = tokens(name)
    words = [one for one in parts if len(one) > 1]
    return bool(words) and not any(one in WORDS and one not in SURNAMES for one in words)


def _is_letter(match: re.Match[str]) -> bool:
    """Mrs K.: behind these titles a letter alone is a surname."""
    return re.fullmatch(r"(?:Mrs|Ms|Mr|Miss|Mme|Mlle)\.? {1,2}[A-ZÀ-Þ]\.?", match[0]) is not None


def _is_labelled(match: re.Match[str]) -> bool:
    label = match["label"].casefold()
    if label in ("name", "names", "nom", "noms") and _is_of_other(
        match.string[max(0, match.start() - 60) : match.start()]
    ):
        return False
    if label.startswith("initial"):
        return 1 <= len(tokens(match["name"])) <= 4 and len(match["name"]) <= 8
    return is_person(match["name"])


def _is_of_other(before: str) -> bool:
    """What stands before a label, in its own clause."""
    return any(one in _OTHER for one in folded(re.split(r"[:;\n]", before)[-1]).split()[-3:])


_HOLDS: dict[re.Pattern[str], Callable[[re.Match[str]], bool]] = {
    _STRONG: _is_labelled,
    _WEAK: lambda match: _is_after_role(match["name"]),
    _TITLE: lambda match: _is_titled(match["name"]) or _is_letter(match),
    _LOWER_TITLE: lambda match: _is_titled(match["name"]) or match[0][-3:-1] == ". ",
    _IN_BRACKETS: lambda match: _is_titled(match["name"]),
    _INITIAL: lambda match: _is_titled(match["name"]),
    _CALLED: lambda match: _is_titled(match["name"]),
    _IS: lambda match: _is_titled(match["name"]),
    _APPOSED: lambda match: _is_given(match["name"]),
}
