"""Every word of a workbook that stands outside the cells of its sheets.

Comments and shapes, names and properties, links, chart titles, the copies that pivot tables keep:
personal data hides in any of them. So no part is passed over because it is not known; those that
hold no words of a sender (colours, the order of calculation) are named here.
"""

import re
from collections.abc import Iterable, Iterator

from ingest.book.cells import Aside
from ingest.book.frame import Frame
from ingest.book.package import Package, SheetPart
from ingest.book.wording import remarks_of, words_of
from ingest.book.xml import walk
from ingest.findings import ReadError

_NO_WORDS = re.compile(
    r"(?:^|/)(?:_rels/|\[Content_Types\]\.xml$|theme/|calcChain\.xml$|sharedStrings\.xml$|"
    r"metadata\.xml$|volatileDependencies\.xml$)|\.rels$", re.IGNORECASE
)  # fmt: skip
_WHERE = (
    ("comments", "comment"),
    ("threadedcomments", "comment"),
    ("persons", "comment"),
    ("docprops", "property"),
    ("customxml", "property"),
    ("charts", "chart"),
    ("drawings", "shape"),
    ("tables", "table"),
    ("pivot", "pivot"),
    ("workbook", "name"),
    ("styles", "style"),
)
_REMARK = b"<!--"
_MARK_UP = re.compile(rb"<[^<>]*>")


def asides_of(
    package: Package, file: str, sheets: Iterable[SheetPart], frames: Iterable[Frame | None]
) -> Iterator[Aside]:
    """All of them; the sheet is named where a part belongs to one."""
    yield Aside("file-name", "", "", file)
    owners: dict[str, str] = {}
    for sheet, frame in zip(sheets, frames, strict=True):
        yield Aside("sheet-name", sheet.name, "", sheet.name)
        _own(package, sheet.part, sheet.name, owners)
        if frame:
            yield from _around(package, sheet, frame)
            owners[sheet.part.lower()] = ""
    for part in package.parts:
        owner = owners.get(part.lower())
        wordy = part.lower().endswith((".xml", ".vml")) and not _NO_WORDS.search(part)
        if wordy and owner != "":  # a sheet's own part has been read
            yield from _words(package, part, owner or "")
        elif part.lower().endswith((".xml", ".rels")) and _has_remarks(package, part):
            yield from (Aside("other", "", "", one) for one in remarks_of(package.pieces(part)))
    yield from _outward(package, owners)


def _has_remarks(package: Package, part: str) -> bool:
    """Whether a part has comments between its tags; few have, and a sheet is long to read."""
    end = b""
    for piece in package.pieces(part):
        if _REMARK in end + piece or _REMARK in (end + piece).replace(b"\0", b""):
            return True
        end = piece[-8:]
    return False


def custom_properties(package: Package) -> dict[str, str]:
    """The properties that a template or its sender has given the file."""
    found: dict[str, str] = {}
    name: list[str] = [""]
    texts: list[str] = []

    def start(tag: str, held: dict[str, str]) -> None:
        texts.clear()
        if tag == "property":
            name[0] = held.get("name", "")

    def end(tag: str) -> None:
        if tag not in ("property", "Properties"):
            found[name[0]] = "".join(texts)
        texts.clear()

    for part in package.related("", "custom-properties"):
        walk(package.pieces(part), start, end, texts.append)
    return found


def _own(package: Package, part: str, sheet: str, owners: dict[str, str]) -> None:
    """Mark the parts that a part leads to as the sheet's."""
    waiting = [part]
    while waiting:
        owners.setdefault(one := waiting.pop(), sheet)
        owners.setdefault(one.lower(), sheet)
        for relation in package.relations(one):
            inside = not relation.external and relation.target in package
            if inside and relation.target.lower() not in owners:
                waiting.append(relation.target)


def _around(package: Package, sheet: SheetPart, frame: Frame) -> Iterator[Aside]:
    """What a sheet's own part says outside its cells, and where its links lead."""
    for said in frame.said:
        yield Aside(said.where, sheet.name, said.cell, said.words)
    targets = {one.id: one.target for one in package.relations(sheet.part) if one.external}
    for link in frame.links:
        if target := targets.get(link.relation):
            yield Aside("link", sheet.name, link.cell, target)


def _outward(package: Package, owners: dict[str, str]) -> Iterator[Aside]:
    """Addresses outside the file that other parts than sheets refer to."""
    for part in package.parts:
        if not part.lower().endswith(".rels"):
            for one in package.relations(part):
                if one.external:
                    yield Aside("link", owners.get(part.lower(), ""), "", one.target)


def _words(package: Package, part: str, sheet: str) -> Iterator[Aside]:
    where = next((kind for key, kind in _WHERE if key in part.lower()), "other")
    name = part.lower()
    try:
        found = words_of(package.pieces(part), all_attributes="customxml" in name)
    except ReadError:
        if not name.endswith(".vml"):
            raise
        # old drawings are often no XML at all: their words are what stands between the marks
        torn = _MARK_UP.split(b"".join(package.pieces(part)))
        found = tuple(("", one.decode("utf-8", "replace").strip()) for one in torn)
    yield from (Aside(where, sheet, cell, words) for cell, words in found if words)
