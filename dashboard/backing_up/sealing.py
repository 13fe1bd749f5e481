"""The encrypted stream of a backup: read to its end, or not believed at all.

A head in the clear says when it was made and by which key it opens. Then come blocks, each packed
and sealed by AES-256-GCM under its number and the head: a block that was changed, moved, left out
or cut off at the end does not open, and is named.
"""

import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import BinaryIO, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dashboard.backing_up.faults import BackupError

MAGIC = b"pillars-backup 1\n"
BLOCK = 1 << 20  # bytes before packing
LARGEST = BLOCK + (BLOCK >> 6) + 64  # packed and sealed
LARGEST_HEAD = 4096
SIZE = 4  # bytes that tell a length
CHECK = 16  # bytes of a digest of the head: damage is told from a wrong key
LEVEL = 1  # of packing: the quickest


class Head(NamedTuple):
    """What a backup says of itself to whoever has no key."""

    made_at: datetime
    key: str  # which key opens it
    salt: str
    raw: bytes


class Sealing:
    """What is written into a backup, block by block; `close` writes the last one."""

    def __init__(self, file: BinaryIO, key: bytes, made_at: datetime) -> None:
        said = {"made_at": made_at.isoformat(), "key": key_name(key), "salt": token_hex(16)}
        raw = json.dumps(said, sort_keys=True).encode()
        self._file, self._held, self._number, self._head = file, bytearray(), 0, raw
        self._cipher = _cipher(key, said["salt"])
        digest = sha256(raw).digest()[:CHECK]
        file.write(MAGIC + len(raw).to_bytes(SIZE, "big") + raw + digest)

    def write(self, content: bytes) -> None:
        self._held += content
        while len(self._held) > BLOCK:  # the last block is never written before the end is known
            self._seal(bytes(self._held[:BLOCK]), last=False)
            del self._held[:BLOCK]

    def close(self) -> None:
        self._seal(bytes(self._held), last=True)

    def _seal(self, block: bytes, *, last: bool) -> None:
        packed = zlib.compress(block, LEVEL)
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), packed, self._head)
        self._file.write(len(sealed).to_bytes(SIZE, "big") + sealed)
        self._number += 1


class Opening:
    """What stands in a backup, read from its beginning; BackupError where it is not as written."""

    def __init__(self, file: BinaryIO, key: bytes, name: str) -> None:
        self.head = read_head(file, name)
        if self.head.key != key_name(key):
            raise BackupError("backup.other_key", file=name)
        self._file, self._name, self._at = file, name, 0
        self._cipher = _cipher(key, self.head.salt)
        self._blocks, self._held = self._opened(), bytearray()
        self.number = 0  # of the block that was read last, from 1 on

    def read(self, size: int) -> bytes:
        """So many bytes, never fewer."""
        while len(self._held) < size:
            block = next(self._blocks, None)
            if block is None:
                raise self._damaged()
            self._held += block
        found = bytes(self._held[:size])
        del self._held[:size]
        return found

    def end(self) -> None:
        """Make sure that nothing more stands there."""
        if self._held or any(self._blocks):
            raise self._damaged()

    def _opened(self) -> Iterator[bytes]:
        sealed, last = self._next(), False
        while sealed is not None:
            after = self._next()
            last = after is None
            self.number += 1
            yield self._open(sealed, last=last)
            sealed = after

    def _open(self, sealed: bytes, *, last: bool) -> bytes:
        try:
            packed = self._cipher.decrypt(_nonce(self.number - 1, last=last), sealed, self.head.raw)
        except InvalidTag:
            raise self._damaged() from None
        return zlib.decompress(packed)

    def _next(self) -> bytes | None:
        """The next block as it stands in the file; one that is cut off does not open."""
        told = self._file.read(SIZE)
        if not told:
            return None
        return self._file.read(min(int.from_bytes(told, "big"), LARGEST))

    def _damaged(self) -> BackupError:
        return BackupError("backup.damaged", file=self._name, block=str(max(self.number, 1)))


def read_head(file: BinaryIO, name: str) -> Head:
    """The head of a backup; BackupError where the file is none, or its head is damaged."""
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupError("backup.no_backup", file=name)
    raw = file.read(min(int.from_bytes(file.read(SIZE), "big"), LARGEST_HEAD))
    if file.read(CHECK) != sha256(raw).digest()[:CHECK]:
        raise BackupError("backup.damaged_head", file=name)
    said = json.loads(raw)
    return Head(datetime.fromisoformat(said["made_at"]), said["key"], said["salt"], raw)


def key_name(key: bytes) -> str:
    """Which key it is, told without telling it."""
    return _derived(key, b"name")[:8].hex()


def _cipher(key: bytes, salt: str) -> AESGCM:
    """Each backup has a key of its own, so that the numbers of its blocks can be its nonces."""
    return AESGCM(_derived(key, b"content", bytes.fromhex(salt)))


def _derived(key: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=b"pillars backup " + purpose).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
