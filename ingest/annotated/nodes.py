"""An XML part as elements that know where they stand in its bytes, so that edits touch no others.

The parser only guides: what is not edited is copied, never written anew, so that prefixes, order,
quotes and blanks stay as the partner's program wrote them.
"""

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.parsers import expat

from ingest.findings import ReadError

# Linear: no two branches of these can read the same byte.
_TAG_END = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class Edit(NamedTuple):
    """Bytes from start to end give way to others; with start = end, others are put in."""

    start: int
    end: int
    new: bytes


class Node:
    """One element: its name, attributes, children and where its tags stand."""

    __slots__ = ("attributes", "children", "closing", "end", "name", "opened", "start", "words")

    def __init__(self, name: str, attributes: dict[str, str], start: int, opened: int) -> None:
        self.name = name  # "namespace local"
        self.attributes = attributes
        self.start, self.opened = start, opened
        self.closing = self.end = opened
        self.children: list[Node] = []
        self.words = ""

    @property
    def local(self) -> str:
        return self.name.rpartition(" ")[2]

    def named(self, *locals_: str) -> Iterator["Node"]:
        """Its children of these names, in this element's own namespace."""
        space = self.name.rpartition(" ")[0]
        wanted = {f"{space} {one}".strip() for one in locals_}
        return (child for child in self.children if child.name in wanted)

    def first(self, local: str) -> "Node | None":
        return next(self.named(local), None)

    def all(self) -> Iterator["Node"]:
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def relation(self) -> str:
        """Its r:id, whatever the prefix."""
        ends = "/relationships id"
        return next((value for key, value in self.attributes.items() if key.endswith(ends)), "")


def as_utf8(part: bytes) -> bytes:
    """A part in UTF-8: as it was, or written anew where it was in another encoding."""
    encoding = next((name for mark, name in _MARKS if part.startswith(mark)), "")
    if not encoding and (declared := _DECLARED.match(part[:200])):
        encoding = declared[1].decode("ascii").lower()
    if encoding in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        return part
    try:
        words = part.decode(encoding)
    except (LookupError, ValueError) as error:
        raise damaged() from error
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return (declaration + _DECLARATION.sub("", words, count=1).lstrip("\ufeff")).encode()


def new_parser() -> expat.XMLParserType:
    """A parser that expands nothing: a document type stops it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    return parser


def _no_document_type(*_: object) -> None:
    raise damaged()


def parse(parser: expat.XMLParserType, part: bytes) -> None:
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged() from error


def read(part: bytes) -> Node:
    """The root element of a part that is in UTF-8."""
    parser = new_parser()
    open_nodes: list[Node] = []
    roots: list[Node] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        node = Node(name, attributes, at, tag_end(part, at))
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        node = open_nodes.pop()
        if not is_closed(part, node.opened):
            node.closing = parser.CurrentByteIndex
            node.end = tag_end(part, node.closing)

    def words(text: str) -> None:
        open_nodes[-1].words += text

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words
    parse(parser, part)
    return roots[0]


def tag_end(part: bytes, start: int) -> int:
    found = _TAG_END.match(part, start)
    if found is None:
        raise damaged()
    return found.end()


def is_closed(part: bytes, opened: int) -> bool:
    """Whether the tag that ends here is one like <row/>."""
    return part[opened - 2 : opened] == b"/>"


def prefix_at(part: bytes, start: int) -> bytes:
    """The namespace prefix that the element here is written with, with its colon."""
    before, colon, _ = tag_name(part, start).rpartition(b":")
    return before + colon


def tag_name(part: bytes, start: int) -> bytes:
    found = _TAG_NAME.match(part, start)
    if found is None:
        raise damaged()
    return found[1]


def with_attributes(tag: bytes, values: Mapping[str, object]) -> bytes:
    """A start tag with these attributes set, each in its place where it stands already."""
    for name, value in values.items():
        tag = _with_attribute(tag, name.encode(), escaped(str(value)))
    return tag


def _with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    begin = 1 + len(tag_name(tag, 0))
    for found in _ATTRIBUTE.finditer(tag, begin):
        if found[1] == name:
            return tag[: found.start(2)] + b'"' + value + b'"' + tag[found.end(2) :]
        begin = found.end()
    return tag[:begin] + b" " + name + b'="' + value + b'"' + tag[begin:]


def attributes_of(tag: bytes) -> dict[str, str]:
    """A start tag's attributes, as written."""
    found = _ATTRIBUTE.finditer(tag, 1 + len(tag_name(tag, 0)))
    return {one[1].decode(): one[2][1:-1].decode() for one in found}


def opened_up(part: bytes, node: Node) -> tuple[bytes, bytes]:
    """An element's tags, open and close, also where it was written as one."""
    tag = part[node.start : node.opened]
    if not is_closed(part, node.opened):
        return tag, b""
    return tag[:-2].rstrip() + b">", b"</" + tag_name(part, node.start) + b">"


def grown(part: bytes, node: Node, added: bytes, **attributes: object) -> list[Edit]:
    """Edits that put content at an element's end and set its attributes."""
    tag, close = opened_up(part, node)
    tag = with_attributes(tag, attributes)
    if close:
        return [Edit(node.start, node.opened, tag + added + close)]
    return [Edit(node.start, node.opened, tag), Edit(node.closing, node.closing, added)]


def spliced(part: bytes, edits: Iterable[Edit]) -> Iterator[bytes | memoryview]:
    """A part with its edits, in pieces, so that a large one is never held twice."""
    view, done = memoryview(part), 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < done:
            raise damaged()
        yield view[done : edit.start]
        yield edit.new
        done = edit.end
    yield view[done:]


def joined(part: bytes, edits: Iterable[Edit]) -> bytes:
    return b"".join(spliced(part, edits))


def escaped(words: str) -> bytes:
    """Words as they may stand in an attribute or between tags."""
    clean = _NOT_IN_XML.sub("\ufffd", words)
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        clean = clean.replace(sign, name)
    return clean.encode()


def as_cell_words(words: str) -> bytes:
    """Words for a cell or a note, where _x0041_ would else be read as a code."""
    return escaped(_ESCAPED_CODE.sub("_x005F_", words.replace("\r\n", "\n").replace("\r", "\n")))


def damaged() -> ReadError:
    return ReadError(
        "This workbook cannot be marked, since a part of it is damaged: save it again as .xlsx.",
        "Ce classeur ne peut être annoté, car une de ses parties est endommagée : "
        "enregistrez-le de nouveau en .xlsx.",
    )
