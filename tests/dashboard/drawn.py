"""What markup says about its texts: where each of a drawing begins and ends; whole sentences."""

import re
from html import unescape

from dashboard.svg import width_of

DRAWING = re.compile(r'<svg class="c [^"]*" viewBox="0 0 ([\d.]+) [\d.]+".*?</svg>', re.DOTALL)
TEXT = re.compile(r'<text class="[^"]*" x="(-?[\d.]+)" y="[^"]*" text-anchor="(\w+)">([^<]*)<')
WHOLE = re.compile(r'<span class="whole">([^<]*)</span>')
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # the share of a text that stands before its x


def joined(page: str) -> str:
    """A page without what keeps its years on one line: its words as they were written."""
    return WHOLE.sub(r"\1", page)


def outside(markup: str, spare: float = 1) -> list[str]:
    """The texts that begin before their drawing or end after it, in any of its widths."""
    found = []
    for shown in DRAWING.finditer(markup):
        for x, anchor, written in TEXT.findall(shown.group()):
            wide = width_of(unescape(written))
            start = float(x) - BEFORE[anchor] * wide
            if start < -spare or start + wide > float(shown.group(1)) + spare:
                found.append(f"{written} from {start:.0f} to {start + wide:.0f}")
    return found
