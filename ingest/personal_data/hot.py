"""The kinds of personal data in one text, and which texts are looked at closely at all."""

import re
from collections.abc import Iterable, Iterator

from ingest.personal_data.kinds import Kind
from ingest.personal_data.labels import FIRST_WORDS
from ingest.personal_data.listed import listed
from ingest.personal_data.names import ALONE, KEYS, holds_name
from ingest.personal_data.normal import folded, is_strange, normal, together, usual
from ingest.personal_data.notes import tells_of_person
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
_LETTERED = re.compile(r"\b(?:[^\W\d_]\. ?[^\W_]|GO ?#?\d|[rR]\.?[rR]\.? ?#)")
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
onlyfans wechat weixin viber skype linkedin pinterest reddit twitch arobase arobas
"""
    )
)
_NUMBERED = tuple((group.keys, group.least) for group in GROUPS if group.keys and group.least)
_NAMING = KEYS | _ACCOUNTS
_LABELLED = re.compile("[:=]| - ")
_CAPITAL = re.compile(r"[ (,:][A-ZÀ-ÞŒ]")
_EVERY = KEYS.union(_NUMBER_WORDS, _ACCOUNTS, *(group.keys for group in GROUPS))
_KEYS = frozenset(one for one in _EVERY if len(one) > 1) - {"at", "is", "no", "point", "dot"}
_SPELLED = re.compile(r" \S \S \S \S ")
_SPACED = re.compile(r"\d[-._/* ]\d[-._/* ]\d[-._/* ]\d")
_LETTER = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_APART = str.maketrans(dict.fromkeys((one for one in map(chr, range(256)) if not one.isalpha()
                                      and one != "\n"), " "))  # fmt: skip
_SHORTEST = 4  # letters of what could hold anything
_AT_ONCE = 32  # texts that are searched together
_PUBLISHED = (Kind.TELEPHONE, Kind.EMAIL, Kind.SOCIAL_INSURANCE, Kind.HEALTH_NUMBER)


def may_head(words: str) -> bool:
    """Whether a text could be a heading or a label that says what stands under or beside it."""
    if len(words) > 60:
        return False
    if is_strange(words):
        return True
    if _DIGIT.search(words):
        return False
    first = _LETTER.search(words)
    return not first or folded(first[0]) in FIRST_WORDS


def is_hot(words: str) -> bool:
    """Whether a text could hold anything at all."""
    if len(words) < _SHORTEST:
        return False
    if is_strange(words):
        return True
    words = usual(words)
    said = _LETTER.findall(words.casefold())
    return (not _KEYS.isdisjoint(said) and _may_hold(words, said)) or _has_shape(words)


def hot_among(texts: Iterable[str]) -> Iterator[str]:
    """Those of some texts that could hold anything; many are searched together, which is quick."""
    joinable = []
    for one in texts:
        if "\n" in one or is_strange(one):
            if is_hot(one):
                yield one
        elif len(one) >= _SHORTEST:
            joinable.append(one)
    for at in range(0, len(joinable), _AT_ONCE):
        yield from _hot_among(joinable[at : at + _AT_ONCE])


def _hot_among(texts: list[str]) -> Iterator[str]:
    """As `is_hot` of each: a shape that no text has, all of them together do not have either."""
    joined = usual(" \n ".join(texts))
    has_shape, said = _has_shape(joined), joined.casefold().translate(_APART).split("\n")
    for one, spaced in zip(texts, said, strict=True):
        words = spaced.split()
        keyed = not _KEYS.isdisjoint(words) and _may_hold(usual(one), words)
        if keyed or (has_shape and _has_shape(usual(one))):
            yield one


def _may_hold(words: str, said: list[str]) -> bool:
    """Whether a text with a word that matters has the sign, capital or digit that goes with it."""
    digits = len(_DIGIT.findall(words))
    if any(digits >= least and not keys.isdisjoint(said) for keys, least in _NUMBERED):
        return True
    if _LABELLED.search(words) and not _NAMING.isdisjoint(said):
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


STRONG = frozenset({
    Kind.TELEPHONE, Kind.EMAIL, Kind.SOCIAL_INSURANCE, Kind.HEALTH_NUMBER, Kind.POSTAL_CODE,
})  # fmt: skip
_AT_MOST = 4_000  # signs that are searched at a time, and how many of them again with the next
_AGAIN = 200


def is_private(words: str, allowed: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence that somebody has written holds personal data; strictly, as in notes."""
    return (is_hot(words) and bool(kinds_in(words, allowed))) or tells_of_person(words)


def kinds_in(words: str, allowed: frozenset[str]) -> frozenset[Kind]:
    """The kinds of personal data in a text, of which a long one is searched piece by piece.

    So the cost grows with the length and no faster, and none of it is left out.
    """
    if len(words) <= _AT_MOST:
        return _kinds_in(words, allowed)
    step = _AT_MOST - _AGAIN
    pieces = (words[at : at + _AT_MOST] for at in range(0, len(words), step))
    return frozenset().union(*(_kinds_in(one, allowed) for one in pieces))


def strong_kinds(words: str, allowed: frozenset[str]) -> frozenset[Kind]:
    """Only those kinds that no words around them are needed for."""
    return kinds_in(words, allowed) & STRONG if is_hot(words) else frozenset()


def _kinds_in(words: str, allowed: frozenset[str]) -> frozenset[Kind]:
    kinds: set[Kind] = set()
    for form, said in _forms(words):
        for pattern, match in found(form, said):
            if not _passes(pattern, match, allowed):
                kinds.add(pattern.kind)
        if holds_name(form, said):
            kinds.add(Kind.NAME)
    for form in _lines_joined(words) if "\n" in words else ():
        for pattern, match in found(form, tokens(form)):
            if pattern.kind in STRONG and not _passes(pattern, match, allowed):
                kinds.add(pattern.kind)
    return frozenset(kinds)


def _lines_joined(words: str) -> tuple[str, str]:
    """A text of several lines on one, with a space where a line ended and without."""
    lines = [one.strip() for one in normal(words).split("\n")]
    return " ".join(lines), "".join(lines)


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
        or (not _NUMBER_WORDS.isdisjoint(said) and _numbers_said(text) > 2)
    ):
        whole = together(text)
        forms.append((whole, tokens(whole)))
    return tuple(forms)


def _numbers_said(text: str) -> int:
    """How many digits are written as words, each time it is."""
    return sum(one in _NUMBER_WORDS for one in _LETTER.findall(text.casefold()))


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
