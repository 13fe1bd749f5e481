"""XML with a document type, in any part and encoding; too deep, too wide, too long."""

from tests.ingest.making import (
    DRAWING,
    OFFICE,
    ROWS,
    SHEET,
    cells,
    manifest,
    named,
    ods,
    part,
    parts,
    sheet,
    with_sheet,
    zipped,
)

_ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>'
_PARAMETER = b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>'


def _with(before, part=SHEET, encoding="utf-8", *, declared=""):
    """A workbook with something put before the root of one of its parts, in an encoding."""
    own = parts()
    _, _, root = own[part].decode().partition("?>\n")
    text = declared + before.decode() + root
    return zipped({**own, part: text.encode(encoding)})


def _attributes(count):
    told = " ".join(f'a{number}="1"' for number in range(count))
    return sheet(f'<row r="1" {told}/>')


def _nested(depth, fill=""):
    return sheet(f"<a>{fill}" * depth + "</a>" * depth)


def markup():
    """XML with a document type, in any part and encoding; too deep, too wide, too long."""
    utf16 = '<?xml version="1.0" encoding="UTF-16"?>'
    wide = '<?xml version="1.0" encoding="UTF-16LE"?>'
    latin = '<?xml version="1.0" encoding="iso-8859-1"?>'
    seven = '<?xml version="1.0" encoding="utf-7"?>'
    rels, kinds, rooted = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/workbook.xml"
    of_drawing = f"{OFFICE}.vmlDrawing"
    found = [
        (f"a document type in {part}", "a.xlsx", lambda part=part: _with(_ENTITY, part), "doctype")
        for part in (SHEET, rels, kinds, rooted, "_rels/.rels")
    ]
    return [
        *found,
        (
            "a document type in UTF-16",
            "a.xlsx",
            lambda: _with(_ENTITY, encoding="utf-16", declared=utf16),
            "doctype",
        ),
        (
            "a document type in UTF-16 without a mark",
            "a.xlsx",
            lambda: _with(_ENTITY, encoding="utf-16-le", declared=wide),
            "doctype",
        ),
        (
            "a document type in UTF-16, undeclared",
            "a.xlsx",
            lambda: _with(_ENTITY, encoding="utf-16-be"),
            "doctype",
        ),
        (
            "a document type after a mark",
            "a.xlsx",
            lambda: _with(_ENTITY, encoding="utf-8-sig"),
            "doctype",
        ),
        (
            "a document type in Latin 1",
            "a.xlsx",
            lambda: _with(_ENTITY, encoding="latin-1", declared=latin),
            "doctype",
        ),
        (
            "a document type after a comment",
            "a.xlsx",
            lambda: _with(b"<!-- x -->" + _ENTITY),
            "doctype",
        ),
        ("an entity from elsewhere", "a.xlsx", lambda: _with(_OUTSIDE), "doctype"),
        ("a parameter entity", "a.xlsx", lambda: _with(_PARAMETER), "doctype"),
        ("a harmless document type", "a.xlsx", lambda: _with(b"<!DOCTYPE worksheet>"), "doctype"),
        (
            "a document type in a picture",
            "a.xlsx",
            part("xl/media/a.svg", b"<!DOCTYPE svg><svg/>", "image/svg+xml"),
            "doctype",
        ),
        (
            "a document type in a drawing",
            "a.xlsx",
            part("xl/drawings/a.vml", b"<!DocType x>" + DRAWING, of_drawing),
            "doctype",
        ),
        (
            "a document type in other data",
            "a.xlsx",
            named("customXml/item1.xml", (utf16 + "<!DOCTYPE x><x/>").encode("utf-16")),
            "doctype",
        ),
        ("a document type in an .ods", "a.ods", lambda: ods(content=_ENTITY + b"<x/>"), "doctype"),
        (
            "a document type in a manifest",
            "a.ods",
            lambda: ods({"META-INF/manifest.xml": b"<!DOCTYPE x>" + manifest()[55:]}),
            "doctype",
        ),
        ("a document type in small letters", "a.xlsx", lambda: _with(b"<!doctype x>"), "damaged"),
        (
            "a sheet in UTF-16",
            "a.xlsx",
            lambda: _with(b"", encoding="utf-16", declared=utf16),
            "encoding",
        ),
        (
            "a sheet in Latin 1",
            "a.xlsx",
            lambda: _with(b"", encoding="latin-1", declared=latin),
            "encoding",
        ),
        ("a sheet in UTF-7", "a.xlsx", lambda: _with(b"", declared=seven), "damaged"),
        ("a sheet 100,000 deep", "a.xlsx", with_sheet(_nested(100_000)), "markup"),
        (
            "a sheet 300 deep behind false ends",
            "a.xlsx",
            with_sheet(_nested(300, "/&gt;/>")),
            "markup",
        ),
        (
            "a sheet 300 deep with comments",
            "a.xlsx",
            with_sheet(_nested(300, "<!--/>-->")),
            "markup",
        ),
        ("a tag with 300 attributes", "a.xlsx", with_sheet(_attributes(300)), "markup"),
        (
            "an attribute of 400,000 characters",
            "a.xlsx",
            with_sheet(sheet(f'<row r="{"1" * 400_000}"/>')),
            "markup",
        ),
        (
            "a text of 400,000 characters",
            "a.xlsx",
            with_sheet(sheet(cells(["x" * 400_000]))),
            "markup",
        ),
        ("a sheet that breaks off", "a.xlsx", with_sheet(sheet(ROWS)[:-30]), "damaged"),
        ("a NUL in a sheet", "a.xlsx", with_sheet(sheet(cells(["a\0b"]))), "damaged"),
        ("an entity that nobody declares", "a.xlsx", with_sheet(sheet(cells(["&x;"]))), "damaged"),
        ("a sheet that is not XML", "a.xlsx", with_sheet(b"a,b\n1,2\n"), "damaged"),
        ("an empty sheet", "a.xlsx", with_sheet(b""), "damaged"),
    ]
