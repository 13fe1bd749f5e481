"""Whether a secret is one: long enough, not from a sample, not a word or a sign repeated."""

import re
from itertools import pairwise

from metrics import Text

SHORTEST = 32
FEWEST_SIGNS = 8  # 32 random hexadecimal digits hold about 14 different ones
LONGEST_GUESSED = 72  # characters: the search for words grows with their number
LEAST_GUESSES = 24  # powers of ten; 24 random letters and digits take 10 to the 36
LEFT_OVER = 20  # characters that must remain when the words of samples are taken out
# Secrets that stand in the public samples, guides and source of well-known programs.
PUBLISHED = (
    "CHANGE_ME_TO_A_COMPLEX_RANDOM_SECRET", "\x02\x01thisismyscretkey\x01\x02\\e\\y\\y\\h",
    "thisISaSECRET_1234", "YOUR_OWN_RANDOM_GENERATED_SECRET_KEY", "TEST_NON_DEV_SECRET",
    "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
    "USE_YOUR_OWN_SECURE_RANDOM_KEY", "c292a0a3aa32397cdb050e233733900f",
    "_5#y2L\"F4Q8z\n\xec]/", "temporary_key", "dev", "secret", "changeme", "supersecret",
)  # fmt: skip
WORDS = (
    "abcdefghijklmnopqrstuvwxyz", "administrator", "development", "placeholder", "production",
    "generated", "changeit", "changeme", "complex", "default", "example", "exemple", "letmein",
    "minimum", "motdepasse", "passphrase", "password", "passwort", "pillars", "please",
    "random", "replace", "sample", "secret", "session", "string", "strong", "superset", "thisis",
    "admin", "aleatoire", "change", "dash", "django", "flask", "insecure", "must", "needs",
    "phrase", "test", "this", "token", "value", "with", "your", "votre", "key", "cle", "dev",
    "own", "not", "the", "long", "very", "signs", "characters",
)  # fmt: skip
MISSING = Text(
    f"production needs a secret of at least {SHORTEST} characters; none is set. One can be made "
    'with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
    f"la production exige un secret d'au moins {SHORTEST} caractères; aucun n'est donné. On en "
    'crée un avec : python3 -c "import secrets; print(secrets.token_urlsafe(48))"',
)
SHORT = Text(
    f"production needs a secret of at least {SHORTEST} characters; this one has fewer.",
    f"la production exige un secret d'au moins {SHORTEST} caractères; celui-ci en a moins.",
)
KNOWN = Text(
    "this secret stands in public samples, where anybody finds it: make one at random.",
    "ce secret figure dans des exemples publics, où chacun le trouve : créez-en un au hasard.",
)
GUESSED = Text(
    "this secret can be guessed (words of samples, or few signs, repeated or in order): make one "
    "at random.",
    "ce secret peut être deviné (mots d'exemples, ou peu de signes, répétés ou en ordre) : "
    "créez-en un au hasard.",
)


def weakness(secret: str) -> Text | None:
    """What is wrong with a secret, never repeating it; None where nothing can be seen."""
    if not secret.strip():
        return MISSING
    if bare(secret) in {bare(one) for one in PUBLISHED}:
        return KNOWN
    if len(secret) < SHORTEST:
        return SHORT
    return GUESSED if _can_be_guessed(secret) else None


def bare(text: str) -> str:
    """Letters and digits only, in small letters: how a sample's secret is told again."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _can_be_guessed(secret: str) -> bool:
    return (
        _is_repeated(secret)
        or _is_repeated(bare(secret))
        or _in_order(secret)
        or _is_made_of_words(secret)
        or _takes_few_guesses(secret)
    )


def _takes_few_guesses(secret: str) -> bool:
    """Known words, names and rows of keys one after the other, as a list of guesses would try."""
    from zxcvbn import zxcvbn  # 12 MB, for few commands

    return float(zxcvbn(secret[:LONGEST_GUESSED])["guesses_log10"]) < LEAST_GUESSES


def _is_repeated(secret: str) -> bool:
    """One part again and again, the last time perhaps cut off."""
    half = range(1, len(secret) // 2 + 1)
    return any(secret == (secret[:size] * len(secret))[: len(secret)] for size in half)


def _in_order(secret: str) -> bool:
    """Signs that mostly follow one another as in abcdef, 987654 or aaaa."""
    steps = [ord(after) - ord(before) for before, after in pairwise(secret)]
    return sum(abs(step) <= 1 for step in steps) > len(steps) / 2


def _is_made_of_words(secret: str) -> bool:
    """What remains without the words of samples is too short, or of too few signs."""
    words = "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
    left = re.sub(words, "", bare(secret))
    return len(left) < LEFT_OVER or len(set(left)) < FEWEST_SIGNS
