"""What a workbook's archive is made of: which parts may be in it, and what they may say."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import unquote

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from ingest.archives import Archive
from ingest.markup import looks_like_markup, refuse_doctype, refuse_markup
from ingest.package_types import (
    EMBEDDED,
    HELD,
    LEADING_OUT,
    MACRO,
    MACROS_OF_ODS,
    MAIN,
    OBJECTS_OF_ODS,
    OPAQUE,
    OPAQUE_LINKS,
    OTHER_PROGRAMS,
    PARTS_OF_ODS,
    SHEETS_OF_ODS,
    TEMPLATES,
    is_allowed,
)
from ingest.refusals import refuse

CONTENT_TYPES, MIMETYPE, MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_LONGEST_OPAQUE = 20 << 20
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_OBJECTS = (b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"%PDF")
# Where a sheet of .ods takes its content from elsewhere, or runs a script.
_LINKS_OF_ODS = re.compile(
    rb"<(?:[^\s<>/:]+:)?(?:table-source|cell-range-source|dde-source|dde-link|database-source-\w+)"
    rb"[\s/>]"
)
_SCRIPT_OF_ODS = re.compile(rb"[\"']vnd\.sun\.star\.script:")


class _Link(NamedTuple):
    """A relationship of one part to another, or to somewhere else."""

    kind: str  # the last word of its type
    source: str  # the folder that its target is told from
    target: str
    outside: bool


def refuse_xlsx(archive: Archive) -> None:
    """Raise GateError for a workbook with anything but sheets of values and how they look."""
    _refuse_parts_by_name(archive)
    if CONTENT_TYPES not in _names(archive):
        refuse("not-a-table")
    refuse_markup(partial(archive.pieces, _part(archive, CONTENT_TYPES)))
    types = _types(archive)
    _refuse_types(types)
    unread = {one.filename for one in _files(archive) if not _read(archive, one, types)}
    links = [link for one in _files(archive) for link in _links(archive, one.filename)]
    _refuse_links(links, {_folded(name) for name in unread})
    _refuse_strict(archive, types)


def refuse_ods(archive: Archive) -> None:
    """Raise GateError for an OpenDocument workbook with more than sheets, pictures and charts."""
    _refuse_parts_by_name(archive)
    for part in _files(archive):
        if part.filename.startswith(MACROS_OF_ODS):
            refuse("macro")
    if MANIFEST not in _names(archive):
        refuse("damaged")
    refuse_markup(partial(archive.pieces, _part(archive, MANIFEST)))
    _refuse_manifest(archive)
    for part in _files(archive):
        if not PARTS_OF_ODS.fullmatch(part.filename):
            refuse("part")
        if _is_markup(archive, part):
            refuse_markup(partial(archive.pieces, part))
            _refuse_links_of_ods(archive, part)
        elif part.filename.endswith((".xml", ".rdf")):
            refuse("damaged")
        else:
            _refuse_opaque(archive, part)


def kind_of_ods(archive: Archive) -> str:
    """The type that an OpenDocument file says of itself first; empty for another file."""
    first = min(archive.parts, key=lambda one: one.header_offset)
    return archive.read(MIMETYPE).decode("ascii", "replace") if first.filename == MIMETYPE else ""


def _files(archive: Archive) -> list[zipfile.ZipInfo]:
    return [one for one in archive.parts if not one.is_dir()]


def _names(archive: Archive) -> set[str]:
    return {one.filename for one in archive.parts}


def _part(archive: Archive, name: str) -> zipfile.ZipInfo:
    return next(one for one in archive.parts if one.filename == name)


def _refuse_parts_by_name(archive: Archive) -> None:
    """Macros, objects and links where every program puts them, whatever is said of them."""
    for part in archive.parts:
        if part.is_dir() and part.file_size:
            refuse("zip")
        for rule, names in HELD.items():
            if names.search(part.filename.lower()):
                refuse(rule)


def _types(archive: Archive) -> dict[str, str]:
    """The content type of each part, by its name in lower case or else by its ending."""
    root = _tree(archive, CONTENT_TYPES)
    by_ending = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in root}
    by_name = {one.get("PartName", "").lower(): one.get("ContentType", "") for one in root}
    found = {}
    for part in _files(archive):
        name = part.filename.lower()
        if part.filename != CONTENT_TYPES:
            ending = posixpath.basename(name).rpartition(".")[2]
            found[part.filename] = by_name.get(f"/{name}") or by_ending.get(ending, "")
    return found


def _refuse_types(types: dict[str, str]) -> None:
    told = {kind.lower() for kind in types.values()}
    for rule, pattern in (("xlsb", re.compile("sheet.binary")), ("macro", MACRO)):
        if any(pattern.search(kind) for kind in told):
            refuse(rule)
    if any(OTHER_PROGRAMS.search(kind) for kind in told) or not told & (MAIN | TEMPLATES):
        refuse("not-a-table")
    if told & TEMPLATES:
        refuse("template")
    for rule, kinds in EMBEDDED.items():
        if any(map(kinds.search, told)):
            refuse(rule)
    if not all(map(is_allowed, told)):
        refuse("part")


def _read(archive: Archive, part: zipfile.ZipInfo, types: dict[str, str]) -> bool:
    """Whether a part has been shown to be plain XML; others are looked at for what they hide."""
    kind, name = types.get(part.filename, "").lower(), part.filename.lower()
    pieces = partial(archive.pieces, part)
    if kind.endswith("vmldrawing") or name.startswith("customxml/") or "svg" in kind:
        refuse_doctype(pieces(), well_formed=not kind.endswith("vmldrawing"))
        return False
    if OPAQUE.search(kind) and not _is_markup(archive, part):
        _refuse_opaque(archive, part)
        return False
    refuse_markup(pieces)
    return True


def _is_markup(archive: Archive, part: zipfile.ZipInfo) -> bool:
    return looks_like_markup(next(iter(archive.pieces(part)), b"")[:2000])


def _refuse_opaque(archive: Archive, part: zipfile.ZipInfo) -> None:
    """A picture or a printer's settings: inflated, counted, and no archive or program."""
    if part.file_size > _LONGEST_OPAQUE:
        refuse("part")
    for number, piece in enumerate(archive.pieces(part)):
        if number == 0 and piece.startswith(_ARCHIVES):
            refuse("nested")
        if number == 0 and piece.startswith(_OBJECTS):
            refuse("ole")


