"""XML that no reader has seen yet: what may not be in it, found without expanding anything.

A part must be well-formed UTF-8 without a document type; no element may lie deeper, no text be
longer and no tag have more attributes than any workbook needs. Depth is counted from the bytes, in
half the time that a call for each tag takes. The count holds where no ">" stands but at the end of
a tag, and where there is no comment; a part where that is not so is read again, tag by tag.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol
from xml.parsers import expat

from ingest.refusals import refuse

DEPTH = 256
ATTRIBUTES = 256  # of one tag
LONGEST = 300_000  # bytes from one tag to the next: a cell's 32,767 characters, each written &#…;
_WINDOW = 2048  # bytes in which depth is not followed, where few enough tags begin
_NARROW = 1024  # else: bytes in which hardly DEPTH tags can begin
_LONG = 1280  # bytes: a shorter tag cannot have too many attributes
_OURS = {"utf-8", "utf8", "us-ascii", "ascii"}
_MARKS_OF_16 = (b"\xff\xfe", b"\xfe\xff")
_FAULTS = (expat.ExpatError, LookupError, ValueError)


class _UnclearError(Exception):
    """What is counted from the bytes alone need not be so."""


class _Count(Protocol):
    """What follows the bytes beside the parser; it is shown each piece first."""

    def look(self, data: bytes, end: int) -> None:
        """Data that begins with a tag and ends before the next one."""


def refuse_markup(pieces: Callable[[], Iterable[bytes]]) -> None:
    """Raise GateError for a part that is not plain XML; `pieces` gives it from its beginning."""
    try:
        _read(pieces(), _Depths(), expat.ParserCreate())
    except _UnclearError:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = _followed()
        _read(pieces(), _Gaps(), parser)


def refuse_doctype(pieces: Iterable[bytes], *, well_formed: bool = True) -> None:
    """Raise GateError for a document type in a part that no reader of figures reads.

    Such a part may be written in UTF-16. The drawings behind notes are not even well-formed as
    Excel writes them: they are parsed as far as they can be, and searched for its letters.
    """
    content, parser = b"".join(pieces), expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if b"<!doctype" in content.replace(b"\0", b"").lower() and not well_formed:
        refuse("doctype")
    try:
        parser.Parse(content, True)
    except _FAULTS:
        if well_formed:
            refuse("damaged")


def looks_like_markup(start: bytes) -> bool:
    """Whether a part begins as XML does, in any encoding that keeps the letters of ASCII."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _read(pieces: Iterable[bytes], count: _Count, parser: expat.XMLParserType) -> None:
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refusing_encodings(parser)
    try:
        for piece, data, end in _cut(pieces, parser):
            count.look(data, end)
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except _FAULTS:
        refuse("damaged")


def _cut(
    pieces: Iterable[bytes], parser: expat.XMLParserType
) -> Iterator[tuple[bytes, bytes, int]]:
    """Each piece, and beside it the whole tags that it completes and where they end."""
    rest = b""
    for number, piece in enumerate(pieces):
        if number == 0 and (piece.startswith(_MARKS_OF_16) or b"\0" in piece[:4]):
            parser.StartElementHandler = _refuse_encoding
        data = rest + piece
        end = max(data.rfind(b"<"), 0)
        yield piece, data, end
        rest = data[end:]
        if len(rest) > LONGEST:
            refuse("markup")
    yield b"", rest, len(rest)


def _refuse_doctype(*_: Any) -> None:
    refuse("doctype")


def _refuse_encoding(*_: Any) -> None:
    refuse("encoding")


def _refusing_encodings(parser: expat.XMLParserType) -> Callable[[str, str | None, int], None]:
    """At the first tag only: a document type, which may stand before it, weighs more."""

    def noted(_version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "utf-8").lower() not in _OURS:
            parser.StartElementHandler = _refuse_encoding

    return noted


class _Depths:
    """How deep the elements lie, from the bytes of whole tags."""

    def __init__(self) -> None:
        self._depth, self._begun = 0, False

    def look(self, data: bytes, end: int) -> None:
        if not self._begun:
            data, end = _without_declaration(data, end)
            self._begun = True
        odd = _holds(data, b"!", end) or _holds(data, b"?", end)
        if odd or data.count(b">", 0, end) != data.count(b"<", 0, end):
            raise _UnclearError
        for start, stop in _stretches(data, end, _LONG):
            if stop - start > LONGEST:
                refuse("markup")
            if data.count(b"=", start, data.find(b">", start)) > ATTRIBUTES:
                raise _UnclearError
        self._follow(data, 0, end, _WINDOW)

    def _follow(self, data: bytes, begin: int, end: int, window: int) -> None:
        for start in range(begin, end, window):
            stop = min(start + window, end)
            tags = data.count(b"<", start, stop)
            ends = data.count(b"</", start, stop + 1)
            if self._depth + tags - ends <= DEPTH:
                self._depth += tags - 2 * ends - data.count(b"/>", start, stop + 1)
            elif window > _NARROW:
                self._follow(data, start, stop, _NARROW)
            else:
                raise _UnclearError


class _Gaps:
    """Only how far the tags are from each other: a parser follows the tags themselves."""

    def look(self, data: bytes, end: int) -> None:
        if any(True for _ in _stretches(data, end, LONGEST)):
            refuse("markup")


def _holds(data: bytes, sign: bytes, end: int) -> bool:
    """Whether a tag begins with a sign, which hardly stands anywhere: so that is sought first."""
    return data.find(sign, 0, end + 1) >= 0 and data.find(b"<" + sign, 0, end + 1) >= 0


def _without_declaration(data: bytes, end: int) -> tuple[bytes, int]:
    """XML without the line that may stand first and says its version."""
    if not data.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):
        return data, end
    declaration = data.find(b"?>", 0, end) + 2
    if declaration < 2:
        raise _UnclearError
    return data[declaration:], end - declaration


def _stretches(data: bytes, end: int, longer: int) -> Iterator[tuple[int, int]]:
    """From a tag's beginning to the next one's, where that is farther than so many bytes."""
    at = data.find(b"<", 0, end)
    while 0 <= at < end:
        following = data.rfind(b"<", at + 1, at + longer + 1)
        if following < 0:
            following = data.find(b"<", at + longer, end)
            following = following if following >= 0 else end
            if following - at > longer:
                yield at, following
        at = following


def _followed() -> tuple[Callable[[str, Any], None], Callable[[str], None]]:
    """What is called at each tag where bytes do not tell."""
    depth = 0

    def begin(_name: str, attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH or len(attributes) > ATTRIBUTES:
            refuse("markup")

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    return begin, leave
