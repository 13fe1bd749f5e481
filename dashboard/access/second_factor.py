"""The second factor: codes that change with time, and codes for the day the telephone is lost."""

import unicodedata
from base64 import b32encode
from datetime import datetime
from hmac import compare_digest
from secrets import token_bytes
from typing import NamedTuple

from pyotp import TOTP, random_base32

DRIFT = 1  # steps of 30 seconds that a telephone's clock may be early or late
RECOVERY_CODES = 10
RECOVERY_BYTES = 10  # 80 bits: too many to try out even with what is kept of them


class Enrolment(NamedTuple):
    """What an authenticator application is given: by hand, or as an address to be drawn."""

    secret: str
    address: str

    @property
    def groups(self) -> str:
        """The secret as it is typed: four by four."""
        return " ".join(_grouped(self.secret))


def new_enrolment(name: str, title: str) -> Enrolment:
    """A new secret for an account of this name in a product of this title."""
    return enrolment_of(random_base32(), name, title)


def enrolment_of(secret: str, name: str, title: str) -> Enrolment:
    return Enrolment(secret, TOTP(secret).provisioning_uri(name=name, issuer_name=title))


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The step of time that a code belongs to; None where it is of none near now."""
    generator = TOTP(secret)
    step = generator.timecode(now)
    found = None
    for one in range(step - DRIFT, step + DRIFT + 1):
        if compare_digest(generator.generate_otp(one), code):
            found = one
    return found


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes, each good once: four times four letters and digits."""
    made = (b32encode(token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_CODES))
    return tuple("-".join(_grouped(one)) for one in made)


def plain_code(code: str) -> str:
    """A code as it is compared: in capitals, without what stands between its groups."""
    normal = unicodedata.normalize("NFKC", code[:100]).upper()
    return "".join(one for one in normal if one.isascii() and one.isalnum())


def _grouped(code: str) -> list[str]:
    return [code[at : at + 4] for at in range(0, len(code), 4)]
