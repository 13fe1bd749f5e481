"""Which characters the bundled fonts can draw, read from the fonts themselves.

A document never shows an empty box: what no font draws is named, so that whoever makes the
document can put it otherwise, and is written as its code point if it comes through all the same.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dashboard.briefings.pdf.typesetting import FONTS

MANY, FEW = 12, 4  # the formats of a table of characters: all of Unicode, its first plane
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
# without ink of their own: marks of direction, joiners, choosers of a variant, tags of flags
SILENT = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
                    "\U000e0001-\U000e007f]")  # fmt: skip


class Missing(NamedTuple):
    """A character that no bundled font draws."""

    character: str
    code: str  # "U+4E2D"
    name: str  # "CJK UNIFIED IDEOGRAPH-4E2D"; empty where Unicode gives none


def covering(text: str) -> tuple[Missing, ...]:
    """What of a text no bundled font draws, each character once, in the order of the text."""
    return tuple(_named(one) for one in dict.fromkeys(text) if not _is_drawn(one))


def drawable(text: str) -> str:
    """The text as it can be set: controls become spaces, and what no font draws is named."""
    return in_codes(CONTROLS.sub(" ", text))


def in_codes(text: str) -> str:
    """The text with each character that no font draws as its code: "[U+4E2D]"."""
    if text.isascii() or all(map(_is_drawn, text)):
        return text
    return "".join(one if _is_drawn(one) else f"[{_named(one).code}]" for one in text)


def spelled(value: Any) -> Any:
    """A whole document with its texts so: every format then writes them the same way."""
    if isinstance(value, str):
        return in_codes(value)
    if not isinstance(value, tuple):
        return value
    parts = map(spelled, value)
    return value._make(parts) if hasattr(value, "_make") else tuple(parts)


def _is_drawn(character: str) -> bool:
    return (
        ord(character) in drawn()
        or bool(SILENT.match(character))
        or bool(CONTROLS.match(character))
    )


def _named(character: str) -> Missing:
    return Missing(character, f"U+{ord(character):04X}", unicodedata.name(character, ""))


@cache
def drawn() -> frozenset[int]:
    """Every code point that one of the fonts draws."""
    return frozenset(code for path in sorted(FONTS.glob("*.ttf")) for code in characters_of(path))


def characters_of(path: Path) -> set[int]:
    """The characters of a font, from its table `cmap`."""
    data = path.read_bytes()
    start = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: set[int] = set()
    for at in range(count):
        (offset,) = struct.unpack_from(">L", data, start + 4 + 8 * at + 4)
        (form,) = struct.unpack_from(">H", data, start + offset)
        if form == MANY:
            found |= _groups(data, start + offset)
        elif form == FEW:
            found |= _segments(data, start + offset)
    return found


def _table(data: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, 4)
    for at in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * at)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")


def _groups(data: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">L", data, start + 12)
    groups = (struct.unpack_from(">LLL", data, start + 16 + 12 * at) for at in range(count))
    return {code for first, last, _ in groups for code in range(first, last + 1)}


def _segments(data: bytes, start: int) -> set[int]:
    """Segments whose characters may each point to a glyph; glyph 0 is none."""
    (double,) = struct.unpack_from(">H", data, start + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    firsts = struct.unpack_from(f">{count}H", data, start + 16 + double)
    shifts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * double)
    places = start + 16 + 3 * double
    reaches = struct.unpack_from(f">{count}H", data, places)
    return {
        code
        for at in range(count)
        for code in range(firsts[at], ends[at] + 1)
        if code < 0xFFFF
        and _glyph(data, code, firsts[at], shifts[at], places + 2 * at, reaches[at])
    }


def _glyph(data: bytes, code: int, first: int, shift: int, place: int, reach: int) -> int:
    if not reach:
        return (code + shift) & 0xFFFF
    (glyph,) = struct.unpack_from(">H", data, place + reach + 2 * (code - first))
    return (glyph + shift) & 0xFFFF if glyph else 0
