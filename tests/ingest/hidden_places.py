"""Returns with personal data where no cell shows it: each place, what is found and the cell."""

import zipfile
import zlib
from io import BytesIO
from struct import pack

from tests.ingest import making, messy
from tests.ingest.messy import CELL, SECRET, rewritten
from tests.ingest.messy_row import NO, Messy
from tests.ingest.messy_tables import table, text
from tests.ingest.return_forms import saved, workbook

CALL = "416-555-0123"
_MAIL, _CALL, _NAME = "personal-data:e-mail", "personal-data:telephone", "personal-data:name"
_TYPES = "[Content_Types].xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _held(content=None):
    with zipfile.ZipFile(BytesIO(content or saved(workbook()))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(name, content, kind="application/xml"):
    held = _held()
    told = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    held[_TYPES] = held[_TYPES].replace(b"</Types>", told.encode())
    return making.zipped(
        {**held, name: content if isinstance(content, bytes) else content.encode()}
    )


def around(xml):
    """The sound return with this behind its rows."""
    return rewritten("</sheetData>", f"</sheetData>{xml}")


def styled(code):
    return rewritten("<numFmts", f'<numFmts><numFmt numFmtId="190" formatCode="{code}"/></numFmts>'
                     "<numFmts", "xl/styles.xml") if b"<numFmts" in _held()["xl/styles.xml"] else (
        rewritten("<fonts", f'<numFmts count="1"><numFmt numFmtId="190" formatCode="{code}"/>'
                  "</numFmts><fonts", "xl/styles.xml"))  # fmt: skip


def picture(words):
    data = b"Comment\0" + words.encode()
    chunk = pack(">I", len(data)) + b"tEXt" + data + pack(">I", zlib.crc32(b"tEXt" + data))
    return with_part("xl/media/image9.png", making.PNG[:8] + chunk, "image/png")


def beside(*cells, row=30):
    """The sound return with these cells in a row below everything."""

    def write(book):
        for at, value in enumerate(cells, 1):
            book["People"].cell(row, at, value)

    return messy.changed(write)  # fmt: skip


def rows(*lines):
    def write(book):
        sheet = book.create_sheet("Other")
        for line in lines:
            sheet.append(list(line))

    return messy.changed(write)  # fmt: skip


def entry(**fields):
    """The sound return with a remark or field on a part of its archive."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _held().items():
            one = zipfile.ZipInfo(name, making.DAY)
            one.compress_type = zipfile.ZIP_DEFLATED
            for field, value in fields.items() if name == "xl/styles.xml" else ():
                setattr(one, field, value)
            archive.writestr(one, content)
    return written.getvalue()


def ods(after="", **parts):
    held = _held(table([["Indicator"], ["x"]]))
    content = held["content.xml"].decode().replace("</office:spreadsheet>",
                                                   f"{after}</office:spreadsheet>")  # fmt: skip
    more = {name: value.encode() for name, value in parts.items()}
    return making.zipped({**held, "content.xml": content.encode(), **more}, stored=("mimetype",))


_FILTER = '<autoFilter ref="A5:D9"><filterColumn colId="0"><filters><filter val="{}"/></filters>' \
    "</filterColumn></autoFilter>"  # fmt: skip
_SCENARIO = '<scenarios><scenario name="s" comment="{}"><inputCells r="D7" val="3"/></scenario>' \
    "</scenarios>"  # fmt: skip
_TOLD = "Zanaka Quorrent, 17, was moved to Barrie by her uncle"
_CHART = '<c:c xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:numCache><c:v>' \
    "{}</c:v></c:numCache></c:c>"  # fmt: skip
_OF_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_STRINGS = f"{making.MAIN}.sharedStrings+xml"
_PRINTER = f"{making.MAIN}.printerSettings"
_OWN = '<c r="D7" t="n"><v>12</v>'
HIDDEN = (
    Messy("a sentence about a person in a comment", lambda: messy.commented(_TOLD), NO, _NAME,
          "People!D7"),
    Messy("a sentence about a person in a cell", lambda: beside(_TOLD), NO, _NAME, "People!A30"),
    Messy("other data under a name like a row's",
          lambda: with_part("customXml/item1.xml", f"<d><row><n>{CALL}</n></row></d>"), NO, _CALL),
    Messy("words for a date of creation", lambda: with_part(
        "customXml/item2.xml", f"<d><created>{SECRET}</created></d>"), NO, _MAIL),
    Messy("a number that a chart keeps",
          lambda: with_part("xl/charts/chart9.xml", _CHART.format("4165550123"), _OF_CHART), NO,
          _CALL),
    Messy("a saved filter", lambda: around(_FILTER.format(SECRET)), NO, _MAIL, "People!"),
    Messy("a name in a saved filter", lambda: around(_FILTER.format("Marie Tremblay")), NO, _NAME,
          "People!"),
    Messy("a scenario", lambda: around(_SCENARIO.format(CALL)), NO, _CALL, "People!"),
    Messy("words that a program added to a sheet", lambda: around(
        f'<extLst><ext uri="x"><q val="{SECRET}"/></ext></extLst>'), NO, _MAIL, "People!"),
    Messy("words within a cell that no program shows", lambda: rewritten(
        _OWN, f"{_OWN}<extLst><q>{SECRET}</q></extLst>"), NO, _MAIL, "People!D7"),
    Messy("a cell that a second one covers", lambda: rewritten(
        CELL, f'<c r="D7" t="inlineStr"><is><t>{SECRET}</t></is></c>{CELL}'), NO, _MAIL,
          "People!D7"),
    Messy("a header that signs split", lambda: around(
        "<headerFooter><oddHeader>&amp;L416&amp;B-555-&amp;B0123</oddHeader></headerFooter>"), NO,
          _CALL, "People!"),
    Messy("an escaped format of numbers",
          lambda: styled("".join(f"\\{one}" for one in CALL)), NO, _CALL),
    Messy("an instruction to a program", lambda: rewritten(
        "<sheetData>", f"<?note {SECRET}?><sheetData>"), NO, _MAIL),
    Messy("texts that no workbook names",
          lambda: with_part("xl/b/sharedStrings.xml",
                            f"<sst {_MAIN}><si><t>{SECRET}</t></si></sst>", _STRINGS), NO, _MAIL),
    Messy("a picture that says who", lambda: picture(SECRET), NO, _MAIL),
    Messy("the settings of a printer", lambda: with_part(
        "xl/printerSettings/p9.bin", CALL.encode("utf-16-le"), _PRINTER), NO, _CALL),
    Messy("a drawing in a picture", lambda: with_part(
        "xl/media/i.svg", f"<svg><text>{SECRET}</text></svg>", "image/svg+xml"), NO, _MAIL),
    Messy("XML under another ending", lambda: with_part("customXml/a.dat", f"<a>{SECRET}</a>"), NO,
          _MAIL),
    Messy("a remark in the archive", lambda: entry(comment=SECRET.encode()), NO, _MAIL),
    Messy("a field in the archive",
          lambda: entry(extra=pack("<HH", 0x9999, len(SECRET)) + SECRET.encode()), NO, _MAIL),
    Messy("the name of a part", lambda: with_part(f"customXml/{SECRET}.xml", "<a/>"), NO, _MAIL),
    Messy("a number over three cells", lambda: beside("Call", 416, 555, 1234), NO, _CALL,
          "People!B30"),
    Messy("a number over two cells", lambda: beside("(416)", "555-0123"), NO, _CALL, "People!A30"),
    Messy("an address over two cells", lambda: beside("zq.doe@", "example.org"), NO, _MAIL,
          "People!A30"),
    Messy("a postal code over two cells", lambda: beside("M5V", "2T6"), NO,
          "personal-data:postal-code", "People!A30"),
    Messy("an insurance number over cells", lambda: beside("SIN", "046", "454", "286"), NO,
          "personal-data:social-insurance-number", "People!B30"),
    Messy("a birth date over columns",
          lambda: rows(("Birth year", "Birth month", "Birth day"), (1999, 3, 4), (2001, 4, 5)), NO,
          "personal-data:birth-date", "Other!A2"),
    Messy("a number over two lines", lambda: beside("416-555-\n0123"), NO, _CALL, "People!A30"),
    Messy("survivors by a code", lambda: rows(("Survivor", "Age", "Status"), ("S1", 17, "open"),
                                              ("S2", 22, "closed"), ("S3", 30, "open")), NO,
          "personal-data:row-per-person", "Other!A1"),
    Messy("a list of names without a heading", lambda: rows(
        ("Marie Tremblay",), ("Aylin Okafor",), ("Sarah Quorrent",), ("Kofi Mensah",)), NO, _NAME,
          "Other!A1"),
    Messy("a name as a sheet's name", lambda: messy.titled("Marie Tremblay"), NO, _NAME, "#3!"),
    Messy("a name in the file's name", messy.filled, NO, _NAME, "",
          "Marie Tremblay intake form.xlsx"),
    Messy("a label far from its name",
          lambda: beside("Client name", None, None, None, None, None, "Zanaka Quorrent"), NO, _NAME,
          "People!G30"),
    Messy("a title in small letters", lambda: beside("dr. tremblay"), NO, _NAME, "People!A30"),
    Messy("an account of another network", lambda: beside("WeChat: zq123456"), NO,
          "personal-data:social-handle", "People!A30"),
    Messy("a filter of an .ods", lambda: ods(
        f'<table:filter-condition table:value="{SECRET}"/>'), NO, _MAIL, "", "return.ods"),
    Messy("a scenario of an .ods", lambda: ods(
        f'<table:table table:name="s"><table:scenario table:comment="{SECRET}"/></table:table>'),
          NO, _MAIL, "s!", "return.ods"),
    Messy("the printer of an .ods",
          lambda: ods(**{"settings.xml": f"<a><b>{SECRET}</b></a>"}), NO, _MAIL, "", "return.ods"),
    Messy("a remark in an .ods", lambda: ods(f"<!-- {SECRET} -->"), NO, _MAIL, "", "return.ods"),
    Messy("settings of a program in an .ods", lambda: ods(
        **{"Configurations2/a.txt": f"x {SECRET} y"}), NO, _MAIL, "", "return.ods"),
)  # fmt: skip
COSTLY = ("416" + "(" * 15_000, "[(" * 10_000 + "]", "416)" * 8_000, "Maria, " * 4_000)


def costly(words):
    return text([[words] * 6] * 10).encode()
