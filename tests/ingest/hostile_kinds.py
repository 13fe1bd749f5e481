"""What is no workbook or text, whatever it is called."""

from tests.ingest import making
from tests.ingest.making import (
    MAIN,
    NAMESPACE,
    OFFICE,
    PNG,
    STRICT,
    book,
    compound,
    flagged,
    ods,
    parts,
    zipped,
)

CSV = "Service,Personnes\nHébergement,12\n"


def kinds():
    """What is no workbook, whatever it is called."""
    old = compound("Workbook")
    return [
        ("an empty file", "a.xlsx", lambda: b"", "empty"),
        ("nothing but a mark and line ends", "a.csv", lambda: b"\xef\xbb\xbf\r\n\r\n", "empty"),
        ("a web page named .xlsx", "a.xlsx", lambda: b"<!DOCTYPE html><html></html>", "web-page"),
        ("a web page named .xls", "a.xls", lambda: b"\xef\xbb\xbf <html><table>", "web-page"),
        ("a web page named .csv", "a.csv", lambda: b"\n<table><tr><td>1", "web-page"),
        ("XHTML", "a.xlsx", lambda: b'<?xml version="1.0"?><html xmlns="x"/>', "web-page"),
        (
            "a web archive",
            "a.xls",
            lambda: b"MIME-Version: 1.0\nX-Document-Type: Workbook",
            "web-page",
        ),
        (
            "an XML spreadsheet of 2003",
            "a.xlsx",
            lambda: b'<?xml version="1.0"?><Workbook/>',
            "not-a-table",
        ),
        ("a PDF named .xlsx", "a.xlsx", lambda: b"%PDF-1.7\n", "not-a-table"),
        ("a picture named .csv", "a.csv", lambda: PNG, "not-a-table"),
        ("text named .xlsx", "a.xlsx", CSV.encode, "not-a-workbook"),
        ("text named .ods", "a.ods", CSV.encode, "not-a-workbook"),
        ("a workbook named .csv", "a.csv", book, "other-ending"),
        ("an .ods named .xlsx", "a.xlsx", ods, "other-ending"),
        ("a workbook named .ods", "a.ods", book, "other-ending"),
        ("a workbook without an ending", "a", book, "no-ending"),
        ("a workbook whose ending is a dot", "a.xlsx.", book, "no-ending"),
        ("SYLK named .csv", "a.csv", lambda: b"ID;PWXL;N;E\r\nP;PGeneral\r\nE\r\n", "exchange"),
        ("DIF named .csv", "a.csv", lambda: b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "exchange"),
        ("a workbook with a second ending", "a.xlsx.exe", book, "file-type"),
        ("a PDF", "a.pdf", lambda: CSV.encode(), "file-type"),
        ("an .xls", "a.xls", lambda: old, "xls"),
        ("an .xls named .xlsx", "a.xlsx", lambda: old, "xls"),
        ("an .xls of 1990", "a.xls", lambda: b"\x09\x02\x06\x00" + bytes(60), "xls"),
        ("a text named .xls", "a.xls", CSV.encode, "xls"),
        ("a password", "a.xlsx", lambda: compound("EncryptedPackage"), "encrypted"),
        ("a password on the archive", "a.xlsx", lambda: flagged(book(), 1), "encrypted"),
        (
            "a password on an .ods",
            "a.ods",
            lambda: ods(entries=[("styles.xml", "text/xml", "<manifest:encryption-data/>")]),
            "encrypted",
        ),
        ("an .xlsb", "a.xlsb", lambda: book({"xl/workbook.bin": b"\x83\x01"}), "xlsb"),
        (
            "an .xlsb named .xlsx",
            "a.xlsx",
            lambda: book(main="application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
            "xlsb",
        ),
        (
            "Strict Open XML",
            "a.xlsx",
            lambda: book(
                {
                    "xl/workbook.xml": parts()["xl/workbook.xml"].replace(
                        NAMESPACE.encode(), STRICT.encode()
                    )
                }
            ),
            "strict",
        ),
        ("a template", "a.xlsx", lambda: book(main=f"{MAIN}.template.main+xml"), "template"),
        (
            "a template named as such",
            "a.xltx",
            lambda: book(main=f"{MAIN}.template.main+xml"),
            "template",
        ),
        (
            "a template of LibreOffice",
            "a.ods",
            lambda: ods(kind=f"{making.ODS}-template"),
            "template",
        ),
        (
            "a letter",
            "a.xlsx",
            lambda: book(main=f"{OFFICE}.wordprocessingml.document.main+xml"),
            "not-a-table",
        ),
        (
            "slides",
            "a.xlsx",
            lambda: book(main=f"{OFFICE}.presentationml.presentation.main+xml"),
            "not-a-table",
        ),
        (
            "a letter of LibreOffice",
            "a.ods",
            lambda: ods(kind="application/vnd.oasis.opendocument.text"),
            "not-a-table",
        ),
        ("an archive of texts", "a.xlsx", lambda: zipped({"a.csv": b"a,b"}), "not-a-table"),
        ("a file larger than the limit", "a.csv", lambda: b"a,b\n" * (6 << 20), "too-large"),
    ]


def texts():
    return [
        ("a NUL in a text", "a.csv", lambda: b"a,b\n1\x00,2\n", "binary"),
        ("control characters in a text", "a.csv", lambda: b"a,b\n\x01\x02,2\n", "binary"),
        ("half a character of UTF-16", "a.csv", lambda: CSV.encode("utf-16") + b"\x00", "binary"),
        ("a NUL in UTF-16", "a.csv", lambda: "a,b\n1\0,2".encode("utf-16"), "binary"),
        (
            "UTF-16 torn apart",
            "a.csv",
            lambda: CSV.encode("utf-16-le")[:-1] + b"\x00\x00\x00",
            "binary",
        ),
        ("a program named .csv", "a.csv", lambda: b"MZ\x90\x00\x03" + bytes(90), "binary"),
    ]
