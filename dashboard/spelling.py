"""What a reader may have meant: known words near to those that were typed."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

NEAR = 3  # words offered for one that is not known
ALIKE = 0.75  # of 1: one wrong letter in a short word still counts, another word does not
SHORTEST = 4  # letters of a word that is worth offering


@lru_cache(maxsize=8192)  # a search folds the words of everything that can be found
def folded(text: str) -> str:
    """Small letters without accents, so that "hebergement" finds "hébergement"."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def known_words(titles: Iterable[str]) -> dict[str, str]:
    """The words of titles as they are written there, by their folded form."""
    written = [word for title in titles for word in re.findall(r"\w+", title)]
    return {folded(word): word.casefold() for word in written if len(word) >= SHORTEST}


def meant(asked: str, known: dict[str, str]) -> list[str]:
    """Questions near to this one, the nearest first: each unknown word put right.

    Where that does not help, each of its words alone.
    """
    terms = folded(asked).split()
    offered = [[one] if _is_known(one, known) else _near(one, known) for one in terms]
    rows = max(map(len, offered), default=0) if all(offered) else 0
    whole = [" ".join(near[min(row, len(near) - 1)] for near in offered) for row in range(rows)]
    alone = [one for near in offered for one in near]
    questions = [one for one in (*whole, *alone) if one != " ".join(terms)]
    return [_written(one, known) for one in dict.fromkeys(questions)]


def _is_known(term: str, known: Iterable[str]) -> bool:
    return any(term in word for word in known)


def _near(term: str, known: Iterable[str]) -> list[str]:
    return get_close_matches(term, list(known), n=NEAR, cutoff=ALIKE)


def _written(question: str, known: dict[str, str]) -> str:
    return " ".join(known.get(one, one) for one in question.split())
