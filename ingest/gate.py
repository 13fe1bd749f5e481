"""What stands before any reader of a partner's file: is it what its name says, and only that?

Ending, first bytes and inner type must agree. A workbook's archive, its XML and its parts are
looked at without unpacking anything to a disk, or holding all of it, or following what it names.
"""

import re
from enum import StrEnum
from pathlib import PurePath
from typing import NoReturn

from ingest.archives import Archive
from ingest.delimited import MARKS_OF_16, wide
from ingest.limits import DEFAULT, MEBIBYTE, Limits
from ingest.package_types import SHEETS_OF_ODS, TEMPLATE_OF_ODS
from ingest.packages import CONTENT_TYPES, kind_of_ods, refuse_ods, refuse_xlsx
from ingest.refusals import GateError, refuse

__all__ = ["ENDINGS", "FileKind", "GateError", "admit"]

ENDINGS = (".xlsx", ".csv", ".tsv", ".txt", ".ods")  # what a partner's file may end in
_TEXT = (".csv", ".tsv", ".txt")
_RULE_OF = {
    ".xls": "xls", ".xlsb": "xlsb",
    **dict.fromkeys((".xlsm", ".xltm", ".xlam"), "macro-ending"),
    ".xltx": "template", ".xlt": "template", ".ots": "template",
}  # fmt: skip
_BLANK = b"\xef\xbb\xbf \t\r\n"
_MARKS_OF_16 = (b"\xff\xfe", b"\xfe\xff")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # BIFF 2, 3, 4
_WEB = (b"<!doctype html", b"<html", b"<head", b"<table", b"<body", b"mime-version:")
_OTHER = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_EXCHANGE = re.compile(
    rb"ID;P[^\r\n]{0,200}[\r\n]+(?:P|F|B|C|O|NE|NN|NU|E)(?:;|[\r\n])|TABLE[\r\n]+0,1[\r\n]"
)  # SYLK and DIF; a table may begin with "ID;Period" as well
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b")) + b"\x7f"


class FileKind(StrEnum):
    """What a partner's file may be."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"


def ending_of(file: str) -> str:
    """How a name ends: ".xlsx" alone ends so too, and "a.xlsx." names no ending."""
    name = PurePath(file.strip()).name
    dot = name.rfind(".")
    return name[dot:].strip().lower() if dot >= 0 else ""


def admit(content: bytes, file: str, limits: Limits = DEFAULT) -> FileKind:
    """The kind of a file that may be read; raise GateError for any other."""
    ending = ending_of(file)
    if len(content) > limits.bytes:
        size = -(-len(content) // MEBIBYTE)
        refuse("too-large", size=size, most=limits.bytes // MEBIBYTE)
    if not content.strip(_BLANK + b"\0"):
        refuse("empty")
    _refuse_other_kinds(content, ending)
    if content.startswith(b"PK"):
        return _admit_archive(content, ending, limits)
    if ending in (".xlsx", ".ods"):
        _refuse_no_archive(content, ending)
    _refuse_binary(content)
    return FileKind.CSV


def _refuse_no_archive(content: bytes, ending: str) -> NoReturn:
    """Say what a workbook is that is no archive: text by its bytes, else damaged."""
    if b"PK\x03\x04" in content:
        refuse("zip")
    text = content.translate(None, _CONTROLS) == content or content.startswith(_MARKS_OF_16)
    refuse("not-a-workbook" if text else "damaged", ending=ending)


def _refuse_other_kinds(content: bytes, ending: str) -> None:
    """What the first bytes, and then the name, say that is not read."""
    start = content[:2000].lstrip(_BLANK).lower()
    if content.startswith(_COMPOUND):
        refuse("encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "xls")
    if content.startswith(_OLD_SHEETS):
        refuse("xls")
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in start):
        refuse("web-page")
    if start.startswith(b"<?xml") or content.startswith(_OTHER):
        refuse("not-a-table")
    if rule := _RULE_OF.get(ending):
        refuse(rule, ending=ending)
    if _EXCHANGE.match(content.lstrip(_BLANK)):
        refuse("exchange")
    if ending in ("", "."):
        refuse("no-ending")
    if ending not in ENDINGS:
        refuse("file-type", ending=_plain(ending))


def _plain(ending: str) -> str:
    """An ending as it may be repeated: short, and without anything but letters and digits."""
    return "." + "".join(one for one in ending if one.isascii() and one.isalnum())[:8]


def _admit_archive(content: bytes, ending: str, limits: Limits) -> FileKind:
    archive = Archive(content, limits)
    if any(one.filename == CONTENT_TYPES for one in archive.parts):
        refuse_xlsx(archive)
        return _agreeing(FileKind.XLSX, ending)
    kind = kind_of_ods(archive)
    if kind == TEMPLATE_OF_ODS:
        refuse("template")
    if kind not in SHEETS_OF_ODS:
        refuse("not-a-table")
    refuse_ods(archive)
    return _agreeing(FileKind.ODS, ending)


def _agreeing(kind: FileKind, ending: str) -> FileKind:
    if ending != f".{kind}":
        refuse("other-ending", kind=f".{kind}")
    return kind


def _refuse_binary(content: bytes) -> None:
    """Bytes that no text has; in UTF-16, every other byte may be zero."""
    content = MARKS_OF_16.get(wide(content), b"") + content
    if content.startswith(_MARKS_OF_16):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            refuse("binary")
        content = text.encode("utf-8", "replace")
    if content.translate(None, _CONTROLS) != content:
        refuse("binary")
