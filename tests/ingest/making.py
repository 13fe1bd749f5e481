"""Files as partners, careless programs and attackers make them: the same bytes each time."""

import struct
import warnings
import zipfile
import zlib
from io import BytesIO

DAY = (2026, 1, 1, 0, 0, 0)
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
OFFICE = "application/vnd.openxmlformats-officedocument"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PICTURE = "xl/media/image1.png"
DRAWING = b'<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><br>a note</v:shape></xml>'
SHEET = "xl/worksheets/sheet1.xml"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OF_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" office:version="1.3"'
)


def cells(*rows):
    """Rows of a sheet in XML: texts inline, numbers as they are."""
    lines = []
    for number, row in enumerate(rows, 1):
        of_row = "".join(_cell(number, at, one) for at, one in enumerate(row))
        lines.append(f'<row r="{number}">{of_row}</row>')
    return "".join(lines)


def _cell(number, at, value):
    address = f"{chr(65 + at)}{number}"
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f'<c r="{address}"><v>{value}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def sheet(inside, *, before="", after="", namespace=NAMESPACE):
    """A sheet's XML: what stands before, in and after its rows."""
    return (
        f'{DECLARED}<worksheet xmlns="{namespace}" xmlns:r="{LINKS}">{before}'
        f"<sheetData>{inside}</sheetData>{after}</worksheet>"
    ).encode()


ROWS = cells(["Service", "People"], ["Shelter", 12], ["Counselling", 7])


def links(*more):
    """Relationships: (kind, target) or (kind, target, "External")."""
    lines = [
        f'<Relationship Id="rId{number}" Type="{kind if "/" in kind else f"{LINKS}/{kind}"}" '
        f'Target="{target}"' + (f' TargetMode="{mode[0]}"' if mode else "") + "/>"
        for number, (kind, target, *mode) in enumerate(more, 1)
    ]
    return (
        f'{DECLARED}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(lines)}</Relationships>'
    ).encode()


def types(overrides=(), defaults=(), main=f"{MAIN}.sheet.main+xml"):
    by_ending = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        **dict(defaults),
    }
    by_name = {
        "/xl/workbook.xml": main,
        f"/{SHEET}": f"{MAIN}.worksheet+xml",
        **dict(overrides),
    }
    lines = [f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in by_ending.items()]
    lines += [f'<Override PartName="{k}" ContentType="{v}"/>' for k, v in by_name.items()]
    return (
        f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{''.join(lines)}</Types>"
    ).encode()


def parts(rows=None, **of_types):
    """The parts of the smallest workbook, with this sheet."""
    return {
        "[Content_Types].xml": types(**of_types),
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{DECLARED}<workbook xmlns="{NAMESPACE}" xmlns:r="{LINKS}"><sheets>'
            '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": links(("worksheet", "worksheets/sheet1.xml")),
        SHEET: sheet(ROWS) if rows is None else rows,
    }


def zipped(of_file, *, stored=(), method=zipfile.ZIP_DEFLATED, attributes=None):
    """An archive of parts, a mapping or pairs; `attributes` by name."""
    held = BytesIO()
    pairs = of_file.items() if isinstance(of_file, dict) else of_file
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w") as archive:
        warnings.simplefilter("ignore")  # two parts of one name are wanted
        for name, content in pairs:
            one = zipfile.ZipInfo("x", DAY)
            one.filename = name  # as it stands: the module would mend it
            one.compress_type = zipfile.ZIP_STORED if name in stored else method
            one.external_attr = (attributes or {}).get(name, 0)
            archive.writestr(one, content)
    return held.getvalue()


def book(more=None, *, rows=None, overrides=(), defaults=(), main=f"{MAIN}.sheet.main+xml"):
    """A workbook with more parts, or with some in place of its own."""
    own = parts(rows, overrides=overrides, defaults=defaults, main=main)
    return zipped({**own, **(more or {})})


def linked(*more, **parts_by_name):
    """A workbook whose sheet has these relationships."""
    return book({"xl/worksheets/_rels/sheet1.xml.rels": links(*more), **parts_by_name})


