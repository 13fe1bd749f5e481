"""Names in words that are no note: a sentence in any cell, a list of names, a name by itself.

Cells hold titles of programs and places in capitals, so a name is sought here by a given name with
a surname, and by an age behind a name. Notes and comments are read more strictly, in `notes`.
"""

import re
from collections.abc import Collection, Iterator, Set
from itertools import pairwise

from ingest.book import BookSheet, Value
from ingest.personal_data.given_names import OF_PLACES, SURE, WITH_SURNAME
from ingest.personal_data.named_after import without_namesakes
from ingest.personal_data.names import is_person, tokens
from ingest.personal_data.normal import folded, normal
from ingest.personal_data.note_words import KNOWN
from ingest.personal_data.one_person import tells_of_one
from ingest.personal_data.place_names import without_places
from ingest.personal_data.vocabulary import PLACES, WORDS

_CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])+"
_RUN = re.compile(rf"(?<![\w'’.-]){_CAPITAL}(?: {_CAPITAL}){{1,3}}(?![\w’'-])")
# Sarah Tremblay; Tremblay, Sarah; sarah tremblay
_ALONE = re.compile(rf"\s*(?:{_CAPITAL},? {_CAPITAL}|[^\W\d_]{{3,}} [^\W\d_]{{3,}})\.?\s*")
_AGE = r"(?:[5-9]|[1-9]\d)"
_AGED = re.compile(
    rf"(?P<name>(?:{_CAPITAL} ){{0,2}}{_CAPITAL})(?:, ?| ?\((?:aged? )?){_AGE}\)?,? "
    r"(?:from|of|de|d'|who|qui|was|is|left|came|has|had|moved|est|a été|et)\b"
)
_SAID = re.compile(
    rf"\b(?:a|an|une?|the|la|le) {_AGE}[ -]?(?:years?[ -]old|y/?o) (?:girl|boy|woman|man|survivor|"
    rf"client|youth|victim)|\b(?:girl|boy|woman|man|survivor|client|fille|femme|survivante|cliente)"
    rf"(?: de|,)? {_AGE}(?: ans| years old)\b(?!\s*(?:et|and|or|ou|à|to)\b)",
    re.IGNORECASE,
)
_DOES = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_CAPITAL}) (?:called|said|told|left|came|moved|returned|went|texted|"
    r"was (?:moved|housed|referred|seen)|a (?:appelé|dit|quitté)|est (?:partie?|venue?|revenue?))\b"
)
# Aisha K. arrived; Aisha K arrived; Aisha K.: behind the letter no further name begins
_SHORTENED = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_CAPITAL})\s[A-ZÀ-Þ](?:\.(?=$|[,;:)!?]|\s[^A-ZÀ-Þ])|"
    r"(?=[,;)]|\s(?:arrived|called|said|told|left|came|moved|returned|went|texted|was|is|has|had|"
    r"needs|wants|and|est|a|avait|veut|et)\b))"
)
_LETTER_BEHIND = re.compile(rf"(?<![\w'’.-])(?P<name>{_CAPITAL}) [A-ZÀ-Þ](?=$|,| [^A-ZÀ-Þ])")
_NO_NAMES = WORDS | PLACES | KNOWN | OF_PLACES
_LEAST = 4  # names in a column that make it a list of people
_LONGEST = 60  # letters of a name
_SHORTEST = 12  # letters of a sentence
_AT_MOST = 4_000
_AT_ONCE = 64  # texts


def may_name(words: str) -> bool:
    """Whether a sentence could name a person; nearly none could."""
    is_named = _has_given_name(words)
    if len(words) < _SHORTEST or words.count(" ") < 2:
        return is_named and (_SHORTENED.search(words) or _ALONE.fullmatch(words)) is not None
    return is_named or bool(_BEFORE_AGE.search(words))


