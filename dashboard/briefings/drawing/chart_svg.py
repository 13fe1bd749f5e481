"""A chart as a drawing: the same grammar as the charts of the pages, with no stylesheet and no
script, so that it can stand in a page, in a document, and become a picture.

What it shows of events and breaks are numbers and letters; their words stand beside it, as text.
"""

from dashboard.briefings.document import Chart
from dashboard.briefings.drawing.chart_frame import Frame, frame_of, moved_apart
from dashboard.briefings.drawing.chart_ink import FAMILIES
from dashboard.briefings.drawing.chart_levels import levels_frame, levels_parts
from dashboard.briefings.drawing.chart_parts import (
    aimed,
    axes,
    break_key,
    flags,
    hidden,
    joined,
    points,
)
from dashboard.briefings.drawing.chart_words import Key, key_lines, keys, labelled
from dashboard.svg import element
from metrics import Language

LETTERS = ", ".join([*(f"'{one}'" for one in FAMILIES), "sans-serif"])
WIDTH, HEIGHT = 640.0, 290.0

__all__ = ["HEIGHT", "WIDTH", "break_key", "chart_svg"]


def chart_svg(
    chart: Chart, language: Language, width: float = WIDTH, height: float = HEIGHT
) -> str:
    """The drawing, as wide as told; a row of levels is as high as it needs."""
    frame, parts = (
        _levels(chart, width) if chart.is_levels else _line(chart, language, width, height)
    )
    return element(
        "svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", width=width,
        height=frame.height, viewBox=f"0 0 {width:g} {frame.height:g}", role="img",
        aria_label=chart.alt, font_family=LETTERS,
    )  # fmt: skip


def _line(
    chart: Chart, language: Language, width: float, height: float
) -> tuple[Frame, list[str]]:  # fmt: skip
    """Words that find no place in the plot stand under the axis, where each makes it lower."""
    every = keys(chart, width)
    under: list[Key] = []
    while True:
        frame = frame_of(chart, language, width, height, sum(len(one.lines) for one in under))
        apart = moved_apart(chart, frame)
        words, told = labelled(apart, frame, under)
        homeless = [one for one in every if one.said not in told and one not in under]
        if not homeless:
            break
        under = [one for one in every if one in under or one in homeless]
    drawn = [*axes(chart, frame, language), *hidden(chart, frame), *aimed(chart.aim, frame)]
    drawn += [*flags(chart, frame), *joined(chart, frame), *points(apart, frame)]
    return frame, [*drawn, *words, *key_lines(under, frame)]


def _levels(chart: Chart, width: float) -> tuple[Frame, list[str]]:
    under = [one for one in keys(chart, width) if one.swatch == "hidden"]
    frame = levels_frame(chart, width, sum(len(one.lines) for one in under))
    return frame, [*levels_parts(chart, frame), *key_lines(under, frame)]
