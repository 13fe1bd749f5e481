"""Workbooks with macros, objects, and what leads to other files."""

from tests.ingest import making
from tests.ingest.making import (
    MAIN,
    OFFICE,
    PICTURE,
    PNG,
    ROWS,
    book,
    compound,
    content_of_ods,
    linked,
    links,
    named,
    ods,
    part,
    parts,
    sheet,
    zipped,
)


def _xml(kind):
    return f"application/vnd.ms-excel.{kind}+xml"


def programs():
    """Macros, objects, and what leads to other files."""
    external, linked_book = "externalLinks/externalLink1.xml", f"{MAIN}.externalLink+xml"
    object_ = [("Object 1", "application/vnd.sun.star.oleobject")]
    inner = [("Object 1/", making.ODS)]
    return [
        (
            "macros named as such",
            "a.xlsm",
            lambda: book(main=_xml("sheet.macroEnabled.main")),
            "macro-ending",
        ),
        (
            "macros named .xlsx",
            "a.xlsx",
            lambda: book(main=_xml("sheet.macroEnabled.main")),
            "macro",
        ),
        (
            "macros in a plain workbook",
            "a.xlsx",
            part("xl/vbaProject.bin", compound("VBA"), "application/vnd.ms-office.vbaProject"),
            "macro",
        ),
        (
            "macros under another name",
            "a.xlsx",
            part("xl/x.bin", b"x", "application/vnd.ms-office.vbaProject"),
            "macro",
        ),
        (
            "macros said to be a picture",
            "a.xlsx",
            part("xl/vbaProject.bin", b"x", "image/png"),
            "macro",
        ),
        (
            "a sheet of Excel 4 macros",
            "a.xlsx",
            part("xl/macrosheets/sheet1.xml", b"<x/>", _xml("macrosheet")),
            "macro",
        ),
        (
            "such a sheet under another name",
            "a.xlsx",
            part("xl/worksheets/sheet2.xml", b"<x/>", _xml("intlmacrosheet")),
            "macro",
        ),
        (
            "such a sheet by its link",
            "a.xlsx",
            lambda: linked(
                (
                    "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet",
                    "sheet2.xml",
                )
            ),
            "macro",
        ),
        (
            "a dialogue sheet",
            "a.xlsx",
            part("xl/dialogsheets/sheet1.xml", b"<x/>", f"{MAIN}.dialogsheet+xml"),
            "macro",
        ),
        (
            "macros in an .ods",
            "a.ods",
            lambda: ods({"Basic/Standard/Module1.xml": b"<x/>"}),
            "macro",
        ),
        ("a script in an .ods", "a.ods", lambda: ods({"Scripts/python/a.py": b"x"}), "macro"),
        (
            "a script behind a button",
            "a.ods",
            lambda: ods(
                content=content_of_ods(
                    "<office:event-listeners><script:event-listener "
                    'xlink:href="vnd.sun.star.script:a"/></office:event-listeners>'
                )
            ),
            "macro",
        ),
        (
            "an embedded object",
            "a.xlsx",
            part("xl/embeddings/oleObject1.bin", compound("x"), f"{OFFICE}.oleObject"),
            "ole",
        ),
        (
            "an embedded letter",
            "a.xlsx",
            part("xl/embeddings/a.docx", b"PK\x03\x04", f"{OFFICE}.wordprocessingml.document"),
            "ole",
        ),
        (
            "an object under another name",
            "a.xlsx",
            part("xl/x.bin", b"x", f"{OFFICE}.oleObject"),
            "ole",
        ),
        (
            "an object said to be a picture",
            "a.xlsx",
            part(PICTURE, compound("x"), "image/png"),
            "ole",
        ),
        (
            "a program said to be a picture",
            "a.xlsx",
            part(PICTURE, b"MZ\x90\x00", "image/png"),
            "ole",
        ),
        ("an object by its link", "a.xlsx", lambda: linked(("oleObject", "../x.bin")), "ole"),
        (
            "a control",
            "a.xlsx",
            part("xl/activeX/activeX1.xml", b"<x/>", "application/vnd.ms-office.activeX+xml"),
            "ole",
        ),
        (
            "an object in an .ods",
            "a.ods",
            lambda: ods({"Object 1": compound("x")}, entries=object_),
            "ole",
        ),
        (
            "a workbook in an .ods",
            "a.ods",
            lambda: ods({"Object 1/content.xml": content_of_ods()}, entries=inner),
            "ole",
        ),
        ("an archive inside", "a.xlsx", named("xl/media/a.zip", b"PK\x03\x04"), "nested"),
        (
            "an archive said to be a picture",
            "a.xlsx",
            part(PICTURE, b"PK\x03\x04", "image/png"),
            "nested",
        ),
        (
            "a packed tar said to be a picture",
            "a.xlsx",
            part(PICTURE, b"\x1f\x8b\x08", "image/png"),
            "nested",
        ),
        (
            "a linked workbook",
            "a.xlsx",
            part(f"xl/{external}", b"<x/>", linked_book),
            "external-link",
        ),
        (
            "a linked workbook by its link",
            "a.xlsx",
            lambda: linked(("externalLinkPath", "file:///c:/a.xlsx", "External")),
            "external-link",
        ),
        (
            "a linked picture",
            "a.xlsx",
            lambda: linked(("image", "http://127.0.0.1:9/a.png", "External")),
            "external-link",
        ),
        (
            "a template elsewhere",
            "a.xlsx",
            lambda: linked(("attachedTemplate", "http://127.0.0.1:9/", "External")),
            "external-link",
        ),
        (
            "a sheet elsewhere",
            "a.xlsx",
            lambda: book(
                {
                    "xl/_rels/workbook.xml.rels": links(
                        ("worksheet", "http://127.0.0.1:9/s.xml", "External")
                    )
                }
            ),
            "external-link",
        ),
        (
            "a linked sheet in an .ods",
            "a.ods",
            lambda: ods(
                content=content_of_ods(
                    '<table:table><table:table-source xlink:href="a.ods"/></table:table>'
                )
            ),
            "external-link",
        ),
        (
            "a live link in an .ods",
            "a.ods",
            lambda: ods(
                content=content_of_ods("<table:dde-links><table:dde-link/></table:dde-links>")
            ),
            "external-link",
        ),
        ("a part of no known kind", "a.xlsx", part("xl/x.json", b"{}", "application/json"), "part"),
        ("a part without a kind", "a.xlsx", named("xl/x.dat"), "part"),
        ("a part of no known name in an .ods", "a.ods", lambda: ods({"x.py": b"x"}), "part"),
        (
            "a picture that is the sheet",
            "a.xlsx",
            lambda: book(
                {
                    PICTURE: PNG + sheet(ROWS),
                    "xl/_rels/workbook.xml.rels": links(("worksheet", "media/image1.png")),
                },
                defaults={"png": "image/png"},
            ),
            "part",
        ),
        (
            "two workbooks in one",
            "a.xlsx",
            lambda: book(
                {"xl/b.xml": parts()["xl/workbook.xml"]},
                overrides={"/xl/b.xml": f"{MAIN}.sheet.main+xml"},
            ),
            "damaged",
        ),
        (
            "an .ods without a manifest",
            "a.ods",
            lambda: zipped(
                {"mimetype": making.ODS.encode(), "content.xml": content_of_ods()},
                stored=("mimetype",),
            ),
            "damaged",
        ),
    ]
