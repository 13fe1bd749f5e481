"""What careful people and ordinary programs send."""

from tests.ingest.making import (
    DRAWING,
    MAIN,
    OFFICE,
    PICTURE,
    PNG,
    book,
    cells,
    content_of_ods,
    linked,
    links,
    named,
    ods,
    part,
    parts,
    sheet,
    with_sheet,
    zipped,
)

CSV = "Service,Personnes\nHébergement,12\n"
_DATABASE = b'<?xml version="1.0" encoding="utf-16"?><DataMashup>UEsDBA==</DataMashup>'


def clean():
    """What careful people and ordinary programs send."""
    hundred = [["x > y", 1]] * 100
    web = ("hyperlink", "https://example.org/", "External")
    picture = {
        PICTURE: PNG,
        "xl/worksheets/_rels/sheet1.xml.rels": links(("image", "../media/image1.png")),
    }
    return [
        ("a workbook", "a.xlsx", book),
        ("a workbook in capitals", "RAPPORT T3.XLSX", book),
        ("a workbook that is not packed", "a.xlsx", lambda: zipped(parts(), method=0)),
        ("a workbook packed anew, with folders", "a.xlsx", lambda: zipped({"xl/": b"", **parts()})),
        (
            "links to click on",
            "a.xlsx",
            lambda: linked(web, ("hyperlink", "mailto:a@example.org", "External")),
        ),
        ("a picture", "a.xlsx", lambda: book(picture, defaults={"png": "image/png"})),
        (
            "notes drawn as Excel draws them",
            "a.xlsx",
            part("xl/drawings/a.vml", DRAWING, f"{OFFICE}.vmlDrawing"),
        ),
        (
            "a question to a database in UTF-16",
            "a.xlsx",
            named("customXml/item1.xml", _DATABASE.decode().encode("utf-16")),
        ),
        (
            "the settings of a printer",
            "a.xlsx",
            part("xl/printerSettings/a.bin", b"\0H\0P" + bytes(90), f"{MAIN}.printerSettings"),
        ),
        (
            "greater-than signs and comments",
            "a.xlsx",
            with_sheet(sheet("<!-- x -->" + cells(*hundred))),
        ),
        (
            "letters kept apart from markup",
            "a.xlsx",
            with_sheet(sheet(cells(["<![CDATA[a<b></c>]]>"]))),
        ),
        (
            "a text as long as a cell may be",
            "a.xlsx",
            with_sheet(sheet(cells(["&#233;" * 32_767]))),
        ),
        ("an .ods", "a.ods", ods),
        (
            "an .ods with a chart",
            "a.ods",
            lambda: ods(
                {"Object 1/content.xml": content_of_ods()},
                entries=[("Object 1/", "application/vnd.oasis.opendocument.chart")],
            ),
        ),
        ("a text in UTF-8", "a.csv", CSV.encode),
        ("a text with its mark", "a.csv", lambda: CSV.encode("utf-8-sig")),
        ("a text in UTF-16", "a.csv", lambda: CSV.encode("utf-16")),
        ("a text of Windows", "a.csv", lambda: CSV.encode("cp1252")),
        ("a text with tabs", "a.txt", lambda: CSV.replace(",", "\t").encode()),
    ]
