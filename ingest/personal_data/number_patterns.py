"""Numbers of people and of their machines, and dates of birth."""

import ipaddress
import re

from ingest.personal_data.digits import (
    is_health_number,
    is_payment_card,
    is_social_insurance,
    only_digits,
)
from ingest.personal_data.kinds import Kind
from ingest.personal_data.pattern import BEFORE, DATE, IS, NO, Found, Pattern, always, compiled

_SIN = r"\b(?:s\.?i\.?n\.?|n\.?a\.?s\.?|social insurance|assurance sociale)(?![a-z])"
_HEALTH = (
    r"\b(?:health card|health number|health ins\w*|ohip|hcn|carte (?:de )?sant[ée]|"
    r"assurance[- ]maladie|ramq)(?![a-z])"
)
NUMBERS = (
    Pattern(
        Kind.SOCIAL_INSURANCE,
        compiled(
            rf"{BEFORE}\d{{3}}([ .\-/_]{{0,3}})\d{{3}}\1\d{{3}}"
            r"(?![0-9A-Za-z])(?![-.,/]\d)"
        ),
        lambda match: is_social_insurance(only_digits(match[0])),
        bare=True,
    ),
    Pattern(
        Kind.SOCIAL_INSURANCE,
        compiled(rf"{_SIN}(?: ?{NO})?{IS}\(?\d{{3}}\W{{0,3}}\d{{3}}\W{{0,3}}\d{{3}}(?!\d)"),
        always,
    ),
    Pattern(
        Kind.HEALTH_NUMBER,
        compiled(
            rf"{BEFORE}\d{{4}}([ .\-/_]{{0,3}})\d{{3}}\1\d{{3}}(?:[ \-/]{{0,3}}[A-Z]{{1,2}})?"
            r"(?![0-9A-Za-z])(?![-.,/]\d)"
        ),
        lambda match: is_health_number(only_digits(match[0])),
        bare=True,
    ),
    Pattern(
        Kind.HEALTH_NUMBER,
        compiled(rf"{_HEALTH}(?: ?{NO})*{IS}\d{{4}}\W{{0,3}}\d{{3}}\W{{0,3}}\d{{3}}(?!\d)"),
        always,
    ),
    Pattern(
        Kind.HEALTH_NUMBER,
        re.compile(
            r"(?<![0-9A-Za-z])[A-Z]{4}[ -]?\d\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])[ -]?"
            r"(?:0[1-9]|[12]\d|3[01])\d\d(?![0-9A-Za-z])"
        ),
        always,
    ),
    Pattern(
        Kind.PAYMENT_CARD,
        compiled(
            rf"{BEFORE}(?:\d{{13,19}}|"
            r"\d{4}([ .\-/_])(?:\d{4}\1\d{4}\1\d{4}|\d{6}\1\d{4,5}))"
            r"(?![0-9A-Za-z])(?![-.,/]\d)"
        ),
        lambda match: is_payment_card(only_digits(match[0])),
        bare=True,
    ),
)
BIRTHS = (
    Pattern(
        Kind.BIRTH_DATE,
        compiled(
            r"(?:\b(?:d\.?o\.?b\.?|d\.?d\.?n\.?|date of birth|birth ?-?date|b-?day|birthday|born|"
            r"date de naissance|naissance|n[ée](?:e?s?|\(e\)|·e)|b\.)(?![a-z]))"
            rf"[^\w]{{0,5}}(?:(?:on|in|le|the|is|est|du|around|approx)\b\W{{0,3}}){{0,2}}{DATE}"
        ),
        always,
    ),
    Pattern(
        Kind.BIRTH_DATE,
        compiled(rf"{DATE}\s{{0,2}}\(?(?:d\.?o\.?b|date of birth|birth ?date|naissance)\b"),
        always,
    ),
)  # fmt: skip


def _is_ip(match: Found) -> bool:
    """An address of a network; 1.2.3.4 and 2.10.1.3 are numbers of versions and sections."""
    parts = [int(one) for one in match[0].split(".")]
    if any(part > 255 for part in parts) or any(
        len(one) > 1 and one[0] == "0" for one in match[0].split(".")
    ):
        return False
    labelled = re.search(r"\bi\.?p\b[^.]{0,15}$", match.string[: match.start()], re.IGNORECASE)
    versioned = re.search(
        r"(?:\bv|version|ver\.?|release|section|s\.|clause|article|art\.|§)\s?$",
        match.string[: match.start()],
        re.IGNORECASE,
    )
    return bool(labelled) or (max(parts) >= 20 and parts[0] > 0 and not versioned)


def _is_ip6(match: Found) -> bool:
    try:
        ipaddress.IPv6Address(match[0])
    except ValueError:
        return False
    return sum(one != "" for one in match[0].split(":")) >= 3


DEVICES = (
    Pattern(
        Kind.DEVICE,
        compiled(r"(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\w]|\.\d)"),
        _is_ip,
    ),
    Pattern(Kind.DEVICE, compiled(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])"),
            _is_ip6),
    Pattern(
        Kind.DEVICE,
        compiled(
            r"(?<![\w:-])(?:(?:[0-9a-f]{2}:){5}|(?=[0-9-]*[a-f])(?:[0-9a-f]{2}-){5})[0-9a-f]{2}"
            r"(?![\w:-])|(?<![\w.])(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?![\w.])"
        ),
        lambda match: bool(re.search(r"[a-f:]", match[0], re.IGNORECASE)),
    ),
)  # fmt: skip
