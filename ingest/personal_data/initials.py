"""Letters that stand for a person: "AK left the shelter", "JD, 17, arrived", "la mère de LM".

Two letters may be an office, a place or a programme as well ("HR left two positions vacant"). So
letters tell nothing by themselves: something is said of them that is said of people, no article
stands before them, as it does before an office, and the sentence is about no matter of an office.
"""

import re
from collections.abc import Set

from ingest.personal_data.normal import folded
from ingest.personal_data.said_of_people import (
    ACTS,
    AGE,
    AILS,
    FOR,
    KIN,
    KNOWN_LETTERS,
    NO_LETTERS,
    OF_OFFICES,
    OFFICE_MATTERS,
    TOOK,
    WITH,
)

_PAIR = r"[A-ZÀ-Þ]{2}|[A-ZÀ-Þ]\. ?[A-ZÀ-Þ]\.?"
_SMALL = (  # the commonest words are passed over at once, for speed; the others by NO_LETTERS
    r"[a-z]\. ?[a-z]\.|"
    r"(?!(?:at|of|in|to|is|it|we|he|by|on|or|as|an|be|no|de|la|le|en|et|du|un|au|il)\b)[a-z]{2}"
)
_BEHIND = r"(?<![\w.&/'’-])"
_LETTERED = re.compile(rf"[A-ZÀ-Þ]{{2}}|\b[A-ZÀ-Þ]\.|{_BEHIND}(?:{_SMALL})(?=[ ,(])")
_END = r"(?![\w'’/&-])"
_SEXED = r"\([FMfm],? ?" + AGE + r"\)"  # (12 F) counts twelve
# Whatever the letters are, three included: said of people only.
_SURELY = re.compile(
    rf"{_BEHIND}(?P<name>{_PAIR}|[A-Z]{{3}})(?:,? (?:{AILS})\b|['’]s (?:{KIN})\b|"
    rf"(?:,| and| with| et| avec) (?:her|his|their|sa|son|ses) (?:{KIN})\b|"
    rf" ?{_SEXED}|,? (?:aged|âgée? de) {AGE}\b|,? a {AGE} ans\b|"
    rf" (?:(?:is|was) {AGE}(?= years old)|turned {AGE}\b))"
)
# JD (16) and nothing else; letters of a province, as AB (16), may as well be a count
_ALONE = re.compile(rf"(?P<name>{_PAIR})(?: ?\({AGE}(?: ans)?\)|, ?{AGE}(?: ans)?)\.?")
_KIN_OF = re.compile(rf"\b(?i:{KIN}) (?:of|de) (?P<name>{_PAIR}){_END}")
_DOES = re.compile(rf"{_BEHIND}(?P<name>{_PAIR}|{_SMALL}),? (?:{ACTS})\b")
_AGED = re.compile(
    rf"{_BEHIND}(?P<name>{_PAIR}|{_SMALL})(?:, ?| ?\(){AGE}(?: ans\b|"
    rf"(?: ans)?(?:\)|,|\),) (?:from|of|de)\b|(?: ans)?\)?,? "
    rf"(?:{ACTS}|who|qui|is|was|has|had|est|a)\b)"
)
_DONE_TO = re.compile(
    rf"\b(?i:(?:{TOOK})|(?:{WITH}) (?:with|to|avec|à)|(?:{FOR}) (?:for|pour)) (?P<name>{_PAIR})"
    r"(?= (?:get|to|from|into|in|at|about|again|back|home|à|au|aux|vers|chez|en)\b|[.,;)]|$)"
)
_ARTICLE = re.compile(
    r"(?:\b(?:the|our|this|that|a|an|new|each|every|all|no|their|its|la|le|les|un|une|du|des|"
    r"au|aux|notre|nos|leur|ce|cette|team|group|site|unit|equipe|équipe|groupe)|\bl['’]|\d) ?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?] (?=[A-ZÀ-Þ][a-zà-ÿ])|\n")


def tells_by_letters(text: str, titles: Set[str]) -> bool:
    """Whether somebody is told of by initials."""
    if not _LETTERED.search(text):
        return False
    if any(_letters(one) not in NO_LETTERS for one in _SURELY.finditer(text)):
        return True
    alone = _ALONE.fullmatch(text.strip())
    if alone and _is_person(alone, titles):
        return True
    return any(
        _is_person(one, titles)
        for expression in (_KIN_OF, _DOES, _AGED, _DONE_TO)
        for one in expression.finditer(text)
    )


def may_tell_by_letters(text: str) -> bool:
    """Whether small letters stand where somebody does something; capitals are looked at anyway."""
    return _DOES.search(text) is not None


def _letters(found: re.Match[str]) -> str:
    return re.sub(r"[^A-ZÀ-Þ]", "", found["name"].upper())


def _is_person(found: re.Match[str], titles: Set[str]) -> bool:
    letters, start = _letters(found), found.start("name")
    if letters in KNOWN_LETTERS or letters in NO_LETTERS or folded(letters) in titles:
        return False
    if _ARTICLE.search(found.string[max(0, start - 12) : start]):
        return False
    sentence = _SENTENCE.split(found.string[start:], maxsplit=1)[0]
    return not (OFFICE_MATTERS.search(sentence) or OF_OFFICES.search(sentence))
