"""The words of an XML part of whatever kind: every text of it and every value of an attribute.

Nothing is passed over because its tag is not known, or is one that holds a number elsewhere. What
is passed over is listed here, by namespace, tag and attribute, and only where it has its form.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ingest.book.machine import is_of_machine, may_hold, without_colours
from ingest.book.xml import SPACE, UnboundError, hear, is_space, walk

Pieces = Callable[[], Iterable[bytes]]

# Tags within one text: what stands before and after them reads on.
_INLINE = frozenset({
    "rPr", "t", "r", "fld", "font", "span", "tspan", "b", "i", "u", "s", "strong", "em", "br", "a",
    "line-break",
})  # fmt: skip
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_HEADER_SIGN = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-F]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,2}|[A-Z])')
_BREAKS = frozenset({"br", "line-break"})
_COMMENTS = ("comment", "threadedComment")
_NOWHERE = "?"  # a comment that names no cell
_NUMBERED = re.compile(r"\d\D{0,3}\d\D{0,3}\d")
_REMARKS = (b"<!--", b"<?")  # sought as they stand, which is quick
_DECLARED = b"<?xml "
_LEAST = 7  # letters of a piece of a text that is searched by itself, too


class Worded(NamedTuple):
    """What a part says: each text once, with the cell that it belongs to where one is said; and
    the addresses of its namespaces, which nobody reads as words.
    """

    texts: tuple[tuple[str, str], ...]
    spaces: tuple[str, ...] = ()


def words_of(pieces: Pieces) -> Worded:
    try:
        return _heard(pieces(), spaces=True)
    except UnboundError:
        return _heard(pieces(), spaces=False)


def may_remark(xml: bytes, *, is_start: bool = True) -> bool:
    """Whether a comment or an instruction can be in some of a part; its declaration is neither."""
    seen = xml.replace(_DECLARED, b"", 1) if is_start else xml
    plain = seen.replace(b"\0", b"") if b"\0" in seen else seen
    return any(one in plain for one in _REMARKS)


def remarks_of(pieces: Iterable[bytes]) -> tuple[str, ...]:
    """The comments between the tags of a part, which no program shows and every copy keeps."""
    found: list[str] = []
    walk(pieces, lambda *_: None, remark=found.append)
    return tuple(dict.fromkeys(filter(None, map(str.strip, found))))


def shown_of(words: str) -> str:
    r"""A format of numbers, or a header, as it shows on the screen: without its own signs.

    In both, letters can be kept apart so that no text shows them: \4\1\6, 416&B-967.
    """
    if _ESCAPED.search(words):
        words = _ESCAPED.sub(r"\1", words.replace('"', ""))
    if "&" in words:
        words = _HEADER_SIGN.sub("", words)
    return words


def _heard(pieces: Iterable[bytes], *, spaces: bool) -> Worded:
    words = _Words()
    hear(pieces, words, spaces=spaces)
    words.end("")
    odd = (("", one) for one in words.odd_names())
    return Worded((*words.found, *odd), tuple(words.spaces))


class _Words:
    """The texts of a part, those of one paragraph joined, and the values of its attributes."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], None] = {}
        self.spaces: dict[str, None] = {}
        self._names = _Names()
        self._texts: list[str] = []  # of the text between two tags
        self._whole: list[str] = []  # of the paragraph
        self._cell = ""

    def start(self, tag: str, held: dict[str, str]) -> None:
        name = self._names[tag]
        if name in _COMMENTS:
            self._cell = held.get("ref", _NOWHERE)
        self._cut(name)
        if name in _BREAKS:
            self._whole.append("\n")
        for attribute, value in held.items():
            _ = self._names[attribute]
            if is_space(attribute):
                self.space(value)
            elif may_hold(value) and not is_of_machine(tag, attribute, value):
                self._keep(without_colours(value))

    def text(self, words: str) -> None:
        self._texts.append(words)

    def beside(self, words: str) -> None:
        self._keep(words)

    def space(self, address: str) -> None:
        if may_hold(address):
            self.spaces[address] = None

    def end(self, tag: str) -> None:
        name = self._names[tag]
        self._cut(name)
        if name in _COMMENTS:
            self._cell = ""

    def odd_names(self) -> list[str]:
        """Names of tags and attributes that hold a number."""
        return [one for one in dict.fromkeys(self._names.values()) if _NUMBERED.search(one)]

    def _cut(self, name: str) -> None:
        """A tag ends a text, and a paragraph unless it stands within one."""
        if self._texts:
            self._whole.append("".join(self._texts))
            self._texts.clear()
        if name not in _INLINE and self._whole:
            whole, self._whole = self._whole, []
            self._keep("".join(whole))
            if len(whole) > 1:
                for piece in whole:
                    if len(piece) >= _LEAST:
                        self._keep(piece)

    def _keep(self, words: str) -> None:
        words = words.strip()
        if may_hold(words):
            self.found[self._cell, words] = None


class _Names(dict[str, str]):
    """Names of tags and attributes without what stands before them; each is worked out once."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition(SPACE)[2].rpartition(":")[2]
        return name
