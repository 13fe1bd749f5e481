"""What a line reads into its figures: praise, alarm, denial, spending, a whole, a place."""

import re
from collections.abc import Collection, Iterator

from dashboard.briefings.composing.directions import DOWN, SAME, UP, WAYS
from dashboard.briefings.composing.numbers_in import SPACES, Stated, before_hedge
from dashboard.briefings.composing.periods_in import titles_of, units_of
from dashboard.briefings.document import Exhibit
from dashboard.text import both
from metrics import DETECTION, Language, Text

EN, FR = Language.EN, Language.FR


def _words(said: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


JUDGED = {  # a figure does not say that something works, is proven, or is a crisis
    EN: _words(
        r"works(?! (?:with|in|at|on|for))|(?:is|are) working|(?:has|have|it) worked|"
        r"succe(?:ss|ed)\w*|fail(?:s|ed|ing|ures?)?|effective\w*|"
        r"proofs?|prov(?:es?|ed|en|ing)|evidence|shows? that|demonstrat\w*|means that|"
        r"(?:under|out of) control|an? (?:\w+ )?crisis|in crisis|epidemic|winning|won|"
        r"pa(?:ys|id) off|sav(?:ed?|es|ing) \w*\s*lives|rescu\w*|zero tolerance|alarming\w*|"
        r"encourag\w*|impressive\w*|remarkabl\w*|(?:good|great|bad|terrible) news|proud\w*|"
        r"(?:far )?too many|(?<!the )only|merely|as (?:few|many) as|tackled|defeated|eradicated"
    ),
    FR: _words(
        r"fonctionn\w*|(?:port|donn)\w* (?:ses |leurs |des )?fruits|réussi\w*|succès|échecs?|"
        r"échou\w*|efficac\w*|preuves?|prouv\w*|(?:dé)?montr\w* qu\w*|démontr\w*|signifie\w* qu\w*|"
        r"(?:sous|hors de) contrôle|maîtris\w*|(?:une|en) crise|épidémie|victoires?|gagn\w*|"
        r"sauv(?:e|é|ée|és|ées|er|ent)\b.{0,9}\bvies?|secouru\w*|tolérance zéro|alarmant\w*|"
        r"encourag\w*|impressionnant\w*|remarquabl\w*|(?:bonne|mauvaise)s? nouvelles?|"
        r"fi(?:er|ers|ère|ères|erté)|beaucoup trop|seulement|à peine|éradiqu\w*|vaincu\w*"
    ),
}
DENIALS = {  # before a number or its hedge: "never more than", "none of the"
    EN: re.compile(
        rf"(?:\b(?:not|never|none|nor|neither|hardly|no)|n['’]t)(?:[\s{SPACES}]+[^\W\d]+){{0,3}}"
        rf"[\s{SPACES}$−+-]*$",
        re.IGNORECASE,
    ),
    FR: re.compile(
        rf"\b(?:non|ne|n['’]\w+|pas|jamais|aucun|aucune|nul|nulle|ni)"
        rf"(?:[\s{SPACES}]+(?:[^\W\d]+['’]?)+){{0,3}}[\s{SPACES}$−+-]*$",
        re.IGNORECASE,
    ),
}
TO_REACH = re.compile(r"(?i)\b(?:met|reach\w*|achiev\w*|attein\w*|chang\w*|compar\w*)\b")
PAID = {  # each with what it is called where the amount is that
    EN: (_words(r"spent|spends?|spending|expenditures?|costs?"), _words(r"paid|pays?|payments?")),
    FR: (_words(r"dépens\w*|coût\w*"), _words(r"pay(?:é|ée|és|ées|er|e|ent)|vers(?:é|ée|és|ées)")),
}
IN_FACT = {  # what happened, where only what was found is counted
    EN: _words(r"trafficked|victims? of (?:human )?trafficking"),
    FR: _words(
        r"(?:été|sont|furent) (?:des )?victimes?|trafiquée?s?|"
        r"(?:soumis|soumise|soumises|victimes?) (?:à|de) (?:la )?traite"
    ),
}
FOUND = {
    EN: _words(
        r"identif\w*|detect\w*|record\w*|(?:police-)?report\w*|found|known|referred|"
        r"recogni[sz]\w*|assist\w*|helped|served|supported"
    ),
    FR: _words(
        r"identifi\w*|repér\w*|détect\w*|consign\w*|déclar\w*|signal\w*|connu\w*|orient\w*|"
        r"reconn\w*|recens\w*|trouv\w*|aidée?s?|accompagn\w*|desservi\w*|soutenu\w*"
    ),
}
GOES = {  # trafficking itself is said to go one way
    EN: _words(
        rf"(?<![-\w] )trafficking(?: itself)?(?: has| have| is| was)? "
        rf"(?:{'|'.join(WAYS[EN][way] for way in (UP, DOWN, SAME))})"
    ),
    FR: re.compile(
        rf"(?<!\w)la traite(?: des personnes)?(?: elle-même)?(?: a| est| s['’]est)? "
        rf"(?:{'|'.join(WAYS[FR][way] for way in (UP, DOWN, SAME))})",
        re.IGNORECASE,
    ),
}
PROVINCE = {
    EN: _words(r"(?:the|our|this) province|province[- ]?wide|here at home|provincially"),
    FR: _words(r"(?:l[ea]|notre|cette) province|à l['’]échelle provinciale|chez nous"),
}


def faults_of_readings(
    text: str, numbers: Collection[Stated], exhibit: Exhibit, language: Language,
    provinces: Collection[str],
) -> Iterator[Text]:  # fmt: skip
    """Every reading that the exhibit does not bear, of a text without its names."""
    own = " | ".join([*titles_of(exhibit), exhibit.pillar, exhibit.signal])
    for found in JUDGED[language].finditer(text):
        if not _is_in(found[0], own):
            yield both("briefing_words.fault_judged", said=found[0])
            break
    yield from _denied(text, numbers, own, language)
    yield from _paid(text, f"{own} | {exhibit.definition}", exhibit, language)
    yield from _in_fact(text, exhibit, language)
    found_place = PROVINCE[language].search(text)
    if found_place and exhibit.place and not is_province(exhibit.place, provinces):
        said = {"said": found_place[0], "place": exhibit.place}
        yield both("briefing_words.fault_place", **said)


def _is_in(said: str, own: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", own, re.IGNORECASE) is not None


def _denied(text: str, numbers: Collection[Stated], own: str, language: Language) -> Iterator[Text]:
    """A number that a sentence denies: "never more than 5,900", "none of the 608"."""
    for one in numbers:
        found = DENIALS[language].search(before_hedge(text[: one.start], language))
        is_own = found and _is_in(" ".join(found[0].split()[:2]), own)  # "not solved"
        if found and not is_own and not TO_REACH.search(found[0]):
            said = " ".join(text[found.start() : one.end].split())
            yield both("briefing_words.fault_denied", said=said)


def _paid(text: str, own: str, exhibit: Exhibit, language: Language) -> Iterator[Text]:
    """An amount that is called spent, or paid, where it was awarded, announced or committed."""
    is_money = any("dollar" in unit.casefold() for unit in units_of(exhibit))
    for words in PAID[language] if is_money else ():
        if (found := words.search(text)) and not words.search(own):
            yield both("briefing_words.fault_paid", said=found[0], name=exhibit.name)


def _in_fact(text: str, exhibit: Exhibit, language: Language) -> Iterator[Text]:
    """What was detected told as all that happened, or as the way that trafficking itself went."""
    detection = DETECTION.fr if language is FR else DETECTION.en
    if detection not in exhibit.unsaid:
        return
    found = None if FOUND[language].search(text) else IN_FACT[language].search(text)
    if found := found or GOES[language].search(text):
        yield both("briefing_words.fault_detected", said=found[0])


def is_province(place: str, provinces: Collection[str]) -> bool:
    return any(place == one or place.startswith(f"{one}, ") for one in provinces)
