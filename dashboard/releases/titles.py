"""What a title of a release may not say: a figure, also one that is not written in digits.

Everybody reads it as soon as the release is announced, and it stays when figures are withdrawn.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

from dashboard.briefings.composing.figures_stated import figures_of
from dashboard.text import both
from metrics import Language, MetricsError, Text

OLDEST, AHEAD = 1990, 1  # a number of four digits before, or years ahead, is the year of no figure
SMALL = 12  # "Part II" and "Phase IV" count nothing
NOBODY = {
    Language.EN: re.compile(r"\b(nobody|no[ -]one|none|nil|zero|no (?:people|person|survivors?|"
                            r"clients?|women|girls|men|boys|children|youth)|(?:sole|lone|only) "
                            r"(?:survivor|client|woman|girl|man|boy|child|person))\b",
                            re.IGNORECASE),
    Language.FR: re.compile(r"\b(personne n'\w+|nul(?:le)?|zéro|aucune? (?:personnes?|femme|fille|"
                            r"homme|garçon|enfant|jeune|client\w*|survivant\w*)|(?:seule?|unique) "
                            r"(?:personne|femme|fille|homme|garçon|enfant|jeune|client\w*|"
                            r"survivante?))\b", re.IGNORECASE),
}  # fmt: skip
YEAR = re.compile(r"(?<![\d-])\d{4}(?![\d-])")
ROMAN = re.compile(
    r"\b(?!MIX\b)(?=[IVXLCDM]{3})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b"
)
WORTH = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ORDINAL = re.compile(r"\b(\d+)\s?(?:st|nd|rd|th|er|re|e|[èe]me|i[èe]me)\b", re.IGNORECASE)
JOINED = re.compile(r"\b[^\W\d_]+(\d+)\b|\b(\d+)[^\W\d_]+")  # "K47"
WORD = re.compile(r"[^\W\d_]+")
Said = Iterator[Text]


def faults_of_title(title: Text) -> dict[str, Text]:
    """By the field of each language, what is wrong first; years and periods are no figures."""
    found = {language: next(_faults(title.in_(language), language), None) for language in Language}
    return {f"title_{language}": told for language, told in found.items() if told}


def refuse_figures(title: Text) -> None:
    """Raise MetricsError where a title says a figure."""
    for told in faults_of_title(title).values():
        raise MetricsError(*told)


def _faults(said: str, language: Language) -> Said:
    for word in WORD.findall(said):
        if len(_scripts(word)) > 1:  # "О" may be no O: what looks like a word may be a number
            yield both("release.title_letters", word=word)
    for number in (*_written(said, language), *_spelled(said, language)):
        yield both("release.title_figure", number=number)


def _written(said: str, language: Language) -> Iterator[str]:
    yield from (one.written.strip() for one in figures_of(said, language))
    newest = datetime.now(UTC).year + AHEAD
    yield from (one for one in YEAR.findall(said) if not OLDEST <= int(one) <= newest)
    for found in (*ORDINAL.finditer(said), *JOINED.finditer(said)):
        if int(next(filter(None, found.groups()))) > SMALL:  # "Q1" and "2nd" count nothing
            yield found[0]


def _spelled(said: str, language: Language) -> Iterator[str]:
    """That there was nobody, or one alone; a number of the other language's words, or of Roman
    letters that is too large for a part.
    """
    other = Language.FR if language is Language.EN else Language.EN
    told = (one.written.strip() for one in figures_of(said, other))
    yield from (one for one in told if not any(map(str.isdigit, one)))
    yield from (found[0] for found in NOBODY[language].finditer(said))
    yield from (one[0] for one in ROMAN.finditer(said) if _worth(one[0]) > SMALL)


def _worth(roman: str) -> int:
    each = [WORTH[letter] for letter in roman]
    pairs = zip(each, [*each[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _scripts(word: str) -> set[str]:
    """The scripts of its letters: LATIN, CYRILLIC, GREEK, CANADIAN and so on."""
    return {unicodedata.name(letter, "?").split(" ")[0] for letter in word}
