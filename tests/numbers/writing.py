"""How numbers and days are written, so that they can be found in a text."""

import re
from functools import cache

from metrics import Language, labels

DIGIT = re.compile(r"\d")
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
CODE = re.compile(r"\b[A-Z]{2,4}-\d+\b")  # of an indicator
ALONE = r"(?<!\w)(?<!\d[,.\u00a0]){}(?!\d|[,.\u00a0]\d)"  # not as a part of a longer number
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

QUALIFIED = "|".join(
    text.in_(language).replace("{}", "").strip()
    for text in labels.QUALIFIERS.values()
    for language in Language
    if text.in_(language) != "{}"
)
DIGITS = {
    Language.EN: r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?",
    Language.FR: r"(?:\d{1,3}(?:\u00a0\d{3})+|\d+)(?:,\d+)?",
}
# A number as it is read: with what qualifies it, its sign, its millions and its currency.
NUMBERS = {
    one: re.compile(
        rf"(?:\b(?:{QUALIFIED}) )?−?\$?(?<!\w){digits}\u00a0?(?:[MBG]\b|WL\b)?(?:\u00a0?[$%])?",
        re.IGNORECASE,
    )
    for one, digits in DIGITS.items()
}
MONTHS = {
    Language.EN: "January|February|March|April|May|June|July|August|September|October|November"
    "|December",
    Language.FR: "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    "|décembre",
}
YEAR = r"(?:19|20)\d\d"
# A year stands bare: a number of four digits is always grouped, 2,019 or 2 019.
BARE_YEAR = rf"(?<![\d,.\u00a0$]){YEAR}(?![\d%]|[,.]\d|\u00a0?[$%]|\u00a0\d)"
DAYS = {
    one: re.compile(
        rf"\b(?:\d{{1,2}}(?:er)? )?(?:{names}) {YEAR}\b|\b[QT][1-4] {YEAR}\b"
        rf"|\b{YEAR}-\d\d(?:\d\d)?\b|{BARE_YEAR}",
        re.IGNORECASE,
    )
    for one, names in MONTHS.items()
}


@cache
def numbers_in(words: str, language: Language) -> frozenset[str]:
    return frozenset(one.group().lower() for one in NUMBERS[language].finditer(words))


def is_long(words: str) -> bool:
    """More than a bare number: it may be looked for within a longer text."""
    return sum(map(str.isalpha, words)) > 3


def without(words: str, said: list[str]) -> str:
    """A text without each of these, in their order; the longest should come first."""
    for one in said:
        if one in words:
            words = re.sub(ALONE.format(re.escape(one)), " ", words)
            if not DIGIT.search(words):
                break
    return words
