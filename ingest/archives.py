"""The archive that a workbook is, read more strictly than any reader after us reads it.

Where readers differ (what stands before the archive, two parts of one name, sizes that lie), one
sees figures that another does not. So everything that they could differ on is refused.
"""

import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from ingest.extents import overlapping
from ingest.limits import MEBIBYTE, Limits
from ingest.refusals import refuse
from ingest.workbook import DAMAGED

_START, _END = b"PK\x03\x04", b"PK\x05\x06"
_END_SIZE, _HEADER_SIZE = 22, 30
_ENTRY_SIZE = 46 + 1024  # bytes in the directory: what is fixed, and a long name with extras
_ENCRYPTED, _DESCRIBED_AFTER = 0x01, 0x08  # flags
_FLAGS = 0x0006 | _DESCRIBED_AFTER | 0x0800  # how hard it was compressed; names in UTF-8
_DESCRIPTORS = (0, 12, 16, 20, 24)  # bytes that may follow the data of such a part
_BETWEEN = (0, 76)  # bytes between the directory and its end: none, or the records of ZIP64
_PIECE = MEBIBYTE
_RATIO, _RATIO_FROM = 200, 10 * MEBIBYTE  # a table of equal rows reaches 60 or so
_KINDS = {0, 0o040000, 0o100000}  # of a file's mode: not said, folder, file


class Archive:
    """The parts of an archive that has passed; their bytes, in pieces."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content, self._limits = content, limits
        directory_said, behind = _refuse_outline(content, limits)
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self.parts, directory = tuple(archive.infolist()), archive.start_dir
        except (*DAMAGED, NotImplementedError):
            refuse("zip")
        if directory != directory_said or len(content) - directory - behind not in _BETWEEN:
            refuse("zip")
        self._refuse_entries()
        self._starts = {one.filename: self._data_start(one) for one in self.parts}
        self._refuse_layout(directory)

    def pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """What a part holds, as it is really inflated; raise GateError where its sizes lie."""
        sum_, size = 0, 0
        for piece in self._raw(part):
            sum_, size = zlib.crc32(piece, sum_), size + len(piece)
            if size > part.file_size:
                refuse("damaged")
            yield piece
        if (size, sum_) != (part.file_size, part.CRC):
            refuse("damaged")

    def read(self, name: str) -> bytes:
        """The whole of a part: a short one, of names and types."""
        part = next(one for one in self.parts if one.filename == name)
        return b"".join(self.pieces(part))

    def _raw(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        start = self._starts[part.filename]
        packed = memoryview(self._content)[start : start + part.compress_size]
        if part.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        else:
            yield from _inflated(packed)

    def _refuse_entries(self) -> None:
        """Names, methods, flags and sizes of all parts, before any of them is read."""
        if len(self.parts) > self._limits.parts:
            refuse("too-many-parts", most=self._limits.parts)
        inflated, most = sum(one.file_size for one in self.parts), self._limits.inflated
        if inflated > most:
            refuse("too-large-inside", size=inflated // MEBIBYTE, most=most // MEBIBYTE)
        for part in self.parts:
            _refuse_entry(part)
        names = {_folded(one.filename) for one in self.parts}
        if len(names) < len(self.parts):
            refuse("duplicate")
        least = ((one.header_offset, one.compress_size + _HEADER_SIZE) for one in self.parts)
        if overlapping((start, start + size) for start, size in least):
            refuse("overlap")

    def _data_start(self, part: zipfile.ZipInfo) -> int:
        """Where a part's bytes begin; what stands before them must agree with the directory."""
        at = part.header_offset
        header = self._content[at : at + _HEADER_SIZE]
        if len(header) < _HEADER_SIZE or not header.startswith(_START):
            refuse("zip")
        flags, method = struct.unpack_from("<HH", header, 6)
        names, extras = map(int, struct.unpack_from("<HH", header, 26))
        name = self._content[at + _HEADER_SIZE : at + _HEADER_SIZE + names]
        said = part.orig_filename.encode("utf-8" if part.flag_bits & 0x0800 else "cp437")
        if (flags, method, name) != (part.flag_bits, part.compress_type, said):
            refuse("zip")
        return at + _HEADER_SIZE + names + extras

    def _refuse_layout(self, directory: int) -> None:
        """Parts follow each other from the first byte up to the directory, and nothing else."""
        spans = sorted(
            (one.header_offset, self._starts[one.filename] + one.compress_size)
            for one in self.parts
        )
        if overlapping(spans):  # with their names and extras, too
            refuse("overlap")
        if not spans or spans[0][0] != 0 or spans[-1][1] > directory:
            refuse("zip")
        ends = pairwise([*spans, (directory, directory)])
        if any(following - end not in _DESCRIPTORS for (_, end), (following, _) in ends):
            refuse("zip")


def _refuse_outline(content: bytes, limits: Limits) -> tuple[int, int]:
    """The first bytes, and the end record, which must be the very last.

    It says where the directory begins and how many bytes there are from its size on.
    """
    end = content[-_END_SIZE:]
    if not content.startswith(_START) or len(end) < _END_SIZE or not end.startswith(_END):
        refuse("zip")
    disk, first, here, entries, size, begins, comment = struct.unpack("<4xHHHHIIH", end)
    if disk or first or comment or here != entries:
        refuse("zip")
    if entries > limits.parts or size > limits.parts * _ENTRY_SIZE:
        refuse("too-many-parts", most=limits.parts)
    return begins, size + _END_SIZE


def _refuse_entry(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & _ENCRYPTED:
        refuse("encrypted")
    if part.flag_bits & ~_FLAGS or part.compress_type not in (0, zipfile.ZIP_DEFLATED):
        refuse("zip")
    if part.compress_type == 0 and part.compress_size != part.file_size:
        refuse("zip")
    if _leads_out(part.orig_filename) or (part.external_attr >> 16) & 0o170000 not in _KINDS:
        refuse("name")
    if part.file_size > _RATIO_FROM and part.file_size > _RATIO * part.compress_size:
        refuse("ratio")


def _leads_out(name: str) -> bool:
    """Whether a name is absolute, climbs, or is written so that readers may differ about it."""
    steps = name.removesuffix("/").split("/")
    odd = any(one in "\\:" or unicodedata.category(one).startswith("C") for one in name)
    return odd or any(step in ("", ".", "..") or step != step.strip(" ") for step in steps)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().removesuffix("/")


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """Deflated bytes in pieces; the stream must end where the part does."""
    stream, at, rest = zlib.decompressobj(-zlib.MAX_WBITS), 0, b""
    try:
        while not stream.eof:
            if not rest:
                rest = bytes(packed[at : at + _PIECE])
                at += len(rest)
            piece = stream.decompress(rest, _PIECE)
            if not piece and not rest and not stream.eof:
                refuse("damaged")
            rest = stream.unconsumed_tail
            if piece:
                yield piece
    except zlib.error:
        refuse("damaged")
    if stream.unused_data or at < len(packed):
        refuse("damaged")
