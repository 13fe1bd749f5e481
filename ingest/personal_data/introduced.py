"""A name that is on no list, where the words around it leave room for nothing but a person.

"survivor Candy", "trafficked by Marcus", "Xiaoling's file is open", "Okafor was charged": a single
word in capitals directly behind what introduces one person, or before what only people do. It is
none where places, organizations or other known words explain it.
"""

import re
from collections.abc import Set

from ingest.personal_data.given_names import EVERY, OF_PLACES
from ingest.personal_data.listed import listed
from ingest.personal_data.named_after import NAMESAKES
from ingest.personal_data.normal import folded
from ingest.personal_data.note_words import KNOWN
from ingest.personal_data.ontario_places import ALONE
from ingest.personal_data.vocabulary import PLACES, WORDS

_NAME = r"(?P<name>[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+)(?!\w)"
ROLES = (
    r"traffickers?|pimps?|abusers?|exploiters?|boyfriend|girlfriend|husband|wife|uncle|aunt|cousin|"
    r"niece|nephew|stepfather|stepmother|grandmother|grandfather|fiancée?|"
    r"trafiquante?|proxénètes?|souteneur|agresseur|mari|copain|copine|"
    r"oncle|neveu|nièce|beau-père|belle-mère|grand-mère|grand-père|ex-conjointe?"
)
_ONE = (
    r"client|cliente|survivor|survivante?|victim|victime|patiente?|participante?|resident|"
    r"résidente?|daughter|son|sister|brother|mother|father|girl|boy|woman|"
    r"fille|garçon|femme|mère|père|sœur|frère|adolescente?|conjointe?|accusée?|accused|"
    rf"suspecte?|offender|complainant|plaignante?|witness|témoin|{ROLES}"
)
_CALLED = (
    r"named|nommée?|surnommée?|prénommée?|dénommée?|a\.?k\.?a\.?|alias|(?:also )?known as|goes by|"
    r"(?:a |an |one |the |une? )(?:girl|woman|boy|man|survivor|client|youth) called|nom de rue|"
    r"street name|nickname|surnom|prénom|first name|last name|surname|nom de famille"
)
_BY = (
    r"(?:trafficked|exploited|recruited|groomed|pimped|lured|assaulted|abused|sold) by|"
    r"(?:exploitée?|recrutée?|agressée?|vendue?|violée?) par"
)
_NOBODYS_NAMES = (  # of a programme, a shelter or a system, and no person
    r"program(?:me)?|building|system|software|shelter|house|database|agency|centre|site|service|"
    r"refuge|immeuble|système|organisme|maison|group|groupe|project|projet|campaign|campagne|"
    r"partner|partenaire|team|équipe|office|bureau|tool|outil|app|series|workshop|atelier|course|"
    r"unit|fund|camp|fonds|hub|hotline|ligne|place|town|community|network|réseau|now|merged|formerly"
)
_OF_THING = re.compile(rf"\b(?:{_NOBODYS_NAMES})s?\b", re.IGNORECASE)
_FILE = (
    r"file|case|dossier|story|intake|baby|child|children|kids?|daughter|son|mother|father|sister|"
    r"brother|boyfriend|husband|trafficker|pimp|testimony|trial"
)
_CLOSED = (  # left the shelter closed for a week: a storm did
    r"(?! (?:closed|without|with|short|unable|under|at|in|empty|full|half|damaged|vacant|open|"
    r"unusable|understaffed|needing|fermé|sans|vide|inutilisable))"
)
_SUFFERS = (
    r"(?:was|has been|is being|got) "
    r"(?:charged|convicted|sentenced|deported|hospitali[sz]ed|jailed)|"
    r"(?:has )?(?:died|testified|overdosed|relapsed)|hospitali[sz]ed|deported|graduated from|"
    rf"(?:has )?left (?:the|our|her|his) (?:shelter|safe ?house|house|home|refuge){_CLOSED}|"
    r"turned 1\d|gave birth|ran away|went missing|"
    r"a (?:témoigné|accouché|fugué)|est (?:décédée?|enceinte|en fugue)|"
    rf"a quitté (?:le refuge|la maison|l['’]hébergement){_CLOSED}|"
    r"a été (?:accusée?|condamnée?|arrêtée?|hébergée?|hospitalisée?|expulsée?|exploitée?|agressée?|"
    r"recrutée?)|and (?:her|his) (?:child|children|kids?|baby|son|daughter|mother)\b|"
    r"et (?:son enfant|sa fille|ses enfants|son bébé)"
)
_BEHIND_NOUN = re.compile(rf"\b(?:{_ONE})(?:, | : ?|: ?| \(| – | - | ){_NAME}")
_BEHIND_LARGE = re.compile(rf"(?:^|[.;:!?] )(?i:{_ONE})(?:, | : ?|: ?| ){_NAME}(?! [A-ZÀ-Þ])")
_BEHIND_CALLED = re.compile(rf"\b(?i:{_CALLED})(?: ?:)? {_NAME}")
_BEHIND_BY = re.compile(rf"\b(?i:{_BY}) {_NAME}")
_BEHIND_FILE = re.compile(rf"\b[Dd]ossier (?:de |d['’]|: ?){_NAME}")
_OWNS = re.compile(
    rf"(?<![\w'’.-])(?P<name>[A-ZÀ-ÖØ-Þ][^\W\d_]+)['’]s (?:{_FILE})\b"
    r"(?!(?:['’]s)? (?:management|studies|program\w*|group|services?|worker|room|area|club|"
    r"counsell\w+))"
)
_BEFORE = re.compile(rf"(?<![\w'’.-])(?<![A-ZÀ-Þ]\. ){_NAME} (?:{_SUFFERS})(?!\w)")
_IN_BRACKETS = re.compile(rf"(?:^|[.;:!?] ){_NAME}(?: \(|, | – | - )(?:{_ONE})\)?(?=$|[.;,)])")
# What a sentence begins with, and no name.
_NO_NAMES = (
    WORDS
    | PLACES
    | KNOWN
    | ALONE
    | OF_PLACES
    | frozenset(
        listed(
            """
nobody everyone everybody someone somebody anyone anybody none each any half either neither tenant
landlord driver cook nurse caseworker perpetrator outbreak renovation renovations storm snow leak
construction bedbugs closure demand uber airbnb skype whatsapp ontarian quebecer personne chacune
chacun quelqu tempete neige travaux demenagement locataire survivor survivante survivant client
cliente victim victime patient patiente resident residente daughter sister brother mother father
girl boy woman man person minor child baby infant kid youth fille garcon femme homme mere pere
soeur frere adolescente adolescent mari conjoint conjointe trafficker pimp trafiquant proxenete
husband wife boyfriend girlfriend uncle aunt cousin accused offender suspect complainant witness
accuse accusee plaignante temoin crown defence judge jury justice officer guard caregiver parent
grandmother grandfather afghan afghane crie cri inuite ojibwee somali somalie filipina filipino
thai punjabi iraqi pakistani israeli roma rom turc turque latina latino muslim musulmane hindu
sikh arabe noire metisse dene innu innue internet server database van boiler laptop furnace roof
truck car bus vehicle elevator freezer fridge generator heating router wifi website battery
computer camera alarm stove majesty talk anglophone francophone allophone voices portal impact
guides scouts circle up one's other's today's year's month's week's quarter's noel god dieu teresa
excellence
"""
        )
    )
)
_DEMONYM = re.compile(
    r"(?:ian|iane|[ec]an|ese|ish|aise?|enne|ien|ienne|oise?|aine?|speaking|phone)s?$"
)
_NOUN = re.compile(
    r"(?:tion|sion|ment|ness|ship|(?<!l)ing|lling|ity|ance|ence|ice|ices|ures?|ack|ions|ers)$"
)
_PLURAL = re.compile(r"[^iua's]s$")


