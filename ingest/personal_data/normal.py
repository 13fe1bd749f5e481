"""A text as it is meant to be read, however it was disguised."""

import re
import unicodedata
from functools import lru_cache
from html import unescape

# What no eye sees: zero-width signs, soft hyphen, marks of direction, variation selectors.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Letters that look like Latin ones: as good as Latin for whoever reads the file.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеіјорсухѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαѵıｌ",
    "ABESIJKMHOPCTXYaeijopcyxsdhqwABEZHIKMNOPTYXoavil",
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "。": ".", "․": ".", "‧": ".",
                        "•": ".", "·": ".", "∙": ".", "：": ":", "﹕": ":", "∶": ":",
                        "＠": "@", "﹫": "@", "⁄": "/", "∕": "/"})  # fmt: skip
# What a text in English or French is written with; of all else, any sign may be in disguise.
_STRANGE = re.compile("[^\t\n\r -~À-ÖØ-öø-ÿŒœ«»’–—°€\u00a0\u202f]")
_USUAL = str.maketrans({"’": "'", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "})
_SPACES = re.compile(r"[^\S\n]+")
_SPELLED = re.compile(r"(?<!\S)(?:\S[ ]){3,}\S(?!\S)")  # j o h n @
_ENTITY = re.compile(r"&#?\w{2,8};")


def is_strange(words: str) -> bool:
    """Whether a text holds a sign that English and French do without."""
    return not words.isascii() and _STRANGE.search(words) is not None


def usual(words: str) -> str:
    """A text that is not strange, with one kind of space, dash and apostrophe."""
    return words if words.isascii() else words.translate(_USUAL)


def normal(words: str) -> str:
    """Compatibility forms, unseen signs, digits of every script and dashes folded away."""
    if "&" in words and _ENTITY.search(words):
        words = unescape(words)
    if not is_strange(words):
        words = usual(words)
    else:
        words = _UNSEEN.sub("", unicodedata.normalize("NFKC", words)).translate(_SIGNS)
        words = "".join(map(_sign, words.translate(_ALIKE)))
    return _SPACES.sub(" ", words)


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Pd" or sign == "−":
        return "-"
    return " " if kind == "Zs" else sign


_DIGIT_WORDS = {
    word: str(digit)
    for digit, words in enumerate(
        ("zero zéro oh", "one un", "two deux", "three trois", "four quatre", "five cinq", "six",
         "seven sept", "eight huit", "nine neuf")
    )
    for word in words.split()
}  # fmt: skip
_BRACKETS = re.compile(r"[\[({].*?[\])}]")
_SAID = re.compile(rf"\b(?:(?:{'|'.join(_DIGIT_WORDS)})\b[ ,-]{{0,2}}){{7,}}", re.IGNORECASE)
# six four seven 555 0199: three words and more beside digits, which make a number that is dialled
_MIXED = re.compile(
    rf"\b(?:(?:(?:{'|'.join(_DIGIT_WORDS)})\b|(?<!\d)\d{{1,4}}(?![\w]))[ ,.-]{{0,2}}){{4,10}}",
    re.IGNORECASE,
)
_DIALLED = (10, 11)  # digits
_SPACED_DIGITS = re.compile(r"(?<![\w.-])\d(?:([ .\-_/*])\d){6,10}(?![\w]|[.-]\d)")


def together(words: str) -> str:
    """The same with what was spelled out put together: "4 1 6" is "416", "four one" is "41"."""
    words = _SPELLED.sub(lambda spelled: spelled[0].replace(" ", ""), words)
    words = _SPACED_DIGITS.sub(lambda spaced: re.sub(r"\D", "", spaced[0]), words)
    words = _SAID.sub(lambda said: _digits_said(said[0]) + " ", words)
    return _MIXED.sub(lambda said: _dialled(said[0]), words)


def _digits_said(words: str) -> str:
    said = re.findall(r"[^\W\d_]+|\d+", words.casefold())
    return "".join(_DIGIT_WORDS.get(one, one) for one in said)


def _dialled(words: str) -> str:
    """Digits partly in words as a telephone number has them; else the words as they stand."""
    digits = _digits_said(words)
    return f"{digits} " if len(digits) in _DIALLED and not words.isdecimal() else words


@lru_cache(maxsize=8192)
def folded(words: str) -> str:
    """How headings and labels are compared: without case, accents, brackets and end signs."""
    plain = unicodedata.normalize("NFKD", normal(words)).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    plain = _without_brackets(plain)
    return re.sub(r"[^a-z0-9%$#@']+", " ", plain).strip()


def _without_brackets(words: str) -> str:
    """Each opened bracket up to the first that closes; behind the last of those none is sought."""
    end = max(map(words.rfind, "])}")) + 1
    return _BRACKETS.sub(" ", words[:end]) + words[end:] if end else words
