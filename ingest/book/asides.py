"""Every word of a workbook that stands outside the cells of its sheets.

Comments and shapes, names and properties, links, chart titles, the copies that pivot tables keep:
personal data hides in any of them. So no part is passed over, known or not: what is XML is read as
words, and the bytes of all else are searched. Only the cells of sheets and the table of their
texts are read elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from ingest.book.beside import forms_in, words_of_picture
from ingest.book.cells import Aside
from ingest.book.frame import Frame
from ingest.book.package import Package, SheetPart
from ingest.book.strings import table_of
from ingest.book.wording import Worded, may_remark, remarks_of, shown_of, words_of
from ingest.book.writers import of_writers
from ingest.findings import ReadError
from ingest.markup import looks_like_markup

_WHERE = (
    ("comments", "comment"),
    ("threadedcomments", "comment"),
    ("persons", "author"),
    ("docprops", "property"),
    ("customxml", "data"),
    ("charts", "chart"),
    ("drawings", "shape"),
    ("tables", "table"),
    ("pivot", "pivot"),
    ("workbook.xml", "name"),
    ("styles", "style"),
    ("media/", "picture"),
    ("thumbnail", "picture"),
    ("printersettings", "printer"),
)
_MARK_UP = re.compile(rb"<[^<>]*>")


def asides_of(
    package: Package, file: str, sheets: Iterable[SheetPart], frames: Iterable[Frame | None]
) -> Iterator[Aside]:
    """All of them; the sheet is named where a part belongs to one."""
    yield Aside("file-name", "", "", file)
    owners: dict[str, str] = {}
    sheets_read: list[SheetPart] = []
    bare: set[str] = set()  # without remarks, as the reading of the sheet itself has shown
    for sheet, frame in zip(sheets, frames, strict=True):
        yield Aside("sheet-name", sheet.name, "", sheet.name)
        _own(package, sheet.part, sheet.name, owners)
        if frame:
            yield from _around(package, sheet, frame)
            sheets_read.append(sheet)
            bare |= set() if frame.may_remark else {sheet.part.lower()}
    elsewhere = {one.part.lower() for one in sheets_read} | {(table_of(package) or "").lower()}
    for part in package.parts:
        if part.lower() in bare:
            continue
        if part.lower() in elsewhere:
            yield from (Aside("other", "", "", one) for one in _remarks(package, part))
        else:
            yield from words_in_part(package, part, owners.get(part.lower(), ""))
    yield from words_of_archive(package)
    yield from _outward(package, owners)


def words_of_archive(package: Package) -> Iterator[Aside]:
    """The names of the parts, and what the archive keeps beside them."""
    for part in package.parts:
        yield Aside("other", "", "", part)
    for one in package.beside():
        yield from (Aside("bytes", "", "", words) for words in forms_in(one))


def words_in_part(package: Package, part: str, sheet: str = "") -> Iterator[Aside]:
    """What stands in a part: its words where it is XML, else what its bytes show."""
    where = next((kind for key, kind in _WHERE if key in part.lower()), "other")
    if looks_like_markup(next(iter(package.pieces(part)), b"")[:2000]):
        told = _outside(package) if part.lower().endswith(".rels") else frozenset()
        writers, found = of_writers(package, part), _worded(package, part)
        for cell, words in _words(found, part):
            if words not in told:
                # what a part of comments says of no cell is who wrote them
                is_writer = words in writers or (where == "comment" and not cell)
                yield Aside("author" if is_writer else where, sheet, cell, words)
        for words in found.spaces:
            yield Aside(f"{where}-bytes", sheet, "", words)
        return
    content = b"".join(package.pieces(part))
    for words in words_of_picture(content):
        yield Aside(where, sheet, "", words)
    shown = where if where in ("picture", "printer") else "other"
    for words in forms_in(content):
        yield Aside(f"{shown}-bytes", sheet, "", words)


def _outside(package: Package) -> frozenset[str]:
    """Addresses outside the file, which are told as links."""
    links = (one for part in package.parts for one in package.relations(part))
    return frozenset(one.target for one in links if one.external)


def _worded(package: Package, part: str) -> Worded:
    pieces = partial(package.pieces, part)
    try:
        return words_of(pieces)
    except ReadError:
        # old drawings are often no XML at all: their words are what stands between the marks
        content = b"".join(pieces())
        torn = [one.decode("utf-8", "replace").strip() for one in _MARK_UP.split(content)]
        return Worded(tuple(("", one) for one in (*torn, *forms_in(content))))


def _words(found: Worded, part: str) -> Iterator[tuple[str, str]]:
    texts = found.texts
    comments = [words for cell, words in texts if not cell] if "comment" in part.lower() else []
    for cell, words in texts:
        if cell:
            words = _without_author(words, comments)
        yield cell, words
        if (plain := shown_of(words)) != words:
            yield cell, plain


def _without_author(words: str, authors: Iterable[str]) -> str:
    """A comment without the name of its writer, which programs write first and list besides."""
    for one in authors:
        if words.startswith(f"{one}:"):
            return words.removeprefix(f"{one}:").strip()
    return words


def _remarks(package: Package, part: str) -> tuple[str, ...]:
    """The comments between the tags of a part; few have any, and a sheet is long to read."""
    end = b""
    for number, piece in enumerate(package.pieces(part)):
        if may_remark(end + piece, is_start=number == 0):
            return remarks_of(package.pieces(part))
        end = piece[-8:]
    return ()


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
    for said in dict.fromkeys(frame.said):
        for words in dict.fromkeys((said.words, shown_of(said.words))):
            yield Aside(said.where, sheet.name, said.cell, words)
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
