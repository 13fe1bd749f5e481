"""The words of an XML part of whatever kind: its texts, and the attributes that hold words."""

from collections.abc import Iterable

from ingest.book.xml import walk

_ATTRIBUTES = frozenset({
    "alt", "author", "caption", "command", "comment", "connection", "descr", "description",
    "displayName", "href", "name", "odcFile", "prompt", "refreshedBy", "sourceFile", "string",
    "title", "tooltip", "url", "userId", "userName",
})  # fmt: skip
_INLINE = frozenset({"rPr", "t", "r", "fld", "font", "span", "b", "i", "u", "s", "strong", "em"})
_NUMBERS = frozenset({
    "Anchor", "AutoFill", "Column", "Id", "MoveWithCells", "Row", "SizeWithCells", "col", "colOff",
    "created", "formatCode", "lastPrinted", "modified", "numCache", "row", "rowOff", "rPr", "pPr",
})  # fmt: skip
_ITEMS = frozenset({"s", "d"})  # of the copy that a pivot table keeps of its data: v="words"


def words_of(pieces: Iterable[bytes], all_attributes: bool = False) -> tuple[tuple[str, str], ...]:
    """Each text once, with the cell that it belongs to where the part says one."""
    reading = _Words(all_attributes)
    walk(pieces, reading.start, reading.end, reading.text, remark=reading.remark)
    stripped = ((cell, words.strip()) for cell, words in reading.found)
    return tuple(dict.fromkeys(one for one in stripped if one[1]))


def remarks_of(pieces: Iterable[bytes]) -> tuple[str, ...]:
    """The comments between the tags of a part, which no program shows and every copy keeps."""
    found: list[str] = []
    walk(pieces, lambda *_: None, remark=found.append)
    return tuple(dict.fromkeys(filter(None, map(str.strip, found))))


class _Words:
    """The texts of a part, those of one paragraph joined, and the attributes that hold words."""

    def __init__(self, all_attributes: bool) -> None:
        self.found: list[tuple[str, str]] = []
        self._all = all_attributes
        self._texts: list[str] = []
        self._cell = ""
        self._numbers = 0

    def start(self, tag: str, held: dict[str, str]) -> None:
        if tag in ("comment", "threadedComment"):
            self._cell = held.get("ref", "")
        if tag in _NUMBERS:
            self._numbers += 1
        if tag in _ITEMS and held.get("v"):
            self.found.append((self._cell, held["v"]))
        if tag not in _INLINE and not self._numbers:
            self._flush()
        for name, value in held.items():
            if value and self._is_wording(name, value):
                self.found.append((self._cell, value))

    def remark(self, words: str) -> None:
        self.found.append((self._cell, words))

    def text(self, words: str) -> None:
        if not self._numbers:
            self._texts.append(words)

    def end(self, tag: str) -> None:
        if tag in _NUMBERS:
            self._numbers -= 1
        if tag not in _INLINE and not self._numbers:
            self._flush()
        if tag in ("comment", "threadedComment"):
            self._cell = ""

    def _flush(self) -> None:
        if self._texts:
            self.found.append((self._cell, "".join(self._texts)))
            self._texts.clear()

    def _is_wording(self, name: str, value: str) -> bool:
        plain = name.rpartition(":")[2]
        if self._all:
            return not name.startswith("xmlns")
        if plain == "formatCode":
            return '"' in value
        return plain in _ATTRIBUTES
