"""The package that a workbook is: parts read, replaced and written, the others copied as packed."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import NamedTuple

from ingest.annotated.nodes import damaged
from ingest.workbook import DAMAGED

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8_NAME = 0x800
_NEW_DATE = (1980, 1, 1, 0, 0, 0)


class _Packed(NamedTuple):
    crc: int
    size: int
    method: int
    packed: bytes


class Package:
    """Parts by name. What is put is packed at once, so that one part at a time is held unpacked."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        with _said():
            self._archive = zipfile.ZipFile(BytesIO(content))
        self._held = {info.filename: info for info in self._archive.infolist()}
        self._new: dict[str, _Packed | None] = {}

    def __contains__(self, name: str) -> bool:
        return self._new.get(name) is not None or (name in self._held and name not in self._new)

    @property
    def names(self) -> list[str]:
        return [name for name in [*self._held, *self._new] if name in self]

    def read(self, name: str) -> bytes:
        if packed := self._new.get(name):
            return zlib.decompress(packed.packed, -zlib.MAX_WBITS)
        with _said():
            return self._archive.read(self._held[name])

    def put(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        crc = size = 0
        packed = []
        for piece in pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            packed.append(packer.compress(piece))
        packed.append(packer.flush())
        self._new[name] = _Packed(crc, size, zipfile.ZIP_DEFLATED, b"".join(packed))

    def drop(self, name: str) -> None:
        self._new[name] = None

    def unused(self, pattern: str) -> str:
        """The first name of a pattern like xl/comments{}.xml that no part has, in any case."""
        taken = {name.casefold() for name in [*self._held, *self._new]}
        number = 1
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def written(self) -> bytes:
        """The package: each part in its place, new ones after them, dates as they were."""
        file = BytesIO()
        index = []
        for name in dict.fromkeys([*self._held, *self._new]):
            if name not in self:
                continue
            info = self._held.get(name) or _new_entry(name)
            index.append(_write_entry(file, info, self._packed(name)))
        start = file.tell()
        for entry in index:
            file.write(entry)
        size = file.tell() - start
        file.write(_END.pack(b"PK\5\6", 0, 0, len(index), len(index), size, start, 0))
        return file.getvalue()

    def _packed(self, name: str) -> _Packed:
        if packed := self._new.get(name):
            return packed
        info = self._held[name]
        with _said():
            head = _LOCAL.unpack_from(self._content, info.header_offset)
        start = info.header_offset + _LOCAL.size + head[9] + head[10]
        packed_bytes = bytes(self._content[start : start + info.compress_size])
        return _Packed(info.CRC, info.file_size, info.compress_type, packed_bytes)


def _new_entry(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, _NEW_DATE)


def _write_entry(file: BytesIO, info: zipfile.ZipInfo, part: _Packed) -> bytes:
    """Write one part; give back its entry of the index at the file's end."""
    kind = info.flag_bits & _UTF8_NAME
    name = info.orig_filename.encode("utf-8" if kind else "cp437")
    day, clock = _dos_date(info.date_time)
    about = (20, kind, part.method, clock, day, part.crc, len(part.packed), part.size, len(name), 0)
    start = file.tell()
    file.write(_LOCAL.pack(b"PK\3\4", *about) + name)
    file.write(part.packed)
    made_by = info.create_system << 8 | 20
    end = (0, 0, info.internal_attr, info.external_attr, start)
    return _CENTRAL.pack(b"PK\1\2", made_by, *about, *end) + name


def _dos_date(at: tuple[int, int, int, int, int, int]) -> tuple[int, int]:
    year, month, day, hour, minute, second = at
    return (year - 1980) << 9 | month << 5 | day, hour << 11 | minute << 5 | second // 2


@contextmanager
def _said() -> Iterator[None]:
    """Whatever is damaged in a package is said in one line."""
    try:
        yield
    except DAMAGED as error:
        raise damaged() from error
