"""The words that no text of the product uses: docs/wording/words.toml over everything read.

Every string of the three packages, and the whole of data/, of the texts and of the documents. An
exception of docs/wording/exceptions.toml names a phrase, or whole files, with a reason; one that
no longer covers anything is a fault.
"""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import Field, ValidationError, model_validator

from metrics import Text
from metrics.declared import Declared, Slug, fault_words

ROOT = Path(__file__).parent.parent
FOLDER = "docs/wording"
LISTED = f"{FOLDER}/words.toml"
EXCEPTED = f"{FOLDER}/exceptions.toml"
READ = ("data/", "docs/", "dashboard/", "ingest/", "metrics/")
ALSO_READ = (
    "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Makefile", "pyproject.toml",
)  # fmt: skip
NOT_OURS = ("docs/supply-chain/", "dashboard/assets/plotly", "dashboard/assets/fonts/")
CONTEXT = 40  # characters on either side that a fault repeats
# An id: small letters joined by hyphens, in quotation marks, brackets, a path or a row.
ID = re.compile(
    r"""(?:(?<=["'\[./,])|^)[a-z0-9]+(?:[-_][a-z0-9]+)+(?=["'\]./,]|[ ]=|$)""", re.MULTILINE
)
ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")

Model = TypeVar("Model", bound=Declared)


class WordingError(Exception):
    """A list that cannot be read: what is wrong in it, line by line."""


class Word(Declared):
    """A word that is not used: what is looked for in either language, and what is said instead."""

    id: Slug
    en: tuple[str, ...] = Field(min_length=1)
    fr: tuple[str, ...] = Field(min_length=1)
    instead: Text
    why: str = Field(min_length=10)


class Leave(Declared):
    """Where a word may stand: in these phrases, in these files, or in these phrases there only."""

    word: Slug
    phrases: tuple[str, ...] = ()
    files: tuple[str, ...] = ()  # paths; * stands for any part of a name
    in_ids: bool = False  # in ids only: "detected-victims", "victims_by_age"
    why: str = Field(min_length=20)

    @model_validator(mode="after")
    def _says_where(self) -> "Leave":
        if not (self.phrases or self.files):
            raise ValueError("has neither phrases nor files: say where the word may stand")
        return self


class Passage(NamedTuple):
    """A text that somebody may read, as it is compared; `line` is where it begins."""

    path: str
    line: int
    text: str
    folded: str


class Hit(NamedTuple):
    """A listed word in a passage."""

    word: str
    passage: Passage
    start: int
    end: int


def wording_faults(paths: Iterable[str], root: Path = ROOT) -> Iterator[str]:
    """Each listed word that stands without a reason, and each reason that covers nothing."""
    try:
        words, leaves = read_lists(root)
    except WordingError as error:
        yield from str(error).splitlines()
        return
    yield from faults_of(words, leaves, passages(paths, root))


def read_lists(root: Path = ROOT) -> tuple[list[Word], list[Leave]]:
    """Both lists; WordingError with every fault in them."""
    words = _read(Word, root / LISTED, "words")
    leaves = _read(Leave, root / EXCEPTED, "exceptions")
    known = {one.id for one in words}
    if wrong := sorted({one.word for one in leaves} - known):
        raise WordingError("\n".join(f"{EXCEPTED}: no word '{one}' is listed" for one in wrong))
    if len(known) < len(words):
        raise WordingError(f"{LISTED}: an id is used twice")
    return words, leaves


def faults_of(
    words: Sequence[Word], leaves: Sequence[Leave], read: Iterable[Passage]
) -> Iterator[str]:
    """The faults of some passages by some lists."""
    instead = {one.id: one.instead for one in words}
    used: set[tuple[int, str]] = set()
    for hit in (one for passage in read for one in hits(words, passage)):
        covering = {pair for number, one in enumerate(leaves) for pair in _covers(number, one, hit)}
        used |= covering
        if not covering:
            yield _told(hit, instead[hit.word])
    for number, one in enumerate(leaves):
        for part in (*one.phrases, *one.files):
            if (number, part) not in used:
                yield f"{EXCEPTED}: '{part}' ({one.word}) no longer covers anything: take it out"


def hits(words: Sequence[Word], passage: Passage) -> Iterator[Hit]:
    for one in words:
        written = (*one.en, *one.fr)
        if any(first in passage.folded for first in _firsts(written)):  # ten times as fast
            for found in _any_of(written).finditer(passage.folded):
                yield Hit(one.id, passage, found.start(), found.end())


