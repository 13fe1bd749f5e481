"""The kinds of personal data in one text, and which texts are looked at closely at all."""

import re

from ingest.personal_data.kinds import Kind
from ingest.personal_data.labels import FIRST_WORDS
from ingest.personal_data.listed import listed
from ingest.personal_data.names import ALONE, KEYS, holds_name
from ingest.personal_data.normal import normal, together
from ingest.personal_data.pattern import Found, Pattern
from ingest.personal_data.patterns import GROUPS, found, is_neutral, tokens

# What no number, address, handle or code that is looked for can be without. Each expression
# begins with few signs, so that the search leaps from one to the next.
_SIGNS = re.compile("[@_&#%]")
_AFTER_DIGIT = re.compile(
    r"\d(?:(?:[^0-9A-Za-z,;]{0,3}\d){6}|[A-Za-z][ .-]{0,3}\d[A-Za-z]\d|\.\d{1,3}\.\d|\d{3} ?\d{4}"
    r"|\d{3}[ -]\d{5}|\d-\d)"
)
_AFTER_SIGN = re.compile(
    r"[:.(\[{<-](?:[0-9A-Fa-f]{0,4}:|[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-|[0-9a-fA-F]{4}\.|com/|me/|gg/"
    r"| ?(?:at|a|chez|arobase)\b)"
)
_AFTER_SPACE = re.compile(r" (?:\S \S \S \S |(?:at|AT|dot|point) \w+ )")
_LETTERED = re.compile(r"\b(?:[A-Za-z]\. ?[A-Za-z\d]|GO ?#?\d|[rR]\.?[rR]\.? ?#)")
_NUMBER_WORDS = frozenset(
    listed(
        """
zero zéro oh one un two deux three trois four quatre five cinq six seven sept
"""
    )
)
_ACCOUNTS = frozenset(
    listed(
        """
instagram insta ig snapchat snap tiktok facebook messenger telegram discord twitter kik
onlyfans arobase arobas
"""
    )
)
_NUMBERED = frozenset().union(*(group.keys for group in GROUPS if group.keys))
_LABELLED = re.compile("[:=]| - ")
_CAPITAL = re.compile(r"[ (][A-Z]")
_EVERY = KEYS.union(_NUMBER_WORDS, _ACCOUNTS, *(group.keys for group in GROUPS))
_KEYS = frozenset(one for one in _EVERY if len(one) > 1) - {"at", "is", "no", "point", "dot"}
_SPELLED = re.compile(r" \S \S \S \S ")
_SPACED = re.compile(r"\d[-._/* ]\d[-._/* ]\d[-._/* ]\d")
_LETTER = re.compile(r"[^\W\d_]+")
_HAS_DIGIT = re.compile(r"\d")
_PUBLISHED = (Kind.TELEPHONE, Kind.EMAIL, Kind.SOCIAL_INSURANCE, Kind.HEALTH_NUMBER)


def may_head(words: str) -> bool:
    """Whether a text could be a heading or a label that says what stands under or beside it."""
    if len(words) > 60 or (words.isascii() and _HAS_DIGIT.search(words)):
        return False
    if not words.isascii():
        return True
    first = _LETTER.search(words)
    return not first or first[0].casefold() in FIRST_WORDS


def is_hot(words: str) -> bool:
    """Whether a text could hold anything at all."""
    if len(words) < 4:
        return False
    if not words.isascii():
        return True
    said = _LETTER.findall(words.casefold())
    return (not _KEYS.isdisjoint(said) and _may_hold(words, said)) or _has_shape(words)


def _may_hold(words: str, said: list[str]) -> bool:
    """Whether a text with a word that matters has the sign, capital or digit that goes with it."""
    if _HAS_DIGIT.search(words) and not _NUMBERED.isdisjoint(said):
        return True
    if _LABELLED.search(words) and not KEYS.isdisjoint(said):
        return True
    if not ALONE.isdisjoint(said):
        return True
    return sum(one in _NUMBER_WORDS for one in said) > 2 or (
        not KEYS.isdisjoint(said) and _CAPITAL.search(words) is not None
    )


def _has_shape(words: str) -> bool:
    return bool(
        _SIGNS.search(words)
        or _AFTER_DIGIT.search(words)
        or _AFTER_SIGN.search(words)
        or ("." in words and _LETTERED.search(words))
        or (" " in words and _AFTER_SPACE.search(f" {words} "))
        or ("GO" in words and _LETTERED.search(words))
    )


def is_private(words: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence that somebody has written holds personal data."""
    return is_hot(words) and bool(kinds_in(words, allowed))


def kinds_in(words: str, allowed: frozenset[str]) -> frozenset[Kind]:
    """The kinds of personal data in a text."""
    kinds: set[Kind] = set()
    for form, said in _forms(words):
        for pattern, match in found(form, said):
            if not _passes(pattern, match, allowed):
                kinds.add(pattern.kind)
        if holds_name(form, said):
            kinds.add(Kind.NAME)
    return frozenset(kinds)


def _forms(words: str) -> tuple[tuple[str, set[str]], ...]:
    """A text as it stands, and as it reads when what was spelled out is put together."""
    text = normal(words)
    said = tokens(text)
    forms = [(text, said)]
    if "_" in text:
        parted = text.replace("_", " ")
        forms.append((parted, tokens(parted)))
    if (
        _SPELLED.search(f" {text} ")
        or _SPACED.search(text)
        or len(_NUMBER_WORDS.intersection(said)) > 2
    ):
        whole = together(text)
        forms.append((whole, tokens(whole)))
    return tuple(forms)


def _passes(pattern: Pattern, match: Found, allowed: frozenset[str]) -> bool:
    if pattern.bare and is_neutral(match):
        return True
    return pattern.kind in _PUBLISHED and is_allowed(match[0], allowed)


def is_allowed(words: str, allowed: frozenset[str]) -> bool:
    """Whether the office itself publishes this number or address."""
    if "@" in words:
        return words.casefold().strip() in allowed
    digits = "".join(one for one in words if one.isdigit())
    return digits[-10:] in allowed or digits in allowed
