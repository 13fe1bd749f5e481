"""The key by which released numbers are rounded: in a file of its own, never in the database.

With another key the same cell would be rounded otherwise, and two answers tell more than one. So
the file is kept for as long as the store is, and a copy of it in a safe place.
"""

import os
import secrets
from pathlib import Path

from metrics.errors import MetricsError
from metrics.settings import PROJECT, Settings

LENGTH = 32  # bytes
MODE = 0o600


def rounding_key_file(settings: Settings) -> Path:
    """Where the key stands: where it is set to, else beside an SQLite store, else in var/."""
    if settings.rounding_key_file is not None:
        return settings.rounding_key_file
    scheme, _, rest = settings.database_url.partition("://")
    name = rest.removeprefix("/").partition("?")[0].removeprefix("file:")
    if scheme.startswith("sqlite") and name not in ("", ":memory:"):
        return Path(f"{name}.rounding")
    return PROJECT / "var" / "rounding.key"


def rounding_key(path: Path, *, make: bool) -> bytes:
    """The key, made at first use where that is allowed; MetricsError where it cannot be had."""
    try:
        if make and not path.exists():
            _write_once(path, secrets.token_bytes(LENGTH))
        found = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(found) < LENGTH:
        raise _too_short(path)
    return found


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, for this account only, and never over another's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    file = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, MODE)
    try:
        os.write(file, content)
        os.fsync(file)
    finally:
        os.close(file)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was faster: its key is the one
    finally:
        draft.unlink()


def _unreadable(path: Path, error: OSError) -> MetricsError:
    said = error.strerror or ""
    return MetricsError(
        f"The rounding key {path} cannot be read ({said}): put back the file, or name it in "
        "PILLARS_ROUNDING_KEY_FILE. Where it is lost for good, ask before you make another: cells "
        "released so far would be rounded otherwise.",
        f"La clé d'arrondi {path} ne peut être lue ({said})\u00a0: remettez le fichier ou "
        "nommez-le dans PILLARS_ROUNDING_KEY_FILE. S'il est perdu pour de bon, demandez avant d'en "
        "créer un autre\u00a0: les cellules déjà diffusées seraient arrondies autrement.",
    )


def _too_short(path: Path) -> MetricsError:
    return MetricsError(
        f"The rounding key {path} is too short: it has at least {LENGTH} bytes. Put back the file "
        "that was there.",
        f"La clé d'arrondi {path} est trop courte\u00a0: elle a au moins {LENGTH} octets. Remettez "
        "le fichier qui y était.",
    )


def no_key() -> bytes:
    """What a store answers that was opened without settings."""
    raise MetricsError(
        "This store was opened without a rounding key: nothing can be released from it.",
        "Cet entrepôt a été ouvert sans clé d'arrondi\u00a0: rien ne peut en être diffusé.",
    )
