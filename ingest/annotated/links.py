"""How the parts of a package are joined: relationships and content types."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ingest.annotated.nodes import (
    Edit,
    Node,
    as_utf8,
    escaped,
    grown,
    joined,
    prefix_at,
    read,
)
from ingest.annotated.package import Package

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{PACKAGE}"/>'
)
TYPES_PART = "[Content_Types].xml"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
SHEET_TYPE = f"{_KIND}worksheet+xml"
COMMENTS_TYPE = f"{_KIND}comments+xml"
STYLES_TYPE = f"{_KIND}styles+xml"
SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


class Link(NamedTuple):
    id: str
    kind: str  # the last word of its type: worksheet, comments, vmlDrawing
    part: str  # "" where it leads out of the package
    node: Node


class Links:
    """The relationships of one part; what is added or taken away is written by `save`."""

    def __init__(self, package: Package, part: str) -> None:
        folder, _, name = part.rpartition("/")
        self._folder = folder
        self.name = posixpath.join(folder, "_rels", f"{name}.rels")
        self._package = package
        held = package.read(self.name) if self.name in package else _EMPTY.encode()
        self._part = as_utf8(held)
        self._root = read(self._part)
        self.held = [self._link(node, package) for node in self._root.named("Relationship")]
        self._added: list[bytes] = []
        self._edits: list[Edit] = []
        self._ids = {link.id for link in self.held}

    def _link(self, node: Node, package: Package) -> Link:
        told = node.attributes
        inside = told.get("TargetMode") != "External"
        part = self._resolved(told.get("Target", "")) if inside else ""
        kind = told.get("Type", "").rpartition("/")[2]
        return Link(told.get("Id", ""), kind, part if part in package else "", node)

    def _resolved(self, target: str) -> str:
        if target.startswith("/"):
            return posixpath.normpath(target).lstrip("/")
        return posixpath.normpath(posixpath.join(self._folder, target))

    def of_kind(self, kind: str) -> Iterator[Link]:
        return (link for link in self.held if link.kind == kind and link.part)

    def part(self, id_: str) -> Link | None:
        return next((link for link in self.held if link.id == id_), None)

    def add(self, kind: str, part: str) -> str:
        """Join a part to this one; give the id it is known by here."""
        number = 1
        while (id_ := f"rId{number}") in self._ids:
            number += 1
        self._ids.add(id_)
        prefix = prefix_at(self._part, self._root.start)
        target = posixpath.relpath(part, self._folder or ".")
        about = (prefix, id_.encode(), f"{OFFICE}/{kind}".encode(), escaped(target))
        self._added.append(b'<%bRelationship Id="%b" Type="%b" Target="%b"/>' % about)
        return id_

    def remove(self, link: Link) -> None:
        self._edits.append(Edit(link.node.start, link.node.end, b""))

    def save(self) -> None:
        edits = list(self._edits)
        if self._added:
            edits += grown(self._part, self._root, b"".join(self._added))
        if edits:
            self._package.put(self.name, [joined(self._part, edits)])


class ContentTypes:
    """What kind each part is of; new parts are told, those taken away no longer."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = as_utf8(package.read(TYPES_PART))
        self._root = read(self._part)
        self._prefix = prefix_at(self._part, self._root.start)
        self._added: list[bytes] = []
        self._edits: list[Edit] = []

    def add(self, part: str, kind: str) -> None:
        about = (self._prefix, escaped(f"/{part}"), kind.encode())
        self._added.append(b'<%bOverride PartName="%b" ContentType="%b"/>' % about)

    def add_shapes(self, part: str) -> None:
        """Drawings of notes are known by the end of their name, once for all of them."""
        ends = {
            node.attributes.get("Extension", "").lower(): node.attributes.get("ContentType")
            for node in self._root.named("Default")
        }
        told = b'Default Extension="vml"'
        if "vml" in ends and ends["vml"] != SHAPES_TYPE:
            self.add(part, SHAPES_TYPE)
        elif "vml" not in ends and not any(told in one for one in self._added):
            line = b'<%bDefault Extension="vml" ContentType="%b"/>'
            self._added.append(line % (self._prefix, SHAPES_TYPE.encode()))

    def remove(self, part: str) -> None:
        for node in self._root.named("Override"):
            if node.attributes.get("PartName", "").lstrip("/") == part:
                self._edits.append(Edit(node.start, node.end, b""))

    def save(self) -> None:
        edits = list(self._edits)
        if self._added:
            edits += grown(self._part, self._root, b"".join(self._added))
        if edits:
            self._package.put(TYPES_PART, [joined(self._part, edits)])
