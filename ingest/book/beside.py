"""What an archive holds beside words in XML: pictures, settings of printers, names of parts.

Nobody reads these as words, so they are searched for the forms that stand out in any bytes: signs
around "@", long groups of digits, postal codes, in ASCII and in UTF-16. The texts that a picture
says to be its own (title, author, comment) are read as words.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

_WIDE = re.compile(rb"(?:[\t\n\r -~]\0){6,}|(?:\0[\t\n\r -~]){6,}")
_FORMS = re.compile(
    rb"[!-~]{1,64}@[!-~]{3,64}|"
    rb"[ -~]{0,3}(?:\d[ ().\-/_]{0,3}){9,16}[0-9A-Za-z.,-]{0,2}|"
    rb"[0-9A-Za-z]?[A-Z]\d[A-Z][ -]?\d[A-Z]\d[0-9A-Za-z]?"
)
_MANY = 2_000  # forms of one part: with more, it holds them on purpose, and some will do
_PNG = b"\x89PNG\r\n\x1a\n"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_LONGEST = 1 << 16  # bytes of a picture's own text
_JPEG_WORDS = re.compile(rb"\xff\xfe(..)", re.DOTALL)
_LOCAL = 30  # bytes of the header before a part


def forms_in(content: bytes) -> tuple[str, ...]:
    """What in some bytes has a form that is looked for, as letters."""
    found: dict[str, None] = {}
    for words in (content, *(one[0].replace(b"\0", b"") for one in _WIDE.finditer(content))):
        for one in _FORMS.finditer(words):
            found[one[0].decode("ascii", "replace").strip()] = None
            if len(found) >= _MANY:
                return tuple(found)
    return tuple(found)


def words_of_picture(content: bytes) -> Iterator[str]:
    """The texts that a picture in PNG or JPEG carries along."""
    if content.startswith(_PNG):
        yield from _of_png(content)
    elif content.startswith(b"\xff\xd8"):
        for one in _JPEG_WORDS.finditer(content):
            size = int.from_bytes(one[1], "big")
            words = content[one.end() : one.end() + size - 2]
            if words and words.rstrip(b"\0").isascii():
                yield words.decode("ascii").strip("\0 ")


def _of_png(content: bytes) -> Iterator[str]:
    at = len(_PNG)
    while at + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if kind in _TEXTS:
            yield from _texts(kind, content[at + 8 : at + 8 + min(size, _LONGEST)])
        at += size + 12


def _texts(kind: bytes, chunk: bytes) -> Iterator[str]:
    """A chunk's key and its text, which may be packed."""
    key, _, rest = chunk.partition(b"\0")
    yield key.decode("latin-1")
    if kind == b"iTXt":
        packed, rest = rest[:1] == b"\x01", rest[2:]
        for _ in range(2):  # its language, and its key in that language
            one, _, rest = rest.partition(b"\0")
            yield one.decode("utf-8", "replace")
        rest = _unpacked(rest) if packed else rest
    elif kind == b"zTXt":
        rest = _unpacked(rest[1:])
    yield rest.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace")


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


def bytes_of_archive(content: bytes, parts: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    """What the archive says of its parts beside their names: remarks, and fields of programs."""
    for one in parts:
        names, extras = struct.unpack_from("<HH", content, one.header_offset + 26)
        begin = one.header_offset + _LOCAL + names
        yield from filter(None, (one.comment, one.extra, content[begin : begin + extras]))
