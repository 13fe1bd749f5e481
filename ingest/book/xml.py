"""XML parts of an untrusted file, as events: nothing is expanded, nothing is kept."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from ingest.findings import ReadError

Attributes: TypeAlias = Mapping[str, str]
Start: TypeAlias = Callable[[str, dict[str, str]], None]
End: TypeAlias = Callable[[str], None]
Text: TypeAlias = Callable[[str], None]


DAMAGED = "damaged"  # the rule
_NAMES = 1_000  # remembered; a sheet has a dozen


def damaged() -> ReadError:
    return ReadError(
        "This file is damaged: open it, save it again and send that.",
        "Ce fichier est endommagé\u00a0: ouvrez-le, enregistrez-le de nouveau et envoyez-le.",
        DAMAGED,
    )


def walk(pieces: Iterable[bytes], start: Start, end: End | None = None, text: Text | None = None,
         encoding: str | None = None, remark: Text | None = None) -> None:  # fmt: skip
    """Call for every tag, by its name without prefix, for every text, and for every comment."""
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
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, UnicodeError, LookupError) as error:
        raise damaged() from error


class _Local(dict[str, str]):
    """Names without their prefix."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        if len(self) < _NAMES:
            self[name] = local
        return local


def plain_names(held: Attributes) -> dict[str, str]:
    """Attributes by their names without prefix."""
    return {name.rpartition(":")[2]: value for name, value in held.items()}


def is_true(word: str | None) -> bool:
    return word in ("1", "true", "on")


def _refuse_doctype(*_: object) -> None:
    raise damaged()  # the gate has refused it; this stands in case anything comes another way
