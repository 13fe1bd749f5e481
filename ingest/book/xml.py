"""XML parts of an untrusted file, as events: nothing is expanded, nothing is kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias
from xml.parsers import expat

from ingest.findings import ReadError

Attributes: TypeAlias = Mapping[str, str]
Start: TypeAlias = Callable[[str, dict[str, str]], None]
End: TypeAlias = Callable[[str], None]
Text: TypeAlias = Callable[[str], None]


DAMAGED = "damaged"  # the rule
SPACE = "}"  # between a namespace and a name
_NAMES = 1_000  # remembered; a sheet has a dozen
_UNBOUND = expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]


def damaged() -> ReadError:
    return ReadError(
        "This file is damaged: open it, save it again and send that.",
        "Ce fichier est endommagé\u00a0: ouvrez-le, enregistrez-le de nouveau et envoyez-le.",
        DAMAGED,
    )


def walk(pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None,
         encoding: str | None = None, remark: Text | None = None) -> None:  # fmt: skip
    """Call for every tag, by its name without prefix, every text, every comment or instruction."""
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    local = _Local()
    parser.StartElementHandler = lambda name, held: start(local[name], held)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local[name])
    if text is not None:
        parser.CharacterDataHandler = text
    if remark is not None:
        parser.CommentHandler = remark
        parser.ProcessingInstructionHandler = lambda name, words: remark(f"{name} {words}")
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise damaged() from error


class Hearing(Protocol):
    """What is told of everything in a part; names stand behind their namespace and "}"."""

    def start(self, tag: str, held: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, words: str) -> None: ...
    def beside(self, words: str) -> None:
        """A comment between tags, an instruction to a program."""

    def space(self, address: str) -> None:
        """The address of a namespace, which is no text: it reads `urn:…:names:…`."""


def hear(pieces: Iterable[bytes], hearing: Hearing, *, spaces: bool = True) -> None:
    """Everything that a part says; UnboundError where a prefix has no namespace."""
    parser = expat.ParserCreate(None, SPACE if spaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = hearing.start
    parser.EndElementHandler = hearing.end
    parser.CharacterDataHandler = hearing.text
    parser.CommentHandler = hearing.beside
    parser.ProcessingInstructionHandler = lambda name, words: hearing.beside(f"{name} {words}")
    parser.StartNamespaceDeclHandler = lambda _prefix, address: hearing.space(address or "")
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise UnboundError if getattr(error, "code", 0) == _UNBOUND else damaged() from error


class UnboundError(Exception):
    """A prefix that the part gives no namespace: old programs write such."""


class _Local(dict[str, str]):
    """Names without their prefix."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < _NAMES:
            self[name] = local
        return local


def is_space(attribute: str) -> bool:
    """Whether an attribute declares a namespace, where the parser does not hide such."""
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def plain_names(held: Attributes) -> dict[str, str]:
    """Attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in held.items()}


def is_true(word: str | None) -> bool:
    return word in ("1", "true", "on")


def _refuse_doctype(*_: object) -> None:
    raise damaged()  # the gate has refused it; this stands in case anything comes another way
