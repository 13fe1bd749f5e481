"""The archive that a workbook is: its parts, how they refer to each other, its sheets."""

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote

from ingest.book.beside import bytes_of_archive
from ingest.book.cells import SheetState
from ingest.book.xml import damaged, is_true, plain_names, walk
from ingest.limits import Limits
from ingest.own_sheet import MARKER, sheet_in
from ingest.workbook import DAMAGED

_PIECE = 1 << 20
_STATES = {"hidden": SheetState.HIDDEN, "veryHidden": SheetState.VERY_HIDDEN}


class Relation(NamedTuple):
    id: str
    kind: str  # the last word of its type: worksheet, comments, hyperlink
    target: str  # a part, or an address outside the file
    external: bool


class SheetPart(NamedTuple):
    name: str
    state: SheetState
    part: str
    kind: str  # worksheet, chartsheet


class Package:
    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits, self._content = limits, content
        self._related: dict[str, tuple[Relation, ...]] = {}
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except DAMAGED as error:
            raise damaged() from error
        self._names = {name.lower(): name for name in self._archive.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._names

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    def beside(self) -> Iterator[bytes]:
        """What the archive itself holds beside its parts."""
        try:
            yield from bytes_of_archive(self._content, self._archive.infolist())
        except struct.error as error:
            raise damaged() from error

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part in pieces, never more of it than a file may unpack to."""
        read = 0
        try:
            with self._archive.open(self._names[part.lower()]) as stream:
                while piece := stream.read(_PIECE):
                    if (read := read + len(piece)) > self._limits.inflated:
                        raise damaged()
                    yield piece
        except DAMAGED as error:
            raise damaged() from error

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part refers to; of "" the whole file."""
        if part not in self._related:
            self._related[part] = self._relations(part)
        return self._related[part]

    def _relations(self, part: str) -> tuple[Relation, ...]:
        folder, name = posixpath.split(part)
        held = f"{folder}/_rels/{name}.rels".lstrip("/")
        found: list[Relation] = []

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship":
                external = given.get("TargetMode", "").lower() == "external"
                target, kind = given.get("Target", ""), given.get("Type", "").rpartition("/")[2]
                inside = target if external else _resolved(folder, target)
                found.append(Relation(given.get("Id", ""), kind, inside, external))

        if held in self:
            walk(self.pieces(held), start)
        return tuple(found)

    @cached_property
    def main(self) -> str:
        """The part that names the sheets."""
        named = (one.target for one in self.relations("") if one.kind == "officeDocument")
        return next(named, "xl/workbook.xml")

    @cached_property
    def _book(self) -> tuple[tuple[tuple[str, str, str], ...], bool, str]:
        if self.main not in self:
            raise damaged()
        sheets: list[tuple[str, str, str]] = []
        dates = [False]
        marks: list[list[str]] = []  # words of the name that marks our own sheet
        open_: list[bool] = [False]

        def start(tag: str, held: dict[str, str]) -> None:
            if tag == "workbookPr":
                dates[0] = is_true(held.get("date1904"))
            elif tag == "sheet":
                given = plain_names(held)
                sheets.append((given.get("name", ""), given.get("state", ""), given.get("id", "")))
            elif tag == "definedName" and held.get("name") == MARKER:
                marks.append([])
                open_[0] = True

        def end(_: str) -> None:
            open_[0] = False

        def text(words: str) -> None:
            if open_[0]:
                marks[-1].append(words)

        walk(self.pieces(self.main), start, end, text)
        own = next((sheet_in("".join(one)) for one in marks), "")
        return tuple(sheets), dates[0], own

    @property
    def findings_sheet(self) -> str:
        """The name of the sheet that we have added to it before."""
        return self._book[2]

    @property
    def counts_from_1904(self) -> bool:
        return self._book[1]

    def sheets(self) -> Iterator[SheetPart]:
        """The sheets in their order; one that leads to no part is a damaged file."""
        relations = {one.id: one for one in self.relations(self.main)}
        for name, state, link in self._book[0]:
            relation = relations.get(link)
            if relation is None or relation.external or relation.target not in self:
                raise damaged()
            shown = _STATES.get(state, SheetState.VISIBLE)
            yield SheetPart(name, shown, relation.target, relation.kind)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of a kind that a part refers to."""
        for one in self.relations(part):
            if one.kind == kind and not one.external and one.target in self:
                yield one.target


def _resolved(folder: str, target: str) -> str:
    joined = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(unquote(joined)).lstrip("/")
