"""Workbooks: their sheets, read by the fast reader, with what it hides put back as words."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from itertools import count

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ingest.cells import Cell, Row, Sheet
from ingest.extents import refuse_far_cells, refuse_unpacked_size
from ingest.findings import ReadError
from ingest.hidden_cells import Hidden, hidden_cells

# What reading a damaged archive, or damaged XML in it, may raise.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    RuntimeError,
    SyntaxError,
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Workbook:
    def __init__(self, content: bytes) -> None:
        self._content = content
        if content.startswith(b"PK"):
            with self._archive() as archive:
                refuse_unpacked_size(archive)
        try:
            self._book = CalamineWorkbook.from_filelike(BytesIO(content))
        except (CalamineError, OSError) as error:
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
        """A sheet's rows from row 1, empty ones too."""
        if name not in self._book.sheet_names:
            names = ", ".join(self._book.sheet_names)
            raise ReadError(
                f"There is no sheet '{name}'; this workbook has: {names}.",
                f"Il n'y a pas de feuille « {name} »; ce classeur contient : {names}.",
                "sheet",
            )
        self._refuse_far_cells(name)
        # The reader parses outside Python's lock, so the search costs hardly any time beside it.
        with ThreadPoolExecutor(1) as beside:
            search = beside.submit(self._hidden_cells, name)
            try:
                sheet = self._book.get_sheet_by_name(name)
            except CalamineError as error:
                raise _not_a_workbook(self._content) from error
        before = sheet.start[1] if sheet.start else 0
        if hidden := search.result():
            return Sheet(name, _with_hidden(sheet.iter_rows(), before, hidden))
        return Sheet(name, sheet.iter_rows(), before + 1)

    def _refuse_far_cells(self, name: str) -> None:
        with self._archive() as archive:
            refuse_far_cells(archive, _part_of(archive, name), name)

    def _hidden_cells(self, name: str) -> Hidden:
        with self._archive() as archive:
            return hidden_cells(archive, _part_of(archive, name))

    @contextmanager
    def _archive(self) -> Iterator[zipfile.ZipFile]:
        """The archive that a workbook is; whatever is damaged in it is said in one line."""
        try:
            with zipfile.ZipFile(BytesIO(self._content)) as archive:
                yield archive
        except DAMAGED as error:
            raise _not_a_workbook(self._content) from error


def _with_hidden(rows: Iterator[Row], before: int, hidden: Hidden) -> Iterator[list[Cell]]:
    """Whole rows, from column 1, with the hidden cells in their places."""
    for number in count(1):
        row = next(rows, None)
        if row is None and number > max(hidden):
            return
        cells = [*[""] * before, *(row or ())]
        for column, words in hidden.get(number, {}).items():
            cells += [""] * (column - len(cells))
            cells[column - 1] = words
        yield cells


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of the archive that holds a sheet."""
    book = fromstring(archive.read("xl/workbook.xml"))
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    sheets = {one.get("name"): one.get(_RELATION) for one in book.iter() if one.get(_RELATION)}
    target: str = targets[sheets[name]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


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
