"""Passwords: what may be one, and how it is kept."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from re import escape, fullmatch, split
from secrets import token_urlsafe
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboard.access.faults import FaultyPasswordError
from dashboard.access.roles import name_key
from dashboard.text import both
from metrics import Text

SHORTEST, LONGEST = 12, 200
LEAST_SCORE = 3  # zxcvbn: 3 is "safely unguessable" even where the hashes are stolen
JUDGED = 72  # zxcvbn looks at no more; its time grows faster than the password
NAME_PART = 4  # shorter parts of a name stand in ordinary words: they count as whole words only
SHORT_PART = 3  # "de" and "la" of a name are words of any sentence
SHORTEST_NAME, LARGE_PART = 2, 4  # "jo" counts where it is repeated, or a quarter of the password
AT_ONCE = BoundedSemaphore(4)  # each hash takes 64 MiB while it is computed
ONE_JUDGE = Lock()  # zxcvbn keeps the words it is given where every thread sees them
HASHER = PasswordHasher()


def normal(password: str) -> str:
    """One spelling of what may be typed in several ways, é among them."""
    return unicodedata.normalize("NFKC", password[: 5 * LONGEST])


def password_faults(password: str, name: str) -> tuple[Text, ...]:
    """Why this may not be the password of the account of this name; nothing where it may."""
    return tuple(_faults(normal(password), name_key(name)))


def check_fit(password: str, name: str) -> None:
    """FaultyPasswordError with every fault of the password."""
    if faults := password_faults(password, name):
        raise FaultyPasswordError(faults)


def _faults(password: str, name: str) -> Iterator[Text]:
    if not SHORTEST <= len(password) <= LONGEST:
        yield both("access.password_length", shortest=SHORTEST, longest=LONGEST)
    if _holds_name(password.casefold(), name):
        yield both("access.password_name")
    if password.casefold() in _leaked():
        yield both("access.password_leaked")
    elif len(password) >= SHORTEST and _score(password, name) < LEAST_SCORE:
        yield both("access.password_guessable")


def _holds_name(password: str, name: str) -> bool:
    """Whether the name stands in a password, or a word before its @; short ones as words."""
    before = name.partition("@")[0]
    parts = split(r"[\W_]+", before)
    if any(len(one) >= NAME_PART and one in password for one in (name, before, *parts)):
        return True
    words = [one for one in split(r"[\W\d_]+", password) if one]
    short = [one for one in (before, *parts) if len(one) == SHORT_PART]
    if any(_repeats(part, word) for part in short for word in words):
        return True
    return len(before) == SHORTEST_NAME and _insists_on(before, words, len(password))


def _insists_on(name: str, words: list[str], length: int) -> bool:
    """Whether a name of two letters is more than a word of a sentence: "jojo", "jo-jo", mostly jo.

    Once or twice among other words, "I do not know jo from adam", it tells nothing.
    """
    named = [_repeats(name, one) for one in words]
    letters = sum(len(one) for one, is_name in zip(words, named, strict=True) if is_name)
    in_one_word = any(is_name and one != name for one, is_name in zip(words, named, strict=True))
    in_a_row = any(one and following for one, following in pairwise(named))
    return in_one_word or in_a_row or letters * LARGE_PART >= length


def _repeats(part: str, word: str) -> bool:
    """The part itself, once or again and again: "vic", "vicvic"."""
    return fullmatch(f"(?:{escape(part)})+", word) is not None


@cache
def _leaked() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # 12 MB: where a password is chosen

    return frozenset(FREQUENCY_LISTS["passwords"])


def _score(password: str, name: str) -> int:
    from zxcvbn import zxcvbn

    words = [name, *split(r"[\W_]+", name)]
    with ONE_JUDGE:
        score: int = zxcvbn(password[:JUDGED], user_inputs=words)["score"]
    return score


def hash_password(password: str) -> str:
    """What is kept of a password: Argon2id with a salt of its own and its parameters."""
    with AT_ONCE:
        return HASHER.hash(normal(password))


def is_right(kept: str | None, password: str) -> bool:
    """Whether this is the password that was kept; the same work where none was."""
    decoy = _decoy()
    try:
        with AT_ONCE:
            return HASHER.verify(kept or decoy, normal(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether a password is kept with other parameters than would be taken today."""
    return HASHER.check_needs_rehash(kept)


@cache
def _decoy() -> str:
    """Looked at where there is no password, so that an unknown name takes as long as a known."""
    return HASHER.hash(token_urlsafe(32))
