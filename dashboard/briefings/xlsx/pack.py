"""The finished file: the same bytes for the same briefing, and what the library leaves out.

It writes no text for screen readers to a chart, dates the file by the clock, and has no way to tell
a program that years and bounds are text on purpose.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.briefings.xlsx.cells import clean

CORE = "docProps/core.xml"
DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
FRAME = re.compile(r'(<(?:\w+:)?cNvPr id="\d+" name=")[^"]*"')
CHANGED = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")
PAGES = re.compile(rb"</rowBreaks>|</headerFooter>(?!<rowBreaks)|<rowBreaks[^>]*/>")
AS_MEANT = (
    '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
)


def packed(workbook: Any, day: date, charts: Iterable[tuple[str, str]]) -> bytes:
    """The workbook as bytes; `charts` are the title and the text of each, in their order."""
    raw = BytesIO()
    workbook.save(raw)
    told, out = list(charts), BytesIO()
    with ZipFile(raw) as held, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(held.namelist(), key=_order):
            made.writestr(_entry(name, day), _mended(name, held.read(name), day, told))
    return out.getvalue()


def _order(name: str) -> tuple[bool, str]:
    """The list of types first, as readers of packages expect."""
    return name != "[Content_Types].xml", name


def _entry(name: str, day: date) -> ZipInfo:
    entry = ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
    entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
    return entry


def _mended(name: str, content: bytes, day: date, charts: list[tuple[str, str]]) -> bytes:
    drawn = DRAWING.fullmatch(name)
    if drawn:
        return _with_text(content, *charts[int(drawn[1]) - 1])
    if SHEET.fullmatch(name):
        return PAGES.sub(lambda found: found[0] + AS_MEANT.encode(), content, count=1)
    if name == CORE:
        return _dated(content, day)
    return content


def _with_text(content: bytes, title: str, alt: str) -> bytes:
    """Name the chart and say what it shows."""
    said = f'{_plain(title)}" descr="{_plain(alt)}"'
    return FRAME.sub(lambda found: found[1] + said, content.decode(), count=1).encode()


def _plain(said: str) -> str:
    return escape(clean(said), quote=True)


def _dated(content: bytes, day: date) -> bytes:
    at = datetime(day.year, day.month, day.day).isoformat() + "Z"  # noqa: DTZ001  # a day, no hour
    return CHANGED.sub(lambda found: found[1] + at, content.decode()).encode()