def passages(paths: Iterable[str], root: Path = ROOT) -> Iterator[Passage]:
    """What people read of these files: strings of code, the whole of everything else."""
    for path in filter(is_read, paths):
        try:
            text = (root / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        parts = strings_of(text) if path.endswith(".py") else [(1, text)]
        yield from (passage(path, line, part) for line, part in parts)


def passage(path: str, line: int, text: str) -> Passage:
    composed = unicodedata.normalize("NFC", text)  # so that both have the same length
    return Passage(path, line, composed, folded(composed))


def is_read(path: str) -> bool:
    """Whether a file of the project is checked; the lists themselves are not."""
    if path in (LISTED, EXCEPTED) or path.startswith(NOT_OURS):
        return False
    return path.startswith(READ) or path in ALSO_READ


def strings_of(code: str) -> list[tuple[int, str]]:
    """Every string of a module with its line; neighbouring ones are read as one."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def folded(text: str) -> str:
    """As it is compared, character for character: no case, accents or hyphens; no addresses."""
    plain = ADDRESS.sub(lambda found: " " * len(found.group()), text)
    return "".join(map(_fold, plain))


@cache
def _fold(character: str) -> str:
    if character.isspace() or character in "-_\u2010\u2011\u00ad":
        return " "
    if character in "\u2018\u2019":
        return "'"
    return unicodedata.normalize("NFD", character)[0].lower()[:1]


@cache
def _firsts(written: tuple[str, ...]) -> frozenset[str]:
    """The first word of each, without which it cannot stand in a text."""
    return frozenset(re.split(r"[ *]", folded(one))[0] for one in written)


@cache
def _any_of(written: tuple[str, ...]) -> re.Pattern[str]:
    """What finds any of these as whole words; `*` stands for any ending."""
    return re.compile("|".join(_whole(folded(one)) for one in written))


def _whole(written: str) -> str:
    """A pattern for these words as a whole: no letter goes on where they begin or end with one."""
    parts = re.escape(written).replace(r"\*", r"\w*").replace(r"\ ", " +")
    before = r"(?<!\w)" if written[:1].isalnum() else ""
    after = r"(?!\w)" if written[-1:].isalnum() or written.endswith("*") else ""
    return f"{before}{parts}{after}"


def _covers(number: int, leave: Leave, hit: Hit) -> Iterator[tuple[int, str]]:
    """The parts of an exception that let this word stand, if it does."""
    if leave.word != hit.word:
        return
    files = [one for one in leave.files if fnmatchcase(hit.passage.path, one)]
    if leave.files and not files:
        return
    phrases = [one for one in leave.phrases if _stands_in(one, hit)]
    if (leave.phrases and not phrases) or (leave.in_ids and not _is_in_id(hit)):
        return
    yield from ((number, part) for part in (*phrases, *files))


def _stands_in(phrase: str, hit: Hit) -> bool:
    around = hit.passage.folded
    first = max(0, hit.start - 2 * len(phrase) - CONTEXT)
    near = _any_of((phrase,)).finditer(around, first, hit.end + 2 * len(phrase) + CONTEXT)
    return any(one.start() <= hit.start and hit.end <= one.end() for one in near)


def _is_in_id(hit: Hit) -> bool:
    """Whether the word is a part of a name such as the files use, and not of a sentence."""
    text, first = hit.passage.text, hit.start
    while first and (text[first - 1].isalnum() or text[first - 1] in "-_"):
        first -= 1
    found = ID.match(text, first)
    return found is not None and hit.end <= found.end()


def _told(hit: Hit, instead: Text) -> str:
    path, line, text, _ = hit.passage
    line += 0 if path.endswith(".py") else text.count("\n", 0, hit.start)
    near = " ".join(text[max(0, hit.start - CONTEXT) : hit.end + CONTEXT].split())
    return (
        f"{path}:{line}: '{text[hit.start : hit.end]}' in “{near}”: write {instead.en} / "
        f"{instead.fr}, or give a reason in {EXCEPTED}"
    )


def _read(model: type[Model], path: Path, key: str) -> list[Model]:
    """The tables below one heading of a list."""
    name = f"{FOLDER}/{path.name}"
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WordingError(f"{name}: not readable: {error}") from error
    if set(written) != {key} or not isinstance(written[key], list):
        raise WordingError(f"{name}: write each entry below a heading [[{key}]]")
    return [
        _checked(model, fields, f"{name} [[{key}]] {n}") for n, fields in enumerate(written[key], 1)
    ]


def _checked(model: type[Model], fields: object, place: str) -> Model:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        faults = (f"{place}: {fault_words(model, one)}" for one in error.errors())
        raise WordingError("\n".join(faults)) from None
