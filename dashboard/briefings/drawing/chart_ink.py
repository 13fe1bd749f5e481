"""The pen of a chart: its colours, its letters, and the shapes it is made of.

Every shape carries its own look, so that a drawing is the same in a page, in a document and as a
picture, without a stylesheet. The colours are those of the pages.
"""

import re
from html import escape

from dashboard.svg import element, width_of
from dashboard.tokens import DATA, EDGE, INK, INK_2, PAPER

FAMILIES = (
    "Source Sans 3",
    "Noto Sans Canadian Aboriginal",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Emoji",
)
SIZE = 12.0  # of letters, in pixels of the drawing
BREAKABLE = re.compile(r"[^\S\u00a0\u202f]+")  # a space that keeps its neighbours breaks no line
MEASURED = 13.0  # the size that `width_of` knows


def wide(words: str, size: float = SIZE) -> float:
    """About how wide a text is drawn."""
    return width_of(words) * size / MEASURED


def word(
    words: str, x: float, y: float, anchor: str = "middle", ink: str = INK_2,
    *, bold: bool = False, size: float = SIZE, halo: bool = True,
) -> str:  # fmt: skip
    """One line of text; a halo of paper keeps it readable over gridlines."""
    return element(
        "text", escape(words), x=x, y=y, text_anchor=anchor, fill=ink, font_size=size,
        font_weight="600" if bold else None,
        paint_order="stroke" if halo else None,
        stroke=PAPER if halo else None,
        stroke_width=3.0 if halo else None,
        stroke_linejoin="round" if halo else None,
    )  # fmt: skip


def rule(
    x1: float, y1: float, x2: float, y2: float, ink: str = INK, width: float = 1.0, dash: str = ""
) -> str:
    """A straight line."""
    return element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=ink, stroke_width=str(width),
        stroke_dasharray=dash or None,
    )  # fmt: skip


def track(
    corners: list[tuple[float, float]], ink: str = DATA, width: float = 2.5, dash: str = ""
) -> str:
    """Straight lines through the corners; nothing for fewer than two."""
    if len(corners) < 2:
        return ""
    return element(
        "path", d=f"M{_steps(corners)}", fill="none", stroke=ink, stroke_width=str(width),
        stroke_linejoin="round", stroke_linecap=None if dash else "round",
        stroke_dasharray=dash or None,
    )  # fmt: skip


def area(corners: list[tuple[float, float]], fill: str, ink: str = "none") -> str:
    return element("path", d=f"M{_steps(corners)}Z", fill=fill, stroke=ink)


def disc(x: float, y: float, radius: float, fill: str, ink: str = PAPER, width: float = 1.0) -> str:
    return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=ink, stroke_width=str(width))


def block(
    x: float, y: float, width: float, height: float, fill: str, ink: str = "none"
) -> str:  # fmt: skip
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=ink)


def hatched(left: float, top: float, right: float, bottom: float, step: float = 6.0) -> list[str]:
    """A block of slanted lines: something is there and is not shown."""
    width, height = right - left, bottom - top
    slants = []
    for at in range(1, int((width + height) / step) + 1):
        reach = at * step
        begin = (left + max(0.0, reach - height), top + min(reach, height))
        end = (left + min(reach, width), top + max(0.0, reach - width))
        slants.append(f"M{_steps([begin, end])}")
    lines = element("path", d="".join(slants), stroke=EDGE, stroke_width="0.8", fill="none")
    return [block(left, top, width, height, PAPER, EDGE), lines]


def _steps(corners: list[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def wrapped(words: str, width: float, size: float = SIZE) -> list[str]:
    """The lines of a text that is no wider than `width`; a word alone may be."""
    lines: list[str] = []
    for one in BREAKABLE.split(words.strip()):
        longer = f"{lines[-1]} {one}" if lines else one
        if lines and wide(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(one)
    return lines
