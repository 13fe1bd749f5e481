"""Writing SVG: every text and attribute that goes into a drawing is escaped here."""

from html import escape
from typing import NamedTuple

SLIM, DIGIT, BROAD = 4.6, 7.0, 10.5  # how wide letters of 13 px text are, bold ones too
SLIM_ONES = frozenset(" \u00a0,.;:'’!()-/|fijlrtI")
BROAD_ONES = frozenset("%mwMW…")


class Box(NamedTuple):
    """The inside of a drawing, in pixels of its own size."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left


def element(tag: str, content: str = "", /, **attributes: str | float | None) -> str:
    """One element; `class_` is written class, `text_anchor` text-anchor; None is left out.

    `content` must already be markup: text goes through `text` or `escape`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-") if key != "viewBox" else key}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def _value(value: str | float) -> str:
    if isinstance(value, str):
        return escape(value)
    return f"{value:.1f}".removesuffix(".0")


def drawing(
    width: float,
    height: float,
    label: str,
    parts: list[str],
    kind: str = "wide",
    role: str = "img",
) -> str:
    """A whole drawing with the text that stands for it; one that holds links is a "group"."""
    return element(
        "svg",
        "".join(parts),
        class_=f"c {kind}".strip(),
        viewBox=f"0 0 {width:g} {height:g}",
        role=role,
        aria_label=label,
    )


def line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return element("line", class_=kind, x1=x1, y1=y1, x2=x2, y2=y2)


def text(words: str, x: float, y: float, kind: str = "tn", anchor: str = "middle") -> str:
    return element("text", escape(words), class_=kind, x=x, y=y, text_anchor=anchor)


def circle(kind: str, x: float, y: float, radius: float) -> str:
    return element("circle", class_=kind, cx=x, cy=y, r=radius)


def square(kind: str, x: float, y: float, size: float) -> str:
    return element("rect", class_=kind, x=x - size / 2, y=y - size / 2, width=size, height=size)


def link(address: str, name: str, parts: list[str]) -> str:
    """Parts of a drawing that lead to a place; `name` is what a screen reader says."""
    return element("a", "".join(parts), href=address, aria_label=name)


def path(kind: str, points: list[tuple[float, float]], dashed: bool = False) -> str:
    """Straight lines through the points; nothing for fewer than two."""
    if len(points) < 2:
        return ""
    steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return element(
        "path", class_=kind, d=f"M{steps}", style="stroke-dasharray:2 5" if dashed else None
    )


def width_of(words: str) -> float:
    """About how wide a text of 13 px is drawn; enough to keep labels apart."""
    return sum(SLIM if one in SLIM_ONES else BROAD if one in BROAD_ONES else DIGIT for one in words)


def inside(x: float, words: str, right: float) -> float:
    """The middle of a text, moved so that it neither begins before 0 nor ends after `right`."""
    half = width_of(words) / 2
    return max(half, min(x, right - half))
