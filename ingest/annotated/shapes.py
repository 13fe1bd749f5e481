"""The drawing of a sheet's notes: one box a note, hidden until its cell is pointed at.

Excel itself writes drawings that are not well-formed (a text box of a form control holds <br>), so
a drawing is extended at its end and never parsed with force: what cannot be parsed is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from ingest.annotated.addresses import Spot
from ingest.annotated.nodes import Edit, Node, as_utf8, joined, read
from ingest.findings import ReadError

_SPACES = (
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
)
_DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES)
EMPTY = (
    f'<xml {_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout></xml>"
).encode()
_BOX = (
    f'<v:shapetype {_DECLARED} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
).encode()
_NUMBERED = re.compile(rb"_x0000_s([0-9]{1,9})")
_WIDTH, _LINE, _LETTERS, _TALLEST = 260, 13, 46, 320  # points, and letters a line


class Shapes:
    def __init__(self, part: bytes) -> None:
        self._part = as_utf8(part)
        try:
            self._root: Node | None = read(self._part)
        except ReadError:
            self._root = None

    def write(self, words: Mapping[Spot, str], gone: Iterable[Spot]) -> bytes | None:
        """The drawing with a box for each note; none where its end cannot be found."""
        place = self._root.closing if self._root else self._part.rfind(b"</xml>")
        closed = self._root is not None and self._part[: self._root.opened].endswith(b"/>")
        if place < 0 or closed:
            return None
        there = self._boxes()
        away = [Edit(there[one].start, there[one].end, b"") for one in gone if one in there]
        kept = set(there) - set(gone)
        fresh = {one: words[one] for one in sorted(words) if one not in kept}
        new = b"".join(_fresh(joined(self._part, away), fresh))
        return joined(self._part, [*away, Edit(place, place, new)])

    def _boxes(self) -> dict[Spot, Node]:
        """The boxes of notes that the drawing holds, by the cell of each."""
        if self._root is None:
            return {}
        shapes = [one for one in self._root.children if one.local == "shape"]
        placed = ((_cell_of(shape), shape) for shape in shapes)
        return {here: shape for here, shape in placed if here}


def _fresh(part: bytes, words: Mapping[Spot, str]) -> Iterator[bytes]:
    if words and b'"_x0000_t202"' not in part:
        yield _BOX
    taken = (int(number) for number in _NUMBERED.findall(part))
    first = max(taken, default=1024) + 1
    for number, (here, text) in enumerate(words.items(), first):
        yield _shape(number, here, text)


def _cell_of(shape: Node) -> Spot | None:
    for data in shape.children:
        if data.local == "ClientData" and data.attributes.get("ObjectType") == "Note":
            at = {one.local: one.words.strip() for one in data.children}
            row, column = at.get("Row", ""), at.get("Column", "")
            if row.isdigit() and column.isdigit() and len(row + column) < 20:
                return Spot(int(row) + 1, int(column) + 1)
    return None


def _shape(number: int, here: Spot, words: str) -> bytes:
    height = _height(words)
    row, column = here.row - 1, here.column - 1
    rows = height // 15 + 1
    anchor = (
        f"{column + 1}, 15, {max(row - 1, 0)}, 4, {column + 5}, 15, {max(row - 1, 0) + rows}, 4"
    )
    style = f"position:absolute;width:{_WIDTH}pt;height:{height}pt;z-index:1;visibility:hidden"
    return (
        f'<v:shape {_DECLARED} id="_x0000_s{number}" type="#_x0000_t202" style="{style}" '
        'fillcolor="#fff6dd" o:insetmode="auto"><v:fill color2="#fff6dd"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    ).encode()


def _height(words: str) -> int:
    lines = sum(1 + len(line) // _LETTERS for line in words.split("\n"))
    return min(lines * _LINE + 16, _TALLEST)