def is_introduced(text: str, titles: Set[str]) -> bool:
    """Whether a name stands where only a person's does."""
    return (
        any(_is_name(one["name"], titles) for one in _BEHIND_NOUN.finditer(text))
        or any(_is_name(one["name"], titles) for one in _BEHIND_BY.finditer(text))
        or any(_is_name(one["name"], titles) for one in _BEHIND_FILE.finditer(text))
        or any(_is_name(one["name"], titles) for one in _OWNS.finditer(text))
        or any(_is_single(one["name"], titles) for one in _BEHIND_LARGE.finditer(text))
        or any(_is_single(one["name"], titles) for one in _BEFORE.finditer(text))
        or any(_is_single(one["name"], titles) for one in _IN_BRACKETS.finditer(text))
        or any(_is_called(one, titles) for one in _BEHIND_CALLED.finditer(text))
    )


def _is_name(name: str, titles: Set[str]) -> bool:
    """A word that nothing explains; letters alone are told of elsewhere."""
    plain = folded(name).removesuffix("'s").removesuffix("'")
    if name.isupper() and len(name) < 6:
        return False
    if plain in EVERY - PLACES | NAMESAKES:
        return True
    parts = plain.replace("'", " ").split()
    return not (any(one in _NO_NAMES or one in titles for one in parts) or _DEMONYM.search(plain))


def _is_single(name: str, titles: Set[str]) -> bool:
    """The same where any word may stand in capitals, as at the beginning of a sentence."""
    plain = folded(name)
    return _is_name(name, titles) and (plain in EVERY or not (
        _NOUN.search(plain) or _PLURAL.search(plain)))  # fmt: skip


def _is_called(found: re.Match[str], titles: Set[str]) -> bool:
    """What is called so is a person, unless its clause speaks of a programme or a site."""
    before = re.split(r"[.;:!?]", found.string[: found.start()])[-1]
    behind = re.split(r"[.;:!?]", found.string[found.end() :])[0]
    is_thing = _OF_THING.search(before) or _OF_THING.match(behind.strip())
    return not is_thing and _is_name(found["name"], titles)


def may_introduce(text: str) -> bool:
    """Whether the first word of a text could be such a name; every other has a space before it."""
    return any(one.search(text) is not None for one in (_OWNS, _BEFORE, _IN_BRACKETS))
