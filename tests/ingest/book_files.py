"""Workbooks made part by part, so that a test can say exactly what stands in the file."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from ingest.book import Book, read_book
from ingest.gate import FileKind
from ingest.limits import DEFAULT, Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"

Part = str | bytes


def links(*entries: tuple[str, str, str]) -> str:
    """Relationships: id, kind, target; a target with a colon lies outside the file."""
    inside = "".join(
        f'<Relationship Id="{one}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for one, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def package(
    sheets: Mapping[str, Part],
    *,
    strings: str = "",
    styles: str = "",
    states: Mapping[str, str] | None = None,
    inside_book: str = "",
    properties: str = "",
    parts: Mapping[str, Part] | None = None,
) -> bytes:
    """A workbook of sheets by name; each is its whole part, or only what stands in its rows."""
    numbered = list(enumerate(sheets.items(), 1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"'
        f' state="{(states or {}).get(name, "visible")}"/>'
        for at, (name, _) in numbered
    )
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets>'
        f"{inside_book}</workbook>"
    )
    related = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at, _ in numbered]
    related += [("rIdS", "sharedStrings", "sharedStrings.xml"), ("rIdT", "styles", "styles.xml")]
    written: dict[str, Part] = {
        "_rels/.rels": links(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links(*related),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **{f"xl/worksheets/sheet{at}.xml": worksheet(one) for at, (_, one) in numbered},
        **(parts or {}),
    }
    return zipped(written)


def worksheet(rows: Part, before: str = "", after: str = "") -> Part:
    """A sheet's part around its rows; a whole part stays as it is."""
    if isinstance(rows, bytes) or rows.lstrip().startswith(("<?xml", "<worksheet", "<x:")):
        return rows
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def formats(*codes: str) -> str:
    """Styles 1, 2, ... of these number formats; style 0 has none."""
    numbered = list(enumerate(codes, 164))
    known = "".join(
        f'<numFmt numFmtId="{n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in numbered
    )
    cells = "".join(f'<xf numFmtId="{n}"/>' for n, _ in numbered)
    return f'<numFmts>{known}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs>'


def open_document(tables: str, styles: str = "", parts: Mapping[str, Part] | None = None) -> bytes:
    names = " ".join(
        f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text", "style", "meta")
    )
    content = (
        f'<office:document-content {names} xmlns:calcext="urn:calcext" xmlns:xlink="urn:xlink" '
        f'xmlns:dc="urn:dc"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped({"content.xml": content, **(parts or {})})


def zipped(parts: Mapping[str, Part]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


def book_of(content: bytes, kind: FileKind = FileKind.XLSX, limits: Limits = DEFAULT) -> Book:
    return read_book(content, f"return.{kind}", kind, limits)


def rows_of(content: bytes, kind: FileKind = FileKind.XLSX) -> dict[int, dict[int, object]]:
    """The cells of the first sheet."""
    rows = book_of(content, kind).sheets[0].rows
    return {row: dict(cells) for row, cells in rows.items()}


def rules_of(content: bytes, kind: FileKind = FileKind.XLSX) -> dict[str, str]:
    """What is said of a file, with the cell that is named."""
    return {note.rule: note.cell for note in book_of(content, kind).notes}