def compound(stream):
    """The beginning of an older Office file, with the name of a stream in its directory."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)
    )


def flagged(content, flag):
    """An archive with a flag set on all its parts, in both places."""
    changed = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = content.find(mark)
        while found >= 0:
            changed[found + at] |= flag
            found = content.find(mark, found + 4)
    return bytes(changed)


def raw(*members, directory=None):
    """An archive by hand: (name, inflated bytes, lies) with lies about size, CRC, name, method."""
    held, central = bytearray(), bytearray()
    for name, content, lies in members:
        packed = lies.get("packed", _deflated(content))
        size, crc = lies.get("size", len(content)), lies.get("crc", zlib.crc32(content))
        method, at = lies.get("method", 8), len(held)
        local = lies.get("local", name).encode()
        held += struct.pack(
            "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, lies.get("local_method", method), 0, 0x5C21,
            crc, len(packed), size, len(local), 0,
        ) + local + packed  # fmt: skip
        central += _entry(name.encode(), method, crc, len(packed), size, at)
    central = central if directory is None else directory(held)
    count = central.count(b"PK\x01\x02")
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(central), len(held), 0)
    return bytes(held + central) + end


def _entry(name, method, crc, packed, size, at):
    return struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, method, 0, 0x5C21, crc, packed, size,
        len(name), 0, 0, 0, 0, 0, at,
    ) + name  # fmt: skip


def _deflated(content):
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()


def by_hand(lies, name=SHEET):
    """The smallest workbook, with lies about one of its parts."""
    return raw(*((one, held, lies if one == name else {}) for one, held in parts().items()))


def overlapping(count=200):
    """Many parts that share the same packed bytes, as in CVE-2024-0450."""
    kernel = bytes(1 << 20)
    packed = _deflated(kernel)

    def directory(held):
        at = held.find(b"kernel") - 30
        return b"".join(
            _entry(b"kernel", 8, zlib.crc32(kernel), len(packed), len(kernel), at)
            if number == 0
            else _entry(f"{number}".encode(), 8, zlib.crc32(kernel), len(packed), len(kernel), at)
            for number in range(count)
        )

    return raw(("kernel", kernel, {}), directory=directory)


def zeros(size):
    """So many zero bytes, deflated without holding them."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    piece = bytes(1 << 20)
    held = [stream.compress(piece) for _ in range(size >> 20)]
    return b"".join(held) + stream.flush()


def zeros_crc(size):
    crc, piece = 0, bytes(1 << 20)
    for _ in range(size >> 20):
        crc = zlib.crc32(piece, crc)
    return crc


def content_of_ods(inside=None):
    rows = inside or (
        '<table:table table:name="Data"><table:table-row><table:table-cell '
        'office:value-type="string"><text:p>Service</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    return (
        f"{DECLARED}<office:document-content {_OF_ODS}><office:body><office:spreadsheet>{rows}"
        "</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def manifest(*more):
    """The manifest of an OpenDocument file: (path, type) or (path, type, inner XML)."""
    entries = [("/", ODS), ("content.xml", "text/xml"), *more]
    lines = [
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}">'
        f"{''.join(inner)}</manifest:file-entry>"
        for path, kind, *inner in entries
    ]
    return (
        f'{DECLARED}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0" manifest:version="1.3">{"".join(lines)}</manifest:manifest>'
    ).encode()


def ods(more=None, *, content=None, entries=(), kind=ODS):
    own = {
        "mimetype": kind.encode(),
        "content.xml": content or content_of_ods(),
        "META-INF/manifest.xml": manifest(*entries),
    }
    return zipped({**own, **(more or {})}, stored=("mimetype",))


def part(name, content, kind):
    """What makes a workbook with one more part, of this content type."""
    return lambda: book({name: content}, overrides={f"/{name}": kind})


def named(name, content=b"<x/>", **of_zip):
    """What makes a workbook with one more part, of no content type of its own."""
    return lambda: zipped({**parts(), name: content}, **of_zip)


def with_sheet(xml):
    return lambda: book(rows=xml)
