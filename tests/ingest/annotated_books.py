"""Workbooks such as partners send, with everything in them that an annotation must leave alone."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODD_NAME = "L'été « 1 » & more"  # a sheet's name with quotes, accents and signs
X14 = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Hidden!$A$1:$A$2</xm:f>'
    "</x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    "</extLst>"
)


def full_book() -> bytes:
    """One of everything, as openpyxl writes it, with the parts that it cannot write added."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Figures"
    for row in range(1, 11):
        sheet.append([f"Row {row}", row * 10, None, f"=B{row}*2"])
    sheet["B2"].number_format, sheet["B2"].font = "#,##0.00", Font(bold=True, color="FF0000FF")
    sheet["B2"].border = Border(bottom=Side("thick"))
    sheet["B3"].fill = PatternFill("solid", "FFFF00")
    sheet["B4"].font = Font(color="FFFFFFFF")
    sheet["B4"].fill = PatternFill("solid", "FF000000")
    sheet["B5"].comment = Comment("Counted twice, see <b> & page 3.", "A. Partner")
    sheet.merge_cells("A14:C15")
    sheet["A14"] = "merged"
    sheet.column_dimensions["F"].fill = PatternFill("solid", "FFEECCAA")
    sheet.protection.sheet = True
    sheet.conditional_formatting.add(
        "B1:B10", CellIsRule("greaterThan", ["50"], font=Font(bold=True))
    )
    rule = DataValidation("whole", formula1="0", formula2="9")
    rule.add("C1:C5")
    sheet.add_data_validation(rule)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=10))
    sheet.add_chart(chart, "H2")
    other = book.create_sheet(ODD_NAME)
    other.append(["Name", "Count"])
    other.append(["x", 1])
    other.add_table(Table(displayName="Counts", ref="A1:B2"))
    hidden = book.create_sheet("Hidden")
    hidden.append(["yes"])
    hidden.sheet_state = "veryHidden"
    book.create_sheet("Empty")
    book.defined_names["Rates"] = DefinedName("Rates", attr_text="Figures!$B$1:$B$10")
    other.defined_names["Own"] = DefinedName("Own", attr_text="Hidden!$A$1")
    return with_parts(
        saved(book),
        {
            "xl/worksheets/sheet1.xml": lambda held: held.replace(
                b"</worksheet>", X14.encode() + b"</worksheet>"
            ),
            "customXml/item1.xml": lambda _: b"<own xmlns='urn:own'>kept</own>",
            "xl/printerSettings/printerSettings1.bin": lambda _: bytes(range(256)),
            "xl/media/image1.png": lambda _: picture(),
        },
    )


def picture() -> bytes:
    def chunk(kind: bytes, told: bytes) -> bytes:
        return (
            struct.pack(">I", len(told)) + kind + told + struct.pack(">I", zlib.crc32(kind + told))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


def saved(book) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, changes: Mapping) -> bytes:
    """A package with parts changed by a function of what they held (None for a new one)."""
    parts = parts_of(content)
    for name, change in changes.items():
        parts[name] = change(parts.get(name))
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def hand_written(sheet: str | bytes, **more: str | bytes) -> bytes:
    """A small workbook with this as its only sheet's part, and no styles."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            "</Types>"
        ),
        "_rels/.rels": rels("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": rels("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }
    return packed(
        {name: one.encode() if isinstance(one, str) else one for name, one in parts.items()}
    )


def rels(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def sheet_part(data: str, after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{data}{after}</worksheet>'
