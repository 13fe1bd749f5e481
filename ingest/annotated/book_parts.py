"""The workbook's own part: its sheets in their order, and the mark of our sheet."""

from collections.abc import Iterator
from typing import NamedTuple

from ingest.annotated.links import OFFICE, SHEET_TYPE, ContentTypes, Links
from ingest.annotated.nodes import (
    Edit,
    Node,
    as_utf8,
    damaged,
    escaped,
    grown,
    joined,
    prefix_at,
    read,
    with_attributes,
)
from ingest.annotated.package import Package
from ingest.own_sheet import MARKER, sheet_in

_LONGEST_NAME = 31


class SheetPart(NamedTuple):
    name: str
    part: str
    node: Node
    link: str  # its id among the workbook's relationships


class Book:
    def __init__(self, package: Package, types: ContentTypes) -> None:
        self.package, self.types = package, types
        self.name = next((one.part for one in Links(package, "").of_kind("officeDocument")), "")
        if not self.name:
            raise damaged()
        self._part = as_utf8(package.read(self.name))
        self._root = read(self._part)
        self.links = Links(package, self.name)
        self.sheets = list(self._sheets())
        self._edits: list[Edit] = []

    def _list(self) -> Node:
        if (sheets := self._root.first("sheets")) is None:
            raise damaged()
        return sheets

    def _sheets(self) -> Iterator[SheetPart]:
        for node in self._list().named("sheet"):
            link = self.links.part(node.relation())
            part = link.part if link and link.kind == "worksheet" else ""
            yield SheetPart(node.attributes.get("name", ""), part, node, node.relation())

    def _names(self) -> list[Node]:
        held = self._root.first("definedNames")
        return list(held.named("definedName")) if held else []

    def _mark(self) -> Node | None:
        named = (one for one in self._names() if one.attributes.get("name") == MARKER)
        return next(named, None)

    @property
    def is_marked(self) -> bool:
        return self._mark() is not None

    def own_sheet(self) -> SheetPart | None:
        """The sheet of findings of an earlier annotation, whatever its name is now."""
        mark = self._mark()
        name = sheet_in(mark.words) if mark else ""
        return next((one for one in self.sheets if name and one.name == name), None)

    def free_name(self, wanted: str) -> str:
        taken = {one.name.casefold() for one in self.sheets}
        name, number = wanted[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = wanted[: _LONGEST_NAME - len(ending)] + ending
        return name

    def add_sheet(self, name: str) -> str:
        """A sheet after all others, known by its marker; give its part's name."""
        folder = self.name.rpartition("/")[0]
        part = self.package.unused(f"{folder}/worksheets/sheet{{}}.xml".lstrip("/"))
        link = self.links.add("worksheet", part)
        self.types.add(part, SHEET_TYPE)
        told = (prefix_at(self._part, self._root.start), escaped(name), self._free_id())
        entry = b'<%bsheet name="%b" sheetId="%d"' % told
        entry += f' xmlns:r="{OFFICE}" r:id="{link}"/>'.encode()
        self._edits += grown(self._part, self._list(), entry)
        self._mark_as_ours(name)
        return part

    def _free_id(self) -> int:
        taken = {one.node.attributes.get("sheetId", "") for one in self.sheets}
        number = 1
        while str(number) in taken:
            number += 1
        return number

    def _mark_as_ours(self, name: str) -> None:
        prefix = prefix_at(self._part, self._root.start)
        target = escaped(f"{quoted(name)}!$A$1")
        told = (prefix, MARKER.encode(), target, prefix)
        entry = b'<%bdefinedName name="%b" hidden="1">%b</%bdefinedName>' % told
        if mark := self._mark():
            self._edits.append(Edit(mark.start, mark.end, entry))
        elif held := self._root.first("definedNames"):
            self._edits += grown(self._part, held, entry)
        else:
            place = max(
                one.end
                for one in self._root.named("sheets", "functionGroups", "externalReferences")
            )
            around = (prefix, entry, prefix)
            self._edits.append(Edit(place, place, b"<%bdefinedNames>%b</%bdefinedNames>" % around))

    def clear(self, sheet: SheetPart) -> None:
        """Forget what programs have joined to our sheet since: it is written anew, alone."""
        if (rels := Links(self.package, sheet.part).name) in self.package:
            self.package.drop(rels)

    def remove_marks(self) -> None:
        """Take our sheet and its marker away; what counts sheets by place is counted anew."""
        sheet, mark = self.own_sheet(), self._mark()
        if mark:
            held = self._root.first("definedNames")
            whole = held if held and len(held.children) == 1 else mark
            self._edits.append(Edit(whole.start, whole.end, b""))
        if sheet:
            self._take_away(sheet)

    def _take_away(self, sheet: SheetPart) -> None:
        place = self.sheets.index(sheet)
        self._edits.append(Edit(sheet.node.start, sheet.node.end, b""))
        if link := self.links.part(sheet.link):
            self.links.remove(link)
        self.types.remove(sheet.part)
        self.package.drop(sheet.part)
        self.clear(sheet)
        names = (one for one in self._names() if one.attributes.get("name") != MARKER)
        for node in names:
            self._move_up(node, "localSheetId", place)
        for view in (self._root.first("bookViews") or self._root).named("workbookView"):
            self._move_up(view, "activeTab", place)

    def _move_up(self, node: Node, key: str, place: int) -> None:
        at = node.attributes.get(key, "")
        if at.isdigit() and int(at) >= place:
            tag = self._part[node.start : node.opened]
            new = with_attributes(tag, {key: max(int(at) - 1, 0)})
            self._edits.append(Edit(node.start, node.opened, new))

    def save(self) -> None:
        if self._edits:
            self.package.put(self.name, [joined(self._part, self._edits)])
        self.links.save()


def quoted(name: str) -> str:
    """A sheet's name as links and formulas spell it."""
    return "'" + name.replace("'", "''") + "'"
