"""The numbers of a sentence, in figures and in words, with the hedge that stands before each."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from metrics import Language

SPACES = "\u00a0\u202f\u2009"
EN, FR = Language.EN, Language.FR
NUMBER = {
    EN: re.compile(rf"\d{{1,3}}(?:[,{SPACES}]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"),
    FR: re.compile(rf"\d{{1,3}}(?:[ {SPACES}]\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"),
}
SCALES = (
    (re.compile(r"[ -]?(thousand|mille|milliers?|k)\b", re.IGNORECASE), 10**3),
    (re.compile(r"[ -]?(millions?|M)\b"), 10**6),
    (re.compile(r"[ -]?(milliards?|billions?|B|G)\b"), 10**9),
)
ORDINAL = {
    EN: re.compile(r"(?i)(st|nd|rd|th)\b"),
    FR: re.compile(r"(?i)(er|re|ers|res|e|es|nd|nde|ème|ème|eme|ièmes?)\b"),
}


class Hedge(StrEnum):
    NONE = ""
    ABOUT = "about"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UNDER = "under"


HEDGES = {  # the longer before the shorter, for "no more than" is not "more than"
    EN: (
        (Hedge.UP_TO, r"no more than|not more than|up to|at most|≤"),
        (Hedge.AT_LEAST, r"no fewer than|no less than|not less than|at least|≥"),
        (Hedge.UNDER, r"less than|fewer than|under|below|<"),
        (Hedge.MORE_THAN, r"more than|over|above|>"),
        (Hedge.ABOUT, r"about|approximately|around|roughly|some|nearly|almost|≈|~"),
    ),
    FR: (
        (Hedge.UP_TO, r"pas plus d[e'’]|jusqu['’]à|au plus|au maximum|≤"),
        (Hedge.AT_LEAST, r"pas moins d[e'’]|au moins|au minimum|≥"),
        (Hedge.UNDER, r"moins d[e'’]|en dessous de|<"),
        (Hedge.MORE_THAN, r"plus d[e'’]|au-delà de|>"),
        (Hedge.ABOUT, r"environ|approximativement|autour de|près de|quelque|à peu près|≈|~"),
    ),
}
BEFORE = {
    language: [(hedge, re.compile(rf"(?:^|(?<=\W))(?:{said})[\s{SPACES}$−+-]*$", re.IGNORECASE))
               for hedge, said in several]
    for language, several in HEDGES.items()
}  # fmt: skip


class Stated(NamedTuple):
    """A number as a sentence states it, where it stands, and how its words hedge it."""

    number: Decimal
    hedge: Hedge
    written: str
    start: int
    end: int


def stated(text: str, language: Language) -> list[Stated]:
    """Every number of a text, in its order; ordinals are none."""
    text = plainly(text)
    found = [*_in_figures(text, language), *_in_words(text, language)]
    return sorted(found, key=lambda one: one.start)


def plainly(text: str) -> str:
    """Digits of every script and width as 0 to 9, sign by sign; nothing changes its place."""
    return "".join(_plain(sign) for sign in text)


def _plain(sign: str) -> str:
    if sign in SPACES or sign.isascii():
        return sign
    return str(int(sign)) if sign.isdecimal() else sign


def _in_figures(text: str, language: Language) -> Iterator[Stated]:
    for found in NUMBER[language].finditer(text):
        end = found.end()
        if ORDINAL[language].match(text, end) or _is_named(text, found.start()):
            continue
        number = Decimal(_digits(found[0], language))
        for scale, times in SCALES:
            if said := scale.match(text, end) or scale.match(text.replace("\u00a0", " "), end):
                number, end = number * times, said.end()
                break
        start = found.start()
        yield Stated(number, hedge_before(text[:start], language), text[start:end], start, end)


def _digits(written: str, language: Language) -> str:
    bare = re.sub(rf"[ {SPACES}]", "", written)
    return bare.replace(",", "." if language is FR else "")


def _is_named(text: str, start: int) -> bool:
    """A number within a name, as in "COVID19": no figure."""
    return start > 0 and text[start - 1].isalpha()


def hedge_before(before: str, language: Language) -> Hedge:
    return next((hedge for hedge, said in BEFORE[language] if said.search(before)), Hedge.NONE)


def before_hedge(before: str, language: Language) -> str:
    """The text before a number without the hedge that it ends in."""
    found = (said.search(before) for _, said in BEFORE[language])
    return before[: min((one.start() for one in found if one), default=len(before))]


UNITS = {
    EN: "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty",
    FR: "zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
        "seize dix-sept dix-huit dix-neuf vingt",
}  # fmt: skip
TENS = {
    EN: {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
         "ninety": 90},
    FR: {"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70,
         "quatre-vingt": 80, "quatre-vingts": 80, "quatre-vingt-dix": 90, "septante": 70,
         "octante": 80, "huitante": 80, "nonante": 90, "vingts": 20, "vingtaine": 20,
         "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60},
}  # fmt: skip
TIMES = {
    EN: {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 10**6,
         "dozen": 12, "dozens": 12},
    FR: {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6,
         "centaine": 100, "centaines": 100, "milliers": 1000, "douzaine": 12, "dizaine": 10,
         "dizaines": 10},
}  # fmt: skip
SHARES = {  # what compares without a figure: the two figures are to be written instead
    EN: re.compile(
        r"(?i)\b(?:half|halves|halved|halving|doubl(?:e[ds]?|ing)|twice|thrice|tripl(?:e[ds]?|ing)|"
        r"quadrupl(?:e[ds]?|ing)|two-thirds|one-third|a third|[a-z]+fold)\b|[¼½¾⅓⅔⅕⅛]"
    ),
    FR: re.compile(
        r"(?i)\b(?:moitié|demie?|doubl(?:e[rs]?|é[es]*|ent)|tripl(?:e[rs]?|é[es]*|ent)|"
        r"quadrupl(?:e[rs]?|é[es]*|ent)|un tiers|deux tiers|le tiers)\b|[¼½¾⅓⅔⅕⅛]"
    ),
}
JOINING = {EN: {"and"}, FR: {"et"}}
ONE = {EN: {"one"}, FR: {"un", "une"}}


def _small(language: Language) -> dict[str, int]:
    names = UNITS[language].split()
    return {"zero": 0, "zéro": 0} | dict(zip(names[1:], range(2, 21), strict=True)) | TENS[language]


SMALL = {language: _small(language) for language in Language}
PER_CENT = re.compile(rf"(?<=\d)[\s{SPACES}]pour[\s{SPACES}]cent\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _in_words(text: str, language: Language) -> Iterator[Stated]:
    """Numbers that are spelled out, "two hundred and fifty"; "one" alone is an article."""
    run: list[re.Match[str]] = []
    text = PER_CENT.sub(lambda found: " " * len(found[0]), text)
    for word in [*WORD.finditer(text.casefold()), None]:
        joins = word and run and not text[run[-1].end() : word.start()].strip()
        if word and (joins or not run) and _counts(word[0], language, is_inside=bool(run)):
            run.append(word)
            continue
        yield from _one_in_words(text, run, language)
        run = [word] if word and _counts(word[0], language, is_inside=False) else []


def _counts(word: str, language: Language, *, is_inside: bool) -> bool:
    if is_inside and word in JOINING[language] | ONE[language]:
        return True
    parts = [word] if word in SMALL[language] else word.split("-")
    return all(part in SMALL[language] or part in TIMES[language] or (at and part in
               ONE[language] | JOINING[language]) for at, part in enumerate(parts))  # fmt: skip


def _one_in_words(text: str, run: list[re.Match[str]], language: Language) -> Iterator[Stated]:
    while run and run[-1][0] in JOINING[language] | ONE[language]:
        run = run[:-1]
    if not run or _scales_a_figure(text, run[0].start()):
        return
    start, end = run[0].start(), run[-1].end()
    number = _reckoned([word[0] for word in run], language)
    yield Stated(Decimal(number), hedge_before(text[:start], language), text[start:end], start, end)


def _scales_a_figure(text: str, start: int) -> bool:
    """Whether the word belongs to digits, as in "1.5 million"."""
    return bool(re.search(rf"\d[\s{SPACES}]?$", text[:start]))


def _reckoned(words: list[str], language: Language) -> int:
    total = current = 0
    for word in words:
        for part in [word] if word in SMALL[language] else word.split("-"):
            if part in SMALL[language]:
                current += SMALL[language][part]
            elif part in ONE[language]:
                current += 1
            elif part in TIMES[language]:
                current = max(current, 1) * TIMES[language][part]
                if TIMES[language][part] >= 1000:
                    total, current = total + current, 0
    return total + current
