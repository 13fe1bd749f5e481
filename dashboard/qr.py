"""A QR code as a drawing, made here: a secret goes to no other service to be drawn."""

import segno

from dashboard.drawing import Drawing
from dashboard.svg import element

QUIET = 4  # modules of white around the code, which cameras need


def qr_drawing(said: str, label: str) -> Drawing | None:
    """The drawing, under the name that stands for it; None for what is too long to be drawn."""
    try:
        code = segno.make(said, error="m", micro=False)
    except segno.DataOverflowError:
        return None
    grid = [*code.matrix_iter(border=QUIET)]
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(grid) for x, one in enumerate(row) if one
    )
    side = len(grid)
    parts = [
        element("rect", width=side, height=side, fill="#fff"),
        element("path", d=dark, fill="#000"),
    ]
    return Drawing(
        element("svg", "".join(parts), viewBox=f"0 0 {side} {side}", role="img", aria_label=label,
                shape_rendering="crispEdges")
    )  # fmt: skip