# Lists of names are kept without accents; the letters of French and of its neighbours.
_ACCENTS = str.maketrans("àâäáãåçéèêëíîïìñóôöòõúûüùýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


def _has_given_name(words: str) -> bool:
    said = words.casefold().replace("-", " ")  # Jean-Paul
    said = said if said.isascii() else said.translate(_ACCENTS)
    return not WITH_SURNAME.isdisjoint(said.split())


_BEFORE_AGE = re.compile(r"[,(] ?\d\d?[,) ]| \d\d?[ -]y| \d\d? ans")


def may_name_among(texts: list[str]) -> Iterator[str]:
    """Those of some texts that `may_name`; many are looked at together, which is quick."""
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        joined = "\n".join(some)
        if _has_given_name(joined) or _BEFORE_AGE.search(joined):
            yield from filter(may_name, some)


def tells_in_sentence(words: str, titles: Set[str]) -> bool:
    """Whether a sentence names a person, or tells of one by an age."""
    if not may_name(words):
        return False
    if is_full_name(words, titles):
        return True
    text = without_namesakes(without_places(" ".join(normal(words[:_AT_MOST]).split())))
    if _SAID.search(text) or tells_of_one(text):
        return True
    if any(_is_name(one["name"], titles) for one in _AGED.finditer(text)):
        return True
    if any(folded(one["name"]) in SURE - titles for one in _DOES.finditer(text)):
        return True
    if any(_is_shortened(one["name"], titles) for one in _SHORTENED.finditer(text)):
        return True
    return any(_is_named(one[0], titles) for one in _RUN.finditer(text))


def is_full_name(words: str, titles: Set[str]) -> bool:
    """Whether a cell holds a given name with a surname and nothing else, in either order."""
    text = without_places(" ".join(normal(words[:_LONGEST]).split()))
    if len(words) > _LONGEST or not _ALONE.fullmatch(text):
        return False
    last, comma, first = text.partition(", ")
    run = f"{first} {last}" if comma else text
    return _is_named(run.title() if run.islower() else run, titles)


def _is_shortened(name: str, titles: Set[str]) -> bool:
    """A given name with the first letter of a surname behind it."""
    first = folded(name).partition(" ")[0]
    return first in WITH_SURNAME - titles - _NO_NAMES


def full_name_in(words: str, titles: Set[str]) -> bool:
    """Whether a name of a file, a sheet or a filter is, or holds, a person's full name."""
    stem = re.sub(r"\.[A-Za-z]{2,4}$", "", normal(words))
    text = without_namesakes(without_places(" ".join(re.sub(r"[_+.-]", " ", stem).split())))
    if any(_is_shortened(one["name"], titles) for one in _LETTER_BEHIND.finditer(text)):
        return True
    return any(_is_named(one[0], titles) for one in _RUN.finditer(text))


def _is_named(run: str, titles: Set[str]) -> bool:
    """Given name and surname side by side in a run of words in capitals."""
    parts = [folded(one) for one in run.split()]
    if any(one.isupper() and len(one) > 1 for one in run.split()) and not run.isupper():
        return False
    pairs = pairwise(parts)
    return any(
        first in WITH_SURNAME and first not in titles
        and len(second) > 1 and second not in _NO_NAMES and second not in titles
        for first, second in pairs
    ) and not any(one in _NO_NAMES for one in parts[-1:])  # fmt: skip


def _is_name(name: str, titles: Set[str]) -> bool:
    parts = tokens(name)
    return is_person(name) and not any(one in _NO_NAMES or one in titles for one in parts)


def named_in_column(
    sheet: BookSheet, values: Collection[Value], titles: Set[str]
) -> Iterator[tuple[int, int]]:
    """Cells of a column under each other that hold a full name each, whatever stands over them."""
    texts = [one for one in values if isinstance(one, str) and " " in one and len(one) <= _LONGEST]
    surely = {one for one in _with_given_name(texts) if _is_listed(one, titles)}
    if len(surely) < 2:
        return
    names = {one for one in texts if _may_be_listed(one, titles)}
    blocks: dict[int, list[tuple[int, str]]] = {}
    for row, cells in sheet.iter_rows():
        for column in [at for at, one in enumerate(cells, 1) if one in names]:
            block = blocks.setdefault(column, [])
            if block and block[-1][0] < row - 1:
                yield from _people_in(block, column, surely)
                block.clear()
            block.append((row, str(cells[column - 1])))
    for column, block in blocks.items():
        yield from _people_in(block, column, surely)


def _with_given_name(texts: list[str]) -> Iterator[str]:
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        if _has_given_name("\n".join(some)):
            yield from some


def _people_in(
    block: list[tuple[int, str]], column: int, surely: Set[str]
) -> Iterator[tuple[int, int]]:
    """Three and more that are surely names, or four of which a few are; each stands there once."""
    sure = sum(words in surely for _, words in block)
    once = len({words for _, words in block}) == len(block)
    if once and (sure >= 3 or (len(block) >= _LEAST and sure >= 2)) and sure * 4 >= len(block):
        yield from ((row, column) for row, _ in block)


def _may_be_listed(words: str, titles: Set[str]) -> bool:
    if len(words) > _LONGEST or not _RUN.fullmatch(normal(words).strip()):
        return False
    return _is_name(words, titles)


def _is_listed(words: str, titles: Set[str]) -> bool:
    if len(words) > _LONGEST or not _RUN.fullmatch(normal(words).strip()):
        return False
    return _is_named(normal(words).strip(), titles)