def _links(archive: Archive, name: str) -> Iterator[_Link]:
    """The relationships that a part of that name tells of."""
    if not name.lower().endswith(".rels"):
        return
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in _tree(archive, name):
        kind = one.get("Type", "").rstrip("/").rpartition("/")[2]
        outside = one.get("TargetMode", "").lower() == "external"
        yield _Link(kind.lower(), folder, unquote(one.get("Target", "")), outside)


def _refuse_links(links: list[_Link], unread: set[str]) -> None:
    """Only a link to click on may lead out; a sheet is what has been read as one."""
    for link in links:
        for rule, kinds in LEADING_OUT.items():
            if link.kind in kinds:
                refuse(rule)
        if link.outside and link.kind != "hyperlink":
            refuse("external-link")
        if not link.outside and link.kind not in OPAQUE_LINKS and unread & _meant(link):
            refuse("part")


def _meant(link: _Link) -> set[str]:
    """The names that readers may take a target for: from its folder, from the top, from xl."""
    plain = link.target.lstrip("/")
    folders = (link.source, "", "xl")
    return {_folded(posixpath.normpath(posixpath.join(one, plain))) for one in folders}


def _folded(name: str) -> str:
    return name.casefold()


def _refuse_strict(archive: Archive, types: dict[str, str]) -> None:
    main = [name for name, kind in types.items() if kind.lower() in MAIN]
    if len(main) != 1:
        refuse("damaged")
    if _tree(archive, main[0]).tag.startswith("{" + _STRICT):
        refuse("strict")


def _refuse_manifest(archive: Archive) -> None:
    """What an OpenDocument file says of its own parts: a password, objects of other programs."""
    entries = list(_tree(archive, MANIFEST).iter())
    if any(one.tag.endswith("}encryption-data") for one in entries):
        refuse("encrypted")
    for one in entries:
        told = {key.rpartition("}")[2]: value for key, value in one.attrib.items()}
        path, kind = told.get("full-path", ""), told.get("media-type", "")
        embedded = path != "/" and kind in SHEETS_OF_ODS
        if embedded or OBJECTS_OF_ODS.search(kind):
            refuse("ole")


def _refuse_links_of_ods(archive: Archive, part: zipfile.ZipInfo) -> None:
    tail = b""
    for piece in archive.pieces(part):
        seen = tail + piece
        if (b"-source" in seen or b"dde-link" in seen) and _LINKS_OF_ODS.search(seen):
            refuse("external-link")
        if _SCRIPT_OF_ODS.search(seen):
            refuse("macro")
        tail = piece[-200:]


def _tree(archive: Archive, name: str) -> Any:
    try:
        return fromstring(archive.read(name))
    except (SyntaxError, ValueError):  # a prefix that nothing declares, which the gate lets be
        refuse("damaged")
