"""The texts of a workbook: the table that its cells share, and the escapes in all of them."""

import re
from collections.abc import Iterable

from ingest.book.machine import may_hold
from ingest.book.package import Package
from ingest.book.xml import walk

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENTITY = re.compile(r"&(?:#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))|(\w+));|&")
_ITEM = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_HEAD = re.compile(
    r"""\ufeff?(?:<\?xml version="1.0"(?: encoding="(?:utf-8|UTF-8)")?(?: standalone="\w+")?\?>)?"""
    r"""\s*<sst(?: (?:xmlns="[^"<>]*"|xmlns:\w{1,9}="http://schemas\.[^"<>]*"|"""
    r"""(?:count|uniqueCount)="[0-9]{1,8}"))*>"""
)
_BARE = re.compile(
    rb'(?:<\?xml [^<>]*\?>\s*)?<sst(?: (?:xmlns="[^"<>]*"|(?:count|uniqueCount)="[0-9]{1,8}"))*'
    rb"(?:/>|>\s*</sst>)\s*"
)
_END = b"</si>"
_LONG = 1 << 22  # bytes of a single text
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def unescaped(words: str) -> str:
    """`_x000D_` stands for a carriage return; decoded once, so `_x005F_x000D_` shows as typed."""
    if "_x" not in words:
        return words
    decoded = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words)
    # halves of a pair become one character, a lone half the mark for what cannot be shown
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def without_entities(words: str) -> str:
    """Text of XML as it reads; ValueError for an entity that XML does not have."""
    return _ENTITY.sub(_character, words) if "&" in words else words


def _character(found: re.Match[str]) -> str:
    if named := found[3]:
        return _NAMED[named]
    if found[1] or found[2]:
        return chr(int(found[1], 16) if found[1] else int(found[2]))
    raise ValueError("a bare ampersand")


def table_of(package: Package) -> str | None:
    """The part that is the table of texts."""
    return next(package.related(package.main, "sharedStrings"), None)


def shared_strings(package: Package) -> "SharedStrings":
    """The table of texts that cells name by number."""
    table = SharedStrings()
    part = table_of(package)
    if part and not table.read_quickly(package.pieces(part)):
        table = SharedStrings()
        table.read(package.pieces(part))
    return table


class SharedStrings:
    """Texts with their runs joined; the phonetic guides beside them are not part of a text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.guides: list[str] = []  # of a text, joined
        self.strays: dict[str, None] = {}  # words in tags and attributes that are not of a text
        self._runs: list[str] = []
        self._guide: list[str] = []
        self._others: list[str] = []
        self._is_text = False
        self._is_open = False  # within an item of the table
        self._guides = 0

    def read(self, pieces: Iterable[bytes]) -> None:
        walk(pieces, self._start, self._end, self._text)

    def read_quickly(self, pieces: Iterable[bytes]) -> bool:
        """The table in the form that nearly all programs write; False for any other."""
        held = b""
        for piece in pieces:
            held += piece
            cut = held.rfind(_END) + len(_END)
            if cut >= len(_END):
                if not self._take(held[:cut]):
                    return False
                held = held[cut:]
            elif len(held) > _LONG:
                return False
        return held.strip() == b"</sst>" or (not self.texts and bool(_BARE.fullmatch(held)))

    def _take(self, xml: bytes) -> bool:
        try:
            parts = _ITEM.split(xml.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))
            texts = [unescaped(without_entities(words)) for words in parts[1::2]]
        except (ValueError, KeyError, OverflowError):
            return False
        first, head = parts[0], None if self.texts else _HEAD.match(parts[0])
        if first[head.end() if head else 0 :].strip() or any(map(str.strip, parts[2::2])):
            return False
        self.texts += texts
        return True

    def _start(self, tag: str, held: dict[str, str]) -> None:
        self._end_others()
        self.strays.update(dict.fromkeys(filter(may_hold, held.values())))
        if tag == "si":
            self._runs, self._guide, self._is_open = [], [], True
        elif tag == "rPh":
            self._guides += 1
        elif tag == "t":
            self._is_text = self._is_open and not self._guides

    def _end(self, tag: str) -> None:
        self._end_others()
        if tag == "t":
            self._is_text = False
        elif tag == "rPh":
            self._guides -= 1
        elif tag == "si":
            self.texts.append(unescaped("".join(self._runs)))
            self._is_open = False
            if self._guide:
                self.guides.append("".join(self._guide))

    def _end_others(self) -> None:
        if self._others:
            words, self._others = "".join(self._others).strip(), []
            self.strays.update({words: None} if may_hold(words) else {})

    def _text(self, words: str) -> None:
        if self._is_text:
            self._runs.append(words)
        elif self._guides:
            self._guide.append(words)
        else:
            self._others.append(words)
