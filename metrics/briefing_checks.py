"""What may be kept of a briefing: outlines, titles, addresses and codes, each checked."""

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from metrics.briefing_refusals import (
    no_formats,
    no_key,
    no_outline,
    no_recipients,
    no_rule,
    no_title,
    too_large,
)
from metrics.languages import Language, Text
from metrics.return_reasons import writable

LONGEST_OUTLINE = 200_000  # characters
LONGEST_TITLE = 500
LONGEST_RULE = 500
LONGEST_ADDRESS = 254
MOST_RECIPIENTS = 50
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,62}[A-Za-z0-9])?")
CODE = re.compile(r"[a-z](?:[a-z0-9-]{0,30}[a-z0-9])?")


def checked_outline(outline: str) -> str:
    """The same outline in one spelling: no key twice, so that emptied lines are no longer in it."""
    if len(outline) > LONGEST_OUTLINE:
        raise too_large(LONGEST_OUTLINE)
    try:
        said = json.loads(outline, parse_constant=_refuse)
        plain = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        plain.encode()
    except (ValueError, RecursionError):
        raise no_outline() from None
    if not isinstance(said, dict) or not isinstance(said.get("lines", []), list):
        raise no_outline()
    return plain


def checked_title(title: Text) -> Text:
    """A title, which a draft may still lack."""
    plain = Text(*(writable(one).strip() for one in title))
    if any(len(one) > LONGEST_TITLE for one in plain):
        raise no_title(LONGEST_TITLE)
    return plain


def digest_of(snapshot: str) -> str | None:
    """The sha256 of a snapshot; None for what no database keeps as it is."""
    try:
        return None if "\0" in snapshot else sha256(snapshot.encode()).hexdigest()
    except UnicodeEncodeError:
        return None


def checked_rule(rule: str) -> str:
    plain = writable(rule).strip()
    if not 0 < len(plain) <= LONGEST_RULE:
        raise no_rule(LONGEST_RULE)
    return plain


def checked_recipients(recipients: Iterable[str]) -> tuple[str, ...]:
    """Addresses, each once however its letters are written; an address holds no second line."""
    found = {one.strip().casefold(): one.strip() for one in recipients}
    fit = all(len(one) <= LONGEST_ADDRESS and ADDRESS.fullmatch(one) for one in found.values())
    if not fit or not 0 < len(found) <= MOST_RECIPIENTS:
        raise no_recipients(MOST_RECIPIENTS)
    return tuple(sorted(found.values()))


def checked_formats(formats: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(str(one) for one in formats))
    if not found or not all(CODE.fullmatch(one) for one in found):
        raise no_formats()
    return found


def checked_languages(languages: Iterable[str]) -> tuple[Language, ...]:
    found = tuple(dict.fromkeys(languages))
    if not found or not all(one in list(Language) for one in found):
        raise no_formats()
    return tuple(map(Language, found))


def checked_key(for_key: str) -> str:
    if not KEY.fullmatch(for_key):
        raise no_key()
    return for_key


def checked_result(result: str) -> str:
    if not CODE.fullmatch(result):
        raise no_key()
    return result


def _refuse(constant: str) -> Any:
    raise ValueError(constant)  # a number that JSON does not have
