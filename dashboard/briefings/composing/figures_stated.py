"""The figures of a text that speaks of no exhibit, however they are spelled: a title, a note.

Years, periods, durations and codes are none. A year that counts people is one, and so are "one
woman", "half of women", an age that no range makes a group, and numbers glued to a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from dashboard.briefings.composing.numbers_in import SHARES, Hedge, Stated, stated
from dashboard.briefings.composing.periods_in import LASTS, without_dates
from dashboard.briefings.composing.periods_named import YEAR, periods_named
from dashboard.briefings.composing.units_said import ANYONE, PEOPLE, STOPS, THINGS
from metrics import Language

EN, FR = Language.EN, Language.FR
LONGEST = 20  # years, months: what lasts longer in a title is more likely a number of people
ONE_OF = {
    EN: "victim survivor woman man girl boy child youth client offender trafficker perpetrator"
        " suspect worker officer minor adult person individual",
    FR: "victime survivant survivante femme homme fille garçon enfant jeune client cliente"
        " contrevenant trafiquant délinquant suspect agent agente mineur mineure adulte personne",
}  # fmt: skip
SEVERAL = {one: "|".join(sorted({*PEOPLE[one].split(), *ANYONE[one]})) for one in Language}
COUNTED = {one: f"{SEVERAL[one]}|{'|'.join(THINGS[one].split())}" for one in Language}
SOLE = {one: "|".join(ONE_OF[one].split()) for one in Language}
END = r"\b(?!['’]s)"
CODES = re.compile(r"\b(?!MEN-)(?:B-\d{4}-\d+|[A-Z]{3}-\d{2}|COVID-19|[QT][1-4])\b")
GLUED = re.compile(r"(?<![\w-])(?!COVID-?19\b)[^\W\d_]{2,}-?(\d+)(?!\w)")
PARTS = {  # halves that are periods, and no shares of people
    EN: re.compile(r"(?i)\b(?:(?:first|second|last|other) half\b|half[- ](?:year|day|hour)\w*)"),
    FR: re.compile(r"(?i)\b(?:demi-(?:journée|heure|année)s?|double page)\b"),
}
LARGE = re.compile(r"\bX{2,3}(?:IX|IV|V?I{0,3})\b")  # in Roman numbers: no phase, no part
ODD = {  # what counts without a number in figures
    EN: [
        (LARGE, 20),
        (re.compile(r"(?i)\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty[a-z]{3,5}\b"), 20),
        (re.compile(rf"(?i)\b(?:one|(?:a )?single|a lone|only one) (?:{SOLE[EN]}){END}"), 1),
        (re.compile(rf"(?i)\b(?:couple|pair) of (?:\w+ )?(?:{COUNTED[EN]}){END}"), 2),
        (re.compile(rf"(?i)\b(?:handful|dozens) of (?:\w+ )?(?:{COUNTED[EN]}){END}"), 3),
        (re.compile(rf"(?i)\b(?:quarter|fifth|tenth) of (?:the |all )?(?:{COUNTED[EN]})"), 4),
    ],
    FR: [
        (LARGE, 20),
        (re.compile(r"(?i)\b(?:vingt|trente|quarante|cinquante|soixante)[a-z]{3,6}\b"), 20),
        (re.compile(rf"(?i)\b(?:une?|une? seule?) (?:{SOLE[FR]}){END}"), 1),
        (re.compile(rf"(?i)\bpoignée de (?:{COUNTED[FR]}){END}"), 3),
        (re.compile(rf"(?i)\b(?:quart|cinquième|dixième) des? (?:\w+ )?(?:{COUNTED[FR]})"), 4),
    ],
}  # fmt: skip
PLACE = {EN: "st|nd|rd|th", FR: "re?|er|e|ème"}
NUMBERED = {  # "3rd woman", "XII women": by its place, or in Roman numbers
    one: re.compile(
        rf"\b(\d+)(?i:{PLACE[one]}) (?i:{SOLE[one]}){END}"
        rf"|\b(?:[IVXLC]{{2,}}|[VX]) (?i:{COUNTED[one]}){END}"
    )
    for one in Language
}
AS_COUNT = {  # a year before those that it counts; or of as many
    one: re.compile(
        rf"(?i)\b({YEAR})(?: (?!(?:{STOPS[one]}|of|and|de|des|du|et|la|le|les)\b)[^\W\d_-]+)?"
        rf" (?:{SEVERAL[one]}){END}|\b({YEAR}) (?:{COUNTED[one]}){END}"
        rf"|\b({YEAR}) (?:(?:out )?of|sur) {YEAR}\b"
    )
    for one in Language
}
AGE = {
    EN: re.compile(r"(?i)^[ -]?years?[ -]olds?\b(?! (?:and|or) (?:over|older|more|under|younger))"),
    FR: re.compile(r"(?i)^ ?ans\b(?! (?:et|ou) (?:plus|moins))"),
}
AGED = re.compile(r"(?i)(?:\baged? |\bâgée?s? de )$")
GROUP = {  # an age that is an end of a group: "under 18 years old", "12 to 17"
    EN: re.compile(r"(?i)(?:\b(?:under|over|below|above|than|least|most)|\d ?(?:to|and|[-–])) ?$"),
    FR: re.compile(r"(?i)(?:\b(?:moins|plus|dès|avant|après)(?: de| d['’])?|\d ?(?:à|et|[-–])) ?$"),
}
LASTING = {
    EN: re.compile("(?!)"),
    FR: re.compile(r"(?i)(?:\b(?:depuis|pendant|durant|sur|en|tous les|plan de|après) (?:les )?)$"),
}


def figures_of(text: str, language: Language) -> list[Stated]:
    """The figures of such a text, in the order in which they stand."""
    bare = CODES.sub(_blank, _normal(text))
    odd = [*_odd(bare, language), *_counting_years(bare, language)]
    bare = without_dates(bare, language)
    for one in periods_named(bare, language):
        bare = f"{bare[: one.start]}{' ' * (one.end - one.start)}{bare[one.end :]}"
    plain = [one for one in stated(bare, language) if not _lasts(bare, one, language)]
    return sorted([*odd, *plain], key=lambda one: one.start)


def _normal(text: str) -> str:
    """Each sign as it is read: ³⁷ and ３７ as 37, Ⅻ as 12, and no sign that draws nothing."""
    read = "".join(_read(sign) for sign in text)
    return "".join(
        one for one in unicodedata.normalize("NFKC", read) if unicodedata.category(one) != "Cf"
    ).replace("\u2044", "/")


def _read(sign: str) -> str:
    number = unicodedata.numeric(sign, None)
    if number is None or unicodedata.category(sign) == "Lo" or not float(number).is_integer():
        return sign
    return str(int(number))


def _odd(text: str, language: Language) -> Iterator[Stated]:
    """What counts without figures, by shares, by place, or within a word."""
    for said, number in ODD[language]:
        yield from (_told(found[0], number, found.start()) for found in said.finditer(text))
    without = PARTS[language].sub(_blank, text)
    for found in SHARES[language].finditer(without):
        if found[0].casefold() not in ("unfold", "manifold", "scaffold", "blindfold"):
            yield _told(found[0], 2, found.start())
    for found in NUMBERED[language].finditer(text):
        yield _told(found[0], int(found[1] or 0), found.start())
    for found in GLUED.finditer(text):
        yield _told(found[0], int(found[1]), found.start())


def _counting_years(text: str, language: Language) -> Iterator[Stated]:
    for found in AS_COUNT[language].finditer(text):
        year = next(one for one in found.groups() if one)
        yield _told(year, int(year), found.start())


def _lasts(text: str, one: Stated, language: Language) -> bool:
    """Whether a number tells how long, or is an age that makes a group; an age alone is neither."""
    before, after = text[: one.start], text[one.end :]
    if GROUP[language].search(before) and LASTS.match(after.lstrip(" -")):
        return True
    if AGED.search(before) or (AGE[language].match(after) and not _is_span(one, before, language)):
        return False
    return LASTS.match(after.lstrip(" -")) is not None and one.number <= LONGEST


def _is_span(one: Stated, before: str, language: Language) -> bool:
    """Whether years are how long something lasts: in French an age is told by the same word."""
    return language is FR and (LASTING[FR].search(before) is not None or one.number <= LONGEST // 2)


def _told(written: str, number: int, start: int) -> Stated:
    return Stated(Decimal(number), Hedge.NONE, written, start, start + len(written))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
