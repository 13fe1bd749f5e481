"""The styles part: each faulty cell's own format with our fill, and the formats of our sheet."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from ingest.annotated.nodes import (
    Edit,
    Node,
    as_utf8,
    attributes_of,
    grown,
    joined,
    prefix_at,
    read,
    spliced,
    with_attributes,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="{MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
).encode()
# The lists a styles part is made of, in the order that the format asks for.
_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_EDITED = ("fonts", "fills", "borders", "cellXfs")
INK = "FF16202B"


class _Entries:
    """One list of a styles part: what it holds, as written, and what is added."""

    def __init__(self, part: bytes, node: Node | None) -> None:
        self.node = node
        self.held = [part[one.start : one.end] for one in node.children] if node else []
        self.nodes = list(node.children) if node else []
        self._at = {entry: index for index, entry in reversed(list(enumerate(self.held)))}
        self.added: list[bytes] = []

    def index(self, entry: bytes) -> int:
        """Where the list holds an entry; it is added where it does not yet."""
        if entry not in self._at:
            self._at[entry] = len(self.held) + len(self.added)
            self.added.append(entry)
        return self._at[entry]

    def __getitem__(self, index: int) -> bytes:
        if index < len(self.held):
            return self.held[index]
        index -= len(self.held)
        return self.added[index] if index < len(self.added) else b""


class Styles:
    def __init__(self, part: bytes, colours: Mapping[str, str]) -> None:
        self._part = as_utf8(part)
        self._root = read(self._part)
        self._prefix = prefix_at(self._part, self._root.start)
        self._lists = {name: _Entries(self._part, self._root.first(name)) for name in _EDITED}
        self._colours = colours
        self.marked = cache(self._marked)
        self.unmarked: Callable[[int, int | None], int] = cache(self._unmarked)

    def font(self, words: str) -> int:
        return self._lists["fonts"].index(self._named(words))

    def fill(self, colour: str) -> int:
        words = '<fill><patternFill patternType="solid"><fgColor rgb="{}"/>{}</patternFill></fill>'
        return self._lists["fills"].index(
            self._named(words.format(colour, '<bgColor indexed="64"/>'))
        )

    def border(self, words: str) -> int:
        return self._lists["borders"].index(self._named(words))

    def format(self, words: str) -> int:
        """The index of a cell format, as it is written."""
        return self._lists["cellXfs"].index(self._named(words))

    def _named(self, words: str) -> bytes:
        """Elements with the prefix that this part writes its own with."""
        if not self._prefix:
            return words.encode()
        prefix = self._prefix.decode()
        opened = words.replace("</", "\0").replace("<", f"<{prefix}")
        return opened.replace("\0", f"</{prefix}").encode()

    def _marked(self, style: int, tone: str) -> int:
        """A cell's own format with the fill of a tone, and ink that can be read on it."""
        fill = self.fill(self._colours[tone])
        return self._with(style, {"fillId": fill, "applyFill": 1, **self._legible(style)})

    def _unmarked(self, style: int, before: int | None) -> int:
        """A format that carries our fill, with the fill that its cell had before."""
        if before is not None and self._alike(style, before):
            return before
        fill = self._attribute(before, "fillId") if before is not None else 0
        return self._with(style, {"fillId": fill, "applyFill": 1 if fill else 0})

    def ours(self) -> frozenset[int]:
        """The formats that carry one of our fills."""
        colours = set(self._colours.values())
        fills = {
            str(index)
            for index, fill in enumerate(self._lists["fills"].nodes)
            if any(_rgb(one) in colours for one in fill.all() if one.local == "fgColor")
        }
        formats = enumerate(self._lists["cellXfs"].nodes)
        return frozenset(at for at, one in formats if one.attributes.get("fillId") in fills)

    def _alike(self, style: int, before: int) -> bool:
        """Whether nothing but fill, and the ink upon it, tells two formats from each other."""
        ours, theirs = (self._entry(one).partition(b">") for one in (style, before))
        keys = ("fillId", "applyFill", "fontId", "applyFont")
        kept = [
            {key: value for key, value in attributes_of(tag[0] + b">").items() if key not in keys}
            for tag in (ours, theirs)
        ]
        return ours[2] == theirs[2] and kept[0] == kept[1]

    def _with(self, style: int, values: Mapping[str, int]) -> int:
        entry = self._entry(style)
        end = entry.find(b">") + 1
        return self._lists["cellXfs"].index(with_attributes(entry[:end], values) + entry[end:])

    def _entry(self, style: int) -> bytes:
        entry = self._lists["cellXfs"][style] or self._lists["cellXfs"][0]
        return entry or self._named('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>')

    def _attribute(self, style: int, name: str) -> int:
        entry = self._entry(style)
        value = attributes_of(entry[: entry.find(b">") + 1]).get(name, "")
        return int(value) if value.isascii() and value.isdigit() else 0

    def _legible(self, style: int) -> dict[str, int]:
        """A font that is light on dark would vanish on our pale fill: it is given ink."""
        fonts = self._lists["fonts"]
        at = self._attribute(style, "fontId")
        if at >= len(fonts.nodes):
            return {}
        font = fonts.nodes[at]
        colour = next((one for one in font.named("color") if _is_light(one)), None)
        if colour is None:
            return {}
        edit = Edit(colour.start, colour.end, self._named(f'<color rgb="{INK}"/>'))
        moved = edit._replace(start=edit.start - font.start, end=edit.end - font.start)
        return {"fontId": fonts.index(joined(fonts.held[at], [moved])), "applyFont": 1}

    @property
    def is_grown(self) -> bool:
        return any(entries.added for entries in self._lists.values())

    def written(self) -> Iterator[bytes | memoryview]:
        edits: list[Edit] = []
        for name, entries in self._lists.items():
            count = len(entries.held) + len(entries.added)
            if not entries.added:
                continue
            added = b"".join(entries.added)
            if entries.node:
                edits += grown(self._part, entries.node, added, count=count)
            else:
                edits.append(self._new_list(name, added, count))
        return spliced(self._part, edits)

    def _new_list(self, name: str, added: bytes, count: int) -> Edit:
        before = set(_LISTS[: _LISTS.index(name)])
        places = [node.end for node in self._root.children if node.local in before]
        place = max(places, default=self._root.opened)
        around = [self._named(tag) for tag in (f'<{name} count="{count}">', f"</{name}>")]
        return Edit(place, place, around[0] + added + around[1])


def _rgb(node: Node) -> str:
    return node.attributes.get("rgb", "").upper()


def _is_light(colour: Node) -> bool:
    """White, the theme's paper, or near it."""
    rgb = _rgb(colour)[-6:]
    if len(rgb) == 6 and all(digit in "0123456789ABCDEF" for digit in rgb):
        red, green, blue = (int(rgb[at : at + 2], 16) for at in (0, 2, 4))
        return red * 299 + green * 587 + blue * 114 > 128_000
    return colour.attributes.get("theme") == "0" or colour.attributes.get("indexed") in ("1", "9")
