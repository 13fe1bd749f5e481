"""A chart to be written, with the place of its plot within the frame."""

from typing import NamedTuple

from dashboard.briefings.document import Chart
from dashboard.briefings.pptx.axes import Frame, axis_width, is_level, turned
from dashboard.briefings.pptx.plot import Plot
from dashboard.briefings.pptx.theme import Box
from metrics import Language

LEFT, RIGHT, TOP, BOTTOM = 44.0, 40.0, 30.0, 22.0  # points between the frame and the plot


class Drawn(NamedTuple):
    """A chart to be written: what it shows, how, and how large it is drawn."""

    chart: Chart
    plot: Plot
    language: Language
    box: Box

    @property
    def frame(self) -> Frame:
        return Frame(self.plot, self.language, self.chart.percent, self.box.wide)

    @property
    def inner(self) -> Box:
        """The plot itself, between the axes."""
        x, y, wide, high = self.box
        left = max(LEFT, axis_width(self.frame) + 8)
        under = BOTTOM if is_level(self.frame) else turned(self.frame)
        return Box(x + left, y + TOP, wide - left - RIGHT, high - TOP - under)
