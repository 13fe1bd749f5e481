"""Random ids, what is kept of them, and the keys that an installation's secret gives."""

import hmac
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dashboard.access.faults import AccessError
from metrics import Settings

ID_BYTES = 16  # 128 bits
NONCE = 12


def new_id() -> str:
    """128 random bits, fit for an address, a command line and the audit log."""
    return token_hex(ID_BYTES)


def digest_of(purpose: str, token: str) -> bytes:
    """What is kept of a token; one given for one purpose is nothing for another."""
    return sha256(f"{purpose}\0{token}".encode()).digest()


class Keys:
    """What is derived from the secret of an installation, which is read when first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._secret: bytes | None = None
        before = settings.secret_key_before
        self._before = before.get_secret_value().encode() if before else None

    def keyed(self, purpose: str, *parts: str) -> bytes:
        """A digest of these words that nobody can try out without the secret."""
        told = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(self._key(purpose), told, "sha256")

    def keyed_before(self, purpose: str, *parts: str) -> bytes | None:
        """The same by the secret before this one, while that is set."""
        if self._before is None:
            return None
        told = "\0".join(parts).encode("utf-8", "surrogatepass")
        return hmac.digest(_derived(self._before, purpose), told, "sha256")

    def seal(self, purpose: str, owner: str, content: bytes) -> bytes:
        """Encrypt for one purpose and one owner; what is read back under another fails."""
        nonce = token_bytes(NONCE)
        return nonce + AESGCM(self._key(purpose)).encrypt(nonce, content, owner.encode())

    def unseal(self, purpose: str, owner: str, sealed: bytes) -> bytes:
        """What was sealed with this secret or the one before; AccessError where with neither."""
        keys = [self._key(purpose)]
        if self._before is not None:
            keys.append(_derived(self._before, purpose))
        for key in keys:
            with suppress(InvalidTag):
                return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], owner.encode())
        raise AccessError("access.secret_changed")

    def reseal(self, purpose: str, owner: str, sealed: bytes) -> bytes:
        """The same content, sealed with the secret that is set now."""
        return self.seal(purpose, owner, self.unseal(purpose, owner, sealed))

    def _key(self, purpose: str) -> bytes:
        if self._secret is None:
            self._secret = _secret(self._settings)
        return _derived(self._secret, purpose)


def _derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose alone."""
    return HKDF(SHA256(), 32, salt=None, info=f"pillars {purpose}".encode()).derive(secret)


def _secret(settings: Settings) -> bytes:
    """The secret that was set; while none is, outside production, one made for this machine."""
    if settings.secret_key and settings.has_secret:
        return settings.secret_key.get_secret_value().encode()
    if settings.env == "production":
        raise AccessError("access.secret_needed")
    return _kept_secret(settings.secret_file)


def _kept_secret(path: Path) -> bytes:
    """The secret in this file, written first where there is none; two at once agree on one."""
    try:
        if not path.exists():
            _write_once(path, token_hex(32))
        return path.read_bytes()
    except OSError:
        raise AccessError("access.secret_unreadable", file=str(path)) from None


def _write_once(path: Path, text: str) -> None:
    """Whole or not at all, readable by this account only, and never over another's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{new_id()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was faster: its secret is the one
    finally:
        draft.unlink()
