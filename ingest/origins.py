"""What a row says about its values: the document, the day it became known, notes, qualifier."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ingest.findings import Problem
from ingest.meanings import Fault, read_day, read_document, unknown, worded
from ingest.spec import Role
from ingest.tables import Table, cells_of
from metrics import Document, Known, ObservationStatus, Qualifier, Text

ORIGIN_ROLES = (Role.DOCUMENT, Role.KNOWN_ON)
EXTRA_ROLES = (
    Role.QUALIFIER, Role.STATUS, Role.NUMERATOR, Role.DENOMINATOR, Role.NOTE_EN, Role.NOTE_FR,
    Role.WORDS_EN, Role.WORDS_FR, Role.IN_DOCUMENT,
)  # fmt: skip
_TEXTS = ((Role.NOTE_EN, Role.NOTE_FR), (Role.WORDS_EN, Role.WORDS_FR))
_ONE_LANGUAGE = Problem.of(
    "language",
    "This text is in one language only: write it in English and in French.",
    "Ce texte n'est que dans une langue : écrivez-le en anglais et en français.",
)
_NO_WORDS = Problem.of(
    "words",
    "Said to be published in words, and there are none: fill words_en and words_fr.",
    "Dit publié en mots, et il n'y en a pas : remplissez words_en et words_fr.",
)


class Origin(NamedTuple):
    document: str
    known: Known


class Extras(NamedTuple):
    qualifier: Qualifier | None = None  # None where no cell says any
    status: ObservationStatus = ObservationStatus.NORMAL
    numerator: int | None = None
    denominator: int | None = None
    note: Text | None = None
    words: Text | None = None
    in_document: str = ""

    @property
    def stands_alone(self) -> bool:
        """Whether a row with no number still says something: words, or why there is none."""
        return bool(self.words) or self.status is not ObservationStatus.NORMAL


def known_by(document: Document) -> Known:
    """The day on which a document made its values known: always an inference about a value."""
    return Known(document.known_on, assumed=True)


class OriginReader:
    """Document and day of a row; the row's own where it says so."""

    def __init__(self, table: Table) -> None:
        found = table.with_role(*ORIGIN_ROLES)
        self._columns = [(one, worded(one.column.values)) for one in found]
        self._source = table.source
        self._constants = {
            Role.DOCUMENT: table.document,
            Role.KNOWN_ON: table.spec.known_on or "",
        }

    def __call__(self, raw: Any) -> Origin | Fault:
        said, at = dict(self._constants), dict.fromkeys(ORIGIN_ROLES, 0)
        for (one, words), cell in zip(self._columns, cells_of(raw), strict=True):
            role = one.column.role
            at[role], said[role] = one.at, words(cell) or said[role]
        document = read_document(said[Role.DOCUMENT], self._source)
        if isinstance(document, Problem):
            return Fault(at[Role.DOCUMENT], said[Role.DOCUMENT], document)
        if not said[Role.KNOWN_ON]:
            return Origin(document, known_by(self._source.documents[document]))
        day = read_day(said[Role.KNOWN_ON])
        if isinstance(day, Problem):
            return Fault(at[Role.KNOWN_ON], said[Role.KNOWN_ON], day)
        return Origin(document, Known(*day))


class ExtrasReader:
    """Qualifier, status, parts of a ratio, notes and words of a row."""

    def __init__(self, table: Table) -> None:
        self._found = table.with_role(*EXTRA_ROLES)
        self._columns = [(one, worded(one.column.values)) for one in self._found]
        self._in_document = table.spec.in_document

    def __call__(self, raw: Any) -> Extras | Fault:
        said = {
            one.column.role: words(cell)
            for (one, words), cell in zip(self._columns, cells_of(raw), strict=True)
        }
        for role, problem in _extra_problems(said):
            at = next(one.at for one in self._found if one.column.role is role)
            return Fault(at, said[role], problem)
        return Extras(
            Qualifier(words) if (words := said.get(Role.QUALIFIER)) else None,
            ObservationStatus(said.get(Role.STATUS) or "A"),
            _whole(said.get(Role.NUMERATOR, "")),
            _whole(said.get(Role.DENOMINATOR, "")),
            both(said.get(Role.NOTE_EN, ""), said.get(Role.NOTE_FR, "")),
            both(said.get(Role.WORDS_EN, ""), said.get(Role.WORDS_FR, "")),
            said.get(Role.IN_DOCUMENT) or self._in_document,
        )


def both(en: str, fr: str) -> Text | None:
    return Text(en, fr) if en or fr else None


def one_language(
    said: dict[Role, str], pairs: tuple[tuple[Role, Role], ...]
) -> Iterator[tuple[Role, Problem]]:
    """A text that stands in one language only."""
    for pair in pairs:
        there = [role for role in pair if said.get(role)]
        if len(there) == 1:
            yield there[0], _ONE_LANGUAGE


def _extra_problems(said: dict[Role, str]) -> Iterator[tuple[Role, Problem]]:
    for role, known, french in (
        (Role.QUALIFIER, list(Qualifier), "qualificatif"),
        (Role.STATUS, list(ObservationStatus), "statut"),
    ):
        words = said.get(role, "")
        if words and words not in list(map(str, known)):
            yield role, unknown(role.value, Text(role.value, french), words, known, Text("", ""))
    for role in (Role.NUMERATOR, Role.DENOMINATOR):
        words = _digits(said.get(role, ""))
        if words and not (words.isascii() and words.isdecimal()):
            yield role, _not_whole(words)
    yield from one_language(said, _TEXTS)
    if said.get(Role.QUALIFIER) == Qualifier.IN_WORDS and not said.get(Role.WORDS_EN):
        yield Role.QUALIFIER, _NO_WORDS


def _not_whole(words: str) -> Problem:
    return Problem.of(
        "count", f"'{words}' is not a whole number.", f"« {words} » n'est pas un nombre entier."
    )


def _whole(words: str) -> int | None:
    return int(_digits(words)) if words else None


def _digits(words: str) -> str:
    return words.replace(",", "").replace(" ", "")
