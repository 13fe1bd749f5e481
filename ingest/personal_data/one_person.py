"""One person told of by an age: "one survivor, 15, from Nigeria", "Cliente, 16, nigériane".

A noun in the singular with an age behind it, and more behind that which is no count: "client, 16
in all" and "adult, 12, child, 9" count.
"""

import re

from ingest.personal_data.said_of_people import ACTS, AGE

ONE = (
    r"client|cliente|survivor|survivante?|victim|victime|patiente?|participante?|resident|"
    r"résidente?|daughter|son|sister|brother|mother|father|girl|boy|woman|man|person|minor|"
    r"fille|garçon|femme|homme|mère|père|sœur|frère|adolescente?|personne"
)
YOUNG = (
    r"(?:an?|the|this|that|our|un|une|le|la|cette|ce|notre|l['’]) ?"
    r"(?:kid|child|youth|teen|teenager|baby|jeune|ado|enfant)|kid|teen|ado"
)
_FROM = r"(?: (?:from|of|de|du|d['’]|des) ?[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?)?"
_AGED = rf"(?:aged? |age of |âgée? de |âge )?{AGE}(?: ans| years?(?: old)?)?"
# Counts, days and periods, which stand behind numbers of a table and no age.
_COUNTED = (
    r"(?! ?(?:in (?:all|total|april|may|june|july|august|september|october|november|december|"
    r"january|february|march|\d)|au total|en tout|total|unchanged|up|down|below|above|no change|"
    r"plus|moins|hausse|baisse|inchangé|as (?:in|before)|since|depuis|comme|versus|vs|compared|"
    r"(?:from|of|in|for|de|du|en|au|pour) (?:q\d|t\d|\d|the|all|each|every|our|this|last|next|"
    r"april|may|june|july|august|september|october|november|december|january|february|march|"
    r"avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janvier|février|mars))\b)"
)
_BEHIND = rf"(?:, ?|\),? ){_COUNTED}(?![\w'’ -]{{1,24}}[,:(]? ?\d)(?=[^\W\d_]{{2}})"
_OF_ONE = re.compile(
    rf"(?<!per )(?<!par )(?<!each )(?<!by )\b(?:{ONE}|{YOUNG}|one (?:kid|child|youth|teen|baby))"
    rf"(?i:{_FROM})(?:, ?| ?\(|: ?)(?:{_AGED})(?:{_BEHIND}|,? (?:{ACTS}))",
    re.IGNORECASE,
)
_IN_WORDS = (
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twelve|eleven|(?:dou|trei|quator|quin|sei)ze|"
    r"dix-(?:sept|huit|neuf)"
)
# Nothing but one person and an age: "girl, 16", "fille (16)"; "a girl of sixteen"
_ALONE = re.compile(
    rf"(?:an? |one |une? )?(?:{ONE}|kid|teen|ado|youth|jeune)(?:, ?| ?\()(?:{_AGED})\)?\.?|"
    rf".*\b(?:girl|boy|woman|man|teen|kid) (?:of|aged) (?:{_IN_WORDS})\b(?! (?:to|and|or)\b).*|"
    rf".*\b(?:fille|garçon|ado|adolescente?) (?:de|âgée? de) (?:{_IN_WORDS}) ans\b"
    r"(?! (?:à|et|ou)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_MAY_BE = re.compile(r"[,(:] ?(?:\d\d?\b|age|âg)| (?:of|aged|de) [a-z]{3,}", re.IGNORECASE)


def tells_of_one(text: str) -> bool:
    """Whether words tell of one person by an age and by what they are."""
    if not _MAY_BE.search(text):
        return False
    return (_OF_ONE.search(text) or _ALONE.fullmatch(text.strip())) is not None
