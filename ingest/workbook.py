"""Workbooks read fast, without losing what the fast reader does not show.

calamine gives an empty text for an error value (#REF!) and for a formula without a saved result,
and a bare True for a truth value, which Python takes for 1. Such cells are looked for in the
sheet's own XML and put back as words, so that they are reported where they stand.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import TypeAlias

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.cells import Cell, Row, Sheet
from ingest.findings import ReadError

_PIECE = 1 << 20
_SUSPECT = re.compile(rb"""\bt=["'][eb]["']|<(?:\w+:)?f[ >/]""")
_CELL = re.compile(  # with an error or a truth value, or with a formula
    rb"""<(?:\w+:)?c\b(?:([^>]*\bt=["'][eb]["'][^>]*)>|([^>]*)>\s*(?=<(?:\w+:)?f[ >/]))"""
    rb"(.*?)</(?:\w+:)?c>",
    re.DOTALL,
)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)</)")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Hidden: TypeAlias = dict[int, list[tuple[int, str]]]  # row -> (column, words) of its cells


class Workbook:
    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(content))
        except (CalamineError, zipfile.BadZipFile, OSError) as error:
            raise _not_a_workbook(content) from error

    def only_sheet(self) -> str:
        """The one visible sheet; where there are several, source.toml must choose."""
        visible = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        if len(visible) != 1:
            names = ", ".join(visible)
            raise ReadError(
                f"Say in source.toml which sheet to read; this workbook has: {names}.",
                f"Indiquez dans source.toml la feuille à lire; ce classeur contient : {names}.",
                "sheet",
            )
        return visible[0]

    def sheet(self, name: str) -> Sheet:
        """A sheet's rows from row 1, empty ones too, with hidden cells put back as words."""
        if name not in self._book.sheet_names:
            names = ", ".join(self._book.sheet_names)
            raise ReadError(
                f"There is no sheet '{name}'; this workbook has: {names}.",
                f"Il n'y a pas de feuille « {name} »; ce classeur contient : {names}.",
                "sheet",
            )
        sheet = self._book.get_sheet_by_name(name)
        first = sheet.start[1] if sheet.start else 0
        if hidden := self._hidden_cells(name):
            return Sheet(name, _with_hidden(sheet.iter_rows(), first, hidden))
        return Sheet(name, sheet.iter_rows(), first + 1)

    def _hidden_cells(self, name: str) -> Hidden:
        with zipfile.ZipFile(BytesIO(self._content)) as archive:
            part = _part_of(archive, name)
            if not _is_suspect(archive, part):
                return {}
            xml = archive.read(part)
        found: Hidden = {}
        for row, column, words in _worded(xml):
            found.setdefault(row, []).append((column, words))
        return found


def _with_hidden(rows: Iterator[Row], before: int, hidden: Hidden) -> Iterator[list[Cell]]:
    """Whole rows, from column 1, with the hidden cells in their places."""
    for number in count(1):
        row = next(rows, None)
        if row is None and number > max(hidden):
            return
        row = [*[""] * before, *(row or ())]
        for column, words in hidden.get(number, ()):
            row += [""] * (column - len(row))
            row[column - 1] = words
        yield row


def _not_a_workbook(content: bytes) -> ReadError:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return ReadError(
            "This is an old or a password-protected workbook: save it as .xlsx without a password.",
            "C'est un ancien classeur ou un classeur protégé par mot de passe : "
            "enregistrez-le en .xlsx sans mot de passe.",
        )
    return ReadError(
        "This file is not a workbook, or it is damaged: save it again as .xlsx.",
        "Ce fichier n'est pas un classeur ou est endommagé : enregistrez-le de nouveau en .xlsx.",
    )


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of the archive that holds a sheet."""
    book = fromstring(archive.read("xl/workbook.xml"))
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    relation = next(
        one.get(_RELATION) for one in book.iter() if one.get("name") == name and one.get(_RELATION)
    )
    target = targets[relation]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _is_suspect(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has any formula, error or truth value; read in pieces, kept nowhere."""
    with archive.open(part) as sheet:
        tail = b""
        while piece := sheet.read(_PIECE):
            if _SUSPECT.search(tail + piece):
                return True
            tail = piece[-16:]
    return False


def _worded(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row, column and words of every cell that holds an error, no result, or a truth value."""
    for cell in _CELL.finditer(xml):
        attributes, inside = cell[1] or cell[2], cell[3]
        kind = _KIND.search(attributes)
        value = _VALUE.search(inside)
        words = _words(
            kind[1] if kind else b"", value[1] if value else b"", _FORMULA.search(inside)
        )
        if words is None:
            continue
        address = _ADDRESS.search(attributes)
        if address is None:
            raise ReadError(
                f"A cell that shows {words} has no address in this file: save it again as .xlsx.",
                f"Une cellule qui affiche {words} n'a pas d'adresse dans ce fichier : "
                "enregistrez-le de nouveau en .xlsx.",
            )
        yield int(address[2]), _column(address[1]), words


def _words(kind: bytes, value: bytes, formula: re.Match[bytes] | None) -> str | None:
    if kind == b"e":
        return value.decode() or "#N/A"
    if kind == b"b":
        return "TRUE" if value == b"1" else "FALSE"
    if formula and not value and kind != b"str":
        return "=" + (formula[1] or b"").decode("utf-8", "replace")
    return None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
