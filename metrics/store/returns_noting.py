"""What the audit log says of a return: which it was, by whom, and nothing that tells its figures.

An entry stays for ever, and who owns the figures may have them erased: a plain digest would still
prove what was sent to whoever can guess it. So the log tells digests by a salt that stands with the
return and goes with its values; the sender's receipt has the plain ones.
"""

import hmac
import secrets
from collections.abc import Sequence

from sqlalchemy import Connection, select

from metrics.audit import LARGEST_NUMBER, AuditAction, Noted, code_of, noted, object_of
from metrics.store.release_tables import consent_event
from metrics.store.returns_kept import KeptReturn

COUNTS = ("added", "changed", "unchanged", "withdrawn")


def new_salt() -> str:
    return secrets.token_hex(32)


def said_of(
    connection: Connection,
    found: KeptReturn,
    step: tuple[AuditAction, str],
    counts: Sequence[int],
    *,
    file: str = "",
    way: str = "",
) -> Noted:
    """Codes, salted digests and counts; of who governs its own data no counts.

    `step` is what was done and by whom, `file` the digest of a file that was sent with it.
    """
    action, actor = step
    told = zip(COUNTS, counts, strict=True)
    governed = _governs(connection, found.organization)
    detail: dict[str, str | int] = {
        name: min(count, LARGEST_NUMBER) for name, count in told if not governed
    }
    detail |= {"form": code_of(found.form), "organization": code_of(found.organization)}
    detail["period"] = code_of(f"period-{found.period.code}")
    detail |= {"way": way} if way else {}
    digests = {"content": found.content, "file": file} if found.salt else {}
    detail |= {name: salted(found.salt, one) for name, one in digests.items() if one}
    return noted(actor, action, object_of("return", found.code), detail)


def salted(salt: str, digest: str) -> str:
    """A digest as the log tells it: whoever has the return and its salt can find it again."""
    return hmac.digest(salt.encode(), digest.encode(), "sha256").hex()


def _governs(connection: Connection, organization: str) -> bool:
    """Whether anything was ever kept of its consent, as it is from its first return on."""
    query = select(consent_event.c.id).where(consent_event.c.organization == organization)
    return connection.execute(query.limit(1)).first() is not None
